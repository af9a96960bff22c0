"""Laporan kinerja tahunan (LKjIP): cover, contents, ikhtisar and the four chapters of `naskah-dinas.md` 5.4."""

from __future__ import annotations

from docgen.paper.layout.blocks import Block, certified, figure, numbered, paraf_box, person, signature, text
from docgen.paper.layout.graph import chart_frame
from docgen.paper.layout.page import Page, emblem
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.report import CHART, MEASURED, SCALE
from docgen.paper.layout.table import Cell, cell, each_row, head, merged_rows, row, table
from docgen.paper.layout.text import anchor, each, heading, page_of, para, when

COVER_EMBLEM = (34.0, 40.2)  # mm
CONTENTS = {  # bookmark -> number and title of what the table of contents lists
    "_Ikhtisar": ("", "IKHTISAR EKSEKUTIF"),
    "_Bab1": ("BAB I", "PENDAHULUAN"),
    "_Bab1A": ("A.", "Gambaran Umum Organisasi"),
    "_Bab1B": ("B.", "Aspek Strategis"),
    "_Bab1C": ("C.", "Isu Strategis"),
    "_Bab2": ("BAB II", "PERENCANAAN KINERJA"),
    "_Bab2A": ("A.", "Rencana Strategis dan Rencana Kerja"),
    "_Bab2B": ("B.", "Perjanjian Kinerja"),
    "_Bab3": ("BAB III", "AKUNTABILITAS KINERJA"),
    "_Bab3A": ("A.", "Capaian Kinerja Organisasi"),
    "_Bab3B": ("B.", "Realisasi Anggaran"),
    "_Bab4": ("BAB IV", "PENUTUP"),
}


def laporan_kinerja_tahunan(profile: Profile) -> Page:
    """Every chapter begins on a new page; capaian is computed while the form is filled."""
    paper = profile.report
    body = [
        *_cover(),
        *_contents(),
        *_chapter("_Ikhtisar"),
        *text("ikhtisar"),
        *_first_chapters(),
        *_accountability(paper),
        *_budget_chapter(paper),
        *_chapter("_Bab4"),
        *text("kesimpulan"),
        para("Subbab", "Langkah perbaikan"),
        *numbered("perbaikan"),
        para("Jeda"),
        para("Isi", "{{ penutup }}", keep=True),
        para("Jeda", keep=True),
        *_closing(profile),
    ]
    small = {name: {"size": 9.0} for name in ("Tabel", "Tabel Tengah", "Tabel Angka", "Tabel Jumlah", "Tabel Kepala")}
    wide = {name: {"line": 1.5} for name in ("Isi", "Butir")}
    listed = {name: {"leader": paper.text} for name in ("Daftar Isi Bab", "Daftar Isi")}
    return Page("Laporan Kinerja Instansi Pemerintah", paper, body, styles=small | wide | listed, charts=[CHART])


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


def _contents() -> list[Block]:
    """Chapters and subchapters with the pages they stand on (`naskah-dinas.md` 5.4)."""
    lines = [
        para(
            "Daftar Isi" if number.endswith(".") else "Daftar Isi Bab",
            f"{number}\t".lstrip() + f"{title}\t",
            page_of(mark),
        )
        for mark, (number, title) in CONTENTS.items()
    ]
    return [para("Judul Bab", "DAFTAR ISI"), para("Jeda"), *lines]


def _chapter(mark: str) -> list[Block]:
    number, title = CONTENTS[mark]
    lines = (
        [heading("Judul Bab", mark, number), para("Judul", title)] if number else [heading("Judul Bab", mark, title)]
    )
    return [*lines, para("Jeda", keep=True)]


def _section(mark: str) -> Block:
    number, title = CONTENTS[mark]
    return heading("Subbab", mark, f"{number}\t{title}")


def _first_chapters() -> list[Block]:
    return [
        *_chapter("_Bab1"),
        _section("_Bab1A"),
        *text("organisasi"),
        _section("_Bab1B"),
        *text("aspek_strategis"),
        _section("_Bab1C"),
        *numbered("isu_strategis"),
        *_chapter("_Bab2"),
        _section("_Bab2A"),
        *text("rencana_strategis"),
        _section("_Bab2B"),
        *text("perjanjian"),
    ]


def _accountability(paper: Paper) -> list[Block]:
    return [
        *_chapter("_Bab3"),
        _section("_Bab3A"),
        para("Subbab", "1.\tTarget dan Realisasi Tahun {{ tahun }}"),
        _measured(paper),
        para("Keterangan", SCALE),
        para("Gambar", chart_frame(CHART.name, paper.text)),
        para("Judul Gambar", "Gambar 1. Target dan realisasi Tahun {{ tahun }}"),
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
        figure("b.target"),
        figure("b.realisasi"),
        figure("b|capaian"),
    )
    total = row(
        cell("Jumlah", style="Tabel Judul", span=2),
        cell("{{ anggaran|total('target') }}", style="Tabel Jumlah"),
        cell("{{ anggaran|total('realisasi') }}", style="Tabel Jumlah"),
        cell("{{ anggaran|capaian|angka }}", style="Tabel Jumlah"),
    )
    rows = [titles, *each_row("b in anggaran", 5, line), total]
    return [
        _section("_Bab3B"),
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
        figure("b.target"),
        figure("b.realisasi"),
        figure("b|capaian"),
        _middle("{{ b|capaian|predikat }}"),
    )
    widths = [9, 29, paper.text - 127, 17, 18, 19, 17, 18]
    return table(widths, [titles, *each_row("b in indikator", len(widths), *merged_rows("b.sasaran", line.cells, 1))])


def _compared(paper: Paper) -> Block:
    last, now, target = "Realisasi Tahun Lalu", "Realisasi Tahun Ini", "Target Akhir Renstra"
    titles = head("No.", "Indikator Kinerja", "Satuan", last, now, target, "Capaian (%)")
    line = row(
        _number(),
        "{{ b.indikator }}",
        _middle("{{ b.satuan }}"),
        figure("b.realisasi_lalu"),
        figure("b.realisasi"),
        figure("b.target"),
        figure("b|capaian"),
    )
    widths = [9, paper.text - 112, 17, 22, 22, 24, 18]
    return table(widths, [titles, *each_row("b in perbandingan", len(widths), line)])


def _nationwide(paper: Paper) -> Block:
    titles = head("No.", "Indikator Kinerja", "Satuan", "Standar Nasional", "Realisasi", "Capaian (%)")
    line = row(
        _number(),
        "{{ b.indikator }}",
        _middle("{{ b.satuan }}"),
        figure("b.standar"),
        figure("b.realisasi"),
        figure("b|capaian('standar', 'realisasi')"),
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
