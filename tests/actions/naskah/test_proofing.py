"""A look before anything is filed."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.proofing import proof, proof_pdf
from docgen.errors import InvalidForm, NotAllowed
from docgen.paper.read import plain_text
from tests.actions.naskah.test_approving import drafted, form

BY = "kasubag_perencanaan"


@pytest.fixture
def office(plain_office):
    return plain_office


def test_a_look_is_the_page_that_would_be_filed_and_files_nothing(office):
    looked_at = plain_text(proof(office, "notula", form(office, "notula"), by=BY))
    assert form(office, "notula")["tempat"] in looked_at and office.archive.list_naskah() == []


def test_a_correction_is_looked_at_with_what_it_leaves_as_it_was(office):
    naskah = drafted(office)
    looked_at = plain_text(proof(office, naskah.jenis, {"periode": "Tahun 2020"}, by=BY, naskah=naskah))
    assert "2020" in looked_at and office.archive.naskah(naskah.id) == naskah


def test_what_is_missing_is_told_at_once(office):
    with pytest.raises(InvalidForm) as told:
        proof(office, "nota_dinas", {}, by=BY)
    assert len(told.value.fields) > 2


def test_who_may_not_draft_looks_at_nothing(office):
    with pytest.raises(NotAllowed):
        proof(office, "notula", form(office, "notula"), by="")


@pytest.mark.slow
def test_every_page_says_that_it_is_only_a_look(office):
    docx = proof(office, "nota_dinas", form(office, "nota_dinas"), by=BY)
    assert proof_pdf(docx) == proof_pdf(docx) and proof_pdf(docx).startswith(b"%PDF")
