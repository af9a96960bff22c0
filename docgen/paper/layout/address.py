"""The block above the text of a letter (`naskah-dinas.md` 1.4.3); a long list of addressees is an annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.paper.layout.blocks import Block, Signer, label_row, label_rows, several, signature
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, Row, cell, row, table, when_row
from docgen.paper.layout.text import anchor, each, either, para, reference, when

MOST_NAMED = 4  # addressees named on the letter itself; more go on a list
LABEL, COLON, GAP, RIGHT = 22.0, 4.0, 6.0, 68.0  # mm
COLUMNS = 5


def addressee(to: Sequence[Block], *, kepada: bool = True) -> list[Block]:
    """Kepada / Yth. / di; `to` holds the lines with the names."""
    head = [para("Tujuan", "Kepada")] if kepada else []
    return [*head, *to, para("Tujuan", "di –"), para("Tujuan", "\t{{ di }}")]


def place_and_date(style: str = "Tujuan") -> Block:
    """`Tasikmalaya, 7 Januari 2019`, without a full stop."""
    return para(style, "{{ kantor.tempat }}, ", anchor("tanggal"))


def letter_head(profile: Profile) -> list[Block]:
    """Nomor, Sifat, Lampiran and Hal at left; date and addressee where the profile puts them."""
    lines = addressee(_named(), kepada=not profile.addressee_left)
    date = place_and_date("Tempat Tanggal" if profile.addressee_left else "Tujuan")
    above = [] if profile.date_beside_nomor else [_date_row(date)]
    dated = [date] if profile.date_beside_nomor else []
    beside = replace(cell(*dated, *([] if profile.addressee_left else lines)), merge=_merge(profile, "restart"))
    rows = [*above, _labelled("Nomor", beside, para("Label", anchor("nomor"))), *_other_labels(profile)]
    paper = profile.letter
    head = table([LABEL, COLON, paper.text - LABEL - COLON - GAP - RIGHT, GAP, RIGHT], rows, lines=False)
    return [head, para("Jeda"), *(lines if profile.addressee_left else []), para("Jeda")]


def annex_head(paper: Paper, what: str, date: str = "") -> list[Block]:
    """A new page with `Lampiran`, number and date of what it belongs to at its top right (`naskah-dinas.md` 1.5).

    What has no number has its `date` from the form.
    """
    rows = [label_row("Lampiran", what)]
    if date:
        rows += [label_row("Tanggal", date)]
    else:
        rows += [label_row(name, para("Label", reference(name.lower()))) for name in ("Nomor", "Tanggal")]
    width = 88.0
    head = label_rows(Paper(width, 0, left=0, right=0), rows, label=LABEL)
    shift = paper.text - width
    indented = table([shift, width], [row(cell(""), cell(head, para("Jeda")))], lines=False)
    return [para("Halaman Baru"), indented, para("Jeda")]


def annexed_list(paper: Paper, title: str, signer: Signer) -> list[Block]:
    """The addressees on a page of their own when the letter could not name them all."""
    return when(
        f"kepada|length > {MOST_NAMED}",
        *annex_head(paper, "Surat {{ kantor.nama }}"),
        para("Judul", title),
        para("Jeda"),
        *each("butir in kepada", *either("loop.last", [_listed(keep=True)], [_listed()])),
        para("Jeda", keep=True),
        *signature(paper, signer),
    )


def _listed(*, keep: bool = False) -> Block:
    """One addressee; the last stays with the signature."""
    return para("Butir", "{{ loop.index }}.\t{{ butir }}", keep=keep)


def _named() -> list[Block]:
    all_named = several("kepada", start="Yth. ", one="Tujuan")
    listed = either(f"kepada|length > {MOST_NAMED}", [para("Tujuan", "Yth. (daftar terlampir)")], all_named)
    return [*listed, *when("up", para("Tujuan", "u.p. {{ up }}"))]


def _other_labels(profile: Profile) -> list[Row]:
    beside = replace(cell(""), merge=_merge(profile, "continue"))
    security = "{% if keamanan != 'Biasa' %} / {{ keamanan }}{% endif %}"
    return [
        _labelled("Sifat", beside, "{{ sifat }}" + security),
        *when_row("lampiran", COLUMNS, _labelled("Lampiran", beside, "{{ lampiran }}")),
        _labelled("Hal", beside, "{{ perihal }}"),
    ]


def _date_row(date: Block) -> Row:
    return row(*(cell("", style="Label") for _ in range(COLUMNS - 1)), cell(date, para("Jeda")))


def _merge(profile: Profile, how: str) -> str:
    """The addressee at right stands beside all labels, so its cells are joined downwards."""
    return "" if profile.addressee_left else how


def _labelled(label: str, beside: Cell, value: str | Block) -> Row:
    return Row((*label_row(label, value).cells, cell("", style="Label"), beside))
