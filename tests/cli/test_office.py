"""A new office and the demo, from the keyboard."""

import json

import pytest


def test_a_new_office_can_be_used_at_once(desk, tmp_path):
    made = desk.json("init", tmp_path / "baru")
    assert json.loads(desk.run("periksa", "--kantor", made["kantor"], "--json").stdout)[0]["name"] == "kantor.toml"
    assert "kantor.toml" in desk.run("init", tmp_path / "baru-lagi").stdout


def test_types_are_listed_with_their_fields(desk):
    assert "nota_dinas_undangan" in desk.run("jenis").stdout
    shown = desk.run("jenis", "laporan_pengukuran_kinerja").stdout
    assert "indikator.realisasi" in shown and "paraf sekretaris" in shown
    fields = {field["name"]: field for field in desk.json("jenis", "nota_dinas")["fields"]}
    assert fields["dari"]["kind"] == "pejabat" and fields["lampiran"]["required"] is False
    assert [t["id"] for t in desk.json("jenis")] == sorted(t["id"] for t in desk.json("jenis"))


def test_a_mistyped_type_is_guessed(desk):
    result = desk.run("jenis", "notulen")
    assert result.exit_code == 4
    assert "Maksud Anda: notula?" in result.stderr


@pytest.mark.slow
def test_the_demo_prints_its_table_and_what_to_type_next(desk, tmp_path):
    result = desk.run("demo", tmp_path / "contoh")
    assert result.exit_code == 0
    assert "laporan_pengukuran_kinerja_470" in result.stdout
    assert "Periksa arsip" in result.stdout
    next_line = next(line for line in result.stdout.splitlines() if "naskah lihat" in line)
    typed = next_line[next_line.index("--kantor") :]  # before it stands how this program was started
    assert desk.run(*typed.split()).exit_code == 0
    report = desk.json("demo", tmp_path / "contoh")
    assert report["rows"][-1]["status"] == "terbit" and report["next_commands"]
