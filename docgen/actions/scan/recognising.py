"""Which naskah, version and page a photo of paper shows, by the QR on it; also a code typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.actions.naskah.blank_sheets import blank_row
from docgen.actions.naskah.finding import resolve, version_of
from docgen.actions.naskah.reserving import BLOK
from docgen.errors import UnsafeFile
from docgen.naskah.kode_halaman import PageCode, looks_like_kode, read_kode_halaman
from docgen.naskah.records import Naskah, Version
from docgen.office import Office
from docgen.paper.guard import sniff
from docgen.paper.scan.pages import KINDS, read_pages


@dataclass(frozen=True)
class Shown:
    """A page of paper: what its code says, and the naskah and the version that it is a print of."""

    code: str
    said: PageCode
    naskah: Naskah
    version: Version

    @property
    def current(self) -> bool:
        """Whether the paper shows the naskah as it is now."""
        return self.version.sha256 == self.naskah.latest.sha256

    @property
    def lembar_kosong(self) -> str:
        """The serial of the reserved number whose blank sheet it is; '' for any other paper."""
        row = blank_row(self.version, self.said.page, self.said.pages) if self.naskah.jenis == BLOK else None
        return row["urut"] if row else ""


def recognise(office: Office, data: bytes, name: str, *, by: str = "") -> list[Shown]:
    """What the pages of a photo or scan show, each code once; nothing where no code can be read.

    Raises NotFound for a code of another office, NotAllowed for a naskah that `by` may not read.
    """
    if sniff(data) not in KINDS:
        return []
    try:
        pages = read_pages(data, name)
    except UnsafeFile:
        return []
    found = (code.text for page in pages for code in page.codes if looks_like_kode(code.text))
    return list(_shown(office, dict.fromkeys(found), by))


def recognise_code(office: Office, typed: str, *, by: str = "") -> list[Shown]:
    """The same for a code as it was typed; nothing when it is none. Raises as `recognise` does."""
    return list(_shown(office, {typed: None}, by))


def _shown(office: Office, codes: dict[str, None], by: str) -> Iterator[Shown]:
    for code in codes:
        said = read_kode_halaman(code)
        if said:
            naskah = resolve(office, code, by=by)
            yield Shown(code.strip().upper(), said, naskah, version_of(office, naskah, said.number))
