"""The lists of the record office, in their official columns: berkas, their contents, active, inactive, vital, due."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.arsip.closing import close_berkas, hold, reopen_berkas
from docgen.actions.arsip.gathering import begin, mark_vital, move_folder, put_in
from docgen.actions.arsip.registers import open_register, registers
from docgen.actions.arsip.shelf import Asked
from docgen.actions.arsip.shelving import mark_paper, set_up_box
from docgen.actions.surat.deliveries import HIDDEN
from docgen.actions.surat.dispatching import send
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.kertas import HILANG, PERTINGGAL
from tests.actions.arsip.test_registers import cells
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK
from tests.actions.naskah.test_approving import drafted
from tests.actions.surat.test_dispatching import CLERK, issued

KEPT_FIVE_YEARS = {**FORM, "klasifikasi": "000.8.6.3", "indeks": "LKjIP 2018"}  # active 2, inactive 3, musnah


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "B-1", RAK, by=ARCHIVIST)
    return plain_office


def closed(office, **form):
    """A berkas with one letter, closed and put into a box."""
    opened = begin(office, {**KEPT_FIVE_YEARS, "boks": "B-1", **form}, by=ARCHIVIST)
    letter = issued(office)
    send(office, letter.id, read=letter.latest.sha256, by=CLERK)
    put_in(office, opened.kode, [letter.id], by=ARCHIVIST, macam=PERTINGGAL)
    close_berkas(office, opened.kode, by=ARCHIVIST)
    return opened.kode


def rows(office, name, **more):
    return [list(row) for row in open_register(office, name, **more).rows]


def numbers(office, name, head="Nomor berkas", **more):
    return cells(open_register(office, name, by=ARCHIVIST, **more), head)


def test_the_list_of_berkas_tells_what_each_is_about_and_where_it_stands(office, clock):
    kode = closed(office)
    hold(office, kode, "perkara 12", by=ARCHIVIST)
    begin(office, {**FORM, "unit": "Capil"}, by=ARCHIVIST)
    assert rows(office, "daftar_berkas", by=ARCHIVIST) == [
        ["1", "1/2019", "Sekre", "000.8.6.3", "LKjIP 2018: Surat kepada Sekretaris Daerah", "2019", "2",
         "ditutup 07-01-2019; ditahan: perkara 12"],
        ["2", "2/2019", "Capil", "045.2", "Surat Sekda 2019: Surat kepada Sekretaris Daerah", "", "0", "aktif"],
    ]  # fmt: skip


def test_the_contents_are_told_item_by_item_with_their_paper(office):
    draft, letter = drafted(office), issued(office)
    begin(office, FORM, by=ARCHIVIST)
    put_in(office, "1/2019", [letter.id], by=ARCHIVIST, macam=PERTINGGAL)
    put_in(office, "1/2019", [draft.id], by=ARCHIVIST)
    assert rows(office, "daftar_isi_berkas") == [
        ["1", "1/2019", "1", letter.klasifikasi, f"Surat Dinas: {letter.perihal}", "07-01-2019", "1 lembar",
         f"{letter.nomor}; pertinggal"],
        ["2", "1/2019", "2", draft.klasifikasi, f"Laporan Pengukuran Kinerja: {draft.perihal}", "07-01-2019",
         "1 elektronik", "draf"],
    ]  # fmt: skip
    mark_paper(office, letter.id, 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ada")
    assert rows(office, "daftar_isi_berkas")[0][6:] == ["1 elektronik", letter.nomor]


def test_a_part_of_a_list_is_asked_for_by_year_unit_or_berkas(office, clock):
    closed(office)
    clock.pass_by(days=365)
    closed(office, unit="Capil")
    for name in ("daftar_berkas", "daftar_isi_berkas"):
        assert {*numbers(office, name)} == {"1/2019", "1/2020"}
        assert {*numbers(office, name, tahun=2020)} == {"1/2020"}
        assert {*numbers(office, name, asked=Asked(unit="Capil"))} == {"1/2020"}
        assert {*numbers(office, name, asked=Asked(berkas="1/2019"))} == {"1/2019"}
    with pytest.raises(NotFound, match="9/2019"):
        numbers(office, "daftar_isi_berkas", asked=Asked(berkas="9/2019"))
    with pytest.raises(NotReady, match="tidak terbagi menurut unit"):
        open_register(office, "surat_keluar", asked=Asked(unit="Capil"))


def test_a_closed_berkas_is_active_inactive_and_due_in_its_years(office, clock):
    kode = closed(office)  # active until the end of 2021, inactive until the end of 2024
    names = ("daftar_arsip_aktif", "daftar_arsip_inaktif", "daftar_usul_musnah")

    def stands_in(year, month=1, day=1):
        clock.moment = clock.moment.replace(year=year, month=month, day=day)
        return [name for name in names if registers(office, year)[name]]

    assert stands_in(2021, 12, 31) == ["daftar_arsip_aktif"]
    assert stands_in(2022) == ["daftar_arsip_inaktif"]
    assert stands_in(2024, 12, 31) == ["daftar_arsip_inaktif"]
    assert stands_in(2025) == ["daftar_arsip_inaktif", "daftar_usul_musnah"]
    (due,) = rows(office, "daftar_usul_musnah", by=ARCHIVIST)
    assert due[-1] == "ditutup 07-01-2019; aktif 2 tahun, inaktif 3 tahun, musnah; habis sejak 01-01-2025"
    clock.pass_by(days=1)
    hold(office, kode, "perkara", by=ARCHIVIST)
    assert stands_in(2026) == ["daftar_arsip_inaktif"]
    assert numbers(office, "daftar_usul_musnah", pada=date(2025, 1, 1)) == [kode]
    assert numbers(office, "daftar_usul_musnah", pada=date(2024, 12, 31)) == []
    reopen_berkas(office, kode, "susulan", by=ARCHIVIST)
    assert stands_in(2026) == ["daftar_arsip_aktif"]


def test_the_active_list_names_retention_secrecy_and_fate(office):
    begin(office, KEPT_FIVE_YEARS, by=ARCHIVIST)
    begin(office, {**FORM, "keamanan": "terbatas"}, by=ARCHIVIST)
    found = rows(office, "daftar_arsip_aktif", by=ARCHIVIST)
    assert found[0][7:] == ["2 tahun", "3 tahun", "biasa", "terbuka", "elektronik", "musnah"]
    assert found[1][9:11] == ["terbatas", "terbatas pada yang berwenang"]


def test_the_inactive_list_leads_to_the_folder_and_tells_its_condition(office, clock):
    kode = closed(office)
    move_folder(office, kode, by=ARCHIVIST, folder="11")
    clock.pass_by(days=3 * 366)
    (found,) = rows(office, "daftar_arsip_inaktif", by=ARCHIVIST)
    assert found[7:] == [
        "pertinggal", "kertas, baik", "folder 11, boks B-1", "Gedung A, Ruang arsip, Rak 3, boks B-1",
        "aktif 2 tahun, inaktif 3 tahun, musnah",
    ]  # fmt: skip


def test_vital_records_are_marked_when_opened_or_later(office, clock):
    begin(office, {**KEPT_FIVE_YEARS, "vital": True}, by=ARCHIVIST)
    begin(office, FORM, by=ARCHIVIST)
    clock.pass_by(days=1)
    mark_vital(office, "2/2019", by=ARCHIVIST)
    assert numbers(office, "daftar_arsip_vital") == ["1/2019", "2/2019"]
    assert numbers(office, "daftar_arsip_vital", pada=date(2019, 1, 7)) == ["1/2019"]
    series = numbers(office, "daftar_arsip_vital", "Jenis / series")
    assert series[0] == "Akuntabilitas Kinerja Instansi Pemerintah" and series[1]
    mark_vital(office, "2/2019", by=ARCHIVIST, vital=False)
    assert numbers(office, "daftar_arsip_vital") == ["1/2019"]
    with pytest.raises(NotReady, match="sudah ditandai vital"):
        mark_vital(office, "1/2019", by=ARCHIVIST)
    with pytest.raises(NotAllowed):
        mark_vital(office, "1/2019", by="kasubag_perencanaan")


def test_who_may_not_read_a_berkas_sees_its_number_and_not_what_it_is_about(office):
    begin(office, {**FORM, "keamanan": "rahasia", "vital": True}, by=ARCHIVIST)
    secret = issued(office, keamanan="Rahasia")
    put_in(office, "1/2019", [secret.id], by=ARCHIVIST)
    for name in ("daftar_berkas", "daftar_isi_berkas", "daftar_arsip_aktif", "daftar_arsip_vital"):
        hidden, seen = (rows(office, name, by=by) for by in ("kabid_piak", "kepala_dinas"))
        told = {FORM["indeks"], FORM["uraian"], secret.perihal}
        assert HIDDEN in hidden[0] and not [cell for cell in hidden[0] for word in told if word in cell]
        assert HIDDEN not in seen[0] and [cell for cell in seen[0] for word in told if word in cell]


def test_places_and_contents_are_those_of_the_day(office, clock):
    kode = closed(office)
    clock.pass_by(days=3 * 366)
    today = clock().date()
    clock.pass_by(days=1)
    set_up_box(office, "B-2", RAK, by=ARCHIVIST)
    move_folder(office, kode, by=ARCHIVIST, boks="B-2")
    places = "Nomor folder dan boks"
    assert numbers(office, "daftar_arsip_inaktif", places, pada=today) == ["folder 1/2019, boks B-1"]
    assert numbers(office, "daftar_arsip_inaktif", places) == ["folder 1/2019, boks B-2"]
