"""Every fault of a template is told at once, where it stands and what was probably meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.naskah.fields import Field
from docgen.paper.fault import Fault
from docgen.paper.template.check import find_faults
from tests.paper.pages import (
    NAMESPACES,
    NUMBERED,
    PARAF,
    TANDA_TANGAN,
    anchor,
    bookmark,
    doctype,
    docx,
    footnote,
    par,
    rel,
    reviewed_page,
    run,
    table,
)

ROWS = Field(
    "peserta",
    "Peserta",
    "tabel",
    kolom=(Field("nama", "Nama"), Field("jabatan", "Jabatan"), Field("lahir", "Lahir", "tanggal")),
)
TARGETS = Field(
    "indikator",
    "Indikator",
    "tabel",
    kolom=(Field("target", "Target", "angka"), Field("realisasi", "Realisasi", "angka")),
)
DIRECTED = Field(
    "arahan",
    "Arahan",
    "tabel",
    kolom=(Field("target", "Target", "angka"), Field("realisasi", "Realisasi", "angka"), Field("arah", "Arah")),
)
FIELDS = {
    "perihal": Field("perihal", "Perihal"),
    "tanggal_rapat": Field("tanggal_rapat", "Tanggal", "tanggal"),
    "isi": Field("isi", "Isi", "paragraphs"),
    "dari": Field("dari", "Dari", "pejabat"),
    "peserta": ROWS,
    "indikator": TARGETS,
    "arahan": DIRECTED,
}
POSTS = ("kepala_dinas", "sekretaris")


def check(folder: Path, template: bytes, *names: str, **more: Any) -> list[str]:
    found = find_faults(template, doctype(folder, template, *(FIELDS[name] for name in names), **more), POSTS)
    return [str(fault) for fault in found]


def problems_of(folder: Path, *body: str, names: tuple[str, ...] = tuple(FIELDS), **more: Any) -> list[str]:
    """The problems of a body, without those of fields it does not use."""
    return [one for one in check(folder, docx(*body, **more), *names) if "tidak dipakai" not in one]


def test_a_sound_template_has_no_problem(tmp_path: Path):
    template = docx(
        par("Nomor ", anchor("nomor"), " tanggal ", anchor("tanggal")),
        par("{{ perihal|upper }}, {{ tanggal_rapat|hari_tanggal }} di {{ kantor.tempat }}"),
        par("{%p for baris in kantor.kop %}"), par("{{ baris }}"), par("{%p endfor %}"),
        par("{%p for a in isi %}"), par("{{ loop.index|huruf }}. {{ a }}"), par("{%p endfor %}"),
        table(
            ["Nama", "Jabatan", "Lahir"], ["{%tr for p in peserta %}", "", ""],
            ["{{ p.nama }}", "{{ p['jabatan']|default('-') }}", "{{ p.lahir }}"], ["{%tr endfor %}", "", ""],
        ),
        table(
            ["{%tr for b in indikator %}"],
            ["{{ b.target }} {{ b.realisasi }} {{ b|capaian|angka }} {{ b|predikat }}"], ["{%tr endfor %}"],
            ["{{ indikator|total('target')|rupiah }} {{ indikator|capaian|angka }}"],
        ),
        table(
            ["{%tr for b in arahan %}"], ["{{ b|capaian('target', 'realisasi')|angka }}"], ["{%tr endfor %}"],
        ),
        par("{{ dari.nama }} {{ pejabat.sekretaris.nama }}", anchor("paraf_sekretaris"), anchor("tanda_tangan_dari")),
        headers=[par("{{ kantor.kop_utama }}")], footers=[par("{{ perihal }}")], footnotes=footnote("{{ perihal }}"),
        core="<dc:title>{{ perihal }}</dc:title>",
    )  # fmt: skip
    assert check(tmp_path, template, *FIELDS, approvals=(PARAF, TANDA_TANGAN), numbering=NUMBERED) == []


def test_all_problems_are_told_at_once_with_part_place_text_and_the_nearest_name(tmp_path: Path):
    template = docx(
        par("Yth. {{ perihl }}"),
        table(["a", "b"], ["c", "{{ tanggal_rapat|tangal }}"]),
        table(["{%tr for p in peserta %}"], ["{{ p.nma }}"], ["{%tr endfor %}"]),
        headers=[par("{{ kantor.kop_utma }}")],
        footers=[par("{{ pejabat.sekretariss.nama }}")],
        footnotes=footnote("{{ asing }}"),
        core="<dc:title>{{ judl }}</dc:title>",
    )
    told = check(tmp_path, template, "perihal", "tanggal_rapat", "peserta")
    for wanted in (
        "badan naskah, paragraf 1: isian 'perihl' tidak dikenal; mungkin maksudnya 'perihal' (teks: “Yth. {{ pe",
        "kepala halaman header1.xml, paragraf 1: 'kantor' tidak punya 'kop_utma'; mungkin maksudnya 'kop_utama'",
        "badan naskah, tabel 2, baris 2, sel 1: 'peserta' tidak punya 'nma'; mungkin maksudnya 'nama'",
        "kaki halaman footer1.xml, paragraf 1: pejabat 'sekretariss' tidak ada di kantor.toml; mungkin maksudnya",
        "catatan kaki, paragraf 1: isian 'asing' tidak dikenal",
        "properti title: isian 'judl' tidak dikenal",
        "isian 'perihal' dinyatakan di type.toml tetapi tidak dipakai di template",
        "kolom 'lahir' dari tabel 'peserta' tidak dipakai di template",
    ):
        assert any(one.startswith(wanted) for one in told), (wanted, told)
    assert any("tabel 1, baris 2, sel 2: saringan 'tangal' tidak ada" in one for one in told)


FAULTS = {
    "no such field": (par("{{ x }}"), "isian 'x' tidak dikenal"),
    "field in a condition": (par("{% if prihal %}a{% endif %}"), "mungkin maksudnya 'perihal'"),
    "field in an elif": (par("{% if perihal %}a{% elif prihal %}b{% endif %}"), "mungkin maksudnya 'perihal'"),
    "field in a comparison": (par("{% if 'a' == prihal %}a{% endif %}"), "mungkin maksudnya 'perihal'"),
    "loop over nothing known": (par("{% for a in ixi %}{{ a }}{% endfor %}"), "mungkin maksudnya 'isi'"),
    "loop over a text": (par("{% for a in perihal %}{{ a }}{% endfor %}"), "'perihal' bukan daftar"),
    "row name outside its loop": (par("{% for p in isi %}{{ p }}{% endfor %}{{ p }}"), "isian 'p' tidak dikenal"),
    "loop outside a loop": (par("{{ loop.index }}"), "isian 'loop' tidak dikenal"),
    "column of a text": (par("{{ perihal.nama }}"), "tidak punya 'nama'"),
    "column of a table": (par("{{ peserta.nama }}"), "tidak punya 'nama'"),
    "post that is not there": (par("{{ pejabat.camat.nama }}"), "pejabat 'camat' tidak ada"),
    "printed list": (par("{{ isi }}"), "tidak dapat dicetak langsung"),
    "printed official": (par("{{ dari }}"), "tidak dapat dicetak langsung"),
    "printed row": (par("{% for p in peserta %}{{ p }}{% endfor %}"), "sebut kolomnya"),
    "filter for another kind": (par("{{ perihal|tanggal }}"), "saringan 'tanggal' untuk tanggal, 'perihal' text"),
    "filter for another kind in a row": (par("{% for p in peserta %}{{ p.nama|pukul }}{% endfor %}"), "untuk waktu"),
    "capaian without its columns": (par("{% for p in peserta %}{{ p|capaian }}{% endfor %}"), "butuh kolom 'target'"),
    "total of a misspelt column": (par("{{ indikator|total('trget') }}"), "mungkin maksudnya 'target'"),
    "total of words": (par("{{ peserta|total('nama') }}"), "saringan 'total' untuk angka, 'peserta.nama' text"),
    "total of a text": (par("{{ perihal|total('target') }}"), "saringan 'total' untuk tabel, 'perihal' text"),
    "total of a row": (par("{% for b in indikator %}{{ b|total('target') }}{% endfor %}"), "untuk tabel, 'b' baris"),
    "total of no column": (par("{{ indikator|total }}"), "dengan satu nama kolom"),
    "total of a column by value": (par("{{ indikator|total(perihal) }}"), "dengan satu nama kolom"),
    "total of two columns": (par("{{ indikator|total('target', 'realisasi') }}"), "dengan satu nama kolom"),
    "total by keyword": (par("{{ indikator|total(column='target') }}"), "dengan satu nama kolom"),
    "capaian of one column": (par("{{ indikator|capaian('target') }}"), "dengan kolom target dan kolom realisasi"),
    "capaian of a misspelt column": (
        par("{% for b in indikator %}{{ b|capaian('target', 'relisasi') }}{% endfor %}"), "maksudnya 'realisasi'"
    ),
    "capaian of a table with directions": (par("{{ arahan|capaian }}"), "tidak punya capaian jumlah"),
    "no such filter": (par("{{ perihal|safe }}"), "saringan 'safe' tidak ada"),
    "no such test": (par("{% if perihal is string %}a{% endif %}"), "uji 'string' tidak ada"),
    "not jinja": (par("{{ perihal perihal }}"), "tidak dapat dibaca"),
    "unclosed tag": (par("{{ perihal"), "tanda '{{' tanpa pasangannya"),
    "unopened tag": (par("perihal }}"), "tanda '}}' tanpa pasangannya"),
    "brace at the edge": (par("a {") + par("{ b"), "tepi paragraf"),
    "unclosed if": (par("{% if perihal %}a"), "'if perihal' tidak ditutup"),
    "unclosed for": (par("{%p for a in isi %}"), "'for a in isi' tidak ditutup"),
    "unopened endif": (par("a{% endif %}"), "'endif' tanpa 'if'"),
    "stray else": (par("{% else %}"), "'else' tanpa 'if'"),
    "crossed blocks": (par("{% for a in isi %}{% if a %}x{% endfor %}{% endif %}"), "belum ditutup sebelum"),
    "wrong end": (par("{% if perihal %}a{% endfor %}"), "'endfor' tanpa 'for'"),
    "else twice": (par("{% if perihal %}a{% else %}b{% else %}c{% endif %}"), "sesudah 'else'"),
    "elif after else": (par("{% if perihal %}a{% else %}b{% elif perihal %}c{% endif %}"), "sesudah 'else'"),
    "else with words": (par("{% if perihal %}a{% else perihal %}{% endif %}"), "tulis 'else' saja"),
    "p tag in company": (par("hilang {%p if perihal %}") + par("{%p endif %}"), "harus sendirian di paragraf"),
    "two p tags": (par("{%p for a in isi %}{%p if a %}") + par("{%p endif %}") + par("{%p endfor %}"), "sendirian"),
    "tr tag in company": (table(["{%tr for p in peserta %}", "hilang"], ["{%tr endfor %}", ""]), "sendirian di baris"),
    "tr tag outside a table": (par("{%tr for p in peserta %}") + par("{%tr endfor %}"), "di dalam baris tabel"),
    "run prefix": (par("{{r perihal }}"), "awalan 'r'"),
    "paragraph value": (par("{{p perihal }}"), "awalan 'p'"),
    "merging hyphen": (par("a") + par("{%- if perihal %}b{% endif %}"), "tanda hubung"),
    "colspan": (table(["{% colspan perihal %}a"]), "'colspan' tidak didukung"),
    "vertical merge": (table(["{% vm %}a"]), "'vm' tidak didukung"),
    "block from one cell to another": (table(["{% if perihal %}a", "b{% endif %}"]), "di sel yang berbeda"),
    "block out of a table": (table(["{% if perihal %}a"]) + par("{% endif %}"), "yang berbeda"),
    "inline block over paragraphs": (par("{% for a in isi %}x") + par("{% endfor %}"), ""),
    "long tag": (par("{{ perihal|default('" + "a" * 200 + "') }}"), "lebih dari 200 huruf"),
    "tag in a field code": (par("<w:r><w:instrText>{{ perihal }}</w:instrText></w:r>"), "bukan di kode isian"),
    "tag in an attribute": (par('<w:hyperlink w:anchor="{{ perihal }}"/>'), "bukan di kode isian"),
    "anchor with a hyphen": (
        par('<w:sdt><w:sdtPr><w:tag w:val="tanda_tangan_kepala-dinas"/></w:sdtPr><w:sdtContent/></w:sdt>'),
        "badan naskah, paragraf 1: tempat 'tanda_tangan_kepala-dinas' tidak akan diisi",
    ),
    "anchor with a tag": (par(anchor("nomor", "{{ perihal }}")), "tidak boleh memuat tag"),
    "anchor twice": (par(anchor("nomor"), anchor("nomor", number=9)), "ada 2 kali"),
    "anchor in a loop": (
        par("{%p for a in isi %}") + par("{{ a }}", anchor("nomor")) + par("{%p endfor %}"), "'nomor' tidak boleh"
    ),
    "anchor in a condition": (par("{% if perihal %}", anchor("nomor"), "{% endif %}"), "'nomor' tidak boleh"),
    "paraf in the condition of another": (
        par("{% if perihal %}", anchor("paraf_dari"), "{% endif %}"), "'paraf_dari' tidak boleh"
    ),
    "paraf where nobody is named": (
        par("{% if dari %}x{% else %}", anchor("paraf_dari"), "{% endif %}"), "'paraf_dari' tidak boleh"
    ),
    "paraf in a condition inside another": (
        par("{% if perihal %}{% if dari %}", anchor("paraf_dari"), "{% endif %}{% endif %}"), "'paraf_dari' tidak"
    ),
    "paraf in a wider condition": (
        par("{% if dari and perihal %}", anchor("paraf_dari"), "{% endif %}"), "'paraf_dari' tidak boleh"
    ),
    "signature in a condition": (
        par("{% if dari %}", anchor("tanda_tangan_dari"), "{% endif %}"), "'tanda_tangan_dari' tidak boleh"
    ),
    "paraf of who marks elsewhere": (
        par("{%p if pejabat.sekretaris.id != dari.id and pejabat.sekretaris.id != pejabat.kepala_dinas.id %}")
        + par(anchor("paraf_sekretaris")) + par("{%p endif %}"), ""
    ),
    "paraf of another than compared": (
        par("{% if dari.id != pejabat.sekretaris.id %}", anchor("paraf_sekretaris"), "{% endif %}"),
        "'paraf_sekretaris' tidak boleh",
    ),
    "paraf by name": (
        par("{% if dari.nama != pejabat.sekretaris.nama %}", anchor("paraf_dari"), "{% endif %}"), "'paraf_dari' tidak"
    ),
    "paraf only of the same": (
        par("{% if dari.id == pejabat.sekretaris.id %}", anchor("paraf_dari"), "{% endif %}"), "'paraf_dari' tidak"
    ),
    "paraf of who is named": (par("{%p if dari %}") + par(anchor("paraf_dari")) + par("{%p endif %}"), ""),
    "bookmark in a loop": (
        par("{% for a in isi %}", bookmark("_Ref1", run("a")), "{% endfor %}"), "'_Ref1' tidak boleh"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(tmp_path: Path, body: str, wanted: str):
    told = problems_of(tmp_path, body)
    if wanted:
        assert any(wanted in one for one in told), told
        assert all("badan naskah" in one or "tempat" in one for one in told)
    else:
        assert told == []  # closes and opens the same elements: well-formed for any data


def test_a_block_over_two_cells_is_told_beside_every_other_fault(tmp_path: Path):
    told = problems_of(
        tmp_path,
        par("{{ perihal|besar }} {{ prihal }}"),
        table([par("{% if perihal %}a"), par("b{% endif %}")]),
    )
    for wanted in ("saringan 'besar' tidak ada", "'prihal' tidak dikenal", "dibuka dan ditutup di sel yang berbeda"):
        assert any(wanted in one for one in told), told


@pytest.mark.parametrize("closed_in", ["a cell", "a paragraph", "after the table"])
def test_no_fault_is_told_in_the_language_of_files(tmp_path: Path, closed_in: str):
    inside, after = {
        "a cell": ("{% if perihal %}a", "b{% endif %}"), "a paragraph": ("{% if perihal %}a", "b"),
        "after the table": ("{% if perihal %}a", "b"),
    }[closed_in]  # fmt: skip
    tail = "" if closed_in == "a cell" else par("{% endif %}")
    told = problems_of(tmp_path, table([par(inside), par(after)]) + tail)
    assert told and not any("<w:" in one or "</w:" in one for one in told), told


def test_missing_and_misspelt_anchors_are_named(tmp_path: Path):
    template = docx(par(anchor("paraf_sekertaris")), headers=[par(anchor("tanda_tangan_dari"))])
    told = check(tmp_path, template, approvals=(PARAF, TANDA_TANGAN), numbering=NUMBERED)
    assert any("tempat 'paraf_sekretaris' tidak ada" in one and "mirip: 'paraf_sekertaris'" in one for one in told)
    assert any("tempat 'nomor' tidak ada" in one for one in told)
    assert any("tempat 'tanda_tangan_dari' harus berada di badan naskah" in one for one in told)


def test_fields_that_name_the_document_or_the_signer_need_not_be_printed(tmp_path: Path):
    told = check(
        tmp_path,
        docx(par(anchor("tanda_tangan_dari"))),
        "perihal",
        "dari",
        judul="{perihal}",
        approvals=(TANDA_TANGAN,),
    )
    assert told == []


@pytest.mark.parametrize(
    "name", ["word/charts/chart1.xml", "word/comments.xml", "word/endnotes.xml", "word/glossary/document.xml"]
)
def test_tags_in_parts_that_nothing_fills_are_told(tmp_path: Path, name: str):
    part = f"<w:x {NAMESPACES}><w:p><w:r><w:t>{{{{ perihal }}}}</w:t></w:r></w:p></w:x>".encode()
    told = check(tmp_path, docx(par("{{ perihal }}"), parts={name: part}), "perihal")
    assert told == [f"bagian {name}: memuat tag, tetapi bagian ini tidak pernah diisi (teks: “{{{{ perihal }}}}”)"]


def test_a_template_still_under_review_is_told(tmp_path: Path):
    assert len(check(tmp_path, reviewed_page())) == 3


def test_an_unsafe_template_is_told_and_not_opened(tmp_path: Path):
    link = rel(
        "rId7", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "http://a/b", external=True
    )
    assert any("http://a/b" in one for one in check(tmp_path, docx(par("a"), rels=link)))


def test_a_tag_split_by_word_is_told_whole(tmp_path: Path):
    told = problems_of(tmp_path, par("Yth. ", run("{"), run("{ pri"), run("hal", "<w:b/>"), run(" }}")))
    where, words = "badan naskah, paragraf 1", "Yth. {{ prihal }}"
    assert told == [f"{where}: isian 'prihal' tidak dikenal; mungkin maksudnya 'perihal' (teks: “{words}”)"]


def test_places_are_counted_as_a_reader_counts(tmp_path: Path):
    nested = table(["luar", table(["{{ a }}"]) + par("{{ b }}")])
    box = "<w:r><w:pict><w:txbxContent>" + par("{{ c }}") + "</w:txbxContent></w:pict></w:r>"
    told = problems_of(tmp_path, par("satu"), table(["x"]), nested, par("dua"), par("tiga", box))
    assert [one.split(":")[0] for one in told] == [
        "badan naskah, tabel 2, baris 1, sel 2",
        "badan naskah, tabel 2, baris 1, sel 2",
        "badan naskah, paragraf 3",
    ]


def test_a_finding_knows_its_place_and_reads_as_one_line(tmp_path: Path):
    template = docx(par("satu"), table(["a", "Yth. {{ nma }}"]), headers=[par("{{ nma }}")])
    found = find_faults(template, doctype(tmp_path, template), POSTS)
    assert [(one.label, one.place, one.around) for one in found] == [
        ("badan naskah", "tabel 1, baris 1, sel 2", "Yth. {{ nma }}"),
        ("kepala halaman header1.xml", "paragraf 1", "{{ nma }}"),
    ]
    assert [str(one) for one in found] == check(tmp_path, template)
    assert str(Fault("isian tidak dipakai")) == "isian tidak dipakai"
