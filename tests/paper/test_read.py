"""What the index and the golden texts see."""

from __future__ import annotations

from docgen.paper.read import plain_text
from tests.paper.pages import docx, footnote, par, run, table

BOX = (
    "<w:r><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_headers_body_footnotes_and_footers_in_the_order_they_are_read():
    page = docx(par("isi"), headers=[par("kop")], footers=[par("kaki")], footnotes=footnote("catatan"))
    assert plain_text(page) == "kop\nisi\ncatatan\nkaki"


def test_equal_headers_are_said_once():
    assert plain_text(docx(par("isi"), headers=[par("kop"), par("kop"), par("lain")])) == "kop\nlain\nisi"


def test_a_table_is_read_row_by_row():
    inner = table(["x", "y"])
    page = docx(table(["a", "b"], [par("c") + par("d"), inner + par("e")]), par("z"))
    assert plain_text(page) == "a\tb\nc d\tx\ty e\nz"


def test_empty_paragraphs_and_rows_are_left_out_and_spaces_kept():
    assert plain_text(docx(par(""), par(" a  b "), table(["", " "]), par("\u00a0"))) == " a  b "


def test_breaks_tabs_and_hyphens_are_characters():
    page = docx(par("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c", "<w:r><w:noBreakHyphen/></w:r>", "d"))
    assert plain_text(page) == "a\tb\nc\u2011d"


def test_a_text_box_is_read_once_after_its_paragraph():
    assert (
        plain_text(docx(par("a", BOX.format(par("kotak").replace("<w:p>", "<w:p>")).replace("<w:r>", "<w:r>", 1))))
        == "a\nkotak"
    )


def test_deleted_words_are_not_read_and_inserted_ones_are():
    page = docx(
        par("a", f'<w:ins w:id="1">{run("b")}</w:ins>', '<w:del w:id="2"><w:r><w:delText>c</w:delText></w:r></w:del>'),
        par(f'<w:moveFrom w:id="3">{run("d")}</w:moveFrom>', f'<w:moveTo w:id="4">{run("e")}</w:moveTo>'),
    )
    assert plain_text(page) == "ab\ne"


def test_field_codes_are_not_words_and_their_results_are():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert plain_text(docx(par("Halaman ", field))) == "Halaman 7"


def test_controls_around_blocks_rows_and_cells_hide_nothing():
    block = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = table(["a", "b"])
    wrapped = row.replace("<w:tr>", block.split("{}")[0] + "<w:tr>").replace(
        "</w:tr>", "</w:tr>" + block.split("{}")[1]
    )
    assert plain_text(docx(block.format(par("x")), wrapped)) == "x\na\tb"
