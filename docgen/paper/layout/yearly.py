"""Laporan kinerja tahunan (LKjIP): cover, ikhtisar eksekutif and the four chapters of `naskah-dinas.md` 5.4."""

from __future__ import annotations

from docgen.paper.layout.blocks import Block, certified, numbered, paraf_box, person, signature, text
from docgen.paper.layout.page import Page, emblem
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.report import MEASURED, SCALE
from docgen.paper.layout.table import Cell, cell, each_row, head, row, table
from docgen.paper.layout.text import anchor, each, para, when

COVER_EMBLEM = (34.0, 40.2)  # mm


def laporan_kinerja_tahunan(profile: Profile) -> Page:
    """Every chapter begins on a new page; capaian is computed while the form is filled."""
    paper = profile.report
    body = [
        *_cover(),
        para("Judul Bab", "IKHTISAR EKSEKUTIF"),
        para("Jeda", keep=True),
        *text("ikhtisar"),
        *_first_chapters(),
        *_accountability(paper),
        *_budget_chapter(paper),
        *_chapter("BAB IV", "PENUTUP"),
        *text("kesimpulan"),
        para("Subbab", "Langkah perbaikan"),
        *numbered("perbaikan"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *_closing(profile),
    ]
    small = {name: {"size": 9.0} for name in ("Tabel", "Tabel Tengah", "Tabel Angka", "Tabel Jumlah", "Tabel Kepala")}
    wide = {name: {"line": 1.5} for name in ("Isi", "Butir")}
    return Page("Laporan Kinerja Instansi Pemerintah", paper, body, styles=small | wide)


def _cover() -> list[Block]:
    return [
        para("Salinan", anchor("salinan")),
        para("Ruang Sampul"),
        para("Sampul", emblem(*COVER_EMBLEM)),
        para("Ruang Sampul"),
        para("Sampul", "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)"),
        para("Sampul", "TAHUN {{ tahun }}"),
        para("Ruang Sampul"),
        *each("baris in kantor.kop", para("Sampul Kecil", "{{ baris }}")),
        para("Sampul Kecil", "{{ kantor.kop_utama }}"),
        *each("baris in kantor.alamat", para("Kop Alamat", "{{ baris }}")),
    ]


def _chapter(number: str, title: str) -> list[Block]:
    return [para("Judul Bab", number), para("Judul", title), para("Jeda", keep=True)]


def _first_chapters() -> list[Block]:
    return [
        *_chapter("BAB I", "PENDAHULUAN"),
        para("Subbab", "A.\tGambaran Umum Organisasi"),
        *text("organisasi"),
        para("Subbab", "B.\tAspek Strategis"),
        *text("aspek_strategis"),
        para("Subbab", "C.\tIsu Strategis"),
        *numbered("isu_strategis"),
        *_chapter("BAB II", "PERENCANAAN KINERJA"),
        para("Subbab", "A.\tRencana Strategis dan Rencana Kerja"),
        *text("rencana_strategis"),
        para("Subbab", "B.\tPerjanjian Kinerja"),
        *text("perjanjian"),
    ]


def _accountability(paper: Paper) -> list[Block]:
    return [
        *_chapter("BAB III", "AKUNTABILITAS KINERJA"),
        para("Subbab", "A.\tCapaian Kinerja Organisasi"),
        para("Subbab", "1.\tTarget dan Realisasi Tahun {{ tahun }}"),
        _measured(paper),
        para("Keterangan", SCALE),
        para("Subbab", "2.\tPerbandingan dengan Tahun Lalu dan Target Jangka Menengah"),
        _compared(paper),
        para("Jeda"),
        *when(
            "standar_nasional",
            para("Subbab", "3.\tPerbandingan dengan Standar Nasional"),
            _nationwide(paper),
            para("Jeda"),
        ),
        para("Subbab", f"{_after_standard(3)}.\tAnalisis Keberhasilan, Kegagalan dan Solusi"),
        *text("analisis"),
        para("Subbab", f"{_after_standard(4)}.\tAnalisis Efisiensi Penggunaan Sumber Daya"),
        *text("efisiensi"),
        para("Subbab", f"{_after_standard(5)}.\tAnalisis Program Penunjang"),
        *text("program_penunjang"),
    ]


def _after_standard(number: int) -> str:
    """The number of a subchapter that follows the comparison with the national standard, which may be missing."""
    return f"{{% if standar_nasional %}}{number + 1}{{% else %}}{number}{{% endif %}}"


def _budget_chapter(paper: Paper) -> list[Block]:
    titles = head("No.", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)")
    line = row(
        _number(),
        "{{ b.program }}",
        _figure("{{ b.target }}"),
        _figure("{{ b.realisasi }}"),
        _figure("{{ b|capaian|angka }}"),
    )
    total = row(
        cell("Jumlah", style="Tabel Judul", span=2),
        cell("{{ anggaran|total('target') }}", style="Tabel Jumlah"),
        cell("{{ anggaran|total('realisasi') }}", style="Tabel Jumlah"),
        cell("{{ anggaran|capaian|angka }}", style="Tabel Jumlah"),
    )
    rows = [titles, *each_row("b in anggaran", 5, line), total]
    return [
        para("Subbab", "B.\tRealisasi Anggaran"),
        table([9, paper.text - 95, 33, 33, 20], rows),
        para("Jeda"),
        *text("uraian_anggaran"),
    ]


def _measured(paper: Paper) -> Block:
    titles = head(*MEASURED)
    line = row(
        _number(),
        "{{ b.sasaran }}",
        "{{ b.indikator }}",
        _middle("{{ b.satuan }}"),
        _figure("{{ b.target }}"),
        _figure("{{ b.realisasi }}"),
        _figure("{{ b|capaian|angka }}"),
        _middle("{{ b|capaian|predikat }}"),
    )
    widths = [9, 29, paper.text - 127, 17, 18, 19, 17, 18]
    return table(widths, [titles, *each_row("b in indikator", len(widths), line)])


def _compared(paper: Paper) -> Block:
    last, now, target = "Realisasi Tahun Lalu", "Realisasi Tahun Ini", "Target Akhir Renstra"
    titles = head("No.", "Indikator Kinerja", "Satuan", last, now, target, "Capaian (%)")
    line = row(
        _number(),
        "{{ b.indikator }}",
        _middle("{{ b.satuan }}"),
        _figure("{{ b.realisasi_lalu }}"),
        _figure("{{ b.realisasi }}"),
        _figure("{{ b.target }}"),
        _figure("{{ b|capaian|angka }}"),
    )
    widths = [9, paper.text - 112, 17, 22, 22, 24, 18]
    return table(widths, [titles, *each_row("b in perbandingan", len(widths), line)])


def _nationwide(paper: Paper) -> Block:
    titles = head("No.", "Indikator Kinerja", "Satuan", "Standar Nasional", "Realisasi", "Capaian (%)")
    line = row(
        _number(),
        "{{ b.indikator }}",
        _middle("{{ b.satuan }}"),
        _figure("{{ b.standar }}"),
        _figure("{{ b.realisasi }}"),
        _figure("{{ b|capaian('standar', 'realisasi')|angka }}"),
    )
    widths = [9, paper.text - 90, 17, 24, 22, 18]
    return table(widths, [titles, *each_row("b in standar_nasional", len(widths), line)])


def _closing(profile: Profile) -> list[Block]:
    dated = para("Tanda Tangan", "{{ kantor.tempat }}, {{ tanggal_laporan }}")
    signed = person("pejabat.kepala_dinas", "tanda_tangan_kepala_dinas", dated)
    parafs = paraf_box(profile, "pejabat.kasubag_perencanaan", "pejabat.sekretaris")
    return signature(profile.report, signed, [*parafs, certified()])


def _number() -> Cell:
    return _middle("{{ loop.index }}.")


def _middle(value: str) -> Cell:
    return cell(value, style="Tabel Tengah")


def _figure(value: str) -> Cell:
    return cell(value, style="Tabel Angka")
