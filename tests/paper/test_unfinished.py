"""Nothing under discussion is signed."""

from __future__ import annotations

import pytest

from docgen.paper.unfinished import unfinished
from tests.paper.pages import NAMESPACES, anchored_page, docx, footnote, par, rel, reviewed_page, run, table

WHO = 'w:id="1" w:author="Siti" w:date="2019-01-02T08:00:00Z"'
KINDS = {
    "ins": f"<w:p><w:ins {WHO}>{run('baru')}</w:ins></w:p>",
    "del": f"<w:p><w:del {WHO}><w:r><w:delText>lama</w:delText></w:r></w:del></w:p>",
    "moveFrom": f"<w:p><w:moveFrom {WHO}>{run('pindah')}</w:moveFrom></w:p>",
    "moveTo": f"<w:p><w:moveTo {WHO}>{run('pindah')}</w:moveTo></w:p>",
    "paragraph_mark": f"<w:p><w:pPr><w:rPr><w:ins {WHO}/></w:rPr></w:pPr></w:p>",
    "rPrChange": f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>",
    "pPrChange": f"<w:p><w:pPr><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr></w:p>",
    "row": f"<w:tbl><w:tblGrid/><w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "cellDel": f"<w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:cellDel {WHO}/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
    "comment": '<w:p><w:commentRangeStart w:id="4"/></w:p>',
}


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    "where", ["badan naskah", "kepala halaman header1.xml", "kaki halaman footer1.xml", "catatan kaki"]
)
def test_every_kind_is_found_wherever_it_stands(piece: str, where: str):
    page = {
        "badan naskah": docx(par("a"), piece),
        "kepala halaman header1.xml": docx(par("a"), headers=[piece]),
        "kaki halaman footer1.xml": docx(par("a"), footers=[piece]),
        "catatan kaki": docx(par("a"), footnotes=f'<w:footnote w:id="2">{piece}</w:footnote>'),
    }[where]
    found = unfinished(page)
    assert len(found) == 1
    assert found[0].startswith(f"{where}, ")


def test_each_is_told_with_place_author_and_words():
    assert unfinished(reviewed_page()) == [
        "badan naskah, paragraf 2: sisipan belum diterima (oleh Siti) (teks: “sisipan”)",
        "badan naskah, paragraf 2: penghapusan belum diterima (oleh Siti) (teks: “terhapus”)",
        "badan naskah, tabel 1, baris 1, sel 2: komentar belum dihapus (oleh Siti) (teks: “mohon diperiksa”)",
    ]


def test_a_comment_that_lost_its_place_is_still_a_comment():
    found = unfinished(docx(par("a"), comments=f"<w:comment {WHO}>{par('lupa')}</w:comment>"))
    assert found == ["komentar: tanpa tempat (oleh Siti) (teks: “lupa”)"]


def test_comments_of_word_with_an_empty_part_are_none():
    empty = f'<?xml version="1.0"?><w:comments {NAMESPACES}/>'.encode()
    page = docx(
        par("a"),
        rels=rel(
            "rId9", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments", "comments.xml"
        ),
        parts={"word/comments.xml": empty},
    )
    assert unfinished(page) == []


def test_a_clean_page_may_be_signed():
    assert unfinished(anchored_page(footnotes=footnote("catatan"))) == []
    assert unfinished(docx(table(["a"]))) == []
