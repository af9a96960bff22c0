"""Performance figures held once: what the bidang reported, measured against the plan of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration
from docgen.kinerja.capaian import PREDIKAT
from docgen.kinerja.indicators import JUMLAH, RATA_RATA, Indikator, Nilai, Rencana, load_rencana
from docgen.kinerja.period import Triwulan
from docgen.kinerja.rollup import Hasil, measure_all
from docgen.kinerja.tables import RENCANA, SOURCES, Figures, plain_name, table_rows
from docgen.naskah.bahasa import angka
from docgen.naskah.doctype import DocType
from docgen.naskah.fields import Field
from docgen.naskah.plain import as_json
from docgen.naskah.records import FILLED, Naskah, Status
from docgen.office import Office
from docgen.paper.table_figures import find_altered

FORMULIR = "formulir_kinerja"
KINERJA = "kinerja"  # fact of a naskah: which figures it prints
_LETTERED = ("target", "realisasi", "target_lalu", "realisasi_lalu", "standar")
SKALA = "predikat"  # fact of a naskah: the words for a capaian it was filled with

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Measurement:
    """The figures of one year up to one quarter, and which bidang still owe a form."""

    rencana: Rencana
    sampai: int
    hasil: tuple[Hasil, ...]
    realisasi: Mapping[str, Sequence[Nilai | None]]  # by indicator, quarter by quarter
    forms: Mapping[tuple[int, str], Naskah]  # (quarter, bidang) -> the form received
    owed: tuple[tuple[int, str], ...]

    @property
    def gaps(self) -> tuple[tuple[str, str, int], ...]:
        """Bidang and name of every indicator whose roll-up lacks a quarter though its form came, with that quarter:
        zero would be a figure.

        A sum needs every quarter; a mean those before its last figure, and all four once the year is over.
        """
        rolled = (hasil.indikator for hasil in self.hasil)
        return tuple(
            (one.bidang, one.indikator, ke)
            for one in rolled
            for ke in self._lacked(one)
            if (ke, one.bidang) not in self.owed
        )

    def _lacked(self, one: Indikator) -> list[int]:
        filled = [ke for ke in range(1, self.sampai + 1) if self.realisasi[one.id][ke - 1] is not None]
        due = {JUMLAH: self.sampai, RATA_RATA: self.sampai if filled and self.sampai == 4 else max(filled, default=0)}
        return [ke for ke in range(1, due.get(one.gabung, 0) + 1) if ke not in filled]

    @property
    def unfilled(self) -> tuple[tuple[str, str], ...]:
        """Bidang and name of every indicator that has no figure at all."""
        empty = (one.indikator for one in self.hasil if one.tahun.realisasi is None)
        return tuple((indikator.bidang, indikator.indikator) for indikator in empty)

    def of(self, bidang: str) -> Measurement:
        """The same for one bidang alone; raises NotFound naming those that report."""
        own = self.rencana.of(bidang)
        return Measurement(
            self.rencana,
            self.sampai,
            tuple(one for one in self.hasil if one.indikator in own),
            self.realisasi,
            {key: form for key, form in self.forms.items() if key[1] == bidang},
            tuple(key for key in self.owed if key[1] == bidang),
        )


def plan_file(office: Office, tahun: int) -> Path:
    """Where the plan of a year is written."""
    return office.root / "templates_docx" / "kinerja" / f"{tahun}.toml"


def plan_years(office: Office) -> list[int]:
    """The years that have a plan, the newest first."""
    stems = (path.stem for path in plan_file(office, 0).parent.glob("*.toml"))
    return sorted((int(stem) for stem in stems if re.fullmatch(r"[12]\d{3}", stem)), reverse=True)


def plan_of(office: Office, tahun: int) -> Rencana:
    """The plan of one year; raises NotFound, BadDeclaration."""
    rencana = load_rencana(plan_file(office, tahun))
    return replace(rencana, cuts=office.kantor.predikat or PREDIKAT)


def measure_year(office: Office, tahun: int, sampai: int = 4) -> Measurement:
    """Measure every indicator by the forms received for quarters I to `sampai`; raises NotFound without a plan."""
    rencana = plan_of(office, tahun)
    forms = {key: naskah for key, naskah in received(office, tahun).items() if key[0] <= sampai}
    realisasi: dict[str, list[Nilai | None]] = {one.id: [None] * 4 for one in rencana.indikator}
    for (ke, _), naskah in forms.items():
        for indikator, value in values_of(naskah).items():
            if indikator in realisasi:
                realisasi[indikator][ke - 1] = value
    due = [(ke, bidang) for ke in range(1, sampai + 1) for bidang in rencana.bidang]
    owed = tuple(key for key in due if key not in forms)
    return Measurement(rencana, sampai, tuple(measure_all(rencana, realisasi, sampai)), realisasi, forms, owed)


def received(office: Office, tahun: int) -> dict[tuple[int, str], Naskah]:
    """The form of every quarter and bidang of a year, as it was last received."""
    found = {}
    for naskah in office.archive.list_naskah(jenis=FORMULIR, status=Status.DITERIMA):
        form = naskah.latest.facts["formulir"]
        if form["tahun"] == tahun:
            found[int(form["triwulan"]), str(form["bidang"])] = naskah
    return found


def values_of(naskah: Naskah) -> dict[str, Nilai | None]:
    """What a received form says, by indicator id; numbers were filed as text with a point."""
    return {key: _value(value) for key, value in naskah.latest.facts["realisasi"].items()}


def figure_fields(doctype: DocType) -> tuple[Field, ...]:
    """The tables of a type that are filled from the figures; none for a type that prints none.

    Raises BadDeclaration for a `sumber` that does not exist.
    """
    found = tuple(field for field in doctype.fields if field.sumber)
    unknown = [field for field in found if field.sumber not in SOURCES]
    if unknown:
        choices = ", ".join(SOURCES)
        problems = [f"{one.name}: sumber '{one.sumber}' tidak ada; pilih: {choices}" for one in unknown]
        raise BadDeclaration(f"{doctype.id}/type.toml", problems)
    return found


def needs_forms(doctype: DocType) -> bool:
    """Whether a type prints what the bidang reported; a promise at the beginning of the year does not."""
    return any(field.sumber != RENCANA for field in figure_fields(doctype))


def figure_rows(office: Office, doctype: DocType, measured: Measurement, form: Mapping[str, Any]) -> dict[str, Rows]:
    """Every table of figures of a type; what its columns have besides comes from the rows typed in `form`."""
    names = {post: pejabat.singkat or pejabat.jabatan for post, pejabat in office.kantor.pejabat.items()}
    figures = Figures(measured.rencana, measured.hasil, measured.realisasi, names)
    filled = {}
    for field in figure_fields(doctype):
        kinds = {column.name: column.kind for column in field.kolom}
        rows = table_rows(figures, field.sumber, letters=kinds.get("target") == "text")
        typed = _by_indicator(form.get(field.name))
        filled[field.name] = [typed.get(plain_name(row["indikator"]), {}) | _cells(row, kinds) for row in rows]
    return filled


def current_rows(office: Office, naskah: Naskah, typed: Mapping[str, Any] | None = None) -> dict[str, Rows]:
    """The tables of a naskah as the forms have them now, with what is `typed` beside the figures (by default what was);
    nothing for one whose figures were typed."""
    source = naskah.latest.facts.get(KINERJA)
    if not source:
        return {}
    measured = measure_year(office, source["tahun"], source["sampai"])
    measured = measured.of(source["bidang"]) if source.get("bidang") else measured
    return figure_rows(office, office.doctype(naskah.jenis), measured, typed or naskah.latest.values)


def scale_of(office: Office, doctype: DocType) -> list[list[str]]:
    """The words for a capaian and where each begins, as the office has them now; [] for a type without capaian."""
    return [[str(cut), word] for cut, word in office.kantor.predikat] if needs_forms(doctype) else []


def moved_figures(office: Office, naskah: Naskah) -> list[str]:
    """Every figure of a report that is no longer what the forms say, and the words for a capaian that are no longer
    those of the office; nothing for a report that holds none."""
    before, after = naskah.latest.facts.get(SKALA), scale_of(office, office.doctype(naskah.jenis))
    moved = [] if before in (None, after) else [f"predikat di naskah {_said(before)}, di kantor.toml {_said(after)}"]
    now = as_json(current_rows(office, naskah))
    return moved + [one for name, rows in now.items() for one in _differences(naskah.latest.values.get(name, []), rows)]


def altered_figures(office: Office, naskah: Naskah, docx: bytes) -> list[str]:
    """Every figure in the tables of `docx` that is not as the page was last filled, with its place; nothing for a
    naskah that holds none. A predikat is what its capaian says."""
    if not naskah.latest.facts.get(KINERJA):
        return []
    filled = [version for version in office.archive.versions(naskah.id) if version.act in FILLED][-1]
    rows = [row for one in figure_fields(office.doctype(naskah.jenis)) for row in filled.values.get(one.name) or ()]
    names = {" ".join(str(row.get("indikator", "")).split()) for row in rows} - {""}
    words = {word for _, word in office.kantor.predikat or PREDIKAT}
    words |= {row[key] for row in rows for key in _LETTERED if row.get(key)}
    found = find_altered(office.archive.read(filled), docx, names, words)
    return [f"{one.where}: {one.before or '(kosong)'} menjadi {one.after or '(kosong)'}" for one in found]


def _said(scale: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"{word} mulai {cut}" for cut, word in scale) or "bawaan"


def _cells(row: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    """The columns a table has, a number written out where the column takes text."""
    own = {key: cell for key, cell in row.items() if key in kinds}
    return {
        key: shown(cell) if kinds[key] == "text" and isinstance(cell, Decimal) else cell for key, cell in own.items()
    }


def _by_indicator(rows: Any) -> dict[str, dict[str, Any]]:
    """Typed rows by the indicator they are about."""
    tables = rows if isinstance(rows, list) else []
    named = [row for row in tables if isinstance(row, Mapping) and row.get("indikator")]
    return {plain_name(str(row["indikator"])): dict(row) for row in named}


def _differences(printed: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len(printed) != len(now):
        yield f"naskah memuat {len(printed)} indikator, rencana kinerja {len(now)}"
        return
    for old, new in zip(printed, now, strict=True):
        for key in new:
            if _same(old.get(key)) != _same(new[key]):
                yield f"{new['indikator']}: {key} di naskah {old.get(key) or '-'}, menurut formulir {new[key] or '-'}"


def _same(written: str | None) -> Decimal | str:
    """A figure whatever its zeros, a text as it is."""
    try:
        return Decimal((written or "").replace(",", "."))
    except ArithmeticError:
        return written or ""


def _value(kept: str | None) -> Nilai | None:
    if kept is None:
        return None
    try:
        return Decimal(kept)
    except ArithmeticError:
        return kept  # a letter of a scale


def label_of(form: Mapping[str, Any]) -> str:
    """`Triwulan IV Tahun 2018`."""
    return Triwulan(int(form["tahun"]), int(form["triwulan"])).label


def shown(value: Nilai | None) -> str:
    """A figure as it is printed; a dash for one nobody reported."""
    if value is None:
        return "-"
    return angka(value) if isinstance(value, Decimal) else value
