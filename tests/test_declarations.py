"""Every type folder and every SOP file, also tomorrow's: declared rightly, filled, reading as it should."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen.actions.house.upkeep import check_declarations, check_doctype_folder
from docgen.actions.naskah.drafting import render
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.office import Office
from docgen.paper.guard import check_docx
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors, stamp
from docgen.paper.template.fill import fill
from docgen.settings import Settings
from docgen.sop.declaration import load_sops
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates_docx"
KANTOR = load_kantor(TEMPLATES / "kantor.toml")
TYPES = load_doctypes(TEMPLATES)
PAGES = [t for t in TYPES.values() if t.has_template]
SOPS = load_sops(ROOT / "docgen" / "sops")

each_type = pytest.mark.parametrize("doctype", TYPES.values(), ids=TYPES)
each_page = pytest.mark.parametrize("doctype", PAGES, ids=[t.id for t in PAGES])


def filled(doctype, **changes) -> bytes:
    values = doctype.validate({**doctype.example(), **changes}, KANTOR.officials())
    context = {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
    return fill(
        doctype.template.read_bytes(), context, lambang=KANTOR.lambang.read_bytes(), charts=doctype.charts(values)
    )


def test_the_types_of_the_sop_are_there():
    assert set(TYPES) >= {
        "lembar_disposisi", "nota_dinas_undangan", "daftar_hadir", "notula", "laporan_pengukuran_kinerja",
        "surat_pengantar", "nota_dinas", "sop_ap", "surat_masuk",
    }  # fmt: skip


@each_type
def test_a_type_agrees_with_its_template_and_its_example(doctype):
    assert check_doctype_folder(doctype, KANTOR) == []


def test_docgen_periksa_finds_nothing_in_what_we_ship(settings):
    assert [c for c in check_declarations(settings) if c.problems] == []


@each_page
def test_the_example_gives_the_expected_words(doctype):
    text = plain_text(filled(doctype))
    golden = doctype.folder / "expected.txt"
    if os.environ.get("DOCGEN_UPDATE_GOLDEN"):
        golden.write_text(text + "\n", "utf-8")
    assert text + "\n" == golden.read_text("utf-8")


@each_page
def test_the_same_form_gives_the_same_bytes(doctype):
    assert filled(doctype) == filled(doctype)


@each_page
def test_a_filled_page_is_a_clean_docx_with_all_its_anchors(doctype):
    page = filled(doctype)
    check_docx(page, doctype.id)
    wanted = doctype.anchors(doctype.validate(doctype.example(), KANTOR.officials()))
    assert set(anchors(page)) == set(wanted)
    marks = {name: f"isi {name}" for name in wanted}
    assert anchors(stamp(page, marks)) == marks


@each_page
def test_optional_fields_may_stay_empty(doctype):
    empty = {f.name: "" for f in doctype.fields if not f.required}
    page = filled(doctype, **empty)
    values = doctype.validate({**doctype.example(), **empty}, KANTOR.officials())
    assert set(anchors(page)) == set(doctype.anchors(values))
    text = plain_text(page)
    assert "None" not in text and "{{" not in text and "{%" not in text


@pytest.mark.parametrize("sop", SOPS.values(), ids=SOPS)
def test_an_sop_names_only_types_that_exist(sop):
    assert [s.naskah for s in sop.steps if s.naskah and s.naskah not in TYPES] == []


def test_a_new_folder_is_a_new_type(settings: Settings, office: Office, clock):
    """Form, numbering, approvals and search follow without a line of Python."""
    import shutil

    from docgen.actions.naskah.approving import sign
    from docgen.actions.naskah.drafting import draft
    from docgen.actions.naskah.finding import find
    from docgen.actions.naskah.numbering import assign_nomor
    from docgen.office import open_office
    from docgen.search.query import parse_query

    new = settings.templates / "nota_dinas_baru"
    shutil.copytree(settings.templates / "nota_dinas", new)
    toml = (new / "type.toml").read_text("utf-8").replace('nama = "Nota Dinas"', 'nama = "Nota Dinas Baru"')
    (new / "type.toml").write_text(toml.replace('buku = "nota_dinas"', 'buku = "baru"'), "utf-8")
    with open_office(settings, now=clock) as again:
        doctype = again.doctype("nota_dinas_baru")
        assert check_doctype_folder(doctype, again.kantor) == []
        naskah = draft(again, doctype.id, doctype.example(), by="sekretaris")
        signer = doctype.approvals[-1].post(naskah.latest.values)
        naskah = sign(again, naskah.id, read=naskah.latest.sha256, by=signer)
        naskah = assign_nomor(again, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
        assert [e.urut for e in again.archive.register("baru", 2019)] == [1]
        assert [f.naskah.id for f in find(again, parse_query("jenis:nota_dinas_baru"))] == [naskah.id]


def test_the_letterhead_comes_from_kantor_toml(office):
    doctype = office.doctype("nota_dinas")
    values = doctype.validate(doctype.example(), office.kantor.officials())
    text = plain_text(render(office, doctype, values))
    assert all(line in text for line in (*office.kantor.kop, *office.kantor.alamat))
    assert Path(doctype.template).is_file()
