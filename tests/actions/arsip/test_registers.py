"""The registers: every number of a year in its order, and nothing told that one may not read."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from docgen.actions.arsip.binding import print_register
from docgen.actions.arsip.registers import KELUAR, MASUK, open_register, registers
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.distributing import holders, issue_salinan
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.surat.deliveries import HIDDEN
from docgen.actions.surat.dispatching import TandaTerima, note_receipt, send
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.registering import register_incoming
from docgen.archive import tables as t
from docgen.errors import NotFound
from tests.actions.naskah.test_approving import letter as outgoing
from tests.actions.naskah.test_approving import through
from tests.actions.surat.test_disposing import letter, received


@pytest.fixture
def office(plain_office):
    return plain_office


def numbered(office, **changes):
    naskah = outgoing(office, koordinasi_1="", penandatangan="kepala_dinas", **changes)
    naskah = through(office, naskah, "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def cells(register, head):
    at = [column.head for column in register.columns].index(head)
    return [row[at] for row in register.rows]


def test_incoming_letters_stand_with_their_sender_and_to_whom_they_went(office):
    surat = received(office)
    lembar = dispose(office, surat.id, Disposisi(["sekretaris"], "Siapkan."), by="kepala_dinas")
    onward = Disposisi(["kabid_capil", "sekretaris"], "Proses.")
    forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    received(office)
    register = open_register(office, "agenda_masuk", 2019)
    assert register.columns == MASUK and cells(register, "No. agenda") == ["001", "002"]
    assert (
        cells(register, "Tanggal surat") == ["02-01-2019"] * 2
        and cells(register, "Tanggal terima") == ["03-01-2019"] * 2
    )
    assert cells(register, "Diteruskan kepada") == ["Sekretaris, Kabid Pelayanan Pencatatan Sipil", ""]
    assert register.gaps == []


def test_a_cancelled_number_keeps_its_line_and_its_reason(office):
    first, second = numbered(office), numbered(office)
    cancel(office, first.id, read=first.latest.sha256, reason="salah alamat", by="tata_usaha")
    register = open_register(office, "surat_keluar", 2019)
    assert register.columns == KELUAR and cells(register, "Nomor") == [first.nomor, second.nomor]
    assert cells(register, "Keterangan") == ["dibatalkan: salah alamat", ""]
    assert [entry.naskah_id for entry in register.cancelled] == [first.id] and register.gaps == []


def test_who_may_not_read_a_letter_sees_its_number_and_no_more(office):
    register_incoming(office, letter(office, keamanan="Rahasia"), by="tata_usaha")
    numbered(office, keamanan="Rahasia")
    for buku in ("agenda_masuk", "surat_keluar"):
        hidden, seen = (open_register(office, buku, 2019, by=by) for by in ("kabid_piak", "kepala_dinas"))
        assert cells(hidden, "Hal") == [HIDDEN] and HIDDEN not in seen.rows[0]
        assert hidden.rows[0][:3] == seen.rows[0][:3]


def test_a_number_that_nothing_explains_is_told(office):
    for _ in range(3):
        numbered(office)
    with office.archive.engine.begin() as connection:
        connection.execute(t.nomor.delete().where(t.nomor.c.urut == 2))
    assert open_register(office, "surat_keluar", 2019).gaps == [2]


def test_the_years_and_books_are_kept_apart(office):
    numbered(office)
    assert registers(office, 2019)["surat_keluar"] == 1 and registers(office, 2018)["surat_keluar"] == 0
    assert open_register(office, "surat_keluar", 2018).rows == []
    with pytest.raises(NotFound, match="surat_keluar"):
        open_register(office, "agenda_keluar", 2019)


def test_the_printed_book_is_the_register_and_the_same_each_time(office):
    numbered(office, perihal="=HYPERLINK(1)")
    register = open_register(office, "surat_keluar", 2019)
    printed = print_register(office, register)
    sheet = load_workbook(io.BytesIO(printed)).active
    assert sheet["A1"].value == "BUKU SURAT KELUAR TAHUN 2019" and sheet.print_title_rows == "$4:$4"
    assert [cell.value for cell in sheet[4]] == [column.head for column in KELUAR]
    assert [cell.value or "" for cell in sheet[5]] == list(register.rows[0])
    assert "f" not in {cell.data_type for cell in sheet[5]}  # no formula
    assert print_register(office, register) == printed


def test_copies_are_registered_with_who_has_them_and_asked_back_when_cancelled(office):
    naskah = numbered(office, tembusan=["Inspektur Kota Tasikmalaya"], kepada="Sekretaris Daerah")
    for kepada in ("Inspektorat", "Bappeda"):
        naskah, _ = issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada=kepada)
    register = open_register(office, "salinan", 2019)
    assert list(zip(cells(register, "Salinan ke"), cells(register, "Kepada"), strict=True)) == [
        ("1", "Inspektorat"), ("2", "Bappeda"),
    ]  # fmt: skip
    assert registers(office, 2019)["salinan"] == 2 and registers(office, 2018)["salinan"] == 0
    cancelled = cancel(office, naskah.id, read=naskah.latest.sha256, reason="keliru", by="tata_usaha")
    assert holders(cancelled) == [
        "Sekretaris Daerah", "Inspektur Kota Tasikmalaya (tembusan)", "Inspektorat (salinan 1)", "Bappeda (salinan 2)",
    ]  # fmt: skip
    assert cells(open_register(office, "salinan", 2019), "Keterangan") == ["dibatalkan: tarik kembali"] * 2


def sent(office, naskah, *kepada, **more):
    done, _ = send(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha", kepada=kepada, **more)
    return done


def test_the_buku_ekspedisi_tells_what_went_to_whom_and_leaves_room_for_the_paraf(office, clock):
    first = numbered(office, tembusan=["Inspektur"], kepada="Sekretaris Daerah")
    later = sent(office, numbered(office, tembusan=[], kepada="Camat Tawang"), cara="pos")
    clock.pass_by(days=1)
    first = sent(office, first, cara="kurir")
    tanda = TandaTerima("Rina, staf umum")
    note_receipt(office, first.id, 2, tanda, read=first.latest.sha256, by="tata_usaha")
    register = open_register(office, "ekspedisi", 2019, by="tata_usaha")
    assert [list(row) for row in register.rows] == [
        ["1", "07-01-2019", later.nomor, "Camat Tawang", later.perihal, "pos", "", ""],
        ["2", "08-01-2019", first.nomor, "Sekretaris Daerah", first.perihal, "kurir", "", ""],
        ["3", "08-01-2019", first.nomor, "Inspektur (tembusan)", first.perihal, "kurir", "Rina, staf umum, 08-01-2019",
         ""],
    ]  # fmt: skip
    assert registers(office, 2019)["ekspedisi"] == 3 and registers(office, 2018)["ekspedisi"] == 0
    sheet = load_workbook(io.BytesIO(print_register(office, register))).active
    assert sheet["A1"].value == "BUKU EKSPEDISI TAHUN 2019" and sheet["G4"].value == "Nama dan paraf penerima"
    assert sheet.row_dimensions[5].height >= 28  # points: a centimetre to sign in


def test_the_book_of_tembusan_names_everyone_of_what_was_issued_sent_or_not(office):
    outgoing(office, koordinasi_1="", penandatangan="kepala_dinas", tembusan=["Camat"])  # a draft
    naskah = numbered(office, tembusan=["Inspektur", "Kepala Bappelitbangda"], kepada="Sekretaris Daerah")
    naskah = sent(office, naskah, "Inspektur", "Sekretaris Daerah")
    note_receipt(office, naskah.id, 2, TandaTerima("Rina"), read=naskah.latest.sha256, by="tata_usaha")
    register = open_register(office, "tembusan", 2019)
    day, said = "07-01-2019", [naskah.nomor, naskah.perihal]
    assert [list(row) for row in register.rows] == [
        ["1", day, *said, "Inspektur", day, f"Rina, {day}", ""], ["2", day, *said, "Kepala Bappelitbangda", "", "", ""],
    ]  # fmt: skip
    assert registers(office, 2019)["tembusan"] == 2 and open_register(office, "tembusan", 2018).rows == []


def test_what_was_sent_and_cancelled_is_to_be_asked_back(office):
    naskah = sent(office, numbered(office, tembusan=["Inspektur", "Camat"], kepada="Walikota"), "Walikota", "Camat")
    cancel(office, naskah.id, read=naskah.latest.sha256, reason="keliru", by="tata_usaha")
    assert cells(open_register(office, "ekspedisi", 2019), "Keterangan") == ["dibatalkan: tarik kembali"] * 2
    assert cells(open_register(office, "tembusan", 2019), "Keterangan") == ["dibatalkan", "dibatalkan: tarik kembali"]


def test_who_may_not_read_it_sees_that_it_went_out_and_neither_what_nor_to_whom(office):
    people = {"tembusan": ["Inspektur"], "kepada": "Sekretaris Daerah"}
    naskah = numbered(office, keamanan="Rahasia", **people)
    naskah, _ = issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Bappeda")
    naskah = sent(office, naskah, cara="kurir")
    note_receipt(office, naskah.id, 2, TandaTerima("Rina"), read=naskah.latest.sha256, by="tata_usaha")
    secret = {naskah.perihal, "Inspektur", "Inspektur (tembusan)", "Sekretaris Daerah", "Bappeda", "Rina, 07-01-2019"}
    for buku in ("salinan", "ekspedisi", "tembusan"):
        hidden, seen = (open_register(office, buku, 2019, by=by) for by in ("kabid_piak", "kepala_dinas"))
        assert not secret & {cell for row in hidden.rows for cell in row} and HIDDEN in hidden.rows[0]
        assert secret & {*seen.rows[0]} and HIDDEN not in {cell for row in seen.rows for cell in row}
    assert cells(open_register(office, "ekspedisi", 2019, by="kabid_piak"), "Nama dan paraf penerima") == [
        "", HIDDEN, "",
    ]  # fmt: skip


def test_the_tenth_number_stands_behind_the_second(office):
    found = [numbered(office, tembusan=["Inspektur"]) for _ in range(10)]
    assert cells(open_register(office, "tembusan", 2019), "Nomor") == [one.nomor for one in found]


@pytest.mark.parametrize("buku", ["", "salinan", "ekspedisi", "tembusan", "surat_keluar"])
def test_a_book_asks_for_everything_in_the_archive_once_at_most(office, buku):
    class Counting:
        asked = 0

        def __getattr__(self, name):
            return getattr(office.archive, name)

        def list_naskah(self, **wanted):
            self.asked += not wanted
            return office.archive.list_naskah(**wanted)

    naskah = sent(office, numbered(office, tembusan=["Inspektur"]))
    issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Bappeda")
    counting = Counting()
    desk = replace(office, archive=counting)
    assert open_register(desk, buku, 2019).rows if buku else registers(desk, 2019)["ekspedisi"]
    assert counting.asked == (buku != "surat_keluar")


def test_a_draft_is_asked_back_from_nobody(office):
    assert holders(outgoing(office, koordinasi_1="", penandatangan="kepala_dinas")) == []
