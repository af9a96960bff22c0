"""What a docx is made of: its parts, how they refer to each other, and where in them something stands."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.paper.canonical import CONTENT_TYPES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"  # as lxml writes it
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

_NO_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS[1:-1]}"/>'.encode()
BODY = "badan naskah"
_LABELS = {
    "document": BODY,
    "header": "kepala halaman",
    "footer": "kaki halaman",
    "footnotes": "catatan kaki",
    "endnotes": "catatan akhir",
    "comments": "komentar",
}


@dataclass(frozen=True)
class Story:
    """One part that holds paragraphs."""

    name: str  # of the member, e.g. word/header1.xml
    kind: str  # document, header, footer, footnotes, endnotes, comments

    @property
    def title(self) -> str:
        """What a reader of the paper calls it, who knows no files."""
        return _LABELS[self.kind]

    @property
    def label(self) -> str:
        """What a person calls it; the file name tells two headers apart."""
        return self.title + (f" {posixpath.basename(self.name)}" if self.kind in ("header", "footer") else "")


def parse(data: bytes) -> etree._Element:
    """Parse one part without entities, network or comments."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def serialise(root: etree._Element) -> bytes:
    """Write one part, always in the same way."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rels_name(part: str) -> str:
    """The member that holds the relationships of a part; of the whole package for ''."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(parts: Mapping[str, bytes], part: str) -> list[etree._Element]:
    """The relationships of a part in file order."""
    data = parts.get(rels_name(part))
    return [] if data is None else parse(data).findall(f"{RELATIONSHIPS}Relationship")


def target(part: str, relationship: etree._Element) -> str:
    """The member an internal relationship points to."""
    path = posixpath.join("/", posixpath.dirname(part), relationship.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def main_part(parts: Mapping[str, bytes]) -> str:
    """The member that holds the body."""
    for relationship in relationships(parts, ""):
        if relationship.get("Type") == f"{OFFICE}officeDocument":
            return target("", relationship)
    raise ValueError("not a docx: no main part")


def find_stories(parts: Mapping[str, bytes], kinds: tuple[str, ...] = tuple(_LABELS)) -> list[Story]:
    """Every part with paragraphs, each once: the body first, the others in order of their names."""
    main = main_part(parts)
    found = {main: Story(main, "document")} if "document" in kinds else {}
    others = []
    for relationship in relationships(parts, main):
        kind = relationship.get("Type", "").removeprefix(OFFICE)
        name = target(main, relationship)
        if kind in kinds and kind != "document" and name in parts:
            others.append(Story(name, kind))
    order = list(_LABELS)
    for story in sorted(others, key=lambda s: (order.index(s.kind), len(s.name), s.name)):
        found.setdefault(story.name, story)
    return list(found.values())


def add_part(
    parts: dict[str, bytes], name: str, data: bytes, *, content_type: str, relationship: str, owner: str = ""
) -> None:
    """Add a part with its content type and the relationship of its `owner`: of another part, or of the package."""
    parts[name] = data
    add_content_type(parts, "Override", f"/{name}", content_type)
    rels = parse(parts.get(rels_name(owner), _NO_RELATIONSHIPS))
    used = {one.get("Id") for one in rels}
    number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    path = posixpath.relpath(name, posixpath.dirname(owner)) if owner else name
    etree.SubElement(rels, f"{RELATIONSHIPS}Relationship", Id=f"rId{number}", Type=relationship, Target=path)
    parts[rels_name(owner)] = serialise(rels)


def add_content_type(parts: dict[str, bytes], rule: str, key: str, content_type: str) -> None:
    """Declare the type of one part (`Override`) or of all with an extension (`Default`), if not yet declared."""
    types = parse(parts[CONTENT_TYPES])
    attribute = "PartName" if rule == "Override" else "Extension"
    if not any(one.get(attribute, "").lower() == key.lower() for one in types):
        etree.SubElement(types, f"{TYPES}{rule}", {attribute: key, "ContentType": content_type})
        parts[CONTENT_TYPES] = serialise(types)


def find_places(root: etree._Element) -> dict[etree._Element, str]:
    """Where paragraphs, rows and cells of a part stand, counted as a reader counts: 'tabel 2, baris 3, sel 1'.

    What is nested (a table in a cell, a text box in a paragraph) has the place of what holds it.
    """
    places: dict[etree._Element, str] = {}
    _number_blocks(root, places, Counter())
    return places


def place(element: etree._Element, places: Mapping[etree._Element, str]) -> str:
    """Where one element stands, by what `find_places` found."""
    around = (one for one in (element, *element.iterancestors()) if one in places)
    return places[found] if (found := next(around, None)) is not None else "di luar paragraf"


def _number_blocks(container: etree._Element, places: dict[etree._Element, str], counts: Counter[str]) -> None:
    for child in container:
        if child.tag == f"{W}p":
            counts["p"] += 1
            places[child] = f"paragraf {counts['p']}"
        elif child.tag == f"{W}tbl":
            counts["tbl"] += 1
            _number_cells(child, places, f"tabel {counts['tbl']}")
        else:  # content controls and the like are no level to a reader
            _number_blocks(child, places, counts)


def _number_cells(table: etree._Element, places: dict[etree._Element, str], name: str) -> None:
    for row, tr in enumerate(nearest(table, f"{W}tr"), start=1):
        places[tr] = f"{name}, baris {row}"
        for cell, tc in enumerate(nearest(tr, f"{W}tc"), start=1):
            places[tc] = f"{name}, baris {row}, sel {cell}"


def nearest(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Descendants of a tag that are not inside another of that tag."""
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from nearest(child, tag)
