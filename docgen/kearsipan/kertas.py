"""The paper of a naskah: which copies there are, where each lies, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from docgen.errors import NotReady

KERTAS, BERKAS = "kertas", "berkas"  # facts of a version: its paper, and the berkas it belongs to
ASLI, PERTINGGAL = "asli", "pertinggal"
MACAM = (ASLI, PERTINGGAL, "tembusan", "salinan", "fotokopi")
KONDISI = ("baik", "rusak ringan", "rusak berat")
ADA, DIPINJAM, HILANG, DIMUSNAHKAN, DISERAHKAN = "ada", "dipinjam", "hilang", "dimusnahkan", "diserahkan"


@dataclass(frozen=True)
class Kertas:
    """One copy on paper. It lies in the folder of a berkas or loose in a box; `urut` says at which place."""

    salinan: int  # 1, 2, ...: which copy of the naskah
    macam: str  # asli, pertinggal, ...
    versi: int  # the version that is printed on it
    berkas: str = ""  # id of the berkas in whose folder it lies
    boks: str = ""  # code of the box it lies in where it is in no berkas
    folder: str = ""
    urut: int = 0  # 0: not said
    kondisi: str = "baik"
    keadaan: str = ADA
    sejak: str = ""  # day it came to this place, as 2019-01-31
    oleh: str = ""  # post that put it there

    @property
    def gone(self) -> bool:
        """Destroyed or handed over."""
        return self.keadaan in (DIMUSNAHKAN, DISERAHKAN)

    @property
    def state(self) -> str:
        """Whether it is there, and its condition where that is not good."""
        return self.keadaan if self.kondisi == KONDISI[0] else f"{self.keadaan}, {self.kondisi}"


def kertas_in(facts: Mapping[str, Any]) -> tuple[Kertas, ...]:
    """The copies on paper that the facts of a version name."""
    return tuple(Kertas(**one) for one in facts.get(KERTAS, ()))


def with_kertas(facts: Mapping[str, Any], copies: Collection[Kertas]) -> dict[str, Any]:
    """The facts with these copies on paper."""
    if not copies:
        return dict(facts)
    return {**facts, KERTAS: [asdict(one) for one in sorted(copies, key=lambda one: one.salinan)]}


def lay(copies: Iterable[Kertas], paper: Kertas) -> tuple[Kertas, ...]:
    """The copies with `paper` among them: as a new one where its `salinan` is 0, else in the place of that copy.

    Raises NotReady with everything that is wrong with it.
    """
    known = {one.salinan: one for one in copies}
    problems = list(_problems(paper, known))
    if problems:
        raise NotReady("Letak kertas ini belum dapat dicatat:", problems)
    salinan = paper.salinan or max(known, default=0) + 1
    return tuple((known | {salinan: replace(paper, salinan=salinan)}).values())


def _problems(paper: Kertas, known: Mapping[int, Kertas]) -> Iterable[str]:
    if paper.macam not in MACAM:
        yield f"macam '{paper.macam}' tidak dikenal; pilih: {', '.join(MACAM)}"
    if paper.kondisi not in KONDISI:
        yield f"kondisi '{paper.kondisi}' tidak dikenal; pilih: {', '.join(KONDISI)}"
    if not paper.berkas and not paper.boks:
        yield "letaknya belum disebut: berkas, atau boks"
    if paper.salinan and paper.salinan not in known:
        yield f"lembar {paper.salinan} tidak ada; yang ada: {', '.join(map(str, sorted(known))) or 'belum ada'}"
    if paper.urut < 0:
        yield "nomor urut di dalam folder harus angka mulai dari 1"
    gone = known[paper.salinan].keadaan if paper.salinan in known else ADA
    if paper.salinan in known and known[paper.salinan].gone:
        yield f"lembar {paper.salinan} sudah {gone}"
    if gone == DIPINJAM:
        yield f"lembar {paper.salinan} sedang dipinjam; catat dahulu kembalinya: docgen pinjaman kembali"
