"""Penyusutan: what leaves the unit, the office or the world; proposed, appraised, approved, done by different people.

The steps and who may take them: Perka ANRI 37/2016 as told in `naskah-dinas.md` 4.5; two persons: `peers.md` R21.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime

from docgen.errors import NotAllowed, NotReady
from docgen.kearsipan import berkas as b
from docgen.kearsipan import retensi
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.retensi import Jadwal

JENIS = "penyusutan"
PEMINDAHAN, PEMUSNAHAN, PENYERAHAN = MACAM = ("pemindahan", "pemusnahan", "penyerahan")
USUL, DINILAI, DISETUJUI, DITOLAK, DILAKSANAKAN, DIBATALKAN = (
    "diusulkan", "dinilai", "disetujui", "ditolak", "dilaksanakan", "dibatalkan",
)  # fmt: skip
LONG_KEPT = 10  # years: from here on the destruction needs the consent of Kepala ANRI
_DUE = {PEMINDAHAN: (retensi.INAKTIF, retensi.HABIS, retensi.DISERAHKAN),
        PEMUSNAHAN: (retensi.HABIS,), PENYERAHAN: (retensi.DISERAHKAN,)}  # fmt: skip
_STANDS = {
    retensi.DISERAHKAN: "permanen: diserahkan ke lembaga kearsipan daerah, tidak dimusnahkan",
    retensi.HABIS: "habis masa simpannya, tetapi tidak permanen",
    retensi.BELUM_DITENTUKAN: "belum ditentukan masa simpan atau nasib akhirnya",
}
AFTER = {PEMINDAHAN: b.INAKTIF, PEMUSNAHAN: b.MUSNAH, PENYERAHAN: b.SERAH}


@dataclass(frozen=True)
class Penyusutan:
    """One proposal and how far it has come."""

    macam: str
    berkas: tuple[str, ...]  # ids
    alasan: str
    tahap: str = USUL
    dikeluarkan: Mapping[str, str] | None = None  # what the appraisal took out, with the reason
    dimusnahkan: Mapping[str, str] | None = None  # what was to be appraised anew and goes after all, with the reason
    pengusul: str = ""  # posts
    penilai: str = ""
    penyetuju: str = ""
    pelaksana: str = ""
    persetujuan: str = ""  # number and date of the letter that consents
    berita_acara: str = ""  # id of the naskah

    @property
    def tersisa(self) -> tuple[str, ...]:
        """The berkas that are still in it."""
        return tuple(one for one in self.berkas if one not in (self.dikeluarkan or {}))


@dataclass(frozen=True)
class Penilaian:
    """The verdict of an appraisal on single berkas, by their number, each with its reason."""

    keluarkan: Mapping[str, str] = field(default_factory=dict)
    musnahkan: Mapping[str, str] = field(default_factory=dict)


def read_penyusutan(catatan: Catatan) -> Penyusutan:
    """What the record says of the proposal."""
    known = {one.name for one in fields(Penyusutan)}
    facts = {key: value for key, value in catatan.isi.items() if key in known}
    return Penyusutan(**facts | {"berkas": tuple(facts["berkas"])})


def obstacles(macam: str, berkas: Iterable[Catatan], on: date) -> Iterator[str]:
    """Why one of these berkas may not go that way on that day; a hold stops all of them."""
    for one in berkas:
        facts = b.read_berkas(one)
        if facts.tahan:
            yield f"berkas {one.kode} ditahan: {facts.tahan}"
        if facts.keadaan not in _FROM[macam]:
            yield f"berkas {one.kode} berkeadaan {facts.keadaan}; yang dapat: {', '.join(_FROM[macam])}"
        elif (reached := stage_of(facts, on)) not in _DUE[macam]:
            yield f"berkas {one.kode} {_STANDS.get(reached, 'masih ' + reached)}" + _until(facts, macam, on)


def stage_of(berkas: b.Berkas, on: date) -> str:
    """Where a closed berkas stands on that day, by the schedule it was closed under."""
    held = Jadwal(**(berkas.jadwal or {}))
    return retensi.stage(on, retensi.jatuh_tempo(date.fromisoformat(berkas.ditutup), held), held.nasib)


def propose(catatan_id: str, kode: str, usul: Penyusutan, *, by: str, at: datetime) -> Catatan:
    """The first record of a proposal; whether its berkas may go is asked before. Raises NotReady without any."""
    problems = [] if usul.berkas else ["belum ada berkas yang diusulkan"]
    problems += [] if usul.alasan.strip() else ["tulis alasannya: --alasan 'habis masa simpan menurut JRA'"]
    problems += [] if usul.macam in MACAM else [f"macam '{usul.macam}' tidak dikenal; pilih: {', '.join(MACAM)}"]
    if problems:
        raise NotReady("Usul penyusutan belum lengkap:", problems)
    return Catatan(catatan_id, JENIS, kode, 1, USUL, by, at, asdict(replace(usul, pengusul=by)))


def appraise(before: Catatan, said: Penilaian, berkas: Sequence[Catatan], *, by: str, at: datetime) -> Catatan:
    """Say which of its `berkas` shall stay after all; by another person than who proposed.

    What the schedule says to appraise anew is destroyed only by a verdict of its own. Raises NotAllowed, NotReady.
    """
    usul = _at(before, USUL, "dinilai")
    _demand_other(by, before, pengusul=usul.pengusul)
    if wrong := list(_verdict_faults(usul.macam, said, berkas)):
        raise NotReady(f"Penilaian usul {before.kode} belum lengkap:", wrong)
    ids = {one.kode: one.id for one in berkas}
    out, go = ({ids[kode]: why.strip() for kode, why in told.items()} for told in (said.keluarkan, said.musnahkan))
    return b.changed(before, DINILAI, by=by, at=at, tahap=DINILAI, penilai=by, dikeluarkan=out, dimusnahkan=go)


def _verdict_faults(macam: str, said: Penilaian, berkas: Sequence[Catatan]) -> Iterator[str]:
    proposed = {one.kode: one for one in berkas}
    both = [*said.keluarkan.items(), *said.musnahkan.items()]
    yield from (f"berkas {kode} tidak diusulkan" for kode, _ in both if kode not in proposed)
    yield from (f"berkas {kode}: alasannya belum ditulis" for kode, why in both if not why.strip())
    yield from (f"berkas {kode} disebut dua kali" for kode in said.keluarkan if kode in said.musnahkan)
    if set(said.keluarkan) == set(proposed):
        yield "tidak ada yang tersisa; tolak usulnya"
    open_ = {kode for kode, one in proposed.items() if macam == PEMUSNAHAN and is_reappraised(one)}
    yield from (
        f"berkas {kode} bernasib dinilai kembali: putuskan dengan --keluarkan '{kode}=ALASAN' atau "
        f"--musnahkan '{kode}=ALASAN'"
        for kode in proposed if kode in open_ - {kode for kode, _ in both}
    )  # fmt: skip
    yield from (
        f"berkas {kode} tidak perlu diputuskan: nasibnya sudah ditentukan jadwalnya"
        for kode in said.musnahkan if kode in proposed and kode not in open_
    )  # fmt: skip


def is_reappraised(berkas: Catatan) -> bool:
    """Whether its schedule leaves open what becomes of it; then somebody has to say."""
    return Jadwal(**(b.read_berkas(berkas).jadwal or {})).nasib == retensi.DINILAI_KEMBALI


def approve(before: Catatan, letter: str, berkas: Sequence[Catatan], *, by: str, at: datetime) -> Catatan:
    """Consent to it, by a third person. A destruction rests on a letter: of Kepala ANRI where anything was to be kept
    LONG_KEPT years or more, else of the kepala daerah; what is handed over, on that of the archive that takes it."""
    usul = _at(before, DINILAI, "disetujui")
    _demand_other(by, before, pengusul=usul.pengusul, penilai=usul.penilai)
    if usul.macam != PEMINDAHAN and not letter.strip():
        raise NotReady(
            f"Persetujuan usul {before.kode} memerlukan surat {whose(usul.macam, berkas)}.",
            ["sebutkan: --surat 'Nomor …, tanggal …'"],
        )
    return b.changed(before, DISETUJUI, by=by, at=at, tahap=DISETUJUI, penyetuju=by, persetujuan=letter.strip())


def refuse(before: Catatan, reason: str, *, by: str, at: datetime) -> Catatan:
    """Say no to it, with the reason; nothing of it goes anywhere."""
    usul = read_penyusutan(before)
    if usul.tahap not in (USUL, DINILAI, DISETUJUI):
        raise NotReady(f"Usul {before.kode} sudah {usul.tahap}.")
    if not reason.strip():
        raise NotReady("Penolakan memerlukan alasan.", ["tulis: --alasan 'masih diperlukan'"])
    return b.changed(before, DITOLAK, by=by, at=at, note=reason.strip(), tahap=DITOLAK)


def execute(before: Catatan, berita_acara: str, *, by: str, at: datetime) -> Catatan:
    """Enter that it was done under this berita acara, by another person than who consented."""
    usul = _at(before, DISETUJUI, "dilaksanakan")
    _demand_other(by, before, penyetuju=usul.penyetuju)
    done = {"tahap": DILAKSANAKAN, "pelaksana": by, "berita_acara": berita_acara}
    return b.changed(before, DILAKSANAKAN, by=by, at=at, **done)


def gone(before: Catatan, macam: str, *, by: str, at: datetime, kode: str, boks: str = "") -> Catatan:
    """The berkas after it went that way under the proposal `kode`."""
    place = {"boks": boks} if boks else {}
    return b.changed(before, macam, by=by, at=at, note=f"{macam} {kode}", keadaan=AFTER[macam], **place)


def whose(macam: str, berkas: Iterable[Catatan]) -> str:
    """Whose consent it rests on (`naskah-dinas.md` 4.5)."""
    if macam != PEMUSNAHAN:
        return "lembaga kearsipan daerah" if macam == PENYERAHAN else "kedua kepala unit"
    kept = [Jadwal(**(b.read_berkas(one).jadwal or {})) for one in berkas]
    longest = max(((one.aktif or 0) + (one.inaktif or 0) for one in kept), default=0)
    return "Kepala ANRI" if longest >= LONG_KEPT else "kepala daerah"


_FROM = {PEMINDAHAN: (b.DITUTUP,), PEMUSNAHAN: (b.DITUTUP, b.INAKTIF), PENYERAHAN: (b.DITUTUP, b.INAKTIF)}


def _at(catatan: Catatan, tahap: str, what: str) -> Penyusutan:
    usul = read_penyusutan(catatan)
    if usul.tahap != tahap:
        raise NotReady(f"Usul {catatan.kode} berstatus {usul.tahap}; yang dapat {what} hanya yang {tahap}.")
    return usul


def _demand_other(by: str, catatan: Catatan, **posts: str) -> None:
    for role, post in posts.items():
        if post == by:
            raise NotAllowed(f"Usul {catatan.kode}: {by} sudah menjadi {role}; yang ini harus orang lain.")


def _until(facts: b.Berkas, macam: str, on: date) -> str:
    held = Jadwal(**(facts.jadwal or {}))
    tempo = retensi.jatuh_tempo(date.fromisoformat(facts.ditutup), held)
    day = tempo.inaktif_sejak if macam == PEMINDAHAN else tempo.habis_sejak
    if stage_of(facts, on) in _STANDS:
        return f" (habis sejak {day:%d-%m-%Y})" if day else ""
    fate = f", nasib akhirnya {held.nasib}" if held.nasib else ", nasib akhirnya belum ditentukan"
    return (f", sampai {day:%d-%m-%Y}" if day else "") + (fate if macam != PEMINDAHAN else "")
