"""Laporan pengukuran kinerja: chapters, the table of indicators, analysis (`naskah-dinas.md` 1.4.7 and 5.4)."""

from __future__ import annotations

from docgen.paper.layout.blocks import (
    Block,
    certified,
    figure,
    kop,
    numbered,
    paraf_box,
    person,
    signature,
    tembusan,
    text,
)
from docgen.paper.layout.graph import chart_frame, sample
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import cell, each_row, head, merged_rows, row, table
from docgen.paper.layout.text import anchor, para

MEASURED = (
    "No.", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Predikat",
)  # fmt: skip
WIDTHS = (9, 28, 33, 17, 19, 19, 16, 19)  # mm: No. to Predikat
SCALE = (
    "Skala predikat: {{ kantor.predikat|skala }}. "
    "Capaian dihitung dari angka yang tercetak; tanda - berarti belum ada angkanya atau tidak dapat dihitung."
)
CHART = sample("grafik target dan realisasi", ("Target", "Realisasi"))


def laporan_pengukuran_kinerja(profile: Profile) -> Page:
    """The report of the seed's SOP; capaian and predikat are computed while the form is filled."""
    body = [
        *_title(profile.report),
        *_introduction(),
        para("Bab", "II.\tPELAKSANAAN"),
        *text("pelaksanaan"),
        para("Bab", "III.\tHASIL PENGUKURAN KINERJA"),
        para("Isi", "Hasil pengukuran kinerja {{ periode }} disajikan dalam tabel berikut.", keep=True),
        _indicators(),
        para("Keterangan", SCALE),
        para("Gambar", chart_frame(CHART.name, profile.report.text)),
        para("Judul Gambar", "Gambar 1. Target dan realisasi {{ periode }}"),
        *text("analisis"),
        para("Bab", "IV.\tKESIMPULAN DAN SARAN"),
        para("Subbab", "A.\tKesimpulan"),
        *numbered("kesimpulan"),
        para("Subbab", "B.\tSaran"),
        *numbered("saran"),
        para("Bab", "V.\tPENUTUP"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *_closing(profile),
    ]
    small = {name: {"size": 9.0} for name in ("Tabel", "Tabel Tengah", "Tabel Angka", "Tabel Kepala")}
    wide = {name: {"line": 1.5} for name in ("Isi", "Butir")}
    return Page("Laporan Pengukuran Kinerja", profile.report, body, styles=small | wide, charts=[CHART])


def _title(paper: Paper) -> list[Block]:
    return [
        *kop(paper, salinan=True),
        para("Judul", "LAPORAN"),
        para("Judul", "TENTANG"),
        para("Judul", "{{ perihal|upper }}"),
        para("Judul", "{{ periode|upper }}"),
        para("Nomor Naskah", "NOMOR: ", anchor("nomor")),
    ]


def _introduction() -> list[Block]:
    return [
        para("Bab", "I.\tPENDAHULUAN"),
        para("Subbab", "A.\tLatar Belakang"),
        *text("latar_belakang"),
        para("Subbab", "B.\tLandasan Hukum"),
        *numbered("landasan_hukum"),
        para("Subbab", "C.\tMaksud dan Tujuan"),
        *text("maksud_tujuan"),
    ]


def _indicators() -> Block:
    titles = head(*MEASURED)
    line = row(
        cell("{{ loop.index }}.", style="Tabel Tengah"),
        "{{ b.sasaran }}",
        "{{ b.indikator }}",
        cell("{{ b.satuan }}", style="Tabel Tengah"),
        figure("b.target"),
        figure("b.realisasi"),
        figure("b|capaian"),
        cell("{{ b|capaian|predikat }}", style="Tabel Tengah"),
    )
    return table(WIDTHS, [titles, *each_row("b in indikator", len(WIDTHS), *merged_rows("b.sasaran", line.cells, 1))])


def _closing(profile: Profile) -> list[Block]:
    made = (
        para("Tanda Tangan", "Dibuat di {{ kantor.tempat }}"),
        para("Tanda Tangan", "pada tanggal ", anchor("tanggal")),
        para("Jeda", keep=True),
    )
    signed = person("pejabat.kepala_dinas", "tanda_tangan_kepala_dinas", *made)
    beside = [
        *paraf_box(profile, "pejabat.kasubag_perencanaan", "pejabat.sekretaris"),
        certified(),
    ]
    return [*signature(profile.report, signed, beside), *tembusan()]
