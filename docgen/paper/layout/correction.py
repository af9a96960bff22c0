"""The sheet that goes with a returned or revised naskah: the notes, and what reads otherwise."""

from __future__ import annotations

from docgen.paper.layout.blocks import kop, label_row, label_rows, numbered
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import either, para, when


def lembar_koreksi(profile: Profile) -> Page:
    """No naskah dinas by the regulation; an aid for who reads again, with room to note by hand that he did."""
    paper = profile.letter
    facts = [
        label_row("Hal", "{{ perihal }}"),
        label_row("Naskah", "{{ naskah }}"),
        label_row("Versi", "{{ versi }}"),
    ]
    line = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"), "{{ p.tempat }}", "{{ p.semula }}", "{{ p.menjadi }}", ""
    )
    titles = head("No.", "Tempat", "Semula", "Menjadi", "Dibaca")
    share = round((paper.text - 64) / 2, 1)
    changed = table([11, 35, share, share, 18], [titles, *each_row("p in perubahan", 5, line)])
    body = [
        *kop(paper),
        para("Judul", "LEMBAR KOREKSI"),
        para("Jeda"),
        label_rows(paper, facts),
        para("Jeda"),
        *when("catatan", para("Label", "Catatan:", keep=True), *numbered("catatan"), para("Jeda")),
        *either("perubahan", [changed], [para("Isi", "Tidak ada kata yang berubah.")]),
        para("Jeda"),
    ]
    return Page("Lembar Koreksi", paper, body)
