"""Daftar hadir and notula of a meeting."""

from __future__ import annotations

from docgen.paper.layout.blocks import (
    HOURS,
    Block,
    Signer,
    certified,
    kop,
    label_row,
    label_rows,
    numbered,
    open_cell,
    person,
    row_number,
    several,
    signature,
    text,
    two_signatures,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import Row, cell, each_row, head, row, table
from docgen.paper.layout.text import each, para


def daftar_hadir(profile: Profile) -> Page:
    """`naskah-dinas.md` 1.4.5; places for signatures alternate so that two fit in the height of two rows."""
    rows = [
        label_row("Rapat", "{{ rapat }}"),
        label_row("Hari, tanggal", "{{ tanggal_rapat|hari_tanggal }}"),
        label_row("Waktu", f"Pukul {HOURS}"),
        label_row("Tempat", "{{ tempat }}"),
        label_row("Acara", *several("acara")),
    ]
    body = [
        *kop(profile.letter),
        para("Judul", "DAFTAR HADIR"),
        para("Jeda"),
        label_rows(profile.letter, rows),
        para("Jeda"),
        _attendance(profile.letter),
        para("Jeda", keep=True),
        *signature(profile.letter, person("penanggung_jawab", "tanda_tangan_penanggung_jawab")),
    ]
    return Page("Daftar Hadir", profile.letter, body)


def notula(profile: Profile) -> Page:
    """`naskah-dinas.md` 1.4.6: head, opening, discussion with the speakers' names, decisions, closing."""
    body = [
        *kop(profile.letter, salinan=True),
        para("Judul", "NOTULA RAPAT"),
        para("Jeda"),
        label_rows(profile.letter, _notula_head(), label=38),
        para("Garis"),
        para("Bab", "1.\tKata pembukaan"),
        *text("pembukaan"),
        para("Bab", "2.\tPembahasan"),
        *each("b in pembahasan", para("Butir", "{{ loop.index|huruf }}.\t{{ b.pembicara }}: {{ b.uraian }}")),
        para("Bab", "3.\tKeputusan"),
        *numbered("keputusan", mark="{{ loop.index|huruf }}."),
        para("Bab", "4.\tPenutup"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *two_signatures(profile.letter, *_signatures(), certified()),
    ]
    return Page("Notula Rapat", profile.letter, body)


def _attendance(paper: Paper) -> Block:
    left = cell("{% if loop.index is odd %}{{ loop.index }}. ………{% endif %}", middle=True)
    right = cell("{% if loop.index is even %}{{ loop.index }}. ………{% endif %}", middle=True)
    person_row = row(
        row_number(middle=True),
        cell("{{ p.nama }}", middle=True),
        cell("{{ p.jabatan }}", middle=True),
        open_cell(left, "right"),
        open_cell(right, "left"),
        cell("{{ p.keterangan }}", middle=True),
        height=10,
    )
    titles = head(
        "No.", "Nama", "Jabatan/Instansi", cell("Tanda Tangan", style="Tabel Kepala", span=2, middle=True), "Ket."
    )
    return table([10, 42, 42, 22, 22, paper.text - 138], [titles, *each_row("p in peserta", 6, person_row)])


def _notula_head() -> list[Row]:
    return [
        label_row("Rapat", "{{ rapat }}"),
        label_row("Hari, tanggal", "{{ tanggal_rapat|hari_tanggal }}"),
        label_row("Waktu", f"Pukul {HOURS}"),
        label_row("Tempat", "{{ tempat }}"),
        label_row("Acara", *several("acara")),
        label_row("Pimpinan rapat", "{{ pimpinan.jabatan }}"),
        label_row("Notulis", "{{ notulis.jabatan }}"),
        label_row("Peserta", *several("peserta")),
    ]


def _signatures() -> tuple[Signer, Signer]:
    """The notulis answers for the writing, at left; the chair for the content, at right."""
    notulis = person("notulis", "paraf_notulis", para("Tanda Tangan", "Notulis"))
    return notulis, person("pimpinan", "tanda_tangan_pimpinan", para("Tanda Tangan", "Pimpinan Rapat"))
