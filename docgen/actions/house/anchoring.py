"""The lembar jangkar: where the log stands, on paper that whoever keeps the computer does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from docgen.actions.naskah.drafting import render, templated
from docgen.archive.check.agreement import name_of
from docgen.archive.check.anchor import Anchor, anchor_of, last_entry
from docgen.errors import NotReady
from docgen.naskah.bahasa import tanggal as long_date
from docgen.naskah.records import LogEntry
from docgen.office import Office
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf

SHEET = "lembar_jangkar"
_QR = 70.0  # points


@dataclass(frozen=True)
class Anchored:
    """The end of the log at one moment."""

    anchor: Anchor
    entry: LogEntry
    at: datetime

    @property
    def act(self) -> str:
        """What was done last, by whom, when, on what."""
        one = self.entry
        return f"{one.act} oleh {one.by}, {one.at:%d-%m-%Y %H.%M}: {name_of(one.object_id)} versi {one.number}"

    @property
    def sidik(self) -> str:
        """The whole hash in groups of eight, to be compared by eye."""
        return " ".join(self.entry.hash[at : at + 8] for at in range(0, len(self.entry.hash), 8))


def anchor_now(office: Office) -> Anchored:
    """The end of the log as it is now; raises NotReady for an archive in which nothing was filed."""
    entry = last_entry(office.archive)
    if entry is None:
        raise NotReady("Arsip masih kosong.", ["jangkar dicetak setelah ada yang diarsipkan"])
    return Anchored(anchor_of(entry.seq, entry.hash), entry, office.now())


def anchor_sheet(office: Office, anchored: Anchored) -> bytes:
    """The sheet of today as a Word page; it is not filed: it stands beside the archive."""
    page = templated(office, SHEET)
    form = {
        "tanggal_jangkar": anchored.at.date(),
        "pukul": anchored.at.time().replace(microsecond=0, tzinfo=None),
        "entri": str(anchored.anchor.seq),
        "tindakan": anchored.act,
        "sidik": anchored.sidik,
        "kode": anchored.anchor.code,
    }
    return render(office, page, page.validate(form, office.kantor.officials()))


def anchor_pdf(office: Office, anchored: Anchored) -> bytes:
    """The same as PDF with the code as QR; raises NotReady without LibreOffice."""
    done = convert({SHEET: anchor_sheet(office, anchored)})
    if SHEET in done.problems:
        raise NotReady("Lembar jangkar tidak dapat dijadikan PDF.", [done.problems[SHEET]])
    return stamp_pdf(done.pdfs[SHEET], Marks(qr=anchored.anchor.code, qr_side=_QR))


def anchor_text(office: Office, anchored: Anchored) -> bytes:
    """The same as plain text, for a printer without Word."""
    at = f"{long_date(anchored.at.date())} pukul {anchored.at:%H.%M}"
    lines = (
        "LEMBAR JANGKAR ARSIP",
        office.kantor.nama,
        f"Keadaan pada      : {at}",
        f"Entri log         : {anchored.anchor.seq}",
        f"Tindakan terakhir : {anchored.act}",
        f"Sidik log         : {anchored.sidik}",
        f"Kode jangkar      : {anchored.anchor.code}",
    )
    return ("\n".join(lines) + "\n").encode()
