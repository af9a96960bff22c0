"""What was typed is what is printed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from decimal import Decimal
from typing import Any

import docx as python_docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import BadDeclaration, InvalidForm
from docgen.paper.canonical import canonical, pack, unpack
from docgen.paper.package import parse, serialise
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors, stamp
from docgen.paper.template.fill import fill
from tests.paper.pages import (
    CORE,
    CORE_OF_LIBREOFFICE,
    FORM,
    anchored_page,
    bookmark,
    docx,
    footnote,
    par,
    picture,
    rel,
    run,
    table,
)
from tests.paper.pages import OFFICE as OFFICE_RELATION

ONE = docx(par("awal ", "{{ x }}", " akhir"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def printed(template: bytes, **values: Any) -> str:
    return plain_text(fill(template, values))


@pytest.mark.parametrize(
    "typed",
    [
        "A & B", "1 < 2 > 0", "\"kutip\" 'tunggal'", "{{ 7*7 }}", "{% if %}", "{# catatan #}", "{{", "%}", "{_{",
        "&amp;", "&#34;", "<w:t>", "</w:t></w:r></w:p>", "]]>", "naïve Ωμέγα 漢字 ا ב 😀 \u202e", " tepi ", "a  b",
        "a\tb", "satu\ndua\n\nempat", "\nawal", "\\n", "${x}", "A" * 10_000, "kata & <kata> " * 700,
    ],
)  # fmt: skip
def test_text_is_printed_exactly_as_typed(typed: str):
    assert printed(ONE, x=typed) == f"awal {typed} akhir"


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
        | st.sampled_from("\n\t&<>{}%#\"'")
    )
)
def test_every_text_of_letters_comes_out_as_it_went_in(typed: str):
    made = fill(ONE, {"x": typed})
    assert plain_text(made) == f"awal {typed} akhir"
    body = unpack(made)["word/document.xml"]
    if "\n" not in typed and "\t" not in typed:
        assert serialise(parse(body)) == body  # as a later stamp would write it


@given(
    st.text("\x00\x01\x07\x08\x0b\x0c\x0e\x1f\x7f\x80\x9f\ud800\udfff\ufffe\uffff", min_size=1, max_size=3), st.text()
)
def test_what_word_cannot_hold_is_refused_and_never_dropped(bad: str, good: str):
    with pytest.raises(InvalidForm) as refused:
        fill(ONE, {"x": good + bad})
    assert list(refused.value.fields) == ["x"]


def test_a_refusal_names_every_field_by_its_path():
    rows = [{"nama": "Budi"}, {"nama": "Si\x00ti"}]
    with pytest.raises(InvalidForm) as refused:
        fill(ONE, {"x": "baik", "peserta": rows, "isi": ["\ud800"], "dari": {"nama": "\uffff"}})
    assert list(refused.value.fields) == ["peserta[2].nama", "isi[1]", "dari.nama"]
    assert "U+0000" in str(refused.value)


def test_windows_line_ends_become_line_breaks():
    made = fill(ONE, {"x": "satu\r\ndua\rtiga"})
    assert plain_text(made) == "awal satu\ndua\ntiga akhir"
    assert unpack(made)["word/document.xml"].count(b"<w:br/>") == 2


def test_only_plain_data_is_accepted():
    with pytest.raises(TypeError, match=r"x\[1\]"):
        fill(ONE, {"x": [object()]})


def test_values_print_in_indonesian_without_a_filter():
    template = docx(par("{{ d }}|{{ t }}|{{ n }}|{{ kosong }}|{{ i }}"))
    values = {"d": date(2019, 1, 2), "t": time(9, 0), "n": Decimal("1234.5"), "kosong": None, "i": 3}
    assert printed(template, **values) == "2 Januari 2019|09.00|1.234,5||3"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("d|hari_tanggal", "Rabu, 2 Januari 2019"), ("t|pukul", "09.00"), ("n|terbilang", "dua puluh enam"),
        ("n|jumlah", "26 (dua puluh enam)"), ("n|rupiah", "Rp26,00"), ("n|romawi", "XXVI"), ("s|upper", "SITI"),
        ("s|nip", "Siti"), ("kosong|tanggal", ""), ("kosong|default('nihil')", "nihil"), ("''|default('-')", "-"),
        ("isi|join(', ')", "a, b"), ("isi|length", "2"), ("isi|first", "a"), ("isi|last", "b"), ("[]|first", ""),
        ("baris|capaian|angka", "90,00"), ("baris|predikat", "Tinggi"), ("baris|capaian|predikat", "Tinggi"),
        ("anggaran|total('pagu')|rupiah", "Rp30,50"),
        ("anggaran|total('kosong')|rupiah", ""), ("[]|total('pagu')", ""), ("anggaran|total('nol')", "0"),
        ("anggaran|capaian('pagu', 'nol')|angka", "0,00"), ("anggaran|capaian('pagu', 'kosong')|predikat", "-"),
        ("baris|capaian('realisasi', 'target')|angka", "111,11"),
        ("baris['target']", "10"), ("baris.items", "kolom"), ("isi[0]", "a"), ("s|trim|lower", "siti"),
        ("rows|join('; ', attribute='nama')", "Budi; Siti"), ("s|default(“kutip Word”)", "Siti"),
        ("'R&D'", "R&D"), ("tiada|default('a & b')", "a & b"), ("dari.nama", ""),
    ],
)  # fmt: skip
def test_filters(tag: str, words: str):
    values = {
        "d": date(2019, 1, 2), "t": time(9), "n": Decimal(26), "s": "Siti", "kosong": None, "isi": ["a", "b"],
        "dari": None,
        "baris": {"target": Decimal(10), "realisasi": Decimal(9), "items": "kolom"},
        "anggaran": [
            {"pagu": Decimal("10.50"), "nol": Decimal(0), "kosong": None},
            {"pagu": Decimal(20), "nol": None, "kosong": None},
        ],
        "rows": [{"nama": "Budi"}, {"nama": "Siti"}],
    }  # fmt: skip
    assert printed(docx(par("[{{ " + tag + " }}]")), **values) == f"[{words}]"


def test_a_filter_that_does_not_fit_says_so():
    with pytest.raises(BadDeclaration, match="saringan 'tanggal' tidak dapat dipakai untuk 'besok'"):
        printed(docx(par("{{ x|tanggal }}")), x="besok")


@pytest.mark.parametrize("tag", ["x", "x.nama", "[x][0].nama"])
def test_a_name_that_is_not_there_is_not_printed_as_nothing(tag: str):
    with pytest.raises(BadDeclaration, match=r"'(x|nama)'"):
        printed(docx(par("{{ " + tag + " }}")), **({"x": {}} if "." in tag else {}))


@pytest.mark.parametrize("tag", ["{{ daftar }}", "{% if teks > 1 %}a{% endif %}", "{% for a in kosong %}a{% endfor %}"])
def test_what_cannot_be_printed_or_compared_is_said_in_a_sentence(tag: str):
    with pytest.raises(BadDeclaration):
        printed(docx(par(tag)), daftar=["a"], teks="a", kosong=None)


def test_a_tag_that_word_split_into_runs_is_one_tag():
    pieces = [run("{"), run("{ na"), "<w:proofErr w:type='spellStart'/>", run("ma", "<w:b/>"), run(" }"), run("}")]
    assert printed(docx(par("Yth. ", *pieces, ".")), nama="Budi") == "Yth. Budi."


def test_loops_over_paragraphs_and_rows():
    template = docx(
        par("{%p for a in isi %}"), par("{{ loop.index }}. {{ a }}"), par("{%p endfor %}"),
        table(
            ["No", "Nama"], ["{%tr for r in rows %}", ""], ["{{ loop.index }}", "{{ r.nama }}"], ["{%tr endfor %}", ""]
        ),
        par("{%p if rows %}"), par("ada"), par("{%p else %}"), par("nihil"), par("{%p endif %}"),
    )  # fmt: skip
    assert printed(template, isi=["x", "y"], rows=[{"nama": "A & B"}]) == "1. x\n2. y\nNo\tNama\n1\tA & B\nada"
    assert printed(template, isi=[], rows=[]) == "No\tNama\nnihil"


def test_empty_lists_leave_nothing_that_word_would_refuse():
    loop = par("{%p for a in isi %}") + par("{{ a }}") + par("{%p endfor %}")
    template = docx(
        table(["{%tr for r in isi %}"], ["{{ r }}"], ["{%tr endfor %}"]),
        table([loop, "sel"]),
        table([table([loop]) + par("{%p if isi %}") + par("x") + par("{%p endif %}")]),
        headers=[loop],
        footnotes=f'<w:footnote w:id="2">{loop}</w:footnote>',
    )
    made = fill(template, {"isi": []})
    parts = unpack(made)
    body = parse(parts["word/document.xml"])
    assert [cell for cell in body.iter(f"{W}tc") if cell[-1].tag != f"{W}p"] == []
    assert [one for one in body.iter(f"{W}tbl") if one.find(f"{W}tr") is None] == []
    assert parse(parts["word/header1.xml"])[0].tag == f"{W}p"
    assert parse(parts["word/footnotes.xml"])[0][0].tag == f"{W}p"
    assert plain_text(made) == "\tsel"
    assert plain_text(fill(template, {"isi": ["a"]})).count("a") >= 4
    python_docx.Document(io.BytesIO(made))


def test_a_column_loop_counts_the_columns_of_its_table_again():
    template = docx(table(["Nama", "{%tc for b in bulan %}", "{{ b }}", "{%tc endfor %}"]))
    made = fill(template, {"bulan": ["Jan", "Feb", "Mar", "Apr", "Mei"]})
    assert plain_text(made) == "Nama\tJan\tFeb\tMar\tApr\tMei"
    assert len(list(parse(unpack(made)["word/document.xml"]).iter(f"{W}gridCol"))) == 6


def test_a_value_is_never_run_as_a_template_not_even_in_footnotes_of_many_sections():
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    template = docx(
        section * 3 + par("{{ x }}"),
        headers=[par("h1 {{ x }}"), par("h2 {{ x }}")],
        footers=[par("f {{ x }}")],
        footnotes=footnote("n {{ x }}"),
        core="<dc:title>j {{ x }}</dc:title>",
    )
    made = fill(template, {"x": "{{ 7*7 }}"})
    assert plain_text(made) == "\n".join(f"{p}{{{{ 7*7 }}}}" for p in ("h1 ", "h2 ", "", "n ", "f "))
    assert b"49" not in b"".join(unpack(made).values())


@pytest.mark.parametrize("kind", [CORE, CORE_OF_LIBREOFFICE])
def test_core_properties_are_filled_escaped_once_and_cut_at_what_word_keeps(kind: str):
    core = "<dc:title>{{ x }}</dc:title><dc:subject>{{ y|upper }}</dc:subject>"
    parts = unpack(fill(docx(par("isi"), core=core, core_type=kind), {"x": "R&D\n<1>", "y": "a" * 300}))
    root = parse(parts["docProps/core.xml"])
    assert [one.text for one in root] == ["R&D <1>", "A" * 255]
    assert [name for name in parts if "core" in name] == ["docProps/core.xml"]


def test_the_same_input_gives_the_same_bytes_in_every_process():
    script = (
        "import hashlib, sys; from tests.paper.pages import *; from docgen.paper.template.fill import fill; "
        "from docgen.paper.stamp import stamp; made = fill(anchored_page(), FORM); "
        "sealed = stamp(made, {n: n for n in {*ANCHORS}}, {k: k for k in {'docgen.a', 'docgen.b', 'title'}}); "
        "print(hashlib.sha256(made).hexdigest(), hashlib.sha256(sealed).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert canonical(fill(anchored_page(), FORM)) == fill(anchored_page(), FORM)


def test_eight_threads_on_one_template_never_mix_their_values():
    template = docx(par("{%p for a in isi %}"), par("{{ a }} {{ x }}"), par("{%p endfor %}"), headers=[par("{{ x }}")])

    def wrong(number: int) -> bool:
        text = plain_text(fill(template, {"x": f"N{number}", "isi": [f"a{number}"] * 5}))
        return text != "\n".join([f"N{number}", *[f"a{number} N{number}"] * 5])

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(wrong, range(640))) == 0


def test_the_result_says_what_docxtpl_says():
    template = docx(
        par("Yth. {{ x }}"), par("{%p if isi %}"), par("{%p for a in isi %}"), par("- {{ a }}"), par("{%p endfor %}"),
        par("{%p endif %}"),
        table(["a", "b"], ["{%tr for r in rows %}", ""], ["{{ r.n }}", "{{ r.m }}"], ["{%tr endfor %}", ""]),
        headers=[par("kop {{ x }}")],
    )  # fmt: skip
    values = {"x": "A & B\tC\nD", "isi": ["satu", "dua"], "rows": [{"n": "1", "m": "<2>"}] * 3}
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(values, autoescape=True)
    saved = io.BytesIO()
    theirs.save(saved)
    ours = unpack(fill(template, values))
    for name in ("word/document.xml", "word/header1.xml"):
        assert serialise(parse(ours[name])) == serialise(parse(unpack(saved.getvalue())[name]))


def test_pictures_repeated_by_a_loop_get_numbers_of_their_own():
    relation = rel("rId9", f"{OFFICE_RELATION}/image", "media/a.png")
    template = docx(
        par("{%p for a in isi %}"), par(picture("rId9", "foto")), par("{%p endfor %}"),
        rels=relation, parts={"word/media/a.png": b"\x89PNG\r\n\x1a\n"},
    )  # fmt: skip
    body = unpack(fill(template, {"isi": ["a", "b"]}))["word/document.xml"]
    assert body.count(b'<wp:docPr id="1001"') == body.count(b'<wp:docPr id="1002"') == 1


def test_untouched_parts_are_kept_byte_for_byte():
    theme = b'<?xml version="1.0"?>\n<a:theme xmlns:a="x">  <a:b/>\n</a:theme>'
    assert unpack(fill(docx(par("{{ x }}"), parts={"word/theme1.xml": theme}), {"x": "a"}))["word/theme1.xml"] == theme


def test_a_filled_page_with_anchors_is_what_a_person_reads():
    lines = plain_text(fill(anchored_page(), FORM)).splitlines()
    assert lines[0] == "PEMERINTAH KOTA Undangan rapat & <uji>"
    assert lines[4:6] == ["Satu.", "Dua, “kutip”."]


def test_a_capaian_is_called_as_the_office_calls_it():
    body = par("{% for b in t %}{{ b|predikat }} {{ b|capaian|predikat }}; {% endfor %}") + par(
        "{{ kantor.predikat|skala }}"
    )
    row = {"target": Decimal(100), "realisasi": Decimal("80.5"), "arah": ""}
    cuts = [[Decimal("80.5"), "Baik"], [Decimal(60), "Cukup"]]
    own = plain_text(fill(docx(body), {"t": [row], "kantor": {"predikat": cuts}}))
    assert own == "Baik Baik; \nBaik (80,5 atau lebih), Cukup (60 s.d. 80,49), Sangat Rendah (di bawah 60)"
    usual = plain_text(fill(docx(body), {"t": [row], "kantor": {"predikat": []}}))
    assert usual.startswith("Tinggi Tinggi; \nSangat Tinggi (90,01 atau lebih), Tinggi (75,01 s.d. 90,00)")


@pytest.mark.parametrize(
    "tag", ["{{ dari|first }}", "{{ dari|last }}", "{{ t|join(', ', attribute='salah') }}", "{{ x|join(', ') }}",
            "{% for b in t %}{{ b|capaian }}{% endfor %}"],
)  # fmt: skip
def test_a_filter_on_what_it_is_not_for_is_a_sentence(tag: str):
    row = {"target": Decimal("1E-30"), "realisasi": Decimal(10) ** 14, "arah": ""}
    with pytest.raises(BadDeclaration, match="saringan"):
        fill(docx(par(tag)), {"dari": {"nama": "A"}, "t": [row], "x": Decimal(1)})


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="nomor"/></w:sdtPr>'


@pytest.mark.parametrize(
    "body",
    [
        par("Nomor ", f"{CONTROL}<w:sdtContent>{run('...')}</w:sdtContent></w:sdt>"),
        f"{CONTROL}<w:sdtContent>{par('...')}</w:sdtContent></w:sdt>",
        par(f"{CONTROL}<w:sdtContent/></w:sdt>"),
    ],
)
def test_a_content_control_made_in_word_gets_the_bookmark_that_libreoffice_keeps(body: str):
    page = unpack(fill(docx(par("{{ x }}"), body, par(bookmark("lain", run("a")))), {"x": "isi"}))
    body = page["word/document.xml"].replace(b'<w:tag w:val="nomor"/>', b"")  # which LibreOffice drops
    page["word/document.xml"] = body
    ids = [one.get(f"{W}id") for one in parse(page["word/document.xml"]).iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids)) == 2
    assert anchors(stamp(pack(page), {"nomor": "470/1"}))["nomor"] == "470/1"
