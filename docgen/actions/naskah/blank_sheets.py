"""The blank sheets of a blok nomor: which page of its print is the sheet of which number, and whose that number is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.naskah.records import Naskah, NomorEntry, Version
from docgen.office import Office


def blank_row(blok: Version, page: int, pages: int) -> Mapping[str, str] | None:
    """The number (`urut`, `tercetak`) whose blank sheet is this page of a print of so many; None for its list.

    The sheets are the last pages, one each, in the order of the list; a print where they are not says no pages.
    """
    rows = _rows(blok)
    place = page - (pages - len(rows))
    return rows[place - 1] if 0 < place < page else None  # a list goes before


def sheets_in_place(blok: Version, words: Sequence[str]) -> bool:
    """Whether in a print with these words on its pages every blank sheet is one page, and bears its own number.

    An office may have changed the page, and a font that is missing may push a line over: then a page tells nothing.
    """
    rows = _rows(blok)
    sheets = words[len(words) - len(rows) :] if len(words) > len(rows) else []
    return len(sheets) == len(rows) and all(
        _bare(row["tercetak"]) in _bare(text) for row, text in zip(rows, sheets, strict=True)
    )


def lines_of_blok(office: Office, blok: Naskah) -> dict[int, NomorEntry]:
    """What became of every number of a blok, by its serial: those that naskah have taken over since among them."""
    books = {one.numbering.buku for one in office.types.values() if one.numbering}
    tahun = int(blok.latest.values["tahun"])
    lines = (line for buku in books for line in office.archive.register(buku, tahun))
    return {line.urut: line for line in lines if line.blok == blok.id}


def _rows(blok: Version) -> Sequence[Mapping[str, str]]:
    return blok.values["nomor"] if blok.values["lembar_kosong"] == "Ya" else ()


def _bare(text: str) -> str:
    return "".join(text.split())
