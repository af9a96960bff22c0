"""Pages checked, marked and made into types from the keyboard."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx as python_docx
import pytest

from tests.actions.templat.test_templating import KETERANGAN, UNSAFE
from tests.paper.pages import docx, par

WRONG = docx(par("{{ nma|tangal }}"), headers=[par("{{ kantor.x }}")])


@pytest.fixture
def pages(desk) -> Path:
    """The clerk's own folder with a sound, a wrong and an unsafe page."""
    for name, data in {"ket.docx": KETERANGAN, "salah.docx": WRONG, "jahat.docx": UNSAFE}.items():
        Path(name).write_bytes(data)
    return Path()


def test_a_sound_type_is_good_and_nothing_is_written(desk):
    result = desk.run("templat", "periksa", "nota_dinas", "--tandai", "out.docx")
    assert result.exit_code == 0
    assert result.stdout.split() == "baik nota_dinas Tidak ada temuan; out.docx tidak ditulis.".split()
    assert not Path("out.docx").exists()


def test_findings_are_listed_and_marked(desk, pages):
    result = desk.run("templat", "periksa", "salah.docx", "--tandai", "out.docx")
    assert result.exit_code == 2
    assert "perlu diperbaiki  salah.docx" in result.stdout and "'tangal' tidak ada" in result.stdout
    assert "2 temuan ditulis sebagai komentar Word di out.docx." in result.stdout
    assert "tambahkan --jenis" in result.stderr
    assert len(python_docx.Document("out.docx").comments) == 2
    assert Path("salah.docx").read_bytes() == WRONG


def test_a_file_that_is_there_is_not_overwritten_unless_asked(desk, pages):
    Path("out.docx").write_text("milik saya")
    refused = desk.run("templat", "periksa", "salah.docx", "--tandai", "out.docx")
    assert refused.exit_code == 2 and "--timpa" in refused.stderr and Path("out.docx").read_text() == "milik saya"
    assert desk.run("templat", "periksa", "salah.docx", "--tandai", "out.docx", "--timpa").exit_code == 2
    assert len(python_docx.Document("out.docx").comments) == 2


def test_an_unsafe_file_is_told_and_not_written_back(desk, pages):
    result = desk.run("templat", "periksa", "jahat.docx", "--tandai", "out.docx")
    assert result.exit_code == 2
    assert "http://a/b" in result.stdout and "tidak aman" in result.stdout and not Path("out.docx").exists()


def test_a_type_without_a_page_has_nothing_to_mark(desk):
    (desk.root / "templates_docx" / "surat_masuk" / "example.toml").unlink()
    result = desk.run("templat", "periksa", "surat_masuk", "--tandai", "out.docx")
    assert result.exit_code == 2 and "tidak mempunyai halaman Word; out.docx tidak ditulis" in result.stdout


def test_a_page_is_read_from_a_pipe_and_written_to_one(desk):
    result = desk.run("templat", "periksa", "-", "--tandai", "-", stdin=WRONG)
    assert result.exit_code == 2 and "- " in result.stderr and "2 temuan" in result.stderr
    assert len(python_docx.Document(io.BytesIO(result.stdout_bytes)).comments) == 2


def test_a_page_is_checked_against_a_type(desk, pages):
    result = desk.run("templat", "periksa", "ket.docx", "--jenis", "nota_dinas")
    assert result.exit_code == 2 and "isian 'kepada' dinyatakan di type.toml" in result.stdout
    assert desk.run("templat", "periksa", "ket.docx").exit_code == 0
    assert desk.run("templat", "periksa", "--jenis", "nota_dinas").stdout.split() == ["baik", "nota_dinas"]


def test_programs_read_findings_with_their_places(desk, pages):
    result = desk.run("templat", "periksa", "salah.docx", "--tandai", "out.docx", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 2 and (told["name"], told["aman"], told["ditandai"]) == ("salah.docx", True, "out.docx")
    assert [(one["bagian"], one["tempat"]) for one in told["problems"]] == [
        ("badan naskah", "paragraf 1"),
        ("kepala halaman header1.xml", "paragraf 1"),
    ]
    assert all(one["masalah"] in one["kalimat"] for one in told["problems"])


def test_without_a_name_every_type_is_checked(desk):
    every = desk.json("templat", "periksa")
    assert {one["name"] for one in every} == {one["id"] for one in desk.json("jenis")}
    assert desk.run("templat", "periksa").stdout.count("baik") == len(every)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["notadinas"], 4, "Maksud Anda: nota_dinas"),
        (["tidak-ada.docx"], 4, "Berkas 'tidak-ada.docx' tidak ditemukan"),
        (["notula", "--jenis", "nota_dinas"], 2, "menyebut dua jenis"),
        (["--tandai", "x.docx"], 2, "Sebutkan satu jenis atau satu berkas"),
        (["salah.docx", "--jenis", "x"], 4, "Jenis naskah 'x' tidak ditemukan"),
    ],
)
def test_what_is_mistyped_is_answered_with_a_sentence(desk, pages, args: list[str], code: int, said: str):
    result = desk.run("templat", "periksa", *args)
    assert result.exit_code == code and said in result.stderr


def test_a_new_type_is_made_shown_and_good(desk, pages):
    result = desk.run("templat", "baru", "surat_keterangan", "--dari", "ket.docx", "--nama", "Surat  Keterangan Ahli")
    assert result.exit_code == 0
    for part in ("Surat Keterangan Ahli", "anak.lahir", "paraf sekretaris", "Yang masih perlu dikerjakan", "'000'"):
        assert part in result.stdout, part
    assert desk.run("templat", "periksa", "surat_keterangan").exit_code == 0
    assert desk.run("periksa").exit_code == 0
    form = desk.run("jenis", "surat_keterangan", "--contoh").stdout
    desk.json("naskah", "buat", "surat_keterangan", "--isian", "-", sebagai="sekretaris", stdin=form)


def test_a_new_type_for_programs(desk, pages):
    made = desk.json("templat", "baru", "surat_keterangan", "--dari", "ket.docx")
    assert made["id"] == "surat_keterangan" and Path(made["folder"]).is_dir() and made["perlu"]
    assert [one["name"] for one in made["fields"]][:2] == ["nama", "tanggal_lahir"]


def test_no_type_is_made_of_a_wrong_page_and_every_reason_is_said(desk, pages):
    result = desk.run("templat", "baru", "nota_dinas", "--dari", "salah.docx")
    assert result.exit_code == 2
    assert "sudah ada" in result.stderr and "'tangal' tidak ada" in result.stderr
    assert "Opsi --dari wajib diisi" in desk.run("templat", "baru", "x").stderr
