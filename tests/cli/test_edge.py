"""The edge where errors become a sentence and an exit code, once."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from docgen import errors
from docgen.cli.command import Entry, OfficeGroup
from tests.cli import broken

PROGRAM = OfficeGroup({"gagal": Entry("tests.cli.broken:gagal", "Gagal.")}, [], text="Uji.", epilog="")
SAMPLES = [
    errors.DocgenError("gagal saja"),
    errors.Problems("dua hal:", ["satu", "dua"]),
    errors.InvalidForm("nota", {"isi": "wajib diisi"}),
    errors.BadDeclaration("type.toml", ["keliru"]),
    errors.UnsafeFile("a.docx", ["makro"]),
    errors.NotReady("belum"),
    errors.NotFound("Naskah", "X"),
    errors.NotAllowed("tidak berwenang"),
    errors.NotYourTurn("bukan giliran"),
    errors.StaleVersion("X", act="direvisi", by="sekretaris", at=datetime(2019, 1, 2, tzinfo=UTC), number=2),
    errors.Damaged("rusak"),
    errors.StorageFailed("penuh"),
    errors.IndexBusy("sibuk"),
    errors.IndexBroken("rusak"),
    errors.BadQuery(["keliru"]),
]


def family(cls=errors.DocgenError):
    yield cls
    for child in cls.__subclasses__():
        yield from family(child)


def test_every_error_of_the_house_is_tried():
    assert {type(sample) for sample in SAMPLES} == set(family())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda e: type(e).__name__)
def test_an_error_is_its_sentence_and_its_exit_code(monkeypatch, sample):
    monkeypatch.setattr(broken, "error", sample)
    result = CliRunner().invoke(PROGRAM, ["gagal"])
    assert result.exit_code == type(sample).exit_code
    assert result.stderr == f"{sample}\n"
    assert result.stdout == ""


def test_ctrl_c_is_quiet(monkeypatch):
    monkeypatch.setattr(broken, "error", KeyboardInterrupt())
    result = CliRunner().invoke(PROGRAM, ["gagal"])
    assert (result.exit_code, result.output) == (130, "")


def test_a_bug_shows_itself(monkeypatch):
    monkeypatch.setattr(broken, "error", ZeroDivisionError("1/0"))
    result = CliRunner().invoke(PROGRAM, ["gagal"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_errors_are_red_on_a_terminal_and_plain_under_no_color(monkeypatch):
    monkeypatch.setattr(broken, "error", errors.NotFound("Naskah", "X"))
    assert "\x1b[31m" in CliRunner().invoke(PROGRAM, ["gagal"], color=True).stderr
    assert "\x1b" not in CliRunner(env={"NO_COLOR": "1"}).invoke(PROGRAM, ["gagal"], color=True).stderr


def test_what_a_file_says_cannot_steer_the_terminal(monkeypatch):
    monkeypatch.setattr(broken, "error", errors.NotFound("Naskah", "\x1b[2J\x9bA"))
    assert CliRunner().invoke(PROGRAM, ["gagal"]).stderr == "Naskah '\ufffd[2J\ufffdA' tidak ditemukan.\n"
