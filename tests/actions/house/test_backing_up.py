"""The yearly drill: an office is restored, searched and timed, and the page about it can be filed."""

from __future__ import annotations

import pytest

from docgen.actions.house.backing_up import back_up_office, drill_report, rehearse, restore_office
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find
from docgen.errors import NotReady
from docgen.office import open_office
from docgen.search.query import parse_query
from docgen.settings import Settings


@pytest.fixture
def saved(office, tmp_path):
    """An office with two notes, and its backup."""
    for jenis in ("nota_dinas", "surat_dinas"):
        form = office.doctype(jenis).example() | {"koordinasi_1": ""}
        draft(office, jenis, {k: v for k, v in form.items() if v != ""}, by="kasubag_perencanaan")
    back_up_office(office.settings, tmp_path / "cadangan")
    return office, tmp_path / "cadangan"


def test_a_drill_finds_everything_again_and_says_how_long_it_took(saved, clock):
    _, backup = saved
    drill = rehearse(backup, now=clock)
    assert drill.problems == []
    assert [step.hasil for step in drill.steps][2:] == ["2 naskah", "2 pencarian atas 2 naskah"]
    assert all(step.detik > 0 for step in drill.steps)
    page = drill_report(drill)
    assert "BERHASIL" in page and "07-01-2019" in page and drill.sidik in page and "detik" in page


def test_a_drill_tells_every_file_that_differs(saved, clock):
    _, backup = saved
    page = next(backup.glob("ocfl/*/*/*/*/v1/content/naskah.docx"))
    page.chmod(0o600)
    page.write_bytes(b"rusak")
    drill = rehearse(backup, now=clock)
    told = "\n".join(drill.problems)
    assert f"{page.relative_to(backup)}: isinya berubah" in told
    assert f"{page.relative_to(backup)}: berbeda dari cadangan" in told
    assert "GAGAL" in drill_report(drill) and "isinya berubah" in drill_report(drill)


def test_what_a_search_does_not_find_again_is_told(saved, clock, monkeypatch):
    monkeypatch.setattr("docgen.actions.house.backing_up.rebuild_index", lambda office: office.index.rebuild([]) or 0)
    drill = rehearse(saved[1], now=clock)
    assert len([told for told in drill.problems if "tidak ditemukan dengan" in told]) == 2


def test_a_restored_office_finds_its_naskah_at_once(saved, tmp_path):
    office, backup = saved
    restore_office(backup, tmp_path / "pulih")
    with open_office(Settings(tmp_path / "pulih")) as again:
        found = find(again, parse_query("", jenis="nota_dinas"), by="sekretaris")
    assert [one.naskah for one in found] == office.archive.list_naskah(jenis="nota_dinas")


def test_an_office_that_went_on_is_not_replaced(saved, tmp_path):
    office, backup = saved
    draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="kasubag_perencanaan")
    with pytest.raises(NotReady, match="1 entri log lebih baru"):
        restore_office(backup, tmp_path / "pulih", replacing=office.root)
    assert not (tmp_path / "pulih").exists()
