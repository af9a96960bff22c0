"""Saving a workbook so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
from datetime import datetime

from openpyxl import Workbook

from docgen.paper.canonical import pack, unpack

_DAY_ONE = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def save_book(book: Workbook) -> bytes:
    """The bytes of a workbook without the time it was saved."""
    book.properties.creator = "docgen"
    book.properties.created = _DAY_ONE
    book.security.lockStructure = True
    out = io.BytesIO()
    book.save(out)
    parts = unpack(out.getvalue())
    core = "docProps/core.xml"
    parts[core] = _MODIFIED.sub(rb"\g<1>" + f"{_DAY_ONE:%Y-%m-%dT%H:%M:%SZ}".encode(), parts[core])
    return pack(parts)
