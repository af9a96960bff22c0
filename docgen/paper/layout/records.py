"""Pages of the record office: what lies in a folder, printed into it, and what stands in the place of lent paper."""

from __future__ import annotations

from docgen.paper.layout.blocks import Block, kop, label_row, label_row_if, label_rows
from docgen.paper.layout.page import Page
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.table import cell, each_row, head, row, table
from docgen.paper.layout.text import para

FOLD = 8.0  # mm between the halves of a page that is folded


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


def lembar_peminjaman(profile: Profile) -> Page:
    """Out indicator above the fold, to lie in the place of the paper; receipt below it, to be signed (4.4).

    Both halves have their height, so that the fold is where the paper is folded.
    """
    paper = profile.letter
    above, below = ((paper.height - FOLD) / 2 - margin for margin in (paper.top, paper.bottom + 3))
    fold = cell(para("Paraf Kepala", "- - - - -  lipat atau potong di sini  - - - - -"), middle=True)
    halves = [
        row(cell(*_out_indicator(paper)), height=above),
        row(fold, height=FOLD),
        row(cell(*_receipt(paper)), height=below),
    ]
    body = [table([paper.text], halves, lines=False), para("Sesudah Tabel")]
    return Page("Lembar Peminjaman", paper, body, styles={"Label": {"size": 10.0}, "Tanda Tangan": {"size": 10.0}})


def _out_indicator(paper: Paper) -> list[Block]:
    facts = [
        label_row("Nomor pinjaman", "{{ nomor_pinjaman }}"),
        label_row("Dipinjam oleh", "{{ peminjam }}"),
        label_row("Keluar", "{{ keluar }}"),
        label_row("Harus kembali", "{{ kembali }}"),
        *label_row_if("berkas", "Berkas", "{{ berkas }}, utuh"),
    ]
    return [
        para("Sampul Kecil", "TANDA KELUAR ARSIP"),
        para("Tabel Tengah", "{{ kantor.kop_utama }}"),
        para("Jeda"),
        label_rows(paper, facts, label=34),
        para("Jeda"),
        _papers(paper),
        para("Keterangan", "Lembar ini terletak di tempat arsip yang keluar. Cabut sesudah arsipnya kembali di sini."),
    ]


def _receipt(paper: Paper) -> list[Block]:
    facts = [
        label_row("Nomor pinjaman", "{{ nomor_pinjaman }}"),
        label_row("Peminjam", "{{ peminjam }}"),
        label_row("Keperluan", "{{ keperluan }}"),
        label_row("Diizinkan oleh", "{{ izin }}"),
        label_row("Arsip", "{{ ringkas }}"),
        label_row("Keluar", "{{ keluar }}"),
        label_row("Harus kembali", "{{ kembali }}"),
    ]
    signers = [
        row(*(cell(para("Tanda Tangan", title), para("Ruang Tanda Tangan"), para("Tanda Tangan", name))
              for title, name in (("Yang menyerahkan,", "{{ petugas }}"), ("Yang meminjam,", "{{ peminjam }}"))))
    ]  # fmt: skip
    back = [
        head("Dikembalikan tanggal", "Kondisi", "Paraf peminjam", "Paraf petugas"),
        row("", "", "", "", height=9),
    ]
    side = round(paper.text / 2, 1)
    return [
        para("Judul", "LEMBAR PEMINJAMAN ARSIP"),
        para("Tabel Tengah", "{{ kantor.kop_utama }}"),
        para("Jeda"),
        label_rows(paper, facts, label=34),
        para("Jeda"),
        table([side, side], signers, lines=False),
        para("Jeda"),
        table([side / 2] * 4, back),
        para("Keterangan", "Arsip tidak dipindahtangankan dan dikembalikan dalam keadaan semula."),
    ]


def _papers(paper: Paper) -> Block:
    """The papers as far as they fit half a page; the book of loans has them all."""
    share = round((paper.text - 38) / 2, 1)
    line = row(cell("{{ loop.index }}.", style="Tabel Tengah"), "{{ a.uraian }}", "{{ a.lembar }}", "{{ a.letak }}")
    return table(
        [10, share, 28, share],
        [head("No.", "Arsip", "Lembar", "Tempatnya"), *each_row("a in arsip", 4, line)],
    )
