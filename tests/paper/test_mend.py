"""A page that no value can spoil is not searched; every other is mended where Word would refuse it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.paper.canonical import unpack
from docgen.paper.package import W, parse, serialise
from docgen.paper.stamp import stamp
from docgen.paper.template.compile import compile_template
from docgen.paper.template.fill import fill
from tests.paper.pages import anchor, docx, par, table

FOR, END_FOR, IF, ELIF, ELSE, END = (
    par(f"{{%p {one} %}}") for one in ("for a in isi", "endfor", "if x", "elif y", "else", "endif")
)
TEXT = par("teks")
INNER = table(["dalam"])

FIRM = {
    "a_paragraph_behind_a_loop": FOR + TEXT + END_FOR + TEXT,
    "a_loop_behind_a_paragraph": TEXT + FOR + TEXT + END_FOR + IF + TEXT + END,
    "one_of_two": IF + TEXT + ELSE + TEXT + END,
    "a_table_always_followed": TEXT + FOR + INNER + TEXT + END_FOR,
}
WEAK = {
    "only_a_loop": FOR + TEXT + END_FOR,
    "one_of_two_or_none": IF + TEXT + ELIF + TEXT + END,
    "a_loop_in_an_else": IF + TEXT + ELSE + FOR + TEXT + END_FOR + END,
    "a_table_at_the_end": TEXT + IF + INNER + END,
    "a_table_before_a_loop": TEXT + INNER + FOR + TEXT + END_FOR,
}


def is_searched(*body: str, **more: list[str]) -> bool:
    return any(page.weak_ends for page in compile_template(docx(*body, par("{{ z }}"), **more)).pages)


@pytest.mark.parametrize("inside", FIRM.values(), ids=FIRM)
def test_a_cell_that_always_ends_with_a_paragraph_is_not_searched(inside: str):
    assert not is_searched(table([inside]))


@pytest.mark.parametrize("inside", WEAK.values(), ids=WEAK)
def test_a_cell_that_may_end_otherwise_is_searched(inside: str):
    assert is_searched(table([inside]))
    assert is_searched(headers=[inside])


def test_a_table_is_searched_when_all_its_rows_come_from_a_loop():
    rows = (["{%tr for a in isi %}"], ["{{ a }}"], ["{%tr endfor %}"])
    assert is_searched(table(*rows))
    assert not is_searched(table(["kepala"], *rows))


@pytest.mark.parametrize("inside", [*FIRM.values(), *WEAK.values()], ids=[*FIRM, *WEAK])
@given(isi=st.sampled_from([[], ["a"]]), x=st.booleans(), y=st.booleans())
def test_whatever_the_values_are_word_gets_what_it_wants(inside: str, isi: list[str], x: bool, y: bool):
    template = docx(table([inside]), par(anchor("nomor")), headers=[inside + par("{{ x }}"), inside])
    made = fill(template, {"isi": isi, "x": int(x), "y": int(y)})
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        root = parse(unpack(made)[name])
        holders = [root] if root.tag == f"{W}hdr" else list(root.iter(f"{W}tc"))
        assert [holder[-1].tag for holder in holders] == [f"{W}p"] * len(holders)
        assert serialise(root) == unpack(made)[name]
    assert stamp(made, {"nomor": "\u00a0"}) == made
