"""Lembar disposisi on half a folio: the head, then one pre-printed row for every hop (`naskah-dinas.md` 1.4.1)."""

from __future__ import annotations

from docgen.paper.layout.blocks import Block, kop, open_cell
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Cell, Row, cell, head, row, table
from docgen.paper.layout.text import anchor, para

HOPS = 5
PARTS = ("tanggal", "dari", "kepada", "isi", "paraf")
WIDTHS = {"tanggal": 18, "dari": 28, "kepada": 32, "paraf": 18}  # mm; the isi has the rest
LABEL, COLON, SHORT = 21.5, 3.5, 62.0  # mm of the letter's facts; a sender and a number may be longer than a date
ABOVE = 62.5  # mm between the margins that hops do not take; room for a Hal of 200 letters and a sender of two lines
SMALL = 150.0  # mm; a lower sheet has smaller letters, and less room above
LESS = 5.0  # mm


def lembar_disposisi(profile: Profile) -> Page:
    """The sheet grows by stamping the next row; on paper that was printed before, too, as rows keep their places."""
    body = [
        *kop(profile.disposition, emblem_size=(14, 16.5)),
        para("Judul", "LEMBAR DISPOSISI"),
        _letter(profile.disposition),
        para("Jeda"),
        _hops(profile.disposition),
        para("Jeda"),
    ]
    smaller = {"Kop Pemerintah": {"size": 11.0}, "Kop Instansi": {"size": 13.0}, "Kop Alamat": {"size": 8.0}}
    close = {"Kop Garis": {"after": 2.0}, "Judul": {"size": 12.0, "after": 2.0}, "Jeda": {"size": 2.0}}
    small = {name: {"size": 8.5, "before": 0.5, "after": 0.5} for name in ("Tabel", "Tabel Kepala")}
    low = {"Baris Disposisi": {"size": 7.5, "exact": 8.5}, "Tabel": {"size": 8.0, "before": 0.3, "after": 0.3}}
    rows = low if _is_low(profile.disposition) else {}
    return Page("Lembar Disposisi", profile.disposition, body, styles=smaller | close | small | rows)


def _is_low(paper: Paper) -> bool:
    return paper.height < SMALL


def _letter(paper: Paper) -> Block:
    long = paper.text - 2 * (LABEL + COLON) - SHORT
    widths = [LABEL, COLON, long, LABEL, COLON, SHORT]
    rows = [
        _pair("Surat dari", "{{ pengirim }}", "Diterima tgl.", "{{ tanggal_terima }}"),
        _pair("No. surat", "{{ nomor_surat }}", "No. agenda", "{{ nomor_agenda }}"),
        _pair("Tgl. surat", "{{ tanggal_surat }}", "Keamanan", "{{ keamanan }}"),
        _pair("Lampiran", "{{ lampiran|default('-') }}", "Sifat", _ticks()),
        Row(_labelled("Hal", "{{ perihal }}", 4)),
    ]
    return table(widths, rows)


def _pair(label: str, value: str, other: str, other_value: str) -> Row:
    return Row((*_labelled(label, value), *_labelled(other, other_value)))


def _labelled(label: str, value: str, span: int = 1) -> tuple[Cell, Cell, Cell]:
    """Label, colon and value without lines between them."""
    return (
        open_cell(cell(label), "right"),
        open_cell(cell(":"), "left", "right"),
        open_cell(cell(value, span=span), "left"),
    )


def _ticks() -> str:
    choices = ("Sangat Segera", "Segera", "Biasa")
    return "   ".join(f"{{% if sifat == '{c}' %}}☑{{% else %}}☐{{% endif %}} {c}" for c in choices)


def _hops(paper: Paper) -> Block:
    above = ABOVE - LESS if _is_low(paper) else ABOVE
    height = (paper.height - paper.top - paper.bottom - above) / HOPS
    titles = head("Tanggal", "Dari", "Diteruskan kepada", "Dengan hormat harap / isi disposisi", "Paraf")
    rows = [
        row(*(cell(para("Baris Disposisi", anchor(f"disposisi_{i}_{part}"))) for part in PARTS), height=height)
        for i in range(1, HOPS + 1)
    ]
    rest = paper.text - sum(WIDTHS.values())
    return table([WIDTHS.get(part, rest) for part in PARTS], [titles, *rows])
