"""A certified copy of every type that has a place for it: marked, clean, and otherwise the issued page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from docgen.actions.naskah.approving import give_paraf, sign
from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.numbering import assign_nomor
from docgen.errors import NotReady
from docgen.naskah.approval import next_rule
from docgen.naskah.doctype import load_doctypes
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors
from tests.conftest import ROOT

COPIED = sorted(t.id for t in load_doctypes(ROOT / "templates_docx").values() if t.salinan)
KEPT = {
    "notula": "paraf_notulis",
    "berita_acara_pemindahan": "paraf_pihak_kedua",
    "berita_acara_pemusnahan": "paraf_pihak_kedua",
}


@pytest.fixture
def office(plain_office):
    return plain_office


def final(office, jenis):
    """Drafted from its example, approved by all who are asked, numbered where its type is."""
    doctype = office.doctype(jenis)
    naskah = draft(office, jenis, doctype.example(), by="kasubag_perencanaan")
    while rule := next_rule(doctype, naskah.latest):
        act = sign if rule.mark == "tanda_tangan" else give_paraf
        post = rule.post(naskah.latest.values)
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=post)
    if doctype.numbering:
        naskah = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    return naskah


def copied(office, naskah):
    """The bytes of a fresh copy."""
    done, path = issue_salinan(
        office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Inspektorat Kota Tasikmalaya"
    )
    return office.archive.read(done.latest, path)


@pytest.mark.parametrize("jenis", COPIED)
def test_a_copy_is_the_issued_page_with_its_two_marks_and_without_paraf(office, jenis):
    naskah = final(office, jenis)
    before, after = anchors(office.archive.read(naskah.latest)), anchors(copied(office, naskah))
    assert after["salinan"] == "SALINAN" and not before["salinan"].strip() and not before["salinan_sah"].strip()
    sah = after["salinan_sah"]
    assert sah.startswith("Salinan sesuai dengan aslinya") and "DEDI CONTOH, S.IP." in sah and "NIP. 19750310" in sah
    title, _, signed_below = sah.partition("\n" * 5)
    assert title.endswith(",") and signed_below.strip().startswith("DEDI CONTOH"), "room for signature and stamp"
    assert sah.endswith("Salinan ke-1, untuk Inspektorat Kota Tasikmalaya")
    signed = {a for a in before if a.startswith("tanda_tangan_") or a == KEPT.get(jenis)}
    assert signed and all("disetujui" in before[a] and after[a] == "ttd." for a in signed)
    assert {a for a in after if a.startswith("paraf_")} == signed & {KEPT.get(jenis)}
    gone = {a for a in before if a.startswith("paraf_")} - signed
    assert {
        a: t for a, t in before.items() if a not in {*gone, *signed, "salinan", "salinan_sah"}
    }.items() <= after.items()


@pytest.mark.parametrize("jenis", COPIED)
def test_a_copy_changes_no_word_of_the_page(office, jenis):
    naskah = final(office, jenis)
    issued, copy = office.archive.read(naskah.latest), copied(office, naskah)
    pages = [Counter(plain_text(page).split()) for page in (issued, copy)]
    marks = [Counter(" ".join(anchors(page).values()).split()) for page in (issued, copy)]
    shown = [words - stamped for words, stamped in zip(pages, marks, strict=True)]
    parafs = [one.pejabat for one in naskah.latest.approvals if one.mark == "paraf" and one.anchor != KEPT.get(jenis)]
    box = [office.kantor.pejabat[post].singkat for post in parafs]
    titles = "PARAF HIERARKI " * bool(box) + "PARAF KOORDINASI " * ("PARAF KOORDINASI" in plain_text(issued))
    assert shown[0] - shown[1] == Counter((titles + " ".join(box)).split()) and not shown[1] - shown[0]


def test_an_office_may_leave_its_signatures_on_copies_as_they_are(office):
    naskah = final(office, "surat_dinas")
    office = replace(office, kantor=replace(office.kantor, ttd_salinan=""))
    assert "disetujui" in anchors(copied(office, naskah))["tanda_tangan_penandatangan"]


@pytest.mark.parametrize("jenis", ["nota_dinas", "daftar_hadir"])
def test_what_stays_in_the_house_has_no_certified_copy(office, jenis):
    naskah = final(office, jenis)
    with pytest.raises(NotReady, match="tidak mempunyai tempat cap SALINAN"):
        issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Inspektorat")
