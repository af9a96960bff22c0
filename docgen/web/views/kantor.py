"""The office itself, for who looks after it: people and posts, templates, how the house stands; codes and days off,
for everybody."""

from __future__ import annotations

from flask import Blueprint, render_template

from docgen.actions.arsip.browsing_codes import browse_codes
from docgen.actions.house.condition import look_after
from docgen.actions.house.upkeep import check_declarations
from docgen.actions.working_days import days_of, kalender_of
from docgen.naskah.kantor import load_people
from docgen.settings import KANTOR
from docgen.sop.calendar import DAYS
from docgen.web import guard
from docgen.web.typed import said, year

views = Blueprint("kantor", __name__, url_prefix="/kantor")


@views.get("/")
@guard.caretaker_only
def keadaan() -> str:
    """When it was last checked and backed up, and whether the search knows everything."""
    return render_template("kantor.html", keadaan=look_after(guard.office()))


@views.get("/pejabat")
@guard.caretaker_only
def pejabat() -> str:
    """Who holds which post, who held it and who will."""
    people, today = load_people(guard.office().root / KANTOR), guard.office().now().date()
    return render_template("kantor-pejabat.html", semua=people, hari_ini=today, acting=guard.office().kantor.pejabat)


@views.get("/templat")
@guard.caretaker_only
def templat() -> str:
    """Every declaration of the office with all that is wrong in it."""
    checked = check_declarations(guard.office().settings)
    return render_template("kantor-templat.html", periksa=checked, salah=[one for one in checked if one.problems])


@views.get("/klasifikasi")
def klasifikasi() -> str:
    """The codes and how long their files are kept."""
    office, kata = guard.office(), said("kata")
    shown = browse_codes(office.settings, said("skema"), said("kode"), kata, on=office.now().date())
    return render_template("kantor-klasifikasi.html", hasil=shown, kata=kata, skema=said("skema") or shown.skema.id)


@views.get("/kalender")
def kalender() -> str:
    """The hours of the office and its days off in a year."""
    settings, tahun = guard.office().settings, year() or guard.office().now().year
    found = kalender_of(settings)
    return render_template(
        "kantor-kalender.html", tahun=tahun, jam=found.jam, hari=DAYS, libur=days_of(settings, tahun),
        dikenal=tahun in found.years,
    )  # fmt: skip
