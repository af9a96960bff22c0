"""What a decision in an SOP rests on: the paraf or signature on the naskah itself, of who closes the step.

An SOP row as 'draf terparaf' (SOP 470, steps 6 and 7; SOP 010, step 5) says what stands on the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.errors import NotReady
from docgen.naskah.approval import CHANGEABLE, OPEN, waiting_for, wording
from docgen.naskah.records import Naskah, Status
from docgen.naskah.rule import ApprovalRule
from docgen.office import Office
from docgen.sop.flow import Step

_COMMANDS = {"paraf": "paraf", "tanda_tangan": "tandatangan"}
_SIGNED = (Status.DISAHKAN, Status.TERBIT)


def demand_marked(office: Office, step: Step, naskah: Iterable[Naskah], *, by: str) -> None:
    """Raise NotReady naming every one of `naskah` that waits for the mark of `by`, with the command that gives it.

    One signed on paper bears none of ours and is well all the same.
    """
    problems = [
        problem
        for one in naskah
        for rule in _asked_of(office, one, by)
        if one.latest.status in CHANGEABLE and rule.anchor not in {given.anchor for given in one.latest.approvals}
        for problem in _unmarked(office, one, rule, by)
    ]
    if problems:
        raise NotReady(f"Langkah '{step.id}' ({step.kegiatan}) belum dapat ditutup:", problems)


def demand_reviewed(office: Office, step: Step, naskah: Iterable[Naskah], reviewed: Iterable[Naskah]) -> None:
    """Raise NotReady for a naskah of another type than what was handed in: a decision is on that. The very same, or
    what came of it on paper; a scan of it is a file and of no type."""
    handed_in = {one.jenis: one.id for one in reviewed if office.doctype(one.jenis).has_template}
    strange = [one for one in naskah if handed_in and office.doctype(one.jenis).has_template]
    problems = [
        f"{_called(office, one)} bukan yang diserahkan untuk diteliti: {', '.join(handed_in.values())}"
        for one in strange
        if one.jenis not in handed_in
    ]
    if problems:
        raise NotReady(f"Langkah '{step.id}' ({step.kegiatan}) belum dapat ditutup:", problems)


def demand_own(step: Step, naskah: Iterable[Naskah], *, by: str) -> None:
    """Raise NotReady for a returned naskah that was not mended, and for a lembar disposisi without a word of `by`."""
    problems = [
        f"naskah {one.id} dikembalikan dan belum diperbaiki: docgen naskah revisi {one.id}"
        for one in naskah
        if one.latest.status is Status.DIKEMBALIKAN
    ]
    problems += [
        f"lembar disposisi {one.id} belum memuat disposisi dari {by}: docgen disposisi teruskan {one.id}"
        for one in naskah
        if (hops := one.latest.facts.get("disposisi")) and all(hop["dari"] != by for hop in hops)
    ]
    if problems:
        raise NotReady(f"Langkah '{step.id}' ({step.kegiatan}) belum dapat ditutup:", problems)


def demand_unsigned(office: Office, step: Step, outcome: str, naskah: Iterable[Naskah], *, by: str) -> None:
    """Raise NotReady naming every one of `naskah` that `by` marks and that is signed: its words are fixed, so the work
    cannot be sent back."""
    signed = [one for one in naskah if one.latest.status in _SIGNED and any(_asked_of(office, one, by))]
    if signed:
        raise NotReady(
            f"Langkah '{step.id}' ({step.kegiatan}) tidak dapat ditutup dengan hasil '{outcome}':",
            [
                f"{_called(office, one)} sudah {one.latest.status}; pilih hasil lain, atau batalkan dahulu naskahnya: "
                f"docgen naskah batalkan {one.id} --dibaca SIDIK --alasan '…'"
                for one in signed
            ],
        )


def _asked_of(office: Office, naskah: Naskah, post: str) -> Iterator[ApprovalRule]:
    """The places of its approval chain that are for this post."""
    doctype = office.types.get(naskah.jenis)
    values = naskah.latest.values
    return (rule for rule in (doctype.asked(values) if doctype else ()) if rule.post(values) == post)


def _unmarked(office: Office, naskah: Naskah, rule: ApprovalRule, by: str) -> Iterator[str]:
    version, mark = naskah.latest, wording(rule.mark)
    yield f"{_called(office, naskah)} belum memuat {mark} {by}"
    waiting = waiting_for(office.doctype(naskah.jenis), version)
    if version.status not in OPEN:
        yield f"naskah itu {version.status}; tunggu sampai diperbaiki: docgen naskah revisi {naskah.id}"
    elif waiting != f"{mark} {by}":
        yield f"naskah itu sekarang menunggu {waiting}"
    yield f"baca, lalu: docgen naskah {_COMMANDS[rule.mark]} {naskah.id} --dibaca SIDIK --sebagai {by}"


def _called(office: Office, naskah: Naskah) -> str:
    return f"{office.doctype(naskah.jenis).nama} {naskah.id}"
