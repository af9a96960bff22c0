"""A copy goes out without the box of paraf, and without losing a word that is not of the box."""

from __future__ import annotations

import pytest

from docgen.errors import NotReady
from docgen.paper.paraf import without_paraf
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors, stamp
from tests.paper.pages import anchor, docx, par, table

POST = "paraf_sekretaris"
DONE = {POST: "disetujui"}


def box(*rows: tuple[str, str]) -> str:
    return table(*[[par(left), par(right)] for left, right in rows])


def test_the_box_goes_with_its_title() -> None:
    page = stamp(docx(par("Isi"), box(("PARAF HIERARKI", ""), ("Sekretaris", anchor(POST))), par("Akhir")), DONE)
    assert plain_text(without_paraf(page, [POST])) == "Isi\nAkhir"


@pytest.mark.parametrize(
    "rows",
    [
        [("Sekretaris", anchor(POST)), ("Catatan untuk penerima", "segera")],
        [("Kata-kata yang panjang " * 10, anchor(POST))],
        [("Sekretaris", anchor(POST)), ("Kabid", anchor("paraf_kabid"))],
    ],
    ids=["another row", "a row with a text", "a paraf that stays"],
)
def test_a_table_that_is_more_than_a_box_stays_and_only_the_paraf_goes(rows: list[tuple[str, str]]) -> None:
    filled = docx(par("Isi"), box(*rows))
    assert plain_text(without_paraf(stamp(filled, DONE), [POST])).split() == plain_text(filled).split()


def test_a_box_inside_a_table_leaves_the_table_around() -> None:
    inner = box(("Paraf", ""), ("Sekretaris", anchor(POST)))
    page = stamp(docx(table([par("Nama pejabat"), inner + par("")])), DONE)
    assert plain_text(without_paraf(page, [POST])).split() == ["Nama", "pejabat"]


def test_a_paraf_outside_any_table_is_emptied() -> None:
    page = stamp(docx(par("Paraf: ", anchor(POST))), DONE)
    assert not anchors(without_paraf(page, [POST]))[POST].strip()


def test_a_place_that_is_not_there_is_said() -> None:
    with pytest.raises(NotReady, match="paraf_kabid"):
        without_paraf(docx(par("Isi")), ["paraf_kabid"])
