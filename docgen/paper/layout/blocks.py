"""What the pages have in common: letterhead, title, label rows, signature, paraf box, tembusan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

from docgen.paper.layout.page import emblem
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, Row, cell, row, table, when_row
from docgen.paper.layout.text import anchor, each, either, para, when

Block: TypeAlias = etree._Element
EMBLEM = (20.0, 23.6)  # mm
HOURS = (
    "{{ waktu_mulai|pukul }} {% if waktu_selesai == 'selesai' %}{{ kantor.zona }} s.d. {{ waktu_selesai }}"
    "{% else %}s.d. {{ waktu_selesai }} {{ kantor.zona }}{% endif %}"
)
SIGNATURE_SHARE = 0.54  # of the text width, enough for a long name; the rest is for the paraf box or a second signature


def kop(paper: Paper, *, salinan: bool = False, emblem_size: tuple[float, float] = EMBLEM) -> list[Block]:
    """The letterhead of the office, closed by a thick and a thin line (`naskah-dinas.md` 1.3).

    The mark of a `salinan` stands at its top right, in room the emblem leaves: nothing below moves for it.
    """
    beside = emblem_size[0] + 4
    lines = (
        *each("baris in kantor.kop", para("Kop Pemerintah", "{{ baris }}")),
        para("Kop Instansi", "{{ kantor.kop_utama }}"),
        *each("baris in kantor.alamat", para("Kop Alamat", "{{ baris }}")),
    )
    marks = [para("Salinan", anchor("salinan"))] if salinan else []
    head = row(cell(para("Kop Alamat", emblem(*emblem_size)), middle=True), cell(*marks, *lines, middle=True))
    return [table([beside, paper.text - beside], [head], lines=False), para("Kop Garis")]


def label_rows(paper: Paper, rows: Sequence[Row], *, label: float = 30, indent: float = 0) -> Block:
    """Label, colon and value in three aligned columns; rows are made by `label_row`."""
    widths = [label, 4, paper.text - label - 4 - indent]
    if indent:
        rows = [Row((cell("", style="Label"), *r.cells)) if len(r.cells) > 1 else r for r in rows]
        widths = [indent, *widths]
    return table(widths, rows, lines=False)


def label_row(label: str, *value: str | Block) -> Row:
    """`Hal : {{ perihal }}`."""
    return row(cell(label, style="Label"), cell(":", style="Label"), cell(*value, style="Label"))


def label_row_if(condition: str, label: str, *value: str | Block, columns: int = 3) -> list[Row]:
    """A label row that is left out where `condition` does not hold."""
    return when_row(condition, columns, label_row(label, *value))


def several(source: str, *, start: str = "", one: str = "Label") -> list[Block]:
    """The values of a list under each other, numbered when there are more than one."""
    single = para(one, f"{start}{{{{ {source}|first }}}}")
    numbers = each(f"butir in {source}", para(f"{one} Daftar", f"{{{{ loop.index }}}}.\t{start}{{{{ butir }}}}"))
    return either(f"{source}|length == 1", [single], numbers)


@dataclass(frozen=True)
class Signer:
    """A signature in three parts, so that two of them stand level beside each other."""

    title: tuple[Block, ...]
    room: Block
    name: tuple[Block, ...]


def person(source: str, place: str = "", *above: Block) -> Signer:
    """The lines of his block, room for ink, name, pangkat, NIP (`naskah-dinas.md` 1.6).

    Without a `place` the room is for ink alone, as on an annex that is signed once more.
    """
    name = (
        para("Nama Pejabat", f"{{{{ {source}.nama }}}}"),
        *when(f"{source}.pangkat", para("Tanda Tangan", f"{{{{ {source}.pangkat }}}}")),
        *when(f"{source}.nip", para("Tanda Tangan", f"NIP. {{{{ {source}.nip }}}}")),
    )
    title = (*above, *each(f"baris in {source}.blok", para("Tanda Tangan", "{{ baris }}")))
    room = para("Ruang Tanda Tangan", anchor(place)) if place else para("Ruang Tanda Tangan")
    return Signer(title, room, name)


def signature(paper: Paper, right: Signer, left: Sequence[Block] = ()) -> list[Block]:
    """A signature in the right half, something else in the left; the row never breaks over a page."""
    share = round(paper.text * SIGNATURE_SHARE, 1)
    beside = cell(*left) if left else cell("")
    sides = row(beside, cell(*right.title, right.room, *right.name))
    return [table([paper.text - share, share], [sides], lines=False), para("Sesudah Tabel")]


def two_signatures(paper: Paper, left: Signer, right: Signer, *below: Block) -> list[Block]:
    """Two signatures side by side, their titles and their names level; what stands `below` stays on their page.

    The last of `below` must be a paragraph.
    """
    rows = (
        row(cell(*left.title), cell(*right.title)),
        row(cell(left.room), cell(right.room)),
        row(cell(*left.name), cell(*right.name)),
    )
    share = round(paper.text * SIGNATURE_SHARE, 1)
    both = table([paper.text - share, share], rows, lines=False)
    whole = table([paper.text], [row(cell(both, *below))], lines=False)
    return [whole if below else both, para("Sesudah Tabel")]


def acknowledged(paper: Paper, source: str) -> list[Block]:
    """`Mengetahui` in the middle below other signatures, where somebody is named (`naskah-dinas.md` 1.4.8)."""
    signer = person(source, "", para("Tanda Tangan"), para("Tanda Tangan", "Mengetahui,"))
    side = round(paper.text * 0.22, 1)
    middle = cell(*signer.title, signer.room, *signer.name)
    return when(source, table([side, paper.text - 2 * side, side], [row("", middle, "")], lines=False))


def paraf_box(profile: Profile, *officials: str, koordinasi: Sequence[str] = (), signer: str = "") -> list[Block]:
    """The box at the lower left, one row an official, lowest rank first (`naskah-dinas.md` 1.5).

    Above it the other units concerned: fields of the form, a row for each that is filled in. Where the form names
    the `signer`, nobody has a row who marks the page again further up the chain.
    """
    chain = {one: " and ".join(_others(one, [*officials[at:], signer])) for at, one in enumerate(officials, 1)}
    rows = [
        *_paraf_rows(_paraf_title(profile, "PARAF KOORDINASI"), {one: one for one in koordinasi}),
        *_paraf_rows(_paraf_title(profile, "PARAF HIERARKI"), chain),
    ]
    return [para("Jeda"), table([40, 25], rows, lines=profile.paraf_box), para("Jeda")]


def _others(source: str, later: Sequence[str]) -> list[str]:
    """That nobody of `later` is the official in `source`; of two posts written into the template it is known."""
    known = "pejabat." if source.startswith("pejabat.") else " "
    return [f"{source}.id != {one}.id" for one in later if one and not one.startswith(known)]


def _paraf_rows(title: Sequence[Row], conditions: Mapping[str, str]) -> list[Row]:
    """The row of each official where its condition holds, the title where any does."""
    rows = [one for source, asked in conditions.items() for one in _row_if(asked, _paraf_row(source))]
    some = "" if not all(conditions.values()) else " or ".join(conditions.values())
    return [*(_row_if(some, *title) if title and conditions else []), *rows]


def _row_if(condition: str, *rows: Row) -> list[Row]:
    return when_row(condition, 2, *rows) if condition else list(rows)


def _paraf_title(profile: Profile, title: str) -> list[Row]:
    return [Row((cell(title, style="Paraf Kepala", span=2),))] if profile.paraf_box else []


def _paraf_row(source: str) -> Row:
    place = anchor(f"paraf_{source.removeprefix('pejabat.')}")
    post = cell(f"{{{{ {source}.singkat }}}}", style="Paraf", middle=True)
    return row(post, cell(para("Paraf", place), middle=True), height=9)


def certified() -> Block:
    """Where a salinan is certified: lower left, by or below the signature (`naskah-dinas.md` 1.6)."""
    return para("Pengesahan Salinan", anchor("salinan_sah"))


def row_number(*, middle: bool = False) -> Cell:
    """The number of a row; the last row stays with the signature, which is never alone on a page."""
    number = "{{ loop.index }}."
    last, other = para("Tabel Tengah", number, keep=True), para("Tabel Tengah", number)
    return cell(*either("loop.last", [last], [other]), middle=middle)


def tembusan() -> list[Block]:
    """Copies at the lower left, numbered, the last with a full stop; nothing when there are none."""
    mark = "{% if loop.last %}.{% else %};{% endif %}"
    return when(
        "tembusan",
        para("Jeda"),
        para("Tembusan", "Tembusan:", keep=True),
        *each("pihak in tembusan", para("Tembusan", "{{ loop.index }}.\t{{ pihak }}" + mark)),
    )


def numbered(source: str, mark: str = "{{ loop.index }}.") -> list[Block]:
    """Every value of a list as a numbered paragraph with a hanging indent; one alone is a paragraph of the text."""
    many = each(f"butir in {source}", para("Butir", f"{mark}\t{{{{ butir }}}}"))
    return either(f"{source}|length == 1", text(source), many)


def text(source: str, style: str = "Isi") -> list[Block]:
    """Every paragraph of a field."""
    return each(f"alinea in {source}", para(style, "{{ alinea }}"))


def figure(value: str) -> Cell:
    """A figure at the right edge of its cell; a dash in the middle where there is none."""
    dash, known = para("Tabel Tengah", "-"), para("Tabel Angka", f"{{{{ {value} }}}}")
    return cell(*either(f"{value} is none", [dash], [known]))


def open_cell(piece: Cell, *edges: str) -> Cell:
    """The cell without lines at these edges."""
    return replace(piece, open=edges)
