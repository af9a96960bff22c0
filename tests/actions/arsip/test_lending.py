"""Paper leaves its shelf only with a permission, is told to be out, and comes back or is known to be lost."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.arsip.closing import close_berkas
from docgen.actions.arsip.gathering import begin, look, move_folder, put_in
from docgen.actions.arsip.lending import (
    Asked,
    due_date,
    extend_loan,
    hand_out,
    permit_loan,
    refuse_loan,
    request_loan,
    take_back,
)
from docgen.actions.arsip.loan_book import all_loans, loan_remarks, loan_sheet
from docgen.actions.arsip.registers import open_register
from docgen.actions.arsip.shelving import lay_paper, mark_paper
from docgen.actions.arsip.stocktaking import take_stock
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.sop.tasks import all_tasks, tasks_of
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.kertas import ADA, DIPINJAM, HILANG, PERTINGGAL, Kertas, kertas_in
from docgen.kearsipan.pinjaman import DISALIN, KELUAR, KEMBALI, read_pinjaman
from docgen.paper.read import plain_text
from docgen.sop.meter import TEPAT, TERLAMBAT
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid, set_up_box
from tests.actions.surat.test_dispatching import issued

CLERK, HEAD, BORROWER = "tata_usaha", "kepala_dinas", "kabid_capil"
WHY = {"keperluan": "pemeriksaan BPK", "alasan": "diminta aslinya"}


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "B-1", RAK, by=ARCHIVIST)
    return plain_office


def kept(office, **changes):
    return laid(office, issued(office, **changes), boks="B-1")


def asked(office, *naskah, by=BORROWER, **said):
    keys = [(one.id, 0) for one in naskah]
    return request_loan(office, Asked(**{**WHY, "naskah": keys, **said}), by=by).kode


def lent(office, *naskah, permit=CLERK, **said):
    kode = asked(office, *naskah, **said)
    permit_loan(office, kode, by=permit)
    hand_out(office, kode, by=ARCHIVIST)
    return kode


def loan(office, kode):
    return read_pinjaman(office.archive.one_catatan("pinjaman", kode))


def states(office, naskah):
    return [(one.keadaan, one.kondisi) for one in kertas_in(office.archive.naskah(naskah.id).latest.facts)]


def test_paper_goes_out_by_a_permission_and_comes_back_in_its_condition(office, clock):
    naskah = kept(office)
    kode = asked(office, naskah)
    assert kode == "1/2019" and states(office, naskah) == [(ADA, "baik")]
    with pytest.raises(NotReady, match="diajukan"):
        hand_out(office, kode, by=ARCHIVIST)
    permit_loan(office, kode, by=CLERK)
    hand_out(office, kode, by=ARCHIVIST)
    assert states(office, naskah) == [(DIPINJAM, "baik")]
    assert loan(office, kode).jatuh_tempo == "2019-01-16"  # seven days of work after Monday the 7th
    clock.pass_by(days=3)
    take_back(office, kode, by=ARCHIVIST, kondisi="rusak ringan", note="sudut terlipat")
    assert states(office, naskah) == [(ADA, "rusak ringan")]
    assert (loan(office, kode).keadaan, loan(office, kode).kembali) == (KEMBALI, "2019-01-10")
    acts = [(one.act, one.note) for one in office.archive.versions(naskah.id)[-2:]]
    assert acts == [
        ("dipinjam", "pinjaman 1/2019"), ("kembali dari pinjaman", "pinjaman 1/2019; sudut terlipat"),
    ]  # fmt: skip
    assert verify_archive(office) == []


def test_the_electronic_file_is_offered_before_paper_leaves_the_shelf(office):
    naskah = kept(office)
    with pytest.raises(NotReady, match=f"docgen naskah ambil {naskah.id}"):
        asked(office, naskah, alasan="")
    kode = asked(office, naskah, alasan="", salinan=True)
    assert loan(office, kode).keadaan == DISALIN and states(office, naskah) == [(ADA, "baik")]
    with pytest.raises(NotReady, match="diberi salinan digital"):
        permit_loan(office, kode, by=CLERK)


def test_what_has_no_electronic_file_is_lent_without_asking_why(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by=CLERK)
    surat = laid(office, surat, boks="B-1")
    with pytest.raises(NotReady, match="Belum semuanya ada berkas elektroniknya"):
        asked(office, surat, salinan=True)
    assert loan(office, asked(office, surat, alasan="")).alasan == "tidak ada berkas elektroniknya"


@pytest.mark.parametrize(
    ("keamanan", "may", "may_not"),
    [
        ("Biasa", CLERK, "kabid_piak"),
        ("Terbatas", "kabid_piak", CLERK),
        ("Rahasia", HEAD, ARCHIVIST),
        ("Sangat Rahasia", HEAD, ARCHIVIST),
    ],
)
def test_who_permits_goes_by_the_strictest_of_the_papers(office, keamanan, may, may_not):
    surat = register_incoming(office, office.doctype("surat_masuk").example() | {"keamanan": keamanan}, by=CLERK)
    named = lay_paper(office, surat.id, Kertas(0, "asli", 0, boks="B-1"), by=CLERK)
    kode = asked(office, kept(office), named, by=CLERK if may != CLERK else BORROWER)
    with pytest.raises(NotAllowed):
        permit_loan(office, kode, by=may_not)
    permit_loan(office, kode, by=may)
    hand_out(office, kode, by=ARCHIVIST)
    assert loan(office, kode).keadaan == KELUAR


def test_nobody_permits_or_extends_his_own_loan(office):
    kode = asked(office, kept(office), by=ARCHIVIST)
    with pytest.raises(NotAllowed, match="sendiri"):
        permit_loan(office, kode, by=ARCHIVIST)
    permit_loan(office, kode, by=CLERK)
    hand_out(office, kode, by=ARCHIVIST)
    with pytest.raises(NotAllowed, match="sendiri"):
        extend_loan(office, kode, "belum selesai", by=ARCHIVIST)
    extend_loan(office, kode, "belum selesai", by=CLERK)


def test_who_may_not_read_it_does_not_borrow_it_and_outsiders_only_what_is_open(office):
    secret, plain = kept(office, keamanan="Terbatas"), kept(office)
    outside = {"peminjam": "Budi", "lembaga": "Inspektorat"}
    with pytest.raises(NotAllowed, match="pihak luar"):
        asked(office, secret, by=ARCHIVIST, **outside)
    with pytest.raises(NotAllowed):
        asked(office, plain, **outside)  # entered by the record office only
    with pytest.raises(NotAllowed):
        asked(office, plain, peminjam="kabid_piak")
    with pytest.raises(NotAllowed):
        asked(office, kept(office, keamanan="Rahasia"), by="kabid_piak")
    kode = lent(office, plain, by=ARCHIVIST, **outside)
    assert (loan(office, kode).peminjam, loan(office, kode).lembaga) == ("Budi", "Inspektorat")


def test_what_is_out_cannot_go_out_again_nor_be_moved_or_marked(office):
    naskah = kept(office)
    first, second = asked(office, naskah), asked(office, naskah, by="kabid_piak")
    for kode in (first, second):
        permit_loan(office, kode, by=CLERK)
    hand_out(office, first, by=ARCHIVIST)
    with pytest.raises(NotReady, match=r"lembar 1 .* dipinjam"):
        hand_out(office, second, by=ARCHIVIST)
    with pytest.raises(NotReady, match="docgen pinjaman kembali"):
        lay_paper(office, naskah.id, Kertas(1, "asli", 0, boks="B-1"), by=ARCHIVIST)
    with pytest.raises(NotReady, match="lembar 1 dipinjam"):
        mark_paper(office, naskah.id, 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ada")
    take_back(office, first, by=ARCHIVIST)
    hand_out(office, second, by=ARCHIVIST)
    assert states(office, naskah) == [(DIPINJAM, "baik")]


def test_a_berkas_is_lent_whole_as_it_was_permitted_and_is_not_closed_meanwhile(office):
    one, other, late = issued(office), issued(office), issued(office)
    begin(office, {**FORM, "boks": "B-1"}, by=ARCHIVIST)
    put_in(office, "1/2019", [one.id, other.id], by=ARCHIVIST, macam=PERTINGGAL)
    stale = asked(office, berkas="1/2019", by="kabid_piak")
    permit_loan(office, stale, by=CLERK)
    put_in(office, "1/2019", [late.id], by=ARCHIVIST, macam=PERTINGGAL)
    with pytest.raises(NotReady, match="isi mapnya berubah"):
        hand_out(office, stale, by=ARCHIVIST)
    kode = lent(office, berkas="1/2019")
    assert len(loan(office, kode).out) == 3
    with pytest.raises(NotReady, match="lembar 1 dipinjam"):
        close_berkas(office, "1/2019", by=ARCHIVIST)
    take_back(office, kode, by=ARCHIVIST, keys=[(one.id, 0)])
    assert [len(loan(office, kode).out), states(office, one), states(office, other)] == [
        2, [(ADA, "baik")], [(DIPINJAM, "baik")],
    ]  # fmt: skip
    assert len(look(office, "1/2019").naskah) == 3 and verify_archive(office) == []


def test_a_restricted_berkas_is_as_strict_as_its_cover(office):
    begin(office, {**FORM, "keamanan": "terbatas"}, by=ARCHIVIST)
    put_in(office, "1/2019", [issued(office).id], by=ARCHIVIST, macam=PERTINGGAL)
    kode = asked(office, berkas="1/2019")
    with pytest.raises(NotAllowed, match="terbatas"):
        permit_loan(office, kode, by=CLERK)
    permit_loan(office, kode, by=ARCHIVIST)  # an official, too


def test_a_lost_paper_is_lost_on_the_shelf_too_with_the_note_why(office):
    naskah = kept(office)
    kode = lent(office, naskah)
    take_back(office, kode, by=ARCHIVIST, kondisi=HILANG, note="terbawa banjir")
    assert states(office, naskah) == [(HILANG, "baik")] and loan(office, kode).keadaan == HILANG
    with pytest.raises(NotReady, match="hilang"):
        asked(office, naskah, naskah=[(naskah.id, 1)])
    mark_paper(office, naskah.id, 1, by=ARCHIVIST, keadaan=ADA)
    lent(office, naskah)
    assert verify_archive(office) == []


def test_a_loan_that_cannot_be_done_leaves_no_record(office):
    with pytest.raises(NotFound):
        asked(office, issued(office))  # no paper on record
    begin(office, FORM, by=ARCHIVIST)
    with pytest.raises(NotReady, match="sebutkan kertasnya"):
        asked(office, berkas="1/2019")
    with pytest.raises(NotFound, match="docgen pinjaman daftar"):
        permit_loan(office, "9/2019", by=CLERK)
    assert all_loans(office) == []


def test_it_waits_for_one_after_the_other_and_late_ones_for_two(office, clock):
    naskah = kept(office)

    def waiting():
        return {(task.post, task.tugas, task.keadaan) for task in all_tasks(office) if "injam" in task.tugas}

    kode = asked(office, naskah)
    assert {post for post, _, _ in waiting()} == {CLERK, ARCHIVIST}
    permit_loan(office, kode, by=CLERK)
    assert waiting() == {(post, "serahkan pinjaman 1/2019", "menunggu") for post in (CLERK, ARCHIVIST)}
    hand_out(office, kode, by=ARCHIVIST)
    assert waiting() == {(BORROWER, "kembalikan pinjaman 1/2019", TEPAT)}
    clock.pass_by(days=12)
    assert waiting() == {(post, "kembalikan pinjaman 1/2019", TERLAMBAT) for post in (BORROWER, CLERK, ARCHIVIST)}
    assert tasks_of(office, CLERK)[0].subject == kode and all_loans(office, late=True)
    extend_loan(office, kode, "audit belum selesai", by=CLERK)
    assert waiting() == {(BORROWER, "kembalikan pinjaman 1/2019", TEPAT)} and not all_loans(office, late=True)
    take_back(office, kode, by=ARCHIVIST)
    assert waiting() == set()


def book(office, tahun=2019, **asked):
    return open_register(office, "peminjaman", tahun, **asked)


def test_nobody_learns_from_his_list_of_a_secret_loan(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example() | {"keamanan": "Rahasia"}, by=CLERK)
    asked(office, laid(office, surat, boks="B-1"), by=CLERK)
    assert [task for task in all_tasks(office, by="kabid_piak") if "injam" in task.tugas] == []
    assert [task.post for task in tasks_of(office, HEAD, by=HEAD) if "injam" in task.tugas] == [HEAD]
    (row,) = book(office, by="kabid_piak").rows
    assert "BPK" not in "".join(row) and "(tertutup)" in row[3]


def test_a_permission_lapses_when_nobody_fetches_the_paper(office, clock):
    kode = asked(office, kept(office))
    permit_loan(office, kode, by=CLERK)
    clock.pass_by(days=20)
    with pytest.raises(NotReady, match="gugur"):
        hand_out(office, kode, by=ARCHIVIST)
    assert book(office).rows[0][-1] == "gugur"


def test_the_book_has_a_line_for_every_number_and_the_columns_of_the_form(office, clock):
    naskah, other = kept(office), kept(office)
    refuse_loan(office, asked(office, other), "sedang diperiksa", by=CLERK)
    kode = lent(office, naskah)
    clock.pass_by(days=10)
    columns, rows = book(office).columns, book(office).rows
    assert [row[0] for row in rows] == ["1", "2"] and all(len(row) == len(columns) for row in rows)
    assert rows[0][-1] == "ditolak: sedang diperiksa"
    assert rows[1][1:3] == ["07-01-2019", "Kabid Pelayanan Pencatatan Sipil"] and rows[1][-1] == "terlambat 1 hari"
    assert naskah.perihal in rows[1][3] and rows[1][4:8] == ["1", "pemeriksaan BPK", "16-01-2019", ""]
    take_back(office, kode, by=ARCHIVIST)
    assert book(office).rows[1][7] == "17-01-2019"
    assert book(office, 2018).rows == []
    assert book(office, pada=date(2019, 1, 16)).rows[1][7] == ""  # as it stood the evening before


def test_the_sheet_stands_in_the_place_of_the_paper_and_is_signed_for(office):
    naskah = kept(office)
    kode = asked(office, naskah)
    with pytest.raises(NotReady, match="docgen pinjaman serahkan"):
        loan_sheet(office, kode, by=ARCHIVIST)
    permit_loan(office, kode, by=CLERK)
    hand_out(office, kode, by=ARCHIVIST, jatuh_tempo=date(2019, 1, 31))
    above, _, below = plain_text(loan_sheet(office, kode, by=ARCHIVIST)).partition("lipat atau potong")
    assert "Gedung A, Ruang arsip, Rak 3, boks B-1" in above and "31 Januari 2019" in above
    assert "pemeriksaan BPK" in below and f"1 lembar: {naskah.id} lembar 1" in below


def test_two_copies_of_one_naskah_come_back_together_or_one_by_one(office):
    naskah = laid(office, kept(office), PERTINGGAL, boks="B-1")
    kode = lent(office, naskah=[(naskah.id, 1), (naskah.id, 2)])
    take_back(office, kode, by=ARCHIVIST, keys=[(naskah.id, 2)])
    assert [one for one, _ in states(office, naskah)] == [DIPINJAM, ADA]
    with pytest.raises(NotReady, match="lembar 2"):
        take_back(office, kode, by=ARCHIVIST, keys=[(naskah.id, 2)])
    take_back(office, kode, by=ARCHIVIST, keys=[(naskah.id, 0)])
    assert [one for one, _ in states(office, naskah)] == [ADA, ADA] and loan(office, kode).keadaan == KEMBALI


def test_a_sheet_of_many_papers_stays_a_page(office):
    many = [kept(office) for _ in range(6)]
    text = plain_text(loan_sheet(office, lent(office, *many), by=ARCHIVIST))
    assert "dan 3 lembar lain" in text and "6 lembar:" in text and "dan 2 lagi" in text


def test_paper_on_loan_is_not_missing_and_when_it_stands_there_it_is_told(office):
    naskah, there = kept(office), kept(office)
    lent(office, naskah)
    count = take_stock(office, ["B-1", there.id], by=ARCHIVIST)
    assert count.agrees
    count = take_stock(office, ["B-1", there.id, naskah.id], by=ARCHIVIST)
    assert not count.agrees and count.missing == [] and "tercatat dipinjam" in count.lent[0]


def test_the_last_day_skips_the_days_off_of_the_office(office):
    (office.settings.templates / "kalender" / "2019.toml").write_text('[libur]\n"2019-01-16" = "Libur"\n', "utf-8")
    assert due_date(office) == date(2019, 1, 17)


def test_who_asks_for_what_is_out_is_told_by_whom_and_until_when(office):
    naskah = kept(office)
    first = lent(office, naskah)
    second = request_loan(office, Asked(**WHY, naskah=[(naskah.id, 0)]), by="kabid_piak")
    told = f"Sedang dipinjam Kabid Pelayanan Pencatatan Sipil sampai 16 Januari 2019 (pinjaman {first}): {naskah.id}:1."
    assert loan_remarks(office, second) == [told]
    take_back(office, first, by=ARCHIVIST)
    assert loan_remarks(office, second) == []


def test_the_same_request_again_is_told(office):
    naskah = kept(office)
    first = asked(office, naskah)
    again = request_loan(office, Asked(**WHY, naskah=[(naskah.id, 0)]), by=BORROWER)
    assert loan_remarks(office, again) == [f"Permintaan yang sama sudah ada: pinjaman {first}, diajukan."]
    refuse_loan(office, first, "dua kali", by=CLERK)
    assert loan_remarks(office, again) == []


def test_paper_is_not_lent_longer_than_the_office_lends_and_never_until_a_day_off(office):
    kode = asked(office, kept(office))
    permit_loan(office, kode, by=CLERK)
    with pytest.raises(NotReady, match="paling lama 30 hari kerja: sampai"):
        hand_out(office, kode, by=ARCHIVIST, jatuh_tempo=date(2031, 1, 1))
    with pytest.raises(NotReady, match="sudah lewat"):
        hand_out(office, kode, by=ARCHIVIST, jatuh_tempo=date(2019, 1, 6))
    hand_out(office, kode, by=ARCHIVIST, jatuh_tempo=date(2019, 1, 12))  # a Saturday
    assert loan(office, kode).jatuh_tempo == "2019-01-14"
    with pytest.raises(NotReady, match="terlalu jauh"):
        extend_loan(office, kode, "belum selesai", by=CLERK, jatuh_tempo=date(2019, 12, 2))


def test_a_folder_stays_in_its_place_while_paper_of_it_is_lent(office):
    naskah = issued(office)
    begin(office, FORM, by=ARCHIVIST)
    put_in(office, "1/2019", [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    kode = lent(office, naskah)
    with pytest.raises(NotReady, match=f"lembar 1 naskah {naskah.id}"):
        move_folder(office, "1/2019", by=ARCHIVIST, boks="B-1")
    take_back(office, kode, by=ARCHIVIST)
    assert move_folder(office, "1/2019", by=ARCHIVIST, boks="B-1").isi["boks"] == "B-1"


def test_lost_paper_has_no_day_of_return(office, clock):
    naskah, other = kept(office), kept(office)
    kode = lent(office, naskah, other)
    clock.pass_by(days=1)
    take_back(office, kode, by=ARCHIVIST, keys=[(other.id, 0)])
    clock.pass_by(days=1)
    take_back(office, kode, by=ARCHIVIST, kondisi=HILANG, note="terbawa banjir")
    assert book(office).rows[0][7] == "08-01-2019"  # of the one that came back
    lost = lent(office, other)
    take_back(office, lost, by=ARCHIVIST, kondisi=HILANG, note="terbawa banjir")
    assert book(office).rows[1][7] == "" and "hilang" in book(office).rows[1][-1]


def test_of_several_papers_each_is_named_as_it_is_to_be_typed(office):
    naskah = laid(office, kept(office), PERTINGGAL, boks="B-1")
    with pytest.raises(NotReady) as refused:
        asked(office, naskah)
    assert refused.value.problems == (f"tulis {naskah.id}:1 (asli, ada)", f"tulis {naskah.id}:2 (pertinggal, ada)")


def test_who_may_not_permit_is_told_who_may(office):
    kode = asked(office, kept(office))
    with pytest.raises(NotAllowed, match="Arsip ini biasa: yang mengizinkan unit kearsipan"):
        permit_loan(office, kode, by="sekretaris")


def test_the_book_of_loans_says_a_code_once(office):
    naskah = kept(office)
    asked(office, naskah)
    assert naskah.nomor.startswith(naskah.klasifikasi) and book(office).rows[0][3].startswith(naskah.nomor)
