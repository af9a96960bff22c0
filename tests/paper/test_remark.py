"""Every finding can be put back into the page as a Word comment, where it belongs."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from docgen.naskah.fields import Field
from docgen.paper.canonical import unpack
from docgen.paper.fault import Fault
from docgen.paper.guard import check_docx
from docgen.paper.package import W, find_stories, parse
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.text import pdf_text
from docgen.paper.read import plain_text, run_text
from docgen.paper.remark import remark
from docgen.paper.stamp import anchors, stamp
from docgen.paper.template.check import find_faults
from tests.paper.pages import (
    NAMESPACES,
    NUMBERED,
    anchor,
    bookmark,
    doctype,
    docx,
    footnote,
    par,
    reviewed_page,
    run,
    table,
)
from tests.paper.test_template_check import FAULTS, FIELDS, POSTS


def marked(folder: Path, template: bytes, *fields: Field, **more) -> tuple[list[Fault], bytes]:
    faults = find_faults(template, doctype(folder, template, *fields, **more), POSTS)
    return faults, remark(template, faults)


def remarks(page: bytes) -> list[tuple[str, str]]:
    """Each comment of docgen with the words it is about."""
    parts = unpack(page)
    body = parse(parts["word/document.xml"])
    (story,) = find_stories(parts, ("comments",))
    own = [one for one in parse(parts[story.name]) if one.get(f"{W}author") == "docgen"]
    return [(run_text(one), about(body, one.get(f"{W}id"))) for one in own]


def about(body, number: str) -> str:
    """The words between the two marks of a comment; the sign that opens it must stand there too."""
    inside, words = False, ""
    for one in body.iter():
        if one.tag == f"{W}commentRangeStart" and one.get(f"{W}id") == number:
            inside = True
        elif one.tag == f"{W}commentRangeEnd" and one.get(f"{W}id") == number:
            assert next(one.itersiblings()).find(f"{W}commentReference").get(f"{W}id") == number
            return words
        elif inside and one.tag == f"{W}t":
            words += one.text or ""
    raise AssertionError(f"comment {number} has no range")


def test_a_finding_stands_at_its_paragraph_or_at_its_paragraph_in_a_cell(tmp_path: Path):
    cell = par("pertama") + par("Yth. {{ nma }}") + par("ketiga")
    _, page = marked(tmp_path, docx(par("satu"), par("Hal {{ prihal }}"), table(["a", cell])), FIELDS["perihal"])
    assert remarks(page)[:2] == [
        ("isian 'prihal' tidak dikenal; mungkin maksudnya 'perihal'", "Hal {{ prihal }}"),
        ("isian 'nma' tidak dikenal; yang ada: kantor, pejabat, perihal", "Yth. {{ nma }}"),
    ]


def test_what_word_takes_no_comment_for_stands_at_the_first_paragraph_and_says_where_it_belongs(tmp_path: Path):
    box = "<w:r><w:pict><w:txbxContent>" + par("{{ d }}") + "</w:txbxContent></w:pict></w:r>"
    template = docx(
        par("satu ", box), par("dua"), headers=[par("{{ a }}")], footers=[par("{{ b }}")],
        footnotes=footnote("{{ c }}"), core="<dc:title>{{ e }}</dc:title>",
        parts={"word/charts/chart1.xml": f"<w:x {NAMESPACES}>{{{{ f }}}}</w:x>".encode()},
    )  # fmt: skip
    faults, page = marked(tmp_path, template, FIELDS["perihal"], numbering=NUMBERED)
    said = dict(remarks(page))
    assert {words.split("{")[0] for words in said.values()} == {"satu "}
    elsewhere = [str(one) for one in faults if one.label != "badan naskah"]
    assert len(elsewhere) == 8 and set(elsewhere) <= set(said)
    assert [one.what for one in faults if one.label == "badan naskah"] == [one for one in said if one not in elsewhere]


def test_a_finding_of_a_whole_row_spans_the_row():
    page = remark(docx(table(["a", "b"], ["c", "d"])), [Fault("baris", "badan naskah", "tabel 1, baris 2")])
    assert remarks(page) == [("baris", "cd")]


@pytest.mark.parametrize("body", [table(["sel"]), "", par(run("a"))], ids=["table", "nothing", "paragraph"])
def test_any_body_has_room_for_a_finding(body: str):
    page = remark(docx(body), [Fault("tempat 'nomor' tidak ada"), Fault("di luar", "badan naskah", "di luar paragraf")])
    check_docx(page, "x")
    assert [text for text, _ in remarks(page)] == [
        "tempat 'nomor' tidak ada",
        "badan naskah, di luar paragraf: di luar",
    ]


@pytest.mark.parametrize("body", [body for body, _ in FAULTS.values()], ids=FAULTS)
def test_every_fault_of_a_template_becomes_one_comment_and_not_a_word_of_the_page_is_lost(tmp_path: Path, body: str):
    template = docx(body)
    faults, page = marked(tmp_path, template, *FIELDS.values())
    check_docx(page, "x")
    assert plain_text(page) == plain_text(template)
    assert [one.text for one in python_docx.Document(io.BytesIO(page)).comments] == [text for text, _ in remarks(page)]
    assert len(remarks(page)) == len(faults) > 0
    again = find_faults(page, doctype(tmp_path, page, *FIELDS.values()), POSTS)
    assert [str(one) for one in again if not one.commented] == [str(one) for one in faults]


def test_comments_of_people_stay_and_are_not_commented(tmp_path: Path):
    _, page = marked(tmp_path, reviewed_page())
    comments = list(python_docx.Document(io.BytesIO(page)).comments)
    assert [(one.author, one.comment_id) for one in comments] == [("Siti", 3), ("docgen", 4), ("docgen", 5)]
    assert remarks(page) == [
        ("sisipan belum diterima (oleh Siti)", "satu sisipan"),
        ("penghapusan belum diterima (oleh Siti)", "satu sisipan"),
    ]
    assert comments[1].initials == "dg"


def test_what_docgen_said_before_is_not_said_twice(tmp_path: Path):
    _, once = marked(tmp_path, docx(par("{{ nma }}"), par("{{ nma }}")))
    faults, twice = marked(tmp_path, once)
    assert len(remarks(twice)) == len(remarks(once)) == 2
    assert sum(one.commented for one in faults) == 2


def test_numbers_of_lost_comments_are_not_given_again():
    lost = '<w:commentRangeStart w:id="7"/>' + run("a") + '<w:commentRangeEnd w:id="7"/>'
    page = remark(docx(par(lost)), [Fault("x", "badan naskah", "paragraf 1")])
    assert [one.comment_id for one in python_docx.Document(io.BytesIO(page)).comments] == [8]


def test_a_part_that_only_has_the_name_of_the_comments_is_left_alone():
    other = b"<x/>"
    page = remark(docx(par("a"), parts={"word/comments.xml": other}), [Fault("x", "badan naskah", "paragraf 1")])
    assert unpack(page)["word/comments.xml"] == other and remarks(page) == [("x", "a")]


def test_anchors_are_stamped_as_before():
    page = remark(docx(par("Nomor ", anchor("nomor"))), [Fault("x", "badan naskah", "paragraf 1")])
    assert anchors(stamp(page, {"nomor": "470"})) == {"nomor": "470"}


def test_the_same_findings_give_the_same_bytes():
    page, faults = docx(par(bookmark("x", run("a")))), [Fault("x", "badan naskah", "paragraf 1")]
    assert remark(page, faults) == remark(page, faults)


@pytest.mark.slow
def test_libreoffice_opens_the_marked_page(tmp_path: Path):
    template = docx(par("Hal {{ prihal }}"), table(["a", "{{ nma }}"]), headers=[par("{{ x }}")])
    _, page = marked(tmp_path, template, FIELDS["perihal"])
    done = convert({"halaman": page})
    assert not done.problems
    assert "Hal {{ prihal }}" in pdf_text(done.pdfs["halaman"])


def test_the_look_of_a_paragraph_stays_before_what_is_in_it(tmp_path: Path):
    look = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    _, page = marked(tmp_path, docx(par(look, "{{ asing }}")))
    (paragraph,) = parse(unpack(page)["word/document.xml"]).iter(f"{W}p")
    assert paragraph[0].tag == f"{W}pPr" and paragraph[1].tag == f"{W}commentRangeStart"
