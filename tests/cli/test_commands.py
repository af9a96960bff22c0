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
    promised = """
        akun baru, akun daftar, akun kunci, akun sandi,
        arsip akses, arsip awasi, arsip bangun-ulang, arsip cocokkan, arsip ekspor, arsip impor, arsip
        impor-ekspor, arsip jangkar, arsip label, arsip lengkap, arsip periksa, arsip tandai, arsip tangkap,
        arsip taruh, arsip uji-ekspor, berkas buka, berkas buka-kembali, berkas daftar, berkas isi, berkas
        keluarkan, berkas label, berkas lepas, berkas lihat, berkas pindah, berkas tahan, berkas
        tandai-vital, berkas tutup, berkas ubah, boks baru, boks daftar, boks label, boks lihat, boks pindah, buku
        daftar, buku lihat, buku pesan, buku tutup, cadangkan, cari, demo, disposisi baca, disposisi buat,
        disposisi cetak, disposisi lapor, disposisi tarik, disposisi teruskan, ekspedisi kirim, ekspedisi
        kirim-banyak, ekspedisi terima, indeks bangun, indeks periksa, indeks status, init, jenis,
        kalender buat, kalender impor, kalender lihat, kenali, kinerja bukti, kinerja formulir,
        kinerja laporan, kinerja terima, kinerja ukur,
        klasifikasi daftar, klasifikasi impor, latihan-pulih, naskah ambil, naskah batalkan, naskah beda,
        naskah buat, naskah buat-banyak, naskah buat-ulang, naskah catat-kertas, naskah daftar, naskah
        kembalikan, naskah lihat, naskah nomori, naskah nomori-banyak, naskah paraf, naskah paraf-banyak,
        naskah pdf, naskah pdf-banyak, naskah pratinjau, naskah revisi, naskah salinan, naskah tandatangan,
        naskah tandatangan-banyak, naskah unggah, pencarian daftar, pencarian hapus,
        penyusutan berita-acara, penyusutan calon, penyusutan
        daftar, penyusutan laksanakan, penyusutan lihat, penyusutan nilai, penyusutan setujui, penyusutan
        tolak, penyusutan usul, periksa, pinjaman ajukan, pinjaman daftar, pinjaman hilang,
        pinjaman izinkan, pinjaman kembali, pinjaman lembar, pinjaman lihat, pinjaman perpanjang, pinjaman
        serahkan, pinjaman tolak, pulihkan, rapat contoh, rapat siapkan, sop batalkan, sop cetak, sop
        daftar, sop jatuh-tempo, sop mulai, sop periksa, sop selesai, sop status, surat-masuk catat, templat
        baru, templat contoh, templat periksa, tugas, web
    """
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
