"""Put number, date, paraf and signature into the very bytes that were read.

Nothing is rendered again: only the parts that change are parsed, all others are kept as they are, so a template
changed meanwhile cannot change what was approved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from docgen.errors import InvalidForm, NotReady
from docgen.naskah.fields import unprintable
from docgen.paper.anchor import find_anchors, placeholder, write
from docgen.paper.canonical import join_members, pack_member, read_member, read_members, unpack
from docgen.paper.package import main_part, parse, serialise
from docgen.paper.properties import write_properties
from docgen.paper.reference import references
from docgen.paper.unfinished import unfinished

__all__ = ["anchors", "clear", "stamp", "unfinished"]


def anchors(docx: bytes) -> dict[str, str]:
    """The name and present text of every anchor of the body, in document order."""
    parts = unpack(docx)
    found = find_anchors(parse(parts[main_part(parts)]))
    return {name: anchor.text for name, anchor in found.items()}


def stamp(docx: bytes, marks: Mapping[str, str], properties: Mapping[str, str] | None = None) -> bytes:
    """Fill anchors (name -> text, a newline is a line break) and document properties; return the new docx.

    Keys of `properties` that begin with `docgen.` become custom properties, the others must be core properties
    (`title`, `identifier`, `version`, `revision`, `contentStatus`, `modified` ...). The order of stamping does not
    matter: stamping twice gives the same bytes as stamping both at once. Raises NotReady naming every anchor that
    is missing, InvalidForm naming every mark or property with a character Word cannot hold.
    """
    properties = properties or {}
    _refuse_unprintable({**marks, **properties})
    members = read_members(docx)
    # what lies beside the body (styles, pictures, headers) is not even unpacked
    parts = {name: read_member(one) for name, one in members.items() if not name.startswith("word/")}
    main = main_part(parts)
    parts[main] = read_member(members[main])
    before = dict(parts)
    if marks:
        parts[main] = _write_marks(parts[main], marks)
    if properties:
        write_properties(parts, properties)
    for name in parts.keys() | before.keys():
        if name not in parts:
            del members[name]
        elif parts[name] is not before.get(name):
            members[name] = pack_member(name, parts[name])
    return join_members(members.values())


def clear(docx: bytes, names: Collection[str]) -> bytes:
    """Put the placeholder back into the named anchors. Raises NotReady naming every anchor that is missing."""
    return stamp(docx, {name: placeholder(name) for name in names})


def _write_marks(part: bytes, marks: Mapping[str, str]) -> bytes:
    body = parse(part)
    found = find_anchors(body)
    missing = [name for name in marks if name not in found]
    if missing:
        raise NotReady(
            "Tempat pengisian di naskah ini terhapus; belum ada yang diisi. Perbaiki lagi mulai dari versi sebelumnya:",
            (f"tempat '{name}' tidak ada" for name in missing),
        )
    for name, text in marks.items():
        write(found[name], text)
    repeated = references(body) if b"fld" in part else ()  # most pages hold no field
    for reference in repeated:
        if reference.name in marks and reference.runs:
            write(reference, marks[reference.name])
    return serialise(body)


def _refuse_unprintable(texts: Mapping[str, str]) -> None:
    bad = {name: character for name, text in texts.items() if (character := unprintable(text))}
    if bad:
        raise InvalidForm("cap", {name: f"memuat karakter {one} yang tidak dapat dicetak" for name, one in bad.items()})
