"""The judged set: naskah of one office as the index would get them, and questions with their right answers.

How both are written and judged: benchmarks/relevance/README.md.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from docgen.search.query import Entry

DATA = Path(__file__).parent / "relevance"
KOP = (
    "PEMERINTAH KOTA TASIKMALAYA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL Jalan Contoh Nomor 1 Telepon (0265) 000000 "
    "Kode Pos 46100 TASIKMALAYA"
)
BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
STATUS = {"surat_masuk": "diterima", "lembar_disposisi": "didisposisikan", "arsip_lama": "diarsipkan"}
FROM_OUTSIDE = ("surat_masuk", "arsip_lama")  # no page of ours: what was entered of them
UNITS = ("Dafduk", "Capil", "PIAK", "Umum", "Keu", "Ren")  # else Sekre


@dataclass(frozen=True)
class Question:
    """A typed line and which naskah answer it: 3 exactly it, 2 useful, 1 related."""

    kind: str
    line: str
    grades: dict[str, int]


def load_entries() -> list[Entry]:
    """Every naskah, and the older version that some have; raises ValueError for an id given twice."""
    orang, lazim = _read("orang.toml"), _read("lazim.toml")
    blocks = [b for path in sorted(DATA.glob("naskah/*.txt")) for b in _blocks(path)]
    entries = [_entry(block, orang, lazim) for block in (*blocks, *_series())]
    if len({(e.naskah_id, e.latest) for e in entries}) < len(entries):
        raise ValueError("an id occurs twice in the corpus")
    older = {e.naskah_id for e in entries if not e.latest}
    return [replace(e, number=2) if e.latest and e.naskah_id in older else e for e in entries]


def load_questions(entries: Sequence[Entry]) -> list[Question]:
    """Every question; raises ValueError for a judgement that names no naskah or names one twice."""
    return [_question(block, entries) for block in _blocks(DATA / "soal.txt")]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in path.read_text("utf-8").strip().split("\n\n"):
        yield [line for line in block.splitlines() if not line.startswith("#")]


def _series() -> Iterator[list[str]]:
    """The rows of seri.toml as blocks like those of the text files."""
    for seri in _read("seri.toml")["seri"]:
        for row in seri["baris"]:
            named = dict(zip(seri["kolom"], row, strict=True))
            head = [named["id"], seri["jenis"], str(named["tanggal"]), named.get("nomor", "-"), seri["klasifikasi"]]
            head.append(seri["pejabat"].format(**named))
            yield ["= " + " | ".join(head), seri["perihal"].format(**named), seri["teks"].format(**named)]


def _entry(block: Sequence[str], orang: dict[str, Any], lazim: dict[str, Any]) -> Entry:
    name, jenis, on, numbers, klasifikasi, *rest = [part.strip() for part in block[0].removeprefix("= ").split("|")]
    naskah_id, older, _ = name.partition("@")
    signers = [orang[key] for key in (rest or ["tata_usaha"])[0].split() if key != "-"]
    tanggal = date.fromisoformat(on)
    nomor = tuple(n.strip() for n in numbers.split(";") if n.strip() != "-")
    first = nomor[0] if nomor else ""
    body = [block[1], *_dressed(name, block[2:], lazim.get(jenis, {}))]
    return Entry(
        naskah_id=naskah_id,
        number=1,
        latest=not older,
        text=_page(jenis, nomor, tanggal, body, signers),
        jenis=jenis,
        status=rest[1] if len(rest) > 1 else STATUS.get(jenis, "terbit"),
        nomor=nomor,
        perihal=block[1],
        klasifikasi=klasifikasi,
        unit=next((unit for unit in UNITS if f"/ {unit}" in first), "Sekre"),
        pejabat=tuple(word for post, _, nama, _ in signers for word in (post, nama)),
        tanggal=tanggal,
    )


def _dressed(name: str, lines: Sequence[str], usual: dict[str, list[str]]) -> list[str]:
    """The body between what every page of its jenis says; which wording follows from the name."""
    turn = zlib.crc32(name.encode())
    before, after = (usual.get(place, [""]) for place in ("depan", "belakang"))
    return [before[turn % len(before)], *lines, after[turn % len(after)]]


def _page(jenis: str, nomor: Sequence[str], on: date, lines: Sequence[str], signers: Sequence[list[str]]) -> str:
    """The words as they stand on paper: head, number, matter, body, date, who signs and who gave paraf."""
    if jenis in FROM_OUTSIDE:
        return "\n".join((*nomor, on.isoformat(), *lines))
    dated = f"{on.day} {BULAN[on.month - 1]} {on.year}"
    signature = [f"{post.upper()}, {nama} NIP. {nip}" for _, post, nama, nip in signers[:1]]
    paraf = [post for _, post, *_ in signers[1:]]
    title = [KOP, jenis.replace("_", " ").upper(), "NOMOR : " + " No. agenda : ".join(nomor), f"Hal : {lines[0]}"]
    return "\n".join((*title, *lines[1:], *paraf, f"Tasikmalaya, {dated}", *signature))


def _question(block: Sequence[str], entries: Sequence[Entry]) -> Question:
    kind, line = block[0].removeprefix("? ").split(" | ", 1)
    grades: dict[str, int] = {}
    for judged in block[1:]:
        grade, *named = judged.split()
        for pattern in named:
            found = _meant(pattern, entries)
            if not found or (pattern in found and pattern in grades):
                raise ValueError(f"{line!r}: {pattern} names nothing, or what is judged already")
            grades.update({i: int(grade) for i in found if i not in grades})
    return Question(kind, line, grades)


def _meant(pattern: str, entries: Sequence[Entry]) -> list[str]:
    """The naskah of an id, of an id with * and ?, or `ttd:post` for what that official signed."""
    post = pattern.removeprefix("ttd:")
    if post != pattern:
        return [e.naskah_id for e in entries if e.pejabat[:1] == (post,)]
    return [e.naskah_id for e in entries if fnmatchcase(e.naskah_id, pattern)]
