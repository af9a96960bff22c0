"""The berkas of an SOP: opened with its run, filled with what its steps make, so that nobody has to remember."""

from __future__ import annotations

from docgen.actions.arsip.gathering import begin_in, put_in_with
from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.transaction import Transaction
from docgen.errors import NotFound
from docgen.kearsipan.berkas import JENIS, read_berkas
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS
from docgen.naskah.records import Status
from docgen.office import Office
from docgen.sop.progress import SopRun, naskah_in


def file_run(office: Office, run: SopRun) -> None:
    """File the newest event of a run; raises StaleVersion."""
    with office.archive.transaction() as tx:
        kept = file_run_in(office, tx, run)
    index_naskah(office, *kept)


def file_run_in(office: Office, tx: Transaction, run: SopRun) -> list[str]:
    """The same together with what else the transaction files; what the event named goes into the berkas of the run.

    A run whose SOP names a berkas opens it with its first event. Returns the naskah that were put in, to be indexed.
    """
    tx.file_run(run)
    event = run.events[-1]
    berkas = _berkas(office, tx, run) if event.outputs or len(run.events) == 1 else None
    if berkas is None or not read_berkas(berkas).terbuka:
        return []
    ids = dict.fromkeys(one for reference in event.outputs.values() for one in naskah_in(reference))
    loose = [one for one in ids if _belongs_nowhere(tx, one)]
    put_in_with(office, tx, berkas.kode, loose, by=event.by)
    return loose


def _berkas(office: Office, tx: Transaction, run: SopRun) -> Catatan | None:
    """The berkas of the run, opened where this is its first event; None where its SOP names none."""
    if len(run.events) > 1:
        return next((one for one in tx.catatan(JENIS) if read_berkas(one).pelaksanaan == run.id), None)
    declared = office.sop(run.sop_id).berkas
    if not declared:
        return None
    form = {name: text.replace("{perihal}", run.perihal) for name, text in declared.items()}
    return begin_in(office, tx, form, by=run.events[0].by, run=run.id)


def _belongs_nowhere(tx: Transaction, naskah_id: str) -> bool:
    try:
        latest = tx.naskah(naskah_id).latest
    except NotFound:
        return False
    return not latest.facts.get(BERKAS, {}).get("id") and latest.status is not Status.DIBATALKAN
