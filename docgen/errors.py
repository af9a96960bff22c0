"""Every error a user may meet: facts in, an Indonesian sentence out that says what to do.

Caught once in `cli/` and once in `web/`; anything else that escapes is a bug and shows its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime


class DocgenError(Exception):
    """Something the user can act on; the message is shown as it is."""

    exit_code = 1
    http_status = 400


class Problems(DocgenError):
    """Several faults of one thing, all named at once, each with its place."""

    exit_code = 2
    http_status = 422

    def __init__(self, head: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([head, *(f"  - {p}" for p in self.problems)]))


class InvalidForm(Problems):
    """One or more fields were not filled in as the document type asks."""

    def __init__(self, jenis: str, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(
            f"Isian {jenis} belum benar. Perbaiki lalu ulangi; belum ada yang disimpan.",
            (f"{name}: {why}" for name, why in fields.items()),
        )


class BadDeclaration(Problems):
    """A type.toml, kantor.toml, template or SOP file contradicts itself."""

    http_status = 500

    def __init__(self, where: str, problems: Iterable[str]) -> None:
        super().__init__(f"{where} perlu diperbaiki:", problems)


class UnsafeFile(Problems):
    """A file was refused before it was parsed."""

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        super().__init__(f"Berkas {name} ditolak; tidak ada yang disimpan:", problems)


class NotReady(Problems):
    """The naskah cannot take this step until something in it is mended."""

    http_status = 409

    def __init__(self, head: str, problems: Iterable[str] = ()) -> None:
        super().__init__(head, problems)


class NotFound(DocgenError):
    """Nothing is known by that name."""

    exit_code = 4
    http_status = 404

    def __init__(self, what: str, key: object, hint: str = "") -> None:
        super().__init__(f"{what} '{key}' tidak ditemukan." + (f" {hint}" if hint else ""))


class NotAllowed(DocgenError):
    """This official may not do this."""

    exit_code = 5
    http_status = 403


class NotYourTurn(NotAllowed):
    """The approval chain or the SOP waits for someone else."""


class StaleVersion(DocgenError):
    """The naskah moved on since the user read it."""

    exit_code = 6
    http_status = 409

    def __init__(self, naskah_id: str, *, act: str, by: str, at: datetime, number: int) -> None:
        self.naskah_id, self.number = naskah_id, number
        super().__init__(
            f"Naskah {naskah_id} sudah berubah sejak Anda membacanya: {act} oleh {by} "
            f"pada {at:%d-%m-%Y} pukul {at:%H.%M} (versi {number}). "
            f"Baca dulu versi {number}, lalu ulangi."
        )


class Damaged(DocgenError):
    """Stored bytes or facts no longer fit their digest."""

    exit_code = 3
    http_status = 500


class StorageFailed(DocgenError):
    """The disk or the database refused: full, read-only, locked, not permitted."""

    exit_code = 7
    http_status = 503


class IndexBusy(DocgenError):
    """Another process writes the index; the version is filed and will be indexed at the next search."""

    exit_code = 7
    http_status = 503


class IndexBroken(DocgenError):
    """The index cannot be read; it is rebuilt from the catalogue."""

    exit_code = 7
    http_status = 503


class BadQuery(Problems):
    """A search line cannot be read; nothing was searched."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("Pencarian belum dapat dibaca:", problems)
