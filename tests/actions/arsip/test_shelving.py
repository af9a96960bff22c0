"""Paper has its place: box, folder, order in it; every move is on record, and a stock-take tells what is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.actions.arsip.gathering import begin, look, move_folder, put_in, take_out
from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.registers import open_register
from docgen.actions.arsip.shelving import (
    at_same_place,
    lay_paper,
    mark_paper,
    move_box,
    papers_in_box,
    papers_of,
    set_up_box,
)
from docgen.actions.arsip.stocktaking import take_stock
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.finding import find
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.boks import Boks
from docgen.kearsipan.kertas import ASLI, HILANG, PERTINGGAL, Kertas, kertas_in
from docgen.naskah.kode import kode_verifikasi
from docgen.search.query import parse_query
from tests.actions.naskah.test_distributing import final
from tests.actions.surat.test_dispatching import issued

ARCHIVIST = "kasubag_umum"
RAK = Boks("boks", "Gedung A", "Ruang arsip", "Rak 3")
FORM = {"klasifikasi": "045.2", "indeks": "Surat Sekda 2019", "uraian": "Surat kepada Sekretaris Daerah"}


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "b-1", RAK, by=ARCHIVIST)
    set_up_box(plain_office, "B-2", replace(RAK, rak="Rak 4"), by=ARCHIVIST)
    return plain_office


def paper(macam=ASLI, **place):
    return Kertas(0, macam, 0, **place)


def laid(office, naskah, macam=ASLI, **place):
    return lay_paper(office, naskah.id, paper(macam, **place), by=ARCHIVIST)


def places(office, naskah):
    return [one.letak for one in papers_of(office, office.archive.naskah(naskah.id))]


def test_a_paper_lies_in_a_box_at_a_place_a_person_can_walk_to(office):
    naskah = laid(office, issued(office), boks="B-1", folder="4", urut=7)
    assert places(office, naskah) == ["Gedung A, Ruang arsip, Rak 3, boks B-1, folder 4, nomor urut 7"]
    (copy,) = kertas_in(naskah.latest.facts)
    assert (copy.salinan, copy.macam, copy.sejak, copy.oleh) == (1, ASLI, "2019-01-07", ARCHIVIST)
    printed = office.archive.versions(naskah.id)[copy.versi - 1]
    assert printed.act == "dinomori" and printed.sha256 == naskah.latest.sha256


def test_moving_a_box_moves_all_that_is_in_it_and_keeps_where_it_was(office, clock):
    naskah = laid(office, issued(office), boks="B-1")
    clock.pass_by(days=30)
    move_box(office, "b-1", {"ruang": "Depo"}, by=ARCHIVIST, note="ruang arsip dicat")
    assert places(office, naskah) == ["Gedung A, Depo, Rak 3, boks B-1"]
    history = office.archive.catatan_history(office.archive.one_catatan("boks", "B-1").id)
    assert [(one.act, one.isi["ruang"], one.note) for one in history] == [
        ("dicatat", "Ruang arsip", ""), ("dipindah", "Depo", "ruang arsip dicat"),
    ]  # fmt: skip
    with pytest.raises(NotReady, match="sudah di sana"):
        move_box(office, "B-1", {"ruang": "Depo"}, by=ARCHIVIST)


def test_a_moved_paper_keeps_where_it_was_and_the_page_stays_as_it_was_read(office, clock):
    before = issued(office)
    naskah = laid(office, before, boks="B-1", urut=1)
    clock.pass_by(days=1)
    moved = lay_paper(office, naskah.id, replace(paper(boks="B-2"), salinan=1), by=ARCHIVIST)
    assert moved.latest.sha256 == before.latest.sha256
    told = [(v.act, [k.boks for k in kertas_in(v.facts)]) for v in office.archive.versions(naskah.id)[-2:]]
    assert told == [("ditaruh", ["B-1"]), ("dipindah", ["B-2"])]
    assert verify_archive(office) == []


def test_all_that_is_wrong_with_a_place_is_told_at_once(office):
    naskah = issued(office)
    with pytest.raises(NotReady) as refused:
        lay_paper(office, naskah.id, replace(paper("kopi", urut=-1), kondisi="lusuh"), by=ARCHIVIST)
    assert [said.split(" ")[0] for said in refused.value.problems] == ["macam", "kondisi", "letaknya", "nomor"]
    with pytest.raises(NotReady, match="tidak mempunyai versi 99"):
        lay_paper(office, naskah.id, replace(paper(boks="B-1"), versi=99), by=ARCHIVIST)
    with pytest.raises(NotFound, match="B-9"):
        laid(office, naskah, boks="B-9")
    with pytest.raises(NotAllowed):
        lay_paper(office, naskah.id, paper(boks="B-1"), by="kasubag_perencanaan")
    assert not kertas_in(office.archive.naskah(naskah.id).latest.facts)


def test_a_box_needs_a_short_code_and_a_place(office):
    with pytest.raises(NotReady) as refused:
        set_up_box(office, "boks ke-1!", Boks("peti", "", "", ""), by=ARCHIVIST)
    assert len(refused.value.problems) == 3
    with pytest.raises(NotReady, match="B-1 sudah ada"):
        set_up_box(office, "B-1", RAK, by=ARCHIVIST)


def test_a_berkas_numbers_itself_through_the_year_and_takes_naskah_with_their_paper(office, clock):
    first, second = issued(office), issued(office)
    assert [begin(office, FORM, by=ARCHIVIST).kode for _ in range(2)] == ["1/2019", "2/2019"]
    kept = put_in(office, "1/2019", [second.id, first.id], by=ARCHIVIST, macam=PERTINGGAL)
    assert [one.id for one in kept.naskah] == [second.id, first.id] and kept.kurun_waktu == "2019"
    assert places(office, first) == ["berkas 1/2019, nomor urut 2"]
    move_folder(office, "1/2019", by=ARCHIVIST, boks="B-2", folder="11")
    assert places(office, first) == ["Gedung A, Ruang arsip, Rak 4, boks B-2, folder 11, nomor urut 2"]
    assert {one.naskah.id for one in papers_in_box(office, "B-2")} == {first.id, second.id}
    clock.pass_by(days=365)
    assert begin(office, FORM, by=ARCHIVIST).kode == "1/2020"


@pytest.mark.parametrize("jenis", ["notula", "daftar_hadir"])
def test_to_shelve_a_naskah_without_a_number_years_later_makes_it_no_younger(office, clock, jenis):
    """It is as old as its signature: on the lists, in the backlog of paper, and where it is sought."""
    naskah = final(office, jenis)
    clock.pass_by(days=3 * 365)
    begin(office, FORM, by=ARCHIVIST)
    assert put_in(office, "1/2022", [naskah.id], by=ARCHIVIST, macam=ASLI).kurun_waktu == "2019"
    set_up_box(office, "B-9", RAK, by=ARCHIVIST)
    clock.pass_by(days=1)
    lay_paper(office, naskah.id, Kertas(0, PERTINGGAL, 0, boks="B-9", folder="1"), by=ARCHIVIST)
    (sides,) = (one for one in prove(office, by=ARCHIVIST) if one.naskah.id == naskah.id)
    assert sides.hari > 3 * 365
    assert [one.naskah.id for one in find(office, parse_query("tahun:2019"), by=ARCHIVIST)] == [naskah.id]


def test_a_naskah_is_in_one_berkas_and_comes_out_with_a_reason_and_without_its_paper(office):
    naskah = issued(office)
    begin(office, FORM, by=ARCHIVIST), begin(office, FORM, by=ARCHIVIST)
    put_in(office, "1/2019", [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    with pytest.raises(NotReady, match="ada di berkas 1/2019"):
        put_in(office, "2/2019", [naskah.id], by=ARCHIVIST)
    with pytest.raises(NotReady) as refused:
        take_out(office, naskah.id, " ", by=ARCHIVIST)
    assert len(refused.value.problems) == 2
    lay_paper(office, naskah.id, replace(paper(PERTINGGAL, boks="B-1"), salinan=1), by=ARCHIVIST)
    take_out(office, naskah.id, "salah berkas", by=ARCHIVIST)
    assert [one.id for one in put_in(office, "2/2019", [naskah.id], by=ARCHIVIST).naskah] == [naskah.id]
    assert look(office, "1/2019").naskah == []
    assert verify_archive(office) == []


def test_nothing_is_put_in_when_one_cannot(office):
    good, bad = issued(office), issued(office)
    begin(office, FORM, by=ARCHIVIST)
    laid(office, bad, PERTINGGAL, boks="B-1")
    with pytest.raises(NotReady, match="sudah tercatat di tempat lain"):
        put_in(office, "1/2019", [good.id, bad.id], by=ARCHIVIST, macam=PERTINGGAL)
    assert look(office, "1/2019").naskah == []


def test_what_lacks_its_paper_is_named_with_its_age_and_a_lost_paper_lacks_again(office, clock):
    kept, bare = issued(office), issued(office)
    laid(office, kept, boks="B-1")
    clock.pass_by(days=12)
    bare_first, complete = prove(office, by=ARCHIVIST)
    assert (bare_first.naskah.id, bare_first.kurang, bare_first.hari) == (bare.id, "kertas", 12)
    assert complete.lengkap and complete.sidik == kept.latest.sha256
    assert complete.kertas == ["asli: Gedung A, Ruang arsip, Rak 3, boks B-1"]
    with pytest.raises(NotReady, match="catatannya"):
        mark_paper(office, kept.id, 1, by=ARCHIVIST, keadaan=HILANG)
    mark_paper(office, kept.id, 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ada waktu dicacah")
    assert [one.lengkap for one in prove(office, by=ARCHIVIST)] == [False, False]
    mark_paper(office, kept.id, 1, by=ARCHIVIST, keadaan="ada", kondisi="rusak ringan")
    assert [one.lengkap for one in prove(office, by=ARCHIVIST)] == [False, True]
    assert prove(office, by=ARCHIVIST, tahun=2018) == []


def test_what_has_paper_or_a_pdf_is_found_by_that(office):
    kept, bare = issued(office), issued(office)
    laid(office, kept, boks="B-1")

    def found(line):
        return {one.naskah.id for one in find(office, parse_query(line), by="sekretaris")}

    assert found("ada:kertas") == {kept.id} and found("tanpa:kertas") == {bare.id}
    assert found("ada:kertas,pdf") == {kept.id} and found("tanpa:pindaian") == {kept.id, bare.id}
    mark_paper(office, kept.id, 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ada waktu dicacah")
    assert found("ada:kertas") == set()


def test_a_stock_take_tells_what_is_missing_misplaced_unexpected_and_unknown(office):
    there, gone, elsewhere, unrecorded, lost = (issued(office) for _ in range(5))
    begin(office, {**FORM, "boks": "B-1"}, by=ARCHIVIST)
    put_in(office, "1/2019", [there.id, gone.id], by=ARCHIVIST, macam=PERTINGGAL)
    laid(office, elsewhere, boks="B-2")
    laid(office, lost, boks="B-1")
    mark_paper(office, lost.id, 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ketemu")
    scanned = [
        "BOKS:B-1", lost.id, "BERKAS:1/2019", kode_verifikasi(there.id, 5), elsewhere.nomor, unrecorded.id, "ZZZZ",
    ]  # fmt: skip
    count = take_stock(office, scanned, by=ARCHIVIST)
    assert [len(count.found), len(count.missing), len(count.misplaced)] == [1, 1, 1]
    assert there.id in count.found[0] and gone.id in count.missing[0] and "berkas 1/2019" in count.missing[0]
    assert "boks B-2" in count.misplaced[0] and unrecorded.id in count.unexpected[0]
    assert count.unknown == ["ZZZZ"] and lost.id in count.returned[0] and not count.agrees
    whole = take_stock(office, ["B-1", "1/2019", there.id, gone.id, "B-2", elsewhere.id], by=ARCHIVIST)
    assert whole.agrees and len(whole.found) == 3
    with pytest.raises(NotReady, match="pindai dahulu label"):
        take_stock(office, [there.id], by=ARCHIVIST)


def test_a_copy_scanned_twice_where_one_is_recorded_is_one_too_many(office):
    naskah = laid(office, issued(office), boks="B-1")
    count = take_stock(office, ["B-1", naskah.id, naskah.id], by=ARCHIVIST)
    assert len(count.found) == 1 and len(count.unexpected) == 1


def test_who_drafted_a_naskah_finds_it_still_when_the_archivist_has_filed_it(office):
    naskah = laid(office, issued(office), boks="B-1")
    found = find(office, parse_query("pejabat:kasubag_perencanaan"), by="sekretaris")
    assert [one.naskah.id for one in found] == [naskah.id]


def test_the_condition_of_a_paper_is_on_record_wherever_it_is_named(office):
    naskah = issued(office)
    begin(office, FORM, by=ARCHIVIST)
    put_in(office, "1/2019", [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    marked = mark_paper(office, naskah.id, 1, by=ARCHIVIST, kondisi="rusak ringan", note="sudutnya sobek")
    assert marked.latest.note == "lembar 1 ada, rusak ringan; sudutnya sobek"
    (row,) = open_register(office, "daftar_isi_berkas").rows
    assert "lembar 1 rusak ringan" in row[-1]


def test_two_papers_at_one_place_are_told(office):
    first = laid(office, issued(office), boks="B-1", folder="4", urut=7)
    assert at_same_place(office, first) == []
    second = laid(office, issued(office), boks="B-1", folder="4", urut=7)
    assert [one.naskah.id for one in at_same_place(office, second)] == [first.id]
    assert at_same_place(office, laid(office, issued(office), boks="B-1", folder="5", urut=7)) == []


def test_paper_goes_only_into_the_folder_of_the_berkas_its_naskah_is_in(office):
    naskah = issued(office)
    begin(office, FORM, by=ARCHIVIST)
    with pytest.raises(NotReady, match=f"docgen berkas isi 1/2019 {naskah.id}"):
        laid(office, naskah, berkas="1/2019")
    put_in(office, "1/2019", [naskah.id], by=ARCHIVIST)
    assert places(office, laid(office, naskah, berkas="1/2019")) == ["berkas 1/2019"]


def test_a_stock_take_of_nothing_is_none(office):
    with pytest.raises(NotReady, match="Tidak ada satu kode pun"):
        take_stock(office, ["", "  "], by=ARCHIVIST)
