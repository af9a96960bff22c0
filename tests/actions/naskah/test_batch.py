"""Two hundred invitations from one sheet: one report line a row, nothing lost and nothing doubled."""

from __future__ import annotations

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.batch import MOST_ROWS, draft_many, forms_of
from docgen.actions.naskah.finding import find
from docgen.errors import InvalidForm, NotReady
from docgen.paper.read import plain_text
from docgen.paper.sheet.rows import read_numbered
from docgen.search.query import parse_query

JENIS = "nota_dinas_undangan"


def rows(office, count, wrong=()):
    form = office.doctype(JENIS).example()
    changed = [{**form, "kepada": [f"Kepala Kelurahan {n}"]} for n in range(1, count + 1)]
    for n in wrong:
        changed[n - 1] |= {"kolom_asing": "x", "dari": "camat"}
    return dict(enumerate(changed, 2))


def test_every_row_becomes_a_naskah_of_its_own(office):
    results = draft_many(office, JENIS, rows(office, 20), by="kasubag_perencanaan")
    assert [r.row for r in results] == list(range(2, 22)) and len({r.naskah.id for r in results}) == 20
    for n, result in enumerate(results, 1):
        assert f"Kepala Kelurahan {n}" in plain_text(office.archive.read(result.naskah.latest))
    assert len(find(office, parse_query(f"jenis:{JENIS}"), limit=50)) == 20
    assert verify_archive(office) == []


def test_a_row_with_problems_is_reported_and_the_others_are_filed(office):
    results = draft_many(office, JENIS, rows(office, 5, wrong=[2, 4]), by="kasubag_perencanaan")
    assert [bool(r.naskah) for r in results] == [True, False, True, False, True]
    assert all(len(r.problems) == 2 for r in results if not r.naskah)
    assert len(office.archive.list_naskah()) == 3


def test_all_or_nothing_files_nothing_when_one_row_is_wrong(office):
    results = draft_many(office, JENIS, rows(office, 5, wrong=[3]), by="kasubag_perencanaan", whole=True)
    assert [bool(r.problems) for r in results] == [False, False, True, False, False]
    assert not any(r.naskah for r in results) and office.archive.list_naskah() == []
    assert all(r.naskah for r in draft_many(office, JENIS, rows(office, 5), by="kasubag_perencanaan", whole=True))


def test_progress_is_told_row_by_row(office):
    told = []
    draft_many(
        office, JENIS, rows(office, 3), by="kasubag_perencanaan", progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_empty_or_endless_sheet_is_refused(office):
    for sheet in ({}, {row: {} for row in range(MOST_ROWS + 1)}):
        with pytest.raises(NotReady, match="baris"):
            draft_many(office, JENIS, sheet, by="kasubag_perencanaan")


def test_columns_are_headed_by_the_names_or_labels_of_the_fields(office):
    doctype = office.doctype(JENIS)
    sheet = [(2, {"KEPADA": "Lurah Cipedes", "tempat": ""}), (5, {"KEPADA": "Lurah Indihiang", "tempat": "Aula"})]
    forms = forms_of(doctype, sheet, {"tempat": "Ruang Rapat", "sifat": "Segera"})
    assert forms == {
        2: {"kepada": "Lurah Cipedes", "tempat": "", "sifat": "Segera"},
        5: {"kepada": "Lurah Indihiang", "tempat": "Aula", "sifat": "Segera"},
    }
    with pytest.raises(InvalidForm, match="Alamat: judul kolom ini bukan isian"):
        forms_of(doctype, [(2, {"Alamat": "x"})], {})


def test_a_sheet_of_wrong_rows_only_is_reported_and_files_nothing(office):
    results = draft_many(office, JENIS, rows(office, 2, wrong=[1, 2]), by="kasubag_perencanaan")
    assert all(r.problems and not r.naskah for r in results) and office.archive.list_naskah() == []


def test_a_cell_left_empty_is_told_by_its_row_and_not_filled_from_elsewhere(office):
    sheet = read_numbered(b"Kepada;Tempat\nA;Aula\n;\n;Aula\nC;Aula\n", "x.csv")
    form = office.doctype(JENIS).example()
    results = draft_many(office, JENIS, forms_of(office.doctype(JENIS), sheet, form), by="kasubag_perencanaan")
    assert [(r.row, bool(r.naskah)) for r in results] == [(2, True), (4, False), (5, True)]
    assert "Kepada wajib diisi" in results[1].problems[0]
