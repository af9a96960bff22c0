"""Figures are entered once: the form goes out, comes back, and becomes the table of the report."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import give_paraf
from docgen.actions.naskah.drafting import revise, upload
from docgen.actions.naskah.figures import figure_fields, measure_year, moved_figures, plan_of
from docgen.actions.naskah.finding import find
from docgen.actions.sop.collecting import draft_report, lacking, make_forms, receive_form
from docgen.errors import BadDeclaration, InvalidForm, NotFound, NotReady
from docgen.kinerja.period import Triwulan
from docgen.naskah.doctype import load_doctypes
from docgen.paper.read import plain_text
from docgen.search.query import parse_query
from tests.conftest import ROOT

TAHUN, LAPORAN = 2018, "laporan_pengukuran_kinerja"
QUARTERS = ("I", "II", "III", "IV")
FIGURED = [one.id for one in load_doctypes(ROOT / "templates_docx").values() if figure_fields(one)]


@pytest.fixture
def office(plain_office):
    return plain_office


def answered(office, form: bytes, share: str = "0.9", **figures) -> bytes:
    """The form as a bidang sends it back: every realisasi filled, by id or as a share of the target."""
    book = load_workbook(io.BytesIO(form))
    sheet = book.worksheets[0]
    heads = {
        cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value in ("kunci", "realisasi")
    }
    targets = {one.id: one.target for one in plan_of(office, TAHUN).indikator}
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, heads["kunci"]).value or "").rpartition("/")[2]
        if key in targets:
            value = figures[key] if key in figures else round(float(targets[key]) * float(share), 2)
            sheet.cell(row, heads["realisasi"]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def collect(office, quarters=(1, 2, 3, 4), **figures):
    for ke in quarters:
        for post, form in make_forms(office, Triwulan(TAHUN, ke)).items():
            receive_form(office, TAHUN, answered(office, form, **figures), f"{post}.xlsx", by="kasubag_perencanaan")


def report_form(office, jenis=LAPORAN):
    """What is typed: the example without its tables of figures."""
    doctype = office.doctype(jenis)
    filled = {field.name for field in figure_fields(doctype)}
    return {key: value for key, value in doctype.example().items() if key not in filled}


def drafted(office, jenis, sampai=4, **more):
    measured = measure_year(office, TAHUN, sampai)
    return draft_report(office, jenis, measured, report_form(office, jenis) | more, by="kasubag_perencanaan")


def test_every_bidang_that_reports_gets_its_form(office):
    assert list(make_forms(office, Triwulan(TAHUN, 1))) == list(plan_of(office, TAHUN).bidang)
    with pytest.raises(NotFound, match="kabid"):
        make_forms(office, Triwulan(TAHUN, 1), ["tata_usaha"])
    with pytest.raises(NotFound, match=r"1999"):
        make_forms(office, Triwulan(1999, 1))


def test_what_is_missing_is_listed_by_bidang_and_quarter(office):
    collect(office, quarters=(1,))
    bidang = plan_of(office, TAHUN).bidang
    assert measure_year(office, TAHUN, 1).owed == ()
    assert measure_year(office, TAHUN, 2).owed == tuple((2, post) for post in bidang)
    with pytest.raises(NotReady, match="Triwulan II Tahun 2018 belum diterima") as error:
        draft_report(office, LAPORAN, measure_year(office, TAHUN, 2), report_form(office), by="kasubag_perencanaan")
    assert len(error.value.problems) == len(bidang)


def test_the_table_of_the_report_is_that_of_the_forms(office):
    collect(office, ktp_el=98.72, akta_kelahiran=98.15)
    report = drafted(office, LAPORAN)
    text = plain_text(office.archive.read(report.latest))
    assert "98,72" in text and "99,72" in text and "101,19" in text


def test_a_promise_of_the_year_needs_no_form_and_follows_its_plan(office):
    promise = drafted(office, "perjanjian_kinerja")
    assert [row["target"] for row in promise.latest.values["indikator"]][:2] == ["99,00", "97,00"]
    assert moved_figures(office, promise) == []
    plan = office.root / "templates_docx" / "kinerja" / f"{TAHUN}.toml"
    plan.write_text(plan.read_text("utf-8").replace("target = 97.00", "target = 97.50"), "utf-8")
    assert moved_figures(office, promise) == [
        "Persentase kepemilikan akta kelahiran usia 0-18 tahun: target di naskah 97,00, menurut formulir 97,50"
    ]


def test_the_quarterly_report_has_the_quarter_and_all_since_january(office):
    collect(office, quarters=(1, 2), ktp_el=90)
    report = drafted(office, "laporan_triwulan", 2, tahun="1999")
    values = report.latest.values
    assert (values["tahun"], values["triwulan"]) == ("2018", "II")
    assert values["triwulan_ini"][0]["target"] == "98,00" and values["triwulan_ini"][0]["realisasi"] == "90,00"
    assert values["sampai_triwulan"][0]["bidang"] == office.kantor.official("kabid_dafduk").singkat


def test_the_yearly_report_sets_the_year_against_the_last_one_and_the_medium_term(office):
    collect(office)
    first = drafted(office, "laporan_kinerja_tahunan").latest.values["perbandingan"][0]
    assert (first["realisasi_lalu"], first["target"]) == ("97,60", "99,50")


def test_a_bidang_reports_its_own_figures_alone(office):
    collect(office, quarters=(1,))
    measured, jenis = measure_year(office, TAHUN, 1), "laporan_data_kinerja_bidang"
    form = report_form(office, jenis)
    report = draft_report(office, jenis, measured, form, by="kasubag_perencanaan", bidang="kabid_capil")
    own = [one.indikator for one in plan_of(office, TAHUN).of("kabid_capil")]
    assert [row["indikator"] for row in report.latest.values["indikator"]] == own
    assert moved_figures(office, report) == []


@pytest.mark.parametrize("jenis", FIGURED)
def test_the_shipped_example_of_a_type_with_figures_fits_the_shipped_plan(office, jenis):
    form = office.doctype(jenis).example()
    quarter = QUARTERS.index(form.get("triwulan", "IV")) + 1
    collect(office, quarters=range(1, quarter + 1))
    measured, bidang = measure_year(office, TAHUN, quarter), form.get("pelapor", "")
    report = draft_report(office, jenis, measured, form, by="kasubag_perencanaan", bidang=bidang)
    assert moved_figures(office, report) == []
    for field in figure_fields(office.doctype(jenis)):
        printed = {row["indikator"] for row in report.latest.values[field.name]}
        assert field.sumber == "standar" or {row["indikator"] for row in form[field.name]} <= printed


def test_the_reports_of_three_bidang_have_three_names(office):
    collect(office, quarters=(1,))
    jenis, measured = "laporan_data_kinerja_bidang", measure_year(office, TAHUN, 1)
    form = {key: value for key, value in office.doctype(jenis).example().items() if key != "indikator"}
    heads = ("kabid_capil", "kabid_dafduk", "kabid_piak")
    reports = [
        draft_report(office, jenis, measured, form | {"pelapor": one}, by="kasubag_perencanaan", bidang=one)
        for one in heads
    ]
    assert reports[0].perihal == "Laporan data kinerja triwulan I tahun 2018, Kabid Pelayanan Pencatatan Sipil"
    assert len({one.perihal for one in reports}) == 3


def test_what_is_typed_beside_the_figures_stays_with_its_indicator(office):
    plan = plan_of(office, TAHUN).indikator
    typed = [{"indikator": one.indikator, "program": f"Program {one.id}", "aksi": "Jemput bola"} for one in plan]
    rows = drafted(office, "rencana_aksi", rencana=typed[::-1]).latest.values["rencana"]
    assert [row["program"] for row in rows] == [f"Program {one.id}" for one in plan]
    assert (rows[0]["tw1"], rows[0]["satuan"]) == ("97,50", "%")


def test_what_must_be_typed_beside_the_figures_is_told_by_indicator(office):
    first, *others = plan_of(office, TAHUN).indikator
    typed = [{"indikator": first.indikator, "program": "P", "aksi": "A"}, {"indikator": "Indeks lama", "program": "P"}]
    with pytest.raises(InvalidForm, match="'Indeks lama' tidak ada di rencana kinerja") as error:
        drafted(office, "rencana_aksi", rencana=typed)
    told = error.value.fields["rencana"]
    assert f"{others[0].indikator}: isi Program, Rencana aksi pada baris" in told and first.indikator not in told


def test_a_type_without_figures_is_told(office):
    with pytest.raises(NotReady, match="tidak memuat angka kinerja"):
        drafted(office, "nota_dinas")


def test_a_source_of_figures_that_does_not_exist_is_told(office):
    doctype = office.doctype(LAPORAN)
    wrong = replace(doctype, fields=tuple(replace(f, sumber="bulan" if f.sumber else "") for f in doctype.fields))
    with pytest.raises(BadDeclaration, match="indikator: sumber 'bulan' tidak ada; pilih: rencana, tahun"):
        figure_fields(wrong)


def test_a_corrected_form_is_the_next_version_of_the_same_naskah(office):
    form = make_forms(office, Triwulan(TAHUN, 1), ["kabid_dafduk"])["kabid_dafduk"]
    first, _ = receive_form(office, TAHUN, answered(office, form, ktp_el=90), "a.xlsx", by="kasubag_perencanaan")
    again, _ = receive_form(office, TAHUN, answered(office, form, ktp_el=91), "b.xlsx", by="kasubag_perencanaan")
    assert (again.id, again.latest.number) == (first.id, 2)
    assert measure_year(office, TAHUN, 1).forms[1, "kabid_dafduk"].latest.facts["realisasi"]["ktp_el"] == "91.00"
    assert verify_archive(office) == []


def test_a_report_whose_figures_moved_is_not_approved_until_it_is_revised(office):
    collect(office, ktp_el=98.72)
    report = drafted(office, LAPORAN)
    assert moved_figures(office, report) == []
    form = make_forms(office, Triwulan(TAHUN, 4), ["kabid_dafduk"])["kabid_dafduk"]
    receive_form(office, TAHUN, answered(office, form, ktp_el=97.5), "koreksi.xlsx", by="kasubag_perencanaan")
    with pytest.raises(NotReady, match="Angka kinerja atau predikat berubah") as error:
        give_paraf(office, report.id, read=report.latest.sha256, by="kasubag_perencanaan")
    assert any("98,72" in p and "97,5" in p for p in error.value.problems)
    report = revise(office, report.id, {}, read=report.latest.sha256, by="kasubag_perencanaan")
    give_paraf(office, report.id, read=report.latest.sha256, by="kasubag_perencanaan")


IKM = "Indeks Kepuasan Masyarakat"


def in_word(office, naskah, *changes: tuple[str, str]) -> bytes:
    """The page saved by Word with these cells or paragraphs of it written otherwise, each where it stands first."""
    page = Document(io.BytesIO(office.archive.read(naskah.latest)))
    for old, new in changes:
        cells = [one for table in page.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
        found = next(one for one in (*cells, *page.paragraphs) if one.text.strip() == old)
        found.runs[0].text = new
        for run in found.runs[1:]:
            run.text = ""
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def test_a_figure_altered_in_word_is_refused_with_its_place_and_nothing_is_filed(office):
    collect(office, ikm=86.38)
    report = drafted(office, LAPORAN)
    with pytest.raises(NotReady, match=r"docgen kinerja terima.*docgen naskah revisi") as error:
        page = in_word(office, report, ("86,38", "88,38"), (IKM, "IKM"))
        upload(office, report.id, page, read="", by="kasubag_perencanaan")
    (told,) = error.value.problems
    assert re.fullmatch(r"tabel \d+, baris \d+, sel \d+: 86,38 menjadi 88,38", told)
    assert office.archive.naskah(report.id).latest == report.latest


@pytest.mark.parametrize("jenis", FIGURED)
def test_the_words_of_a_report_change_in_word_and_its_figures_do_not(office, jenis):
    collect(office, ikm=86.38)
    typed = [
        {"indikator": one.indikator, "program": "P", "aksi": "Tiga kali"} for one in plan_of(office, TAHUN).indikator
    ]
    report = drafted(office, jenis, **({"rencana": typed} if jenis == "rencana_aksi" else {}))
    page = in_word(office, report, (IKM, "Indeks Kepuasan Masyarakat (IKM)"))
    up = upload(office, report.id, page, read="", by="kasubag_perencanaan")
    assert "(IKM)" in plain_text(office.archive.read(up.latest))
    again = in_word(office, up, ("Indeks Kepuasan Masyarakat (IKM)", "Indeks Kepuasan"))
    up = upload(office, report.id, again, read="", by="kasubag_perencanaan")
    figure = "97,50" if jenis == "rencana_aksi" else "86,00"
    with pytest.raises(NotReady, match=f"{figure} menjadi 85,99"):
        upload(office, report.id, in_word(office, up, (figure, "85,99")), read="", by="kasubag_perencanaan")
    assert office.archive.naskah(report.id).latest == up.latest


def test_no_figure_is_put_where_the_forms_have_none_nor_a_better_predikat(office):
    collect(office, ikm=86.38)
    report = drafted(office, LAPORAN)
    page = Document(io.BytesIO(in_word(office, report, ("86,38", ""))))
    table = next(one for one in page.tables if any(IKM in cell.text for row in one.rows for cell in row.cells))
    table.add_row().cells[0].text = "98"
    predikat = next(cell for row in table.rows for cell in row.cells if cell.text == "Tinggi")
    predikat.text = "Sangat Tinggi"
    out = io.BytesIO()
    page.save(out)
    with pytest.raises(NotReady) as error:
        upload(office, report.id, out.getvalue(), read="", by="kasubag_perencanaan")
    told = " ".join(error.value.problems)
    assert "86,38 menjadi (kosong)" in told and "(kosong) menjadi 98" in told and "Tinggi menjadi Sangat" in told


def test_a_report_is_not_approved_by_words_for_a_capaian_that_the_office_gave_up(office):
    collect(office, ktp_el=98.72)
    report = drafted(office, LAPORAN)
    own = replace(office, kantor=replace(office.kantor, predikat=((Decimal(99), "Istimewa"), (Decimal(1), "Biasa"))))
    with pytest.raises(NotReady, match=r"Istimewa mulai 99, Biasa mulai 1"):
        give_paraf(own, report.id, read=report.latest.sha256, by="kasubag_perencanaan")
    report = revise(own, report.id, {}, read=report.latest.sha256, by="kasubag_perencanaan")
    give_paraf(own, report.id, read=report.latest.sha256, by="kasubag_perencanaan")


def test_a_wrong_cell_is_named_and_nothing_is_filed(office):
    form = make_forms(office, Triwulan(TAHUN, 1), ["kabid_dafduk"])["kabid_dafduk"]
    with pytest.raises(InvalidForm, match="sembilan puluh"):
        receive_form(office, TAHUN, answered(office, form, ktp_el="sembilan puluh"), "a.xlsx", by="kasubag_perencanaan")
    assert office.archive.list_naskah() == []


def test_a_form_is_kept_as_it_came_and_found_by_its_words(office):
    form = answered(office, make_forms(office, Triwulan(TAHUN, 1), ["kabid_dafduk"])["kabid_dafduk"])
    naskah, _ = receive_form(office, TAHUN, form, "a.xlsx", by="kasubag_perencanaan")
    assert office.archive.read(naskah.latest, "formulir.xlsx") == form
    found = find(office, parse_query("formulir data kinerja triwulan jenis:formulir_kinerja"), by="sekretaris")
    assert [f.naskah.id for f in found] == [naskah.id]


def test_the_words_of_the_office_are_those_of_its_measurement_and_of_its_paper(office):
    collect(office, ktp_el=98.72)
    own = replace(office, kantor=replace(office.kantor, predikat=((Decimal(99), "Istimewa"), (Decimal(1), "Biasa"))))
    assert measure_year(own, TAHUN).hasil[0].tahun.predikat == "Istimewa"
    text = plain_text(own.archive.read(drafted(own, LAPORAN).latest))
    assert "Istimewa (99 atau lebih), Biasa (1 s.d. 98,99)" in text and "99,72\tIstimewa" in text


LETTERS = """
[[indikator]]
id = "sakip"
sasaran = "Tata kelola"
indikator = "Nilai SAKIP"
satuan = "predikat"
bidang = "sekretaris"
arah = "predikat"
skala = "sakip"
target = "A"

[skala.sakip]
A = 4
BB = 3
"""


def test_what_is_typed_beside_letters_stays_with_them_when_they_change(office):
    path = office.root / "templates_docx" / "kinerja" / f"{TAHUN}.toml"
    path.write_text(path.read_text("utf-8") + LETTERS, "utf-8")
    collect(office, quarters=(1,), sakip="BB")
    jenis, measured = "laporan_data_kinerja_bidang", measure_year(office, TAHUN, 1)
    typed = [{"indikator": "Nilai SAKIP", "data_dukung": "LHE Inspektorat"}]
    form = report_form(office, jenis) | {"indikator": typed}
    report = draft_report(office, jenis, measured, form, by="kasubag_perencanaan", bidang="sekretaris")

    def row(naskah):
        return next(one for one in naskah.latest.values["indikator"] if one["indikator"].startswith("Nilai SAKIP ("))

    assert (row(report)["data_dukung"], row(report)["realisasi"]) == ("LHE Inspektorat", "3")
    collect(office, quarters=(1,), sakip="A")
    report = revise(office, report.id, {}, read=report.latest.sha256, by="kasubag_perencanaan")
    assert (row(report)["data_dukung"], row(report)["realisasi"]) == ("LHE Inspektorat", "4")
    with pytest.raises(InvalidForm, match="'KTPel' tidak ada di rencana kinerja"):
        wrong = form | {"indikator": [{"indikator": "KTPel", "data_dukung": "x"}]}
        draft_report(office, jenis, measured, wrong, by="kasubag_perencanaan", bidang="sekretaris")


def test_a_report_of_a_quarter_is_measured_by_the_quarters_so_far(office):
    collect(office, quarters=(1,), ktp_el=97.5, kia=None)
    report = drafted(office, LAPORAN, 1)
    rows = {row["indikator"]: row for row in report.latest.values["indikator"]}
    assert rows["Persentase kepemilikan KTP-el"]["target"] == "97,50"
    assert not rows["Persentase kepemilikan Kartu Identitas Anak"][
        "realisasi"
    ]  # known later; it does not hold up the quarter


def test_a_sum_that_lacks_a_quarter_is_not_reported(office):
    path = office.root / "templates_docx" / "kinerja" / f"{TAHUN}.toml"
    path.write_text(path.read_text("utf-8").replace('gabung = "rata_rata"', 'gabung = "jumlah"'), "utf-8")
    collect(office, quarters=(1, 3, 4))
    collect(office, quarters=(2,), ikm=None)
    with pytest.raises(NotReady, match="Indeks Kepuasan Masyarakat, Triwulan II belum ada angkanya"):
        drafted(office, LAPORAN)


@pytest.mark.parametrize(
    ("empty", "sampai", "lacked"),
    [(2, 4, [2]), (2, 3, [2]), (4, 4, [4]), (3, 3, [])],  # what comes later does not hold up the quarter
)
def test_a_mean_that_lacks_a_quarter_is_named_and_not_reported(office, empty, sampai, lacked):
    collect(office, quarters=[ke for ke in (1, 2, 3, 4) if ke != empty], ikm=86)
    collect(office, quarters=(empty,), ikm=None, ktp_el=None)  # of ktp_el the last figure counts
    measured = measure_year(office, TAHUN, sampai)
    assert measured.gaps == tuple(("sekretaris", IKM, ke) for ke in lacked)
    told = [f"sekretaris: {IKM}, Triwulan {QUARTERS[ke - 1]} belum ada angkanya" for ke in lacked]
    assert lacking(measured) == told
