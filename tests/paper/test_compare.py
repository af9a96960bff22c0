"""What docxtpl makes of a template is a second opinion on what we make of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.naskah.doctype import DocType, load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.canonical import pack, unpack
from docgen.paper.package import OFFICE
from docgen.paper.template.compare import differences
from docgen.paper.template.fill import fill
from tests.conftest import ROOT
from tests.paper.pages import anchored_page, docx, footnote, par, picture, rel, table

TEMPLATES = ROOT / "templates_docx"
KANTOR = load_kantor(TEMPLATES / "kantor.toml")
PAGES = [doctype for doctype in load_doctypes(TEMPLATES).values() if doctype.has_template]


@pytest.mark.parametrize("doctype", PAGES, ids=[one.id for one in PAGES])
def test_docxtpl_fills_the_example_of_every_shipped_type_alike(doctype: DocType):
    values = doctype.validate(doctype.example(), KANTOR.officials())
    context = {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
    assert differences(doctype.template.read_bytes(), context) == []


def test_what_is_known_to_differ_is_left_aside():
    loop = par("{%p for a in isi %}") + par("{{ a }}") + par("{%p endfor %}")
    template = docx(
        table([loop]), table(["{%tr for a in isi %}"], ["{{ a }}"], ["{%tr endfor %}"]),
        par("{_{ x }_} ", "{{ x }}", "<w:proofErr w:type='spellStart'/>"), par(picture("rId9")),
        core="<dc:title>{{ x }}</dc:title>", headers=[loop + par("{{ x }}")],
        rels=rel("rId9", f"{OFFICE}image", "media/a.png"), parts={"word/media/a.png": b"\x89PNG\r\n\x1a\n"},
    )  # fmt: skip
    assert differences(template, {"x": 'R&D <1>\n"dua"\t' * 50, "isi": []}) == []
    assert differences(anchored_page(), {"perihal": "'a' & \"b\"", "isi": ["satu", "dua"]}) == []


def test_a_part_that_differs_is_named_with_its_place_and_both_texts():
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"  # docxtpl renders footnotes once for each section
    template = docx(section, par("{{ x }}"), footnotes=footnote("catatan {{ x }}"))
    (said,) = differences(template, {"x": "{{ 7*7 }}"})
    assert said.startswith("catatan kaki, paragraf 1: berbeda dari hasil docxtpl")
    assert "docgen <t space=preserve> 'catatan {{ 7*7 }}', docxtpl <t space=preserve> 'catatan 49'" in said


def test_parts_links_and_types_are_compared_too(monkeypatch: pytest.MonkeyPatch):
    template = docx(par("{{ x }}"), parts={"word/media/a.png": b"a"}, rels=rel("rId9", f"{OFFICE}image", "media/a.png"))

    def spoiled(*_: object) -> bytes:
        parts = unpack(fill(template, {"x": "isi"})) | {"word/media/a.png": b"b", "word/baru.xml": b"<a/>"}
        parts["word/document.xml"] = parts["word/document.xml"].replace(b' xml:space="preserve"', b"")
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"rId9", b"rId8")
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"image/png", b"image/gif")
        return pack(parts)

    monkeypatch.setattr("docgen.paper.template.compare.fill_by_docxtpl", spoiled)
    assert differences(template, {"x": "isi"}) == [
        "bagian word/baru.xml hanya ada pada hasil docxtpl",
        "rujukan dari word/document.xml berbeda dari hasil docxtpl",
        "jenis isi bagian word/media/a.png berbeda dari hasil docxtpl",
        "badan naskah, paragraf 1: berbeda dari hasil docxtpl: docgen <t space=preserve> 'isi', docxtpl <t> 'isi'",
        "bagian word/media/a.png berbeda dari hasil docxtpl",
    ]


def test_a_template_docxtpl_cannot_fill_is_said_so():
    without_grid = table(["a"]).replace('<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>', "")
    (said,) = differences(docx(without_grid, par("{{ x }}")), {"x": "a"})
    assert said.startswith("docxtpl tidak dapat mengisi template ini untuk dibandingkan: ")


def test_the_runner_judges_a_folder_of_templates(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(anchored_page())
    (tmp_path / "b.docx").write_bytes(docx(par("{{ x|my_filter }}")))
    loops = [
        par("{%p for r in rows %}"),
        par("{{ r.n }} {{ r['m'] }} {{ isi[0] }} {{ loop.index }}"),
        par("{%p endfor %}"),
    ]
    (tmp_path / "c.docx").write_bytes(docx(*loops))
    script = [sys.executable, str(ROOT / "benchmarks" / "compare_docxtpl.py"), str(tmp_path)]
    done = subprocess.run(
        script, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "1 ditolak, 2 sama"
    assert "saringan 'my_filter' tidak ada" in done.stdout
    assert done.returncode == 0
