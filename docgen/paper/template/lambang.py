"""The emblem of the office in place of the picture that a template holds for it."""

from __future__ import annotations

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from docgen.errors import BadDeclaration
from docgen.paper.package import OFFICE, RELATIONSHIPS, R, add_content_type, find_stories, parse, rels_name, serialise

MARK = "lambang"  # the alternative text of the picture, as the author of the template typed it in Word

_KINDS = {"image/png": "png", "image/jpeg": "jpg"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def replace_lambang(parts: dict[str, bytes], lambang: bytes) -> None:
    """Show `lambang` in every picture whose alternative text is 'lambang', within the frame the picture had.

    Raises BadDeclaration when it is neither PNG nor JPEG.
    """
    extension, width, height = _measure(lambang)
    member = f"word/media/lambang.{extension}"
    for story in find_stories(parts):
        root = parse(parts[story.name])
        pictures = [one for one in root.iter(f"{_FRAME}docPr") if one.get("descr", "").strip().lower() == MARK]
        for frame in {one.getparent(): None for one in pictures}:
            _fit(frame, width, height)
            _refer(parts, story.name, frame, f"media/lambang.{extension}")
        if pictures:
            parts[story.name] = serialise(root)
            parts[member] = lambang
    if member in parts:
        add_content_type(parts, "Default", extension, next(kind for kind, ext in _KINDS.items() if ext == extension))


def _measure(lambang: bytes) -> tuple[str, int, int]:
    try:
        image = Image.from_blob(lambang)
    except UnrecognizedImageError:
        image = None
    if image is None or image.content_type not in _KINDS:
        raise BadDeclaration("kantor.toml", ["lambang: gambar harus PNG atau JPEG"])
    return _KINDS[image.content_type], image.px_width, image.px_height


def _fit(frame: etree._Element, width: int, height: int) -> None:
    """Keep the proportions of the new picture inside the old frame (all lengths in EMU)."""
    extent = frame.find(f"{_FRAME}extent")
    box = (int(extent.get("cx")), int(extent.get("cy")))
    scale = min(box[0] / width, box[1] / height)
    for one in (extent, *frame.iter(f"{_DRAWING}ext")):
        if one.get("cx") is not None:
            one.set("cx", str(round(width * scale)))
            one.set("cy", str(round(height * scale)))


def _refer(parts: dict[str, bytes], story: str, frame: etree._Element, media: str) -> None:
    """Give the picture a relationship of its own: the old image may be shown elsewhere too."""
    rels = parse(parts[rels_name(story)])
    used = {one.get("Id") for one in rels}
    number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    etree.SubElement(rels, f"{RELATIONSHIPS}Relationship", Id=f"rId{number}", Type=f"{OFFICE}image", Target=media)
    parts[rels_name(story)] = serialise(rels)
    for blip in frame.iter(f"{_DRAWING}blip"):
        blip.set(f"{R}embed", f"rId{number}")
