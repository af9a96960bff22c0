"""Performance figures held once: what the bidang reported, measured against the plan of the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docgen.kinerja.indicators import Nilai, Rencana, load_rencana
from docgen.kinerja.period import Triwulan
from docgen.kinerja.rollup import Hasil, measure_all, measurement_rows
from docgen.naskah.bahasa import angka
from docgen.naskah.plain import as_json
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

FORMULIR = "formulir_kinerja"
KINERJA = "kinerja"  # fact of a report: which figures it prints


@dataclass(frozen=True)
class Measurement:
    """The figures of one year up to one quarter, and which bidang still owe a form."""

    rencana: Rencana
    sampai: int
    hasil: tuple[Hasil, ...]
    forms: Mapping[tuple[int, str], Naskah]  # (quarter, bidang) -> the form received
    owed: tuple[tuple[int, str], ...]

    @property
    def unfilled(self) -> tuple[tuple[str, str], ...]:
        """Bidang and name of every indicator that has no figure at all."""
        empty = (one.indikator for one in self.hasil if one.tahun.realisasi is None)
        return tuple((indikator.bidang, indikator.indikator) for indikator in empty)

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the table of indicators, as laporan_pengukuran_kinerja takes them."""
        return measurement_rows(self.rencana, self.hasil)


def plan_of(office: Office, tahun: int) -> Rencana:
    """The plan of one year; raises NotFound, BadDeclaration."""
    return load_rencana(office.root / "templates_docx" / "kinerja" / f"{tahun}.toml")


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
    return Measurement(rencana, sampai, tuple(measure_all(rencana, realisasi, sampai)), forms, owed)


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


def moved_figures(office: Office, naskah: Naskah) -> list[str]:
    """Every figure of a report that is no longer what the forms say; nothing for a report that holds none."""
    source = naskah.latest.facts.get(KINERJA)
    if not source:
        return []
    now = as_json({"indikator": measure_year(office, source["tahun"], source["sampai"]).rows()})["indikator"]
    return list(_differences(naskah.latest.values.get("indikator", []), now))


def _differences(printed: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]) -> Iterator[str]:
    if len(printed) != len(now):
        yield f"laporan memuat {len(printed)} indikator, rencana kinerja {len(now)}"
        return
    for old, new in zip(printed, now, strict=True):
        for key in ("target", "realisasi"):
            if _number(old[key]) != _number(new[key]):
                yield f"{new['indikator']}: {key} di laporan {old[key] or '-'}, menurut formulir {new[key] or '-'}"


def _number(written: str | None) -> Decimal | None:
    return Decimal(written.replace(",", ".")) if written else None


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
