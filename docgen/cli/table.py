"""Tables as wide as the terminal, no cell ever cut; one row a line where the reader is a pipe."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence

import click

from docgen.cli.printing import clean, longest_piece, say, screen_width, wrap

GAP = "  "
NARROWEST = 8  # characters a column keeps at least

Row = Sequence[object]


def print_table(heads: Sequence[str], rows: Iterable[Row], *, solid: Collection[str] = (), below: str = "") -> None:
    """Print rows under their heads. `solid` columns are never broken; the column `below` stands under its row."""
    cells = [[clean(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        _print_plain(heads, cells)
        return
    last = len(heads) - 1 if below else len(heads)
    widths = _widths(heads[:last], cells, solid)
    say(GAP.join(f"{head:<{width}}" for head, width in zip(heads[:last], widths, strict=True)).rstrip(), bold=True)
    say("─" * (sum(widths) + len(GAP) * (last - 1)))
    for row in cells:
        say("\n".join([*_side_by_side(row[:last], widths), *_under(row[last:], widths[0] + len(GAP))]))


def _print_plain(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [list(heads), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    for line in lines:
        click.echo(GAP.join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())


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


def _under(cells: Sequence[str], left: int) -> Iterator[str]:
    """The cell below, from the second column to the end of the line."""
    for cell in filter(None, cells):
        yield from (" " * left + line for line in wrap(cell, screen_width() - left))
