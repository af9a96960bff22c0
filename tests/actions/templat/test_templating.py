"""The office checks its own pages, marks what is wrong in them, and makes a type of a new one."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from docgen.actions.house.upkeep import check_declarations
from docgen.actions.naskah.approving import give_paraf, sign
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.templat.proposing import create_type
from docgen.actions.templat.templating import examine_page, examine_type, examine_types, mark_faults
from docgen.errors import BadDeclaration, NotFound, NotReady
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.paper.canonical import pack, unpack
from tests.paper.pages import OFFICE, anchor, docx, par, rel, reviewed_page, table

UNSAFE = docx(par("a"), rels=rel("rId7", f"{OFFICE}/image", "http://a/b", external=True))
KETERANGAN = docx(
    par("SURAT KETERANGAN"),
    par("Nomor ", anchor("nomor"), " tanggal ", anchor("tanggal")),
    par("{{ nama }}, lahir {{ tanggal_lahir|tanggal }}, {{ keperluan }}"),
    par("{%p for alinea in isi %}"), par("{{ alinea }}"), par("{%p endfor %}"),
    table(["Anak"], ["{%tr for a in anak %}"], ["{{ a.nama }} {{ a.lahir|tanggal }}"], ["{%tr endfor %}"]),
    par(anchor("paraf_sekretaris"), anchor("tanda_tangan_penandatangan")), par("{{ penandatangan.nama }}"),
)  # fmt: skip


def said(examined) -> list[str]:
    return [str(fault) for fault in examined.faults]


def changed(settings, jenis: str, old: str, new: str) -> bytes:
    """The page of a type with other words, in its folder too."""
    path = settings.templates / jenis / "template.docx"
    parts = unpack(path.read_bytes())
    body = parts["word/document.xml"].decode()
    assert old in body
    path.write_bytes(pack(parts | {"word/document.xml": body.replace(old, new, 1).encode()}))
    return path.read_bytes()


def folders(settings) -> set[str]:
    return {path.name for path in settings.templates.iterdir()}


def test_what_one_type_says_is_what_the_check_of_all_says_of_it(settings):
    changed(settings, "nota_dinas", "{{ perihal }}", "{{ prihal }}")
    everywhere = {one.name: list(one.problems) for one in check_declarations(settings)}
    assert {one.name: said(one) for one in examine_types(settings)} == {
        name: problems for name, problems in everywhere.items() if (settings.templates / name / "type.toml").is_file()
    }
    assert said(examine_type(settings, "nota_dinas")) == everywhere["nota_dinas"] != []


def test_a_type_is_checked_even_when_another_is_broken(settings):
    (settings.templates / "notula" / "type.toml").write_text("nama =")
    assert said(examine_type(settings, "nota_dinas")) == []
    with pytest.raises(BadDeclaration, match="notula"):
        examine_types(settings)


def test_a_mistyped_type_is_guessed(settings):
    with pytest.raises(NotFound, match="Maksud Anda: nota_dinas"):
        examine_type(settings, "notadinas")


def test_a_page_is_checked_before_it_is_put_into_its_folder(settings):
    page = (settings.templates / "nota_dinas" / "template.docx").read_bytes()
    wrong = changed(settings, "nota_dinas", "{{ perihal }}", "{{ prihal }}")
    assert said(examine_page(settings, page, "x.docx", jenis="nota_dinas")) == []
    told = said(examine_page(settings, wrong, "x.docx", jenis="nota_dinas"))
    assert told == said(examine_type(settings, "nota_dinas")) != []


def test_without_a_type_all_is_told_that_needs_none(settings):
    page = docx(
        par("{{ perihal|tangal }} {{ kantor.kop_utma }} {{ pejabat.camat.nama }}"), par("{% if x %}"),
        par(anchor("nomor"), anchor("nomor", number=5)), parts={"word/charts/chart1.xml": b"<x>{{ y }}</x>"},
    )  # fmt: skip
    told = said(examine_page(settings, page, "x.docx"))
    for part in ("'tangal' tidak ada", "'kop_utma'", "pejabat 'camat'", "'if x' tidak ditutup", "ada 2 kali", "chart1"):
        assert sum(part in one for one in told) == 1, (part, told)
    assert len(said(examine_page(settings, reviewed_page(), "x.docx"))) == 3


def test_names_that_contradict_each_other_are_told_without_a_type(settings):
    told = said(examine_page(settings, docx(par("{{ a|tanggal }} {{ a|rupiah }}")), "x.docx"))
    assert told == [
        "badan naskah, paragraf 1: saringan 'rupiah' untuk angka, 'a' tanggal (teks: “{{ a|tanggal }} {{ a|rupiah }}”)"
    ]


def test_a_sound_page_without_a_type_is_sound(settings):
    for page in settings.templates.glob("*/template.docx"):
        assert said(examine_page(settings, page.read_bytes(), page.parent.name)) == []


def test_the_marked_page_has_a_comment_for_every_finding(settings):
    changed(settings, "nota_dinas", "{{ perihal }}", "{{ prihal }}")
    examined = examine_type(settings, "nota_dinas")
    comments = list(python_docx.Document(io.BytesIO(mark_faults(examined))).comments)
    assert len(comments) == len(examined.faults) == 1
    assert comments[0].text.startswith("isian 'prihal' tidak dikenal")


def test_nothing_is_written_back_that_is_sound_unsafe_or_has_no_page(settings):
    unsafe = examine_page(settings, UNSAFE, "x.docx")
    assert "http://a/b" in said(unsafe)[0] and not unsafe.safe
    (settings.templates / "notula" / "template.docx").write_bytes(UNSAFE)
    (settings.templates / "surat_masuk" / "example.toml").unlink()
    marked = [examine_type(settings, jenis) for jenis in ("nota_dinas", "notula", "surat_masuk")]
    assert [bool(one.faults) for one in marked] == [False, True, True]
    assert [mark_faults(one) for one in (unsafe, *marked)] == [b"", b"", b"", b""]


def test_an_example_that_cannot_be_printed_is_a_finding_and_stops_nothing(settings):
    changed(settings, "berita_acara_pemindahan", "{{ rangkap|jumlah }}", "{{ rangkap|romawi }}")
    example = settings.templates / "berita_acara_pemindahan" / "example.toml"
    text = example.read_text("utf-8")
    assert "rangkap = 2" in text
    example.write_text(text.replace("rangkap = 2", "rangkap = 5000"), "utf-8")
    (told,) = said(examine_type(settings, "berita_acara_pemindahan"))
    assert told.startswith("isian contoh tidak dapat dicetak: saringan 'romawi'")


def test_a_word_file_becomes_a_type_whose_naskah_are_signed_and_numbered(settings, clock):
    made = create_type(settings, "surat_keterangan", KETERANGAN, source="ket.docx")
    assert (made.doctype.nama, made.doctype.judul) == ("Surat Keterangan", "Surat Keterangan {nama}")
    assert (settings.templates / "surat_keterangan" / "template.docx").read_bytes() == KETERANGAN
    assert [one for one in check_declarations(settings) if one.problems] == []
    assert not list(settings.templates.glob(".*"))
    with open_office(settings, now=clock) as office:
        naskah = draft(office, "surat_keterangan", made.doctype.example(), by="sekretaris")
        naskah = give_paraf(office, naskah.id, read=naskah.latest.sha256, by="sekretaris")
        naskah = sign(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas")
        naskah = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
        assert naskah.latest.status == Status.TERBIT and naskah.nomor == "000 / SK. 1 / Sekre / 2019"


def test_what_the_page_lacks_is_told(settings):
    page = docx(par("{{ kantor.kop_utma }} {{ nama }}"), par(anchor("nomor")))
    todo = create_type(settings, "kartu", page, source="x.docx").todo
    for part in (
        "'kop_utma'",
        "tempat 'tanggal' tidak ada",
        "tanda_tangan_<jabatan>",
        "buku baru 'kartu'",
        "000",
        "buatan",
    ):
        assert sum(part in one for one in todo) == 1, (part, todo)
    todo = create_type(settings, "catatan", docx(par("{{ nama }}")), source="x.docx").todo
    assert any("tidak bernomor" in one for one in todo)
    todo = create_type(settings, "tetap", docx(par("Tata tertib")), source="x.docx").todo
    assert any("belum memuat tag" in one for one in todo)


def test_every_reason_is_told_at_once_and_nothing_is_made(settings):
    before = folders(settings)
    page = docx(par("{{ a }"), par("{% if b %}"))
    with pytest.raises(NotReady) as refused:
        create_type(settings, "Surat Baru", page, source="x.docx", nama="a\x07b")
    assert len(refused.value.problems) == 4
    assert "huruf kecil" in str(refused.value) and "U+0007" in str(refused.value) and "paragraf 2" in str(refused.value)
    assert folders(settings) == before


@pytest.mark.parametrize("jenis", ["nota_dinas", "kinerja", "sops", "../luar", "a/b", "", ".", "1a", "a" * 41])
def test_a_name_that_is_taken_or_no_name_makes_nothing(settings, jenis: str):
    before = folders(settings)
    with pytest.raises(NotReady):
        create_type(settings, jenis, KETERANGAN, source="x.docx")
    assert folders(settings) == before and not (settings.root / "luar").exists()


def test_an_unsafe_file_becomes_no_type(settings):
    with pytest.raises(NotReady, match="http://a/b"):
        create_type(settings, "baru", UNSAFE, source="x.docx")
    assert "baru" not in folders(settings)


def test_a_type_is_made_whole_or_not_at_all(settings, monkeypatch: pytest.MonkeyPatch):
    before = folders(settings)

    def full(self: Path, target: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        create_type(settings, "surat_keterangan", KETERANGAN, source="x.docx")
    assert folders(settings) == before


def test_two_new_types_never_print_the_same_number(settings):
    first = create_type(settings, "surat_keterangan", KETERANGAN, source="x.docx").doctype
    second = create_type(settings, "surat_kuasa", KETERANGAN, source="x.docx").doctype
    assert first.numbering.pattern != second.numbering.pattern
    assert [one for one in check_declarations(settings) if one.problems] == []
