"""The desk of the record office: how much of what there is waits there."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.actions.arsip.loan_book import all_loans
from docgen.actions.scan.waiting import waiting_scans
from docgen.kearsipan import penyusutan as p
from docgen.kearsipan import pinjaman as loans
from docgen.kearsipan.berkas import JENIS, read_berkas
from docgen.kearsipan.boks import JENIS as BOKS
from docgen.naskah.access import CAPTURE, may
from docgen.office import Office


@dataclass(frozen=True)
class Desk:
    """Counts of what everybody may know of; of scans only for who captures them."""

    berkas: int  # open ones
    boks: int
    asked: int  # loans that wait for a permission
    out: int
    late: int
    proposed: int  # proposals that are not at their end
    scans: int | None


def look_at_desk(office: Office, *, by: str) -> Desk:
    """What lies on the desk today."""
    records, today = office.archive.catatan, office.now().date()
    stands = [loans.read_pinjaman(one).stand(today) for one in records(loans.JENIS)]
    running = [one for one in map(p.read_penyusutan, records(p.JENIS)) if one.tahap in (p.USUL, p.DINILAI, p.DISETUJUI)]
    captures = bool(by) and may(office.kantor.official(by), CAPTURE)
    return Desk(
        berkas=sum(read_berkas(one).terbuka for one in records(JENIS)),
        boks=len(records(BOKS)),
        asked=stands.count(loans.DIAJUKAN),
        out=stands.count(loans.KELUAR),
        late=len(all_loans(office, late=True)),
        proposed=len(running),
        scans=len(waiting_scans(office, by=by)) if captures else None,
    )
