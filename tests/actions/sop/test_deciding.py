"""A decision in an SOP rests on the mark on the naskah: no step says 'diparaf' of a page without paraf."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.continuing import OnPaper, enter_paper
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.reserving import OutOfTurn
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import complete_step, start_run
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotReady
from docgen.sop.progress import made, naskah_in
from tests.actions.naskah.test_reserving import reserved
from tests.actions.sop.test_following import TO_REVIEW, begun, closed, everything, made_of

PENGOLAH, SEKRETARIS, KEPALA = "kasubag_perencanaan", "sekretaris", "kepala_dinas"


@pytest.fixture
def office(plain_office):
    return plain_office


@pytest.fixture
def run(office):
    """SOP 470 as the draft reaches the Sekretaris."""
    return closed(office, begun(office), *TO_REVIEW)


@pytest.fixture
def laporan(run):
    return naskah_in(made(run)["draf_laporan"])[0]


def latest(office, naskah_id):
    return office.archive.naskah(naskah_id).latest


def marked(office, naskah_id, *posts):
    for post in posts:
        act = sign if post == KEPALA else give_paraf
        act(office, naskah_id, read=latest(office, naskah_id).sha256, by=post)


def parafed(office, run, naskah_id):
    return complete_step(
        office, run.id, by=SEKRETARIS, outcome="diparaf", outputs={"draf_terparaf": f"naskah:{naskah_id}"}
    )


def agreed(office, run, naskah_id):
    return complete_step(office, run.id, by=KEPALA, outcome="disetujui", outputs={"laporan": f"naskah:{naskah_id}"})


def returned(office, run, by):
    return complete_step(office, run.id, by=by, outcome="dikembalikan", note="perbaiki")


def test_a_draft_is_not_told_as_parafed_before_it_bears_the_paraf(office, run, laporan):
    with pytest.raises(NotReady, match=f"Laporan Pengukuran Kinerja {laporan} belum memuat paraf sekretaris") as error:
        parafed(office, run, laporan)
    assert error.value.problems[1:] == (
        "naskah itu sekarang menunggu paraf kasubag_perencanaan",
        f"baca, lalu: docgen naskah paraf {laporan} --dibaca SIDIK --sebagai sekretaris",
    )
    marked(office, laporan, PENGOLAH)
    with pytest.raises(NotReady, match="belum memuat paraf sekretaris") as error:
        parafed(office, run, laporan)
    assert len(error.value.problems) == 2 and office.archive.run(run.id) == run
    marked(office, laporan, SEKRETARIS)
    assert parafed(office, run, laporan).events[-1].outcome == "diparaf"


def test_a_paraf_on_an_earlier_version_is_none(office, run, laporan):
    marked(office, laporan, PENGOLAH, SEKRETARIS)
    revise(office, laporan, {"penutup": "Lain."}, read=latest(office, laporan).sha256, by=PENGOLAH)
    with pytest.raises(NotReady, match="belum memuat paraf sekretaris"):
        parafed(office, run, laporan)


def test_a_returned_draft_is_first_mended(office, run, laporan):
    send_back(office, laporan, read=latest(office, laporan).sha256, by=SEKRETARIS, note="Sebabnya belum jelas.")
    with pytest.raises(NotReady, match=f"dikembalikan; tunggu sampai diperbaiki: docgen naskah revisi {laporan}"):
        parafed(office, run, laporan)
    assert returned(office, run, SEKRETARIS).events[-1].outcome == "dikembalikan"


def test_a_report_is_not_agreed_to_before_it_is_signed_and_not_returned_after(office, run, laporan):
    marked(office, laporan, PENGOLAH, SEKRETARIS)
    parafed(office, run, laporan)
    with pytest.raises(NotReady, match=f"docgen naskah tandatangan {laporan} --dibaca SIDIK --sebagai kepala_dinas"):
        agreed(office, run, laporan)
    marked(office, laporan, KEPALA)
    with pytest.raises(NotReady, match=f"{laporan} sudah disahkan; pilih hasil lain, atau batalkan"):
        returned(office, run, KEPALA)
    assign_nomor(office, laporan, read=latest(office, laporan).sha256, by="tata_usaha")
    with pytest.raises(NotReady, match="sudah terbit"):
        returned(office, run, KEPALA)
    assert agreed(office, run, laporan).events[-1].outcome == "disetujui"


def test_what_was_signed_and_then_cancelled_may_go_back(office, run, laporan):
    marked(office, laporan, PENGOLAH, SEKRETARIS)
    parafed(office, run, laporan)
    marked(office, laporan, KEPALA)
    cancel(office, laporan, read=latest(office, laporan).sha256, by=KEPALA, reason="angkanya keliru")
    assert returned(office, run, KEPALA).events[-1].step_id == "teliti_kepala"


def test_every_paper_without_the_mark_is_named(office, run, laporan):
    other = naskah_in(made_of(office, "laporan_pengukuran_kinerja"))[0]
    marked(office, laporan, PENGOLAH, SEKRETARIS)
    both = [f"naskah:{laporan}", f"naskah:{other}"]
    with pytest.raises(NotReady, match=f"{other} belum memuat paraf sekretaris") as error:
        complete_step(office, run.id, by=SEKRETARIS, outcome="diparaf", outputs={"draf_terparaf": both})
    assert laporan not in str(error.value)


def test_what_was_signed_on_paper_is_agreed_to(office, run, laporan):
    marked(office, laporan, PENGOLAH, SEKRETARIS)
    parafed(office, run, laporan)
    jenis = "laporan_pengukuran_kinerja"
    reserved(office, jenis, count=1)
    paper = OnPaper(OutOfTurn(1, date(2019, 1, 7), "listrik padam"))  # bears no mark of ours
    signed = enter_paper(office, jenis, office.doctype(jenis).example(), paper, by="tata_usaha")
    assert signed.latest.approvals == () and agreed(office, run, signed.id).events[-1].outcome == "disetujui"


def test_a_scan_of_the_paper_with_the_mark_is_taken_as_it_is(office, run):
    given = {"draf_terparaf": Upload(b"kertas berparaf", "draf.txt")}
    assert complete_step(office, run.id, by=SEKRETARIS, outcome="diparaf", outputs=given).events[-1].step_id


def test_a_decision_is_on_what_was_handed_in_and_on_nothing_else(office, run, laporan):
    nota = made_of(office, "nota_dinas", dari="kasubag_umum")
    with pytest.raises(NotReady, match=f"bukan yang diserahkan untuk diteliti: {laporan}"):
        complete_step(office, run.id, by=SEKRETARIS, outcome="diparaf", outputs={"draf_terparaf": nota})
    assert office.archive.run(run.id) == run


def test_a_returned_draft_is_not_handed_in_again_before_it_is_mended(office, run, laporan):
    send_back(office, laporan, read=latest(office, laporan).sha256, by=SEKRETARIS, note="Sebabnya belum jelas.")
    again = returned(office, run, SEKRETARIS)
    with pytest.raises(NotReady, match=f"{laporan} dikembalikan dan belum diperbaiki"):
        complete_step(office, again.id, by=PENGOLAH, outputs={"draf_laporan": f"naskah:{laporan}"})


def test_a_lembar_disposisi_closes_the_step_of_who_wrote_on_it(office):
    run = start_run(office, "pengukuran_kinerja", "Tahun 2018", by="tata_usaha")
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    lembar = dispose(office, surat.id, Disposisi(["sekretaris"], "Siapkan."), by=KEPALA)
    given = {"surat_masuk": f"naskah:{surat.id}", "disposisi_kepala": f"naskah:{lembar.id}"}
    complete_step(office, run.id, by=KEPALA, outputs=given)
    mine = {"disposisi_sekretaris": f"naskah:{lembar.id}"}
    with pytest.raises(NotReady, match=f"{lembar.id} belum memuat disposisi dari sekretaris"):
        complete_step(office, run.id, by=SEKRETARIS, outputs=mine)
    forward(office, lembar.id, Disposisi([PENGOLAH], "Susun."), read=lembar.latest.sha256, by=SEKRETARIS)
    assert complete_step(office, run.id, by=SEKRETARIS, outputs=mine).events[-1].step_id == "perintah_sekretaris"


def test_the_kabid_of_sop_010_agrees_by_his_signature(office):
    run = start_run(office, "data_kinerja_bidang", "Bidang Pencatatan Sipil", by="tata_usaha")
    run = closed(office, run, ("kabid_capil", ""), ("kasubag_umum", ""), ("tata_usaha", ""))
    form = office.doctype("laporan_data_kinerja_bidang").example()
    laporan = draft(office, "laporan_data_kinerja_bidang", form, by="kasubag_umum")
    given = {"laporan_data": f"naskah:{laporan.id}"}
    complete_step(office, run.id, by="kasubag_umum", outputs=everything(office, run) | given)
    end = {"laporan_disposisi": f"naskah:{laporan.id}"}
    with pytest.raises(NotReady, match="belum memuat tanda tangan kabid_capil"):
        complete_step(office, run.id, by="kabid_capil", outcome="disetujui", outputs=end)
    sign(office, laporan.id, read=laporan.latest.sha256, by="kabid_capil")
    with pytest.raises(NotReady, match="sudah disahkan"):
        returned(office, run, "kabid_capil")
    assert complete_step(office, run.id, by="kabid_capil", outcome="disetujui", outputs=end)
