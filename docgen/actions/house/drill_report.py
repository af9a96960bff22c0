"""The page about a rehearsed restore, for whoever audits: as text, as a Word page of the office, as PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from docgen import __version__
from docgen.actions.naskah.drafting import render, templated
from docgen.errors import NotReady
from docgen.naskah.bahasa import angka
from docgen.office import Office
from docgen.paper.pdf.convert import convert

SHEET = "laporan_latihan_pulih"
LABELS = (
    "Dilaksanakan oleh", "Cadangan", "Keadaan", "Yang dipulihkan", "Dibandingkan", "Sidik semuanya", "Program", "Lama",
    "Hasil",
)  # fmt: skip
NOBODY = "." * 40  # to be written by hand


@dataclass
class Step:
    """One step of a drill: how long it took, what it found, and what was wrong."""

    nama: str
    detik: float = 0.0
    hasil: str = ""
    masalah: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Came:
    """How much came back, of which state."""

    waktu: datetime
    entri: int  # of the log
    naskah: int
    versi: int
    berkas: int
    bita: int


@dataclass(frozen=True)
class Drill:
    """A rehearsed restore in the time of the office: from where, when, by whom, what came back, step by step, and the
    digest of the whole tree."""

    sumber: Path
    mulai: datetime
    oleh: str
    pulih: Came
    steps: tuple[Step, ...]
    sidik: str

    @property
    def problems(self) -> list[str]:
        """Everything that was not as it should be."""
        return [f"{step.nama}: {what}" for step in self.steps for what in step.masalah]

    @property
    def verdict(self) -> str:
        """The result in words."""
        count = len(self.problems)
        return f"GAGAL, {count} masalah" if count else "BERHASIL, tidak ada yang berbeda"

    @property
    def facts(self) -> dict[str, str]:
        """What stands above the steps: the field of the page and its words."""
        came = self.pulih
        return {
            "pelaksana": self.oleh or NOBODY,
            "cadangan": str(self.sumber.resolve()),
            "keadaan": f"{came.waktu:%d-%m-%Y} pukul {came.waktu:%H.%M %Z}, log sampai entri {came.entri}",
            "isi_pulih": f"{came.naskah} naskah, {came.versi} versi",
            "dibandingkan": f"{came.berkas} berkas, {_tenths(came.bita / 1e6)} MB",
            "sidik": " ".join(self.sidik[at : at + 8] for at in range(0, len(self.sidik), 8)),
            "program": f"docgen {__version__}",
            "lama": f"{_tenths(sum(step.detik for step in self.steps))} detik",
            "hasil": self.verdict,
        }


def _tenths(number: float) -> str:
    return angka(Decimal(f"{number:.1f}"))


def drill_text(drill: Drill) -> str:
    """The page for a printer without Word."""
    rows = zip(LABELS, drill.facts.values(), strict=True)
    lines = [
        "LAPORAN LATIHAN PEMULIHAN ARSIP", "",
        f"{'Dilaksanakan pada':<18}: {drill.mulai:%d-%m-%Y} pukul {drill.mulai:%H.%M %Z}",
        *(f"{label:<18}: {words}" for label, words in rows), "",
    ]  # fmt: skip
    lines += [f"{n}. {one.nama}: {one.hasil} ({_tenths(one.detik)} detik)" for n, one in enumerate(drill.steps, 1)]
    lines += ["", "Masalah:", *(f"- {problem}" for problem in drill.problems)] if drill.problems else []
    lines += ["", "Diketahui,", "", "", "", f"({NOBODY})"]
    return "\n".join(lines) + "\n"


def drill_page(office: Office, drill: Drill) -> bytes:
    """The same as a Word page with the letterhead of `office`; it is not filed: it is about the archive."""
    page = templated(office, SHEET)
    steps = [{"nama": step.nama, "temuan": step.hasil, "lama": f"{_tenths(step.detik)} detik"} for step in drill.steps]
    form = {
        **drill.facts,
        "tanggal_latihan": drill.mulai.date(),
        "pukul": drill.mulai.time().replace(microsecond=0, tzinfo=None),
        "langkah": steps,
        "masalah": drill.problems,
    }
    return render(office, page, page.validate(form, office.kantor.officials()))


def drill_pdf(office: Office, drill: Drill) -> bytes:
    """The Word page as PDF; raises NotReady without LibreOffice."""
    done = convert({SHEET: drill_page(office, drill)})
    if SHEET in done.problems:
        raise NotReady("Laporan latihan tidak dapat dijadikan PDF.", [done.problems[SHEET]])
    return done.pdfs[SHEET]
