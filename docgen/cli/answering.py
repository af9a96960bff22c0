"""How many answers of a search are shown and how, or into which file all of them go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from docgen.actions.naskah.finding import Found, resolve, search
from docgen.actions.naskah.searches import query_of
from docgen.actions.naskah.suggesting import alike
from docgen.cli.arguments import FILE, as_count, timpa_option
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.results_views import show_advice, show_export, show_results
from docgen.cli.session import Session
from docgen.cli.usage import Misuse
from docgen.kearsipan.searches import Search
from docgen.office import Office
from docgen.search.query import FACETS, Query


@dataclass(frozen=True)
class Wanted:
    """What is to be shown of the answers."""

    batas: int
    faset: bool
    ekspor: Path | None


def shown_options(command: Callable[..., None]) -> Callable[..., None]:
    """--batas, --faset, --ekspor and --timpa; what these say is read by `shown_of`."""
    for option in (
        click.option("--mirip", metavar="NASKAH", help="Yang isinya paling serupa dengan naskah ini."),
        timpa_option,
        click.option("--ekspor", metavar="FILE", type=FILE, help="Tulis semua hasil ke .xlsx atau .csv."),
        click.option("--faset", is_flag=True, help="Hitung semua hasil per jenis, status, unit, klasifikasi, tahun."),
        click.option("--batas", metavar="N", type=as_count, default="20", help="Paling banyak N hasil; biasanya 20."),
    ):
        command = option(command)
    return command


def shown_of(options: Mapping[str, Any]) -> Wanted:
    """What `shown_options` were given; raises, before anything is searched, where the file may not be written."""
    demand_kind(options["ekspor"], ".xlsx", ".csv")
    demand_free(options["ekspor"], overwrite=options["timpa"])
    return Wanted(options["batas"], options["faset"], options["ekspor"])


def answer(session: Session, office: Office, asked: Sequence[Search], wanted: Wanted) -> None:
    """Search for what all of `asked` say together, and show it as it is wanted."""
    query = query_of(*asked, today=office.now().date())
    if wanted.ekspor:
        _export(session, office, query, wanted.ekspor, " ".join(filter(None, (one.typed for one in asked))))
    else:
        facets = FACETS if wanted.faset else ()
        found = search(office, query, by=session.sebagai, limit=wanted.batas, facets=facets)
        show_results(session, office, found)
        if not (found.total or session.json):
            show_advice(office, query, session.sebagai)


def like(session: Session, office: Office, asked: Search, options: Mapping[str, Any]) -> list[Found]:
    """What is most like the naskah that is named; raises Misuse where something else is asked for beside it."""
    if asked.typed or options["tersimpan"] or options["ekspor"] or options["faset"]:
        raise Misuse("--mirip tidak dipakai bersama kata, penyaring, --faset, --ekspor atau --tersimpan.")
    naskah = resolve(office, options["mirip"], by=session.sebagai)
    return alike(office, naskah, by=session.sebagai, limit=options["batas"])


def _export(session: Session, office: Office, query: Query, target: Path, typed: str) -> None:
    """Every answer into a file; where there is none nothing is written."""
    from docgen.actions.arsip.found_list import list_found, write_found  # sheets take as long to load as a search

    judul = "Hasil pencarian" + (f": {typed}" if typed else "")
    found = list_found(office, query, by=session.sebagai, judul=judul)
    if found.rows:
        write_file(target, write_found(office, found, target.suffix.lower()), overwrite=True)
    show_export(session, target, len(found.rows))
