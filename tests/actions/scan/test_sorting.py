"""Pages of a scan become documents only when it is sure which; all else is told page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from docgen.actions.scan.sorting import judge, sort_pages
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.kode_halaman import kode_halaman
from docgen.naskah.records import Naskah, Status, Version
from docgen.paper.scan.pages import Code, ScannedPage
from tests.conftest import WIB

A, B, C = "AAAAAAAAAA", "BBBBBBBBBB", "CCCCCCCCCC"
BLANK = "kosong"


def sheet(naskah_id: str, page: int, pages: int, number: int = 3) -> str:
    return kode_halaman(naskah_id, number, page, pages)


def scan(*pages: str) -> list[ScannedPage]:
    """Pages by their codes, several with a space between; '' for words without a code, BLANK for an empty back."""
    return [
        ScannedPage(index, 1654, 2339, tuple(Code(text) for text in codes.split() if codes != BLANK), codes == BLANK)
        for index, codes in enumerate(pages)
    ]


def test_a_document_in_any_order_is_put_in_order():
    done = sort_pages(scan(sheet(A, 3, 3), sheet(A, 1, 3), sheet(A, 2, 3)))
    assert done.single and done.documents[0].coded == (1, 2, 0) and done.documents[0].number == 3


def test_a_stack_is_split_into_its_documents():
    done = sort_pages(scan(sheet(A, 1, 2), sheet(A, 2, 2), sheet(B, 1, 1), sheet(C, 2, 2), sheet(C, 1, 2)))
    assert [(one.naskah_id, one.coded, one.problems) for one in done.documents] == [
        (A, (0, 1), ()), (B, (2,), ()), (C, (4, 3), ()),
    ]  # fmt: skip
    assert not done.single and done.strays == ()


@given(st.permutations([*[(A, page, 4) for page in range(1, 5)], *[(B, page, 2) for page in (1, 2)], (C, 1, 1)]))
def test_a_dropped_stack_is_sorted_again(order):
    done = sort_pages(scan(*(sheet(*one) for one in order)))
    for one in done.documents:
        assert [order[at] for at in one.coded] == sorted(item for item in order if item[0] == one.naskah_id)
        assert one.problems == ()
    assert {one.naskah_id for one in done.documents} == {A, B, C}


def test_empty_backs_stay_with_their_sheet_and_count_for_nothing():
    done = sort_pages(scan(sheet(A, 1, 2), BLANK, sheet(A, 2, 2), BLANK, sheet(B, 1, 1), BLANK))
    assert [(one.coded, one.pages) for one in done.documents] == [((0, 2), (0, 1, 2, 3)), ((4,), (4, 5))]
    assert done.strays == () and not any(one.problems for one in done.documents)
    turned = sort_pages(scan(sheet(A, 2, 2), BLANK, sheet(A, 1, 2), BLANK))
    assert turned.single and turned.documents[0].pages == (2, 3, 0, 1)


def test_a_missing_and_a_doubled_page_are_named():
    (one,) = sort_pages(scan(sheet(A, 1, 4), sheet(A, 4, 4), sheet(A, 4, 4))).documents
    assert one.problems == ("halaman 2, 3 dari 4 tidak ada", "halaman 4 ada lebih dari satu")


def test_prints_that_count_their_pages_differently_are_not_put_together():
    (one,) = sort_pages(scan(sheet(A, 1, 2), sheet(A, 2, 3))).documents
    assert one.problems == ("jumlah halamannya bertentangan (2, 3)",)


def test_two_versions_of_one_naskah_are_two_documents():
    done = sort_pages(scan(sheet(A, 1, 2, 3), sheet(A, 2, 2, 4)))
    assert [(one.number, bool(one.problems)) for one in done.documents] == [(3, True), (4, True)]


def test_a_page_of_words_without_a_code_is_of_no_document():
    done = sort_pages(scan(sheet(A, 1, 2), "", sheet(A, 2, 2)))
    assert not done.single and done.strays == ("halaman 2: tidak memuat kode QR naskah yang terbaca",)


def test_contradicting_codes_on_one_page_are_of_no_document():
    done = sort_pages(scan(f"{sheet(A, 1, 1)} {sheet(B, 1, 1)}"))
    assert done.documents == () and "bertentangan" in done.strays[0] and A in done.strays[0]


def test_the_same_code_twice_is_one_code_and_a_qr_of_others_is_none_of_ours():
    assert sort_pages(scan(f"{sheet(A, 1, 1)} {sheet(A, 1, 1).lower()} https://tte.example/{B}")).single
    done = sort_pages(scan("https://tte.example/verifikasi"))
    assert done.documents == () and "tidak memuat kode" in done.strays[0]


def test_a_damaged_code_beside_a_whole_one_leaves_a_doubt():
    wrong = sheet(A, 1, 1)[:-1] + ("0" if sheet(A, 1, 1)[-1] != "0" else "1")
    assert sort_pages(scan(wrong)).strays == (f"halaman 1: kode {wrong} rusak",)
    assert "bertentangan" in sort_pages(scan(f"{wrong} {sheet(A, 1, 1)}")).strays[0]


def test_an_old_code_without_a_page_is_left_to_a_person():
    done = sort_pages(scan(kode_verifikasi(A, 3)))
    assert done.documents == () and "tidak menyebut halaman" in done.strays[0]


def test_only_empty_pages_and_an_unreadable_page_are_told():
    assert sort_pages(scan(BLANK, BLANK)).strays == ("semua halamannya kosong",)
    broken = [*scan(sheet(A, 1, 1)), ScannedPage(1, unreadable="halaman ini rusak")]
    assert sort_pages(broken).strays == ("halaman 2: halaman ini rusak",)


# --- and what the archive says to it

DAY = datetime(2019, 1, 7, 8, 0, tzinfo=WIB)
OLD = Version(A, 2, Status.TERPARAF, "diparaf", "sekretaris", DAY, sha256="a" * 64)
ISSUED = Version(A, 3, Status.TERBIT, "dinomori", "tata_usaha", DAY, sha256="b" * 64)
SENT = replace(ISSUED, number=4, act="dikirim")


def naskah_at(latest: Version) -> Naskah:
    return Naskah(A, "nota_dinas", "Hal", "000", "", latest)


def said(number: int, latest: Version, known: tuple[Version, ...] = (OLD, ISSUED, SENT)):
    (one,) = sort_pages(scan(sheet(A, 1, 1, number))).documents
    return judge(one, naskah_at(latest), {version.number: version for version in known}, Status.TERBIT)


def test_the_issued_page_is_taken_also_after_acts_that_did_not_touch_it():
    assert said(3, ISSUED).reason == "" == said(3, SENT).reason == said(4, SENT).reason


def test_an_outdated_print_is_no_signature_and_may_be_history():
    verdict = said(2, SENT)
    assert verdict.outdated and "versi 4 (terbit)" in verdict.reason and "--sejarah" in verdict.reason


def test_a_print_of_the_present_draft_is_not_signed_yet():
    verdict = said(2, OLD)
    assert not verdict.outdated and "masih terparaf" in verdict.reason


def test_a_cancelled_an_unknown_and_an_incomplete_one_are_refused_for_good():
    cancelled = replace(ISSUED, number=5, status=Status.DIBATALKAN, sha256="c" * 64)
    (part,) = sort_pages(scan(sheet(A, 1, 2))).documents
    (foreign,) = sort_pages(scan(sheet(B, 1, 1))).documents
    verdicts = [
        said(3, cancelled), said(9, SENT), judge(foreign, None, {}, Status.TERBIT),
        judge(part, naskah_at(SENT), {3: ISSUED}, Status.TERBIT),
    ]  # fmt: skip
    assert [one.outdated for one in verdicts] == [False] * 4
    words = ("dibatalkan", "tidak ada di arsip", "tidak dikenal", "halaman 2 dari 2 tidak ada")
    assert all(word in one.reason for word, one in zip(words, verdicts, strict=True))
