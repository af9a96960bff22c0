"""The official sheet of an SOP-AP: identity box, pairs of boxes, flow table (`naskah-dinas.md` 1.4.11)."""

from __future__ import annotations

from dataclasses import replace

from docgen.paper.layout.blocks import Block, person, several
from docgen.paper.layout.page import Page, emblem
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, Row, cell, each_row, head, row, table
from docgen.paper.layout.text import TAG_STYLE, each, para

NUMBER, ACTIVITY = 7.0, 55.0  # mm
MOST_ACTORS = 10
# Right of the activity every column is a whole number of equal grid columns, so that the columns which
# `{%tc for %}` leaves out can be taken from the end of the grid and all others stay in proportion.
QUALITY = (("Kelengkapan", 2), ("Waktu", 1), ("Output", 2))
NOTE_SPAN = 1
UNITS = MOST_ACTORS + sum(span for _, span in QUALITY) + NOTE_SPAN


def sop_ap(profile: Profile) -> Page:
    """Landscape; one column for every pelaksana of the SOP."""
    paper = profile.landscape
    body = [*_identity(paper), para("Jeda"), _flow(paper), para("Jeda")]
    names = ("Tabel", "Tabel Tengah", "Tabel Kepala", "Tabel Judul", "Tabel Daftar")
    small = {name: {"size": 9.0, "before": 1.0, "after": 1.0} for name in names} | {"Tabel Kepala": {"size": 7.0}}
    smaller = {"Tanda Tangan": {"size": 10.0}, "Nama Pejabat": {"size": 10.0}}
    room = {"Ruang Tanda Tangan": {"before": 8.0, "after": 20.0}}
    return Page("SOP Administrasi Pemerintahan", paper, body, styles=small | smaller | room)


def _identity(paper: Paper) -> list[Block]:
    half = paper.text / 2
    rows = [
        _facts("Nomor SOP", "{{ nomor_sop }}", _office()),
        _facts("Tanggal Pembuatan", "{{ tanggal_pembuatan }}"),
        _facts("Tanggal Revisi", "{{ tanggal_revisi }}"),
        _facts("Tanggal Efektif", "{{ tanggal_efektif }}"),
        _facts("Disahkan oleh", *_approval()),
        _facts("Nama SOP", para("Tabel Judul", "{{ nama_sop }}")),
        _pair("Dasar Hukum", "dasar_hukum", "Kualifikasi Pelaksana", "kualifikasi"),
        _pair("Keterkaitan SOP", "keterkaitan", "Peralatan/Perlengkapan", "peralatan"),
        _pair("Peringatan", "peringatan", "Pencatatan dan Pendataan", "pencatatan"),
    ]
    return [table([half, 38, half - 38], rows)]


def _office() -> Cell:
    lines = (
        para("Kop Alamat", emblem(14, 16.5)),
        *each("baris in kantor.kop", para("Tabel Kepala", "{{ baris }}")),
        para("Tabel Kepala", "{{ kantor.kop_utama }}"),
        para("Tabel Kepala", "{{ unit }}"),
    )
    return replace(cell(*lines, middle=True), merge="restart")


def _facts(label: str, *value: str | Block | Cell) -> Row:
    """One line of the identity box; the office stands once, at left of all of them."""
    office = next((v for v in value if isinstance(v, Cell)), replace(cell(""), merge="continue"))
    written = [v for v in value if not isinstance(v, Cell)]
    return row(office, cell(label, middle=True), cell(*written, middle=True))


def _approval() -> list[Block]:
    signer = person("pejabat.kepala_dinas", "tanda_tangan_kepala_dinas")
    return [*signer.title, signer.room, *signer.name]


def _pair(left: str, left_field: str, right: str, right_field: str) -> Row:
    def box(title: str, source: str, span: int) -> Cell:
        return cell(para("Tabel Judul", title), *several(source, one="Tabel"), span=span)

    return row(box(left, left_field, 1), box(right, right_field, 2))


def _flow(paper: Paper) -> Block:
    widths = [NUMBER, ACTIVITY, *[(paper.text - NUMBER - ACTIVITY) / UNITS] * UNITS]
    step = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"),
        "{{ l.kegiatan }}",
        *_per_actor("tanda in l.tanda", cell("{{ tanda }}", style="Tabel Simbol", middle=True)),
        *(cell(f"{{{{ l.{title.lower()} }}}}", span=span) for title, span in QUALITY),
        "{{ l.keterangan }}",
    )
    return table(widths, [*_flow_heads(), *each_row("l in langkah", 2 + UNITS, step)])


def _flow_heads() -> tuple[Row, Row]:
    def joined(text: str) -> tuple[Cell, Cell]:
        return replace(_title(text), merge="restart"), replace(_title(""), merge="continue")

    number, activity, note = joined("No."), joined("Kegiatan"), joined("Ket.")
    # How many pelaksana there are is known when the form is filled: their heading is joined over a cell for each.
    actors = _per_actor("judul in pelaksana", *_first_or_not(_title("Pelaksana"), _title("")))
    above = (*actors, _title("Mutu Baku", sum(span for _, span in QUALITY)))
    below = (*_per_actor("judul in pelaksana", _title("{{ judul }}")), *(_title(text, span) for text, span in QUALITY))
    return head(number[0], activity[0], *above, note[0]), head(number[1], activity[1], *below, note[1])


def _title(text: str, span: int = 1) -> Cell:
    return cell(text, style="Tabel Kepala", span=span, middle=True)


def _per_actor(loop: str, *column: Cell) -> tuple[Cell, ...]:
    """One column for every pelaksana: the cells with `{%tc` are dropped when the form is filled."""
    return _tag_cell(f"for {loop}"), *column, _tag_cell("endfor")


def _first_or_not(first: Cell, other: Cell) -> tuple[Cell, ...]:
    """One cell over all columns of a loop: its `first` is joined with every `other` beside it."""
    start, rest = replace(first, across="restart"), replace(other, across="continue")
    return _tag_cell("if loop.first"), start, _tag_cell("else"), rest, _tag_cell("endif")


def _tag_cell(tag: str) -> Cell:
    return cell(f"{{%tc {tag} %}}", style=TAG_STYLE)
