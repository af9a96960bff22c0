"""Performance in the browser: figures of a year, forms out and in, the report from the figures."""

from __future__ import annotations

import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from docgen.actions.naskah.figures import measure_year, plan_of, plan_years
from docgen.actions.sop.collecting import asked_fields, make_forms, named_rows, report_types
from docgen.kinerja.period import Triwulan
from docgen.web.charts import quarter_chart
from docgen.web.forms import shown_form
from tests.actions.sop.test_measuring import TAHUN, answered, collect

BY = "kasubag_perencanaan"


def sheet(office, ke=4, post="kabid_capil", **figures):
    form = make_forms(office, Triwulan(TAHUN, ke), [post])[post]
    return io.BytesIO(answered(office, form, **figures)), f"{post}.xlsx"


def test_a_year_shows_every_indicator_and_who_still_owes_a_form(sign_in, office):
    collect(office, quarters=(1,))
    browser = sign_in("kabid_piak")
    assert browser.get("/kinerja/").location == f"/kinerja/{TAHUN}"
    page = browser.get(f"/kinerja/{TAHUN}?sampai=2").get_data(as_text=True)
    assert all(one.indikator in page for one in plan_of(office, TAHUN).indikator)
    assert "4 belum diterima" in page and page.count('chip near">belum<') == 4 and page.count(">diterima ") == 4
    assert page.count("<meter") == page.count("<img") == len(plan_of(office, TAHUN).indikator)


def test_a_year_without_a_plan_is_told(sign_in):
    assert sign_in(BY).get("/kinerja/2031").status_code == 404


def test_the_form_of_a_bidang_goes_out_as_a_file(sign_in, office):
    answer = sign_in(BY).get(f"/kinerja/{TAHUN}/formulir/4/kabid_capil.xlsx")
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
    assert "formulir-2018-4-kabid_capil.xlsx" in answer.headers["Content-Disposition"]
    assert sign_in(BY).get(f"/kinerja/{TAHUN}/formulir/5/kabid_capil.xlsx").status_code == 404
    assert sign_in(BY).get(f"/kinerja/{TAHUN}/formulir/4/siapa.xlsx").status_code == 404


def test_good_forms_are_taken_in_and_bad_ones_told_row_by_row(sign_in, office):
    browser = sign_in(BY)
    browser.get(f"/kinerja/{TAHUN}")
    wrong = sheet(office, post="kabid_piak", **{one.id: "banyak" for one in plan_of(office, TAHUN).of("kabid_piak")})
    answer = browser.post(f"/kinerja/{TAHUN}/terima", berkas=[sheet(office), wrong, (io.BytesIO(b"x"), "lain.xlsx")])
    assert answer.status_code == 422 and "1 dari 3 formulir diterima" in browser.page
    assert browser.page.count(">ditolak<") == 2 and "lain.xlsx" in browser.page and "banyak" in browser.page
    assert len(office.archive.list_naskah()) == 1


def test_nothing_is_taken_in_from_who_does_not_draft_or_without_a_file(sign_in, office):
    browser = sign_in(BY)
    browser.get(f"/kinerja/{TAHUN}")
    assert browser.post(f"/kinerja/{TAHUN}/terima").status_code == 409
    guest = sign_in("pengelola")
    guest.get(f"/kinerja/{TAHUN}")
    assert guest.post(f"/kinerja/{TAHUN}/terima", berkas=sheet(office)).status_code in (403, 404)
    assert office.archive.list_naskah() == []


def test_a_report_waits_for_every_form(sign_in, office):
    answer = sign_in(BY).get(f"/kinerja/{TAHUN}/laporan?jenis=laporan_triwulan")
    assert answer.status_code == 409 and "belum diterima" in answer.get_data(as_text=True)
    assert sign_in(BY).get(f"/kinerja/{TAHUN}/laporan?jenis=nota_dinas").status_code == 409


@pytest.mark.parametrize(
    ("jenis", "bidang"), [("laporan_triwulan", ""), ("laporan_data_kinerja_bidang", "kabid_capil")]
)
def test_a_report_is_drafted_with_the_figures_of_the_forms(sign_in, office, jenis, bidang):
    collect(office, quarters=(1,))
    browser, doctype = sign_in(BY), office.doctype(jenis)
    path = f"/kinerja/{TAHUN}/laporan?jenis={jenis}&sampai=1&bidang={bidang}"
    page = browser.get(path).get_data(as_text=True)
    assert 'name="triwulan"' not in page and ".realisasi" not in page and "terisi sendiri" in page
    assert browser.post(path).status_code == 422 and office.archive.list_naskah(jenis=jenis) == []
    shown = shown_form(doctype.fields, doctype.example())
    typed = {name: value for name, value in shown.items() if isinstance(value, str)}
    answer = browser.post(path, **typed, **beside(office, doctype, bidang))
    assert answer.status_code == 302, browser.page
    made = office.archive.naskah(answer.location.rpartition("/")[2])
    assert made.latest.facts["kinerja"] == {"tahun": TAHUN, "sampai": 1, "bidang": bidang}


def beside(office, doctype, bidang):
    """Every column beside the figures filled in, for every indicator, as a browser sends it."""
    measured = measure_year(office, TAHUN, 1)
    fields = {one.name: one for one in asked_fields(doctype)}
    return {
        f"{name}.{at}.{column.name}": row.get(column.name, "ada")
        for name, rows in named_rows(office, doctype, measured.of(bidang) if bidang else measured).items()
        for at, row in enumerate(rows)
        for column in fields[name].kolom
    }


def test_only_what_the_figures_do_not_say_is_asked_for(office):
    for doctype in report_types(office):
        names = {one.name for one in asked_fields(doctype)}
        assert not names & {"tahun", "triwulan"}
        for field in asked_fields(doctype):
            assert not field.sumber or {one.name for one in field.kolom} - {"indikator"}


def test_the_years_are_those_with_a_plan(office):
    (office.settings.templates / "kinerja" / "catatan.toml").write_text("", "utf-8")
    assert plan_years(office) == [TAHUN]


def test_a_chart_is_a_drawing_without_script_or_style(sign_in, office):
    collect(office, quarters=(1, 2))
    indikator = plan_of(office, TAHUN).indikator[0].id
    answer = sign_in("kabid_capil").get(f"/kinerja/{TAHUN}/grafik/{indikator}.svg")
    assert answer.mimetype == "image/svg+xml" and b"style" not in answer.data and b"script" not in answer.data
    tree = ElementTree.fromstring(answer.data)
    assert len(tree.findall("{http://www.w3.org/2000/svg}rect")) == 6  # four targets, two figures
    assert sign_in("kabid_capil").get(f"/kinerja/{TAHUN}/grafik/tiada.svg").status_code == 404


@pytest.mark.parametrize(
    ("target", "realisasi", "bars"),
    [([None] * 4, [None] * 4, 0), ([Decimal(0)] * 4, [Decimal(0)] * 4, 8), ([Decimal(9)], [None], 1)],
)
def test_a_chart_draws_what_there_is(target, realisasi, bars):
    assert quarter_chart(target, realisasi).count("<rect") == bars
