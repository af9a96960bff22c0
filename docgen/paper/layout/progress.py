"""Reports on the figures of a quarter: of the dinas, and of one bidang to the planning section."""

from __future__ import annotations

from docgen.paper.layout.address import place_and_date
from docgen.paper.layout.blocks import (
    Block,
    certified,
    figure,
    kop,
    label_row,
    label_rows,
    numbered,
    paraf_box,
    person,
    signature,
    tembusan,
    text,
)
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.report import SCALE
from docgen.paper.layout.table import Cell, cell, each_row, head, row, table
from docgen.paper.layout.text import anchor, para

SMALL = {name: {"size": 9.0} for name in ("Tabel", "Tabel Tengah", "Tabel Angka", "Tabel Kepala")}


def laporan_triwulan(profile: Profile) -> Page:
    """Target, realisasi and capaian of the quarter, and again from January to its end."""
    paper = profile.report
    body = [
        *kop(paper, salinan=True),
        para("Judul", "LAPORAN KINERJA TRIWULAN {{ triwulan }} TAHUN {{ tahun }}"),
        para("Judul", "{{ kantor.nama|upper }}"),
        para("Nomor Naskah", "NOMOR: ", anchor("nomor")),
        para("Bab", "I.\tPENDAHULUAN"),
        *text("pendahuluan"),
        para("Bab", "II.\tHASIL PENGUKURAN"),
        para("Subbab", "A.\tTriwulan {{ triwulan }}"),
        _measured(paper, "triwulan_ini"),
        para("Jeda"),
        para("Subbab", "B.\tSampai dengan Triwulan {{ triwulan }}"),
        _measured(paper, "sampai_triwulan"),
        para("Keterangan", SCALE),
        para("Bab", "III.\tANALISIS DAN KENDALA"),
        *text("analisis"),
        para("Bab", "IV.\tTINDAK LANJUT"),
        *numbered("tindak_lanjut"),
        para("Bab", "V.\tPENUTUP"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *_closing(profile),
    ]
    return Page("Laporan Triwulan", paper, body, styles=SMALL)


def laporan_data_kinerja_bidang(profile: Profile) -> Page:
    """What a bidang hands to the planning section by the tenth after a quarter (second seed)."""
    paper = profile.report
    rows = [
        label_row("Kepada", "Yth. {{ kepada.jabatan }}"),
        label_row("Dari", "{{ pelapor.jabatan }}"),
        label_row("Tanggal", "{{ tanggal_laporan }}"),
        label_row("Periode", "Triwulan {{ triwulan }} Tahun {{ tahun }}"),
    ]
    body = [
        *kop(paper, salinan=True),
        para("Judul", "LAPORAN DATA KINERJA BIDANG"),
        para("Jeda"),
        label_rows(paper, rows),
        para("Garis"),
        para("Isi", "{{ pengantar }}", keep=True),
        _reported(paper),
        para("Jeda"),
        para("Bab", "Kendala"),
        *numbered("kendala"),
        para("Bab", "Tindak lanjut"),
        *numbered("tindak_lanjut"),
        para("Jeda"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *signature(paper, person("pelapor", "tanda_tangan_pelapor"), [certified()]),
    ]
    return Page("Laporan Data Kinerja Bidang", paper, body, styles=SMALL)


def _measured(paper: Paper, source: str) -> Block:
    titles = head("No.", "Indikator Kinerja", "Bidang", "Satuan", "Target", "Realisasi", "Capaian (%)", "Predikat")
    widths = [9, paper.text - 128, 30, 19, 18, 18, 16, 18]
    predicate = cell("{{ b|capaian|predikat }}", style="Tabel Tengah")
    line = row(_index(), "{{ b.indikator }}", "{{ b.bidang }}", *_figures(), predicate)
    return table(widths, [titles, *each_row(f"b in {source}", len(widths), line)])


def _reported(paper: Paper) -> Block:
    titles = head("No.", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Data Dukung")
    widths = [9, paper.text - 118, 19, 18, 18, 16, 38]
    line = row(_index(), "{{ b.indikator }}", *_figures(), "{{ b.data_dukung }}")
    return table(widths, [titles, *each_row("b in indikator", len(widths), line)])


def _index() -> Cell:
    return cell("{{ loop.index }}.", style="Tabel Tengah")


def _figures() -> tuple[Cell, ...]:
    """Satuan, target, realisasi and the computed capaian."""
    return (
        cell("{{ b.satuan }}", style="Tabel Tengah"),
        figure("b.target"),
        figure("b.realisasi"),
        figure("b|capaian"),
    )


def _closing(profile: Profile) -> list[Block]:
    above = (place_and_date("Tanda Tangan"), para("Jeda", keep=True))
    signed = person("pejabat.kepala_dinas", "tanda_tangan_kepala_dinas", *above)
    parafs = paraf_box(profile, "pejabat.kasubag_perencanaan", "pejabat.sekretaris")
    return [*signature(profile.report, signed, [*parafs, certified()]), *tembusan()]
