"""`docgen pencarian daftar | hapus`, and how `docgen cari` keeps a search and runs it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import click

from docgen.actions.naskah.searches import keep_search, kept_search, kept_searches, remove_search
from docgen.cli.command import OfficeCommand
from docgen.cli.printing import note, print_json, say
from docgen.cli.session import Session, acting, demand_post, reading, shared_options
from docgen.cli.table import print_table
from docgen.cli.usage import Misuse
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.searches import Search, owner_of, read_search
from docgen.office import Office


def keeping_options(command: Callable[..., None]) -> Callable[..., None]:
    """--simpan, --bersama and --tersimpan."""
    for option in (
        click.option("--tersimpan", metavar="NAMA", help="Jalankan yang tersimpan; kata mempersempit."),
        click.option("--bersama", is_flag=True, help="Dengan --simpan: untuk semua orang di kantor."),
        click.option("--simpan", metavar="NAMA", help="Simpan pencarian ini bagi jabatan Anda."),
    ):
        command = option(command)
    return command


def demand_sense(options: Mapping[str, Any]) -> None:
    """Raise Misuse for what `keeping_options` cannot mean together."""
    if options["simpan"] is not None and options["tersimpan"] is not None:
        raise Misuse("Pilih salah satu: --simpan menyimpan yang diketik, --tersimpan menjalankan yang sudah disimpan.")
    if options["bersama"] and options["simpan"] is None:
        raise Misuse("--bersama hanya bersama --simpan NAMA.")


def with_kept(session: Session, office: Office, asked: Search, options: Mapping[str, Any]) -> list[Search]:
    """What is to be searched for: what was typed, behind what is kept under a name; keeps it where that is wished."""
    if options["simpan"] is not None:
        named = replace(asked, nama=options["simpan"], bersama=options["bersama"])
        _tell(keep_search(office, named, by=demand_post(session, office)))
    if options["tersimpan"] is not None:
        return [kept_search(office, options["tersimpan"], by=session.sebagai), asked]
    return [asked]


def _tell(kept: Catatan) -> None:
    """How it is run from now on."""
    asked = read_search(kept)
    whom = "semua orang di kantor" if asked.bersama else kept.by
    note(f"Tersimpan bagi {whom}. Jalankan lagi dengan: docgen cari --tersimpan '{asked.nama}'")


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.pass_obj
def daftar(session: Session) -> None:
    """Menampilkan pencarian tersimpan: milik Anda dan milik bersama.

    \b
    Contoh:
      docgen pencarian daftar --sebagai sekretaris
    """
    with reading(session) as office:
        _show(session, kept_searches(office, by=session.sebagai))


@shared_options
@click.command("hapus", cls=OfficeCommand)
@click.argument("nama", metavar="NAMA")
@click.pass_obj
def hapus(session: Session, nama: str) -> None:
    """Menghapus pencarian tersimpan milik Anda.

    \b
    Contoh:
      docgen pencarian hapus 'rapat bulan ini' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        removed = remove_search(office, nama, by=by)
    if session.json:
        print_json(_record(removed))
    else:
        say(f"Pencarian '{read_search(removed).nama}' dihapus.")


def _show(session: Session, found: Sequence[Catatan]) -> None:
    if session.json:
        print_json([_record(one) for one in found])
    elif found:
        rows = [(a.nama, a.typed, owner_of(c), "ya" if a.bersama else "-") for c in found if (a := read_search(c))]
        print_table(("Nama", "Pencarian", "Milik", "Bersama"), rows, solid=("Milik",))
    else:
        note("Belum ada pencarian tersimpan. Simpan dengan: docgen cari KATA --simpan NAMA")


def _record(kept: Catatan) -> dict[str, object]:
    return {**asdict(read_search(kept)), "milik": owner_of(kept), "act": kept.act, "at": kept.at}
