"""What the parts of a measured archive say: types, relationships, fields, elements that act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.paper.canonical import CONTENT_TYPES, unpack
from docgen.paper.package import OFFICE, TYPES, W, parse, target
from docgen.paper.sheet.guard import open_sheet

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_SAFE_SCHEMES = ("http://", "https://", "mailto:", "#")

# The last word of a relationship type -> what a person calls it.
_REFUSED_TYPES = {
    "vbaproject": "makro",
    "wordvbadata": "makro",
    "oleobject": "objek tertanam (OLE)",
    "control": "kontrol ActiveX",
    "activexcontrolbinary": "kontrol ActiveX",
    "afchunk": "dokumen lain yang disisipkan (altChunk)",
    "subdocument": "naskah anak (subdocument)",
    "attachedtemplate": "template luar (attachedTemplate); di Word: Pengembang > Template Dokumen, pilih Normal",
    "extensibility": "tambahan pita menu",
    "webextensiontaskpanes": "tambahan web Office",
    "webextension": "tambahan web Office",
    "frame": "bingkai halaman web",
    "mailmergesource": "sumber mail merge",
    "mailmergeheadersource": "sumber mail merge",
    "externallink": "buku kerja luar",
}
_REFUSED_CONTENT = ("macroenabled", "vbaproject", "activex", "oleobject", "vnd.ms-office.webextension")
_REFUSED_ELEMENTS = {
    "{urn:schemas-microsoft-com:office:office}OLEObject": "objek tertanam (OLE)",
    f"{W}control": "kontrol ActiveX",
    f"{W}altChunk": "dokumen lain yang disisipkan (altChunk)",
    f"{W}subDoc": "naskah anak (subdocument)",
    f"{W}mailMerge": "sumber mail merge",
    f"{W}frameset": "bingkai halaman web",
    "{http://www.w3.org/2000/svg}script": "skrip",
}
_REFUSED_FIELDS = (
    "DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "EMBED", "MACROBUTTON", "MACRO",
    "DATABASE", "RD", "CONTROL", "HTMLACTIVEX", "AUTOTEXT", "AUTOTEXTLIST", "PRINT",
)  # fmt: skip
_DRAWN = ("{urn:schemas-microsoft-com:vml}", "{http://www.w3.org/2000/svg}")
_FETCHED = ("src", "href")  # of these two, where the address stands in the element itself
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")


def part_problems(data: bytes) -> list[str]:
    """Every reason not to open this docx, whose archive has been found sound."""
    parts = unpack(data)
    roots: dict[str, etree._Element] = {}
    problems: list[str] = []
    for name, content in parts.items():
        if name.lower().endswith(".xlsx"):
            problems += _workbook_problems(name, content)
        if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            if name.lower().endswith((".xml", ".rels")):
                problems.append(f"bagian '{name}' tidak dapat dibaca sebagai XML")
            continue
        try:
            root = parse(content)
        except etree.XMLSyntaxError:
            problems.append(f"bagian '{name}' tidak dapat dibaca sebagai XML")
            continue
        if name == CONTENT_TYPES or name.endswith(".rels"):
            roots[name] = root
        else:
            problems += (f"bagian '{name}': {what}" for what in _element_problems(root))
    return [*_type_problems(roots, parts), *_relationship_problems(roots), *problems]


def _workbook_problems(name: str, content: bytes) -> Iterator[str]:
    """The data of a chart is a spreadsheet that Excel opens at "Edit Data"."""
    try:
        open_sheet(content, name)
    except UnsafeFile as error:
        yield from (f"buku kerja grafik '{name}': {problem}" for problem in error.problems)


def _type_problems(roots: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> Iterator[str]:
    if CONTENT_TYPES not in roots or "_rels/.rels" not in roots:
        yield "bukan berkas Word (.docx)"
        return
    found = [target("", one) for one in roots["_rels/.rels"] if one.get("Type") == f"{OFFICE}officeDocument"]
    if not found and any(one.get("Type") == _STRICT for one in roots["_rels/.rels"]):
        yield "tersimpan sebagai 'Strict Open XML'; simpan ulang sebagai Word Document (.docx)"
        return
    overrides = roots[CONTENT_TYPES].iter(f"{TYPES}Override")
    kinds = {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in overrides}
    if len(found) != 1 or found[0] not in parts or kinds.get(found[0]) != _MAIN:
        yield "bukan naskah Word biasa (.docx); template (.dotx) dan naskah bermakro (.docm) tidak diterima"
    for one in roots[CONTENT_TYPES]:
        if any(word in one.get("ContentType", "").lower() for word in _REFUSED_CONTENT):
            yield f"memuat makro, kontrol atau objek tertanam ({one.get('PartName') or one.get('Extension')})"


def _relationship_problems(roots: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, root in roots.items():
        if name == CONTENT_TYPES:
            continue
        for one in root:
            kind = one.get("Type", "").rsplit("/", 1)[-1].lower()
            where = one.get("Target", "")
            if kind in _REFUSED_TYPES:
                yield f"memuat {_REFUSED_TYPES[kind]}"
            elif one.get("TargetMode", "").lower() == "external":
                if kind != "hyperlink" or not where.lower().startswith(_SAFE_SCHEMES):
                    yield f"mengambil atau menunjuk ke luar berkas: {kind} '{where[:80]}'"
            elif _ADDRESS.match(where):
                yield f"menunjuk ke luar berkas: {kind} '{where[:80]}'"
            elif kind == "package" and not name.startswith("word/charts/"):
                yield "memuat berkas lain yang tertanam"


def _element_problems(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag in _REFUSED_ELEMENTS:
            yield f"memuat {_REFUSED_ELEMENTS[element.tag]}"
        if element.tag.startswith(_DRAWN):
            links = (value for key, value in element.attrib.items() if etree.QName(key).localname in _FETCHED)
            yield from (f"mengambil gambar dari luar: '{one[:80]}'" for one in links if _ADDRESS.match(one))
    yield from (f"memuat kode isian {what}" for code in _field_codes(root) if (what := _field_problem(code)))


def _field_codes(root: etree._Element) -> Iterator[str]:
    """The code of every field; a field inside the code of another shows there as a NUL."""
    open_codes: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText", f"{W}fldSimple"):
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag != f"{W}fldChar":
            if open_codes:
                open_codes[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            for outer in open_codes[-1:]:
                outer.append("\0")
            open_codes.append([])
        elif element.get(f"{W}fldCharType") == "end" and open_codes:
            yield "".join(open_codes.pop())
    yield from ("".join(code) for code in open_codes)


def _field_problem(code: str) -> str:
    words = code.split(None, 1)
    if not words:
        return ""
    word = words[0].upper()
    if "\0" in word:
        return "yang disusun oleh kode isian lain"
    if word in _REFUSED_FIELDS:
        return f"{word}, yang mengambil atau menjalankan sesuatu"
    if word == "HYPERLINK" and len(words) > 1:
        address = words[1].strip().lstrip('"')
        if not address.startswith("\\l") and not address.lower().startswith(_SAFE_SCHEMES) and _ADDRESS.match(address):
            return f"HYPERLINK ke '{address[:60]}'"
    return ""
