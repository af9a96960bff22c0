"""The eight steps of SOP 470 / Kep. 241 / Sekre, from the incoming letter to the distributed copies."""

from __future__ import annotations

import pytest

from docgen.actions.house.demo import MARK, run_demo
from docgen.actions.house.upkeep import rebuild_catalogue, verify_archive
from docgen.actions.naskah.finding import find, retrieve
from docgen.actions.sop.following import run_status
from docgen.errors import NotReady
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.paper.read import plain_text
from docgen.search.query import parse_query
from docgen.settings import Settings
from docgen.sop.progress import made, naskah_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kerja") / "demo-kantor"
    lines: list[str] = []
    return folder, run_demo(folder, lines.append), lines


@pytest.fixture
def office(demo):
    with open_office(Settings(demo[0])) as opened:
        yield opened


def test_all_eight_steps_leave_their_documents(demo):
    _, report, _ = demo
    steps = [row.langkah for row in report.rows]
    assert sorted(set(steps)) == [str(n) for n in range(1, 9)]
    assert {row.dokumen for row in report.rows} >= {
        "Surat Masuk", "Lembar Disposisi", "Daftar Hadir", "Notula Rapat", "Surat Pengantar",
    }  # fmt: skip


def test_progress_is_told_step_by_step(demo):
    _, report, lines = demo
    assert len(lines) >= len(report.rows)


def test_every_row_has_its_file_to_open(demo):
    folder, report, _ = demo
    for row in report.rows:
        assert (folder / "keluaran" / row.berkas).stat().st_size > 0


def test_the_report_was_returned_once_and_then_approved(demo, office):
    _, report, _ = demo
    laporan = next(row for row in report.rows if row.langkah == "7")
    acts = [v.act for v in office.archive.versions(laporan.naskah_id)]
    assert acts == [
        "dibuat", "diberkaskan", "dikembalikan", "direvisi", "diparaf", "diparaf", "ditandatangani",
        "dinomori", "disalin", "disalin",
    ]  # fmt: skip
    naskah = office.archive.naskah(laporan.naskah_id)
    assert naskah.latest.status is Status.TERBIT and len(naskah.latest.facts["salinan"]) == 2
    text = plain_text(retrieve(office, naskah.latest)[1])
    assert "IMIH MISBAHUL MUNIR" in text and "19640302 199012 1 001" in text and naskah.nomor in text


def test_the_run_of_the_sop_is_finished_step_by_step(demo, office):
    (run,) = office.archive.runs()
    status = run_status(office, run.id)
    sop, states = status.sop, status.states
    assert sop.nomor == "470 / Kep. 241 / Sekre" and {s.state for s in states} == {"selesai"}
    assert [s.times for s in states] == [1, 1, 1, 1, 2, 2, 1, 1]
    forms = [office.archive.naskah(one).perihal for one in naskah_in(made(run)["form_data"])]
    assert forms == [f"formulir-2018-{ke}-kabid_capil.xlsx" for ke in (1, 2, 3, 4)]


def test_the_report_is_found_by_a_phrase_and_by_half_its_number(demo, office):
    _, report, _ = demo
    laporan = next(row for row in reversed(report.rows) if row.langkah == "7")
    for asked in ('"kepemilikan akta kematian"', f'nomor:"{laporan.nomor}"'):
        assert laporan.naskah_id in [f.naskah.id for f in find(office, parse_query(asked), by="sekretaris")]


def test_the_archive_is_whole_and_can_be_rebuilt_from_its_files_alone(demo, office):
    assert verify_archive(office) == []
    before = [(n.id, n.nomor, n.latest) for n in office.archive.list_naskah(limit=100)]
    rebuild_catalogue(Settings(demo[0]))
    with open_office(Settings(demo[0])) as again:
        assert [(n.id, n.nomor, n.latest) for n in again.archive.list_naskah(limit=100)] == before
        assert verify_archive(again) == []


def test_the_demo_runs_a_second_time_in_the_same_place(demo):
    folder, first, _ = demo
    second = run_demo(folder)
    assert [(r.langkah, r.status) for r in second.rows] == [(r.langkah, r.status) for r in first.rows]


def test_the_demo_never_empties_a_folder_that_is_not_its_own(tmp_path):
    (tmp_path / "surat penting.txt").write_text("jangan dihapus")
    with pytest.raises(NotReady, match="bukan kantor contoh"):
        run_demo(tmp_path)
    assert (tmp_path / "surat penting.txt").read_text() == "jangan dihapus" and not (tmp_path / MARK).exists()
