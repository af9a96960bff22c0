"""Pages become PDF/A by the LibreOffice of this machine; one that cannot is named and costs the others nothing."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from docgen.errors import NotReady
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.layout.drawing import draw_type
from docgen.paper.layout.profile import PROFILES
from docgen.paper.pdf import convert as module
from docgen.paper.pdf.convert import Converted, convert, find_office_suite
from docgen.paper.pdf.finish import finish_pdf, page_moment
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.paper.pdf.text import pdf_text
from docgen.paper.template.fill import fill
from tests.conftest import ROOT
from tests.paper.pages import OFFICE, docx, par, rel
from tests.paper.test_pdf_text import pdf_with

HOW = "LibreOffice is missing: apt install libreoffice-writer-nogui fonts-liberation fonts-crosextra-carlito"
TYPES = ("nota_dinas", "laporan_pengukuran_kinerja")
CORE = "<dc:title>Nota</dc:title><dcterms:modified>2019-01-07T08:30:00Z</dcterms:modified>"


def filled(jenis: str, template: bytes = b"", **changes: object) -> bytes:
    templates = ROOT / "templates_docx"
    kantor, doctype = load_kantor(templates / "kantor.toml"), load_doctypes(templates)[jenis]
    values = doctype.validate(doctype.example() | changes, kantor.officials())
    seen = {"kantor": kantor.printed(), "pejabat": kantor.officials()}
    return fill(template or doctype.template.read_bytes(), seen | values, lambang=kantor.lambang.read_bytes())


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    good = {jenis: filled(jenis) for jenis in TYPES}
    return {
        "bukan Word": b"PK\x03\x04 hanya awalnya",
        "nota_dinas": good["nota_dinas"],
        "tak terbaca": docx("<w:p><w:r><w:t>tidak ditutup"),
        "laporan_pengukuran_kinerja": good["laporan_pengukuran_kinerja"],
        "bertanggal": docx(par("Satu baris."), core=CORE),
    }


@pytest.fixture(scope="module")
def converted(pages: dict[str, bytes]) -> Converted:
    assert find_office_suite(), HOW
    return convert(pages)


def fonts(pdf: bytes) -> list[DictionaryObject]:
    return [
        font.get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]


@pytest.mark.slow
def test_two_types_of_the_house_become_pdf_in_one_call(converted: Converted) -> None:
    assert {*TYPES, "bertanggal"} == converted.pdfs.keys()
    assert "Penyampaian Draf Laporan" in pdf_text(converted.pdfs["nota_dinas"])
    assert len(PdfReader(io.BytesIO(converted.pdfs["laporan_pengukuran_kinerja"])).pages) >= 2


@pytest.mark.slow
def test_what_cannot_be_converted_is_named_with_the_reason(converted: Converted) -> None:
    assert converted.problems.keys() == {"bukan Word", "tak terbaca"}
    assert all(why and why[0] != "\n" for why in converted.problems.values())


@pytest.mark.slow
@pytest.mark.parametrize("jenis", TYPES)
def test_it_is_pdf_a_3b_tagged_with_every_font_inside(converted: Converted, jenis: str) -> None:
    pdf = converted.pdfs[jenis]
    root = PdfReader(io.BytesIO(pdf)).root_object
    xmp = root["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in xmp and b"<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert fonts(pdf) and all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts(pdf))


@pytest.mark.slow
def test_a_stamp_brings_no_font_no_transparency_and_no_colour_of_its_own(converted: Converted) -> None:
    before = converted.pdfs["nota_dinas"]
    after = stamp_pdf(before, Marks(corner="SALINAN", diagonal="DRAF", footer="kode 1", qr="kode 1"))
    assert after.startswith(before.rstrip(b"\n"))
    assert len(fonts(after)) == len(fonts(before))
    added = after[len(before) :]
    assert not any(word in added for word in (b"/FontFile", b"/ExtGState", b"/SMask", b"/Group", b"/ColorSpace"))
    assert PdfReader(io.BytesIO(after)).root_object["/OutputIntents"]


@pytest.mark.slow
def test_the_same_page_gives_the_same_bytes_another_time(pages: dict[str, bytes], converted: Converted) -> None:
    again = convert({name: pages[name] for name in converted.pdfs})
    assert again.pdfs == converted.pdfs


@pytest.mark.slow
def test_the_pdf_has_the_date_and_the_identity_of_its_page(pages: dict[str, bytes], converted: Converted) -> None:
    reader = PdfReader(io.BytesIO(converted.pdfs["bertanggal"]))
    assert reader.metadata["/CreationDate"] == "D:20190107083000Z"
    assert b"<xmp:CreateDate>2019-01-07T08:30:00Z<" in reader.root_object["/Metadata"].get_object().get_data()
    identity = hashlib.sha256(pages["bertanggal"]).digest()[:16]
    assert [one.original_bytes for one in reader.trailer["/ID"]] == [identity, identity]


@pytest.mark.parametrize(
    ("core", "moment"),
    [
        ("<dcterms:modified>2019-01-07T08:30:00+07:00</dcterms:modified>", "2019-01-07T01:30:00+00:00"),
        ("<dcterms:created>2019-01-06</dcterms:created>", "2019-01-06T00:00:00+00:00"),
        ("<dcterms:modified>kemarin</dcterms:modified>", "1980-01-01T00:00:00+00:00"),
        (None, "1980-01-01T00:00:00+00:00"),
    ],
)
def test_the_moment_of_a_page(core: str | None, moment: str) -> None:
    assert page_moment(docx(par("x"), core=core)).isoformat() == moment


@pytest.mark.parametrize("result", [b"", b"bukan", b"%PDF-1.6\n", b"%PDF-1.6\nputus\n%%EOF\n"])
def test_a_result_that_is_no_whole_pdf_counts_for_nothing(result: bytes) -> None:
    assert finish_pdf(result, docx(par("x"))) == b""


# --- what a page may not do


class Listener:
    """An HTTP server that writes down who asks; `page` is a docx whose picture lies there."""

    def __init__(self) -> None:
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, *args: object) -> None:
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def page(self) -> bytes:
        link = rel("rId77", f"{OFFICE}/image", f"http://127.0.0.1:{self.server.server_port}/x.png", external=True)
        return docx(par("<w:r><w:drawing>" + PICTURE + "</w:drawing></w:r>"), par("teks"), rels=link)


PICTURE = (
    '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="G"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1" name="G"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="rId77"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
)


@pytest.fixture
def listener():
    one = Listener()
    yield one
    one.server.shutdown()
    one.server.server_close()


def test_a_page_with_a_linked_picture_does_not_reach_libreoffice(listener: Listener, soffice) -> None:
    soffice('touch "$(dirname "$0")/called"')
    done = convert({"tertaut": listener.page})
    assert "tertaut" in done.problems
    assert not (find_office_suite().parent / "called").exists()


@pytest.mark.slow
def test_and_would_fetch_nothing_if_it_did(listener: Listener) -> None:
    assert find_office_suite(), HOW
    made, ended = module._run(find_office_suite(), [listener.page])
    assert ended and made[0].startswith(b"%PDF")
    assert listener.asked == []


@pytest.mark.slow
def test_the_same_page_asks_when_the_profile_allows_it(listener: Listener, monkeypatch) -> None:
    """So that the test before does not pass because nothing ever asks."""
    assert find_office_suite(), HOW
    monkeypatch.setattr(module, "_SETTINGS", {})
    module._run(find_office_suite(), [listener.page])
    assert "/x.png" in listener.asked


# --- when LibreOffice itself fails: a stand-in that behaves badly (a shell script, so not on Windows)


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch):
    """Makes the program that is called a shell script."""

    def write(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{FIND_OUT}\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv(module.PROGRAM, str(program))
        return program

    return write


FIND_OUT = 'for one in "$@"; do [ "$last" = --outdir ] && out=$one; last=$one; done'
PAGE = docx(par("x"))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Any whole PDF."""
    path = tmp_path / "contoh.pdf"
    path.write_bytes(pdf_with("contoh"))
    return path


def test_without_libreoffice_the_sentence_says_how_to_get_it(monkeypatch) -> None:
    monkeypatch.delenv(module.PROGRAM, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(module, "_USUAL_PLACES", ())
    with pytest.raises(NotReady, match=r"Cara memasang: .*Yang lain tetap dapat dikerjakan"):
        convert({"nota": PAGE})


@pytest.mark.parametrize(
    ("system", "how"), [("linux", "sudo apt install"), ("win32", "libreoffice.org"), ("darwin", "Applications")]
)
def test_each_system_has_its_own_way(system: str, how: str, monkeypatch) -> None:
    monkeypatch.delenv(module.PROGRAM, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    assert how in module._absent()


def test_a_wrong_setting_is_named(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv(module.PROGRAM, str(tmp_path / "tidak-ada"))
    assert find_office_suite() is None
    with pytest.raises(NotReady, match=r"tidak-ada.*DOCGEN_SOFFICE"):
        convert({"nota": PAGE})


def test_a_file_that_is_no_program_is_named(monkeypatch, tmp_path: Path) -> None:
    fake = tmp_path / "soffice.exe"
    fake.write_bytes(b"\x7fELF bukan program")
    fake.chmod(0o755)
    monkeypatch.setenv(module.PROGRAM, str(fake))
    with pytest.raises(NotReady, match="tidak dapat dijalankan"):
        convert({"nota": PAGE})


def test_it_is_found_in_an_unusual_place(soffice) -> None:
    program = soffice("exit 0")
    assert find_office_suite() == program


def test_one_that_says_all_is_well_and_leaves_nothing_is_not_believed(soffice) -> None:
    soffice("exit 0")
    done = convert({"satu": PAGE, "dua": PAGE})
    assert done.pdfs == {} and done.problems.keys() == {"satu", "dua"}


def test_one_that_hangs_is_killed_with_all_it_started(soffice, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "START_SECONDS", 1)
    monkeypatch.setattr(module, "PAGE_SECONDS", 0)
    soffice(f'sleep 300 & echo $! > "{tmp_path}/child"; sleep 300')
    begun = time.monotonic()
    assert "terlalu lama" in convert({"nota": PAGE}).problems["nota"]
    assert time.monotonic() - begun < 20
    assert not is_running(int((tmp_path / "child").read_text()))


def is_running(pid: int) -> bool:
    """Whether a process still does something: one that was killed may remain as a name until it is waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_page_that_stops_it_is_set_aside_and_the_others_are_made(soffice, sample: Path) -> None:
    """The stand-in falls over at a file that says CRASH, halfway through writing it."""
    soffice(
        f"""for one in "$@"; do case "$one" in *.docx)
        target="$out/$(basename "$one" .docx).pdf"
        if grep -q CRASH "$one"; then printf '%%PDF-1.6 half' > "$target"; kill -9 $$; fi
        cp "{sample}" "$target";; esac; done"""
    )
    crash = docx(par("x"), parts={"word/media/CRASH.png": b"\x89PNG\r\n\x1a\n"})
    done = convert({"a": PAGE, "b": crash, "c": PAGE, "d": PAGE})
    assert done.pdfs.keys() == {"a", "c", "d"}
    assert done.problems.keys() == {"b"} and "berhenti" in done.problems["b"]


def test_one_that_always_falls_over_is_not_called_for_ever(soffice, tmp_path: Path) -> None:
    soffice(f'echo x >> "{tmp_path}/calls"; exit 9')
    done = convert({str(number): PAGE for number in range(8)})
    assert len(done.problems) == 8
    assert (tmp_path / "calls").read_text().count("x") == module.MOST_TRIES


def test_a_full_disk_is_said_and_not_a_traceback(soffice, monkeypatch, tmp_path: Path) -> None:
    soffice("exit 0")
    blocked = tmp_path / "bukan-folder"
    blocked.write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    with pytest.raises(module.StorageFailed, match="sementara"):
        convert({"nota": PAGE})


def test_nothing_is_left_in_the_temporary_folder(soffice, monkeypatch, tmp_path: Path) -> None:
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    soffice("exit 0")
    convert({"nota": PAGE})
    assert list(folder.iterdir()) == []


def test_the_profile_is_one_that_runs_and_fetches_nothing(tmp_path: Path) -> None:
    module._write_profile(tmp_path)
    text = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "ooInetHTTPProxyName"):
        assert f'oor:name="{name}" oor:op="fuse"><value>' in text


@pytest.mark.slow
def test_the_contents_of_a_yearly_report_name_the_pages_its_headings_stand_on() -> None:
    assert find_office_suite(), HOW
    long = ["Uraian yang panjang tentang organisasi dan tugasnya. " * 12] * 9
    pages = {
        f"{profile}, {len(long[:count])} alinea": filled(
            "laporan_kinerja_tahunan",
            draw_type("laporan_kinerja_tahunan", PROFILES[profile]),
            organisasi=long[:count],
            analisis=long[:count],
        )
        for profile in PROFILES
        for count in (1, 9)
    }
    listed = {name: contents_of(pdf) for name, pdf in convert(pages).pdfs.items()}
    assert listed.keys() == pages.keys()
    for name, (told, found) in listed.items():
        assert told == found and len(told) == 12, name
    short, longer = (listed[f"permendagri_54_2009, {count} alinea"][0] for count in (1, 9))
    assert longer["PENUTUP"] > short["PENUTUP"] and longer["Aspek Strategis"] > short["Aspek Strategis"]


def contents_of(pdf: bytes) -> tuple[dict[str, int], dict[str, int]]:
    """What page the table of contents tells for each title, and on what page behind it the title stands."""
    texts = (page.extract_text().replace("\xa0", " ") for page in PdfReader(io.BytesIO(pdf)).pages)
    _, contents, *others = texts
    lines = [line for line in contents.splitlines() if "...." in line]
    told = {re.sub(r"^(BAB \w+|[A-Z]\.)\s*", "", line.split("..")[0]).strip(): line for line in lines}
    found = {
        title: next(at for at, text in enumerate(others, 3) if re.search(rf"^([A-Z]\.\s*)?{title}\s*$", text, re.M))
        for title in told
    }
    return {title: int(line.rstrip().rpartition(".")[2]) for title, line in told.items()}, found
