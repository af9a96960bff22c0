"""A register or list as an official page: letterhead, title, what it shows, the table, the signature.

Drawn for its columns when it is printed: an office changes the look of all lists by its profile, not list by list.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from docgen.paper.layout.blocks import (
    Block,
    kop,
    label_row,
    label_row_if,
    label_rows,
    open_cell,
    person,
    signature,
    two_signatures,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, cell, each_row, head, row, table
from docgen.paper.layout.text import either, para
from docgen.paper.sheet.listing import Column

_NARROW = 9  # characters: a column up to so wide holds numbers and is centred
_SIZES = ((0.55, 10), (0.66, 9), (99, 8))  # characters a millimetre of its width, points of its letters


def list_page(columns: Sequence[Column], profile: Profile, *, acknowledged: bool = False) -> Page:
    """The page of a list with these columns (`naskah-dinas.md` 4.3); with `acknowledged` somebody signs beside.

    To be filled with kantor, judul, periode, pada, hari_ini, banyaknya, penandatangan (and mengetahui), unit and
    tidak_ada or '', and `baris`, in which a row calls its cells k0, k1, ...
    """
    paper = profile.landscape
    facts = [
        *label_row_if("unit", "Unit pengolah", "{{ unit }}"),
        label_row("Periode", "{{ periode }}"),
        label_row("Keadaan pada", "{{ pada }}"),
        label_row("Banyaknya", "{{ banyaknya }} baris"),
        *label_row_if("tidak_ada", "Nomor terlewat", "{{ tidak_ada }}"),
    ]
    signed = [para("Jeda", keep=True), *_signed(paper, acknowledged=acknowledged)]
    body = [
        *kop(paper),
        para("Judul", "{{ judul }}"),
        para("Jeda"),
        label_rows(paper, facts, label=34),
        para("Jeda"),
        *either(
            "baris", [_table(columns, paper, signed)], [para("Isi", "Tidak ada yang tercatat."), *deepcopy(signed)]
        ),
        para("Sesudah Tabel"),
    ]
    dense = sum(column.width for column in columns) / paper.text
    size = next(size for most, size in _SIZES if dense <= most)
    styles = {name: {"size": float(size)} for name in ("Tabel", "Tabel Tengah", "Tabel Kepala")}
    return Page("Daftar", paper, body, styles)


def _table(columns: Sequence[Column], paper: Paper, signed: Sequence[Block]) -> Block:
    """The table, whose last row is the signature: so it is never alone on a page."""
    total = sum(column.width for column in columns)
    widths = [round(paper.text * column.width / total, 2) for column in columns]
    room = max(column.room for column in columns)
    cells = [_cell(at, column) for at, column in enumerate(columns)]
    line = row(*cells, height=6.0 * room if room > 1 else 0)
    rows = [head(*(column.head for column in columns)), *each_row("b in baris", len(columns), line)]
    return table(widths, [*rows, row(open_cell(cell(*signed, span=len(columns)), "left", "bottom", "right"))])


def _cell(at: int, column: Column) -> Cell:
    """The cell of a column; the last row stays with the signature, which is never alone on a page."""
    style, text = "Tabel Tengah" if column.width <= _NARROW else "Tabel", f"{{{{ b.k{at} }}}}"
    if at:
        return cell(text, style=style)
    return cell(*either("loop.last", [para(style, text, keep=True)], [para(style, text)]))


def _signed(paper: Paper, *, acknowledged: bool) -> list[Block]:
    dated = para("Tanda Tangan", "{{ kantor.tempat }}, {{ hari_ini }}")
    right = person("penandatangan", "", dated)
    if not acknowledged:
        return signature(paper, right)
    return two_signatures(paper, person("mengetahui", "", para("Tanda Tangan", "Mengetahui,")), right)
