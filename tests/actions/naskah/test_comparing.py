"""What changed from draft to draft, for who reads it again."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.approving import send_back
from docgen.actions.naskah.comparing import compare_versions, correction_sheet
from docgen.actions.naskah.drafting import revise
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotFound, NotReady
from docgen.paper.read import plain_text
from tests.actions.naskah.test_approving import drafted, form, through

NOTE = "Realisasi keliru."


@pytest.fixture
def office(plain_office):
    return plain_office


def corrected(office):
    """Version 1 drafted, 2 parafed, 3 returned, 4 revised, 5 parafed."""
    rows = [dict(row) for row in form(office)["indikator"]]
    rows[0]["realisasi"] = "12,5"
    first = through(office, drafted(office), "kasubag_perencanaan")
    back = send_back(office, first.id, read=first.latest.sha256, by="sekretaris", note=NOTE)
    new = revise(office, back.id, {"indikator": rows}, read=back.latest.sha256, by="kasubag_perencanaan")
    return through(office, new, "kasubag_perencanaan")


def test_what_was_touched_since_the_wording_before_is_told_with_the_note_of_the_return(office):
    found = compare_versions(office, corrected(office))
    assert (found.before.number, found.after.number) == (3, 5)
    assert [note.note for note in found.notes] == [NOTE]
    assert next((c.where, c.before, c.after) for c in found.changes) == ("tabel 2, baris 2, sel 6", "98,72", "12,5")
    assert {c.where for c in found.changes} <= {f"tabel 2, baris 2, sel {n}" for n in (6, 7, 8)}  # and what follows


def test_paraf_alone_changes_no_word(office):
    naskah = corrected(office)
    assert compare_versions(office, naskah, after=2, before=1).changes == []
    assert compare_versions(office, naskah, after=5, before=1).changes != []


def test_a_sheet_for_who_reads_again(office):
    naskah = corrected(office)
    text = plain_text(correction_sheet(office, compare_versions(office, naskah)))
    assert f"Sekretaris, 07-01-2019: {NOTE}" in text and "5 dibandingkan dengan 3" in text
    assert "tabel 1, Persentase kepemilikan KTP-el, kolom Realisasi\t98,72\t12,5" in text
    same = plain_text(correction_sheet(office, compare_versions(office, naskah, after=2, before=1)))
    assert "Tidak ada kata yang berubah." in same


def test_what_cannot_be_compared_is_said(office):
    naskah = drafted(office)
    with pytest.raises(NotReady, match="belum pernah direvisi"):
        compare_versions(office, naskah)
    naskah = corrected(office)
    with pytest.raises(NotReady, match="tidak lebih dahulu"):
        compare_versions(office, naskah, after=1, before=4)
    with pytest.raises(NotFound, match="9"):
        compare_versions(office, naskah, before=9)
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    with pytest.raises(NotReady):
        compare_versions(office, surat)
