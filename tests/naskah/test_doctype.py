"""A type folder says everything about a document type, and is checked before it is believed."""

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import BadDeclaration, InvalidForm
from docgen.naskah.doctype import load_doctype, load_doctypes

GOOD = """
nama = "Nota Dinas"
judul = "{perihal}"
klasifikasi = "000"

[[field]]
name = "perihal"
label = "Hal"

[[field]]
name = "dari"
label = "Dari"
kind = "pejabat"

[numbering]
buku = "nota_dinas"
pattern = "{klasifikasi}/{urut}/{unit}"

[[approval]]
mark = "paraf"
pejabat = "sekretaris"

[[approval]]
mark = "tanda_tangan"
isian = "dari"
"""
OFFICIALS = {"sekretaris": {"id": "sekretaris", "nama": "ASEP"}}


def written(tmp_path: Path, toml: str) -> Path:
    folder = tmp_path / "nota"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "type.toml").write_text(toml, "utf-8")
    (folder / "template.docx").touch()
    return folder


def test_anchors_follow_from_numbering_and_approvals(tmp_path):
    doctype = load_doctype(written(tmp_path, GOOD))
    assert doctype.anchors() == ("nomor", "tanggal", "paraf_sekretaris", "tanda_tangan_dari")


def test_disposisi_rows_and_salinan_have_their_places(tmp_path):
    doctype = load_doctype(
        written(tmp_path, GOOD.replace("klasifikasi =", "disposisi = 2\nsalinan = true\nklasifikasi ="))
    )
    assert doctype.anchors()[4:9] == tuple(f"disposisi_1_{p}" for p in ("tanggal", "dari", "kepada", "isi", "paraf"))
    assert doctype.anchors()[-2:] == ("salinan", "salinan_sah")


def test_what_is_never_numbered_may_be_filled_by_hand(tmp_path):
    """A sheet nobody signs is; one that is signed later only where its type says that its draft goes round before."""
    sheet, rest = GOOD.split("[numbering]")
    assert load_doctype(written(tmp_path / "lembar", sheet)).filled_by_hand
    signed = sheet + rest[rest.index("[[approval]]") :]
    assert not load_doctype(written(tmp_path / "laporan", signed)).filled_by_hand
    by_hand = signed.replace("klasifikasi =", "diisi_tangan = true\nklasifikasi =")
    assert load_doctype(written(tmp_path / "daftar", by_hand)).filled_by_hand
    with pytest.raises(BadDeclaration) as error:
        load_doctype(written(tmp_path / "surat", GOOD.replace("klasifikasi =", "diisi_tangan = true\nklasifikasi =")))
    assert error.value.problems == ("diisi_tangan: hanya untuk jenis yang tidak bernomor",)


OTHER_UNITS = """
[[field]]
name = "terkait"
label = "Terkait"
kind = "pejabat"
required = false

[[approval]]
mark = "paraf"
isian = "terkait"
"""


def test_another_unit_is_asked_for_its_paraf_where_the_form_names_it(tmp_path):
    """Paraf koordinasi comes on top of the three of the hierarchy; it cannot be what makes a naskah valid."""
    three = "".join(f'[[approval]]\nmark = "paraf"\npejabat = "{p}"\n' for p in ("kasubag", "kabid"))
    toml = GOOD.replace('[[approval]]\nmark = "tanda', OTHER_UNITS + three + '[[approval]]\nmark = "tanda')
    doctype = load_doctype(written(tmp_path, toml))
    form = {"terkait": {"id": "camat"}, "dari": {"id": "x"}}
    assert "paraf_terkait" in doctype.anchors() and "paraf_terkait" in doctype.anchors(form)
    assert "paraf_terkait" not in doctype.anchors({"terkait": None, "dari": {"id": "x"}})
    with pytest.raises(BadDeclaration, match="paling banyak 3 paraf"):
        load_doctype(written(tmp_path, toml.replace('isian = "terkait"', 'pejabat = "camat"')))
    with pytest.raises(BadDeclaration, match="'terkait' harus isian wajib"):
        load_doctype(written(tmp_path, toml.replace('isian = "dari"', 'isian = "terkait"')))
    with pytest.raises(BadDeclaration, match="bernama sama"):
        load_doctype(written(tmp_path, toml.replace('isian = "terkait"', 'pejabat = "terkait"')))


def test_the_title_of_a_naskah_comes_from_its_form(tmp_path):
    doctype = load_doctype(written(tmp_path, GOOD))
    values = doctype.validate({"perihal": "Rapat", "dari": "sekretaris"}, OFFICIALS)
    assert doctype.title(values) == "Rapat" and doctype.approvals[1].post(values) == "sekretaris"


def test_every_problem_of_a_form_is_named_at_once(tmp_path):
    with pytest.raises(InvalidForm) as error:
        load_doctype(written(tmp_path, GOOD)).validate({"dari": "camat", "hal": "x"}, OFFICIALS)
    assert set(error.value.fields) == {"perihal", "dari", "hal"}


FAULTS = {
    'nama = "Nota Dinas"': ("", "'nama' wajib ada"),
    'judul = "{perihal}"': ('judul = "{hal}"', "isian 'hal' tidak ada"),
    '"{perihal}"': ('"{perihal"', "tidak berpasangan"),
    'label = "Hal"': ('lable = "Hal"', "'lable' tidak dikenal"),
    'kind = "pejabat"': ('kind = "orang"', "'orang' tidak ada"),
    'name = "perihal"': ('name = "kantor"', "bukan kantor"),
    'pattern = "{klasifikasi}/{urut}/{unit}"': ('pattern = "{nomer}"', "'nomer' tidak dikenal"),
    'mark = "paraf"': ('mark = "cap"', "tanda 'cap' tidak ada"),
    'isian = "dari"': ('isian = "perihal"', "harus isian wajib berjenis pejabat"),
    'pejabat = "sekretaris"': ('pejabat = "sekretaris"\nisian = "dari"', "salah satu"),
    'mark = "tanda_tangan"': ('mark = "paraf"', "tepat satu tanda_tangan"),
    "[numbering]": ("[[numbering]]\nbuku='x'\npattern='{urut}'\n[penomoran]", "'penomoran' tidak dikenal"),
}


@pytest.mark.parametrize("good", FAULTS)
def test_a_slip_in_type_toml_is_named_and_never_becomes_a_default(tmp_path, good):
    bad, why = FAULTS[good]
    assert good in GOOD
    with pytest.raises(BadDeclaration, match=r"nota/type\.toml") as error:
        load_doctype(written(tmp_path, GOOD.replace(good, bad)))
    assert any(why in problem for problem in error.value.problems), error.value.problems


def test_more_than_three_paraf_break_the_regulation(tmp_path):
    four = "".join(f'[[approval]]\nmark = "paraf"\npejabat = "p{i}"\n' for i in range(3))
    with pytest.raises(BadDeclaration, match="paling banyak 3 paraf"):
        load_doctype(
            written(tmp_path, GOOD.replace('[[approval]]\nmark = "paraf"', four + '[[approval]]\nmark = "paraf"'))
        )


def test_two_faulty_types_are_both_named(tmp_path):
    for name in ("satu", "dua"):
        written(tmp_path / name, "nama = 1 1").rename(tmp_path / f"jenis_{name}")
    with pytest.raises(BadDeclaration) as error:
        load_doctypes(tmp_path)
    assert len(error.value.problems) == 2


CHARTED = (
    GOOD
    + """
[[field]]
name = "indikator"
label = "Indikator"
kind = "tabel"
[[field.kolom]]
name = "nama"
label = "Nama"
[[field.kolom]]
name = "target"
label = "Target (%)"
kind = "angka"
required = false

[[grafik]]
name = "capaian"
tabel = "indikator"
kategori = "{nama}, {target}"
seri = ["target"]
"""
)


def test_a_chart_is_declared_by_its_table_and_gets_the_figures_of_the_form(tmp_path):
    doctype = load_doctype(written(tmp_path, CHARTED))
    form = {"perihal": "Rapat", "dari": "sekretaris", "indikator": ["Akta | 98,5", "KIA"]}
    (chart,) = doctype.charts(doctype.validate(form, OFFICIALS))
    assert (chart.name, chart.categories) == ("capaian", ("Akta, 98,5", "KIA, "))
    assert chart.series == (("Target (%)", (Decimal("98.5"), None)),)


CHART_FAULTS = {
    'tabel = "indikator"': ('tabel = "perihal"', "'perihal' bukan isian berjenis tabel"),
    '"{nama}, {target}"': ('"{nma}"', "kolom 'nma' tidak ada"),
    'kategori = "{nama}, {target}"': ('kategori = "{nama"', "tidak berpasangan"),
    'seri = ["target"]': ('seri = ["nama"]', "'nama' bukan kolom berjenis angka"),
    '["target"]': ("[]", "sedikitnya satu kolom angka"),
    'name = "capaian"': ("", "'name' wajib ada"),
    'kategori = "{nama}, ': ('kategori = 5 # "', "'kategori' harus teks"),
    "seri = [": ('seri = "target" # [', "'seri' harus daftar"),
    "{target}": ("{target:>9}", "hanya nama"),
    "{nama}": ("{nama!r}", "hanya nama"),
    "[[grafik]]": (
        '[[grafik]]\nname = "capaian"\ntabel = "indikator"\nkategori = "a"\nseri = []\n[[grafik]]',
        "dua kali",
    ),
}


@pytest.mark.parametrize("good", CHART_FAULTS)
def test_a_slip_in_a_chart_is_named(tmp_path, good):
    bad, why = CHART_FAULTS[good]
    with pytest.raises(BadDeclaration) as error:
        load_doctype(written(tmp_path, CHARTED.replace(good, bad)))
    assert any(why in problem for problem in error.value.problems), error.value.problems
