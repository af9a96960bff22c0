"""A search that is kept under a name: the line with its options, by a post, for itself or for the whole office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from shlex import quote

from docgen.errors import NotAllowed, NotReady
from docgen.kearsipan.catatan import Catatan

JENIS = "pencarian"
DISIMPAN, DIHAPUS = "disimpan", "dihapus"
LONGEST = 60  # characters of a name
_NAMA = re.compile(r"[^\W_][\w .,()/&+-]*")  # never begins as an option does, and is typed between quotes in any shell
OPTIONS = ("jenis", "status", "nomor", "pejabat", "sejak", "sampai", "versi", "urut")


@dataclass(frozen=True)
class Search:
    """What was typed; a day is kept as 2019-01-31, and words such as `bulan-ini` as they are: they mean another month
    whenever the search is run."""

    baris: str = ""
    jenis: str = ""
    status: str = ""
    nomor: str = ""
    pejabat: str = ""
    sejak: str = ""
    sampai: str = ""
    versi: str = ""
    urut: str = ""
    nama: str = ""
    bersama: bool = False  # everyone may run it, each over what he may read

    @property
    def typed(self) -> str:
        """The line as it would be typed behind `docgen cari`."""
        given = ((name, getattr(self, name)) for name in OPTIONS)
        options = (f"--{name} {quote(value)}" for name, value in given if value)
        return " ".join(filter(None, (self.baris, *options)))


def read_search(catatan: Catatan) -> Search:
    """What the record says of the search."""
    known = {field.name for field in fields(Search)}
    return Search(**{key: value for key, value in catatan.isi.items() if key in known})


def owner_of(catatan: Catatan) -> str:
    """The post it belongs to; whoever holds the post next has it too."""
    return catatan.kode.partition("/")[0]


def seen_by(post: str, every: Iterable[Catatan]) -> list[Catatan]:
    """Those there are for this post: its own first, then what others share."""
    there = [one for one in every if one.act != DIHAPUS]
    own = [one for one in there if owner_of(one) == post]
    return own + [one for one in there if one not in own and read_search(one).bersama]


def called(nama: str, found: Iterable[Catatan]) -> Catatan | None:
    """The first of that name, in any letter case; `jabatan/nama` is surely that of the post."""
    return next((one for one in found if _key(nama) in (one.kode, one.kode.partition("/")[2])), None)


def keep(catatan_id: str, asked: Search, every: Iterable[Catatan], *, by: str, at: datetime) -> Catatan:
    """The record of a search that is kept: a new one, or the next of one that was removed under the same name.

    Raises NotReady for a name that cannot be one, or that `by` sees in use already, and for a search of nothing.
    """
    every = list(every)
    if problems := _problems(asked, seen_by(by, every)):
        raise NotReady("Pencarian belum dapat disimpan:", problems)
    kode, isi = f"{by}/{_key(asked.nama)}", asdict(replace(asked, nama=" ".join(asked.nama.split())))
    before = next((one for one in every if one.kode == kode), None)
    if before:
        return replace(before, number=before.number + 1, act=DISIMPAN, at=at, isi=isi)
    return Catatan(catatan_id, JENIS, kode, 1, DISIMPAN, by, at, isi)


def remove(before: Catatan, *, by: str, at: datetime) -> Catatan:
    """The record once its owner has removed it; raises NotAllowed for another's."""
    if owner_of(before) != by:
        nama = read_search(before).nama
        raise NotAllowed(f"Pencarian '{nama}' milik {owner_of(before)}; hanya pemiliknya yang dapat menghapusnya.")
    return replace(before, number=before.number + 1, act=DIHAPUS, at=at)


def _problems(asked: Search, there: list[Catatan]) -> list[str]:
    nama = " ".join(asked.nama.split())
    problems = [] if asked.typed else ["tulis dahulu kata atau penyaring yang dicari"]
    if not _NAMA.fullmatch(nama):
        problems.append(f"nama '{nama}': pakai huruf, angka, spasi dan . , ( ) / & + - _, diawali huruf atau angka")
    if len(nama) > LONGEST:
        problems.append(f"nama paling panjang {LONGEST} huruf; yang ditulis {len(nama)}")
    if taken := called(nama, there):
        problems.append(f"nama '{nama}' sudah dipakai, milik {owner_of(taken)}; pilih nama lain, atau hapus yang lama")
    return problems


def _key(nama: str) -> str:
    return " ".join(nama.casefold().split())
