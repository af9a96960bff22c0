"""Every file below a folder by its SHA-256: what two places must agree on to be the same."""

from __future__ import annotations

from pathlib import Path

from docgen.archive import ocfl
from docgen.archive.backup.durable import digest_file
from docgen.archive.backup.saving import DECLARATIONS
from docgen.archive.backup.state import HARI, State
from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.ocfl import DECLARATION, INVENTORY, SIDECAR

Tree = dict[str, str]


def tree_of(folder: Path, below: str = "") -> Tree:
    """Path below `folder` -> SHA-256, of the files in its part `below`."""
    paths = sorted(path for path in (folder / below).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_file(path)["sha256"] for path in paths}


def office_tree(office: Path) -> Tree:
    """What a restore brings back byte for byte; catalogue and index are compared by reading them."""
    return tree_of(office / "archive", ocfl.ROOT) | tree_of(office, DECLARATIONS)


def office_bytes(office: Path) -> int:
    """How many bytes `office_tree` reads."""
    parts = (office / "archive" / ocfl.ROOT, office / DECLARATIONS)
    return sum(path.stat().st_size for part in parts for path in part.rglob("*") if path.is_file())


def backup_tree(backup: Path, state: State) -> Tree:
    """The same as the backup has it for that state: versions up to the one it names, which ends the object."""
    day = backup / HARI / state.name
    found = tree_of(day, DECLARATIONS) | {path: sha256(data) for path, data in ocfl.ROOT_FILES.items()}
    for folder, kept in state.objek.items():
        for number in range(1, kept.versi + 1):
            found |= tree_of(backup, f"{folder}/v{number}")
        if (backup / folder / DECLARATION).is_file():
            found[f"{folder}/{DECLARATION}"] = digest_file(backup / folder / DECLARATION)["sha256"]
        for name in (INVENTORY, SIDECAR):
            found[f"{folder}/{name}"] = found.get(f"{folder}/v{kept.versi}/{name}", "")
    return found


def tree_digest(tree: Tree) -> str:
    """One digest for all of it."""
    return sha256(canonical_json(tree))


def differences(here: Tree, there: Tree) -> list[str]:
    """Paths that are only in one of them or differ."""
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))
