"""Sheets for those who work from paper: what reads otherwise after a return, what waits today, and where the
archive stands tonight."""

from __future__ import annotations

from docgen.paper.layout.blocks import kop, label_row, label_rows, numbered
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import either, para, when

ANCHORED = (
    "Simpan lembar ini terkunci, pada orang yang tidak mengurus komputer arsip. Kode di atas mewakili semua yang "
    "diarsipkan sampai entri itu: bila ada yang diubah, dihapus, disisipkan atau diganti sesudahnya, pemeriksaan "
    "dengan docgen arsip periksa --jangkar KODE menemukannya. Huruf O, I, L dan U tidak dipakai."
)


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
    share = round((paper.text - 72) / 2, 1)
    changed = table([11, 43, share, share, 18], [titles, *each_row("p in perubahan", 5, line)])
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


def daftar_tugas(profile: Profile) -> Page:
    """An aid for an official who does not log in; the last column is his own, to tick off by hand."""
    paper = profile.landscape
    facts = [
        label_row("Untuk", "{{ untuk }}"),
        label_row("Keadaan pada", "{{ tanggal_daftar|hari_tanggal }}, pukul {{ pukul|pukul }} {{ kantor.zona }}"),
    ]
    line = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"), "{{ t.tugas }}", "{{ t.perihal }}", "{{ t.naskah }}",
        "{{ t.batas }}", "{{ t.keadaan }}", "",
    )  # fmt: skip
    titles = head("No.", "Tugas", "Hal", "Naskah/SOP", "Batas", "Keadaan", "Selesai")
    share = round((paper.text - 123) / 2, 1)
    waiting = table([10, share, share, 28, 33, 36, 16], [titles, *each_row("t in tugas", 7, line)])
    body = [
        *kop(paper),
        para("Judul", "DAFTAR TUGAS"),
        para("Jeda"),
        label_rows(paper, facts),
        para("Jeda"),
        *either("tugas", [waiting], [para("Isi", "Tidak ada yang menunggu.")]),
        para("Jeda"),
    ]
    return Page("Daftar Tugas", paper, body)


def lembar_jangkar(profile: Profile) -> Page:
    """No naskah dinas; the side of the archive that no computer holds: signed, dated, and kept under lock by somebody
    who does not keep the archive."""
    paper = profile.letter
    facts = [
        label_row("Keadaan pada", "{{ tanggal_jangkar|hari_tanggal }}, pukul {{ pukul|pukul }} {{ kantor.zona }}"),
        label_row("Entri log", "{{ entri }}"),
        label_row("Tindakan terakhir", "{{ tindakan }}"),
        label_row("Sidik log", "{{ sidik }}"),
    ]
    code = table([paper.text], [row(cell(para("Judul", "{{ kode }}"), middle=True), height=14)])
    kept = head("Dicetak oleh", "Disimpan oleh", "Tanggal", "Tempat simpan")
    share = round((paper.text - 34) / 3, 1)
    body = [
        *kop(paper),
        para("Judul", "LEMBAR JANGKAR ARSIP"),
        para("Jeda"),
        label_rows(paper, facts, label=36),
        para("Jeda"),
        para("Label", "Kode jangkar:", keep=True),
        code,
        para("Keterangan", ANCHORED),
        para("Jeda"),
        table([share, share, 34, share], [kept, row("", "", "", "", height=20)]),
    ]
    return Page("Lembar Jangkar Arsip", paper, body)


def laporan_latihan_pulih(profile: Profile) -> Page:
    """No naskah dinas; proof for who audits that the archive comes back from its backup: what, how long, who saw it."""
    paper = profile.letter
    facts = [
        label_row("Dilaksanakan pada", "{{ tanggal_latihan|hari_tanggal }}, pukul {{ pukul|pukul }} {{ kantor.zona }}"),
        label_row("Dilaksanakan oleh", "{{ pelaksana }}"),
        label_row("Cadangan", "{{ cadangan }}"),
        label_row("Keadaan", "{{ keadaan }}"),
        label_row("Yang dipulihkan", "{{ isi_pulih }}"),
        label_row("Dibandingkan", "{{ dibandingkan }}"),
        label_row("Sidik semuanya", "{{ sidik }}"),
        label_row("Program", "{{ program }}"),
        label_row("Lama seluruhnya", "{{ lama }}"),
        label_row("Hasil", "{{ hasil }}"),
    ]
    line = row(cell("{{ loop.index }}.", style="Tabel Tengah"), "{{ l.nama }}", "{{ l.temuan }}", "{{ l.lama }}")
    titles = head("No.", "Langkah", "Hasil", "Lama")
    share = round((paper.text - 36) / 2, 1)
    half = round((paper.text - 34) / 2, 1)
    body = [
        *kop(paper),
        para("Judul", "LAPORAN LATIHAN PEMULIHAN ARSIP"),
        para("Jeda"),
        label_rows(paper, facts, label=38),
        para("Jeda"),
        table([10, share, share, 26], [titles, *each_row("l in langkah", 4, line)]),
        para("Jeda"),
        *when("masalah", para("Label", "Masalah:", keep=True), *numbered("masalah"), para("Jeda")),
        table([half, half, 34], [head("Dilaksanakan oleh", "Diketahui oleh", "Tanggal"), row("", "", "", height=24)]),
    ]
    return Page("Laporan Latihan Pemulihan Arsip", paper, body)
