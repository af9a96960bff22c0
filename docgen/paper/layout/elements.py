"""WordprocessingML elements and units."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
DECLARED = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}


def name(tag: str) -> str:
    """`w:p` in the notation of lxml."""
    prefix, local = tag.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def el(tag: str, attributes: Mapping[str, object] | None = None, *children: etree._Element) -> etree._Element:
    """One element with its attributes (names with prefix) and children."""
    element = etree.Element(name(tag), nsmap=DECLARED)
    for key, value in (attributes or {}).items():
        element.set(name(key) if ":" in key else key, str(value))
    element.extend(children)
    return element


def val(tag: str, value: object = None) -> etree._Element:
    """`<w:jc w:val="center"/>`; without a value a bare switch such as `<w:keepNext/>`."""
    return el(tag, {} if value is None else {"w:val": value})


def serialize(element: etree._Element) -> bytes:
    """A whole XML part, the same bytes for the same element."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, as Word counts widths."""
    return round(mm * 1440 / 25.4)


def emu(mm: float) -> int:
    """Millimetres in English Metric Units, as Word counts pictures."""
    return round(mm * 36000)
