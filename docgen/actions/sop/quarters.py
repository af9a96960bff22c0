"""What a quarter that has fallen due still lacks for its reports: the forms that came, those owed, the drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.actions.naskah.figures import FORMULIR, KINERJA, measure_year
from docgen.actions.sop.collecting import lacking, make_forms
from docgen.actions.sop.recurring import TRIWULAN, due_occasions
from docgen.kinerja.period import Triwulan
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

QUARTERLY = ("laporan_triwulan",)
YEARLY = ("laporan_kinerja_tahunan", "laporan_pengukuran_kinerja")  # besides, once the year is over


@dataclass(frozen=True)
class Report:
    """One report of a quarter; `naskah` is the newest that prints its figures and was not cancelled."""

    jenis: str
    nama: str
    naskah: Naskah | None


@dataclass(frozen=True)
class Quarter:
    """How far the figures of one quarter are, and the reports they feed."""

    triwulan: Triwulan
    pelapor: tuple[str, ...]  # the posts that owe a form each quarter
    owed: tuple[tuple[int, str], ...]  # quarter and post of every form that has not come, since January
    lacking: tuple[str, ...]  # all that keeps a report from being drafted, a sentence each
    reports: tuple[Report, ...]

    def owing(self, ke: int) -> tuple[str, ...]:
        """Who still owes the form of quarter `ke`."""
        return tuple(post for at, post in self.owed if at == ke)


def due_quarters(office: Office, on: date | None = None) -> list[Quarter]:
    """The quarters that fell due up to the day `on` (today), one for all SOPs that share it; raises NotFound
    without a plan."""
    if FORMULIR not in office.types:
        return []
    asked = (occasion for _, occasion in due_occasions(office, on) if occasion.setiap == TRIWULAN)
    return [_quarter(office, one) for one in dict.fromkeys(Triwulan(one.tahun, one.ke) for one in asked)]


def owed_forms(office: Office, quarter: Quarter) -> Mapping[str, bytes]:
    """The empty form of every post that still owes it for this quarter, also of one without a run of an SOP."""
    owing = quarter.owing(quarter.triwulan.ke)
    return make_forms(office, quarter.triwulan, owing) if owing else {}


def _quarter(office: Office, triwulan: Triwulan) -> Quarter:
    measured = measure_year(office, triwulan.tahun, triwulan.ke)
    kinds = QUARTERLY + (YEARLY if triwulan.ke == 4 else ())
    types = [office.types[jenis] for jenis in kinds if jenis in office.types]
    reports = tuple(Report(one.id, one.nama, _standing(office, one.id, triwulan)) for one in types)
    return Quarter(triwulan, measured.rencana.bidang, measured.owed, tuple(lacking(measured)), reports)


def _standing(office: Office, jenis: str, triwulan: Triwulan) -> Naskah | None:
    figures = {"tahun": triwulan.tahun, "sampai": triwulan.ke, "bidang": ""}
    standing = (one for one in office.archive.list_naskah(jenis=jenis) if one.latest.status is not Status.DIBATALKAN)
    return next((one for one in standing if one.latest.facts.get(KINERJA) == figures), None)
