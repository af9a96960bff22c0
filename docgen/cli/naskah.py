"""`docgen naskah lihat | daftar | ambil`: reading, changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from docgen.actions.naskah.daftar import to_be_marked, write_daftar
from docgen.actions.naskah.finding import listing, resolve, retrieve, version_of
from docgen.cli.arguments import (
    FILE,
    as_count,
    jenis_option,
    naskah_argument,
    status_option,
    timpa_option,
    versi_option,
)
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.files import STREAM, demand_free, write_file
from docgen.cli.naskah_views import show_list, show_naskah, show_refill, show_taken, show_written
from docgen.cli.session import Session, demand_post, reading, shared_options
from docgen.naskah.filename import file_name
from docgen.naskah.records import Naskah, Version
from docgen.office import Office

SHOWN = 50  # naskah of a plain list


@shared_options
@click.command("lihat", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.pass_obj
def lihat(session: Session, naskah: str, versi: int | None) -> None:
    """Menampilkan keadaan satu naskah, riwayat dan sidiknya.

    NASKAH disebut dengan id atau awalnya, nomornya, kode verifikasinya, atau sidik berkasnya.

    \b
    Contoh:
      docgen naskah lihat 7K3MQ9XZ1A
      docgen naskah lihat '470 / 1 / Sekre / 2019' --versi 2
    """
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        show_naskah(session, office, found, version_of(office, found, versi or 0))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@jenis_option
@status_option
@click.option(
    "--menunggu",
    metavar="JABATAN",
    default="",
    shell_complete=complete_post,
    help="Hanya yang menunggu paraf, tanda tangan, nomor atau perbaikan dari jabatan ini, yang terlama lebih dahulu.",
)
@click.option("--batas", metavar="N", type=as_count, help="Paling banyak N; tanpa --menunggu atau --csv: 50.")
@click.option("--csv", "keluar", metavar="FILE", type=FILE, help="Tulis sebagai daftar untuk paraf-banyak dan lainnya.")
@timpa_option
@click.pass_obj
def daftar(
    session: Session, jenis: str, status: str, menunggu: str, batas: int | None, keluar: Path | None, timpa: bool
) -> None:
    """Menampilkan daftar naskah, yang terakhir berubah lebih dahulu.

    \b
    Contoh:
      docgen naskah daftar --jenis nota_dinas --status draf
      docgen naskah daftar --menunggu sekretaris --csv untuk-sekretaris.csv
    """
    demand_free(keluar, overwrite=timpa)
    limit = batas or (None if menunggu or keluar else SHOWN)
    with reading(session) as office:
        found = listing(office, jenis=jenis, status=status, waiting=menunggu, by=session.sebagai, limit=limit)
        if keluar and menunggu:
            found = to_be_marked(found)
        if keluar and found:
            _write_list(session, keluar, write_daftar(office, found), timpa)
        else:
            show_list(session, office, found)


@shared_options
@click.command("ambil", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.option("--berkas", metavar="NAMA", default="", help="Berkas lain di versi itu, misalnya salinan-01.docx.")
@click.option("-o", "--keluaran", metavar="FILE", type=FILE, help="Nama berkas atau folder; - ke keluaran.")
@timpa_option
@click.option("--untuk", metavar="NAMA", default="", help="Salinan akses: untuk siapa; tercetak di setiap halaman.")
@click.option("--keperluan", metavar="TEKS", default="", help="Salinan akses: untuk keperluan apa.")
@click.pass_obj
def ambil(
    session: Session,
    /,
    naskah: str,
    versi: int | None,
    berkas: str,
    keluaran: Path | None,
    timpa: bool,
    **purpose: str,
) -> None:
    """Mengambil berkas satu versi dari arsip.

    Isinya dicocokkan dengan sidiknya sebelum ditulis. Tanpa -o, namanya menyebut jenis, nomor, versi dan statusnya.
    Naskah terbatas atau rahasia diambil sebagai salinan akses: PDF yang di setiap halamannya tercetak untuk siapa,
    kapan dan mengapa, dan yang dicatat; aslinya tetap seperti semula.

    \b
    Contoh:
      docgen naskah ambil 7K3MQ9XZ1A
      docgen naskah ambil 7K3MQ9XZ1A --versi 2 -o draf.docx
      docgen naskah ambil 7K3MQ9XZ1A --untuk 'Rina, Inspektorat' \\
          --keperluan 'reviu laporan' --sebagai kasubag_umum
    """
    if keluaran and not keluaran.is_dir():
        demand_free(keluaran, overwrite=timpa)  # before a copy is on record as given
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        version = version_of(office, found, versi or 0)
        taken = _taken(session, office, found, version, berkas, purpose)
    target = _target(keluaran, taken.name)
    write_file(target, taken.data, overwrite=timpa)
    show_taken(session, version, taken.path, target, copy=taken.copy)


@shared_options
@click.command("buat-ulang", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.pass_context
def buat_ulang(ctx: click.Context, naskah: str, versi: int | None) -> None:
    """Mengisi ulang satu naskah dan membandingkan hasilnya.

    Isian yang diarsipkan diisikan lagi ke template yang sekarang; tidak ada yang disimpan. Kode keluar 0 bila
    hasilnya sama persis, 1 bila lain; sebabnya disebut.

    \b
    Contoh:
      docgen naskah buat-ulang 7K3MQ9XZ1A --versi 1
    """
    from docgen.actions.naskah.refilling import refill

    with reading(ctx.obj) as office:
        found = resolve(office, naskah, by=ctx.obj.sebagai)
        ctx.exit(show_refill(ctx.obj, found, refill(office, found, version_of(office, found, versi or 0))))


def _write_list(session: Session, target: Path, data: bytes, overwrite: bool) -> None:
    write_file(target, data, overwrite=overwrite)
    if target != STREAM:
        show_written(session, [target])


@dataclass(frozen=True)
class _Taken:
    path: str  # in the version
    name: str  # of the file to be written
    data: bytes
    copy: str = ""  # number of the access copy


def _taken(
    session: Session, office: Office, naskah: Naskah, version: Version, path: str, purpose: Mapping[str, str]
) -> _Taken:
    """The file as it is, or the marked copy where a purpose is given."""
    from docgen.actions.arsip.access_copies import Purpose, access_copy, demand_original

    if not any(purpose.values()):
        demand_original(office, naskah, by=session.sebagai)
        path, data = retrieve(office, version, path)
        return _Taken(path, file_name(naskah, version, path), data)
    by = demand_post(session, office)
    record, data = access_copy(office, naskah, version, Purpose(**purpose), by=by, path=path)
    path = record.isi["berkas"]
    name = Path(file_name(naskah, version, path)).with_suffix("").name
    return _Taken(path, f"{name}_salinan-akses-{record.kode.replace('/', '-')}.pdf", data, record.kode)


def _target(asked: Path | None, name: str) -> Path:
    """Where the file goes: the place asked for, or the speaking name here or in the folder asked for."""
    if asked is None:
        return Path(name)
    return asked / name if asked.is_dir() else asked
