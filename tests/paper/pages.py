"""Small Word files for the tests of this room, written part by part so that each test shows what it is about."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docgen.naskah.doctype import DocType, Numbering
from docgen.naskah.fields import Field
from docgen.naskah.rule import ApprovalRule
from docgen.paper.canonical import CONTENT_TYPES, pack

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = f"{PACKAGE}/relationships/metadata/core-properties"
DOTS = "\u2026" * 5
CORE_OF_LIBREOFFICE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"


def run(text: str, look: str = "") -> str:
    """A run; `look` is the inside of its w:rPr."""
    rpr = f"<w:rPr>{look}</w:rPr>" if look else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{rpr}<w:t{space}>{escape(text)}</w:t></w:r>"


def par(*content: str) -> str:
    """A paragraph of texts and pieces of XML (those begin with '<w:')."""
    return "<w:p>" + "".join(one if one.startswith("<w:") else run(one) for one in content) + "</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table whose cells are texts or pieces of XML."""
    columns = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(map(_row, rows))}</w:tbl>"


def _row(cells: Sequence[str]) -> str:
    width = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
    inside = (cell if cell.startswith("<w:") else par(cell) for cell in cells)
    return "<w:tr>" + "".join(f"<w:tc>{width}{one}</w:tc>" for one in inside) + "</w:tr>"


def anchor(name: str, text: str = "\u00a0", number: int = 0, look: str = "") -> str:
    """A content control with a bookmark of the same name in it."""
    number = number or 1000 + zlib.crc32(name.encode()) % 10**6
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="{number}"/></w:sdtPr>'
        f"<w:sdtContent>{bookmark(name, run(text, look), number)}</w:sdtContent></w:sdt>"
    )


def bookmark(name: str, inside: str, number: int = 7) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def docx(*body: str, **facts: Any) -> bytes:
    """A docx of pieces of XML; `facts` as for `docx_parts`."""
    return pack(docx_parts(*body, **facts))


def docx_parts(
    *body: str,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    footnotes: str = "",
    comments: str = "",
    core: str | None = "<dc:title>Nota</dc:title>",
    core_type: str = CORE,
    parts: Mapping[str, bytes] | None = None,
    rels: str = "",
) -> dict[str, bytes]:
    """The parts of a docx; `rels` are more relationships of its body, `parts` are more parts or replace some."""
    stories = {
        **{f"header{n}": ("hdr", "header", text) for n, text in enumerate(headers, 1)},
        **{f"footer{n}": ("ftr", "footer", text) for n, text in enumerate(footers, 1)},
        **({"footnotes": ("footnotes", "footnotes", footnotes)} if footnotes else {}),
        **({"comments": ("comments", "comments", comments)} if comments else {}),
    }
    types = [_override("/word/document.xml", f"{WORD}.document.main+xml")]
    links, shown, made = [rels], "", {}
    for number, (name, (root, kind, inside)) in enumerate(stories.items(), start=1):
        made[f"word/{name}.xml"] = _story(root, inside)
        types.append(_override(f"/word/{name}.xml", f"{WORD}.{kind}+xml"))
        links.append(rel(f"rId{number}", f"{OFFICE}/{kind}", f"{name}.xml"))
        if kind in ("header", "footer"):
            turn = ("default", "first", "even")[int(name[-1]) - 1]
            shown += f'<w:{kind}Reference w:type="{turn}" r:id="rId{number}"/>'
    made["word/document.xml"] = _story("document", f"<w:body>{''.join(body)}<w:sectPr>{shown}</w:sectPr></w:body>")
    made["word/_rels/document.xml.rels"] = relationships(*links)
    package = [rel("rId1", f"{OFFICE}/officeDocument", "word/document.xml")]
    if core is not None:
        made["docProps/core.xml"] = core_xml(core)
        types.append(_override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        package.append(rel("rId2", core_type, "docProps/core.xml"))
    made["_rels/.rels"] = relationships(*package)
    made[CONTENT_TYPES] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{''.join(types)}</Types>"
    ).encode()
    return made | dict(parts or {})


def rel(number: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{number}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def relationships(*lines: str) -> bytes:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def core_xml(inside: str) -> bytes:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inside}</cp:coreProperties>"
    ).encode()


def _story(root: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {NAMESPACES}>{inside}</w:{root}>'.encode()


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="{name}" ContentType="{kind}"/>'


def footnote(text: str, number: int = 2) -> str:
    return f'<w:footnote w:id="{number}">{par(text)}</w:footnote>'


def picture(relation: str, descr: str = "lambang", size: int = 900000) -> str:
    """A run with an inline picture of a square frame (EMU)."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="1" name="Gambar" descr="{descr}"/>'
        f'<a:graphic><a:graphicData><a:blip r:embed="{relation}"/><a:xfrm><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def doctype(folder: Path, template: bytes, *fields: Field, **more: Any) -> DocType:
    """A document type in `folder` with this template; `more` goes into its record."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.docx").write_bytes(template)
    facts = {"nama": "Nota", "judul": "Nota", "klasifikasi": "000", "approvals": (), "numbering": None} | more
    return DocType(id="nota", folder=folder, fields=fields, **facts)


PARAF = ApprovalRule(mark="paraf", pejabat="sekretaris")
TANDA_TANGAN = ApprovalRule(mark="tanda_tangan", isian="dari")
NUMBERED = Numbering(buku="nota", pattern="{urut}")


def anchored_page(**facts: Any) -> bytes:
    """A page with every sort of place a stamp can go to, filled in nowhere; also the origin of contoh/."""
    bold = '<w:b/><w:sz w:val="28"/>'
    hops = ("tanggal", "dari", "kepada", "isi", "paraf")
    return docx(
        par("NOTA DINAS"),
        par("Nomor : ", anchor("nomor", DOTS, look=bold), " tanggal ", anchor("tanggal", DOTS)),
        par("Perihal: {{ perihal }}"),
        par("{%p for alinea in isi %}"),
        par("{{ alinea }}"),
        par("{%p endfor %}"),
        table(
            ["Paraf", "Tanda tangan"],
            [par(anchor("paraf_sekretaris")), par("Kepala Dinas,") + par(anchor("tanda_tangan_dari")) + par("Nama")],
            [par(anchor("paraf_kasubag"), anchor("paraf_kabid")), "dua paraf bersebelahan"],
        ),
        table(*([par(anchor(f"disposisi_{i}_{hop}")) for hop in hops] for i in (1, 2))),
        par(anchor("salinan")),
        par("Salinan sah: ", anchor("salinan_sah"), "."),
        headers=[par("PEMERINTAH KOTA {{ perihal }}")],
        footers=[par("Halaman")],
        **facts,
    )


ANCHORS = (
    "nomor", "tanggal", "paraf_sekretaris", "tanda_tangan_dari", "paraf_kasubag", "paraf_kabid",
    *(f"disposisi_{i}_{hop}" for i in (1, 2) for hop in ("tanggal", "dari", "kepada", "isi", "paraf")),
    "salinan", "salinan_sah",
)  # fmt: skip
FORM = {"perihal": "Undangan rapat & <uji>", "isi": ["Satu.", "Dua, “kutip”."]}


def reviewed_page() -> bytes:
    """A page with a tracked insertion, a tracked deletion and a comment."""
    who = 'w:author="Siti" w:date="2019-01-02T08:00:00Z"'
    inserted = f'<w:ins w:id="901" {who}>{run("sisipan")}</w:ins>'
    deleted = f'<w:del w:id="902" {who}><w:r><w:delText xml:space="preserve">terhapus</w:delText></w:r></w:del>'
    mark = '<w:commentRangeStart w:id="3"/>' + run("dibahas") + '<w:commentRangeEnd w:id="3"/>'
    mark += '<w:r><w:commentReference w:id="3"/></w:r>'
    comment = f'<w:comment w:id="3" w:initials="S" {who}>{par("mohon diperiksa")}</w:comment>'
    return docx(par("utuh"), par("satu ", inserted, deleted), table(["sel", par("dua ", mark)]), comments=comment)


def zipped(parts: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda info: None) -> bytes:
    """The parts zipped as another program might."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            change(info)
            archive.writestr(info, data)
    return out.getvalue()
