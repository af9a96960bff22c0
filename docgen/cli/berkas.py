"""`docgen berkas …`: what belongs to one matter, in one folder, from its opening to its closing."""

from __future__ import annotations

from collections.abc import Callable

import click

from docgen.actions.arsip.closing import close_berkas, hold, open_items, release, reopen_berkas
from docgen.actions.arsip.gathering import (
    all_berkas,
    begin,
    correct_berkas,
    look,
    mark_vital,
    move_folder,
    put_in,
    take_out,
)
from docgen.actions.naskah.finding import resolve
from docgen.cli.arguments import naskah_argument
from docgen.cli.arsip_views import show_berkas, show_catatan, show_kept
from docgen.cli.command import OfficeCommand
from docgen.cli.naskah_views import show_receipt
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.kearsipan.kertas import MACAM
from docgen.naskah.access import KEAMANAN

nomor_argument = click.argument("nomor", metavar="NOMOR")


def alasan_option(told: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--alasan: why it is done."""
    return click.option("--alasan", metavar="TEKS", default="", help=told)


@shared_options
@click.command("buka", cls=OfficeCommand)
@click.option("--klasifikasi", metavar="KODE", default="", help="Kode klasifikasi arsipnya.")
@click.option(
    "--indeks", metavar="TEKS", default="", help="Kata tangkap: orang, lembaga, tempat, masalah, kurun waktu."
)
@click.option("--uraian", metavar="TEKS", default="", help="Uraian informasi berkas.")
@click.option("--unit", metavar="UNIT", default="", help="Unit pengolah; biasanya kode unit kantor.")
@click.option("--keamanan", metavar="KELAS", default="", help=f"{', '.join(KEAMANAN[:-1])} atau {KEAMANAN[-1]}.")
@click.option("--boks", metavar="KODE", default="", help="Boks atau laci tempat mapnya.")
@click.option("--folder", metavar="TEKS", default="", help="Tulisan pada tab mapnya, bila bukan nomor berkas.")
@click.option("--vital", is_flag=True, help="Tanpa arsip ini kantor tidak dapat bekerja setelah bencana.")
@click.pass_obj
def buka(session: Session, /, **form: str | bool) -> None:
    """Membuka berkas baru; nomornya diberi urut dalam setahun.

    \b
    Contoh:
      docgen berkas buka --klasifikasi 045.2 --indeks 'Pengukuran kinerja 2018' \\
          --uraian 'Penyusunan pengukuran kinerja dinas' --boks B-001 \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, begin(office, form, by=by))


@shared_options
@click.command("ubah", cls=OfficeCommand)
@nomor_argument
@click.option("--keamanan", metavar="KELAS", default="", help=f"{', '.join(KEAMANAN[:-1])} atau {KEAMANAN[-1]}.")
@click.option("--indeks", metavar="TEKS", default="", help="Kata tangkap yang benar.")
@click.option("--uraian", metavar="TEKS", default="", help="Uraian informasi yang benar.")
@alasan_option("Mengapa diubah.")
@click.pass_obj
def ubah(session: Session, nomor: str, keamanan: str, indeks: str, uraian: str, alasan: str) -> None:
    """Membetulkan klasifikasi keamanan, indeks atau uraian sebuah berkas.

    Yang tidak disebut tetap; yang lama tinggal di riwayatnya.

    \b
    Contoh:
      docgen berkas ubah 1/2019 --keamanan rahasia --alasan 'salah ketik' \\
          --sebagai kasubag_umum
    """
    said = {"keamanan": keamanan, "indeks": indeks, "uraian": uraian}
    with acting(session) as (office, by):
        show_catatan(session, office, correct_berkas(office, nomor, said, alasan, by=by))


@shared_options
@click.command("isi", cls=OfficeCommand)
@nomor_argument
@click.argument("naskah", metavar="NASKAH...", nargs=-1, required=True)
@click.option("--kertas", metavar="MACAM", default="", help=f"Kertasnya ikut masuk map: {', '.join(MACAM)}.")
@click.pass_obj
def isi(session: Session, nomor: str, naskah: tuple[str, ...], kertas: str) -> None:
    """Memasukkan naskah ke dalam berkas, urut di belakang yang sudah ada.

    \b
    Contoh:
      docgen berkas isi 1/2019 7K3MQ9XZ1A 4T7WQ2M8XA --kertas pertinggal \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        found = [resolve(office, one, by=by).id for one in naskah]
        show_kept(session, office, put_in(office, nomor, found, by=by, macam=kertas))


@shared_options
@click.command("keluarkan", cls=OfficeCommand)
@naskah_argument
@alasan_option("Mengapa tidak di sini tempatnya.")
@click.pass_obj
def keluarkan(session: Session, naskah: str, alasan: str) -> None:
    """Mengeluarkan naskah dari berkas yang masih terbuka.

    \b
    Contoh:
      docgen berkas keluarkan 7K3MQ9XZ1A --alasan 'salah berkas' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, take_out(office, found.id, alasan, by=by))


@shared_options
@click.command("pindah", cls=OfficeCommand)
@nomor_argument
@click.option("--boks", metavar="KODE", default="", help="Boks atau laci yang baru.")
@click.option("--folder", metavar="TEKS", default="", help="Tulisan pada tab mapnya.")
@click.pass_obj
def pindah(session: Session, nomor: str, boks: str, folder: str) -> None:
    """Mencatat bahwa map sebuah berkas, berikut kertasnya, dipindah.

    \b
    Contoh:
      docgen berkas pindah 1/2019 --boks B-002 --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, move_folder(office, nomor, by=by, boks=boks, folder=folder))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.option("--keadaan", metavar="KEADAAN", default="", help="Hanya yang aktif, ditutup, inaktif dan seterusnya.")
@click.pass_obj
def daftar(session: Session, keadaan: str) -> None:
    """Menampilkan semua berkas, kurun waktu dan banyaknya isinya.

    \b
    Contoh:
      docgen berkas daftar --keadaan aktif
    """
    with reading(session) as office:
        found = [one for one in all_berkas(office) if keadaan in ("", one.berkas.keadaan)]
        show_berkas(session, office, found)


@shared_options
@click.command("lihat", cls=OfficeCommand)
@nomor_argument
@click.pass_obj
def lihat(session: Session, nomor: str) -> None:
    """Menampilkan isi sebuah berkas, tempatnya, riwayatnya, dan apa yang belum beres.

    \b
    Contoh:
      docgen berkas lihat 1/2019
    """
    with reading(session) as office:
        kept = look(office, nomor)
        show_kept(session, office, kept, open_items(office, kept, by=session.sebagai) if kept.berkas.terbuka else ())


@shared_options
@click.command("tutup", cls=OfficeCommand)
@nomor_argument
@click.pass_obj
def tutup(session: Session, nomor: str) -> None:
    """Menutup berkas yang sudah selesai dan mencetak jurnalnya ke dalamnya.

    Semua yang belum beres disebut: draf, kertas yang belum ada, yang dipinjam, disposisi yang belum dilaporkan. Masa
    simpan dihitung sejak akhir tahun penutupan.

    \b
    Contoh:
      docgen berkas tutup 1/2019 --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_kept(session, office, close_berkas(office, nomor, by=by))


@shared_options
@click.command("buka-kembali", cls=OfficeCommand)
@nomor_argument
@alasan_option("Mengapa dibuka kembali.")
@click.pass_obj
def buka_kembali(session: Session, nomor: str, alasan: str) -> None:
    """Membuka kembali berkas yang sudah ditutup.

    \b
    Contoh:
      docgen berkas buka-kembali 1/2019 --alasan 'surat susulan datang' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, reopen_berkas(office, nomor, alasan, by=by))


@shared_options
@click.command("tahan", cls=OfficeCommand)
@nomor_argument
@alasan_option("Perkara, pemeriksaan atau sengketa yang memerlukannya.")
@click.pass_obj
def tahan(session: Session, nomor: str, alasan: str) -> None:
    """Menahan berkas: selama ditahan tidak ada yang boleh dimusnahkan.

    \b
    Contoh:
      docgen berkas tahan 1/2019 --alasan 'pemeriksaan BPK 2024' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, hold(office, nomor, alasan, by=by))


@shared_options
@click.command("lepas", cls=OfficeCommand)
@nomor_argument
@alasan_option("Mengapa penahanannya berakhir.")
@click.pass_obj
def lepas(session: Session, nomor: str, alasan: str) -> None:
    """Mengakhiri penahanan sebuah berkas.

    \b
    Contoh:
      docgen berkas lepas 1/2019 --alasan 'pemeriksaan selesai' \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, release(office, nomor, alasan, by=by))


@shared_options
@click.command("tandai-vital", cls=OfficeCommand)
@nomor_argument
@click.option("--bukan", is_flag=True, help="Sebaliknya: berkas ini tidak vital lagi.")
@click.pass_obj
def tandai_vital(session: Session, nomor: str, bukan: bool) -> None:
    """Menandai berkas sebagai arsip vital, atau mengakhirinya.

    Daftarnya: docgen buku lihat daftar_arsip_vital.

    \b
    Contoh:
      docgen berkas tandai-vital 1/2019 --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_catatan(session, office, mark_vital(office, nomor, by=by, vital=not bukan))
