"""An SOP opens its berkas, and what its steps make goes into it."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.closing import close_berkas, open_items
from docgen.actions.arsip.gathering import all_berkas, begin, look, put_in
from docgen.actions.arsip.shelving import lay_paper
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.collecting import make_forms, receive_form
from docgen.actions.sop.following import cancel_run, complete_step, start_run
from docgen.actions.surat.disposing import dispose
from docgen.errors import NotReady
from docgen.kearsipan.kertas import Kertas
from docgen.kinerja.period import Triwulan
from tests.actions.arsip.test_closing import KODE
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM
from tests.actions.sop.test_measuring import TAHUN, answered
from tests.actions.surat.test_dispatching import CLERK
from tests.actions.surat.test_disposing import PDF, TO_SEKRETARIS, received


@pytest.fixture
def office(plain_office):
    return plain_office


def begun(office, surat, perihal="Tahun 2018"):
    return start_run(office, "pengukuran_kinerja", perihal, by=CLERK, outputs={"surat_masuk": f"naskah:{surat.id}"})


def test_an_sop_opens_its_berkas_and_fills_it_with_what_its_steps_make(office):
    surat = received(office)
    run = begun(office, surat)
    (kept,) = all_berkas(office)
    assert (kept.berkas.indeks, kept.berkas.pelaksanaan) == ("Tahun 2018", run.id)
    assert [one.id for one in kept.naskah] == [surat.id]
    assert f"pelaksanaan SOP {run.id} belum selesai" in open_items(office, kept)[-1]
    lembar = dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas")
    complete_step(office, run.id, by="kepala_dinas", outputs={"disposisi_kepala": f"naskah:{lembar.id}"})
    assert [one.id for one in look(office, KODE).naskah] == [surat.id, lembar.id]
    begun(office, surat, "Tahun 2019")
    assert [len(one.naskah) for one in all_berkas(office)] == [2, 0]  # a naskah stays where it is


def test_a_cancelled_run_keeps_no_berkas_open_and_a_closed_berkas_stops_no_step(office):
    run = begun(office, received(office, scan=Upload(PDF, "surat.pdf")))
    lay_paper(office, look(office, KODE).naskah[0].id, Kertas(0, "asli", 0, berkas=KODE), by=ARCHIVIST)
    with pytest.raises(NotReady, match="belum selesai"):
        close_berkas(office, KODE, by=ARCHIVIST)
    cancel_run(office, run.id, "terbuka dua kali", by=CLERK)
    assert close_berkas(office, KODE, by=ARCHIVIST).berkas.keadaan == "ditutup"
    assert verify_archive(office) == []


def test_a_form_handed_in_again_stays_in_its_berkas(office):
    """`docgen kinerja terima` files a corrected form as the next version; it used to forget all other facts."""
    ((_, blank),) = make_forms(office, Triwulan(TAHUN, 1), ["kabid_capil"]).items()
    first, _ = receive_form(office, TAHUN, answered(office, blank), "capil.xlsx", by="kasubag_perencanaan")
    begin(office, FORM, by=ARCHIVIST)
    put_in(office, KODE, [first.id], by=ARCHIVIST)
    again, _ = receive_form(office, TAHUN, answered(office, blank, "0.8"), "capil.xlsx", by="kasubag_perencanaan")
    assert again.id == first.id and [one.id for one in look(office, KODE).naskah] == [first.id]
