"""What LibreOffice made, checked and given fixed dates and identity, so that equal pages are equal files."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from datetime import UTC, datetime

from pypdf import PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from docgen.paper.canonical import unpack
from docgen.paper.package import parse
from docgen.paper.properties import core_part

_TERMS = "{http://purl.org/dc/terms/}"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # of a page that does not say when it was made, as in its zip
_XMP_DATE = re.compile(rb"(<xmp:(CreateDate|ModifyDate|MetadataDate)>)[^<]*")


def finish_pdf(pdf: bytes, docx: bytes) -> bytes:
    """The PDF with the date of the docx and an identity (/ID) that is the digest of the docx.

    LibreOffice's exit code says nothing, so each result is opened: b"" when it is no PDF, is torn, or has no page.
    """
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        return b""
    try:
        writer = PdfWriter(clone_from=io.BytesIO(pdf))
        pages = len(writer.pages)
    except (PyPdfError, ValueError, KeyError):
        return b""
    if not pages:
        return b""
    writer.pdf_header = pdf[:8].decode("latin-1")
    _set_dates(writer, page_moment(docx))
    identity = ByteStringObject(hashlib.sha256(docx).digest()[:16])
    writer._ID = ArrayObject([identity, identity])  # pypdf offers random ones only
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_moment(docx: bytes) -> datetime:
    """When the page says it was last changed, else made; the first day a zip can name when it says neither."""
    parts = unpack(docx)
    name = core_part(parts)
    root = parse(parts[name]) if name else None
    for tag in ("modified", "created"):
        text = root.findtext(f"{_TERMS}{tag}") if root is not None else None
        try:
            moment = datetime.fromisoformat((text or "").strip())
        except ValueError:
            continue
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _EARLIEST


def _set_dates(writer: PdfWriter, moment: datetime) -> None:
    """In the three places where LibreOffice puts the present: information, XMP, and the colour profile."""
    information = writer._info or DictionaryObject()
    for key in ("/CreationDate", "/ModDate"):
        if key in information:
            information[NameObject(key)] = TextStringObject(f"D:{moment:%Y%m%d%H%M%S}Z")
    root = writer.root_object
    if metadata := _stream(root.get("/Metadata")):
        metadata.set_data(_XMP_DATE.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), metadata.get_data()))
    for intent in root.get("/OutputIntents", ArrayObject()).get_object():
        if profile := _stream(intent.get_object().get("/DestOutputProfile")):
            icc = profile.get_data()
            made = struct.pack(">6H", *moment.timetuple()[:6])  # ICC.1 table 17: date and time at byte 24
            profile.set_data(icc[:24] + made + icc[36:])


def _stream(value: PdfObject | None) -> StreamObject | None:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, StreamObject) else None
