"""How the answers of a search are shown: a page to read, or records for a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from docgen.actions.naskah.advising import STATUS, count_unfiltered, unknown_status
from docgen.actions.naskah.finding import Found, Results
from docgen.cli.facet_views import facet_lines, facet_records
from docgen.cli.files import STREAM
from docgen.cli.naskah_views import brief, type_name
from docgen.cli.printing import note, print_json, print_long, say
from docgen.cli.session import Session
from docgen.cli.table import Span, lay_table
from docgen.cli.usage import suggestion
from docgen.naskah.approval import day_of
from docgen.office import Office
from docgen.search.query import Query
from docgen.search.terms import name_of

_NOTHING, _TRY = "Tidak ada naskah yang cocok.", " Coba kata lain, lebih sedikit kata, atau --versi semua."
_BELOW = "Perihal dan kutipan"
_NEAR = "Mendekati: memuat sebagian katanya, atau kata yang mirip"


def show_results(session: Session, office: Office, results: Results) -> None:
    """One row an answer, with the words around the place and what was sought bold; then what comes near, and how many
    have each value of a facet."""
    found, near = results.found, results.nearest
    if results.notice:
        note(results.notice)
    if session.json:
        print_json(_record(office, results))
        return
    if not found:
        note(_NOTHING + _TRY)
    if results.corrected:
        note(f"Mungkin maksud Anda: {results.corrected}")
    lines = _lines(office, found) if found else []
    lines += ["", click.style(_NEAR, bold=True), *_lines(office, near)] if near else []
    lines += ["", *facet_lines(office, results.facets)] if results.total and results.facets else []
    if lines:
        print_long(lines)
    if results.total > len(found):
        how = "Persempit" if results.facets else "Persempit (--faset menunjukkan dengan apa)"
        note(
            f"{results.total} yang cocok; tampak {len(found)}. {how}, tambahkan --batas, atau tulis semuanya: --ekspor."
        )


def show_advice(office: Office, query: Query, by: str) -> None:
    """Why there may be no answer: what no naskah is called, and how many there would be without the filters."""
    for one in unknown_status(query):
        note(f"status:{one} tidak ada. {suggestion(name_of(one), STATUS)}")
    if count := count_unfiltered(office, query, by=by):
        note(f"Tanpa penyaring ada {count} yang cocok.")


def show_alike(session: Session, office: Office, found: Sequence[Found]) -> None:
    """What says most of the same as a naskah, the nearest first."""
    if session.json:
        print_json([{**brief(one.naskah, one.version), "snippet": one.snippet} for one in found])
    elif found:
        print_long(_lines(office, found))
    else:
        note("Tidak ada naskah yang isinya serupa.")


def show_export(session: Session, target: Path, count: int) -> None:
    """How many answers were written where; beside the lines when they went to standard output."""
    if target == STREAM:
        note(f"{count} baris." if count else _NOTHING)
    elif session.json:
        print_json({"total": count, "berkas": str(target) if count else None})
    elif count:
        say(f"{target} ditulis: {count} baris.")
    else:
        note(f"{_NOTHING} {target} tidak ditulis.")


def _record(office: Office, results: Results) -> dict[str, Any]:
    """All that was found; `maksud` where something else was perhaps meant, `faset` where it was asked for."""
    hasil, mendekati = (
        [{**brief(one.naskah, one.version), "snippet": one.snippet} for one in part]
        for part in (results.found, results.nearest)
    )
    faset = {"faset": facet_records(office, results.facets)} if results.facets else {}
    meant = {"maksud": results.corrected} if results.corrected else {}
    return {"total": results.total, "hasil": hasil, "mendekati": mendekati, **meant, **faset}


def _lines(office: Office, found: Sequence[Found]) -> list[str]:
    rows = [
        (one.naskah.id, type_name(office, one.naskah.jenis), one.naskah.nomor or "-", _day(one), one.version.status,
         one.version.number, f"{one.naskah.perihal}\n{one.snippet}")
        for one in found
    ]  # fmt: skip
    return lay_table(
        ("Naskah", "Jenis", "Nomor", "Tanggal", "Status", "Versi", _BELOW),
        rows,
        solid=("Naskah", "Tanggal", "Status", "Versi"),
        below=_BELOW,
        marks=[_marks(one) for one in found],
    )


def _day(found: Found) -> str:
    """The date it bears, or the day of the last mark on it."""
    return f"{day_of(replace(found.naskah, latest=found.version)):%d-%m-%Y}"


def _marks(found: Found) -> list[Span]:
    """Where what was sought stands in the perihal and in the piece of text below it."""
    below = len(found.naskah.perihal) + 1
    return [*found.perihal_marks, *((start + below, end + below) for start, end in found.marks)]
