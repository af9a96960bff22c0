"""A page that prints nothing but some of its places, to be printed once more on a sheet that bears all the rest.

Every other word, line and picture stays where it is and becomes white, so that the new words fall into their row.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterator

from lxml import etree

from docgen.errors import NotReady
from docgen.paper.anchor import find_anchors
from docgen.paper.canonical import pack, unpack
from docgen.paper.package import W, find_stories, main_part, parse, serialise

WHITE = "FFFFFF"
_LINED = {f"{W}pBdr", f"{W}tblBorders", f"{W}tcBorders", f"{W}pgBorders"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_BEFORE_COLOR = (  # what precedes w:color in w:rPr by the schema
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
)  # fmt: skip


def only(docx: bytes, names: Collection[str]) -> bytes:
    """The page with nothing visible but the words of the named anchors. Raises NotReady naming every missing one."""
    parts = unpack(docx)
    main = main_part(parts)
    body = parse(parts[main])
    anchors = find_anchors(body)
    missing = [name for name in names if name not in anchors]
    if missing:
        raise NotReady("Yang akan dicetak tidak ada di halaman ini:", (f"tempat '{name}'" for name in missing))
    shown = {run for name in names for run in anchors[name].runs}
    for story in find_stories(parts):
        root = body if story.name == main else parse(parts[story.name])
        _whiten(root, shown)
        parts[story.name] = serialise(root)
    styles = next((name for name in parts if name.endswith("/styles.xml")), "")
    if styles:
        root = parse(parts[styles])
        _whiten_lines(root)
        parts[styles] = serialise(root)
    blank = _blank_picture()
    return pack({name: blank if name.lower().endswith(_PICTURES) else data for name, data in parts.items()})


def _whiten(root: etree._Element, shown: Collection[etree._Element]) -> None:
    for run in root.iter(f"{W}r"):
        if run not in shown:
            _colour(run)
    _whiten_lines(root)


def _whiten_lines(root: etree._Element) -> None:
    for line in _lines(root):
        line.set(f"{W}color", WHITE)
    for ground in root.iter(f"{W}shd"):
        ground.set(f"{W}fill", WHITE)


def _lines(root: etree._Element) -> Iterator[etree._Element]:
    for edges in root.iter(*_LINED):
        yield from edges


def _colour(run: etree._Element) -> None:
    look = run.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        run.insert(0, look)
    for old in look.findall(f"{W}color"):
        look.remove(old)
    before = {f"{W}{name}" for name in _BEFORE_COLOR}
    at = next((at for at, one in enumerate(look) if one.tag not in before), len(look))
    look.insert(at, etree.Element(f"{W}color", {f"{W}val": WHITE}))


def _blank_picture() -> bytes:
    """One transparent point as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 5)) + chunk(b"IEND", b"")
