"""What is refused at the door, and that the door is quick and small."""

from __future__ import annotations

import io
import struct

import docx as python_docx
import pytest

from docgen.errors import UnsafeFile
from docgen.paper.canonical import CONTENT_TYPES, pack
from docgen.paper.guard import check_docx, sniff
from tests.paper.pages import (
    NAMESPACES,
    OFFICE,
    WORD,
    anchored_page,
    docx,
    docx_parts,
    par,
    picture,
    rel,
    reviewed_page,
    run,
    zipped,
)
from tests.paper.test_sheet_guard import linked as sheet_linked

PLAIN = docx(par("isi"), headers=[par("kop")])


def refused(data: bytes) -> str:
    with pytest.raises(UnsafeFile) as error:
        check_docx(data, "kiriman.docx")
    assert "kiriman.docx" in str(error.value)
    return "\n".join(error.value.problems)


def of_python_docx() -> bytes:
    out = io.BytesIO()
    document = python_docx.Document()
    document.add_paragraph("isi")
    document.save(out)
    return out.getvalue()


GOOD = {
    "plain": PLAIN,
    "anchors": anchored_page(),
    "changes": reviewed_page(),
    "python-docx": of_python_docx(),
    "folders": zipped({"word/": b"", **docx_parts(par("isi"))}),
    "hyperlink": docx(
        par("isi"), rels=rel("rId7", f"{OFFICE}/hyperlink", "https://jenepontokab.go.id/", external=True)
    ),
    "mailto": docx(par("isi"), rels=rel("rId7", f"{OFFICE}/hyperlink", "mailto:a@b.id", external=True)),
    "page field": docx(par('<w:fldSimple w:instr=" PAGE "/>', run("7"))),
    "link field": docx(par('<w:fldSimple w:instr=" HYPERLINK &quot;https://a.id&quot; "/>')),
    "contents field": docx(par('<w:fldSimple w:instr=" TOC \\o &quot;1-3&quot; \\h "/>')),
    "words": docx(par("DDEAUTO dan INCLUDETEXT hanyalah kata")),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_an_honest_file_is_let_in(data: bytes):
    check_docx(data, "naskah.docx")
    assert sniff(data) == "docx"


def with_part(name: str, data: bytes = b"x", rels: str = "") -> bytes:
    return docx(par("isi"), parts={name: data}, rels=rels)


def linked(kind: str, target: str, *, external: bool = False) -> bytes:
    return docx(par("isi"), rels=rel("rId7", f"{OFFICE}/{kind}", target, external=external))


def typed(kind: str) -> bytes:
    parts = docx_parts(par("isi"))
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return pack(parts | {CONTENT_TYPES: parts[CONTENT_TYPES].replace(main, kind.encode())})


def body_with(piece: str) -> bytes:
    return docx(par(piece))


def field(*codes: str) -> bytes:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return body_with(
        begin + "".join(c if c.startswith("<") else f"<w:r><w:instrText>{c}</w:instrText></w:r>" for c in codes) + end
    )


def without(name: str) -> bytes:
    return pack({key: data for key, data in docx_parts(par("isi")).items() if key != name})


def hidden() -> bytes:
    """The last entry of the directory made the comment of the one before."""
    before, last = PLAIN.rindex(b"PK\x01\x02", 0, PLAIN.rindex(b"PK\x01\x02")), PLAIN.rindex(b"PK\x01\x02")
    data = bytearray(PLAIN)
    data[before + 32 : before + 34] = struct.pack("<H", len(PLAIN) - 22 - last)
    return bytes(data)


NESTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 68 68 69 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "macros": (with_part("word/vbaProject.bin", OLE), "vbaProject.bin"),
    "macro under another name": (with_part("word/media/a.png", OLE), "objek tertanam"),
    "macro relationship": (linked("../2006/relationships/vbaProject", "a.xml"), "makro"),
    "macro type": (typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "makro"),
    "template type": (typed(f"{WORD}.template.main+xml"), "dotx"),
    "workbook": (typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "bukan naskah"),
    "embedded object": (with_part("word/embeddings/oleObject1.bin", OLE), "tertanam"),
    "object element": (body_with('<w:object><o:OLEObject Type="Embed"/></w:object>'), "OLE"),
    "alternative chunk": (body_with('<w:altChunk r:id="rId1"/>'), "altChunk"),
    "chunk relationship": (linked("aFChunk", "a.html"), "altChunk"),
    "chart data that is no workbook": (with_part("word/embeddings/a.xlsx", PLAIN), "buku kerja grafik"),
    "chart data with a link": (
        with_part("word/embeddings/a.xlsx", sheet_linked("externalLink", "a.xlsx")), "tautan ke buku kerja lain"
    ),
    "embedded docx": (linked("package", "embeddings/a.xlsx"), "tertanam"),
    "attached template": (linked("attachedTemplate", "file:///C:/x.dotm", external=True), "attachedTemplate"),
    "linked picture": (linked("image", "http://10.0.0.1/a.png", external=True), "http://10.0.0.1"),
    "linked picture, no mode": (linked("image", "http://10.0.0.1/a.png"), "http://10.0.0.1"),
    "file hyperlink": (linked("hyperlink", "file:///etc/passwd", external=True), "file:///etc/passwd"),
    "script hyperlink": (linked("hyperlink", "JavaScript:alert(1)", external=True), "JavaScript"),
    "unc hyperlink": (linked("hyperlink", "\\\\10.0.0.1\\a", external=True), "hyperlink"),
    "remote vml": (body_with('<w:pict><v:imagedata src="http://10.0.0.1/a.png"/></w:pict>'), "10.0.0.1"),
    "web add-in": (linked("webextension", "a.xml"), "tambahan web"),
    "mail merge": (body_with("<w:mailMerge/>"), "mail merge"),
    "dde": (field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '), "DDEAUTO"),
    "dde in pieces": (field(" D", "DE", "AUTO x y"), "DDEAUTO"),
    "dde, lower case": (body_with('<w:fldSimple w:instr="ddeauto a b"/>'), "DDEAUTO"),
    "dde by another field": (field(NESTED, " a b "), "kode isian lain"),
    "include text": (field(" INCLUDETEXT /etc/passwd "), "INCLUDETEXT"),
    "include picture": (field(' INCLUDEPICTURE "http://a/b.png" \\d '), "INCLUDEPICTURE"),
    "link": (field(" LINK Excel.Sheet.12 a.xlsx "), "LINK"),
    "macro button": (field(" MACROBUTTON x y "), "MACROBUTTON"),
    "link field to a file": (field(' HYPERLINK "file:///c:/a.exe" '), "HYPERLINK"),
    "doctype": (with_part("word/a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "DTD"),
    "doctype late": (with_part("word/a.xml", b"<?xml version='1.0'?>" + b" " * 70_000 + b"<!DOCTYPE x><x/>"), "DTD"),
    "doctype over a chunk": (with_part("word/a.xml", b" " * 65_531 + b"<!DOCTYPE x><x/>"), "DTD"),
    "doctype in utf-16": (with_part("word/a.xml", "<!DOCTYPE x><x/>".encode("utf-16")), "UTF-8"),
    "other encoding": (with_part("word/a.xml", b'<?xml version="1.0" encoding="UTF-7"?><x/>'), "UTF-8"),
    "broken xml": (with_part("word/a.xml", b"<a><b></a>"), "tidak dapat dibaca"),
    "deep xml": (with_part("word/a.xml", b"<a>" * 5000 + b"</a>" * 5000), "tidak dapat dibaca"),
    "foreign part": (with_part("word/a.exe", b"MZ"), "a.exe"),
    "legacy word": (OLE + b"\0" * 600, ".doc"),
    "not a zip": (b"%PDF-1.7", "bukan berkas Word"),
    "empty": (b"", "bukan berkas Word"),
    "body missing": (without("word/document.xml"), "bukan naskah"),
    "types missing": (without(CONTENT_TYPES), "bukan berkas Word"),
    "member hidden behind another": (hidden(), "daftar isi"),
    "other zip": (zipped({"a.xml": b"<a/>"}), "bukan berkas Word"),
    "truncated": (PLAIN[:-30], "terpotong"),
    "trailing data": (PLAIN + b"<script>", "ditempeli"),
    "leading data": (b"PK\x03\x04" + b"x" * 10 + PLAIN, "tidak wajar"),
    "flipped byte": (PLAIN[:60] + bytes([PLAIN[60] ^ 0xFF]) + PLAIN[61:], "rusak"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_acts_or_deceives_is_refused_with_the_reason(data: bytes, reason: str):
    assert reason in refused(data)


def test_every_reason_is_told_at_once():
    told = refused(
        docx(
            par('<w:fldSimple w:instr="DDE a b"/>', '<w:altChunk r:id="rId1"/>'),
            rels=rel("rId7", f"{OFFICE}/image", "http://a/b", external=True)
            + rel("rId8", f"{OFFICE}/oleObject", "b.xml"),
        )
    )
    assert all(word in told for word in ("DDE", "altChunk", "http://a/b", "OLE"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"), (b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"II*\0", "tif"),
        (b"MM\0*", "tif"), (PLAIN, "docx"), (b"", ""), (b"<html>", ""), (zipped({"xl/a.xml": b"<a/>"}), ""), (OLE, ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_told_by_its_content(data: bytes, kind: str):
    assert sniff(data) == kind


def test_strict_open_xml_is_told_apart():
    parts = docx_parts(par("isi"))
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(OFFICE.encode(), strict)
    assert "Strict Open XML" in refused(pack(parts))


def test_pictures_in_the_file_are_let_in():
    png = b"\x89PNG\r\n\x1a\n"
    data = docx(
        par(picture("rId7")), rels=rel("rId7", f"{OFFICE}/image", "media/a.png"), parts={"word/media/a.png": png}
    )
    check_docx(data, "naskah.docx")
    assert NAMESPACES.encode() in data or sniff(data) == "docx"
