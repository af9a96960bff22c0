"""The tags of a page are evidence enough for nearly all of its type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docgen.naskah.declare import write_form, write_type
from docgen.naskah.doctype import DocType, load_doctype, load_doctypes
from docgen.naskah.fields import Field
from docgen.naskah.kantor import load_kantor
from docgen.naskah.sample import sample_form
from docgen.paper.template.check import find_faults
from docgen.paper.template.compare import differences
from docgen.paper.template.guess import label_of
from docgen.paper.template.propose import Proposal, propose_type
from docgen.toml import parse_toml
from tests.conftest import ROOT
from tests.paper.pages import anchor, docx, par, table

KANTOR = load_kantor(ROOT / "templates_docx" / "kantor.toml")
PAGES = [doctype for doctype in load_doctypes(ROOT / "templates_docx").values() if doctype.has_template]
each_page = pytest.mark.parametrize("real", PAGES, ids=[one.id for one in PAGES])

# What no page can tell: it is printed nowhere, typed in words where the name promises a date, only asked about, or a
# number that somebody else gave.
NOT_ON_THE_PAGE = {"surat_tugas": {"kegiatan"}}
NOT_KNOWABLE = {
    "sop_ap": {"tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif"},
    "blok_nomor": {"tahun", "lembar_kosong", "nomor.urut"},
    "jurnal_berkas": {"nomor_berkas", "ditutup_tanggal", "isi_berkas.urut", "isi_berkas.tanggal", "isi_berkas.nomor"},
    "lembar_peminjaman": {"nomor_pinjaman", "keluar", "kembali"},
}


def propose(page: bytes, folder: Path = Path("jenis"), **more) -> Proposal:
    return propose_type(page, folder, KANTOR.pejabat, pattern="{urut}", **more)


def proposed(real: DocType) -> DocType:
    return propose(real.template.read_bytes(), real.folder, nama=real.nama).doctype


def kinds(fields: tuple[Field, ...], above: str = "") -> dict[str, str]:
    """The kind of every field and column."""
    found = {}
    for field in fields:
        found |= {f"{above}{field.name}": field.kind} | kinds(field.kolom, f"{field.name}.")
    return found


@each_page
def test_every_field_on_the_page_of_a_shipped_type_is_proposed_and_no_other(real: DocType):
    missing = NOT_ON_THE_PAGE.get(real.id, set())
    assert kinds(proposed(real).fields).keys() == kinds(real.fields).keys() - missing


@each_page
def test_the_kinds_are_those_of_the_shipped_type(real: DocType):
    declared, guessed = kinds(real.fields), kinds(proposed(real).fields)
    wrong = {name for name, kind in guessed.items() if kind != declared[name]}
    assert wrong == NOT_KNOWABLE.get(real.id, set())


@each_page
def test_approvals_and_places_are_those_of_the_shipped_type(real: DocType):
    found = proposed(real)
    assert set(found.approvals) == {replace(rule, pada_salinan=False) for rule in real.approvals}
    assert found.approvals[-1:] == real.approvals[-1:]
    assert set(found.anchors()) == set(real.anchors())


def test_a_chart_shows_the_table_whose_columns_are_called_like_its_series():
    (report,) = (one for one in PAGES if one.id == "laporan_pengukuran_kinerja")
    (found,), (real,) = proposed(report).grafik, report.grafik
    assert (found.name, found.tabel, found.seri) == (real.name, real.tabel, real.seri)


@each_page
def test_what_may_stay_empty_is_nearly_known(real: DocType):
    """A field proposed as optional is optional; some optional ones the page prints without asking."""
    declared = {field.name: field.required for field in real.fields}
    assert [field.name for field in proposed(real).fields if not field.required and declared[field.name]] == []


@each_page
def test_a_proposed_type_is_written_read_filled_and_fits_its_page(real: DocType, tmp_path: Path):
    page, folder = real.template.read_bytes(), tmp_path / real.id
    found = replace(proposed(real), folder=folder)
    folder.mkdir()
    found.template.write_bytes(page)
    (folder / "type.toml").write_text(write_type(found, source="x.docx"), "utf-8")
    assert load_doctype(folder) == found
    assert find_faults(page, found, KANTOR.pejabat) == []
    sample = sample_form(found.fields, list(KANTOR.pejabat), [rule.pejabat for rule in found.approvals])
    form = parse_toml(write_form(sample, remark="x").encode(), "x")
    values = found.validate(form, KANTOR.officials())
    assert differences(page, {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}) == []


ROWS = table(
    ["{%tr for x in t %}"], ["{{ x.a }} {{ x.b|rupiah }} {{ x.waktu }} {{ x.tanggal_lahir }}"], ["{%tr endfor %}"]
)
USES = {
    "plain": (par("{{ x }}"), "text"),
    "date by filter": (par("{{ x|hari_tanggal }}"), "tanggal"),
    "date in words": (par("{{ x|dieja }}"), "tanggal"),
    "hour": (par("{{ x|pukul }}"), "waktu"),
    "money": (par("{{ x|rupiah|upper }}"), "angka"),
    "roman": (par("{{ x|romawi }}"), "angka"),
    "nip": (par("{{ x|nip }}"), "text"),
    "compared with a number": (par("{% if x > 3 %}a{% endif %}"), "angka"),
    "compared with texts": (par("{% if x == 'A' %}a{% elif x == 'B' %}b{% endif %}"), "pilihan"),
    "one of texts": (par("{% if x in ['A', 'B'] %}a{% endif %}"), "pilihan"),
    "compared with one text": (par("{% if x == 'A' %}a{% endif %}"), "text"),
    "official": (par("{{ x.nama }}"), "pejabat"),
    "block of an official": (par("{%p for b in x.blok %}") + par("{{ b }}") + par("{%p endfor %}"), "pejabat"),
    "paragraphs": (par("{%p for a in x %}") + par("{{ a }}") + par("{%p endfor %}"), "paragraphs"),
    "numbered": (par("{%p for a in x %}") + par("{{ loop.index }}. {{ a }}") + par("{%p endfor %}"), "daftar"),
    "in one line": (par("{% for a in x %}{{ a }}, {% endfor %}"), "daftar"),
    "one picked": (par("{{ x[0] }}"), "daftar"),
    "joined": (par("{{ x|join(', ') }}"), "daftar"),
    "rows": (table(["{%tr for a in x %}"], ["{{ a.b }}"], ["{%tr endfor %}"]), "tabel"),
    "measured rows": (par("{% for a in x %}{{ a|capaian }}{% endfor %}"), "tabel"),
    "what only rows have": (par("{{ x|capaian }}"), "text"),
    "unread tag beside": (par("{{ x|pukul }}") + par("{{ x x }}"), "waktu"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "kind"), USES.values(), ids=USES)
def test_the_kind_follows_from_the_use(body: str, kind: str):
    (field,) = propose(docx(body)).doctype.fields
    assert (field.name, field.kind) == ("x", kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tanggal_surat", "tanggal"), ("tgl_lahir", "tanggal"), ("waktu", "waktu"), ("jam_mulai", "waktu"),
        ("waktu_selesai", "text"), ("nomor_surat", "nomor"), ("jumlah_peserta", "angka"), ("jumlah", "text"),
        ("total_biaya", "angka"), ("anggaran", "angka"), ("sifat", "pilihan"), ("tentang", "text"),
        ("tembusan", "text"),
    ],
)  # fmt: skip
def test_where_the_page_does_not_tell_the_name_does_and_a_person_is_asked_to_look(name: str, kind: str):
    found = propose(docx(par("{{ " + name + " }}")))
    assert found.doctype.fields[0].kind == kind
    assert bool(found.doubts) == (kind != "text")


def test_tembusan_is_a_list_that_may_be_empty():
    (field,) = propose(docx(par("{%p for a in tembusan %}") + par("{{ a }}") + par("{%p endfor %}"))).doctype.fields
    assert (field.kind, field.required) == ("daftar", False)


REQUIRED = {
    "printed": ("{{ x }}", True),
    "inside its own test": ("{% if x %}{{ x }}{% endif %}", False),
    "inside a test of both": ("{% if y and x %}{{ x }}{% endif %}", False),
    "behind the else of its test": ("{% if not x %}-{% else %}{{ x }}{% endif %}", False),
    "with something instead": ("{{ x|default('-') }}", False),
    "if it is there": ("{{ x if x else '-' }}", False),
    "inside and outside": ("{% if x %}{{ x }}{% endif %}{{ x }}", True),
    "in the else of its test": ("{% if x %}a{% else %}{{ x }}{% endif %}", True),
    "an official asked for": ("{% if x %}{{ x.nama }}{% endif %}", False),
    "an official whose nip is asked for": ("{% if x.nip %}{{ x.nip }}{% endif %}", True),
    "a list looked at once": ("{% if x %}Ada:{% endif %}{% for a in x %}{{ a }}{% endfor %}", False),
}


@pytest.mark.parametrize(("words", "required"), REQUIRED.values(), ids=REQUIRED)
def test_what_the_page_does_without_need_not_be_filled_in(words: str, required: bool):
    fields = {field.name: field for field in propose(docx(par(words))).doctype.fields}
    assert fields["x"].required is required


def test_columns_are_guessed_as_fields_are():
    (field,) = propose(docx(ROWS)).doctype.fields
    assert kinds(field.kolom) == {"a": "text", "b": "angka", "waktu": "text", "tanggal_lahir": "tanggal"}


def test_rows_may_hold_rows(tmp_path: Path):
    inner = "{% for x in t %}{{ x.a }}{% for y in x.u %}{{ y.z }}{% endfor %}{% endfor %}"
    found = propose(docx(par(inner))).doctype
    assert kinds(found.fields) == {"t": "tabel", "t.a": "text", "t.u": "tabel", "u.z": "text"}
    form = parse_toml(write_form(sample_form(found.fields, list(KANTOR.pejabat)), remark="x").encode(), "x")
    assert len(found.validate(form, KANTOR.officials())["t"][1]["u"]) == 2


def test_fields_stand_in_the_order_of_their_first_use_and_what_docgen_gives_is_none():
    page = docx(
        par("{{ b }} {{ kantor.tempat }} {{ pejabat.sekretaris.nama }}"),
        par("{% for x in a %}{{ loop.index }}{{ x }}{{ b }}{% endfor %}"),
        headers=[par("{{ c }}")],
        core="<dc:title>{{ d }}</dc:title>",
    )
    assert [field.name for field in propose(page).doctype.fields] == ["b", "a", "c", "d"]


def test_who_signs_by_name_of_a_field_is_asked_for_in_the_form():
    page = docx(
        par(anchor("paraf_sekretaris"), anchor("tanda_tangan_dari")), par("{% if dari %}{{ dari.nama }}{% endif %}")
    )
    found = propose(page).doctype
    assert [(rule.mark, rule.pejabat, rule.isian) for rule in found.approvals] == [
        ("paraf", "sekretaris", ""),
        ("tanda_tangan", "", "dari"),
    ]
    assert [(field.name, field.kind, field.required) for field in found.fields] == [("dari", "pejabat", True)]


def test_what_does_not_fit_into_a_chain_is_told():
    paraf = [anchor(f"paraf_{name}") for name in ("a", "b", "c", "d")]
    found = propose(docx(par(*paraf, anchor("tanda_tangan_x"), anchor("tanda_tangan_y"))))
    assert [rule.anchor for rule in found.doctype.approvals] == ["paraf_a", "paraf_b", "paraf_c", "tanda_tangan_y"]
    assert [note.split(":")[0] for note in found.notes] == [
        "tempat 'paraf_d' belum dipakai",
        "tempat 'tanda_tangan_x' belum dipakai",
        "urutan paraf mengikuti halaman",
    ]
    without = propose(docx(par(paraf[0])))
    assert without.doctype.approvals == () and len(without.notes) == 2


@pytest.mark.parametrize(
    ("words", "judul"),
    [
        ("{{ tempat }} {{ acara }} {{ perihal }}", "{perihal}"),
        ("{{ tempat }} {{ maksud }} {{ nama_usaha }}", "Surat {{x}} {nama_usaha}"),
        ("{{ tanggal_surat }}", "Surat {{x}} {tanggal_surat}"),
        ("{{ x.nama }}", "Surat {{x}}"),
    ],
)
def test_a_naskah_is_called_by_what_tells_it_from_others(words: str, judul: str):
    assert propose(docx(par(words)), nama="Surat {x}").doctype.judul == judul


def test_labels_read_as_a_clerk_writes_them():
    assert [label_of(name) for name in ("tanggal_rapat", "nip_kedua", "penandatangan", "__")] == [
        "Tanggal rapat", "NIP kedua", "Penanda tangan", "__",
    ]  # fmt: skip
