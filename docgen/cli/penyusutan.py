"""`docgen penyusutan …`: pemindahan, pemusnahan and penyerahan, step by step."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.arsip.retiring import appraise, approve, candidates, draft_minutes, execute, propose, refuse
from docgen.cli.arguments import Pair, as_pair, isian_argument, isian_option, read_form
from docgen.cli.command import OfficeCommand
from docgen.cli.naskah_views import show_receipt
from docgen.cli.penyusutan_views import show_candidates, show_done, show_proposal, show_proposals
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.kearsipan.penyusutan import JENIS, MACAM, Penilaian

kode_argument = click.argument("kode", metavar="KODE")
macam_argument = click.argument("macam", metavar="MACAM", type=click.Choice(MACAM))


@shared_options
@click.command("calon", cls=OfficeCommand)
@macam_argument
@click.pass_obj
def calon(session: Session, macam: str) -> None:
    """Menampilkan berkas yang sudah dapat dipindahkan, dimusnahkan atau diserahkan.

    \b
    Contoh:
      docgen penyusutan calon pemusnahan
    """
    with reading(session) as office:
        show_candidates(session, office, *candidates(office, macam))


@shared_options
@click.command("usul", cls=OfficeCommand)
@macam_argument
@click.argument("berkas", metavar="[NOMOR]...", nargs=-1)
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa; misalnya habis masa simpan menurut JRA.")
@click.pass_obj
def usul(session: Session, macam: str, berkas: tuple[str, ...], alasan: str) -> None:
    """Mengusulkan pemindahan, pemusnahan atau penyerahan berkas.

    Tanpa NOMOR diusulkan semua berkas yang sudah dapat; lihat dahulu dengan docgen penyusutan calon. Untuk
    pemusnahan, berkas yang bernasib dinilai kembali ikut hanya bila nomornya disebut.

    \b
    Contoh:
      docgen penyusutan usul pemusnahan 1/2019 2/2019 \\
          --alasan 'habis masa simpan menurut JRA' --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        show_proposal(session, office, propose(office, macam, berkas, alasan, by=by))


@shared_options
@click.command("nilai", cls=OfficeCommand)
@kode_argument
@click.option(
    "--keluarkan",
    metavar="NOMOR=ALASAN",
    type=as_pair,
    multiple=True,
    help="Berkas yang tetap disimpan; boleh diulang.",
)
@click.option(
    "--musnahkan",
    metavar="NOMOR=ALASAN",
    type=as_pair,
    multiple=True,
    help="Berkas bernasib dinilai kembali yang boleh dimusnahkan; boleh diulang.",
)
@click.pass_obj
def nilai(session: Session, kode: str, keluarkan: tuple[Pair, ...], musnahkan: tuple[Pair, ...]) -> None:
    """Menilai usul penyusutan; oleh orang lain daripada pengusulnya.

    Berkas yang menurut jadwalnya dinilai kembali harus diputuskan satu per satu.

    \b
    Contoh:
      docgen penyusutan nilai 1/2025 --keluarkan '2/2019=bernilai sejarah' \\
          --sebagai sekretaris
    """
    with acting(session) as (office, by):
        show_proposal(session, office, appraise(office, kode, Penilaian(dict(keluarkan), dict(musnahkan)), by=by))


@shared_options
@click.command("setujui", cls=OfficeCommand)
@kode_argument
@click.option("--surat", metavar="TEKS", default="", help="Nomor dan tanggal surat persetujuan dari luar kantor.")
@click.pass_obj
def setujui(session: Session, kode: str, surat: str) -> None:
    """Menyetujui usul yang sudah dinilai; oleh orang ketiga.

    Pemusnahan memerlukan surat kepala daerah, atau Kepala ANRI bila masa simpannya 10 tahun atau lebih; penyerahan
    memerlukan surat lembaga kearsipan daerah.

    \b
    Contoh:
      docgen penyusutan setujui 1/2025 --surat '045/031/Org, 10 Januari 2025' \\
          --sebagai kepala_dinas
    """
    with acting(session) as (office, by):
        show_proposal(session, office, approve(office, kode, surat, by=by))


@shared_options
@click.command("tolak", cls=OfficeCommand)
@kode_argument
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa ditolak.")
@click.pass_obj
def tolak(session: Session, kode: str, alasan: str) -> None:
    """Menolak usul penyusutan; berkasnya tetap di tempatnya.

    \b
    Contoh:
      docgen penyusutan tolak 1/2025 --alasan 'masih diperlukan' \\
          --sebagai sekretaris
    """
    with acting(session) as (office, by):
        show_proposal(session, office, refuse(office, kode, alasan, by=by))


@shared_options
@click.command("berita-acara", cls=OfficeCommand)
@kode_argument
@isian_argument
@isian_option
@click.pass_obj
def berita_acara(session: Session, kode: str, pairs: tuple[Pair, ...], isian: Path | None) -> None:
    """Membuat draf berita acara usul yang disetujui, dengan daftar arsipnya.

    Isian lain seperti pada docgen naskah buat; sesudah itu diparaf, ditandatangani dan dinomori seperti naskah lain.

    \b
    Contoh:
      docgen penyusutan berita-acara 1/2025 --isian acara.toml \\
          --sebagai kasubag_umum
    """
    form = read_form(pairs, isian)
    with acting(session) as (office, by):
        show_receipt(session, office, draft_minutes(office, kode, form, by=by))


@shared_options
@click.command("laksanakan", cls=OfficeCommand)
@kode_argument
@click.option("--berita-acara", "acara", metavar="NASKAH", default="", help="Berita acaranya, yang sudah terbit.")
@click.option("--boks", metavar="KODE", default="", help="Boks tujuan sebuah pemindahan.")
@click.pass_obj
def laksanakan(session: Session, kode: str, acara: str, boks: str) -> None:
    """Melaksanakan usul yang disetujui: kertas dan berkas elektroniknya sekaligus.

    Pemusnahan tidak dapat dibatalkan. Yang tinggal hanya catatannya: judul, nomor, riwayat dan sidik. Cadangan
    dibersihkan dengan docgen cadangkan --buang-yang-dimusnahkan; salinan lain harus dimusnahkan tersendiri.

    \b
    Contoh:
      docgen penyusutan laksanakan 1/2025 --berita-acara 7K3MQ9XZ1A \\
          --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        show_done(session, execute(office, kode, by=by, berita_acara=acara, boks=boks))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.pass_obj
def daftar(session: Session) -> None:
    """Menampilkan semua usul penyusutan dan keadaannya.

    \b
    Contoh:
      docgen penyusutan daftar
    """
    with reading(session) as office:
        show_proposals(session, office, office.archive.catatan(JENIS))


@shared_options
@click.command("lihat", cls=OfficeCommand)
@kode_argument
@click.pass_obj
def lihat(session: Session, kode: str) -> None:
    """Menampilkan satu usul penyusutan, berkasnya dan siapa yang berbuat apa.

    \b
    Contoh:
      docgen penyusutan lihat 1/2025
    """
    with reading(session) as office:
        show_proposal(session, office, office.archive.one_catatan(JENIS, kode.strip()), history=True)
