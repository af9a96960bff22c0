"""A damaged index gives the right answer or says that it is broken; nothing in it runs."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.engine.arrays import narrowest, open_arrays, write_arrays
from docgen.search.engine.engine import Engine, open_engine
from docgen.search.engine.nodes import All, Every, Near, Node, Similar, Starts, Term
from docgen.search.engine.postings import Postings
from docgen.search.engine.strings import string_arrays
from docgen.search.index_folder import latest_generation
from docgen.search.seal import write_seal
from tests.search.engine.office import LAYOUT, add, filed, letter

ASKED: list[Node] = [
    Every(), Term("isi", "rapat"), All((Term("isi", "k1"), Term("akses", "umum"))), Near("isi", ("rapat", "k3")),
    Starts("akar", "k"), Similar("isi", "rapot"),
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("utuh") / "indeks"
    filed(folder, [letter(f"N{at:03}", f"rapat k{at % 5} surat", jenis=f"j{at % 3}", tanggal=at) for at in range(80)])
    add(folder, letter("X", "rapat k3"))
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "indeks"))


def answers(engine: Engine) -> list[object]:
    found: list[object] = [engine.search(node, limit=100, facets=("jenis",)) for node in ASKED]
    return [*found, engine.terms("isi", "k"), engine.near_terms("isi", "rapot"), engine.tokens_of("N001", 1, "isi")]


def damage(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    kind = chance.randrange(3)
    if kind == 0:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[chance.randrange(len(data)) :]
    else:
        at = chance.randrange(len(data))
        data[at : at + 64] = chance.randbytes(min(64, len(data) - at))
    path.write_bytes(data)


def test_a_file_that_does_not_fit_its_seal_is_never_read(folder: Path) -> None:
    right = answers(open_engine(folder, LAYOUT))
    files = [p for p in folder.iterdir() if p.suffix in (".seg", ".toc", ".json")]
    for seed in range(150):
        chance = random.Random(seed)
        hurt = chance.choice(files)
        before = hurt.read_bytes()
        damage(hurt, chance)
        if hurt.read_bytes() != before:
            with suppress(IndexBroken, IndexBusy):
                assert answers(open_engine(folder, LAYOUT)) == right
        hurt.write_bytes(before)
    assert answers(open_engine(folder, LAYOUT)) == right


def test_a_segment_rotten_under_a_fitting_seal_is_broken_or_answers_something(folder: Path) -> None:
    """Such as rots after it was read through: whatever is in it, no other exception gets out."""
    hurt = max(folder.glob("*.seg"), key=lambda path: path.stat().st_size)
    before = hurt.read_bytes()
    toc = folder / f"_MAIN_{latest_generation(folder)}.toc"
    for seed in range(150):
        damage(hurt, random.Random(seed))
        seal_again(folder, toc)
        with suppress(IndexBroken, IndexBusy):
            answers(open_engine(folder, LAYOUT))
        hurt.write_bytes(before)


def seal_again(folder: Path, toc: Path) -> None:
    for seal in folder.glob("segel-*"):
        seal.unlink()
    write_seal(folder, latest_generation(folder), {path.name: path for path in (toc, *folder.glob("*.seg"))})


class Doctored:
    """Unpickled, it runs a command."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self.command,)


def test_a_doctored_table_of_contents_runs_nothing_even_under_a_fitting_seal(folder: Path, tmp_path: Path) -> None:
    toc = folder / f"_MAIN_{latest_generation(folder)}.toc"
    listed = toc.read_bytes()
    at = listed.index(pickle.PROTO + b"\x05" + pickle.FRAME)  # where the list of segments begins
    toc.write_bytes(listed[:at] + pickle.dumps([Doctored(f"touch {tmp_path / 'terjadi'}")]))
    seal_again(folder, toc)
    for act in (lambda: open_engine(folder, LAYOUT), lambda: add(folder, letter("A", "rapat"))):
        with pytest.raises(IndexBroken, match="system"):
            act()
    assert not (tmp_path / "terjadi").exists()


@pytest.mark.parametrize(
    "entry", [["<f8", 0, 1], ["|O8", 0, 1], ["<u4", 0, 10**9], ["<u4", -8, 1], ["<u4", 0, -1], ["<u4"], "x", 1, None]
)
def test_a_directory_that_lies_is_refused(tmp_path: Path, entry: object) -> None:
    path = tmp_path / "a.seg"
    write_arrays(path, {"a": np.arange(4, dtype=np.uint32)})
    data = path.read_bytes()
    listed = json.dumps({"a": entry}).encode()
    path.write_bytes(data[:8] + len(listed).to_bytes(8, "little") + listed + bytes(64))
    with pytest.raises((ValueError, TypeError)):
        open_arrays(path)


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    arrays = {str(most): narrowest(np.array([0, most])) for most in (0, 255, 256, 65_535, 65_536, 2**32)}
    arrays["tidak ada"] = narrowest(np.zeros(0, np.int64))
    write_arrays(tmp_path / "a", arrays)
    found = open_arrays(tmp_path / "a")
    assert found.keys() == arrays.keys()
    assert all(a.dtype == arrays[name].dtype and a.tolist() == arrays[name].tolist() for name, a in found.items())
    assert [a.itemsize for a in found.values()] == [1, 1, 2, 2, 4, 8, 1]
    with pytest.raises(ValueError, match="read-only"):
        found["255"][0] = 1


def test_a_length_is_rounded_as_whoosh_does() -> None:
    lengths = narrowest(np.array([*range(2_000), *range(2_000, 200_000, 37), 106_373, 106_374, 10**9]))
    empty = {"f.docs": np.zeros(0, np.uint16), "f.starts": np.zeros(1, np.uint8), "f.lengths": lengths}
    rounded = Postings(string_arrays("f.tokens", []) | empty, "f").rounded_lengths
    assert rounded.tolist() == [byte_to_length(length_to_byte(length)) for length in lengths.tolist()]


def test_an_index_others_could_write_to_is_not_opened(folder: Path) -> None:
    folder.chmod(0o770)
    with pytest.raises(IndexBroken, match="tidak dipercaya"):
        open_engine(folder, LAYOUT)
    with pytest.raises(IndexBroken, match="tidak dipercaya"):
        add(folder, letter("A", "rapat"))


def test_an_index_of_another_layout_is_broken(folder: Path) -> None:
    for changed in ("keys", "numbers", "codes"):
        with pytest.raises(IndexBroken):
            open_engine(folder, replace(LAYOUT, **{changed: ("lain",)}))


def test_a_broken_index_is_made_afresh(folder: Path) -> None:
    for path in folder.glob("*.seg"):
        path.write_bytes(b"")
    with pytest.raises(IndexBroken):
        add(folder, letter("A", "rapat"))
    add(folder, letter("A", "rapat"), afresh=True)
    assert open_engine(folder, LAYOUT).count(Every()) == 1
