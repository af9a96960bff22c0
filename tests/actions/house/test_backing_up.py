"""The yearly drill: an office is restored, searched and timed, and the page about it is proof for who audits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from docgen.actions.house.backing_up import back_up_office, restore_office
from docgen.actions.house.drill_report import drill_page, drill_text
from docgen.actions.house.rehearsing import rehearse
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find
from docgen.errors import NotReady
from docgen.office import open_office
from docgen.paper.read import plain_text
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
    drill, page = rehearse(backup, now=clock)
    assert drill.problems == [] and page == b""
    assert [step.hasil for step in drill.steps][2:] == ["2 naskah", "2 pencarian atas 2 naskah"]
    assert all(step.detik > 0 for step in drill.steps)
    said = drill_text(drill)
    assert "BERHASIL" in said and "07-01-2019 pukul 08.00 WIB" in said and drill.sidik[:8] in said and "detik" in said
    assert (drill.pulih.naskah, drill.pulih.versi, drill.pulih.entri) == (2, 2, 2)
    assert f"{drill.pulih.berkas} berkas, " in said and drill.pulih.bita > 100_000


def test_the_page_is_drawn_by_the_office_that_was_restored_in_its_own_time(saved):
    office, backup = saved
    kantor = office.root / "templates_docx" / "kantor.toml"
    kantor.write_text('zona = "WIT"\n' + kantor.read_text("utf-8").replace('zona = "WIB"', ""), "utf-8")
    made, _ = back_up_office(office.settings, backup)
    assert made.state.waktu.utcoffset() == timedelta(hours=9)
    evening = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    drill, page = rehearse(backup, now=lambda: evening, by="kasubag_umum", sheet=drill_page)
    words = plain_text(page)
    assert "Minggu, 22 November 2026, pukul 01.30 WIT" in words and office.kantor.kop[1] in words
    who = office.kantor.pejabat["kasubag_umum"]
    for told in (f"{who.nama}, {who.jabatan}", str(backup), "2 naskah, 2 versi", "BERHASIL", "Diketahui oleh",
                 f"{made.state.waktu:%d-%m-%Y} pukul {made.state.waktu:%H.%M} WIT"):  # fmt: skip
        assert told in words
    assert "22-11-2026 pukul 01.30 WIT" in drill_text(drill)


@pytest.mark.parametrize("by", ["", "kepala_baru"])
def test_who_the_restored_office_does_not_know_is_printed_as_he_was_named(saved, clock, by):
    drill, _ = rehearse(saved[1], now=clock, by=by)
    assert f"Dilaksanakan oleh : {by or '.....'}" in drill_text(drill)


def test_a_broken_kantor_toml_stops_no_backup(saved):
    office, backup = saved
    (office.root / "templates_docx" / "kantor.toml").write_text("nama = ", "utf-8")
    made, _ = back_up_office(office.settings, backup)
    assert made.new and made.state.waktu.utcoffset() is not None


def test_a_drill_tells_every_file_that_differs(saved, clock):
    _, backup = saved
    page = next(backup.glob("ocfl/*/*/*/*/v1/content/naskah.docx"))
    page.chmod(0o600)
    page.write_bytes(b"rusak")
    drill, sheet = rehearse(backup, now=clock, sheet=drill_page)
    told = "\n".join(drill.problems)
    assert f"{page.relative_to(backup)}: isinya berubah" in told
    assert f"{page.relative_to(backup)}: berbeda dari cadangan" in told
    for said in (drill_text(drill), plain_text(sheet)):
        assert "GAGAL" in said and "isinya berubah" in said


def test_what_a_search_does_not_find_again_is_told(saved, clock, monkeypatch):
    def forgetful(office):
        office.index.rebuild([], office.archive.changes(office.archive.beginning()).upto)
        return 0

    monkeypatch.setattr("docgen.actions.house.rehearsing.rebuild_index", forgetful)
    drill, _ = rehearse(saved[1], now=clock)
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
