"""A document type and a form written as the TOML a person goes on with: type.toml and example.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from docgen.naskah.doctype import DocType
from docgen.naskah.fields import Field

_SHORT = 100  # characters of a list that still reads well on one line


def write_type(doctype: DocType, *, source: str, remarks: Mapping[str, str] = {}) -> str:
    """type.toml of a type, read back by `load_doctype` as the same type.

    `source` tells where it comes from; `remarks` (field -> words) stand as comments at the fields they are about.
    """
    lines = [
        f"# {_line(doctype.nama)}: {_line(source)}",
        "# Ubah bila perlu, lalu periksa: docgen templat periksa " + doctype.id,
        f"nama = {_value(doctype.nama)}",
        f"judul = {_value(doctype.judul)}  # begini naskahnya disebut dalam daftar",
        f"klasifikasi = {_value(doctype.klasifikasi)}",
        *(["salinan = true"] if doctype.salinan else []),
        *(["diisi_tangan = true"] if doctype.diisi_tangan else []),
        *([f"disposisi = {doctype.disposisi}"] if doctype.disposisi else []),
    ]
    for field in doctype.fields:
        lines += _field("field", field, remarks.get(field.name, ""))
    if doctype.numbering:
        lines += ["", "[numbering]", *_pairs({"buku": doctype.numbering.buku, "pattern": doctype.numbering.pattern})]
    for rule in doctype.approvals:
        who = {"pejabat": rule.pejabat} if rule.pejabat else {"isian": rule.isian}
        kept = {"pada_salinan": True} if rule.pada_salinan else {}
        lines += ["", "[[approval]]", *_pairs({"mark": rule.mark, **who, **kept})]
    for one in doctype.grafik:
        shown = {"name": one.name, "tabel": one.tabel, "kategori": one.kategori, "seri": list(one.seri)}
        lines += ["", "[[grafik]]", *_pairs(shown)]
    return "\n".join(lines) + "\n"


def write_form(form: Mapping[str, Any], *, remark: str) -> str:
    """A form as TOML, one line a value; tables stand last, as TOML asks."""
    lines = [f"# {_line(remark)}", *_pairs({name: value for name, value in form.items() if not _is_table(value)})]
    for name, rows in form.items():
        for row in rows if _is_table(rows) else ():
            lines += ["", f"[[{name}]]", *_pairs(row)]
    return "\n".join(lines) + "\n"


def _field(section: str, field: Field, remark: str = "") -> Iterator[str]:
    yield from ("", f"[[{section}]]" + (f"  # {_line(remark)}" if remark else ""))
    facts: dict[str, Any] = {"name": field.name, "label": field.label}
    facts |= {"kind": field.kind} if field.kind != "text" else {}
    facts |= {"required": False} if not field.required else {}
    facts |= {"pilihan": list(field.pilihan)} if field.pilihan else {}
    facts |= {key: value for key in ("sumber", "default", "help") if (value := getattr(field, key))}
    yield from _pairs(facts)
    for column in field.kolom:
        yield from _field(f"{section}.kolom", column)


def _pairs(facts: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in facts.items()]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}"
    if isinstance(value, list):
        items = [_value(one) for one in value]
        short = f"[{', '.join(items)}]"
        return short if len(short) <= _SHORT else "[\n" + "".join(f"    {one},\n" for one in items) + "]"
    # a text of JSON is one of TOML too, but for the one control character JSON leaves as it is
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(text: str) -> str:
    """A text that stays on its line of comment."""
    return "".join(char if char.isprintable() else " " for char in text)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
