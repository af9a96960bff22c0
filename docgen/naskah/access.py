"""The one access decision: may this official do this to this naskah?

Security classes B/T/R/SR: `naskah-dinas.md` 1.6 and 4.3 (SKKAAD). Who does what is the practice of the two SOPs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import PENYUSUN, RANTAI, Naskah, Status

READ, DRAFT, APPROVE, REGISTER, DISPOSE = "membaca", "menyusun", "menyetujui", "mencatat", "mendisposisi"
NUMBER, COPY, SEND, CANCEL, FOLLOW = "menomori", "menyalin", "mengirim", "membatalkan", "menjalankan"
KEEP, CAPTURE, EXPORT = "memberkaskan", "memindai", "mengekspor"
SCHEDULE = "mengubah klasifikasi dan jadwal retensi"
APPRAISE, CONSENT = "menilai arsip", "menyetujui penyusutan arsip"
BORROW, PERMIT = "meminjam", "mengizinkan peminjaman"
TEND = "melihat pengaturan kantor"

_WORKERS = frozenset({"sekretariat", "pejabat", "staf"})
_ROLES = {
    READ: _WORKERS | {"arsiparis", "admin", "pemeriksa"},
    DRAFT: _WORKERS,
    APPROVE: frozenset({"pejabat"}),
    REGISTER: frozenset({"sekretariat"}),
    DISPOSE: frozenset({"pejabat"}),
    NUMBER: frozenset({"sekretariat"}),
    COPY: frozenset({"sekretariat", "arsiparis"}),
    SEND: frozenset({"sekretariat"}),
    CANCEL: frozenset({"sekretariat", "pejabat"}),
    FOLLOW: _WORKERS,
    KEEP: frozenset({"sekretariat", "arsiparis"}),
    SCHEDULE: frozenset({"sekretariat", "arsiparis", "admin"}),
    APPRAISE: frozenset({"pejabat", "arsiparis", "pemeriksa"}),
    CONSENT: frozenset({"pejabat"}),
    CAPTURE: frozenset({"sekretariat", "arsiparis"}),
    EXPORT: frozenset({"arsiparis", "admin"}),
    BORROW: _WORKERS | {"arsiparis", "pemeriksa"},
    PERMIT: frozenset({"sekretariat", "arsiparis", "pejabat"}),
    TEND: frozenset({"arsiparis", "admin"}),
}
_CLEARED = {  # who reads a security class without being named on the naskah
    "": _ROLES[READ],
    "biasa": _ROLES[READ],
    "terbatas": frozenset({"sekretariat", "pejabat", "arsiparis", "pemeriksa"}),
    "rahasia": frozenset({"sekretariat", "arsiparis"}),
    "sangat rahasia": frozenset(),
}
KEAMANAN = ("biasa", "terbatas", "rahasia", "sangat rahasia")
_ALL, _TO_NUMBER = "semua", "menunggu nomor"  # keys of the head of the office, and of who gives numbers
HIDDEN = "(tertutup)"  # where words stand that the reader may not see
_PERMITS = {"biasa": _ROLES[KEEP], "terbatas": frozenset({"pejabat"})}  # who lends paper; of what is secret the head


def may(pejabat: Pejabat, act: str, naskah: Naskah | None = None) -> bool:
    """Whether `pejabat` may `act`, on this naskah where one is given."""
    if not _ROLES[act] & set(pejabat.peran):
        return False
    if naskah is None:
        return True
    return _reads(pejabat, naskah) and (act != CANCEL or _may_cancel(pejabat, naskah))


def readers_of(naskah: Naskah) -> frozenset[str]:
    """By which keys it may be read: its security class, each post it names, the giving of numbers while it waits for
    one. Who has one of them in `keys_of` may read it; an index can keep them beside its words."""
    keamanan = str(naskah.latest.values.get("keamanan", "")).casefold()
    waits = {_TO_NUMBER} if naskah.latest.status is Status.DISAHKAN else set()
    return frozenset({_ALL, f"kelas {keamanan}", *(f"jabatan {post}" for post in named(naskah)), *waits})


@cache
def keys_of(pejabat: Pejabat) -> frozenset[str]:
    """The keys by which he reads; none for who reads nothing."""
    if not _ROLES[READ] & set(pejabat.peran):
        return frozenset()
    if _is_head(pejabat):
        return frozenset({_ALL})
    classes = {f"kelas {keamanan}" for keamanan in _CLEARED if cleared(pejabat, keamanan)}
    numbers = {_TO_NUMBER} if _ROLES[NUMBER] & set(pejabat.peran) else set()
    return frozenset({f"jabatan {pejabat.id}", *classes, *numbers})


def cleared(pejabat: Pejabat, keamanan: str) -> bool:
    """Whether `pejabat` may read what is of this security class without being named on it."""
    return bool(_CLEARED.get(keamanan.casefold(), frozenset()) & set(pejabat.peran)) or _is_head(pejabat)


def is_restricted(naskah: Naskah) -> bool:
    """Whether it is of a class that not everybody may read."""
    return str(naskah.latest.values.get("keamanan", "")).casefold() not in ("", "biasa")


def may_hold(pejabat: Pejabat, naskah: Naskah) -> bool:
    """Whether its original may be taken out by `pejabat`: who is named on it, and the head of the office."""
    return pejabat.id in named(naskah) or _is_head(pejabat)


def strictest(classes: Iterable[str]) -> str:
    """The strictest of these security classes; none said is biasa, one nobody knows is as strict as any."""
    known = [one.casefold() or KEAMANAN[0] for one in classes]
    return max(known, key=lambda one: KEAMANAN.index(one) if one in KEAMANAN else len(KEAMANAN), default=KEAMANAN[0])


def may_permit(pejabat: Pejabat, keamanan: str, borrower: Pejabat | None = None) -> bool:
    """Whether `pejabat` may permit a loan of paper of this class (SKKAAD): the record office what is open, an official
    what is restricted, the head of the office all; nobody his own. What the head borrows, the record office permits,
    since nobody is above him."""
    if borrower and borrower.id == pejabat.id:
        return False
    if borrower and _is_head(borrower):
        return may(pejabat, KEEP)
    return bool(_PERMITS.get(keamanan, frozenset()) & set(pejabat.peran)) or _is_head(pejabat)


def who_permits(keamanan: str, borrower: Pejabat | None = None) -> str:
    """Who `may_permit` names, in words."""
    if keamanan == KEAMANAN[0] or (borrower and _is_head(borrower)):
        return "unit kearsipan atau kepala kantor" if keamanan == KEAMANAN[0] else "unit kearsipan"
    return "pejabat" if keamanan in _PERMITS else "kepala kantor"


def may_stop(pejabat: Pejabat, posts: Collection[str]) -> bool:
    """Whether `pejabat` may cancel a run of an SOP: one of its `posts` (who opened it, or may close its present step),
    the secretariat, or the head of the office."""
    own = pejabat.id in posts or "sekretariat" in pejabat.peran or _is_head(pejabat)
    return may(pejabat, FOLLOW) and own


def _reads(pejabat: Pejabat, naskah: Naskah) -> bool:
    return not keys_of(pejabat).isdisjoint(readers_of(naskah))


def _may_cancel(pejabat: Pejabat, naskah: Naskah) -> bool:
    """The secretariat, the head, and who answers for it: nobody cancels what another signed."""
    return "sekretariat" in pejabat.peran or _is_head(pejabat) or pejabat.id in _answering(naskah)


def _is_head(pejabat: Pejabat) -> bool:
    """The head of the office, to whom every letter is addressed and who answers for all."""
    return "pejabat" in pejabat.peran and pejabat.kepala


def named(naskah: Naskah) -> set[str]:
    """The posts a naskah names: who made it, who approves or is to approve it, to whom it was disposed."""
    latest = naskah.latest
    posts = {latest.by, *_answering(naskah)}
    posts |= {v["id"] for v in latest.values.values() if isinstance(v, dict) and "id" in v}
    for hop in latest.facts.get("disposisi", ()):
        posts |= set(hop["kepada"])
    return posts


def _answering(naskah: Naskah) -> set[str]:
    """Who drafted it, who approves or is to approve it, who wrote a disposisi on it."""
    facts = naskah.latest.facts
    posts = {a.pejabat for a in naskah.latest.approvals} | set(facts.get(RANTAI, ()))
    posts |= {hop["dari"] for hop in facts.get("disposisi", ())}
    return posts | ({facts[PENYUSUN]} if PENYUSUN in facts else set())
