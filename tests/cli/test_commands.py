"""Every command of the registry keeps the promises of the command line; tomorrow's command is tested too."""

import ast
import inspect
import re
import shlex
from collections.abc import Iterator

import click
import pytest

from docgen.cli import cli
from docgen.cli.command import LazyGroup
from docgen.cli.registry import COMMANDS

ENGLISH = r"\b(Usage|Options|Commands|Show|this message|required|default|Arguments|TEXT|INTEGER|PATH|Error|Try)\b"


def leaves(entries=COMMANDS, above=()) -> Iterator[tuple[str, ...]]:
    for name, entry in entries.items():
        if isinstance(entry.target, LazyGroup):
            yield from leaves(entry.target.entries, (*above, name))
        else:
            yield (*above, name)


def groups() -> list[tuple[str, ...]]:
    return [(), *[(name,) for name, entry in COMMANDS.items() if isinstance(entry.target, LazyGroup)]]


PATHS = list(leaves())
named = pytest.mark.parametrize("path", PATHS, ids=" ".join)


def entry_of(path):
    entries = COMMANDS
    for name in path[:-1]:
        entries = entries[name].target.entries
    return entries[path[-1]]


def examples(command: click.Command) -> list[str]:
    assert command.help
    text = command.help.partition("Contoh:")[2].replace("\\\n", "")
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_the_commands_are_those_the_office_was_promised():
    promised = """init, demo, periksa, jenis, cari, kenali, indeks bangun, arsip periksa, arsip bangun-ulang,
        arsip jangkar,
        naskah pratinjau, naskah pdf, naskah pdf-banyak, naskah buat, naskah buat-banyak, naskah buat-ulang,
        naskah revisi,
        naskah unggah, naskah paraf, naskah paraf-banyak, naskah tandatangan-banyak, naskah nomori-banyak,
        naskah tandatangan, naskah kembalikan, naskah batalkan, naskah nomori, naskah lihat, naskah ambil,
        naskah salinan, naskah daftar, naskah beda, surat-masuk catat, disposisi buat, disposisi teruskan,
        ekspedisi kirim, ekspedisi kirim-banyak, ekspedisi terima,
        disposisi cetak, disposisi baca, disposisi lapor, disposisi tarik,
        sop daftar, sop cetak, sop mulai, sop status, sop selesai, sop batalkan, sop jatuh-tempo, sop periksa, tugas,
        kalender lihat, kalender buat, kalender impor, buku daftar, buku lihat, rapat contoh,
        rapat siapkan, buku pesan, buku tutup, naskah catat-kertas,
        boks baru, boks pindah, boks daftar, boks lihat, berkas buka, berkas isi, berkas keluarkan, berkas pindah,
        berkas daftar, berkas lihat, berkas tutup, berkas buka-kembali, berkas tahan, berkas lepas, arsip taruh,
        arsip tandai, arsip akses, arsip lengkap, arsip cocokkan,
        penyusutan calon, penyusutan usul, penyusutan nilai, penyusutan setujui, penyusutan tolak,
        penyusutan berita-acara, penyusutan laksanakan, penyusutan daftar, penyusutan lihat,
        berkas tandai-vital,
        berkas tandai-vital, boks label, berkas label, arsip label,
        arsip tandai, arsip lengkap, arsip cocokkan,
        arsip impor, arsip tandai, arsip lengkap, arsip cocokkan,
        kinerja formulir, kinerja terima, kinerja ukur, kinerja laporan, kinerja bukti,
        klasifikasi daftar, klasifikasi impor,
        templat periksa, templat baru, templat contoh, arsip tangkap, arsip awasi,
        cadangkan, pulihkan, latihan-pulih, arsip ekspor, arsip uji-ekspor, arsip impor-ekspor"""
        pinjaman ajukan, pinjaman izinkan, pinjaman tolak, pinjaman serahkan, pinjaman kembali, pinjaman hilang,
        pinjaman perpanjang, pinjaman lembar, pinjaman daftar, pinjaman lihat, pinjaman buku,
        templat periksa, templat baru, templat contoh"""
    assert {" ".join(path) for path in PATHS} == {" ".join(p.split()) for p in promised.split(",")}


@named
def test_the_line_in_the_list_is_the_first_line_of_the_help(path):
    command = entry_of(path).load()
    assert command.help
    assert command.help.split("\n\n")[0].strip() == entry_of(path).help
    assert command.name == path[-1]


@named
def test_help_is_indonesian(desk, path):
    result = desk.run(*path, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Pemakaian: docgen {' '.join(path)} [OPSI]")
    assert re.findall(ENGLISH, result.stdout) == []
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("path", groups(), ids=" ".join)
def test_help_of_a_group_is_indonesian(desk, path):
    result = desk.run(*path, "--help")
    assert result.exit_code == 0
    assert "Perintah:" in result.stdout and "Opsi:" in result.stdout
    assert re.findall(ENGLISH, result.stdout.replace("DOCGEN_COMPLETE", "")) == []


@named
def test_every_option_is_explained(path):
    options = [p for p in entry_of(path).load().params if isinstance(p, click.Option)]
    assert {"--kantor", "--sebagai", "--json"} <= {name for option in options for name in option.opts}
    assert [option.opts for option in options if not option.help] == []


@named
def test_help_has_examples_that_can_be_typed(path):
    command = entry_of(path).load()
    lines = examples(command)
    assert lines
    for line in lines:
        words = shlex.split(line.partition(" > ")[0])
        assert words[: len(path) + 1] == ["docgen", *path]
        with click.Context(cli, info_name="docgen") as ctx:
            assert command.make_context(path[-1], words[len(path) + 1 :], parent=ctx) is not None


@named
def test_a_command_only_translates(path):
    callback = inspect.unwrap(entry_of(path).load().callback)
    function = ast.parse(inspect.getsource(callback)).body[0]
    assert isinstance(function, ast.FunctionDef)
    body = function.body[1:]  # without the docstring
    lines = body[-1].end_lineno - body[0].lineno + 1
    assert lines <= 10


def test_completion_of_commands_imports_none_of_them():
    with click.Context(cli, info_name="docgen") as ctx:
        offered = {item.value: item.help for item in cli.shell_complete(ctx, "s")}
    assert offered == {name: COMMANDS[name].help for name in ("surat-masuk", "sop")}
