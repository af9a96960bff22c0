"""The head of an annex repeats number and date of the letter it belongs to."""

from __future__ import annotations

from docgen.paper.read import plain_text
from docgen.paper.stamp import clear, stamp
from tests.paper.pages import anchor, docx, par

SIMPLE = '<w:fldSimple w:instr=" REF nomor "><w:r><w:t>……</w:t></w:r></w:fldSimple>'
COMPLEX = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF nomor \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>…</w:t></w:r><w:r><w:t>…</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OTHER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'


def page() -> bytes:
    return docx(par("Nomor: ", anchor("nomor")), par("Lampiran, Nomor: ", SIMPLE), par(COMPLEX, " hal. ", OTHER))


def test_every_reference_says_what_the_anchor_says():
    text = plain_text(stamp(page(), {"nomor": "470 / 1 / Sekre"}))
    assert text.count("470 / 1 / Sekre") == 3 and "hal. 7" in text


def test_a_cleared_anchor_clears_its_references():
    stamped = stamp(page(), {"nomor": "470 / 1 / Sekre"})
    assert "470" not in plain_text(clear(stamped, ["nomor"]))


def test_references_to_other_places_are_left_alone():
    other = docx(par(anchor("nomor"), anchor("tanggal")), par(SIMPLE))
    assert plain_text(stamp(other, {"tanggal": "7 Januari 2019"})).count("7 Januari 2019") == 1
