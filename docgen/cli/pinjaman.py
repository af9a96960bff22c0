"""`docgen pinjaman …`: paper that is lent, from the request to its return."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from docgen.actions.arsip.lending import (
    Asked,
    extend_loan,
    hand_out,
    permit_loan,
    refuse_loan,
    request_loan,
    take_back,
)
from docgen.actions.arsip.loan_book import all_loans, loan_sheet
from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.publishing import as_pdf
from docgen.cli.arguments import FILE, as_day, timpa_option
from docgen.cli.berkas import alasan_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.pinjaman_views import show_due, show_loan, show_loans, show_permit, show_request
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.kearsipan.kertas import HILANG, KONDISI
from docgen.kearsipan.pinjaman import JENIS, Key
from docgen.office import Office

kode_argument = click.argument("kode", metavar="NOMOR")
kertas_argument = click.argument("kertas", metavar="[NASKAH[:LEMBAR]]...", nargs=-1)
sampai_option = click.option("--sampai", metavar="TANGGAL", type=as_day, help="Hari kembali; biasanya 7 hari kerja.")


def catatan_option(told: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--catatan: what else is to be known."""
    return click.option("--catatan", metavar="TEKS", default="", help=told)


@shared_options
@click.command("ajukan", cls=OfficeCommand)
@kertas_argument
@click.option("--berkas", metavar="NOMOR", default="", help="Pinjam seluruh map berkas ini.")
@click.option("--keperluan", metavar="TEKS", default="", help="Untuk apa dipakai.")
@click.option("--peminjam", metavar="NAMA", default="", help="Jabatan peminjam, atau nama orang luar.")
@click.option("--lembaga", metavar="TEKS", default="", help="Lembaga peminjam dari luar.")
@alasan_option("Mengapa berkas elektroniknya tidak cukup.")
@click.option("--salinan", is_flag=True, help="Salinan digital sudah diserahkan; tidak ada kertas yang keluar.")
@click.pass_obj
def ajukan(session: Session, /, kertas: tuple[str, ...], salinan: bool, **said: str) -> None:
    """Mengajukan peminjaman kertas, atau mencatat salinan digital yang diserahkan.

    Bila berkas elektroniknya ada, docgen menyebut perintah untuk mengambilnya; kertas hanya dipinjam dengan alasan.
    NASKAH:2 berarti lembar kedua. Untuk jabatan lain dan orang luar, permintaannya dicatat unit kearsipan.

    \b
    Contoh:
      docgen pinjaman ajukan 7K3MQ9XZ1A --keperluan 'pemeriksaan BPK' \\
          --alasan 'diminta aslinya' --sebagai kabid_capil
      docgen pinjaman ajukan --berkas 1/2019 --keperluan 'audit' \\
          --alasan 'diminta aslinya' --peminjam 'Budi' \\
          --lembaga 'Inspektorat' --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        asked = Asked(naskah=_keys(office, kertas, by), salinan=salinan, **said)
        show_request(session, office, request_loan(office, asked, by=by))


@shared_options
@click.command("izinkan", cls=OfficeCommand)
@kode_argument
@click.pass_obj
def izinkan(session: Session, kode: str) -> None:
    """Mengizinkan peminjaman menurut klasifikasi keamanannya.

    Biasa: unit kearsipan; terbatas: pejabat; rahasia dan sangat rahasia: kepala kantor. Izin berlaku 7 hari kerja.

    \b
    Contoh:
      docgen pinjaman izinkan 3/2019 --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_permit(session, office, permit_loan(office, kode, by=by))


@shared_options
@click.command("tolak", cls=OfficeCommand)
@kode_argument
@alasan_option("Mengapa ditolak.")
@click.pass_obj
def tolak(session: Session, kode: str, alasan: str) -> None:
    """Menolak peminjaman.

    \b
    Contoh:
      docgen pinjaman tolak 3/2019 --alasan 'sedang diperiksa' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_loan(session, office, refuse_loan(office, kode, alasan, by=by))


@shared_options
@click.command("serahkan", cls=OfficeCommand)
@kode_argument
@sampai_option
@click.pass_obj
def serahkan(session: Session, kode: str, sampai: date | None) -> None:
    """Menyerahkan kertas yang sudah diizinkan; sejak itu tercatat dipinjam.

    \b
    Contoh:
      docgen pinjaman serahkan 3/2019 --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_due(session, office, hand_out(office, kode, by=by, jatuh_tempo=sampai), sampai)


@shared_options
@click.command("kembali", cls=OfficeCommand)
@kode_argument
@kertas_argument
@click.option("--kondisi", metavar="KONDISI", default="baik", help=f"Salah satu dari: {', '.join(KONDISI)}.")
@catatan_option("Apa yang terlihat waktu diperiksa.")
@click.pass_obj
def kembali(session: Session, kode: str, kertas: tuple[str, ...], kondisi: str, catatan: str) -> None:
    """Mencatat kertas yang kembali dan kondisinya; tanpa NASKAH: semua yang masih di luar.

    \b
    Contoh:
      docgen pinjaman kembali 3/2019 --sebagai kasubag_umum
      docgen pinjaman kembali 3/2019 7K3MQ9XZ1A --kondisi 'rusak ringan' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        keys = _keys(office, kertas, by)
        show_loan(session, office, take_back(office, kode, by=by, keys=keys, kondisi=kondisi, note=catatan))


@shared_options
@click.command("hilang", cls=OfficeCommand)
@kode_argument
@kertas_argument
@catatan_option("Kapan dan bagaimana diketahui.")
@click.pass_obj
def hilang(session: Session, kode: str, kertas: tuple[str, ...], catatan: str) -> None:
    """Mencatat kertas yang hilang waktu dipinjam; tanpa NASKAH: semua yang masih di luar.

    \b
    Contoh:
      docgen pinjaman hilang 3/2019 7K3MQ9XZ1A --catatan 'terbawa banjir' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        keys = _keys(office, kertas, by)
        show_loan(session, office, take_back(office, kode, by=by, keys=keys, kondisi=HILANG, note=catatan))


@shared_options
@click.command("perpanjang", cls=OfficeCommand)
@kode_argument
@alasan_option("Mengapa belum dapat dikembalikan.")
@sampai_option
@click.pass_obj
def perpanjang(session: Session, kode: str, alasan: str, sampai: date | None) -> None:
    """Memperpanjang pinjaman, satu kali, dengan alasan.

    \b
    Contoh:
      docgen pinjaman perpanjang 3/2019 --alasan 'audit belum selesai' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_due(session, office, extend_loan(office, kode, alasan, by=by, jatuh_tempo=sampai), sampai)


@shared_options
@click.command("lembar", cls=OfficeCommand)
@kode_argument
@click.option("-o", "--keluaran", metavar="FILE", type=FILE, required=True, help="Berkas .docx atau .pdf yang ditulis.")
@timpa_option
@click.pass_obj
def lembar(session: Session, kode: str, keluaran: Path, timpa: bool) -> None:
    """Mencetak tanda keluar dan lembar peminjaman, satu halaman untuk dilipat.

    Bagian atas masuk ke boks di tempat kertasnya, bagian bawah ditandatangani. PDF memerlukan LibreOffice.

    \b
    Contoh:
      docgen pinjaman lembar 3/2019 -o pinjaman.docx --sebagai kasubag_umum
    """
    demand_kind(keluaran, ".docx", ".pdf")
    demand_free(keluaran, overwrite=timpa)
    with acting(session) as (office, by):
        page = loan_sheet(office, kode, by=by)
    write_file(keluaran, as_pdf(page) if keluaran.suffix.lower() == ".pdf" else page, overwrite=True)
    show_written(session, [keluaran])


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.option("--terlambat", is_flag=True, help="Hanya yang lewat tanggal kembalinya, yang terlama lebih dahulu.")
@click.pass_obj
def daftar(session: Session, terlambat: bool) -> None:
    """Menampilkan semua pinjaman dan keadaannya.

    \b
    Contoh:
      docgen pinjaman daftar --terlambat
    """
    with reading(session) as office:
        show_loans(session, office, all_loans(office, late=terlambat))


@shared_options
@click.command("lihat", cls=OfficeCommand)
@kode_argument
@click.pass_obj
def lihat(session: Session, kode: str) -> None:
    """Menampilkan satu pinjaman, kertasnya dan riwayatnya.

    \b
    Contoh:
      docgen pinjaman lihat 3/2019
    """
    with reading(session) as office:
        show_loan(session, office, office.archive.one_catatan(JENIS, kode.strip()), history=True)


def _keys(office: Office, typed: Sequence[str], by: str) -> list[Key]:
    """`NASKAH` or `NASKAH:2`: the second copy on paper."""
    pairs = [one.rpartition(":") if one.rpartition(":")[2].isdecimal() else (one, "", "") for one in typed]
    named = [(name or salinan, int(salinan) if name and salinan else 0) for name, _, salinan in pairs]
    return [(resolve(office, name, by=by).id, salinan) for name, salinan in named]
