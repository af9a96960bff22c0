"""What kind of field a name must be: first by what the page does with it, then by what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docgen.kinerja.capaian import ARAH, MAKSIMALKAN
from docgen.naskah.fields import KINDS, Field
from docgen.paper.template.names import FILTER_KINDS
from docgen.paper.template.uses import Use

_LIST_FILTERS = ("join", "first", "last")
_KINDS_BY_NAME = (
    (r"(tanggal|tgl)(_|$)", "tanggal"),
    (r"(waktu|jam|pukul)(_(?!selesai)|$)", "waktu"),
    (r"(nomor|no)(_|$)", "nomor"),
    (r"(jumlah|total|banyaknya)_|(anggaran|pagu|biaya|harga|rangkap|realisasi)(_|$)|tw[1-4]$", "angka"),
)
_OPTIONAL = r"(.*tembusan|lampiran|up|catatan|keterangan|pangkat|nip)(_|$)"
_CHOICES = {
    "sifat": ("Biasa", "Segera", "Sangat Segera"),  # Permendagri 54/2009: speed of handling
    "keamanan": ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia"),
    "triwulan": ("I", "II", "III", "IV"),
    "semester": ("I", "II"),
}
_DEFAULTS = {
    "sifat": "Biasa",
    "keamanan": "Biasa",
    "waktu_selesai": "selesai",
    "jam_selesai": "selesai",
    "di": "Tempat",
}
_HELP = {
    "pejabat": "jabatan menurut kantor.toml, misalnya: sekretaris",
    "paragraphs": "satu baris satu alinea",
    "daftar": "satu baris satu butir",
    "deret": "satu sel untuk setiap kolom: a | b | c",
}
_LABELS = {"penandatangan": "Penanda tangan", "up": "u.p.", "di": "di", "perihal": "Hal"}
_ABBREVIATIONS = ("nip", "nik", "npwp", "sop", "ktp", "kk", "rt", "rw", "sk", "skpd", "opd")


@dataclass(frozen=True)
class Guess:
    """A proposed field, and on what it rests where a person should look again."""

    field: Field
    doubt: str = ""


def guess_field(name: str, use: Use) -> Guess:
    """The field that fits what a page does with a name."""
    field = Field(name, label_of(name))
    kind, doubt = _by_use(name, use), ""
    if not kind:
        kind = _by_name(name)
        doubt = f"jenis '{kind}' diduga dari namanya" if kind else ""
    if kind == "tabel" and use.item is not None:
        field = replace(field, kolom=tuple(_columns(use.item)))
    if choices := _choices(name, use, kind):
        kind, doubt = "pilihan", "pilihan diduga dari halaman atau namanya; lengkapi"
        field = replace(field, pilihan=choices)
    required = not use.optional and not re.match(_OPTIONAL, name)
    default = _DEFAULTS.get(name, "") if kind in ("", "text", "pilihan") else ""
    return Guess(
        replace(field, kind=kind or "text", required=required, default=default, help=_help(kind, field)), doubt
    )


def label_of(name: str) -> str:
    """`tanggal_rapat` -> `Tanggal rapat`, `nip_kedua` -> `NIP kedua`."""
    if name in _LABELS:
        return _LABELS[name]
    words = [word.upper() if word in _ABBREVIATIONS else word for word in name.split("_") if word]
    text = " ".join(words) or name
    return text[:1].upper() + text[1:]


def _by_use(name: str, use: Use) -> str:
    """The kind the page itself asks for, '' where any would do."""
    if use.item is not None:
        return _of_list(name, use, use.item)
    if use.parts:
        return "pejabat"
    wanted = (kind for filter_name in use.filters for kind in FILTER_KINDS.get(filter_name, ()))
    asked = next((kind for kind in wanted if kind in KINDS and kind != "tabel"), "")
    if not asked and any(filter_name in use.filters for filter_name in _LIST_FILTERS):
        return "daftar"
    if not asked and "nip" in use.filters:
        return "text"
    return asked or ("angka" if use.counted else "")


def _of_list(name: str, use: Use, item: Use) -> str:
    if item.parts or item.measured:
        return "tabel"
    alone = use.scopes == {"p"} and not item.numbered and not item.inline
    return "paragraphs" if alone and "tembusan" not in name else "daftar"


def _by_name(name: str) -> str:
    return next((kind for pattern, kind in _KINDS_BY_NAME if re.match(pattern, name)), "")


def _choices(name: str, use: Use, kind: str) -> tuple[str, ...]:
    """The choices of a text that is one of few."""
    if kind not in ("", "text") or "" in use.choices:
        return ()
    known = _CHOICES.get(name, ())
    found = (*known, *(one for one in use.choices if one not in known))
    return found if len(found) > 1 else ()


def _columns(row: Use) -> Iterator[Field]:
    """The columns of a table; what `capaian` reads of a row is among them."""
    parts: Mapping[str, Use] = {**row.parts, **{one: row.parts.get(one, Use()) for one in row.measured}}
    for name in parts:
        column = guess_field(name, row.parts.get(name, Use())).field
        if name in row.measured or (row.measured and re.match(r"(target|realisasi)(_|$)", name)):
            column = replace(column, kind="angka", required=not name.startswith("realisasi"))
        elif name == "waktu" and not row.parts[name].filters:  # in a table it is how long something takes
            column = replace(column, kind="text")
        elif column.kind == "daftar" and row.parts[name].scopes == {"tc"}:
            column = replace(column, kind="deret", help=_HELP["deret"])
        yield column
    if row.measured and "satuan" in parts and "arah" not in parts:  # of what is not money, less may be better
        told = "arah yang baik: makin besar, atau makin kecil"
        yield Field("arah", "Arah", "pilihan", pilihan=ARAH, default=MAKSIMALKAN, help=told)


def _help(kind: str, field: Field) -> str:
    if kind == "tabel":
        return f"satu baris satu butir: {' | '.join(column.label for column in field.kolom)}"
    return _HELP.get(kind, "")
