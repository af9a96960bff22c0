"""Pages of the record office: what lies in a folder, printed into it."""

from __future__ import annotations

from docgen.paper.layout.blocks import kop, label_row, label_row_if, label_rows
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import para


def jurnal_berkas(profile: Profile) -> Page:
    """Daftar isi berkas (`naskah-dinas.md` 4.3) and under it every act, so that the folder explains itself."""
    paper = profile.landscape
    facts = [
        label_row("Nomor berkas", "{{ nomor_berkas }}"),
        label_row("Kode klasifikasi", "{{ kode }}"),
        label_row("Indeks", "{{ indeks }}"),
        label_row("Uraian informasi", "{{ uraian }}"),
        label_row("Unit pengolah", "{{ unit_pengolah }}"),
        label_row("Kurun waktu", "{{ kurun_waktu }}"),
        *label_row_if("tempat_simpan", "Tempat simpan", "{{ tempat_simpan }}"),
        label_row("Retensi", "{{ retensi }}"),
        label_row("Ditutup", "{{ ditutup_tanggal }} oleh {{ ditutup_oleh }}"),
    ]
    contents = row(
        cell("{{ i.urut }}", style="Tabel Tengah"), "{{ i.uraian }}", "{{ i.tanggal }}", "{{ i.nomor }}",
        "{{ i.kertas }}", "{{ i.sidik }}",
    )  # fmt: skip
    titles = head("No.", "Uraian informasi arsip", "Tanggal", "Nomor", "Kertas", "Sidik elektronik")
    share = round((paper.text - 123) / 2, 1)
    happened = row("{{ p.waktu }}", "{{ p.peristiwa }}", "{{ p.oleh }}", "{{ p.tentang }}")
    half = round((paper.text - 33) / 3, 1)
    body = [
        *kop(paper),
        para("Judul", "JURNAL BERKAS"),
        para("Jeda"),
        label_rows(paper, facts, label=38),
        para("Jeda"),
        para("Judul", "DAFTAR ISI BERKAS"),
        para("Jeda"),
        table([10, share, 25, 46, share, 42], [titles, *each_row("i in isi_berkas", 6, contents)]),
        para("Jeda"),
        para("Judul", "PERISTIWA"),
        para("Jeda"),
        table(
            [33, half, half, half],
            [head("Waktu", "Peristiwa", "Oleh", "Tentang"), *each_row("p in peristiwa", 4, happened)],
        ),
    ]
    return Page("Jurnal Berkas", paper, body)
