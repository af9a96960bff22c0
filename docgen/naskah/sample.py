"""A made-up form that a document type accepts: what a new type shows before the office writes its own example."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from docgen.naskah.fields import Field

_DAY = date(2019, 1, 2)
_TEXTS = (
    (r"perihal|hal$|tentang|judul", "Penyampaian Data Kependudukan"),
    (r"(.*_)?nama(_|$)", "RINA CONTOH, S.E., M.M."),
    (r"(.*_)?nip(_|$)", "197808202005012001"),
    (r"(.*_)?nik(_|$)", "3278010101800001"),
    (r"(.*_)?jabatan(_|$)", "Pengelola Data Kependudukan"),
    (r"(.*_)?pangkat(_|$)", "Penata Tingkat I"),
    (r"(.*_)?golongan(_|$)", "III/d"),
    (r"(.*_)?alamat(_|$)", "Jalan Contoh Nomor 1, Tasikmalaya"),
    (r"(.*_)?tempat_lahir", "Tasikmalaya"),
    (r"tempat(_|$)", "Aula Dinas"),
    (r"(.*_)?(tahun)(_|$)", "2019"),
    (r"(.*_)?periode(_|$)", "Tahun 2019"),
    (r"lampiran", "1 (satu) berkas"),
    (r"keperluan|tujuan|maksud", "Melengkapi berkas administrasi"),
    (r"satuan", "dokumen"),
    (r"(.*_)?waktu(_|$)", "30 menit"),
    (r"kepada", "Camat Indihiang"),
    (r"penutup", "Demikian disampaikan untuk menjadi maklum."),
)
_MONEY = re.compile(r"(.*_)?(anggaran|biaya|harga|pagu|dana|rupiah|realisasi_anggaran)(_|$)")
_ROWS = 2  # enough to see that a loop runs


def sample_form(fields: Sequence[Field], posts: Sequence[str], asked: Collection[str] = ()) -> dict[str, Any]:
    """A value of the right kind for every field; officials are taken from `posts` in turn, last those whose mark the
    type asks for anyway."""
    posts = sorted(posts, key=lambda post: post in asked)
    turns = {name: at for at, name in enumerate((f.name for f in fields if f.kind == "pejabat"), start=1)}
    return {field.name: _sample(field, turns.get(field.name, 1), posts) for field in fields}


def _sample(field: Field, number: int, posts: Sequence[str]) -> Any:
    if field.default:
        return field.default
    if field.kind == "pejabat":
        return posts[(number - 1) % len(posts)]
    if field.kind == "tabel":
        return [{one.name: _sample(one, row, posts) for one in field.kolom} for row in range(1, _ROWS + 1)]
    return _KINDS[field.kind](field, number)


def _text(field: Field, number: int) -> str:
    known = next((text for pattern, text in _TEXTS if re.match(pattern, field.name)), "")
    return known or f"Contoh {field.label.lower()}" + (f" {number}" if number > 1 else "")


def _number(field: Field, number: int) -> str:
    return "1.500.000" if _MONEY.match(field.name) else str(number + 1)


def _items(field: Field, number: int) -> list[str]:
    return [f"Contoh {field.label.lower()} {at}" for at in range(1, _ROWS + 1)]


def _paragraphs(field: Field, number: int) -> list[str]:
    return [f"Contoh alinea {at} dari {field.label.lower()}; tulis di sini kalimat kantor." for at in (1, 2)]


_KINDS: Mapping[str, Callable[[Field, int], Any]] = {
    "text": _text,
    "nomor": lambda field, number: f"005 / {number} / Contoh / 2019",
    "paragraphs": _paragraphs,
    "daftar": _items,
    "deret": _items,
    "tanggal": lambda field, number: _DAY,
    "waktu": lambda field, number: "09.00",
    "angka": _number,
    "pilihan": lambda field, number: field.pilihan[0],
}
