"""REF fields that repeat an anchor elsewhere on the page, as the head of an annex repeats number and date.

Word shows a field's last words until somebody updates it, so a stamp writes them too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.paper.anchor import Anchor
from docgen.paper.package import W


def references(body: etree._Element) -> Iterator[Anchor]:
    """Every REF field of a body as a place to be written: by the name it refers to, with the runs of its words."""
    for field in body.iter(f"{W}fldSimple"):
        if name := _referred(field.get(f"{W}instr", "")):
            yield Anchor(name, field, tuple(field.iterfind(f"{W}r")))
    for paragraph in body.iter(f"{W}p"):
        yield from _complex(paragraph)


def _complex(paragraph: etree._Element) -> Iterator[Anchor]:
    """Fields written as begin, code, separate, words, end, which is how Word and LibreOffice save them."""
    code, part, start = "", "", None
    words: list[etree._Element] = []
    for run in paragraph.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        if mark is not None:
            part = mark.get(f"{W}fldCharType", "")
            if part == "begin":
                code, words, start = "", [], run
            elif part == "end" and start is not None and words and (name := _referred(code)):
                yield Anchor(name, start, tuple(words))
        elif part == "begin":
            code += "".join(text.text or "" for text in run.iterfind(f"{W}instrText"))
        elif part == "separate":
            words.append(run)


def _referred(code: str) -> str:
    words = code.split()
    return words[1] if len(words) > 1 and words[0].upper() == "REF" else ""
