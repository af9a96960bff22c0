"""The books of what left the house: salinan, ekspedisi, tembusan. Each is what the naskah themselves know of it.

Columns of the buku ekspedisi: `naskah-dinas.md` 4.2. What one may not read keeps its line; what it says is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from docgen.actions.naskah.distributing import TEMBUSAN, addressees, copies_of
from docgen.actions.naskah.standing import Standing
from docgen.actions.surat.dispatching import Item, addressee_of, items_of
from docgen.naskah.access import HIDDEN
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Status
from docgen.paper.sheet.listing import Column

Seen = Callable[[str], str]  # a text as the reader may see it
Line = tuple[tuple[Any, ...], Sequence[str]]  # what it is sorted by; its cells after the running number


@dataclass(frozen=True)
class Book:
    """The heads of a book, and its lines of one naskah in one year."""

    columns: Sequence[Column]
    lines: Callable[[Naskah, int, Seen], Iterator[Line]]


def book_rows(buku: str, standing: Standing, tahun: int, reader: Pejabat) -> list[list[str]]:
    """The rows of one of BOOKS in a year, from every naskah of the archive, as `reader` may see them."""
    found = ((one, _seen(standing, reader, one)) for one in standing.everything)
    lines = (((key, one.id), cells) for one, seen in found for key, cells in BOOKS[buku].lines(one, tahun, seen))
    ordered = sorted(lines, key=itemgetter(0))
    return [[str(number), *cells] for number, (_, cells) in enumerate(ordered, 1)]


def _copies(naskah: Naskah, tahun: int, seen: Seen) -> Iterator[Line]:
    """Every certified copy; those of a cancelled naskah are to be asked back."""
    for one in copies_of(naskah):
        if str(one["tanggal"]).endswith(str(tahun)):
            hal, kepada = seen(naskah.perihal), seen(one["kepada"])
            cells = [one["tanggal"], naskah.nomor, hal, str(one["nomor"]), kepada, _remark(naskah)]
            yield (_order(naskah.nomor), one["nomor"]), cells


def _dispatched(naskah: Naskah, tahun: int, seen: Seen) -> Iterator[Line]:
    """Everything that was sent; the last cell but one is signed on paper until a receipt is noted."""
    for item in items_of(naskah):
        at = datetime.fromisoformat(item["at"])
        if at.year == tahun:
            kepada, hal = seen(addressee_of(item).label), seen(naskah.perihal)
            cells = [_day(at), naskah.nomor, kepada, hal, item["cara"], seen(_received(item)), _remark(naskah)]
            yield (at, _order(naskah.nomor), item["nomor"]), cells


def _tembusan(naskah: Naskah, tahun: int, seen: Seen) -> Iterator[Line]:
    """Everyone named in tembusan of what was issued, sent or not."""
    if not naskah.nomor or naskah.tanggal is None or naskah.tanggal.year != tahun:
        return
    items = {item["kepada"]: item for item in items_of(naskah) if item["sebagai"] == TEMBUSAN}
    for place, one in enumerate(one for one in addressees(naskah) if one.sebagai == TEMBUSAN):
        item = items.get(one.kepada, {})
        sent = _day(datetime.fromisoformat(item["at"])) if item else ""
        said = [seen(naskah.perihal), seen(one.kepada), sent, seen(_received(item)), _remark(naskah, out=bool(item))]
        yield (naskah.tanggal, _order(naskah.nomor), place), [_day(naskah.tanggal), naskah.nomor, *said]


BOOKS = {
    "salinan": Book((
        Column("No.", 6), Column("Tanggal", 18), Column("Nomor naskah", 26), Column("Hal", 50),
        Column("Salinan ke", 11), Column("Kepada", 40), Column("Keterangan", 28),
    ), _copies),
    "ekspedisi": Book((
        Column("No.", 6), Column("Tanggal", 13), Column("Nomor surat", 26), Column("Kepada", 35), Column("Hal", 45),
        Column("Cara", 14), Column("Nama dan paraf penerima", 34, room=2), Column("Keterangan", 20),
    ), _dispatched),
    "tembusan": Book((
        Column("No.", 6), Column("Tanggal", 13), Column("Nomor", 26), Column("Hal", 45), Column("Kepada", 35),
        Column("Dikirim", 13), Column("Diterima", 34), Column("Keterangan", 20),
    ), _tembusan),
}  # fmt: skip


def _seen(standing: Standing, reader: Pejabat, naskah: Naskah) -> Seen:
    return str if standing.may_read(reader, naskah) else lambda text: text and HIDDEN


def _received(item: Item) -> str:
    done = item.get("diterima")
    return f"{done['oleh']}, {_day(date.fromisoformat(done['tanggal']))}" if done else ""


def _remark(naskah: Naskah, *, out: bool = True) -> str:
    if naskah.latest.status is not Status.DIBATALKAN:
        return ""
    return "dibatalkan: tarik kembali" if out else "dibatalkan"


def _day(on: date) -> str:
    return f"{on:%d-%m-%Y}"


def _order(nomor: str) -> tuple[tuple[str, int], ...]:
    """By the figures in a number: 470 / 2 before 470 / 10."""
    return tuple((words, int(part or 0)) for words, part in re.findall(r"(\D*)(\d*)", nomor))
