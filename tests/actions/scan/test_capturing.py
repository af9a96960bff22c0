"""What was printed, signed in ink and scanned comes back to exactly its naskah, or to a person: never elsewhere."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter

from docgen.actions.house.upkeep import rebuild_catalogue, verify_archive
from docgen.actions.naskah.approving import cancel, give_paraf, sign
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import find, identify
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.uploads import Upload
from docgen.actions.scan.capturing import PINDAIAN_LAMA, capture, scans_of
from docgen.actions.scan.tray import put_in_tray
from docgen.actions.scan.waiting import try_again, waiting_scans
from docgen.actions.surat.dispatching import send
from docgen.errors import NotAllowed
from docgen.naskah.approval import next_rule
from docgen.naskah.kode_halaman import kode_halaman
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Version
from docgen.office import Office, open_office
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.search.query import parse_query
from tests.actions.naskah.test_approving import drafted, through
from tests.actions.scan.conftest import BY, GLASS, Desk, furnish, latest, taken
from tests.paper.scan.scanner import Glass, bound, empty_back, jpeg, photograph, scanned
from tests.paper.scan.test_words import fake_tesseract
from tests.paper.test_pdf_stamp import sheets

pytestmark = pytest.mark.slow


def secret_letter(office: Office) -> Naskah:
    form = office.doctype("surat_dinas").example() | {"perihal": "Pemeriksaan", "keamanan": "Rahasia"}
    naskah = draft(office, "surat_dinas", form, by="sekretaris")
    doctype = office.doctype("surat_dinas")
    while (rule := next_rule(doctype, naskah.latest)) is not None:
        act = sign if rule.mark == "tanda_tangan" else give_paraf
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=rule.post(naskah.latest.values))
    return naskah


def note(office: Office, perihal: str) -> Naskah:
    form = office.doctype("nota_dinas").example() | {"perihal": perihal}
    return draft(office, "nota_dinas", form, by="sekretaris")


def signed(office: Office, naskah: Naskah) -> Naskah:
    return sign(office, naskah.id, read=naskah.latest.sha256, by=naskah.latest.values["dari"]["id"])


def issued(office: Office, naskah: Naskah) -> Naskah:
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def made(office: Office) -> dict[str, tuple[Naskah, Version]]:
    """A report of several pages, its first draft, and notes in every state."""
    old = drafted(office, penutup="Rancangan pertama.")
    new = revise(office, old.id, {"penutup": "Sudah benar."}, read=old.latest.sha256, by="kasubag_perencanaan")
    laporan = issued(office, through(office, new, "kasubag_perencanaan", "sekretaris", "kepala_dinas"))
    found = {"laporan": laporan, "nota": issued(office, signed(office, note(office, "Permintaan Data")))}
    found["rahasia"] = issued(office, secret_letter(office))
    found |= {"draf": note(office, "Belum selesai"), "disahkan": signed(office, note(office, "Tanpa nomor"))}
    gone = issued(office, signed(office, note(office, "Salah alamat")))
    states = {name: (naskah, naskah.latest) for name, naskah in found.items()}
    cancel(office, gone.id, read=gone.latest.sha256, by="sekretaris", reason="salah alamat")
    return states | {"usang": (old, old.latest), "batal": (gone, gone.latest)}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return furnish(tmp_path_factory.mktemp("pindai") / "kantor", made)


def test_the_print_really_bears_its_code_on_every_page(prints):
    one = prints["laporan"]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(one.pdf)).pages]
    assert len(pages) >= 3 and one.number == 6


def test_a_signed_report_is_filed_as_it_came_and_stays_what_it_was(office, prints, desk):
    one, before = prints["laporan"], latest(office, prints["laporan"])
    desk.clock.pass_by(days=2)
    data = scanned(one.sheets, GLASS)
    done = taken(office, data)
    (filed,) = done.filed
    naskah = latest(office, one)
    assert done.refused == () and done.asal == "" and filed.naskah == naskah
    assert office.archive.read(naskah.latest, "pindaian.pdf") == data
    assert naskah.latest.act == "dipindai" and naskah.latest.status is before.latest.status
    assert naskah.latest.sha256 == before.latest.sha256 and naskah.latest.number == before.latest.number + 1
    (fact,) = scans_of(naskah)
    assert (fact["berkas"], fact["versi"], fact["halaman"]) == ("pindaian.pdf", 6, len(one.sheets))
    assert fact["asal"] == hashlib.sha256(data).hexdigest()
    assert fact["asal_halaman"] == list(range(1, len(one.sheets) + 1)) and fact["at"].startswith("2019-01-09")
    assert [(n.id, path) for n, _, path in identify(office, data, by=BY)] == [(one.naskah_id, "pindaian.pdf")]
    assert [f.naskah.id for f in find(office, parse_query(f"akta kematian jenis:{naskah.jenis}"))] == [one.naskah_id]
    assert [f.naskah.id for f in find(office, parse_query("ada:pindaian"), by="sekretaris")] == [one.naskah_id]


def test_a_sheet_photographed_is_filed_as_the_picture_it_is(office, prints):
    photo = jpeg(photograph(prints["nota"].pdf, 0, Glass(skew=-2, turned=True)))
    (filed,) = taken(office, photo, "IMG_0001.JPG").filed
    assert filed.berkas == "pindaian.jpg" and office.archive.read(filed.naskah.latest, "pindaian.jpg") == photo


def test_acts_that_leave_the_page_as_it_is_leave_its_print_in_force(office, prints):
    naskah = latest(office, prints["nota"])
    send(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    (filed,) = taken(office, scanned(prints["nota"].sheets, GLASS)).filed
    assert filed.number == naskah.latest.number and filed.naskah.latest.number == naskah.latest.number + 2


def test_a_duplex_scan_with_empty_backs_is_one_document(office, prints):
    fronts = [photograph(pdf, page, GLASS) for pdf, page in prints["laporan"].sheets]
    done = taken(office, bound([side for front in fronts for side in (front, empty_back())]))
    assert done.refused == () and len(done.filed) == 1 and done.asal == ""


def test_a_shuffled_stack_of_three_is_split_and_the_stack_kept(office, prints):
    report, first, secret = (prints[name] for name in ("laporan", "nota", "rahasia"))
    order = [report.sheets[-1], *first.sheets, *report.sheets[:-1], *secret.sheets]
    stack = scanned(order, GLASS)
    done = taken(office, stack, "tumpukan.pdf")
    assert {one.naskah.id for one in done.filed} == {report.naskah_id, first.naskah_id, secret.naskah_id}
    assert done.refused == ()
    kept = office.archive.naskah(done.asal)
    assert kept.jenis == "berkas_kerja" and office.archive.read(kept.latest, "berkas.pdf") == stack
    assert kept.latest.values["keamanan"] == "Rahasia"  # who may not read one of them may not read the stack
    naskah = latest(office, report)
    pages = len(report.sheets)
    (fact,) = scans_of(naskah)
    first_at = 1 + len(first.sheets) + 1
    assert fact["asal_halaman"] == [*range(first_at, first_at + pages - 1), 1]
    assert (fact["asal"], fact["asal_naskah"]) == (hashlib.sha256(stack).hexdigest(), kept.id)
    own = office.archive.read(naskah.latest, "pindaian.pdf")
    assert pictures(own) == [pictures(stack)[at - 1] for at in fact["asal_halaman"]]
    alone = taken(office, own, "lagi.pdf")
    assert [one.berkas for one in alone.filed] == ["pindaian-2.pdf"]  # it is a scan of this naskah in order


def pictures(pdf: bytes) -> list[bytes]:
    """The packed bytes of the picture of each page."""
    return [next(iter(page["/Resources"]["/XObject"].values()))._data for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_same_scan_again_is_told_as_already_there(office, prints):
    data = scanned(prints["nota"].sheets, GLASS)
    taken(office, data)
    before = latest(office, prints["nota"])
    (again,) = taken(office, data, "salinan.pdf").filed
    assert again.known and again.berkas == "pindaian.pdf" and latest(office, prints["nota"]) == before


def test_another_scan_of_the_same_naskah_is_added_and_replaces_nothing(office, prints):
    first, second = (scanned(prints["nota"].sheets, Glass(skew=skew)) for skew in (1, -1))
    taken(office, first)
    (filed,) = taken(office, second).filed
    version = latest(office, prints["nota"]).latest
    assert filed.berkas == "pindaian-2.pdf" and "pindaian.pdf" in version.note
    assert [office.archive.read(version, path) for path in ("pindaian.pdf", "pindaian-2.pdf")] == [first, second]
    assert [one["berkas"] for one in scans_of(filed.naskah)] == ["pindaian.pdf", "pindaian-2.pdf"]


def test_a_page_missing_is_named_and_nothing_is_filed(office, prints):
    acts = office.archive.log
    before = len(list(acts()))
    done = taken(office, scanned(prints["laporan"].sheets[1:], GLASS))
    assert done.filed == () and "halaman 1 dari" in done.refused[0] and len(list(acts())) == before


def test_one_whole_document_of_a_stack_is_filed_and_the_broken_one_told(office, prints):
    stack = scanned([*prints["nota"].sheets, prints["laporan"].sheets[0]], GLASS)
    done = taken(office, stack)
    assert [one.naskah.id for one in done.filed] == [prints["nota"].naskah_id]
    assert len(done.refused) == 1 and prints["laporan"].naskah_id in done.refused[0]
    assert scans_of(latest(office, prints["laporan"])) == []


def test_an_outdated_print_is_no_signature(office, prints):
    """Print v1, edit to v2, sign and issue; the scan of v1 must not count for it."""
    data = scanned(prints["usang"].sheets, GLASS)
    done = taken(office, data)
    assert done.filed == () and "versi lama" in done.refused[0] and "--sejarah" in done.refused[0]
    before = latest(office, prints["usang"])
    (filed,) = taken(office, data, sejarah=True).filed
    naskah = latest(office, prints["usang"])
    assert (
        filed.fact == PINDAIAN_LAMA
        and filed.berkas == "pindaian-v01.pdf"
        and naskah.latest.act == "dipindai (versi lama)"
    )
    assert scans_of(naskah) == [] and scans_of(naskah, "pindaian_lama")[0]["versi"] == 1
    assert find(office, parse_query("ada:pindaian"), by="sekretaris") == []
    assert (naskah.latest.status, naskah.latest.sha256) == (before.latest.status, before.latest.sha256)
    assert naskah.latest.approvals == before.latest.approvals
    (again,) = taken(office, data, sejarah=True).filed
    assert again.known and again.fact == PINDAIAN_LAMA
    assert scans_of(taken(office, scanned(prints["laporan"].sheets, GLASS)).filed[0].naskah)[0]["versi"] == 6


def test_what_waits_in_the_tray_is_filed_when_it_is_tried_again_and_set_aside(office, prints):
    old = scanned(prints["usang"].sheets, GLASS)
    put_in_tray(office.settings.tray, "lama.pdf", old, "cetakan lama")
    assert try_again(office, "lama.pdf", by=BY).captured.refused and len(waiting_scans(office, by=BY)) == 1
    done = try_again(office, "lama.pdf", by=BY, sejarah=True)
    assert [one.fact for one in done.captured.filed] == [PINDAIAN_LAMA] and waiting_scans(office, by=BY) == []
    assert (office.settings.tray / "sudah" / "lama.pdf").read_bytes() == old


@pytest.mark.parametrize(
    ("name", "why"), [("draf", "masih draf"), ("disahkan", "masih disahkan"), ("batal", "sudah dibatalkan")]
)
def test_what_is_not_issued_or_cancelled_takes_no_scan_even_as_history(office, prints, name, why):
    before = latest(office, prints[name])
    done = taken(office, scanned(prints[name].sheets, GLASS), sejarah=True)
    assert done.filed == () and why in done.refused[0] and latest(office, prints[name]) == before


def test_a_code_of_another_office_is_filed_nowhere(office):
    foreign = stamp_pdf(sheets((595, 842)), Marks(qr=kode_halaman("ZZZZZZZZZZ", 3, 1, 1)))
    done = taken(office, scanned([(foreign, 0)], GLASS))
    assert done.filed == () and "tidak dikenal" in done.refused[0]


def test_a_page_that_shows_two_naskah_is_filed_nowhere(office, prints):
    other = prints["rahasia"]
    both = stamp_pdf(prints["nota"].pdf, Marks(qr=kode_halaman(other.naskah_id, 3, 1, 1), qr_corner="top-left"))
    done = taken(office, jpeg(photograph(both, 0, GLASS)), "dua.jpg")
    assert done.filed == () and "bertentangan" in done.refused[0]
    assert not scans_of(latest(office, prints["nota"])) and not scans_of(latest(office, other))


def test_who_may_not_read_a_naskah_files_no_scan_of_it(office, prints):
    clerk = Pejabat("arsip", "Arsiparis", "NAMA", peran=("arsiparis",))
    staff = Pejabat("staf", "Staf", "NAMA", peran=("staf",))
    kantor = replace(office.kantor, pejabat={**office.kantor.pejabat, "arsip": clerk, "staf": staff})
    opened = replace(office, kantor=kantor)
    data = scanned(prints["nota"].sheets, GLASS)
    with pytest.raises(NotAllowed):
        capture(opened, Upload(data, "x.pdf"), by="staf")
    stack = scanned([*prints["nota"].sheets, *prints["rahasia"].sheets], GLASS)
    assert len(capture(opened, Upload(stack, "x.pdf"), by="arsip").filed) == 2


def with_signature(pdf: bytes) -> bytes:
    """The same file with the mark of an electronic signature, put behind it as signing programs do."""
    return pdf + b"\n% /ByteRange [0 10 20 30]\n"


def test_an_electronically_signed_pdf_is_kept_byte_for_byte_or_not_at_all(office, prints):
    one = with_signature(prints["nota"].pdf)
    (filed,) = taken(office, one).filed
    assert office.archive.read(filed.naskah.latest, "pindaian.pdf") == one
    writer = PdfWriter()
    for name in ("laporan", "rahasia"):
        writer.append(io.BytesIO(prints[name].pdf))
    out = io.BytesIO()
    writer.write(out)
    done = taken(office, with_signature(out.getvalue()))
    assert done.filed == () and "bertanda tangan elektronik" in done.refused[0] and done.asal == ""


def test_what_is_no_scan_is_told(office):
    assert "bukan PDF" in taken(office, b"halo", "catatan.txt").refused[0]
    assert "kosong" in taken(office, bound([empty_back()])).refused[0]


def test_words_read_from_a_scan_are_found_and_stay_after_a_rebuild(desk, prints, tmp_path, monkeypatch):
    fake_tesseract(tmp_path / "bin", "Catatan tangan: sepakat zamrud", monkeypatch)
    with open_office(desk.settings, now=desk.clock) as office:
        done = taken(office, scanned(prints["nota"].sheets, GLASS))
        naskah = done.filed[0].naskah
        assert done.hint == "ocr" and b"zamrud" in office.archive.read(naskah.latest, "pindaian.txt")
        assert [f.naskah.id for f in find(office, parse_query("zamrud"))] == [naskah.id]
    monkeypatch.setenv("PATH", "")
    rebuild_catalogue(desk.settings)
    with open_office(desk.settings, now=desk.clock) as office:
        assert "zamrud" in office.archive.text(naskah.id, naskah.latest.number)
        assert naskah.perihal in office.archive.text(naskah.id, naskah.latest.number)


def test_the_archive_rebuilt_knows_every_scan(desk, prints):
    with open_office(desk.settings, now=desk.clock) as office:
        taken(office, scanned(prints["nota"].sheets, GLASS))
        before = latest(office, prints["nota"])
    rebuild_catalogue(desk.settings)
    with open_office(desk.settings, now=desk.clock) as office:
        assert latest(office, prints["nota"]) == before and verify_archive(office) == []
