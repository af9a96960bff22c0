"""The emblem of the office stands where the template holds a place for it."""

from __future__ import annotations

import pytest

from docgen.errors import BadDeclaration
from docgen.paper.canonical import unpack
from docgen.paper.guard import check_docx
from docgen.paper.template.fill import fill
from tests.paper.pages import OFFICE, docx, par, picture, rel


def test_the_emblem_takes_the_place_of_the_picture_called_lambang_and_keeps_its_proportions(lambang: bytes):
    relation = rel("rId9", f"{OFFICE}/image", "media/lama.png")
    template = docx(
        par(picture("rId9")), par(picture("rId9", descr="foto")), par("{{ x }}"),
        rels=relation, parts={"word/media/lama.png": b"\x89PNG\r\n\x1a\nlama"},
    )  # fmt: skip
    parts = unpack(fill(template, {"x": "isi"}, lambang=lambang))
    body = parts["word/document.xml"].decode()
    assert parts["word/media/lambang.png"] == lambang
    assert parts["word/media/lama.png"].endswith(b"lama")
    assert 'descr="lambang"/><a:graphic><a:graphicData><a:blip r:embed="rId1"/>' in body
    assert 'descr="foto"/><a:graphic><a:graphicData><a:blip r:embed="rId9"/>' in body
    assert '<wp:extent cx="450000" cy="900000"/>' in body  # the emblem is 1 : 2, the frame was a square
    check_docx(fill(template, {"x": "isi"}, lambang=lambang), "naskah.docx")


def test_an_emblem_that_is_no_picture_is_refused():
    with pytest.raises(BadDeclaration, match="PNG atau JPEG"):
        fill(docx(par("{{ x }}")), {"x": "isi"}, lambang=b"bukan gambar")
