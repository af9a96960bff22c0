"""What waits for whom, and what is late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.actions.drafting import draft
from docgen.actions.following import start_run
from docgen.actions.tasks import all_tasks, task_sheet, tasks_of
from docgen.errors import NotFound
from docgen.paper.read import plain_text
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT
from tests.actions.test_approving import letter, through
from tests.actions.test_following import closed


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
