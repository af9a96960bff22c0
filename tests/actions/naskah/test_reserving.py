"""Numbers out of their turn: reserved for days without power, entered later from paper, inserted behind another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docgen.actions.arsip.registers import open_register
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.continuing import SIGNED_ON_PAPER, OnPaper, enter_paper
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.reserving import (
    BLOK,
    MOST,
    OutOfTurn,
    Reserved,
    insert_nomor,
    release,
    reserve,
    use_reserved,
)
from docgen.actions.naskah.uploads import Upload
from docgen.actions.surat.registering import register_incoming
from docgen.errors import InvalidForm, NotAllowed, NotReady, StaleVersion, UnsafeFile
from docgen.naskah.records import Status
from docgen.paper.read import plain_text
from tests.actions.arsip.test_registers import cells
from tests.actions.naskah.test_approving import letter as outgoing
from tests.actions.naskah.test_approving import through
from tests.actions.surat.test_disposing import PDF, letter

TU = "tata_usaha"
OUTAGE = "listrik padam"


@pytest.fixture
def office(plain_office):
    return plain_office


def signed(office):
    naskah = outgoing(office, koordinasi_1="", penandatangan="kepala_dinas")
    return through(office, naskah, "kasubag_perencanaan", "sekretaris", "kepala_dinas")


def numbered(office):
    naskah = signed(office)
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by=TU)


def reserved(office, jenis="surat_dinas", count=3):
    return reserve(office, jenis, count, by=TU, reason="persiapan pemadaman")


def on_paper(office, urut, day, **more):
    paper = OnPaper(OutOfTurn(urut, day, more.pop("alasan", OUTAGE)), **more)
    return enter_paper(office, "surat_dinas", office.doctype("surat_dinas").example(), paper, by=TU)


def out_of_turn(act, office, naskah, urut, day, alasan="terlambat dinomori"):
    return act(office, naskah.id, read=naskah.latest.sha256, by=TU, place=OutOfTurn(urut, day, alasan))


def remarks(office, buku="surat_keluar"):
    return cells(open_register(office, buku, 2019), "Keterangan")


def test_a_blok_takes_the_next_numbers_and_prints_a_sheet_for_each(office):
    numbered(office)
    blok = reserved(office)
    words = plain_text(office.archive.read(blok.latest))
    for urut in (2, 3, 4):
        assert words.count(f"………… / {urut} / Sekre / 2019") == 2  # in the list and on its sheet
    assert blok.jenis == BLOK and blok.latest.status is Status.TERBIT and "Surat Dinas, nomor urut 4" in words
    assert numbered(office).nomor == "470 / 5 / Sekre / 2019"
    assert remarks(office)[1] == "dipesan 07-01-2019, belum dipakai: persiapan pemadaman"
    assert open_register(office, "surat_keluar", 2019).gaps == []


def test_for_incoming_letters_there_are_no_blank_sheets(office):
    words = plain_text(office.archive.read(reserved(office, "surat_masuk", 5).latest))
    assert "005" in words and "Lembar kosong bernomor" not in words


@pytest.mark.parametrize(
    ("jenis", "count", "reason", "why"),
    [
        ("surat_dinas", 0, "listrik", "sebutkan 1 sampai"),
        ("surat_dinas", MOST + 1, "listrik", "sebutkan 1 sampai"),
        ("surat_dinas", 3, "  ", "tulis alasannya"),
        ("notula", 3, "listrik", "tidak bernomor"),
    ],
)
def test_what_cannot_be_reserved_is_refused_and_takes_no_number(office, jenis, count, reason, why):
    with pytest.raises(NotReady, match=why):
        reserve(office, jenis, count, by=TU, reason=reason)
    assert office.archive.list_naskah() == [] and numbered(office).nomor.split(" / ")[1] == "1"


def test_only_who_gives_numbers_reserves_them(office):
    with pytest.raises(NotAllowed):
        reserve(office, "surat_dinas", 3, by="kepala_dinas", reason="listrik")
    blok = reserved(office)
    with pytest.raises(NotAllowed):
        release(office, blok.id, read=blok.latest.sha256, by="kepala_dinas", reason="listrik")


def test_a_signed_letter_may_take_a_reserved_number(office, clock):
    blok, naskah = reserved(office), signed(office)
    issued = out_of_turn(use_reserved, office, naskah, 2, clock().date(), alasan="")
    assert issued.nomor.split(" / ")[1] == "2" and issued.latest.status is Status.TERBIT
    assert issued.nomor in plain_text(office.archive.read(issued.latest))
    assert remarks(office)[1] == "nomor dipesan"
    other = signed(office)
    with pytest.raises(NotReady, match=f"sudah dipakai {issued.id}") as refused:
        out_of_turn(use_reserved, office, other, 2, clock().date())
    assert refused.value.problems == ("yang masih dipesan: 1, 3",)
    assert office.archive.naskah(other.id) == other
    assert blok.id in {line.blok for line in office.archive.register("surat_keluar", 2019)}


def test_two_days_without_power_leave_no_number_unexplained(office, clock):
    """A drill: forty letters out and in on paper, entered afterwards, in another order, some numbers left over."""
    first = numbered(office)
    out, into = reserved(office, count=25), reserved(office, "surat_masuk", 20)
    clock.pass_by(days=3)
    days = [date(2019, 1, 8), date(2019, 1, 9)]
    for urut in (*range(21, 11, -1), *range(2, 12)):
        naskah = on_paper(office, urut, days[urut > 11], scan=Upload(PDF, f"{urut}.pdf"))
        assert naskah.tanggal == days[urut > 11] and naskah.latest.status is Status.TERBIT
        assert office.archive.read(naskah.latest, "pindaian.pdf") == PDF
    for urut in range(20, 0, -1):
        surat = register_incoming(
            office,
            letter(office, tanggal_terima="2019-01-09", nomor_surat=f"{urut}/X"),
            by=TU,
            dipesan=Reserved(urut, OUTAGE),
        )
        assert surat.nomor == f"{urut:03}" and surat.tanggal == date(2019, 1, 9)
    closed, left = release(office, out.id, read=out.latest.sha256, by=TU, reason="listrik menyala")
    assert [line.urut for line in left] == [22, 23, 24, 25, 26] and closed.latest.note == "listrik menyala"
    with pytest.raises(NotReady, match="sudah dipakai atau dikembalikan"):
        release(office, into.id, read=into.latest.sha256, by=TU, reason="listrik menyala")
    assert numbered(office).nomor.split(" / ")[1] == "27"
    register = open_register(office, "surat_keluar", 2019)
    assert register.gaps == [] and cells(register, "No.") == [str(n) for n in range(1, 28)]
    assert cells(register, "Nomor")[0] == first.nomor and cells(register, "Tanggal")[1] == "08-01-2019"
    said = remarks(office)
    assert said[0] == said[26] == "" and set(said[21:26]) == {"tidak dipakai: listrik menyala"}
    assert set(said[1:21]) == {"nomor dipesan; listrik padam; dicatat 10-01-2019"}
    assert open_register(office, "agenda_masuk", 2019).gaps == []
    assert set(remarks(office, "agenda_masuk")) == {"nomor dipesan; listrik padam; dicatat 10-01-2019"}
    assert verify_archive(office) == []


def test_what_was_signed_on_paper_says_so_and_names_the_officials_of_its_day(office, clock):
    reserved(office)
    clock.pass_by(days=2)
    naskah = on_paper(office, 1, date(2019, 1, 8), klasifikasi="470")
    words = plain_text(office.archive.read(naskah.latest))
    assert SIGNED_ON_PAPER in words and "8 Januari 2019" in words and naskah.nomor.startswith("470 / 1 /")
    assert naskah.latest.approvals == () and naskah.nomor in words


@pytest.mark.parametrize(
    ("urut", "day", "more", "why"),
    [
        (9, date(2019, 1, 8), {}, "yang masih dipesan: 1, 2, 3"),
        (1, date(2019, 1, 6), {}, "baru dipesan pada 7 Januari 2019"),
        (1, date(2019, 1, 11), {}, "belum tiba"),
        (1, date(2019, 1, 8), {"alasan": " "}, "mengapa dibuat di kertas"),
        (1, date(2018, 12, 31), {}, "tahun 2018 tidak dipesan"),
    ],
)
def test_paper_that_does_not_fit_its_number_is_refused_and_nothing_is_filed(office, clock, urut, day, more, why):
    reserved(office)
    clock.pass_by(days=2)
    before = office.archive.list_naskah()
    with pytest.raises(NotReady, match=why):
        on_paper(office, urut, day, **more)
    assert office.archive.list_naskah() == before


def test_a_scan_that_is_none_and_a_form_with_faults_are_refused(office):
    reserved(office)
    with pytest.raises(UnsafeFile, match=r"17\.exe"):
        on_paper(office, 1, date(2019, 1, 7), scan=Upload(b"MZ\x90", "17.exe"))
    with pytest.raises(InvalidForm):
        enter_paper(office, "surat_dinas", {}, OnPaper(OutOfTurn(1, date(2019, 1, 7), OUTAGE)), by=TU)
    assert [line.dipesan for line in office.archive.register("surat_keluar", 2019)] == [True] * 3


def test_a_blok_is_given_back_and_not_cancelled(office):
    """Its numbers may stand on paper by now."""
    blok = reserved(office)
    on_paper(office, 2, date(2019, 1, 7))
    with pytest.raises(NotReady, match="mungkin sudah tertulis di kertas"):
        cancel(office, blok.id, read=blok.latest.sha256, reason="salah buku", by=TU)
    release(office, blok.id, read=blok.latest.sha256, by=TU, reason="listrik menyala")
    lines = office.archive.register("surat_keluar", 2019)
    assert [line.batal for line in lines] == ["listrik menyala", "", "listrik menyala"]


def test_a_number_mistyped_or_given_back_too_soon_is_entered_when_its_paper_is_found(office, clock):
    """Paper no. 3 was typed as 2 and cancelled; then paper no. 2 is to be entered; paper no. 1 lay in a drawer."""
    blok = reserved(office)
    slip = on_paper(office, 2, date(2019, 1, 7))
    cancel(office, slip.id, read=slip.latest.sha256, reason="salah ketik nomor", by=TU)
    on_paper(office, 3, date(2019, 1, 7))
    right = on_paper(office, 2, date(2019, 1, 7))
    release(office, blok.id, read=blok.latest.sha256, by=TU, reason="listrik menyala")
    found = on_paper(office, 1, date(2019, 1, 7), alasan="tertinggal di laci")
    assert [line.naskah_id for line in office.archive.register("surat_keluar", 2019)][:2] == [found.id, right.id]
    assert remarks(office)[:2] == [
        "nomor dipesan; tertinggal di laci; semula dibatalkan: listrik menyala",
        "nomor dipesan; listrik padam; semula dibatalkan: salah ketik nomor",
    ]
    assert verify_archive(office) == []
    with pytest.raises(NotReady, match=f"sudah dipakai {right.id}"):
        on_paper(office, 2, date(2019, 1, 7))


def test_a_number_given_back_or_cancelled_is_not_given_to_a_new_letter(office, clock):
    blok, naskah = reserved(office), signed(office)
    paper = on_paper(office, 1, date(2019, 1, 7))
    cancel(office, paper.id, read=paper.latest.sha256, reason="salah alamat", by=TU)
    release(office, blok.id, read=blok.latest.sha256, by=TU, reason="listrik menyala")
    for urut in (1, 2):
        with pytest.raises(NotReady, match="sudah dikembalikan atau dibatalkan"):
            out_of_turn(use_reserved, office, naskah, urut, clock().date())


def test_a_late_letter_is_inserted_on_its_day(office, clock):
    numbered(office)
    late, later = signed(office), signed(office)
    clock.pass_by(days=1)
    numbered(office)
    clock.pass_by(days=1)
    day = date(2019, 1, 7)
    issued = [out_of_turn(insert_nomor, office, one, 1, day) for one in (late, later)]
    assert [one.nomor.split(" / ")[1] for one in issued] == ["1.a", "1.b"]
    register = open_register(office, "surat_keluar", 2019)
    assert cells(register, "No.") == ["1", "1.a", "1.b", "2"] and register.gaps == []
    assert remarks(office)[1] == "sisipan; terlambat dinomori; dicatat 09-01-2019"
    assert numbered(office).nomor.split(" / ")[1] == "3"
    assert office.archive.find_ids(issued[0].nomor) == [late.id]
    assert verify_archive(office) == []


def test_when_no_inserted_number_is_left_the_clerk_is_told(office):
    few = replace(office, kantor=replace(office.kantor, sisipan=".1"))
    late = [signed(few) for _ in range(10)]
    for _ in range(2):
        numbered(few)
    for one in late[:9]:
        out_of_turn(insert_nomor, few, one, 1, date(2019, 1, 7))
    with pytest.raises(NotReady, match="Semua sisipan nomor urut 1 sudah dipakai"):
        out_of_turn(insert_nomor, few, late[9], 1, date(2019, 1, 7))
    assert few.archive.naskah(late[9].id) == late[9]


@pytest.mark.parametrize(
    ("urut", "day", "alasan", "why"),
    [
        (1, date(2019, 1, 10), "lupa", "tidak boleh lebih akhir"),
        (2, date(2019, 1, 7), "lupa", "tidak boleh lebih awal"),
        (3, date(2019, 1, 9), "lupa", "adalah yang terakhir"),
        (7, date(2019, 1, 9), "lupa", "belum ada"),
        (1, date(2019, 1, 8), "", "memerlukan alasan"),
        (1, date(2019, 1, 6), "lupa", "ditandatangani 7 Januari 2019"),
        (1, date(2019, 2, 6), "lupa", "belum tiba"),
    ],
)
def test_what_cannot_be_inserted_there_is_refused(office, clock, urut, day, alasan, why):
    late = signed(office)
    for _ in range(3):
        numbered(office)
        clock.pass_by(days=1)
    with pytest.raises(NotReady, match=why):
        out_of_turn(insert_nomor, office, late, urut, day, alasan)
    assert office.archive.naskah(late.id) == late
    assert [line.sisipan for line in office.archive.register("surat_keluar", 2019)] == ["", "", ""]


def test_a_reserved_number_between_two_days_sets_no_limit_to_an_inserted_one(office, clock):
    late = signed(office)
    numbered(office)
    reserved(office)
    clock.pass_by(days=2)
    assert out_of_turn(insert_nomor, office, late, 1, date(2019, 1, 8)).nomor.split(" / ")[1] == "1.a"


def test_numbers_are_given_on_what_was_read(office):
    reserved(office)
    naskah = signed(office)
    stale = office.archive.versions(naskah.id)[0].sha256
    for act in (use_reserved, insert_nomor):
        with pytest.raises(StaleVersion):
            act(office, naskah.id, read=stale, by=TU, place=OutOfTurn(1, date(2019, 1, 7), "lupa"))
