"""What every template knows: dates as the office writes them, names of types and posts, who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from flask import Flask, current_app, url_for
from flask_login import current_user

from docgen.naskah.bahasa import tanggal
from docgen.naskah.records import Status
from docgen.web import guard
from docgen.web.asked import with_filter
from docgen.web.wording import linked

TONES = {
    Status.DRAF: "wait", Status.TERPARAF: "wait", Status.DITERIMA: "wait", Status.DIDISPOSISIKAN: "wait",
    Status.DISAHKAN: "near", Status.TERBIT: "done", Status.DIKEMBALIKAN: "late", Status.DIBATALKAN: "gone",
    Status.DIMUSNAHKAN: "gone", Status.DIARSIPKAN: "done",
}  # fmt: skip


def set_up(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"hari": day, "saat": moment, "jenis": type_name, "jabatan": post_name, "nada": tone}
    app.jinja_env.filters |= {"potongan": pieces, "tanggal_iso": iso_day, "sebutan": linked, "saring": with_filter}
    app.context_processor(_known)


def day(value: date | datetime | None) -> str:
    """`7 Januari 2019`; a dash for none."""
    return tanggal(value) if value else "-"


def iso_day(value: str) -> str:
    """A day kept as `2019-01-07`, as the office writes it; a dash for none."""
    return day(date.fromisoformat(value)) if value else "-"


def moment(value: datetime) -> str:
    """`07-01-2019 08.00`, by the clock of the office."""
    return f"{value.astimezone(guard.office().now().tzinfo):%d-%m-%Y %H.%M}"


def type_name(jenis: str) -> str:
    """The printed name of a type; its id where the office has it no more."""
    known = guard.office().types.get(jenis)
    return known.nama if known else jenis


def post_name(post: str) -> str:
    """A post as people say it."""
    known = guard.office().kantor.pejabat.get(post)
    return (known.singkat or known.jabatan) if known else post


def tone(status: str) -> str:
    """The class of the mark a status is shown with."""
    return TONES.get(Status(status), "wait")


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`text` cut where marks begin and end, each piece with whether it is marked."""
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    cut = [(text[start:end], at % 2 == 1) for at, (start, end) in enumerate(pairwise(edges))]
    return [piece for piece in cut if piece[0]]


def _known() -> dict[str, object]:
    signed_in = current_user.is_authenticated
    return {
        "akun": guard.account() if signed_in else None,
        "mengurus_kantor": guard.tends(),
        "boleh": guard.may_do,
        "kantor": guard.office().kantor,
        "demo": current_app.extensions["options"].demo,
        "aset": _asset,
    }


def _asset(name: str) -> str:
    """A file of ours by an address that changes when it does."""
    folder = Path(current_app.static_folder or "")
    return url_for("static", filename=name, v=int((folder / name).stat().st_mtime))
