"""The sentences of the program on a screen: nobody at a browser is told to type a command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import docgen
from docgen.cli.registry import COMMANDS
from docgen.errors import NotReady
from docgen.web.wording import DEEDS, linked, said

ROOT = Path(docgen.__file__).parent
ID = "2PMRC4J1A0"
COMMAND = re.compile(r"docgen [a-zA-Z{]|(?:^|\s)--[a-z]")


def sentences() -> Iterator[tuple[str, str]]:
    """Every text of the package that may reach a browser and names a command, with an id for what is filled in."""
    for path in ROOT.rglob("*.py"):
        if path.relative_to(ROOT).parts[0] in ("cli", "web"):
            continue
        yield from ((str(path.relative_to(ROOT)), text) for text in texts(path) if COMMAND.search(text))


def texts(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    passed = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    passed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else ID for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


@pytest.mark.parametrize(("place", "sentence"), list(sentences()))
def test_no_sentence_of_the_program_speaks_of_the_terminal(place, sentence):
    told = said(sentence)
    assert not re.search(rf"program ini (?:{'|'.join(COMMANDS)})\b", told), told
    assert "docgen " not in told and not re.search(r"(?:^|[\s(:])--?[a-z]", told), told
    assert (
        "SIDIK" not in told and (" :" not in told or " :" in sentence) and (told.strip() != "" or not sentence.strip())
    ), told


def test_there_are_sentences_to_hold_against_it():
    assert len(list(sentences())) > 100


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("lihat dahulu naskahnya (docgen naskah lihat 2PMRC4J1A0), lalu pakai sidik yang tercetak di sana",
         "lihat dahulu naskahnya (buka naskah 2PMRC4J1A0), lalu ulangi di sana"),
        ("Jangan dipakai; jalankan: docgen arsip periksa.", "Jangan dipakai; minta admin memeriksa arsip."),
        ("Lihat daftarnya dengan: docgen berkas daftar.", "Lihat daftarnya: buka daftar berkas."),
        ("sebutkan tempat barunya: --boks atau --folder", "sebutkan tempat barunya: “Boks” atau “Folder”"),
        ("tulis alasannya: --alasan 'salah alamat'", "tulis alasannya: “Alasan” (misalnya salah alamat)"),
        ("Naskah 2PMRC4J1A0 hanya untuk pejabat tertentu; sebutkan diri dengan --sebagai.",
         "Naskah 2PMRC4J1A0 hanya untuk pejabat tertentu; silakan masuk dengan akun yang berwenang."),
        ("Perihal wajib diisi - juga pada draf.", "Perihal wajib diisi - juga pada draf."),
    ],
)  # fmt: skip
def test_a_command_becomes_what_to_do_on_the_screen(sentence, told):
    assert said(sentence) == told


def test_a_naskah_that_is_named_is_one_click_away():
    pieces = list(linked("teruskan di lembar itu: docgen disposisi teruskan 2PMRC4J1A0"))
    assert pieces[1] == (ID, ID) and "".join(text for text, _ in pieces).endswith(", lalu teruskan disposisinya")


def test_every_refusal_is_told_in_these_words(app, sign_in):
    @app.get("/ditolak")
    def refused() -> str:
        raise NotReady(f"Naskah {ID} belum dapat dikirim.", [f"kirim dahulu: docgen ekspedisi kirim {ID} --oleh '…'"])

    page = sign_in("sekretaris").get("/ditolak").get_data(as_text=True)
    assert "docgen ekspedisi" not in page and f'<a href="/naskah/{ID}">{ID}</a>' in page
    assert "catat pengiriman naskah" in page


def test_no_command_is_left_without_words_for_the_screen():
    told = {name for name in DEEDS if any(f"docgen {name}" in sentence for _, sentence in sentences())}
    assert DEEDS.keys() - told <= {"naskah kembalikan", "naskah paraf", "naskah tandatangan", "pulihkan"}
