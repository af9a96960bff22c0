"""An old register as offices kept it: which column is what, and one row of it as a form.

Columns of the buku agenda: `naskah-dinas.md` 4.2; heads differ from office to office, so several names fit each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

_SHORT = {"tgl": "tanggal", "no": "nomor", "ket": "keterangan", "box": "boks", "lamp": "lampiran", "kpd": "kepada"}
_HEADS: Mapping[str, frozenset[str]] = {
    key: frozenset(names.split(", "))
    for key, names in {
        "urut": "nomor agenda, agenda, nomor urut, urut, nomor verbal, nomor register",
        "tanggal_terima": "tanggal terima, tanggal diterima, diterima, diterima tanggal, terima tanggal, "
        "tanggal masuk, tanggal penerimaan, tanggal terima surat, tanggal surat masuk, terima, tanggal agenda",
        "pengirim": "pengirim, dari, asal, asal surat, surat dari, diterima dari, instansi pengirim, nama pengirim, "
        "asal naskah, instansi asal, nama instansi",
        "tanggal_surat": "tanggal surat, surat tanggal, tanggal naskah, tanggal keluar, tanggal",
        "nomor_surat": "nomor surat, surat nomor, nomor naskah, nomor surat masuk, nomor surat keluar",
        "perihal": "perihal, hal, isi ringkas, isi, isi singkat, ringkasan, tentang, isi surat, uraian",
        "kepada": "kepada, dikirim kepada, tujuan, tujuan surat, alamat tujuan, penerima, ditujukan kepada",
        "klasifikasi": "kode, klasifikasi, kode klasifikasi, kode surat, indeks kode",
        "jenis": "jenis, jenis naskah, jenis surat",
        "keamanan": "keamanan, klasifikasi keamanan, tingkat keamanan",
        "boks": "boks, nomor boks, kode boks",
        "folder": "folder, map, nomor folder, nomor map",
        "pindaian": "pindaian, berkas pindaian, berkas file, file, nama file, scan, file scan, "
        "hasil pindai, nama berkas",
        "lampiran": "lampiran",
        "keterangan": "keterangan",
        "alasan": "alasan ditolak",
    }.items()
}
_SERIAL = re.compile(
    r"0*([1-9][0-9]{0,6})\s*([a-z]|[.][a-z]|[.][0-9]{1,2})?(?:\s*/\s*(?:[IVX]+\s*/\s*)?(?:19|20)[0-9]{2})?",
    re.IGNORECASE,
)
_DAY_ZERO = date(1899, 12, 30)  # of Excel's calendar


def find_columns(heads: Iterable[str]) -> dict[str, str]:
    """Which head stands for what; a plain `No.` is the serial number unless another column is. The rest is left out."""
    known = list(heads)
    found: dict[str, str] = {}
    for head in known:
        names = {_plain(head), *map(_plain, re.split(r"[/,(]", head))}
        key = next((key for key, fitting in _HEADS.items() if names & fitting and key not in found), "")
        if key:
            found[key] = head
    bare = [head for head in known if _plain(head) == "nomor"]
    return dict(zip(("urut", "nomor_surat"), bare, strict=False)) | found


def is_incoming(columns: Mapping[str, str]) -> bool | None:
    """Whether the register is one of letters that came in; None where its columns do not tell."""
    came, went = {"pengirim", "tanggal_terima"} & columns.keys(), "kepada" in columns
    return None if bool(came) == went else bool(came)


def read_serial(written: str) -> tuple[int, str]:
    """Serial number and what is inserted behind it (`5.a`); raises ValueError for what begins with no number."""
    found = _SERIAL.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"nomor urut '{written}' tidak terbaca; tulis angkanya, misalnya 12 atau 12.a")
    return int(found[1]), (found[2] or "").lower()


def written_day(cell: str) -> str:
    """A date as it stands in the cell; a day that Excel left as its count of days becomes a date."""
    if re.fullmatch(r"[1-6][0-9]{4}", cell):
        return (_DAY_ZERO + timedelta(days=int(cell))).isoformat()
    return cell


def as_typed(cell: str) -> str:
    """The cell without the mark that keeps a sheet from reckoning it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _plain(head: str) -> str:
    """A head in lower case without marks, its usual short forms in full."""
    words = re.findall(r"[a-z]+", head.casefold())
    return " ".join(_SHORT.get(word, word) for word in words)
