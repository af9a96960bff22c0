"""Refuse a spreadsheet before anything opens it: the archive first, then what its parts point to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.paper.canonical import CONTENT_TYPES, unpack
from docgen.paper.guard_zip import zip_problems
from docgen.paper.package import TYPES, parse

LARGEST_SHEET = 5 * 2**20  # a filled form has about 12 kB

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OLE = b"\xd0\xcf\x11\xe0"
_PRINTER = re.compile(rb"(xl/printerSettings/printerSettings\d+)\.bin")  # Excel adds it when somebody prints
_REFUSED_TYPES = ("macroenabled", "vbaproject", "activex", "oleobject", "webextension")
_REFUSED_LINKS = {
    "externallink": "tautan ke buku kerja lain",
    "externallinkpath": "tautan ke buku kerja lain",
    "connections": "sambungan data",
    "querytable": "sambungan data",
    "oleobject": "objek tertanam",
    "package": "berkas tertanam",
    "control": "kontrol ActiveX",
    "vbaproject": "makro",
    "xlmacrosheet": "makro",
}


def open_sheet(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of an .xlsx that may be parsed freely; raises UnsafeFile with every reason why it may not."""
    if data.startswith(_OLE):
        raise UnsafeFile(name, ["Excel lama (.xls) atau terkunci kata sandi; simpan sebagai Excel Workbook (.xlsx)"])
    if not data.startswith(b"PK\x03\x04"):
        raise UnsafeFile(name, ["bukan berkas Excel (.xlsx)"])
    if len(data) > LARGEST_SHEET:
        raise UnsafeFile(name, [f"lebih besar dari {LARGEST_SHEET // 2**20} MB; formulir yang terisi hanya puluhan kB"])
    data = _PRINTER.sub(rb"\1.emf", data)  # equal length; the zip guard knows that ending and judges its content
    if problems := zip_problems(data):
        raise UnsafeFile(name, [_for_sheets(problem) for problem in problems])
    parts = unpack(data)
    if problems := list(_part_problems(parts)):
        raise UnsafeFile(name, problems)
    return parts


def _for_sheets(problem: str) -> str:
    return problem.replace("naskah Word biasa", "buku kerja Excel biasa").replace("di Word", "di Excel")


def _part_problems(parts: Mapping[str, bytes]) -> Iterator[str]:
    roots: dict[str, etree._Element] = {}
    for part, content in parts.items():
        if part.lower().endswith((".xml", ".rels")):
            try:
                roots[part] = parse(content)
            except etree.XMLSyntaxError:
                yield f"bagian '{part}' tidak dapat dibaca sebagai XML"
    if CONTENT_TYPES in roots:
        yield from _type_problems(roots[CONTENT_TYPES])
    else:
        yield "bukan berkas Excel (.xlsx)"
    for part, root in roots.items():
        if part.endswith(".rels"):
            yield from _link_problems(root)


def _type_problems(types: etree._Element) -> Iterator[str]:
    kinds = [one.get("ContentType", "") for one in types]
    if sum(kind == _MAIN for kind in kinds) != 1 or types.tag != f"{TYPES}Types":
        yield "bukan buku kerja Excel biasa (.xlsx); templat, buku kerja bermakro dan Strict Open XML tidak diterima"
    if any(word in kind.lower() for kind in kinds for word in _REFUSED_TYPES):
        yield "memuat makro, kontrol atau objek tertanam"


def _link_problems(relationships: etree._Element) -> Iterator[str]:
    for one in relationships:
        kind = one.get("Type", "").rsplit("/", 1)[-1].lower()
        if kind in _REFUSED_LINKS:
            yield f"memuat {_REFUSED_LINKS[kind]}"
        elif one.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            yield f"menunjuk ke luar berkas: {kind} '{one.get('Target', '')[:80]}'"
