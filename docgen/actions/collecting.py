"""The collection form of a bidang: sent out as Excel, taken in, kept as it came (SOP 470 step 3, SOP 010)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.actions.drafting import draft, new_naskah
from docgen.actions.figures import FORMULIR, KINERJA, label_of, measure_year, plan_of, received, shown, values_of
from docgen.actions.filing import file_blobs, next_version
from docgen.actions.words import words_of
from docgen.errors import NotReady
from docgen.kinerja.indicators import Nilai, Rencana
from docgen.kinerja.period import Triwulan
from docgen.kinerja.rollup import measure
from docgen.naskah.access import DRAFT
from docgen.naskah.plain import as_json
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.paper.sheet import make_form
from docgen.paper.sheet_read import FormReport, read_form

FILE = "formulir.xlsx"
LAPORAN = "laporan_pengukuran_kinerja"


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
        facts={"formulir": form, "realisasi": realisasi},
    )
    naskah = replace(naskah, latest=version, tanggal=version.at.date())
    return file_blobs(office, naskah, {FILE: data}, words_of(naskah, {FILE: data}.__getitem__)), report.warnings


def draft_report(office: Office, tahun: int, form: Mapping[str, Any], *, by: str, sampai: int = 4) -> Naskah:
    """Draft the laporan pengukuran kinerja with its table filled from the forms received.

    The report remembers where its figures come from: it is not signed while they differ. Raises NotReady naming
    every bidang whose form is missing, and as `draft` does.
    """
    measured = measure_year(office, tahun, sampai)
    problems = [f"{post}: formulir {Triwulan(tahun, ke).label} belum diterima" for ke, post in measured.owed]
    problems += [] if problems else [f"{post}: {name} belum ada angkanya" for post, name in measured.unfilled]
    if problems:
        raise NotReady(f"Data kinerja tahun {tahun} belum lengkap.", problems)
    facts = {KINERJA: {"tahun": tahun, "sampai": sampai}}
    return draft(office, LAPORAN, {**form, "indikator": measured.rows()}, by=by, facts=facts)


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
