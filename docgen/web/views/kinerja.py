"""Performance: the figures of a year, the forms of the bidang, and the reports made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.naskah.figures import Measurement, measure_year, plan_years, shown
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.collecting import (
    asked_fields,
    demand_figures,
    draft_report,
    lacking,
    make_forms,
    named_rows,
    receive_forms,
    report_types,
    told_gaps,
)
from docgen.errors import InvalidForm, NotFound, NotReady
from docgen.kinerja.indicators import Indikator
from docgen.kinerja.period import Triwulan
from docgen.kinerja.rollup import measure
from docgen.naskah.access import DRAFT, READ, may
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah
from docgen.web import guard
from docgen.web.charts import quarter_chart
from docgen.web.forms import EMPTY_ROWS, problems_by_field, read_form, shown_form
from docgen.web.views.naskah import attachment

views = Blueprint("kinerja", __name__, url_prefix="/kinerja")
YEAR, QUARTER = "<int(min=1945, max=2999):tahun>", '<any("1", "2", "3", "4"):ke>'
Answer = str | AnyResponse | tuple[str, int]


@views.get("/")
def awal() -> Answer:
    """The newest year that has a plan."""
    years = plan_years(guard.office())
    return redirect(url_for("kinerja.lihat", tahun=years[0])) if years else render_template("kinerja-kosong.html")


@views.get(f"/{YEAR}")
def lihat(tahun: int) -> str:
    """Every indicator of a year by quarter, the forms that came and those that are owed, the reports."""
    office, sampai = guard.office(), _upto()
    measured = measure_year(office, tahun, sampai)
    return render_template(
        "kinerja.html", tahun=tahun, sampai=sampai, tahun_ada=plan_years(office), ukur=measured, angka=shown,
        triwulan=[Triwulan(tahun, ke) for ke in range(1, 5)], bidang=measured.rencana.bidang,
        formulir=_readable_forms(measured), kosong=told_gaps(measured), kurang=lacking(measured),
        laporan=report_types(office), boleh=_may_draft(),
    )  # fmt: skip


@views.get(f"/{YEAR}/grafik/<indikator>.svg")
def grafik(tahun: int, indikator: str) -> Response:
    """Target and realisasi of one indicator by quarter."""
    measured = measure_year(guard.office(), tahun)
    found = next((one for one in measured.rencana.indikator if one.id == indikator), None)
    if found is None:
        raise NotFound("Indikator", indikator)
    return Response(_drawn(measured, found), mimetype="image/svg+xml")


@views.get(f"/{YEAR}/formulir/{QUARTER}/<bidang>.xlsx")
def formulir(tahun: int, ke: str, bidang: str) -> Response:
    """The empty form of a bidang for a quarter."""
    forms = make_forms(guard.office(), Triwulan(tahun, int(ke)), [bidang])
    return attachment(forms[bidang], f"formulir-{tahun}-{ke}-{bidang}.xlsx")


@views.post(f"/{YEAR}/terima")
def terima(tahun: int) -> tuple[str, int]:
    """Take in every form that was sent; those that are wrong are told row by row."""
    given = [Upload(one.read(), one.filename or "") for one in request.files.getlist("berkas") if one.filename]
    if not given:
        raise NotReady("Formulir belum dipilih.", ["pilih berkas Excel yang sudah diisi bidang; boleh beberapa"])
    results = receive_forms(guard.office(), tahun, given, by=guard.post())
    refused = any(one.problems for one in results)
    return render_template("kinerja-terima.html", tahun=tahun, hasil=results), 422 if refused else 200


@views.get(f"/{YEAR}/laporan")
def isian(tahun: int) -> str:
    """The form of a report, without its figures: they come from the plan and the forms."""
    office, doctype, measured = guard.office(), _asked_type(), _measured(tahun)
    demand_figures(office, doctype, measured)
    return _form(doctype, measured, named_rows(office, doctype, measured))


@views.post(f"/{YEAR}/laporan")
def laporan(tahun: int) -> Answer:
    """Draft a report from the figures and what was typed beside them."""
    office, doctype, bidang = guard.office(), _asked_type(), request.args.get("bidang", "")
    typed = read_form(asked_fields(doctype), request.form)
    try:
        made = draft_report(
            office, doctype.id, measure_year(office, tahun, _upto()), typed, by=guard.post(), bidang=bidang
        )
    except InvalidForm as error:
        return _form(doctype, _measured(tahun), typed, error), error.http_status
    flash(f"Draf {doctype.nama} disimpan; angkanya diambil dari rencana dan formulir bidang.")
    return redirect(url_for("naskah.lihat", id=made.id))


def _asked_type() -> DocType:
    return guard.office().doctype(request.args.get("jenis", ""))


def _measured(tahun: int) -> Measurement:
    """The figures up to the quarter asked for, of the bidang asked for or of all."""
    measured, bidang = measure_year(guard.office(), tahun, _upto()), request.args.get("bidang", "")
    return measured.of(bidang) if bidang else measured


def _upto() -> int:
    """The quarter asked for; the whole year for anything else."""
    asked = request.args.get("sampai", 4, type=int)
    return asked if 1 <= asked <= 4 else 4


def _may_draft() -> bool:
    return bool(guard.post()) and may(guard.office().kantor.official(guard.post()), DRAFT)


def _readable_forms(measured: Measurement) -> dict[tuple[int, str], Naskah]:
    reader = guard.office().kantor.official(guard.post()) if guard.post() else GUEST
    return {key: form for key, form in measured.forms.items() if may(reader, READ, form)}


def _drawn(measured: Measurement, indikator: Indikator) -> str:
    rencana, figures = measured.rencana, measured.realisasi[indikator.id]
    parts = [measure(rencana, indikator, figures, ke).triwulan for ke in range(1, 5)]
    target, realisasi = ([rencana.number(indikator, value) for value in values] for values in
                         ([one.target for one in parts], [one.realisasi for one in parts]))  # fmt: skip
    return quarter_chart(target, realisasi)


def _form(doctype: DocType, measured: Measurement, values: Mapping[str, Any], error: InvalidForm | None = None) -> str:
    asked = replace(doctype, fields=asked_fields(doctype))
    beside, others = problems_by_field(asked.fields, error.fields if error else {})
    return render_template(
        "isian.html", tipe=asked, isian=shown_form(asked.fields, values), salah=beside, lain=others, naskah=None,
        baris_kosong=EMPTY_ROWS, pejabat=guard.office().kantor.pejabat.values(), angka_sendiri=measured.rencana.tahun,
    )  # fmt: skip
