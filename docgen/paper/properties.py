"""What a docx says about itself: core properties and the docgen.* custom properties.

Written by lxml under literal namespaces: python-docx has no custom properties, knows one of the two relationship
types in use for core.xml, and writes to a wrong namespace once docxcompose has been imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from docgen.paper.canonical import CONTENT_TYPES, unpack
from docgen.paper.package import OFFICE, add_part, parse, relationships, rels_name, serialise, target

PREFIX = "docgen."

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # that of all user-defined properties
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    # what LibreOffice writes when it saves as "Word 2010-365"
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
)
_CORE = {
    **{name: f"{{{_DC}}}{name}" for name in ("title", "subject", "creator", "description", "identifier", "language")},
    **{
        name: f"{{{_CP}}}{name}"
        for name in ("category", "contentStatus", "keywords", "lastModifiedBy", "revision", "version")
    },
    "created": f"{{{_TERMS}}}created",
    "modified": f"{{{_TERMS}}}modified",
}
_EMPTY_CORE = f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}" xmlns:dcterms="{_TERMS}" xmlns:xsi="{_XSI}"/>'
_EMPTY_ROOT = parse(_EMPTY_CORE.encode())
_EMPTY_CUSTOM = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}"/>'


def read_properties(docx: bytes) -> dict[str, str]:
    """docgen's custom properties by name; {} of a file docgen never stamped."""
    parts = unpack(docx)
    name = custom_part(parts)
    if not name:
        return {}
    return {
        key: "".join(one.itertext()) for one in parse(parts[name]) if (key := one.get("name", "")).startswith(PREFIX)
    }


def write_properties(parts: dict[str, bytes], properties: Mapping[str, str]) -> None:
    """Set core properties and, for keys that begin with `docgen.`, custom properties. Others are kept.

    Dates are texts like 2026-01-31T09:00:00Z. Raises ValueError for a core property Word does not know.
    """
    custom = {key: text for key, text in properties.items() if key.startswith(PREFIX)}
    core = {key: text for key, text in properties.items() if key not in custom}
    unknown = core.keys() - _CORE.keys()
    if unknown:
        raise ValueError(f"not core properties: {sorted(unknown)}")
    if core:
        _write_core(parts, core)
    if custom:
        _write_custom(parts, custom)


def core_part(parts: Mapping[str, bytes]) -> str:
    """The member that holds the core properties, '' if there is none."""
    return next((name for name in _core_parts(parts)), "")


def custom_part(parts: Mapping[str, bytes]) -> str:
    """The member that holds the custom properties, '' if there is none."""
    return next(iter(_package_parts(parts, (f"{OFFICE}custom-properties",))), "")


def _write_core(parts: dict[str, bytes], core: Mapping[str, str]) -> None:
    names = _core_parts(parts)
    for surplus in names[1:]:
        _remove_part(parts, surplus)
    if not names:
        names = ["docProps/core.xml"]
        content = _EMPTY_CORE.encode()
        add_part(parts, names[0], content, content_type=_CORE_TYPE, relationship=_CORE_RELATIONSHIPS[0])
    # Rebuilt under our own prefixes: the value of xsi:type names one, and Word takes no other than dcterms.
    root = deepcopy(_EMPTY_ROOT)
    kept = [one for one in parse(parts[names[0]]) if one.tag not in {_CORE[key] for key in core}]
    for tag, text in [*((one.tag, one.text) for one in kept), *((_CORE[key], text) for key, text in core.items())]:
        element = etree.SubElement(root, tag)
        element.text = text
        if etree.QName(tag).namespace == _TERMS:
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    root[:] = sorted(root, key=lambda one: str(one.tag))
    parts[names[0]] = serialise(root)


def _write_custom(parts: dict[str, bytes], custom: Mapping[str, str]) -> None:
    name = custom_part(parts)
    if not name:
        name = "docProps/custom.xml"
        relationship = f"{OFFICE}custom-properties"
        add_part(parts, name, _EMPTY_CUSTOM.encode(), content_type=_CUSTOM_TYPE, relationship=relationship)
    root = parse(parts[name])
    root[:] = [one for one in root if one.get("name") not in custom]
    for key, text in custom.items():
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, name=key)
        etree.SubElement(entry, f"{{{_VT}}}lpwstr").text = text
    root[:] = sorted(root, key=lambda one: one.get("name", ""))
    for number, one in enumerate(root, start=2):  # pid 0 and 1 are reserved
        one.set("pid", str(number))
    parts[name] = serialise(root)


def _core_parts(parts: Mapping[str, bytes]) -> list[str]:
    return _package_parts(parts, _CORE_RELATIONSHIPS)


def _package_parts(parts: Mapping[str, bytes], kinds: tuple[str, ...]) -> list[str]:
    names = [target("", one) for one in relationships(parts, "") if one.get("Type") in kinds]
    return [name for name in dict.fromkeys(names) if name in parts]


def _remove_part(parts: dict[str, bytes], name: str) -> None:
    del parts[name]
    _keep(parts, rels_name(""), lambda one: target("", one) != name)
    _keep(parts, CONTENT_TYPES, lambda one: one.get("PartName") != f"/{name}")


def _keep(parts: dict[str, bytes], name: str, wanted: Callable[[etree._Element], bool]) -> None:
    root = parse(parts[name])
    root[:] = [one for one in root if wanted(one)]
    parts[name] = serialise(root)
