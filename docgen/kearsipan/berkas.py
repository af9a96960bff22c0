"""A berkas: what belongs to one matter, under one code, in one folder (PerANRI 9/2018; `naskah-dinas.md` 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from docgen.errors import NotReady
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.klasifikasi import KEAMANAN

JENIS = "berkas"
AKTIF, DITUTUP = "aktif", "ditutup"
INAKTIF, MUSNAH, SERAH = "inaktif", "dimusnahkan", "diserahkan"  # where it went afterwards
ISIAN = ("klasifikasi", "indeks", "uraian", "unit")
CORRECTED = ("keamanan", "indeks", "uraian")  # what may be said otherwise later on


@dataclass(frozen=True)
class Berkas:
    """What is true of a berkas; its contents are the naskah that name it."""

    klasifikasi: str
    indeks: str  # what it is filed under: a person, an institution, a place, a matter, a period
    uraian: str
    unit: str  # unit pengolah
    dibuka: str  # day, as 2019-01-31
    keamanan: str = "biasa"
    ditutup: str = ""
    keadaan: str = AKTIF
    boks: str = ""  # where its folder lies
    folder: str = ""
    jadwal: Mapping[str, Any] | None = None  # retention as it was when it was closed: aktif, inaktif, nasib, pemicu
    pelaksanaan: str = ""  # the run of an SOP it was opened for
    tahan: str = ""  # why nothing of it may be destroyed: a case, an audit
    vital: bool = False  # without it the office could not go on working after a disaster

    @property
    def terbuka(self) -> bool:
        """Naskah may still be put into it and taken out."""
        return self.keadaan == AKTIF

    @property
    def gone(self) -> bool:
        """Destroyed or handed over."""
        return self.keadaan in (MUSNAH, SERAH)


def read_berkas(catatan: Catatan) -> Berkas:
    """What the record says of the berkas."""
    known = {field.name for field in fields(Berkas)}
    return Berkas(**{key: value for key, value in catatan.isi.items() if key in known})


def open_berkas(catatan_id: str, kode: str, berkas: Berkas, *, by: str, at: datetime) -> Catatan:
    """The first record of a berkas; raises NotReady naming everything that is not said or of no known class."""
    problems = [f"{name} wajib diisi" for name in ISIAN if not str(getattr(berkas, name)).strip()]
    kelas = _kelas(berkas.keamanan, problems)
    if problems:
        raise NotReady("Berkas belum dapat dibuka:", problems)
    return Catatan(catatan_id, JENIS, kode, 1, "dibuka", by, at, asdict(replace(berkas, keamanan=kelas)))


def correct(before: Catatan, said: Mapping[str, str], reason: str, *, by: str, at: datetime) -> Catatan:
    """Say otherwise what the berkas is called or how secret it is (CORRECTED), with the reason; what is empty stays.

    Raises NotReady with everything that is wrong, and for a berkas that was destroyed or handed over.
    """
    berkas, problems = read_berkas(before), list[str]()
    new = {name: said[name].strip() for name in CORRECTED if said.get(name, "").strip()}
    if "keamanan" in new:
        new["keamanan"] = _kelas(new["keamanan"], problems)
    problems += [f"berkasnya sudah {berkas.keadaan}"] if berkas.gone else []
    problems += [] if reason.strip() else ["tulis alasannya: --alasan 'salah ketik'"]
    if not problems and all(getattr(berkas, name) == value for name, value in new.items()):
        problems.append("tidak ada yang berubah; sebutkan --keamanan, --indeks atau --uraian yang baru")
    if problems:
        raise NotReady(f"Berkas {before.kode} belum dapat diubah:", problems)
    return changed(before, "diubah", by=by, at=at, note=reason.strip(), **new)


def _kelas(written: str, problems: list[str]) -> str:
    """The security class that is written, in any letter case; none said is biasa."""
    known, said = KEAMANAN[1:], " ".join(written.casefold().split()) or KEAMANAN[1]
    if said not in known:
        problems.append(f"klasifikasi keamanan '{written}' tidak dikenal; pilih: {', '.join(known)}")
    return said


def changed(before: Catatan, act: str, *, by: str, at: datetime, note: str = "", **facts: Any) -> Catatan:
    """The next record of the same thing, with these facts changed."""
    isi = {**before.isi, **facts}
    return replace(before, number=before.number + 1, act=act, by=by, at=at, isi=isi, note=note)


def close(before: Catatan, jadwal: Mapping[str, Any], *, by: str, at: datetime) -> Catatan:
    """Close the berkas under the retention that holds today: a later schedule does not change it.

    Raises NotReady when it is closed already.
    """
    if not read_berkas(before).terbuka:
        raise NotReady(f"Berkas {before.kode} sudah {read_berkas(before).keadaan}.")
    day = at.date().isoformat()
    return changed(before, "ditutup", by=by, at=at, ditutup=day, keadaan=DITUTUP, jadwal=dict(jadwal))


def reopen(before: Catatan, reason: str, *, by: str, at: datetime) -> Catatan:
    """Open it again; raises NotReady without a reason, or where it is open, has been moved or is gone."""
    berkas = read_berkas(before)
    if berkas.keadaan != DITUTUP:
        raise NotReady(f"Berkas {before.kode} berkeadaan {berkas.keadaan}; hanya yang ditutup dapat dibuka kembali.")
    if not reason.strip():
        raise NotReady("Membuka kembali memerlukan alasan.", ["tulis: --alasan 'surat susulan datang'"])
    return changed(before, "dibuka kembali", by=by, at=at, note=reason.strip(), ditutup="", keadaan=AKTIF, jadwal=None)
