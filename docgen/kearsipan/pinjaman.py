"""A loan of paper: asked for, permitted or refused, out, and back or lost (`naskah-dinas.md` 4.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from docgen.errors import NotReady
from docgen.kearsipan.berkas import changed
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import HILANG, KONDISI

JENIS = "pinjaman"
DIAJUKAN, DIIZINKAN, DITOLAK, KELUAR, KEMBALI = "diajukan", "diizinkan", "ditolak", "dipinjam", "kembali"
GUGUR = "gugur"  # permitted, and not fetched in time
DISALIN = "diberi salinan digital"  # nothing left the shelf
KEADAAN = (DIAJUKAN, DIIZINKAN, DITOLAK, GUGUR, KELUAR, KEMBALI, HILANG, DISALIN)

Key = tuple[str, int]  # naskah and copy: which paper


@dataclass(frozen=True)
class Lembar:
    """One paper of a loan."""

    naskah: str
    salinan: int
    macam: str
    kembali: str = ""  # day it came back or was found to be lost; empty while it is out
    kondisi: str = ""  # as it came back, or HILANG

    @property
    def key(self) -> Key:
        return self.naskah, self.salinan


@dataclass(frozen=True)
class Pinjaman:
    """What is true of a loan."""

    peminjam: str  # a post of the office, or the name of an outsider
    lembaga: str  # institution of an outsider; empty for a post
    lembar: tuple[Lembar, ...]
    keperluan: str
    keamanan: str  # the strictest class of the papers
    diajukan: str  # day, as 2019-01-31
    berkas: str = ""  # number of the berkas that is lent whole
    alasan: str = ""  # why the electronic file does not do
    keadaan: str = DIAJUKAN
    izin: str = ""  # post that permitted or refused it
    berlaku: str = ""  # last day on which it may be fetched
    keluar: str = ""
    jatuh_tempo: str = ""
    perpanjangan: str = ""  # why it was extended
    kembali: str = ""  # day the last paper was settled

    @property
    def out(self) -> tuple[Lembar, ...]:
        """The papers that are not on their shelf because of this loan."""
        return tuple(one for one in self.lembar if not one.kembali) if self.keadaan == KELUAR else ()

    @property
    def returned(self) -> str:
        """The day the last of its papers came back, once it is over; empty where all are lost."""
        days = [one.kembali for one in self.lembar if one.kembali and one.kondisi != HILANG]
        return max(days, default="") if self.kembali else ""

    def stand(self, today: date) -> str:
        """Its state on that day: a permission nobody used lapses of itself."""
        lapsed = self.keadaan == DIIZINKAN and today.isoformat() > self.berlaku
        return GUGUR if lapsed else self.keadaan

    def days_late(self, today: date) -> int:
        """Days past the last one; 0 while there is time or nothing is out."""
        return max((today - date.fromisoformat(self.jatuh_tempo)).days, 0) if self.keadaan == KELUAR else 0


def read_pinjaman(catatan: Catatan) -> Pinjaman:
    """What the record says of the loan."""
    return Pinjaman(**{**catatan.isi, "lembar": tuple(Lembar(**one) for one in catatan.isi["lembar"])})


def request(catatan_id: str, kode: str, asked: Pinjaman, *, by: str, at: datetime) -> Catatan:
    """The first record of a loan; raises NotReady naming everything that is not said."""
    missing = [f"{name} wajib diisi" for name in ("peminjam", "keperluan") if not getattr(asked, name).strip()]
    missing += [] if asked.lembar else ["sebutkan kertasnya: naskah, atau --berkas NOMOR"]
    missing += [] if asked.alasan.strip() or asked.keadaan == DISALIN else ["alasan wajib diisi"]
    if missing:
        raise NotReady("Peminjaman belum dapat dicatat:", missing)
    return Catatan(catatan_id, JENIS, kode, 1, asked.keadaan, by, at, _plain(asked))


def permit(before: Catatan, berlaku: date, *, by: str, at: datetime) -> Catatan:
    """Permit it until the day `berlaku`; raises NotReady once it was decided."""
    _demand(before, DIAJUKAN, at)
    return changed(before, DIIZINKAN, by=by, at=at, keadaan=DIIZINKAN, izin=by, berlaku=berlaku.isoformat())


def refuse(before: Catatan, reason: str, *, by: str, at: datetime) -> Catatan:
    """Refuse it; raises NotReady without a reason, or once it was decided."""
    _demand(before, DIAJUKAN, at)
    if not reason.strip():
        raise NotReady("Penolakan memerlukan alasan.", ["tulis: --alasan 'sedang dipakai pemeriksa'"])
    return changed(before, DITOLAK, by=by, at=at, note=reason.strip(), keadaan=DITOLAK, izin=by)


def hand_out(before: Catatan, jatuh_tempo: date, *, by: str, at: datetime) -> Catatan:
    """The papers leave the shelf; raises NotReady without a permission that still holds, or for a day that is past."""
    _demand(before, DIIZINKAN, at)
    if jatuh_tempo < at.date():
        raise NotReady(f"Tanggal kembali {jatuh_tempo:%d-%m-%Y} sudah lewat.", ["sebutkan hari yang akan datang"])
    due, day = jatuh_tempo.isoformat(), at.date().isoformat()
    return changed(before, "diserahkan", by=by, at=at, keadaan=KELUAR, keluar=day, jatuh_tempo=due)


def extend(before: Catatan, jatuh_tempo: date, reason: str, *, by: str, at: datetime) -> Catatan:
    """Give it more time, once; raises NotReady with everything that is wrong."""
    loan = _demand(before, KELUAR, at)
    problems = ["sudah pernah diperpanjang; kembalikan dahulu"] if loan.perpanjangan else []
    problems += [] if reason.strip() else ["tulis alasannya: --alasan 'pemeriksaan belum selesai'"]
    if jatuh_tempo.isoformat() <= loan.jatuh_tempo or jatuh_tempo < at.date():
        problems.append("tanggal kembali yang baru harus sesudah yang lama dan belum lewat")
    if problems:
        raise NotReady(f"Pinjaman {before.kode} belum dapat diperpanjang:", problems)
    facts = {"jatuh_tempo": jatuh_tempo.isoformat(), "perpanjangan": reason.strip()}
    return changed(before, "diperpanjang", by=by, at=at, note=reason.strip(), **facts)


def settle(before: Catatan, keys: Collection[Key], kondisi: str, *, by: str, at: datetime, note: str = "") -> Catatan:
    """These papers came back in this condition, or are lost (HILANG): none means all that are out.

    When the last is settled the loan is over. Raises NotReady with everything that is wrong.
    """
    loan = _demand(before, KELUAR, at)
    chosen = set(keys) or {one.key for one in loan.out}
    if problems := list(_unsettled(loan, chosen, kondisi, note)):
        raise NotReady(f"Pinjaman {before.kode} belum dapat diselesaikan:", problems)
    day = at.date().isoformat()
    lembar = tuple(replace(one, kembali=day, kondisi=kondisi) if one.key in chosen else one for one in loan.lembar)
    over = all(one.kembali for one in lembar)
    ended = HILANG if any(one.kondisi == HILANG for one in lembar) else KEMBALI
    facts = {"keadaan": ended, "kembali": day} if over else {}
    act = "dicatat hilang" if kondisi == HILANG else "dikembalikan" if over else "dikembalikan sebagian"
    said = _plain(replace(loan, lembar=lembar))
    return changed(before, act, by=by, at=at, note=note.strip(), **{"lembar": said["lembar"], **facts})


def _unsettled(loan: Pinjaman, chosen: Collection[Key], kondisi: str, note: str) -> Iterator[str]:
    known = {one.key for one in loan.out}
    yield from (f"lembar {salinan} naskah {naskah} tidak di luar" for naskah, salinan in sorted(set(chosen) - known))
    if kondisi not in (*KONDISI, HILANG):
        yield f"kondisi '{kondisi}' tidak dikenal; pilih: {', '.join(KONDISI)}"
    if kondisi == HILANG and not note.strip():
        yield "tulis catatannya: kapan dan bagaimana diketahui"


def _demand(before: Catatan, wanted: str, at: datetime) -> Pinjaman:
    loan = read_pinjaman(before)
    stand = loan.stand(at.date())
    if stand == GUGUR:
        raise NotReady(f"Izin pinjaman {before.kode} gugur: berlaku sampai {loan.berlaku}.", ["ajukan lagi"])
    if stand != wanted:
        raise NotReady(f"Pinjaman {before.kode} berkeadaan {stand}; ini hanya bagi yang {wanted}.")
    return loan


def _plain(loan: Pinjaman) -> dict[str, object]:
    return {**asdict(loan), "lembar": [asdict(one) for one in loan.lembar]}
