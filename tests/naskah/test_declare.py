"""What docgen writes for people to go on with is read back as what it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah.declare import write_form, write_type
from docgen.naskah.doctype import DocType, Numbering, load_doctype, load_doctypes
from docgen.naskah.fields import KINDS, Field
from docgen.naskah.kantor import load_kantor
from docgen.naskah.nomor import new_pattern
from docgen.naskah.rule import ApprovalRule
from docgen.naskah.sample import sample_form
from docgen.toml import parse_toml
from tests.conftest import ROOT

KANTOR = load_kantor(ROOT / "templates_docx" / "kantor.toml")
TYPES = load_doctypes(ROOT / "templates_docx")
each_type = pytest.mark.parametrize("doctype", TYPES.values(), ids=TYPES)


def written(doctype: DocType, folder: Path, **more) -> DocType:
    folder.mkdir(exist_ok=True)
    (folder / "type.toml").write_text(write_type(doctype, source="x.docx", **more), "utf-8")
    return load_doctype(folder)


@each_type
def test_every_shipped_type_is_written_and_read_as_itself(doctype: DocType, tmp_path: Path):
    again = written(doctype, tmp_path / doctype.id)
    assert {**vars(again), "folder": ""} == {**vars(doctype), "folder": ""}


def test_a_written_type_reads_like_those_an_office_writes_itself(tmp_path: Path):
    doctype = DocType(
        id="surat_kuasa", nama="Surat Kuasa", judul="{nama}", klasifikasi="000", folder=tmp_path / "surat_kuasa",
        fields=(Field("nama", "Nama"), Field("saksi", "Saksi", "tabel", required=False, kolom=(Field("nip", "NIP"),))),
        approvals=(ApprovalRule("tanda_tangan", pejabat="sekretaris"),), numbering=Numbering("surat_kuasa", "{urut}"),
        salinan=True,
    )  # fmt: skip
    text = write_type(doctype, source="usulan dari kuasa.docx", remarks={"nama": "dugaan"})
    assert (
        text
        == """\
# Surat Kuasa: usulan dari kuasa.docx
# Ubah bila perlu, lalu periksa: docgen templat periksa surat_kuasa
nama = "Surat Kuasa"
judul = "{nama}"  # begini naskahnya disebut dalam daftar
klasifikasi = "000"
salinan = true

[[field]]  # dugaan
name = "nama"
label = "Nama"

[[field]]
name = "saksi"
label = "Saksi"
kind = "tabel"
required = false

[[field.kolom]]
name = "nip"
label = "NIP"

[numbering]
buku = "surat_kuasa"
pattern = "{urut}"

[[approval]]
mark = "tanda_tangan"
pejabat = "sekretaris"
"""
    )
    assert written(doctype, doctype.folder, remarks={"nama": "dugaan"}) == doctype


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_written_so_that_it_is_read_again(text: str):
    rows = [{"c": text, "anak": [{"d": text, "e": [text]}], "hari": date(2019, 1, 2)}]
    form = {"a": text, "b": [text, text], "t": rows, "hari": date(2019, 1, 2), "kosong": []}
    assert parse_toml(write_form(form, remark=text).encode(), "x") == form


@each_type
def test_a_made_up_form_is_accepted_by_every_type(doctype: DocType):
    form = sample_form(doctype.fields, list(KANTOR.pejabat), [rule.pejabat for rule in doctype.approvals])
    values = doctype.validate(form, KANTOR.officials())
    assert [name for name, value in values.items() if value in ("", [], None)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_has_a_sample(kind: str):
    field = Field("x", "X", kind, pilihan=("a", "b") if kind == "pilihan" else (), kolom=(Field("y", "Y"),))
    assert KINDS[kind](sample_form([field], list(KANTOR.pejabat))["x"], field, KANTOR.officials())


def test_officials_of_a_made_up_form_are_different_people_of_this_office():
    table = Field("t", "T", "tabel", kolom=(Field("c", "C", "pejabat"),))
    fields = [Field("a", "A", "pejabat"), Field("b", "B", "pejabat"), table]
    rows = [{"c": "satu"}, {"c": "dua"}]
    assert sample_form(fields, ["satu", "dua"]) == {"a": "satu", "b": "dua", "t": rows}


@pytest.mark.parametrize(
    ("nama", "taken", "mark"),
    [
        ("Surat Keterangan", [], "SK"),
        ("Surat Keterangan", ["SK"], "SUKE"),
        ("Notula", ["N", "NO", "NOT", "NOTU", "NOTUL", "NOTULA"], "N2"),
        ("{x} & y", [], "XY"),
    ],
)
def test_a_new_register_numbers_like_the_others_and_like_none_of_them(nama: str, taken: list[str], mark: str):
    pattern = "{{klasifikasi}} / {}. {{urut}} / {{unit}} / {{tahun}}"
    assert new_pattern(nama, {pattern.format(one) for one in taken}) == pattern.format(mark)
