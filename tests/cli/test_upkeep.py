"""Keeping the archive from the keyboard: a part each night, the anchor on paper, and what is told when they fail."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.finding import Results
from docgen.archive.check.anchor import read_anchor, read_codes
from docgen.cli.results_views import show_results
from docgen.cli.session import Session


@pytest.fixture
def filed(desk):
    desk.draft()
    return desk


def damage(desk, name="naskah.docx"):
    (path,) = (desk.root / "archive" / "ocfl").rglob(name)
    path.chmod(0o600)
    path.write_bytes(b"rusak")


def test_the_parts_of_a_month_find_damage_once_and_exit_3(filed):
    damage(filed)
    codes = [filed.run("arsip", "periksa", "--sebagian", f"{number}/30").exit_code for number in range(1, 31)]
    assert sorted(codes) == [0] * 29 + [3]
    shown = filed.run("arsip", "periksa", "--riwayat").stdout
    assert "30/30" in shown and "Berikutnya: 1/30" in shown
    kept = filed.json("arsip", "periksa", "--riwayat")["bagian"]
    assert len(kept) == 30 and sum(one["objects"] for one in kept) == 1 and sum(one["findings"] for one in kept) == 1


def test_the_next_part_is_taken_by_itself(filed):
    assert "Belum ada riwayat" in filed.run("arsip", "periksa", "--riwayat").stdout
    first = filed.run("arsip", "periksa", "--malam").stdout
    assert "Bagian 1/30 diperiksa" in first and "riwayat pemeriksaan hilang" not in first
    second = filed.run("arsip", "periksa", "--sebagian", "lanjut")
    assert second.exit_code == 0 and "Bagian 2/30" in second.stdout and "Bagian ini utuh." in second.stdout
    assert filed.json("arsip", "periksa", "--malam")["bagian"] == ["3/30"]


def test_a_finding_is_told_with_the_perihal_of_its_naskah(filed):
    perihal = filed.json("naskah", "daftar")[0]["perihal"]
    damage(filed)
    assert f'"{perihal}"' in filed.run("arsip", "periksa").stdout


@pytest.mark.parametrize("typed", ["0/30", "31/30", "1", "a/b", "besok", "1/0"])
def test_what_is_no_part_is_refused(filed, typed):
    result = filed.run("arsip", "periksa", "--sebagian", typed)
    assert result.exit_code == 2 and "1/30" in result.stderr


def test_one_way_to_check_is_chosen(filed):
    assert filed.run("arsip", "periksa", "--malam", "--riwayat").exit_code == 2


def test_the_code_of_the_sheet_proves_the_archive(filed, tmp_path):
    anchored = filed.json("arsip", "jangkar")
    assert anchored["entri"] == 1 and anchored["kode"] in filed.run("arsip", "jangkar").stdout
    whole = filed.run("arsip", "periksa", "--jangkar", anchored["kode"].lower())
    assert (whole.exit_code, whole.stdout) == (0, "Arsip utuh: semua berkas, katalog dan log cocok.\n")
    filed.draft()
    later = filed.json("arsip", "jangkar")["kode"]
    (tmp_path / "kode.txt").write_text(f"{anchored['kode']}\n\n{later}\n")
    assert filed.run("arsip", "periksa", "--jangkar", tmp_path / "kode.txt").exit_code == 0


def test_the_code_of_another_archive_is_damage(filed):
    other = read_anchor(filed.json("arsip", "jangkar")["kode"])
    for wrong in (type(other)(1, "0" * 20), type(other)(7, other.letters)):
        result = filed.run("arsip", "periksa", "--jangkar", wrong.code)
        assert result.exit_code == 3 and "(jangkar)" in result.stdout and wrong.code in result.stdout


def test_every_code_typed_wrongly_is_named_and_nothing_is_checked(filed):
    result = filed.run("arsip", "periksa", "--jangkar", "7K3MQ", "--jangkar", "00018-MHFS5")
    assert result.exit_code != 0 and "7K3MQ" in result.stderr and "00018-MHFS5" in result.stderr
    assert "utuh" not in result.stdout
    assert read_codes([]) == []


def test_an_empty_archive_has_no_anchor_yet(desk):
    result = desk.run("arsip", "jangkar")
    assert result.exit_code == 2 and "masih kosong" in result.stderr


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_the_sheet_bears_the_code(filed, tmp_path, suffix):
    from docgen.paper.read import plain_text

    path = tmp_path / f"jangkar{suffix}"
    assert filed.run("arsip", "jangkar", "-o", path).exit_code == 0
    text = plain_text(path.read_bytes()) if suffix == ".docx" else path.read_text("utf-8")
    assert filed.json("arsip", "jangkar")["kode"] in text and "LEMBAR JANGKAR ARSIP" in text
    assert filed.run("arsip", "jangkar", "-o", path).exit_code != 0  # never over one that is there


def test_a_sheet_of_an_unknown_kind_is_refused(filed, tmp_path):
    result = filed.run("arsip", "jangkar", "-o", tmp_path / "jangkar.odt")
    assert result.exit_code == 2 and ".docx" in result.stderr


def test_the_index_is_checked_and_what_does_not_fit_is_told_with_the_remedy(filed):
    assert "Indeks utuh" in filed.run("indeks", "periksa").stdout
    assert filed.json("indeks", "status")["menunggu"] == 0
    for path in (filed.root / "index").glob("*.seg"):
        path.write_bytes(b"rusak")
    result = filed.run("indeks", "periksa")
    assert result.exit_code == 7 and "docgen indeks bangun" in result.stdout
    assert "tidak utuh" in filed.run("indeks", "status").stdout
    filed.run("indeks", "bangun")
    assert filed.json("indeks", "periksa") == []


@pytest.mark.parametrize("as_json", [True, False])
def test_what_an_answer_lacks_is_told_beside_it(office, capsys, as_json):
    show_results(Session(json=as_json), office, Results(0, (), {}, notice="Indeks sedang dibangun ulang."))
    shown = capsys.readouterr()
    assert "Indeks sedang dibangun ulang." in shown.err and "Indeks" not in shown.out
