"""Stamping fills the places of a page and leaves all else as it was read."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InvalidForm, NotReady
from docgen.paper.canonical import pack, unpack
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors, clear, stamp
from docgen.paper.template.fill import fill
from tests.paper.pages import ANCHORS, DOTS, FORM, anchor, anchored_page, bookmark, docx, par, run, table

PAGE = fill(anchored_page(), FORM)
BOLD = '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'


def body(docx_bytes: bytes) -> str:
    return unpack(docx_bytes)["word/document.xml"].decode()


def test_every_anchor_is_found_with_its_placeholder():
    assert anchors(PAGE) == {name: DOTS if name in ("nomor", "tanggal") else "\u00a0" for name in ANCHORS}


def test_a_mark_replaces_the_placeholder_and_keeps_its_look():
    stamped = stamp(PAGE, {"nomor": "470 / Kep. 240 / Sekre", "paraf_kasubag": "ttd & <cap>\nKasubag"})
    assert anchors(stamped)["nomor"] == "470 / Kep. 240 / Sekre"
    assert "Nomor : 470 / Kep. 240 / Sekre tanggal" in plain_text(stamped)
    assert f"<w:r>{BOLD}<w:t>470 / Kep. 240 / Sekre</w:t></w:r>" in body(stamped)
    assert "<w:t>ttd &amp; &lt;cap&gt;</w:t><w:br/><w:t>Kasubag</w:t>" in body(stamped)


def test_only_the_part_that_changes_is_written():
    before, after = unpack(PAGE), unpack(stamp(PAGE, {"nomor": "1"}))
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert before.keys() == after.keys()


def test_stamping_with_nothing_changes_nothing():
    assert stamp(PAGE, {}) == PAGE
    assert stamp(PAGE, {}, {}) == PAGE
    assert clear(PAGE, []) == PAGE


def test_clearing_gives_the_page_as_it_was_filled():
    marks = {name: f"cap {name}" for name in ANCHORS}
    assert clear(stamp(PAGE, marks), marks) == PAGE


KEYS = ("docgen.naskah", "docgen.kode", "title", "identifier", "contentStatus", "modified")
VALUES = st.sampled_from(["1", "cap & <x>", "dua\nbaris", "2019-01-02T08:00:00Z"])


@given(st.dictionaries(st.sampled_from(ANCHORS), VALUES), st.dictionaries(st.sampled_from(KEYS), VALUES), st.data())
def test_stamping_in_two_steps_is_stamping_at_once(
    marks: dict[str, str], properties: dict[str, str], data: st.DataObject
):
    first = data.draw(st.sets(st.sampled_from(sorted(marks) or [""])))
    early = data.draw(st.sets(st.sampled_from(sorted(properties) or [""])))
    step = stamp(
        PAGE, {k: v for k, v in marks.items() if k in first}, {k: v for k, v in properties.items() if k in early}
    )
    rest = {k: v for k, v in properties.items() if k not in early}
    assert stamp(step, {k: v for k, v in marks.items() if k not in first}, rest) == stamp(PAGE, marks, properties)


def test_every_missing_anchor_is_named_at_once_and_nothing_is_stamped():
    with pytest.raises(NotReady) as refused:
        stamp(PAGE, {"nomor": "1", "paraf_camat": "x", "tanda_tangan_lurah": "y"})
    assert len(refused.value.problems) == 2
    assert "paraf_camat" in str(refused.value)
    assert "tanda_tangan_lurah" in str(refused.value)


def test_a_mark_word_cannot_hold_is_refused_by_name():
    with pytest.raises(InvalidForm, match="nomor: memuat karakter U\\+0007"):
        stamp(PAGE, {"nomor": "1\a"})


def test_a_neighbour_inside_the_control_is_not_overwritten():
    nested = anchor("paraf_b", "b").replace("<w:r>", "<w:r>", 1)
    outer = anchor("paraf_a", "a").replace("</w:sdtContent>", f"{nested}</w:sdtContent>", 1)
    stamped = stamp(docx(par(outer)), {"paraf_a": "A"})
    assert anchors(stamped) == {"paraf_a": "A", "paraf_b": "b"}
    assert anchors(stamp(stamped, {"paraf_b": "B"})) == {"paraf_a": "A", "paraf_b": "B"}


def test_an_anchor_of_many_runs_becomes_one():
    split = par(
        bookmark("nomor", run("a", "<w:b/>") + "<w:r><w:tab/></w:r>" + run("b") + "<w:r><w:br/></w:r>" + run("c"))
    )
    assert anchors(docx(split)) == {"nomor": "a\tb\nc"}
    stamped = stamp(docx(split), {"nomor": "1\t2"})
    assert anchors(stamped) == {"nomor": "1\t2"}
    assert body(stamped).count("<w:r>") == 1
    assert "<w:b/>" in body(stamped)


EMPTIED = {
    "bookmark": par("a", bookmark("nomor", ""), "z"),
    "control": par("a", '<w:sdt><w:sdtPr><w:tag w:val="nomor"/></w:sdtPr><w:sdtContent/></w:sdt>', "z"),
    "control_with_bookmark": par("a", anchor("nomor").replace(run("\u00a0"), ""), "z"),
    "block_control": '<w:sdt><w:sdtPr><w:tag w:val="nomor"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    "block_bookmark": bookmark("nomor", "<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr></w:p>"),
    "word_prompt": par(
        '<w:sdt><w:sdtPr><w:tag w:val="nomor"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        + run("Klik di sini", '<w:rStyle w:val="PlaceholderText"/>') + "</w:sdtContent></w:sdt>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("emptied", EMPTIED.values(), ids=EMPTIED)
def test_an_anchor_a_user_emptied_can_still_be_stamped(emptied: str):
    page = docx(emptied, par("bawah"))
    assert anchors(page) == {"nomor": ""}
    stamped = stamp(page, {"nomor": "470"})
    assert anchors(stamped) == {"nomor": "470"}
    assert "470" in plain_text(stamped)
    assert "showingPlcHdr" not in body(stamped)
    assert "PlaceholderText" not in body(stamped)
    python_docx.Document(io.BytesIO(stamped))


def test_an_anchor_spread_over_paragraphs_by_enter_is_one_place():
    spread = table(
        [par('<w:bookmarkStart w:id="5" w:name="nomor"/>', "a") + par("b", '<w:bookmarkEnd w:id="5"/>', "sisa")]
    )
    assert anchors(docx(spread)) == {"nomor": "ab"}
    assert plain_text(stamp(docx(spread), {"nomor": "1"})) == "1 sisa"


def test_a_bookmark_without_an_end_does_not_swallow_the_page():
    page = docx(par('<w:bookmarkStart w:id="5" w:name="nomor"/>', "isi penting"), par("lagi"))
    assert plain_text(stamp(page, {"nomor": "1"})) == "1isi penting\nlagi"


def test_bookmarks_of_programs_and_controls_without_a_tag_are_no_anchors():
    page = docx(
        par(bookmark("_Toc1", run("a")), "<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>", bookmark("OLE_LINK1", run("b")))
    )
    assert anchors(page) == {}


def test_stamps_do_not_need_the_template_and_never_render_again():
    page = docx(par(anchor("nomor")), par("{{ 7*7 }}"))
    assert plain_text(stamp(page, {"nomor": "{{ 1 }}"})) == "{{ 1 }}\n{{ 7*7 }}"


def test_a_page_zipped_by_another_program_is_stamped_the_same():
    other = io.BytesIO()
    python_docx.Document(io.BytesIO(PAGE)).save(other)
    assert anchors(stamp(other.getvalue(), {"nomor": "9"}))["nomor"] == "9"
    assert pack(unpack(stamp(other.getvalue(), {}))) == stamp(other.getvalue(), {})
