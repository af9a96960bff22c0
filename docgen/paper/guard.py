"""Refuse a file before anything opens it: by its bytes first, then by what its parts say.

What a docx may hold that prints nothing but does something: macros, controls, embedded objects, links that are
fetched on opening, fields that run or read. And what makes a program fall over: archives that unpack to gigabytes,
names that leave their folder, entities.
"""

from __future__ import annotations

from docgen.errors import UnsafeFile
from docgen.paper.guard_parts import part_problems
from docgen.paper.guard_zip import zip_problems

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
_OLE = b"\xd0\xcf\x11\xe0"


def check_docx(data: bytes, name: str) -> None:
    """Raise UnsafeFile with every reason why this must not be opened; a docx that passes may be parsed freely."""
    if data.startswith(_OLE):
        raise UnsafeFile(name, ["Word lama (.doc) atau terkunci kata sandi; simpan sebagai Word Document (.docx)"])
    if not data.startswith(b"PK\x03\x04"):
        raise UnsafeFile(name, ["bukan berkas Word (.docx)"])
    problems = zip_problems(data) or part_problems(data)
    if problems:
        raise UnsafeFile(name, problems)


def sniff(data: bytes) -> str:
    """The kind of a file by its content: docx, pdf, jpg, png, tif, or '' for anything else."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04") and b"word/" in data and b"[Content_Types].xml" in data:
        return "docx"
    return ""
