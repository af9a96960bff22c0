"""What waits for me: the first page."""

from __future__ import annotations

from flask import Blueprint, render_template

from docgen.actions.sop.tasks import tasks_of
from docgen.sop.meter import HAMPIR, TERLAMBAT
from docgen.web import guard

views = Blueprint("beranda", __name__)


@views.get("/")
def beranda() -> str:
    """My tasks: late ones first, then by when they are due and came."""
    post = guard.post()
    tasks = tasks_of(guard.office(), post, by=post) if post else []
    late, soon = ([one for one in tasks if one.keadaan == state] for state in (TERLAMBAT, HAMPIR))
    return render_template("beranda.html", tugas=tasks, terlambat=late, hampir=soon)
