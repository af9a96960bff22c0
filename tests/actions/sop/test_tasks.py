"""What waits for whom, and what is late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.actions.naskah.approving import cancel, send_back, sign
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import listing
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.sop.following import start_run
from docgen.actions.sop.tasks import all_tasks, task_sheet, tasks_of
from docgen.actions.surat.dispatching import not_sent
from docgen.actions.surat.disposing import Disposisi, dispose
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotFound
from docgen.paper.read import plain_text
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT
from tests.actions.naskah.test_approving import drafted, letter, through
from tests.actions.sop.test_following import closed
from tests.actions.surat.test_dispatching import copied, issued, sent


@pytest.fixture
def office(plain_office):
    return plain_office


def told(tasks):
    return [(task.tugas, task.subject, task.keadaan) for task in tasks]


def order(office):
    return start_run(office, "pengukuran_kinerja", "Tahun 2018", by="tata_usaha").id


def test_a_naskah_waits_for_one_after_the_other_and_then_for_nobody(office):
    naskah = letter(office, koordinasi_1="", penandatangan="kepala_dinas")
    for post, asked in (("kasubag_perencanaan", "paraf"), ("sekretaris", "paraf"), ("kepala_dinas", "tanda tangan")):
        assert told(tasks_of(office, post)) == [(asked, naskah.id, "menunggu")]
        assert {task.post for task in all_tasks(office)} == {post}
        naskah = through(office, naskah, post)
    assert {(task.post, task.tugas) for task in all_tasks(office)} == {
        ("tata_usaha", "nomor"),
        ("kasubag_umum", "nomor"),
    }


def test_a_returned_naskah_waits_for_who_made_it_until_it_is_mended(office):
    naskah = drafted(office)  # by the Kasubag Perencanaan
    naskah = through(office, naskah, "kasubag_perencanaan")
    back = send_back(office, naskah.id, read=naskah.latest.sha256, by="sekretaris", note="Sebabnya belum jelas.")
    assert told(tasks_of(office, "kasubag_perencanaan")) == [("perbaiki: Sebabnya belum jelas.", naskah.id, "menunggu")]
    assert listing(office, waiting="kasubag_perencanaan") == [back]
    assert {task.post for task in all_tasks(office)} == {"kasubag_perencanaan"}
    assert listing(office, waiting="sekretaris") == [] == listing(office, waiting="kasubag_perencanaan", status="draf")
    revise(office, naskah.id, {"penutup": "Lain."}, read=back.latest.sha256, by="sekretaris")
    assert told(tasks_of(office, "kasubag_perencanaan")) == [("paraf", naskah.id, "menunggu")]


def test_what_is_issued_waits_for_the_secretariat_until_all_have_it(office):
    to = ["Lurah Cihideung", "Lurah Tawang", "Lurah Indihiang"]
    naskah = issued(office, kepada=to)  # and a tembusan
    asked = "kirim kepada Lurah Cihideung, Lurah Tawang, Lurah Indihiang dan 1 lainnya"
    assert told(tasks_of(office, "tata_usaha")) == [(asked, naskah.id, "menunggu")]
    assert {task.post for task in all_tasks(office)} == {"tata_usaha", "kasubag_umum"}
    naskah = sent(office, naskah, *to[:2])
    left = "kirim kepada Lurah Indihiang, Inspektur Kota Tasikmalaya (tembusan)"
    assert told(tasks_of(office, "kasubag_umum")) == [(left, naskah.id, "menunggu")]
    naskah = copied(office, sent(office, naskah), "Bagian Organisasi")
    assert told(tasks_of(office, "tata_usaha")) == [
        ("kirim kepada Bagian Organisasi (salinan 1)", naskah.id, "menunggu")
    ]
    sent(office, naskah)
    assert all_tasks(office) == []


def test_a_type_without_numbers_is_sent_once_it_is_signed_and_a_numbered_one_is_not(office):
    form = office.doctype("laporan_data_kinerja_bidang").example()
    laporan = draft(office, "laporan_data_kinerja_bidang", form, by="kasubag_umum")
    assert tasks_of(office, "tata_usaha") == []
    sign(office, laporan.id, read=laporan.latest.sha256, by="kabid_capil")
    (task,) = tasks_of(office, "tata_usaha")
    assert task.subject == laporan.id and task.tugas.startswith("kirim kepada Kepala Sub Bagian Perencanaan")
    letter_signed = letter(office, koordinasi_1="", penandatangan="kepala_dinas")
    through(office, letter_signed, "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    assert [task.tugas for task in tasks_of(office, "tata_usaha") if task.subject == letter_signed.id] == ["nomor"]


def test_what_was_cancelled_or_names_nobody_is_not_to_be_sent(office):
    naskah = issued(office)
    cancel(office, naskah.id, read=naskah.latest.sha256, reason="salah alamat", by="tata_usaha")
    laporan = through(office, drafted(office, tembusan=[]), "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    laporan = assign_nomor(office, laporan.id, read=laporan.latest.sha256, by="tata_usaha")
    assert laporan.nomor and not_sent(laporan) == [] and all_tasks(office) == []


def test_a_secret_letter_to_be_sent_is_told_to_nobody_who_may_not_read_it(office):
    issued(office, keamanan="Rahasia")
    assert all_tasks(office) == all_tasks(office, by="kabid_piak") == []
    assert len(tasks_of(office, "tata_usaha", by="tata_usaha")) == 1


def test_a_step_of_an_sop_has_a_clock(office, clock):
    run = order(office)  # a Monday at eight: five minutes
    (task,) = tasks_of(office, "kepala_dinas")
    assert (task.keadaan, task.perihal, f"{task.batas:%H.%M}") == (TEPAT, "Tahun 2018", "08.05")
    clock.pass_by(minutes=4)
    assert told(tasks_of(office, "kepala_dinas"))[0][2] == HAMPIR
    clock.pass_by(minutes=2)
    assert told(tasks_of(office, "kepala_dinas"))[0][2] == TERLAMBAT
    closed(office, office.archive.run(run), ("kepala_dinas", ""))
    assert tasks_of(office, "kepala_dinas") == []
    assert [(one.post, one.keadaan) for one in all_tasks(office)] == [("sekretaris", TEPAT)]


def test_what_is_late_stands_first_then_what_is_due_first(office, clock):
    nota = draft(
        office, "nota_dinas", office.doctype("nota_dinas").example() | {"dari": "kepala_dinas"}, by="sekretaris"
    )
    late = order(office)
    clock.pass_by(minutes=10)
    fresh = order(office)
    assert [task.subject for task in tasks_of(office, "kepala_dinas")] == [late, fresh, nota.id]


def test_nobody_learns_from_his_list_of_a_letter_he_may_not_read(office):
    letter(office, koordinasi_1="", keamanan="Rahasia", pengolah="kasubag_perencanaan")
    assert told(tasks_of(office, "kasubag_perencanaan", by="kasubag_perencanaan")) != []
    assert all_tasks(office, by="kabid_piak") == all_tasks(office) == []


def test_a_run_whose_sop_was_changed_stops_no_list(office, clock):
    order(office)
    changed = {name: replace(sop, sha256="lain") for name, sop in office.sops.items()}
    assert all_tasks(replace(office, sops=changed)) == []


def test_a_run_whose_sop_is_gone_stops_no_list(office):
    order(office)
    rest = {name: sop for name, sop in office.sops.items() if name != "pengukuran_kinerja"}
    assert all_tasks(replace(office, sops=rest)) == tasks_of(replace(office, sops=rest), "kepala_dinas") == []


def test_an_unknown_post_is_said(office):
    with pytest.raises(NotFound, match="camat"):
        tasks_of(office, "camat")


def test_who_does_not_log_in_gets_his_list_on_paper(office):
    run = order(office)
    tasks = tasks_of(office, "kepala_dinas")
    text = plain_text(task_sheet(office, "kepala_dinas", tasks))
    assert "Kepala Dinas" in text and "Senin, 7 Januari 2019, pukul 08.00 WIB" in text
    assert f"{tasks[0].tugas}\tTahun 2018\t{run}\t07-01-2019 08.05\ttepat waktu" in text
    assert "Tidak ada yang menunggu." in plain_text(task_sheet(office, "sekretaris", []))


def test_a_letter_waits_for_the_head_until_it_is_disposed_and_again_when_that_is_withdrawn(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")

    def waiting():
        return [(task.post, task.tugas) for task in all_tasks(office) if task.subject == surat.id]

    assert waiting() == [("kepala_dinas", "disposisi surat masuk")]
    assert [task.subject for task in tasks_of(office, "kepala_dinas")] == [surat.id]
    lembar = dispose(office, surat.id, Disposisi(["sekretaris"], "Siapkan."), by="kepala_dinas")
    assert waiting() == []
    cancel(office, lembar.id, read=lembar.latest.sha256, reason="salah surat", by="kepala_dinas")
    assert waiting() == [("kepala_dinas", "disposisi surat masuk")]
    cancel(office, surat.id, read=surat.latest.sha256, reason="tercatat dua kali", by="tata_usaha")
    assert waiting() == []
