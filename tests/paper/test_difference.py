"""What reads otherwise on a page: paragraphs, cells, words; never the marks of an approval."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.paper.difference import IN, OUT, Change, as_html, find_changes
from docgen.paper.stamp import stamp
from tests.paper.pages import anchor, docx, par, table

HEAD_ROW = ("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)


def told(before: bytes, after: bytes) -> list[tuple[str, str, str]]:
    return [(one.where, one.before, one.after) for one in find_changes(before, after)]


def test_a_paragraph_that_changed_came_or_went_is_told_with_its_place() -> None:
    before = docx(par("satu"), par("dua kali"), par("tiga"), par("pergi"))
    after = docx(par("baru"), par("satu"), par("dua puluh"), par("tiga"))
    assert told(before, after) == [
        ("paragraf 1", "", "baru"),
        ("paragraf 3", "dua kali", "dua puluh"),
        ("semula paragraf 4", "pergi", ""),
    ]


def test_a_cell_is_one_place_whatever_paragraphs_it_has() -> None:
    before = docx(par("x"), table([par("a"), par("99,00") + par("persen")]))
    after = docx(par("x"), table([par("a"), par("98,72") + par("persen")]))
    assert told(before, after) == [("tabel 1, baris 1, sel 2", "99,00 persen", "98,72 persen")]


def named(before: bytes, after: bytes) -> list[str]:
    return [one.named for one in find_changes(before, after)]


def test_a_cell_is_named_by_its_row_and_the_head_of_its_column() -> None:
    def page(figure: str) -> bytes:
        rows = [par("No."), par("Indikator"), par("Realisasi")], [par("1."), par("Indeks Kepuasan"), par(figure)]
        return docx(table([par("Hal"), par(":"), par("x" + figure)]), table(*rows).replace(*HEAD_ROW))

    assert named(page("87,43"), page("88,00")) == ["bagian “Hal”", "tabel 1, Indeks Kepuasan, kolom Realisasi"]


def test_a_paragraph_is_named_by_its_heading_or_its_first_words() -> None:
    heading = par("III. HASIL").replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Bab"/></w:pPr>', 1)
    before = docx(par("satu dua tiga empat lima enam tujuh"), heading, par("a"), par("b"), par("c"))
    after = docx(par("satu dua tiga empat lima enam delapan"), heading, par("a"), par("d"))
    assert named(before, after) == [
        "alinea “satu dua tiga empat lima enam …”", "III. HASIL, alinea 2", "semula III. HASIL, alinea 3",
    ]  # fmt: skip


def test_a_row_that_was_put_in_moves_no_other() -> None:
    rows = [[par(f"baris {n}"), par(f"{n}0")] for n in range(4)]
    assert told(docx(table(*rows[:2], *rows[3:])), docx(table(*rows))) == [
        ("tabel 1, baris 3, sel 1", "", "baris 2"), ("tabel 1, baris 3, sel 2", "", "20"),
    ]  # fmt: skip


def test_marks_of_approval_are_no_change_of_the_words() -> None:
    page = docx(par("Nomor : ", anchor("nomor")), par("Isi", anchor("paraf_kasubag")))
    assert find_changes(page, stamp(page, {"nomor": "470 / 1", "paraf_kasubag": "disetujui"})) == []


def test_headers_are_named_and_spaces_do_not_matter() -> None:
    assert told(docx(par("a  b"), headers=[par("lama")]), docx(par("a b "), headers=[par("baru")])) == [
        ("kepala halaman header1.xml, paragraf 1", "lama", "baru")
    ]


def test_a_change_is_told_word_by_word() -> None:
    pieces = Change("paragraf 1", "realisasi 99,00 persen", "realisasi 98,72 persen").pieces()
    assert pieces == [("", "realisasi "), (OUT, "99,00"), (IN, "98,72"), ("", " persen")]


words = st.lists(st.sampled_from(["rapat", "kinerja", "99,00", "98,72", "dan", "<b>", "&"]), max_size=8).map(" ".join)


@given(words, words)
def test_the_pieces_are_the_two_texts_and_no_word_is_lost(before: str, after: str) -> None:
    pieces = Change("x", before, after).pieces()
    assert "".join(text for mark, text in pieces if mark != IN) == before
    assert "".join(text for mark, text in pieces if mark != OUT) == after


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_the_same_words_are_no_change_and_others_are_one(before: list[str], after: list[str]) -> None:
    pages = [docx(*(par(text.replace("&", "dan").replace("<", "")) for text in texts)) for texts in (before, after)]
    said = [
        [" ".join(text.replace("&", "dan").replace("<", "").split()) for text in texts] for texts in (before, after)
    ]
    left = [[text for text in texts if text] for texts in said]
    assert (find_changes(*pages) == []) is (left[0] == left[1])


def test_the_page_for_a_browser_shows_text_as_text() -> None:
    page = as_html("Naskah <A>", [Change("paragraf 1", "a <b> & c", "a <i> & c")])
    assert "Naskah &lt;A&gt;" in page and "<del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>" in page and "<b>" not in page
    assert "Tidak ada perubahan" in as_html("x", [])
