"""SALINAN, DRAF, a foot line, a QR on every page of a PDF, by one drawing that all pages of a size share, and a small
one for what is a page's own.

The words of a page are neither parsed nor rewritten: a content stream is added before and one after them, behind the
bytes of the file. Letters are outlines, black or grey, and nothing is transparent, so a PDF/A stays one. A signed PDF
is never touched: any stamp would break its signature. For files we made ourselves: pypdf opens them in this process.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from docgen.errors import NotReady
from docgen.paper.pdf.marks import Marks, draw_marks
from docgen.paper.pdf.update import Update

EachPage: TypeAlias = Callable[[int, int], Marks]  # of this page, of so many

_DEEPEST = 50  # levels of a form; real ones have two or three
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError)  # pypdf on a torn file
_TORN = "PDF ini rusak atau terpotong; ambil lagi berkas aslinya."
_SIGNED = "PDF ini bertanda tangan elektronik atau menyediakan tempatnya; cap apa pun akan membatalkannya."


def stamp_pdf(pdf: bytes, marks: Marks, each: EachPage | None = None) -> bytes:
    """The PDF with these marks on every page, upright as the reader sees it; equal input gives equal bytes.

    `each` gives what a page has besides, by its number from 1 and how many there are: the code of that page.
    Raises NotReady when the file is signed or prepared for a signature, locked, torn, or has no page.
    """
    update, pages = _open(pdf)
    stamp = _Stamp(update, _first_free(pages))
    own = [each(number, len(pages)) for number in range(1, len(pages) + 1)] if each else [None] * len(pages)
    for page, its in zip(pages, own, strict=True):
        stamp.put_on(page, [marks, its] if its else [marks])
    said = repr((marks, own) if each else marks)
    return update.write(hashlib.sha256(pdf + said.encode()).digest()[:16])


def _open(pdf: bytes) -> tuple[Update, list[PageObject]]:
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            raise NotReady("PDF ini terkunci kata sandi; buka kuncinya dulu, lalu ulangi.")
        pages = list(reader.pages)
        if not pages:
            raise NotReady("PDF ini tidak berisi halaman.")
        if _has_signature(pdf, reader, pages):
            raise NotReady(_SIGNED)
        update = Update(pdf, reader)
        return update, pages if update.reader is reader else list(update.reader.pages)
    except _UNREADABLE as error:
        raise NotReady(_TORN) from error


def _has_signature(pdf: bytes, reader: PdfReader, pages: Iterable[PageObject]) -> bool:
    """The bytes a signature covers, a certification, or a signature field, used or empty (ISO 32000-1, 12.7.4.5)."""
    root = reader.root_object
    fields = _list(_dictionary(root.get("/AcroForm")), "/Fields")
    fields += [one for page in pages for one in _list(page, "/Annots")]
    return b"/ByteRange" in pdf or "/Perms" in root or any(one.get("/FT") == "/Sig" for one in _fields(fields, 0))


def _fields(fields: list[PdfObject], level: int) -> Iterator[DictionaryObject]:
    for one in map(_dictionary, fields):
        yield one
        if level < _DEEPEST:
            yield from _fields(_list(one, "/Kids"), level + 1)


def _dictionary(value: PdfObject | None) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(owner: DictionaryObject, key: str) -> list[PdfObject]:
    found = owner.get(key)
    found = found.get_object() if found is not None else None
    return [*found] if isinstance(found, ArrayObject) else []


class _Stamp:
    """The drawings of one file: one for the same marks on the same size of page, and the streams that call them."""

    def __init__(self, update: Update, first: int) -> None:
        self.update, self.first = update, first
        self.before = update.add(b"q\n")
        self.forms: dict[tuple[Marks, float, float], tuple[str, IndirectObject]] = {}
        self.after: dict[str, IndirectObject] = {}

    def put_on(self, page: PageObject, drawn: Sequence[Marks]) -> None:
        """Wrap the page's own content in q/Q, so that whatever it did to the axes is undone, then draw."""
        reference = page.indirect_reference
        if reference is None or reference.idnum in self.update.objects:  # the same page, shown twice
            return
        self.update.change(reference, page)
        box, rotation = _visible(page), _rotation(page)
        width, height = (box.height, box.width) if rotation % 180 else (box.width, box.height)
        forms = [self._form(one, round(float(width), 2), round(float(height), 2)) for one in drawn]
        resources = self.update.dictionary(page, "/Resources")
        objects = self.update.dictionary(resources, "/XObject")
        objects.update({NameObject(name): form for name, form in forms})
        call = self._call([name for name, _ in forms], _upright(box, rotation))
        page[NameObject("/Contents")] = ArrayObject([self.before, *_contents(page), call])

    def _form(self, marks: Marks, width: float, height: float) -> tuple[str, IndirectObject]:
        if (marks, width, height) not in self.forms:
            entries = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/XObject"),
                    NameObject("/Subtype"): NameObject("/Form"),
                    NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, width, height))),
                    NameObject("/Resources"): DictionaryObject(),
                }
            )
            drawn = draw_marks(marks, width, height).encode("ascii")
            name = f"/Docgen{self.first + len(self.forms)}"
            self.forms[marks, width, height] = (name, self.update.add(drawn, entries))
        return self.forms[marks, width, height]

    def _call(self, names: Iterable[str], matrix: str) -> IndirectObject:
        """An artifact of pagination: what speaks a tagged page passes over it (ISO 32000-1, 14.8.2.2)."""
        drawings = " ".join(f"{name} Do" for name in names)
        code = f"\nQ\n/Artifact <</Type /Pagination>> BDC q {matrix} cm {drawings} Q EMC\n"
        if code not in self.after:
            self.after[code] = self.update.add(code.encode("ascii"))
        return self.after[code]


def _first_free(pages: Iterable[PageObject]) -> int:
    """A file may be stamped more than once; the names of earlier stamps stay theirs."""
    names = {name for page in pages for name in _dictionary(_dictionary(page.get("/Resources")).get("/XObject"))}
    taken = [int(name[7:]) for name in names if name.startswith("/Docgen") and name[7:].isdigit()]
    return max(taken, default=-1) + 1


def _contents(page: PageObject) -> list[PdfObject]:
    """The streams of a page, as references."""
    raw = page.raw_get("/Contents") if "/Contents" in page else None
    found = raw.get_object() if raw is not None else None
    if isinstance(found, StreamObject) and raw is not None:
        return [raw]
    return [*found] if isinstance(found, ArrayObject) else []


def _visible(page: PageObject) -> RectangleObject:
    """What a reader sees: the crop box as far as it lies on the sheet."""
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    return RectangleObject((left, bottom, right, top)) if left < right and bottom < top else media


def _rotation(page: PageObject) -> int:
    return int(page.rotation) % 360 // 90 * 90


def _upright(box: RectangleObject, rotation: int) -> str:
    """The matrix from the page as seen to the page as stored; /Rotate turns clockwise."""
    turn, corner = {
        0: ("1 0 0 1", (box.left, box.bottom)),
        90: ("0 1 -1 0", (box.right, box.bottom)),
        180: ("-1 0 0 -1", (box.right, box.top)),
        270: ("0 -1 1 0", (box.left, box.top)),
    }[rotation]
    return f"{turn} {float(corner[0]):.3f} {float(corner[1]):.3f}"
