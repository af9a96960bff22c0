"""What waits for me: the first page, and each of its lists in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for

from docgen.actions.naskah.desk import days_off, drafts_of, meetings_on
from docgen.actions.sop import tasks as kinds
from docgen.actions.sop.tasks import Task, tasks_of
from docgen.sop.meter import HAMPIR, TERLAMBAT
from docgen.web import guard

views = Blueprint("beranda", __name__)
SHOWN = 5  # tasks of a kind on the first page
GROUPS = {
    kinds.PERBAIKI: "Dikembalikan kepada Anda", kinds.TINDAK_LANJUT: "Dibaca dan ditindaklanjuti",
    kinds.DISPOSISI: "Didisposisi", kinds.PARAF: "Diparaf", kinds.TANDA_TANGAN: "Ditandatangani",
    kinds.NOMOR: "Diberi nomor", kinds.KIRIM: "Dikirim", kinds.LANGKAH: "Langkah SOP", kinds.PINJAMAN: "Pinjaman arsip",
}  # fmt: skip
STATES = {"terlambat": TERLAMBAT, "hampir": HAMPIR}
_PAGES = {kinds.LANGKAH: ("sop.lihat", "id"), kinds.PINJAMAN: ("pinjaman.lihat", "catatan")}  # the others are naskah


@views.get("/")
def beranda() -> str:
    """My tasks by what is asked, those with the most urgent first; my drafts, and what is on today."""
    office, post, tasks = guard.office(), guard.post(), _tasks()
    today = office.now().date()
    return render_template(
        "beranda.html", tugas=tasks, kelompok=grouped(tasks), judul_kelompok=GROUPS, tampak=SHOWN, hari_ini=today,
        terlambat=of_state(tasks, "terlambat"), hampir=of_state(tasks, "hampir"), alamat=page_of,
        draf=drafts_of(office, post, by=post) if post else [], rapat=meetings_on(office, today, by=post),
        libur=days_off(office, today),
    )  # fmt: skip


@views.get("/tugas")
def tugas() -> str:
    """My tasks of one kind, or of one state of their time, or all."""
    macam, keadaan = request.args.get("macam", ""), request.args.get("keadaan", "")
    found = of_state([one for one in _tasks() if macam in ("", one.macam)], keadaan)
    title = GROUPS.get(macam) or STATES.get(keadaan, "Semua tugas Anda").capitalize()
    return render_template("tugas.html", tugas=found, judul=title, alamat=page_of)


def grouped(tasks: Iterable[Task]) -> dict[str, list[Task]]:
    """Tasks by their kind, in the order of the most urgent one of each."""
    groups: dict[str, list[Task]] = {}
    for one in tasks:
        groups.setdefault(one.macam, []).append(one)
    return groups


def of_state(tasks: Iterable[Task], name: str) -> list[Task]:
    """Those whose time is late or nearly over; all of them for any other name."""
    return [one for one in tasks if one.keadaan == STATES.get(name, one.keadaan)]


def page_of(task: Task) -> str:
    """Where a task is done; empty where there is no page for it yet."""
    endpoint, key = _PAGES.get(task.macam, ("naskah.lihat", "id"))
    named: dict[str, Any] = {key: task.subject}
    return url_for(endpoint, **named) if endpoint in current_app.view_functions else ""


def _tasks() -> list[Task]:
    post = guard.post()
    return tasks_of(guard.office(), post, by=post) if post else []
