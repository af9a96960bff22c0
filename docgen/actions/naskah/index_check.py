"""How the index is, and whether it says of every naskah what the catalogue says. Nothing is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from docgen.actions.naskah.entries import pairs_of
from docgen.actions.naskah.indexing import waiting_in
from docgen.archive.check.finding import PERINGATAN, RUSAK, Finding
from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.records import Reach
from docgen.office import Office
from docgen.search.held import Held, State, held_of

MOST_TOLD = 20  # differences that are told one by one
_REBUILD = "Tidak ada naskah yang hilang. Jalankan: docgen indeks bangun"
_TORN = "berkas indeks rusak"
_LATER = "Tidak perlu apa-apa: diikutkan pada pencarian berikutnya."


@dataclass(frozen=True)
class Status:
    """How the index is, beside the archive it follows."""

    state: State
    naskah: int  # in the index
    versions: int
    of: int  # naskah in the archive
    waiting: int
    head: Reach  # the end of the log
    built: int  # naskah in the new index that is being made


def index_status(office: Office) -> Status:
    """How far the index came and what waits; where it cannot be read everything does."""
    state = office.index.state()
    if state.committed:
        state = replace(state, committed=state.committed.astimezone(office.now().tzinfo))
    held = [] if state.problem else list(office.index.held())
    every = office.archive.changes(office.archive.beginning())
    assert every is not None
    of, waiting = every.waiting, _waiting(office, state.reach)
    built = of - _waiting(office, state.built)
    return Status(state, len({one.naskah_id for one in held}), len(held), of, waiting, every.upto, built)


def _waiting(office: Office, reach: Reach | None) -> int:
    changes = office.archive.changes(reach, 1) if reach else None
    return office.archive.size() if changes is None else changes.waiting


def check_index(office: Office) -> list[Finding]:
    """Every file against its seal, then every version against the catalogue; what only waits is a warning."""
    if faults := office.index.faults():
        return [Finding(RUSAK, "indeks", f"{_TORN}: {fault}.", _REBUILD, _TORN) for fault in faults]
    try:
        changes = waiting_in(office)
        held = Counter(office.index.held())
    except (IndexBroken, IndexBusy) as error:
        return [Finding(RUSAK, "indeks", str(error), _REBUILD, "indeks rusak")]
    found = _differences(office, held, set(changes.naskah_ids))
    told = list(islice(found, MOST_TOLD))
    if more := sum(1 for _ in found):
        told.append(Finding(RUSAK, "indeks", f"{more} perbedaan lagi.", _REBUILD, "perbedaan lain"))
    if changes.waiting:
        told.append(Finding(PERINGATAN, "indeks", f"{changes.waiting} naskah menunggu.", _LATER, "menunggu"))
    return told


def _differences(office: Office, held: Counter[Held], waiting: set[str]) -> Iterator[Finding]:
    """Versions that are missing, other than they should be, or too many; those of naskah that wait are passed over."""
    numbers = Counter((one.naskah_id, one.number) for one in held.elements())
    wanted: set[tuple[str, int]] = set()
    for naskah_id, entries in pairs_of(office, [one for one in office.archive.naskah_ids() if one not in waiting]):
        for one in (held_of(naskah_id, entry) for entry in entries):
            wanted.add(one[:2])
            if one not in held or numbers[one[:2]] > 1:
                kind = "isi lain" if one[:2] in numbers else "tidak ada di indeks"
                yield _difference(one.naskah_id, one.number, kind)
    for naskah_id, number in sorted(numbers.keys() - wanted):
        if naskah_id not in waiting:
            yield _difference(naskah_id, number, "tidak ada di katalog")


def _difference(naskah_id: str, number: int, kind: str) -> Finding:
    what = {
        "isi lain": "Indeks menyebut isi yang lain daripada katalog.",
        "tidak ada di indeks": "Versi ini tidak ada di indeks, jadi tidak ditemukan.",
        "tidak ada di katalog": "Indeks memuat versi yang tidak ada di katalog.",
    }[kind]
    return Finding(RUSAK, f"naskah {naskah_id} versi {number}", f"{kind}: {what}", _REBUILD, kind)
