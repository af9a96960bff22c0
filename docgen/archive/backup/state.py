"""cadangan.json: what a backup holds of one day, so that any program can restore that day.

    hari/NOMOR_WAKTU/   one folder a state, never changed: cadangan.json, catalogue.db, templates_docx/...
    ocfl/               the versions of all states together; each lies here once and is never changed
    cadangan.json       bentuk, nomor (counts states), waktu, docgen, log {seq, hash, at}, jumlah;
                        objek {folder below the backup: {id, versi, sidik}}: the object as it was with that version the
                        newest, sidik the SHA-512 of vN/inventory.json, which vouches for everything below it;
                        berkas {path in the day's folder: {sha256, size}}; rusak: what could not be copied
    cadangan.json.sha256  written last of all: a state without it was never finished

An object can be dropped from a backup: its folder, and its lines in the cadangan.json of every day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.log import Head
from docgen.archive.storage import Storage
from docgen.errors import Damaged, NotFound, StorageFailed

BENTUK = 1
HARI, MANIFEST, SEAL = "hari", "cadangan.json", "cadangan.json.sha256"
_NAME = re.compile(r"(\d{6,})_(\d{4}-\d{2}-\d{2})T\d{6}")


@dataclass(frozen=True)
class Kept:
    """One object of a backup: its id, newest version, and the SHA-512 of the inventory of that version."""

    id: str
    versi: int
    sidik: str


@dataclass(frozen=True)
class State:
    """An archive with its declarations as it was at one moment."""

    nomor: int
    waktu: datetime
    docgen: str
    head: Head
    at: str  # of the last act
    objek: Mapping[str, Kept]
    berkas: Mapping[str, Mapping[str, Any]]
    rusak: Sequence[str] = field(default=())

    @property
    def name(self) -> str:
        """Its folder below hari/."""
        return f"{self.nomor:06}_{self.waktu:%Y-%m-%dT%H%M%S}"

    @property
    def versions(self) -> int:
        """How many versions it holds."""
        return sum(kept.versi for kept in self.objek.values())


def write_state(storage: Storage, state: State) -> None:
    """Make the state one that can be restored."""
    body = {
        "bentuk": BENTUK, "nomor": state.nomor, "waktu": state.waktu.isoformat(), "docgen": state.docgen,
        "log": {"seq": state.head.seq, "hash": state.head.hash, "at": state.at},
        "jumlah": {"objek": len(state.objek), "versi": state.versions, "deklarasi": len(state.berkas)},
        "objek": {folder: asdict(kept) for folder, kept in state.objek.items()},
        "berkas": state.berkas, "rusak": list(state.rusak),
    }  # fmt: skip
    data = canonical_json(body)
    storage.write({f"{HARI}/{state.name}/{MANIFEST}": data})
    storage.write({f"{HARI}/{state.name}/{SEAL}": _seal(data)})


def state_names(storage: Storage) -> list[str]:
    """The finished states, oldest first."""
    paths = storage.list(HARI)
    sealed = [path.split("/")[1] for path in paths if path.count("/") == 2 and path.endswith("/" + SEAL)]
    return [name for name in sealed if _NAME.fullmatch(name)]


def day_of(name: str) -> date:
    """The day of a state, by its name."""
    return date.fromisoformat(_NAME.sub(r"\2", name))


def unfinished_days(storage: Storage) -> list[str]:
    """Folders of states that were never finished."""
    begun = {path.split("/")[1] for path in storage.list(HARI) if path.count("/") >= 2}
    return sorted(f"{HARI}/{name}" for name in begun - {*state_names(storage)})


def newest_state(storage: Storage) -> State | None:
    """The last state that can still be read; None where there is none."""
    for name in reversed(state_names(storage)):
        try:
            return read_state(storage, name)
        except Damaged:
            continue
    return None


def find_state(storage: Storage, day: date | None = None) -> State:
    """The newest state, or the newest of that day or before. Raises NotFound, Damaged."""
    names = state_names(storage)
    fitting = [name for name in names if day is None or day_of(name) <= day]
    if not fitting:
        known = ", ".join(dict.fromkeys(str(day_of(name)) for name in names))
        hint = f"Yang ada: {known}." if known else "Buat dengan: docgen cadangkan TUJUAN."
        raise NotFound("Cadangan", day or "terakhir", hint)
    return read_state(storage, fitting[-1])


def read_state(storage: Storage, name: str) -> State:
    """The state in one folder of hari/; raises Damaged where it is not as it was written."""
    place = f"{HARI}/{name}/{MANIFEST}"
    try:
        data = storage.read(place)
        if not _NAME.fullmatch(name) or storage.read(f"{HARI}/{name}/{SEAL}") != _seal(data):
            raise ValueError("the seal does not fit")
        state = _read(json.loads(data))
    except (NotFound, ValueError, KeyError, TypeError, AttributeError):
        raise Damaged(f"{place} rusak atau bukan cadangan docgen. Pilih hari lain dengan --hari.") from None
    if state.name != name:
        raise Damaged(f"{place} adalah keadaan {state.name}; foldernya tertukar.")
    return state


def _read(body: dict[str, Any]) -> State:
    if body["bentuk"] != BENTUK:
        raise StorageFailed(
            f"Cadangan ini berbentuk {body['bentuk']}; program ini mengenal {BENTUK}. Pasang docgen terbaru."
        )
    log = body["log"]
    return State(
        int(body["nomor"]),
        datetime.fromisoformat(body["waktu"]),
        body["docgen"],
        Head(int(log["seq"]), log["hash"]),
        log["at"],
        {folder: Kept(**kept) for folder, kept in body["objek"].items()},
        {path: {"sha256": kept["sha256"], "size": kept["size"]} for path, kept in body["berkas"].items()},
        tuple(body["rusak"]),
    )


def _seal(data: bytes) -> bytes:
    return f"{sha256(data)}  {MANIFEST}\n".encode()
