"""Numbers reserved for days on which nothing can be printed: their list, and a numbered blank sheet for each."""

from __future__ import annotations

from docgen.paper.layout.blocks import Block, kop, label_row, label_rows, open_cell
from docgen.paper.layout.page import Page, new_section
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import each, para, when

LINE = 8.5  # mm between two lines of a blank sheet
BESIDE_LINES = 97.0  # mm of a blank sheet that head, signature and note need
DOTS = "…" * 20
HOW = (
    "Tulis setiap naskah pada baris nomornya pada hari naskah itu dibuat. Setelah listrik menyala, setiap baris "
    "dicatat di docgen dengan tanggal sebenarnya; nomor yang tidak terpakai dikembalikan dengan alasannya."
)


def blok_nomor(profile: Profile) -> Page:
    """The columns of the buku agenda (`naskah-dinas.md` 4.2) to be written by hand, then a sheet a number."""
    paper = profile.letter
    facts = [
        label_row("Untuk", "{{ untuk }}"),
        label_row("Buku", "{{ buku }}, tahun {{ tahun }}"),
        label_row("Dipesan", "{{ tanggal_pesan }}"),
        label_row("Alasan", "{{ alasan }}"),
    ]
    body = [
        *kop(paper),
        para("Judul", "DAFTAR NOMOR DIPESAN"),
        para("Jeda"),
        label_rows(paper, facts),
        para("Jeda"),
        _list(paper),
        para("Keterangan", HOW),
        *when("lembar_kosong == 'Ya'", *each("n in nomor", *_blank(paper))),
    ]
    return Page("Daftar Nomor Dipesan", paper, body)


def _list(paper: Paper) -> Block:
    titles = head("Urut", "Nomor", "Tanggal", "Kepada / Dari", "Hal", "Paraf")
    line = row(cell("{{ n.urut }}", style="Tabel Tengah"), "{{ n.tercetak }}", "", "", "", "", height=11)
    share = round((paper.text - 92) / 2, 1)
    return table([12, 42, 22, share, share, 16], [titles, *each_row("n in nomor", 6, line)])


def _blank(paper: Paper) -> list[Block]:
    """A sheet to be written by hand or typed on: head, lines, room for a signature."""
    labels = [label_row(name, DOTS) for name in ("Kepada", "Dari", "Tanggal", "Hal")]
    rule = open_cell(cell(""), "top", "left", "right")
    half = round(paper.text / 2, 1)
    named = DOTS[:14]
    lines = int((paper.height - paper.top - paper.bottom - BESIDE_LINES) / LINE)
    signer = cell(*(para("Tanda Tangan", line) for line in (named, "", "", "", named, f"NIP. {named[:10]}")))
    return [
        new_section(paper),
        para("Kop Pemerintah", "{{ kantor.kop|join(' ') }}"),
        para("Kop Instansi", "{{ kantor.kop_utama }}"),
        para("Kop Garis"),
        label_rows(paper, [label_row("Nomor", "{{ n.tercetak }}"), *labels]),
        para("Garis"),
        table([paper.text], [row(rule, height=LINE) for _ in range(lines)]),
        para("Jeda"),
        table([paper.text - half, half], [row("", signer)], lines=False),
        para("Keterangan", "Lembar kosong bernomor; {{ untuk }}, nomor urut {{ n.urut }} tahun {{ tahun }}."),
    ]
