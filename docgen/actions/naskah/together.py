"""Paraf, tanda tangan and nomor for many naskah at once: each judged as if it were alone, all filed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from docgen.actions.naskah.approving import approved
from docgen.actions.naskah.batch import MOST_ROWS, Progress, RowResult, silent
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.filing import REFUSALS, Act, file_each, put_page
from docgen.actions.naskah.finding import demand_readable
from docgen.actions.naskah.numbering import number, to_number
from docgen.errors import DocgenError, NotFound, NotReady
from docgen.naskah.access import APPROVE, NUMBER
from docgen.naskah.records import Naskah
from docgen.office import Office

Judge = Callable[[Naskah, str], Any]  # one naskah and the digest that was read; raises, or says what to file
Finish = Callable[[Mapping[int, Any]], Iterable[tuple[int, Act | DocgenError]]]  # for all that were judged, by row

_MANGLED = re.compile(r"[0-9.,]+(?:E\+?[0-9]+)?", re.IGNORECASE)  # an id of digits only, as Excel leaves it


def approve_many(
    office: Office, mark: str, lines: Sequence[Line], *, by: str, whole: bool = False, progress: Progress = silent
) -> list[RowResult]:
    """Put the mark of `by` (`paraf` or `tanda_tangan`) on every naskah whose latest version he read; one result a line.

    All in one transaction; with `whole` nothing is filed when any line is refused. Raises NotAllowed for one who
    approves nothing, NotReady for an empty or endless list.
    """
    office.demand(by, APPROVE)

    def judge(naskah: Naskah, read: str) -> Act:
        return partial(put_page, page=approved(office, naskah, mark, read=read, by=by))

    return carry_out(office, lines, judge, by=by, whole=whole, progress=progress)


def number_many(
    office: Office,
    lines: Sequence[Line],
    *,
    by: str,
    tanggal: date | None = None,
    whole: bool = False,
    progress: Progress = silent,
) -> list[RowResult]:
    """Give every signed naskah of the list its number, in the order of the list; one result a line.

    A number is taken only for a naskah that is filed with it, so a refused line leaves no gap. Raises as
    `approve_many` does.
    """
    office.demand(by, NUMBER)

    def judge(naskah: Naskah, read: str) -> Act:
        return partial(number, signed=to_number(office, naskah, read=read, by=by, tanggal=tanggal))

    return carry_out(office, lines, judge, by=by, whole=whole, progress=progress)


def carry_out(
    office: Office,
    lines: Sequence[Line],
    judge: Judge,
    *,
    by: str,
    whole: bool,
    progress: Progress = silent,
    finish: Finish = lambda judged: judged.items(),
) -> list[RowResult]:
    """Judge every line, finish what was judged all at once, file it in one transaction; one result a line.

    With `whole` nothing is filed when any line is refused. Raises NotReady for an empty or endless list.
    """
    if not 0 < len(lines) <= MOST_ROWS:
        raise NotReady(f"Daftar memuat {len(lines)} naskah.", [f"isi 1 sampai {MOST_ROWS} baris"])
    known = office.archive.naskah_of([line.naskah_id for line in lines])
    judged: dict[int, Any] = {}
    refused: dict[int, DocgenError] = {}
    seen: dict[str, int] = {}
    for done, line in enumerate(lines, 1):
        try:
            naskah = known.get(line.naskah_id) or _by_digest(office, line)
            demand_readable(office, naskah, by)
            _demand_once(seen, naskah, line.row)
            judged[line.row] = judge(naskah, line.read)
        except REFUSALS as error:
            refused[line.row] = error
        progress(done, len(lines))
    acts = {} if whole and refused else dict(finish(judged))
    refused |= {row: act for row, act in acts.items() if isinstance(act, DocgenError)}
    ready = {row: act for row, act in acts.items() if not isinstance(act, DocgenError)}
    filed = {} if whole and refused else dict(zip(ready, file_each(office, ready.values(), whole=whole), strict=True))
    return [_result(line, refused.get(line.row) or filed.get(line.row)) for line in lines]


def _result(line: Line, done: Naskah | DocgenError | None) -> RowResult:
    if isinstance(done, Naskah):
        return RowResult(line.row, done, named=line.naskah_id)
    return RowResult(line.row, problems=(str(done),) if done else (), named=line.naskah_id)


def _demand_once(seen: dict[str, int], naskah: Naskah, row: int) -> None:
    first = seen.setdefault(naskah.id, row)
    if first != row:
        raise NotReady(f"Naskah {naskah.id} sudah disebut di baris {first}; hapus salah satunya.")


def _by_digest(office: Office, line: Line) -> Naskah:
    """The naskah of a line whose id Excel has made into a number: the full digest names it as surely."""
    places = office.archive.find_digest(line.read.lower()) if _MANGLED.fullmatch(line.naskah_id) else []
    ids = {naskah_id for naskah_id, _, _ in places}
    if len(ids) != 1:
        raise NotFound("Naskah", line.naskah_id, "Kolom 'naskah' harus berisi id seperti di daftar semula.")
    return office.archive.naskah(ids.pop())
