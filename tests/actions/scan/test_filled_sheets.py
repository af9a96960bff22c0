"""A sheet that was filled by hand comes back to exactly its naskah: a version more, and nobody's signature."""

from __future__ import annotations

import pytest
from PIL import ImageDraw

from docgen.actions.house.upkeep import rebuild_catalogue
from docgen.actions.naskah.approving import cancel, send_back, sign
from docgen.actions.naskah.comparing import compare_versions
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.scan.capturing import LEMBAR_TERISI, PINDAIAN, PINDAIAN_LAMA, scans_of
from docgen.actions.sop.tasks import tasks_of
from docgen.actions.surat.disposing import Disposisi, dispose, forward, hops, sheet_at
from docgen.actions.surat.meeting import prepare_meeting
from docgen.actions.surat.registering import register_incoming
from docgen.naskah.records import Naskah, Status
from docgen.office import Office, open_office
from tests.actions.scan.conftest import GLASS, Desk, Print, States, furnish, latest, taken
from tests.actions.surat.test_meeting import DRAFTER, FORM
from tests.paper.scan.scanner import Glass, bound, photograph, scanned

pytestmark = pytest.mark.slow
HEAD, SECRETARY = "kepala_dinas", "sekretaris"


def meeting(office: Office, rapat: str) -> tuple[Naskah, Naskah]:
    """The attendance list and the frame of the minutes, as they are printed before the meeting."""
    _, daftar, notula = prepare_meeting(office, FORM | {"rapat": rapat}, by=DRAFTER)
    return daftar, notula


def made(office: Office) -> States:
    """Sheets as they go round in the office, and a report that waits for its signature."""
    daftar, notula = meeting(office, "Rapat Data")
    closed = sign(office, daftar.id, read=daftar.latest.sha256, by=SECRETARY)
    other, _ = meeting(office, "Rapat Kedua")
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    lembar = dispose(office, surat.id, Disposisi([SECRETARY], "Siapkan laporan."), by=HEAD)
    grown = forward(office, lembar.id, Disposisi([DRAFTER], "Susun."), read=lembar.latest.sha256, by=SECRETARY)
    jenis = "laporan_data_kinerja_bidang"
    laporan = draft(office, jenis, office.doctype(jenis).example(), by=DRAFTER)
    found = {"hadir": other, "hadir_awal": daftar, "hadir_sah": closed, "notula": notula}
    found |= {"lembar": lembar, "lembar_2": grown, "laporan": laporan}
    return {name: (naskah, naskah.latest) for name, naskah in found.items()}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return furnish(tmp_path_factory.mktemp("terisi") / "kantor", made)


def filled(one: Print, lines: int = 3, glass: Glass = GLASS) -> bytes:
    """The print with so many lines written on it, through the scanner."""
    pages = [photograph(pdf, page, glass) for pdf, page in one.sheets]
    for at in range(lines):
        ImageDraw.Draw(pages[0]).line([(500, 900 + 60 * at), (700, 880 + 60 * at), (720, 930 + 60 * at)], 40, 5)
    return bound(pages, glass)


def test_an_attendance_list_signed_by_its_participants_is_kept_as_a_filled_sheet(office, prints, desk):
    before = latest(office, prints["hadir"])
    assert before.latest.status is Status.DRAF
    desk.clock.pass_by(days=1)
    data = filled(prints["hadir"])
    done = taken(office, data)
    (filed,) = done.filed
    naskah = latest(office, prints["hadir"])
    assert done.refused == () and done.asal == "" and filed.naskah == naskah and filed.fact == LEMBAR_TERISI
    assert office.archive.read(naskah.latest, "pindaian-terisi.pdf") == data
    assert naskah.latest.act == "dipindai (lembar terisi)" and naskah.latest.number == 2
    assert (naskah.latest.status, naskah.latest.sha256) == (Status.DRAF, before.latest.sha256)
    (fact,) = scans_of(naskah, LEMBAR_TERISI)
    assert (fact["berkas"], fact["versi"], fact["at"][:10]) == ("pindaian-terisi.pdf", 1, "2019-01-08")
    assert scans_of(naskah) == []  # it is nobody's signature


def test_a_filled_list_may_still_be_signed_as_it_was_read(office, prints):
    read = latest(office, prints["hadir"]).latest.sha256
    taken(office, filled(prints["hadir"]))
    naskah = sign(office, prints["hadir"].naskah_id, read=read, by=SECRETARY)
    assert naskah.latest.status is Status.DISAHKAN and len(scans_of(naskah, LEMBAR_TERISI)) == 1


def test_a_list_continued_after_the_break_is_a_version_more_and_covers_nothing(office, prints):
    first, second = filled(prints["hadir"], 3), filled(prints["hadir"], 7)
    taken(office, first)
    (filed,) = taken(office, second).filed
    naskah = latest(office, prints["hadir"])
    assert filed.berkas == "pindaian-terisi-2.pdf" and naskah.latest.number == 3
    kept = [office.archive.read(naskah.latest, one["berkas"]) for one in scans_of(naskah, LEMBAR_TERISI)]
    assert kept == [first, second] and "pindaian-terisi.pdf" in naskah.latest.note
    (again,) = taken(office, first).filed
    assert again.known and again.fact == LEMBAR_TERISI and latest(office, prints["hadir"]) == naskah


def test_the_list_of_the_meeting_is_kept_also_when_it_was_signed_in_the_meantime(office, prints):
    (early,) = taken(office, filled(prints["hadir_awal"])).filed
    assert (early.fact, early.number, early.naskah.latest.status) == (LEMBAR_TERISI, 1, Status.DISAHKAN)
    (signed,) = taken(office, filled(prints["hadir_sah"])).filed
    assert (signed.fact, signed.number, signed.berkas) == (PINDAIAN, 2, "pindaian.pdf")


def test_a_lembar_disposisi_scanned_after_every_hand_keeps_every_scan(office, prints):
    """The paper is one, and was printed once: what was stamped since does not make it an old one."""
    scans = [filled(prints["lembar"], lines) for lines in (1, 2)]
    for data in scans:
        assert taken(office, data).refused == ()
    (new,) = taken(office, filled(prints["lembar_2"])).filed
    naskah = latest(office, prints["lembar"])
    facts = scans_of(naskah, LEMBAR_TERISI)
    assert [(one["berkas"], one["versi"]) for one in facts] == [
        ("pindaian-terisi.pdf", 1), ("pindaian-terisi-2.pdf", 1), ("pindaian-terisi-3.pdf", 2),
    ]  # fmt: skip
    assert [office.archive.read(naskah.latest, one["berkas"]) for one in facts[:2]] == scans
    assert new.naskah == naskah and naskah.latest.status is Status.DIDISPOSISIKAN and scans_of(naskah) == []


def test_a_scanned_sheet_goes_on_from_hand_to_hand(office, prints):
    read = latest(office, prints["lembar_2"]).latest.sha256
    taken(office, filled(prints["lembar_2"]))
    lembar = forward(office, prints["lembar"].naskah_id, Disposisi(["kabid_capil"], "Data."), read=read, by=DRAFTER)
    assert len(hops(lembar)) == 3 and len(scans_of(lembar, LEMBAR_TERISI)) == 1
    assert sheet_at(office, lembar, 1) == office.archive.read(office.archive.versions(lembar.id)[0])


def test_minutes_written_into_their_frame_are_kept_beside_what_is_typed_later(office, prints):
    (filed,) = taken(office, filled(prints["notula"])).filed
    naskah = filed.naskah
    typed = revise(office, naskah.id, {"keputusan": ["Sepakat."]}, read=naskah.latest.sha256, by=DRAFTER)
    assert "pindaian-terisi.pdf" in typed.latest.files and len(scans_of(typed, LEMBAR_TERISI)) == 1


def test_a_print_that_reads_otherwise_now_is_history_and_only_when_asked(office, prints):
    naskah = latest(office, prints["hadir"])
    revise(office, naskah.id, {"tempat": "Aula"}, read=naskah.latest.sha256, by=DRAFTER)
    data = filled(prints["hadir"])
    done = taken(office, data)
    assert done.filed == () and "versi lama" in done.refused[0] and "--sejarah" in done.refused[0]
    assert "Isian di kertas ini" in done.refused[0]
    (filed,) = taken(office, data, sejarah=True).filed
    assert (filed.fact, filed.berkas) == (PINDAIAN_LAMA, "pindaian-v01.pdf")


def test_a_returned_list_keeps_the_note_of_its_return(office, prints):
    naskah = latest(office, prints["hadir"])
    send_back(office, naskah.id, read=naskah.latest.sha256, by=SECRETARY, note="Tempat keliru.")
    (filed,) = taken(office, filled(prints["hadir"])).filed
    assert any("Tempat keliru." in task.tugas for task in tasks_of(office, DRAFTER, by=DRAFTER))
    read = filed.naskah.latest.sha256
    mended = revise(office, naskah.id, {"tempat": "Aula"}, read=read, by=DRAFTER)
    notes = compare_versions(office, mended, before=1).notes
    assert [(one.by, one.note) for one in notes] == [(SECRETARY, "Tempat keliru.")]


def test_a_draft_that_waits_for_its_signature_is_no_sheet_to_be_filled(office, prints):
    done = taken(office, filled(prints["laporan"]))
    assert done.filed == () and "masih draf, belum disahkan" in done.refused[0]


def test_a_cancelled_sheet_takes_no_scan_even_as_history(office, prints):
    naskah = latest(office, prints["notula"])
    cancel(office, naskah.id, read=naskah.latest.sha256, by=SECRETARY, reason="rapat batal")
    done = taken(office, filled(prints["notula"]), sejarah=True)
    assert done.filed == () and "sudah dibatalkan" in done.refused[0]


def test_a_stack_of_filled_and_signed_paper_is_told_apart(office, prints):
    stack = scanned([*prints["lembar"].sheets, *prints["hadir_sah"].sheets, *prints["hadir"].sheets], GLASS)
    done = taken(office, stack, "tumpukan.pdf")
    kinds = {one.naskah.id: one.fact for one in done.filed}
    assert kinds == {
        prints["lembar"].naskah_id: LEMBAR_TERISI,
        prints["hadir_sah"].naskah_id: PINDAIAN,
        prints["hadir"].naskah_id: LEMBAR_TERISI,
    }
    assert done.refused == () and office.archive.naskah(done.asal).jenis == "berkas_kerja"


def test_an_archive_rebuilt_knows_every_filled_sheet(desk, prints):
    with open_office(desk.settings, now=desk.clock) as office:
        taken(office, filled(prints["lembar"]))
        before = latest(office, prints["lembar"])
    rebuild_catalogue(desk.settings)
    with open_office(desk.settings, now=desk.clock) as office:
        assert latest(office, prints["lembar"]) == before
