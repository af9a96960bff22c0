"""Tables as wide as the terminal, no cell ever cut; one row a line where the reader is a pipe."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest

import click

from docgen.cli.printing import clean, colour, longest_piece, screen_width, wrap

GAP = "  "
NARROWEST = 8  # characters a column keeps at least

Row = Sequence[object]
Span = tuple[int, int]  # start and end of what is shown bold


def print_table(heads: Sequence[str], rows: Iterable[Row], *, solid: Collection[str] = (), below: str = "") -> None:
    """Print rows under their heads. `solid` columns are never broken; the column `below` stands under its row."""
    for line in lay_table(heads, rows, solid=solid, below=below):
        click.echo(line, color=colour())


def lay_table(
    heads: Sequence[str],
    rows: Iterable[Row],
    *,
    solid: Collection[str] = (),
    below: str = "",
    marks: Sequence[Sequence[Span]] = (),
) -> list[str]:
    """The same as lines, to be shown together with others; on a terminal `marks` are bold in the cells below."""
    cells = [[clean(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        return list(_plain(heads, cells))
    last = len(heads) - 1 if below else len(heads)
    widths = _widths(heads[:last], cells, solid)
    head = GAP.join(f"{head:<{width}}" for head, width in zip(heads[:last], widths, strict=True)).rstrip()
    lines = [click.style(head, bold=True), "─" * (sum(widths) + len(GAP) * (last - 1))]
    for row, spans in zip_longest(cells, marks, fillvalue=()):
        lines += [*_side_by_side(row[:last], widths), *_under(row[last:], widths[0] + len(GAP), spans)]
    return lines


def _plain(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [list(heads), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    for line in lines:
        yield GAP.join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], solid: Collection[str]) -> list[int]:
    """What each column needs; where the screen is too narrow the widest give way first, words break last of all."""
    columns = [[head, *(row[at] for row in rows)] for at, head in enumerate(heads)]
    widths = [max(len(line) for cell in column for line in cell.splitlines() or [""]) for column in columns]
    words = [max(longest_piece(cell) for cell in column) for column in columns]
    room = screen_width() - len(GAP) * (len(heads) - 1)
    least = [NARROWEST] * len(heads)
    soft = [at for at, head in enumerate(heads) if head not in solid]
    for yielding, floor in ((soft, words), (soft, least), (range(len(heads)), least)):
        while sum(widths) > room and (wide := [at for at in yielding if widths[at] > floor[at]]):
            widths[max(wide, key=lambda at: widths[at])] -= 1
    return widths


def _side_by_side(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    columns = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, columns))):
        parts = [lines[at] if at < len(lines) else "" for lines in columns]
        yield GAP.join(f"{part:<{width}}" for part, width in zip(parts, widths, strict=True)).rstrip()


def _under(cells: Sequence[str], left: int, marks: Sequence[Span]) -> Iterator[str]:
    """The cell below, from the second column to the end of the line, with its marks bold."""
    for cell in filter(None, cells):
        end = 0
        for line in wrap(cell, screen_width() - left):
            start = cell.index(line, end)  # a line is a piece of the cell: no letter of it is changed
            end = start + len(line)
            yield " " * left + _bold(line, [(a - start, b - start) for a, b in marks if a < end and b > start])


def _bold(line: str, marks: Iterable[Span]) -> str:
    for start, end in sorted(marks, reverse=True):  # from the last: the places of those before it stay
        start = max(start, 0)
        line = line[:start] + click.style(line[start:end], bold=True) + line[end:]
    return line
