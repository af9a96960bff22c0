"""The classification schemes of the office: found, read when somebody asks, and the schedule of a code on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import BadDeclaration, NotFound, Problems
from docgen.kearsipan.change import find_faults
from docgen.kearsipan.klasifikasi import Kelas, Skema, jadwal
from docgen.kearsipan.klasifikasi import demand_leaf as demand_leaf_of
from docgen.kearsipan.reading import Table, read_table
from docgen.kearsipan.retensi import Jadwal
from docgen.naskah.kantor import load_kantor
from docgen.paper.sheet.rows import read_numbered
from docgen.settings import KANTOR, Settings, shipped_templates

if TYPE_CHECKING:
    from docgen.office import Office

FOLDER = "klasifikasi"
MOST_CODES = 20_000
BOM = b"\xef\xbb\xbf"
_Stamp = tuple[int, int, int]


def kelas_of(office: Office, kode: str, on: date) -> tuple[Skema, Kelas] | None:
    """The code as it stood on that day, in the office's own scheme or else in another; None for an unknown one.

    A closed code is found, too: its naskah stay. Raises BadDeclaration for a scheme that cannot be read.
    """
    for path in _own_first(office):
        skema = _held(path, _stamp(path), on)
        if kode in skema.kelas:
            return skema, skema.kelas[kode]
    return None


def jadwal_of(office: Office, kode: str, on: date) -> Jadwal:
    """The schedule of a code on that day, with what it takes from above; an empty one for an unknown code."""
    found = kelas_of(office, kode, on)
    return jadwal(found[0], kode) if found else Jadwal()


def demand_leaf(office: Office, kode: str, on: date) -> tuple[Skema, Kelas]:
    """The code, if a file may be opened under it on that day; raises as the rule in kearsipan/klasifikasi does."""
    paths = _own_first(office)
    schemes = [_read(path, _stamp(path)) for path in paths]
    skema = next((one for one in schemes if kode in one.kelas), schemes[0])
    return skema, demand_leaf_of(skema, kode, on)


def find_skema(settings: Settings, skema_id: str = "", *, kode: str = "") -> Skema:
    """A scheme with all its periods. When none is named, the office's own, or another that alone knows `kode`.

    Raises NotFound naming those there are, BadDeclaration for one that cannot be read.
    """
    paths = skema_files(settings)
    wanted = skema_id or load_kantor(settings.root / KANTOR).skema
    if wanted not in paths:
        raise NotFound("Skema klasifikasi", wanted, f"Yang ada: {', '.join(paths)}.")
    own = _read(paths[wanted], _stamp(paths[wanted]))
    if skema_id or not kode or kode in own.kelas:
        return own
    others = (_read(path, _stamp(path)) for path in paths.values())
    return next((one for one in others if kode in one.kelas), own)


def skema_files(settings: Settings) -> dict[str, Path]:
    """The file of every scheme, those of the office before those that come with docgen; kept old ones are none."""
    folders = (shipped_templates() / FOLDER, settings.templates / FOLDER)
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.csv")) if "." not in path.stem}
    return dict(sorted(found.items()))


def read_codes(data: bytes, name: str) -> tuple[Table, list[str]]:
    """The codes of a sheet, and the remarks (`# ...`) above it; raises UnsafeFile, BadDeclaration without columns."""
    data = data.removeprefix(BOM)
    lines = data.splitlines(keepends=True) if not data.startswith(b"PK") else []
    above = next((at for at, line in enumerate(lines) if not line.lstrip(b'"').startswith(b"#")), len(lines))
    body = b"".join(lines[above:]) if above else data
    try:
        table = read_table((at + above, row) for at, row in read_numbered(body, name, most=MOST_CODES))
    except ValueError as error:
        raise BadDeclaration(name, [str(error)]) from None
    return table, [line.decode("utf-8", "replace").strip(' "#;,\t\r\n') for line in lines[:above]]


def check_klasifikasi(settings: Settings) -> list[str]:
    """What is wrong in the schemes of the office, and a scheme in kantor.toml that is not there."""
    problems = []
    for path in skema_files(settings).values():
        try:
            skema = _read(path, _stamp(path))
        except BadDeclaration as error:
            problems += [f"{path.name}: {problem}" for problem in error.problems]
        else:
            problems += [f"{path.name}: kode {kode}: {why}" for kode, why in find_faults(skema)]
    own = load_kantor(settings.root / KANTOR).skema
    if own not in (known := skema_files(settings)):
        problems.append(f"skema '{own}' di kantor.toml tidak ada; yang ada: {', '.join(known)}")
    return problems


def _own_first(office: Office) -> list[Path]:
    paths = skema_files(office.settings)
    return [path for _, path in sorted(paths.items(), key=lambda one: one[0] != office.kantor.skema)]


def _stamp(path: Path) -> _Stamp:
    """What changes whenever the file does."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=64)
def _held(path: Path, stamp: _Stamp, on: date) -> Skema:
    return _read(path, stamp).on(on)


@lru_cache(maxsize=8)
def _read(path: Path, stamp: _Stamp) -> Skema:
    """A scheme from its file: the name and the remarks above the heads, then the codes."""
    try:
        table, remarks = read_codes(path.read_bytes(), path.name)
    except Problems as error:
        raise BadDeclaration(path.name, error.problems) from None
    if table.problems:
        raise BadDeclaration(path.name, [f"baris {at}: {why}" for at, why in table.problems.items()])
    nama = remarks[0] if remarks else path.stem
    return Skema(path.stem, nama, tuple(row for _, row in table.rows), tuple(remarks[1:]))
