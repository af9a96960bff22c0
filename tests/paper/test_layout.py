"""The shipped pages: drawn the same every time, sound as Word files, and filled as an office expects."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tomllib
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from docgen.errors import NotFound
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.canonical import unpack
from docgen.paper.layout.drawing import PAGES, SHIPPED, draw_all, draw_type, draw_types
from docgen.paper.layout.emblem import HEIGHT, WIDTH, draw_emblem
from docgen.paper.layout.profile import PROFILES, Profile
from docgen.paper.read import plain_text
from docgen.paper.template.check import find_faults
from docgen.paper.template.fill import fill

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = load_doctypes(SHIPPED)
KANTOR = load_kantor(SHIPPED / "kantor.toml")
LARGEST = 25_000  # bytes

every_page = pytest.mark.parametrize("jenis", sorted(PAGES))
every_profile = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
ANNEXED = ("berita_acara_pemindahan", "berita_acara_pemusnahan", "surat_undangan")


def example(jenis: str) -> dict[str, Any]:
    return tomllib.loads((SHIPPED / jenis / "example.toml").read_text("utf-8"))


def filled(jenis: str, form: dict[str, Any], page: bytes = b"") -> bytes:
    seen = {"kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
    return fill(page or template(jenis), seen | TYPES[jenis].validate(form, KANTOR.officials()))


def body(data: bytes) -> etree._Element:
    return etree.fromstring(unpack(data)["word/document.xml"])


def template(jenis: str) -> bytes:
    return TYPES[jenis].template.read_bytes()


def _paragraphs(data: bytes) -> list[Any]:
    """All paragraphs, also those in tables, as python-docx reads them."""
    document = docx.Document(io.BytesIO(data))
    return [docx.text.paragraph.Paragraph(p, document) for p in document.element.body.iter(f"{W}p")]


def same_content(name: str, data: bytes) -> bytes:
    """What a part says, whatever the serializer or the compressor that wrote it."""
    if name.endswith(".png"):
        start = data.index(b"IDAT") + 4
        size = int.from_bytes(data[start - 8 : start - 4], "big")
        return zlib.decompress(data[start : start + size])
    if name.endswith(".xlsx"):
        return b"".join(same_content(part, inner) for part, inner in unpack(data).items())
    return bytes(etree.tostring(etree.fromstring(data), method="c14n"))


def test_every_type_with_a_page_is_drawn_and_every_drawing_is_a_type() -> None:
    assert set(PAGES) == {t.id for t in TYPES.values() if t.has_template}
    assert not TYPES["surat_masuk"].has_template


@every_page
def test_the_shipped_template_is_the_drawn_page(jenis: str) -> None:
    drawn, shipped = unpack(draw_type(jenis)), unpack(template(jenis))
    assert list(drawn) == list(shipped)
    for part, data in drawn.items():
        assert same_content(part, data) == same_content(part, shipped[part]), part


def test_drawing_again_in_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    here = draw_all(tmp_path / "here")
    there = [tmp_path / "there" / path.relative_to(tmp_path / "here") for path in here]
    command = [sys.executable, "-m", "docgen.paper.layout", str(tmp_path / "there")]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "7"}, stdout=subprocess.DEVNULL)
    assert [p.read_bytes() for p in here] == [p.read_bytes() for p in there]


@every_page
def test_the_template_fits_its_type(jenis: str) -> None:
    assert find_faults(TYPES[jenis].template.read_bytes(), TYPES[jenis], KANTOR.pejabat) == []


@every_page
def test_the_template_is_small_and_speaks_indonesian(jenis: str) -> None:
    data = template(jenis)
    assert len(data) < LARGEST
    styles = etree.fromstring(unpack(data)["word/styles.xml"])
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "id-ID"


@every_page
def test_only_styles_in_use_are_shipped_and_none_is_missing(jenis: str) -> None:
    parts = unpack(template(jenis))
    roots = [etree.fromstring(parts[name]) for name in ("word/document.xml", "word/header1.xml")]
    used = {e.get(f"{W}val") for root in roots for e in root.iter(f"{W}pStyle", f"{W}tblStyle")}
    shipped = {s.get(f"{W}styleId") for s in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    assert shipped - {"Normal", "TableNormal"} == used


@every_page
def test_a_tag_is_whole_in_one_run(jenis: str) -> None:
    for text in (t.text or "" for t in body(template(jenis)).iter(f"{W}t")):
        rest = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
        assert not re.search(r"[{}]", rest), text


@every_page
def test_columns_have_the_same_width_for_word_and_for_libreoffice(jenis: str) -> None:
    for table in body(template(jenis)).iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(grid)
        for row in table.iterfind(f"{W}tr"):
            if "{%tc" in "".join(row.itertext()):
                continue
            widths = [int(w.get(f"{W}w")) for w in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")]
            assert abs(sum(widths) - sum(grid)) <= len(grid), "".join(row.itertext())


@every_page
def test_rows_do_not_break_over_a_page_and_heads_of_long_tables_repeat(jenis: str) -> None:
    for table in body(template(jenis)).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        own = [one.text or "" for one in table.iter(f"{W}t") if next(one.iterancestors(f"{W}tbl")) is table]
        if "{%tr for" in "".join(own):
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None


@every_page
def test_the_letterhead_stands_on_page_one_and_the_page_number_from_page_two(jenis: str) -> None:
    parts = unpack(template(jenis))
    section = body(template(jenis)).find(f"{W}body/{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert [h.get(f"{W}type") for h in section.iter(f"{W}headerReference")] == ["default"]
    header = etree.fromstring(parts["word/header1.xml"])
    assert [f.get(f"{W}instr").strip() for f in header.iter(f"{W}fldSimple")] == ["PAGE"]
    assert "kantor.kop_utama" in "".join(body(template(jenis)).itertext())


@every_page
def test_ids_of_anchors_are_unique(jenis: str) -> None:
    page = body(template(jenis))
    controls = [c.get(f"{W}val") for c in page.iterfind(f".//{W}sdtPr/{W}id")]
    bookmarks = {b.get(f"{W}name"): b.get(f"{W}id") for b in page.iter(f"{W}bookmarkStart")}
    ends = [b.get(f"{W}id") for b in page.iter(f"{W}bookmarkEnd")]
    assert sorted(bookmarks.values()) == sorted(ends) == sorted(set(ends))
    assert len(controls) == len(set(controls)) == len([name for name in bookmarks if not name.startswith("_")])


@every_page
def test_every_page_number_of_the_contents_has_its_heading(jenis: str) -> None:
    page = body(template(jenis))
    fields = [f.get(f"{W}instr").split() for f in page.iter(f"{W}fldSimple")]
    listed = [words[1] for words in fields if words[0] == "PAGEREF"]
    assert listed == [b.get(f"{W}name") for b in page.iter(f"{W}bookmarkStart") if b.get(f"{W}name").startswith("_")]


@every_page
def test_word_libraries_open_the_page(jenis: str) -> None:
    opened = docx.Document(io.BytesIO(template(jenis)))
    assert opened.core_properties.language == "id-ID"
    assert opened.tables


@every_page
def test_the_filled_example_reads_as_expected(jenis: str) -> None:
    expected = (SHIPPED / jenis / "expected.txt").read_text("utf-8")
    assert plain_text(filled(jenis, example(jenis))) + "\n" == expected


def test_the_example_of_surat_masuk_is_a_valid_form() -> None:
    values = TYPES["surat_masuk"].validate(example("surat_masuk"), KANTOR.officials())
    assert TYPES["surat_masuk"].title(values) == values["perihal"]


@every_page
def test_what_is_optional_may_be_left_empty(jenis: str) -> None:
    optional = {field.name for field in TYPES[jenis].fields if not field.required}
    form = {name: value for name, value in example(jenis).items() if name not in optional}
    page = body(filled(jenis, form))
    assert all(cell[-1].tag == f"{W}p" for cell in page.iter(f"{W}tc")), "Word refuses a cell without a paragraph"
    for label in ("Tembusan:", "membawa/menyiapkan"):
        assert label not in "".join(page.itertext())


@every_profile
@every_page
def test_every_profile_says_the_same_on_its_own_paper(jenis: str, profile: Profile) -> None:
    page = draw_type(jenis, profile)
    size = body(page).find(f".//{W}pgSz")
    side = sorted(round(int(size.get(f"{W}{edge}")) * 25.4 / 1440) for edge in "wh")
    assert side in [
        sorted(map(round, (p.width, p.height))) for p in (profile.letter, profile.report, profile.disposition)
    ]
    words = sorted(re.findall(r"\w+", plain_text(filled(jenis, example(jenis), page))))
    expected = sorted(re.findall(r"\w+", (SHIPPED / jenis / "expected.txt").read_text("utf-8")))
    assert [w for w in words if w != "Kepada"] == [w for w in expected if w != "Kepada"]


@pytest.mark.parametrize("jenis", ["laporan_pengukuran_kinerja", "laporan_kinerja_tahunan"])
def test_a_sasaran_is_one_cell_over_all_its_indicators(jenis: str) -> None:
    page = body(filled(jenis, example(jenis)))
    joined = [one.get(f"{W}val") for one in page.iter(f"{W}vMerge")]
    assert joined == ["restart", *["continue"] * 5, "restart"]


def test_date_and_addressee_stand_where_the_profile_wants_them() -> None:
    form = example("surat_dinas")
    regional = plain_text(filled("surat_dinas", form))
    national = plain_text(filled("surat_dinas", form, draw_type("surat_dinas", PROFILES["permendagri_1_2023"])))
    assert "\tTasikmalaya, ……………\nNomor\t:\t……………\t\tKepada Yth. Sekretaris Daerah" in regional
    assert "Nomor\t:\t……………\t\tTasikmalaya, ……………\nSifat" in national
    assert "\nYth. Sekretaris Daerah Kota Tasikmalaya\nu.p. Kepala Bagian Organisasi\ndi –" in national


def test_an_office_without_a_paraf_box_keeps_the_places_of_the_paraf() -> None:
    bare = replace(PROFILES["permendagri_54_2009"], paraf_box=False)
    page = draw_type("surat_dinas", bare)
    assert "PARAF HIERARKI" not in plain_text(page)
    assert b'w:name="paraf_pengolah"' in unpack(page)["word/document.xml"]


def test_an_office_draws_its_own_types_again_and_nothing_else(tmp_path: Path) -> None:
    for jenis in ("nota_dinas", "jenis_kantor"):
        (tmp_path / jenis).mkdir()
        (tmp_path / jenis / "type.toml").write_text("", "utf-8")
    assert draw_types(tmp_path, "permendagri_1_2023") == [tmp_path / "nota_dinas" / "template.docx"]
    assert (tmp_path / "nota_dinas" / "template.docx").read_bytes() != template("nota_dinas")
    with pytest.raises(NotFound, match="permendagri_54_2009"):
        draw_types(tmp_path, "permendagri_2050")


def test_the_signature_block_prints_every_line_of_the_one_who_signs_for_another() -> None:
    form = example("surat_dinas") | {"penandatangan": "kasubag_umum u.b. sekretaris a.n. kepala_dinas"}
    lines = [p.text for p in _paragraphs(filled("surat_dinas", form))]
    at = lines.index("SEKRETARIS")
    assert lines[at - 1].startswith("a.n. KEPALA DINAS")
    assert lines[at + 1 : at + 3] == ["u.b.", "KEPALA SUB BAGIAN UMUM DAN KEPEGAWAIAN,"]


@every_page
def test_no_signature_is_parted_from_its_name(jenis: str) -> None:
    for paragraph in body(filled(jenis, example(jenis))).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in ("TandaTangan", "RuangTandaTangan", "NamaPejabat"):
            row = next(paragraph.iterancestors(f"{W}tr"))
            assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_few_addressees_stand_on_the_letter_and_many_on_a_list() -> None:
    form = example("surat_undangan") | {"kepada": ["Camat Tawang", "Camat Cihideung"]}
    few, many = (
        plain_text(filled("surat_undangan", form)),
        plain_text(filled("surat_undangan", example("surat_undangan"))),
    )
    assert "1.\tYth. Camat Tawang 2.\tYth. Camat Cihideung" in few
    assert "DAFTAR UNDANGAN" not in few
    assert "Yth. (daftar terlampir)" in many
    assert "DAFTAR UNDANGAN\n1.\tInspektur Kota Tasikmalaya\n" in many


@pytest.mark.parametrize("jenis", ANNEXED)
def test_an_annex_begins_a_page_and_names_number_and_date_of_what_it_belongs_to(jenis: str) -> None:
    parts = unpack(filled(jenis, example(jenis)))
    page = etree.fromstring(parts["word/document.xml"])
    assert [f.get(f"{W}instr").split() for f in page.iter(f"{W}fldSimple")] == [["REF", "nomor"], ["REF", "tanggal"]]
    styles = etree.fromstring(parts["word/styles.xml"])
    new_page = [s.get(f"{W}styleId") for s in styles.iter(f"{W}style") if s.find(f".//{W}pageBreakBefore") is not None]
    assert new_page == ["HalamanBaru"]


def test_a_security_class_is_printed_beside_the_urgency_only_when_there_is_one() -> None:
    assert "Sifat\t:\tSegera\t" in plain_text(filled("surat_dinas", example("surat_dinas")))
    secret = example("surat_dinas") | {"keamanan": "Rahasia"}
    assert "Sifat\t:\tSegera / Rahasia\t" in plain_text(filled("surat_dinas", secret))


def test_a_berita_acara_says_its_day_in_words_and_names_both_parties() -> None:
    text = plain_text(filled("berita_acara_pemusnahan", example("berita_acara_pemusnahan")))
    assert (
        "Pada hari ini, Rabu tanggal tiga puluh bulan Januari tahun dua ribu sembilan belas (30 Januari 2019)" in text
    )
    assert "selanjutnya disebut PIHAK PERTAMA;" in text
    assert "selanjutnya disebut PIHAK KEDUA." in text
    assert "rangkap 3 (tiga)" in text


def test_a_yearly_report_computes_capaian_predikat_and_the_share_of_the_budget_spent() -> None:
    text = plain_text(filled("laporan_kinerja_tahunan", example("laporan_kinerja_tahunan")))
    assert "4.\t\tPersentase kepemilikan akta kematian\t%\t100,00\t71,25\t71,25\tSedang" in text
    assert "1.\tProgram Penataan Administrasi Kependudukan\t2.400.000.000\t2.301.840.000\t95,91" in text
    assert "Jumlah\t3.610.000.000\t3.482.060.000\t96,46" in text


def test_a_yearly_report_without_a_national_standard_has_no_gap_in_its_numbers() -> None:
    form = example("laporan_kinerja_tahunan")
    with_it = plain_text(filled("laporan_kinerja_tahunan", form))
    assert "3.\tPerbandingan dengan Standar Nasional" in with_it and "6.\tAnalisis Program Penunjang" in with_it
    assert "kepemilikan Kartu Identitas Anak\t%\t20,00\t48,30\t241,50" in with_it
    del form["standar_nasional"]
    without = plain_text(filled("laporan_kinerja_tahunan", form))
    assert "Standar Nasional" not in without
    assert "3.\tAnalisis Keberhasilan" in without and "5.\tAnalisis Program Penunjang" in without


def test_a_plan_shows_what_was_reached_once_any_of_it_is_known() -> None:
    form = example("rencana_aksi")
    planned = plain_text(filled("rencana_aksi", form))
    assert "Target Triwulan" in planned and "Realisasi" not in planned and "Capaian (%)" not in planned
    form["rencana"][0]["realisasi_tw1"] = "97,00"
    form["rencana"][5] |= {"realisasi_tw1": "5", "arah": "minimalkan"}
    measured = plain_text(filled("rencana_aksi", form))
    assert "Target dan Realisasi Triwulan" in measured and "\tTarget\t98,80\t98,90\t99,00\t99,20\t" in measured
    assert "\tRealisasi\t97,00\t\t\t\t" in measured and "\tCapaian (%)\t98,18\t\t\t\t" in measured
    assert "\tCapaian (%)\t75,00\t\t\t\t" in measured


def test_who_takes_note_of_a_berita_acara_stands_below_the_parties_in_the_row_that_never_breaks() -> None:
    form = example("berita_acara_serah_terima")
    rows = body(filled("berita_acara_serah_terima", form)).iterfind(f"{W}body/{W}tbl/{W}tr")
    (signed,) = ("".join(row.itertext()) for row in rows if "PIHAK KEDUA,CAMAT" in "".join(row.itertext()))
    assert signed.index("ENDANG CONTOH") < signed.index("Mengetahui,KEPALA DINAS") < signed.index("IMIH MISBAHUL")
    del form["mengetahui"]
    assert "Mengetahui" not in plain_text(filled("berita_acara_serah_terima", form))


def test_a_total_is_the_sum_of_the_rows_and_nothing_where_nothing_is_spent_yet() -> None:
    form = example("laporan_kinerja_tahunan")
    form["anggaran"] = [["Program A", "100", "40"], ["Program B", "50", ""]]
    assert "Jumlah\t150\t40\t26,67\n" in plain_text(filled("laporan_kinerja_tahunan", form))
    form["anggaran"] = [["Program A", "100", ""], ["Program B", "50", ""]]
    assert "Jumlah\t150\t\t\n" in plain_text(filled("laporan_kinerja_tahunan", form))
    assert "Jumlah\tRp3.695.000.000,00" in plain_text(filled("perjanjian_kinerja", example("perjanjian_kinerja")))


@pytest.mark.parametrize("jenis", ["nota_dinas", "nota_dinas_undangan"])
def test_the_label_lampiran_is_left_out_when_nothing_is_attached(jenis: str) -> None:
    with_one, without = example(jenis), example(jenis)
    del without["lampiran"]
    assert "Lampiran\t:\t1 (satu) berkas" in plain_text(filled(jenis, with_one))
    assert "Lampiran" not in plain_text(filled(jenis, without))


def test_one_addressee_has_no_number_and_several_have() -> None:
    form = example("nota_dinas") | {"kepada": ["Kepala Dinas"]}
    assert "Kepada\t:\tYth. Kepala Dinas\n" in plain_text(filled("nota_dinas", form))
    form["kepada"] = ["Sekretaris", "Kepala Bidang"]
    assert "Kepada\t:\t1.\tYth. Sekretaris 2.\tYth. Kepala Bidang\n" in plain_text(filled("nota_dinas", form))


def test_tembusan_ends_with_a_full_stop() -> None:
    form = example("nota_dinas") | {"tembusan": ["Wali Kota", "Inspektur", "Arsip"]}
    assert plain_text(filled("nota_dinas", form)).endswith("Tembusan:\n1.\tWali Kota;\n2.\tInspektur;\n3.\tArsip.")


def test_the_signature_block_prints_jabatan_in_capitals_and_nip_in_groups() -> None:
    text = plain_text(filled("laporan_pengukuran_kinerja", example("laporan_pengukuran_kinerja")))
    assert "KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KOTA TASIKMALAYA," in text
    assert "NIP. 19640302 199012 1 001" in text


def test_capaian_and_predikat_are_computed_and_a_missing_realisasi_is_a_dash_like_what_follows_from_it() -> None:
    row = {"indikator": "Waktu layanan", "satuan": "hari", "target": "3", "arah": "minimalkan"}
    form = example("laporan_pengukuran_kinerja") | {"indikator": [row | {"realisasi": "4"}, row]}
    text = plain_text(filled("laporan_pengukuran_kinerja", form))
    assert "1.\t\tWaktu layanan\thari\t3\t4\t66,67\tSedang" in text
    assert "2.\t\tWaktu layanan\thari\t3\t-\t-\t-" in text


@pytest.mark.parametrize("jenis", ["laporan_triwulan", "laporan_data_kinerja_bidang", "laporan_kinerja_tahunan"])
def test_a_figure_nobody_gave_is_a_dash_in_the_middle_of_its_cell(jenis: str) -> None:
    form = example(jenis)
    table = next(name for name in ("triwulan_ini", "indikator") if name in form)
    form[table] = [{**form[table][0], "target": "3"}]
    form[table][0].pop("realisasi")
    row = next(
        r for r in body(filled(jenis, form)).iter(f"{W}tr") if form[table][0]["indikator"] in "".join(r.itertext())
    )
    dashes = [p for p in row.iter(f"{W}p") if "".join(p.itertext()) == "-"]
    assert len(dashes) == (2 if jenis == "laporan_data_kinerja_bidang" else 3)
    assert {p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in dashes} == {"TabelTengah"}


def test_one_paper_to_bring_bears_no_number_and_several_do() -> None:
    form = example("nota_dinas_undangan") | {"bahan": ["Data dukung"]}
    lines = plain_text(filled("nota_dinas_undangan", form)).splitlines()
    assert "Data dukung" in lines
    lines = plain_text(filled("nota_dinas_undangan", form | {"bahan": ["Data dukung", "Formulir"]})).splitlines()
    assert "1.\tData dukung" in lines and "2.\tFormulir" in lines


def test_places_for_signatures_alternate_between_left_and_right() -> None:
    form = example("daftar_hadir") | {"peserta": [{"nama": f"Peserta {n}"} for n in range(1, 41)]}
    text = plain_text(filled("daftar_hadir", form))
    assert "39.\tPeserta 39\t\t39. ………\t\t" in text
    assert "40.\tPeserta 40\t\t\t40. ………\t" in text


def test_only_the_last_participant_stays_with_the_signature() -> None:
    form = example("daftar_hadir") | {"peserta": [{"nama": f"Peserta {n}"} for n in range(1, 6)]}
    rows = body(filled("daftar_hadir", form)).findall(f".//{W}tr")
    kept = [row.find(f".//{W}keepNext") is not None for row in rows if "Peserta" in "".join(row.itertext())]
    assert kept == [False, False, False, False, True]


@pytest.mark.parametrize("count", [1, 2, 4, 7, 10])
def test_the_sop_sheet_has_one_column_for_every_pelaksana(count: int) -> None:
    form = example("sop_ap") | {"pelaksana": [f"Pelaksana {n}" for n in range(count)]}
    for step in form["langkah"]:
        step["tanda"] = (step["tanda"] + [""] * 10)[:count]
    table = body(filled("sop_ap", form)).findall(f".//{W}tbl")[-1]
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.iterfind(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc")]
        assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns
        assert len(spans) in (count + 4, count + 6)


def test_the_heading_pelaksana_stands_once_over_all_their_columns() -> None:
    form = example("sop_ap")
    heads = next(row for row in body(filled("sop_ap", form)).iter(f"{W}tr") if "Mutu Baku" in "".join(row.itertext()))
    joined = [one.get(f"{W}val") for one in heads.iter(f"{W}hMerge")]
    assert joined == ["restart"] + ["continue"] * (len(form["pelaksana"]) - 1)
    assert "".join(heads.itertext()).count("Pelaksana") == 1


def test_an_empty_mark_keeps_its_column() -> None:
    assert "1.\tMemerintahkan penyusunan pengukuran Kinerja Dinas kepada Sekretaris\t○\t\t\t\t" in plain_text(
        filled("sop_ap", example("sop_ap"))
    )


def test_a_disposisi_sheet_has_five_rows_and_ticks_the_sifat() -> None:
    page = filled("lembar_disposisi", example("lembar_disposisi"))
    assert "☐ Sangat Segera   ☑ Segera   ☐ Biasa" in plain_text(page)
    assert TYPES["lembar_disposisi"].disposisi == 5


def test_the_emblem_is_a_picture_with_ink_and_with_clear_ground() -> None:
    data = draw_emblem()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    dots = same_content("lambang.png", data)
    alpha = dots.replace(b"\0", b"")
    assert len(dots) == HEIGHT * (1 + 2 * WIDTH)
    assert b"\xff" in alpha
    assert len(alpha) < len(dots) / 2
    assert (SHIPPED / "lambang.png").read_bytes()[:8] == data[:8]
