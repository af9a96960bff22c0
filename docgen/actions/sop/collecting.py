"""The collection form of a bidang: sent out as Excel, taken in, kept as it came (SOP 470 step 3, SOP 010)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.naskah.drafting import draft, new_naskah
from docgen.actions.naskah.figures import (
    FORMULIR,
    KINERJA,
    Measurement,
    Rows,
    figure_fields,
    figure_rows,
    label_of,
    needs_forms,
    plan_of,
    received,
    shown,
    values_of,
)
from docgen.actions.naskah.filing import file_blobs, next_version
from docgen.actions.naskah.uploads import Upload
from docgen.actions.naskah.words import words_of
from docgen.errors import InvalidForm, NotFound, NotReady, Problems
from docgen.kinerja.indicators import Nilai, Rencana
from docgen.kinerja.period import Triwulan
from docgen.kinerja.rollup import measure
from docgen.kinerja.tables import COLUMNS, plain_name
from docgen.naskah.access import DRAFT
from docgen.naskah.doctype import DocType
from docgen.naskah.fields import Field
from docgen.naskah.plain import as_json
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.paper.sheet.form import make_form
from docgen.paper.sheet.read import FormReport, read_form

FILE = "formulir.xlsx"
PERIOD = ("tahun", "triwulan")  # what a report says of the period of its figures
INDIKATOR = "indikator"


def make_forms(office: Office, triwulan: Triwulan, bidang: Sequence[str] = ()) -> dict[str, bytes]:
    """The form of each bidang for a quarter, by post; of all that report, or of some. Raises NotFound."""
    rencana = plan_of(office, triwulan.tahun)
    return {
        post: make_form(
            rencana,
            triwulan,
            post,
            kantor=office.kantor.nama,
            jabatan=office.kantor.official(post).jabatan,
            before=_before(office, rencana, triwulan),
        )
        for post in bidang or rencana.bidang
    }


def receive_form(office: Office, tahun: int, data: bytes, name: str, *, by: str) -> tuple[Naskah, tuple[str, ...]]:
    """File a filled form of a year as it came; one that corrects an earlier form becomes its next version.

    Returns the naskah and what deserves a second look. Raises InvalidForm with every problem row by row,
    UnsafeFile, NotFound for a year without a plan, NotAllowed.
    """
    office.demand(by, DRAFT)
    rencana = plan_of(office, tahun)
    report = read_form(data, rencana, name=name)
    form = {"tahun": report.tahun, "triwulan": report.ke, "bidang": report.bidang}
    values = office.doctype(FORMULIR).validate(_printed(office, rencana, report, form), office.kantor.officials())
    before = received(office, report.tahun).get((report.ke, report.bidang))
    naskah = before or new_naskah(office, office.doctype(FORMULIR), values, by=by)
    version = next_version(office, naskah, "diterima", by) if before else replace(naskah.latest, act="diterima")
    digest = hashlib.sha256(data).hexdigest()
    realisasi = {key: None if row.realisasi is None else str(row.realisasi) for key, row in report.values.items()}
    version = replace(
        version,
        status=Status.DITERIMA,
        values=as_json(values),
        files={FILE: digest},
        sha256=digest,
        facts={**version.facts, "formulir": form, "realisasi": realisasi},
    )
    naskah = replace(naskah, latest=version, tanggal=version.at.date())
    return file_blobs(office, naskah, {FILE: data}, words_of(naskah, {FILE: data}.__getitem__)), report.warnings


@dataclass(frozen=True)
class Received:
    """What became of one file: the naskah it is filed as and what to look at again, or all that is wrong with it."""

    name: str
    naskah: Naskah | None = None
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def receive_forms(office: Office, tahun: int, files: Iterable[Upload], *, by: str) -> list[Received]:
    """File every form that can be read, each as `receive_form` does; the others are told with their problems.

    Raises NotFound for a year without a plan, NotAllowed.
    """
    office.demand(by, DRAFT)
    plan_of(office, tahun)
    return [_received(office, tahun, one, by) for one in files]


def _received(office: Office, tahun: int, file: Upload, by: str) -> Received:
    try:
        naskah, warnings = receive_form(office, tahun, file.data, file.name, by=by)
    except Problems as error:
        return Received(file.name, problems=error.problems)
    except NotFound as error:
        return Received(file.name, problems=(str(error),))
    return Received(file.name, naskah, warnings)


def report_types(office: Office) -> list[DocType]:
    """The types that print figures of the plan or of the forms, by name."""
    return sorted((one for one in office.types.values() if figure_fields(one)), key=lambda one: one.nama)


def asked_fields(doctype: DocType) -> tuple[Field, ...]:
    """What a person fills in of a type whose figures come by themselves: of a table of figures the columns beside
    them, next to the indicator they are about."""
    kept = (replace(field, kolom=_beside_figures(field)) for field in doctype.fields if field.name not in PERIOD)
    return tuple(one for one in kept if not one.sumber or len(one.kolom) > 1)


def _beside_figures(field: Field) -> tuple[Field, ...]:
    own = [one for one in field.kolom if not field.sumber or one.name == INDIKATOR or one.name not in COLUMNS]
    return tuple(own)


def named_rows(office: Office, doctype: DocType, measured: Measurement) -> dict[str, Rows]:
    """A row for every indicator in the tables of `asked_fields`, for a form to begin with."""
    rows = figure_rows(office, doctype, measured, {})
    asked = (one.name for one in asked_fields(doctype) if one.sumber)
    return {name: [{INDIKATOR: row[INDIKATOR]} for row in rows[name]] for name in asked}


def draft_report(
    office: Office, jenis: str, measured: Measurement, form: Mapping[str, Any], *, by: str, bidang: str = ""
) -> Naskah:
    """Draft a naskah whose tables of figures are filled from the plan and the forms received.

    It remembers where its figures come from: it is not signed while they differ. `bidang` limits them to one post.
    Raises NotReady for a type without such tables, or naming every bidang whose form is missing; NotFound; and as
    `draft` does.
    """
    doctype = office.doctype(jenis)
    measured = measured.of(bidang) if bidang else measured
    tahun, sampai = measured.rencana.tahun, measured.sampai
    demand_figures(office, doctype, measured)
    said = dict(zip(PERIOD, (str(tahun), Triwulan(tahun, sampai).roman), strict=True))
    known = {field.name for field in doctype.fields}
    form = {**form, **{name: value for name, value in said.items() if name in known}}
    rows = figure_rows(office, doctype, measured, form)
    wrong = {one.name: _beside(one, rows[one.name], form.get(one.name)) for one in figure_fields(doctype)}
    if any(wrong.values()):
        raise InvalidForm(doctype.nama, {name: why for name, why in wrong.items() if why})
    facts = {KINERJA: {"tahun": tahun, "sampai": sampai, "bidang": bidang}}
    return draft(office, jenis, {**form, **rows}, by=by, facts=facts)


def demand_figures(office: Office, doctype: DocType, measured: Measurement) -> None:
    """Raise NotReady for a type that prints no figures, or naming all that is missing for one that does."""
    if not figure_fields(doctype):
        charted = ", ".join(one.id for one in report_types(office))
        raise NotReady(f"{doctype.nama} tidak memuat angka kinerja.", [f"yang memuat: {charted}"])
    problems = lacking(measured) if needs_forms(doctype) else []
    if problems:
        raise NotReady(f"Data kinerja tahun {measured.rencana.tahun} belum lengkap.", problems)


def lacking(measured: Measurement) -> list[str]:
    """What keeps a report of these figures from being drafted: forms that did not come, else figures nobody gave."""
    owed = [
        f"{post}: formulir {Triwulan(measured.rencana.tahun, ke).label} belum diterima" for ke, post in measured.owed
    ]
    if owed:
        return owed
    # what is known only at the end of the year does not hold up the quarters before
    empty = measured.unfilled if measured.sampai == 4 else ()
    return [f"{post}: {name} belum ada angkanya" for post, name in empty] + told_gaps(measured)


def told_gaps(measured: Measurement) -> list[str]:
    """A sentence for every quarter that a sum or a mean lacks."""
    named = [(post, name, Triwulan(measured.rencana.tahun, ke).roman) for post, name, ke in measured.gaps]
    return [f"{post}: {name}, Triwulan {roman} belum ada angkanya" for post, name, roman in named]


def _beside(field: Field, rows: Rows, typed: Any) -> str:
    """What is wrong with the columns typed beside the figures, by indicator: nobody counts rows filled for him.

    What was typed for a table that has no such columns does not matter.
    """
    own = [one for one in field.kolom if one.name not in COLUMNS]
    needed = [one for one in own if one.required and not one.default]
    known = [plain_name(row["indikator"]) for row in rows]
    filled = [row for row in typed or () if isinstance(row, Mapping) and any(row.get(one.name) for one in own)]
    named = [plain_name(str(row.get("indikator", ""))) for row in filled]
    problems = [f"indikator '{name}' tidak ada di rencana kinerja" for name in named if name not in known]
    for row in rows:
        if missing := [one.label for one in needed if row.get(one.name) in (None, "")]:
            problems.append(f"{row['indikator']}: isi {', '.join(missing)} pada baris yang menyebut indikator itu")
    return "; ".join(problems)


def _printed(office: Office, rencana: Rencana, report: FormReport, form: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.id: one.indikator for one in rencana.indikator}
    return {
        "periode": label_of(form),
        "bidang": office.kantor.official(report.bidang).jabatan,
        "isi": [
            {
                "indikator": names[key],
                "realisasi": shown(row.realisasi),
                "kendala": row.kendala,
                "tindak_lanjut": row.tindak_lanjut,
            }
            for key, row in report.values.items()
        ],
    }


def _before(office: Office, rencana: Rencana, triwulan: Triwulan) -> dict[str, Nilai]:
    """What was reported up to the quarter before, rolled up as each indicator is."""
    quarters: dict[str, list[Nilai | None]] = {one.id: [None] * 4 for one in rencana.indikator}
    for (ke, _), naskah in received(office, triwulan.tahun).items():
        for key, value in values_of(naskah).items():
            if ke < triwulan.ke and key in quarters:
                quarters[key][ke - 1] = value
    measured = {one.id: measure(rencana, one, quarters[one.id]).tahun.realisasi for one in rencana.indikator}
    return {key: value for key, value in measured.items() if value is not None}
