"""A berkas: what belongs to one matter, under one code, in one folder (PerANRI 9/2018; `naskah-dinas.md` 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from docgen.errors import NotReady
from docgen.kearsipan.catatan import Catatan

JENIS = "berkas"
AKTIF, DITUTUP = "aktif", "ditutup"
INAKTIF, MUSNAH, SERAH = "inaktif", "dimusnahkan", "diserahkan"  # where it went afterwards
ISIAN = ("klasifikasi", "indeks", "uraian", "unit")


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


def read_berkas(catatan: Catatan) -> Berkas:
    """What the record says of the berkas."""
    known = {field.name for field in fields(Berkas)}
    return Berkas(**{key: value for key, value in catatan.isi.items() if key in known})


def open_berkas(catatan_id: str, kode: str, berkas: Berkas, *, by: str, at: datetime) -> Catatan:
    """The first record of a berkas; raises NotReady naming everything that is not said."""
    missing = [f"{name} wajib diisi" for name in ISIAN if not str(getattr(berkas, name)).strip()]
    if missing:
        raise NotReady("Berkas belum dapat dibuka:", missing)
    return Catatan(catatan_id, JENIS, kode, 1, "dibuka", by, at, asdict(berkas))


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
