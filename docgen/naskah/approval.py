"""Who is next, who may still act, and what an act does to the state of a naskah.

Paraf of at most three officials in rank order before the signature: Permendagri 54/2009, annex C. What an official
signs himself needs no paraf of his. A change of the words clears every paraf: one answers for exactly what one read.
"""

from __future__ import annotations

from datetime import date, datetime

from docgen.errors import NotReady, NotYourTurn
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah, Status, Version
from docgen.naskah.rule import ApprovalRule

OPEN = (Status.DRAF, Status.TERPARAF)  # may be approved or returned
AWAITING = (*OPEN, Status.DISAHKAN)  # may wait for somebody's paraf, signature or number
CHANGEABLE = (*OPEN, Status.DIKEMBALIKAN)  # its words may still change


def day_of(naskah: Naskah) -> date:
    """The date it bears; without one, the day of the last signature or disposisi on it. To be put on a shelf or
    scanned years later makes it no younger; only what nobody has marked is as old as its newest act."""
    latest = naskah.latest
    marked = [approval.at for approval in latest.approvals]
    marked += [datetime.fromisoformat(hop["at"]) for hop in latest.facts.get("disposisi", ()) if "at" in hop]
    return naskah.tanggal or max(marked, default=latest.at).date()


def next_rule(doctype: DocType, version: Version) -> ApprovalRule | None:
    """The approval the chain waits for, in the order of type.toml."""
    given = {approval.anchor for approval in version.approvals}
    return next((rule for rule in doctype.asked(version.values) if rule.anchor not in given), None)


def next_pejabat(doctype: DocType, version: Version) -> str:
    """The post whose mark is awaited; empty when nobody's is."""
    rule = next_rule(doctype, version) if version.status in OPEN else None
    return rule.post(version.values) if rule else ""


def waiting_for(doctype: DocType, version: Version) -> str:
    """What the naskah waits for, in words: `paraf sekretaris`, `nomor dari tata usaha`; empty when for nothing."""
    post = next_pejabat(doctype, version)
    rule = next_rule(doctype, version)
    if post and rule:
        return f"{wording(rule.mark)} {post}"
    return "nomor dari tata usaha" if awaits_nomor(doctype, version) else ""


def awaits_nomor(doctype: DocType, version: Version) -> bool:
    """Whether the naskah may have its number now: signed, or a type that nobody signs."""
    ready = version.status is (Status.DISAHKAN if doctype.approvals else Status.DRAF)
    return ready and doctype.numbered_after_signing


def chain(doctype: DocType, version: Version) -> tuple[str, ...]:
    """The posts of the whole approval chain."""
    return tuple(rule.post(version.values) for rule in doctype.asked(version.values))


def awaited(doctype: DocType, version: Version, *, mark: str, pejabat: str) -> ApprovalRule:
    """The rule that `pejabat` fulfils by `mark` now; raises NotReady or NotYourTurn."""
    demand_status(version, OPEN, "diparaf atau ditandatangani")
    rule = next_rule(doctype, version)
    if rule is None:
        raise NotYourTurn(f"Naskah {version.naskah_id} tidak menunggu persetujuan siapa pun.")
    post = rule.post(version.values)
    if (post, rule.mark) != (pejabat, mark):
        raise NotYourTurn(f"Naskah {version.naskah_id} sekarang menunggu {wording(rule.mark)} dari {post}.")
    return rule


def status_after(doctype: DocType, version: Version, rule: ApprovalRule) -> Status:
    """The state once `rule` is fulfilled."""
    return Status.DISAHKAN if rule.mark == "tanda_tangan" else Status.TERPARAF


def demand_status(version: Version, allowed: tuple[Status, ...], what: str) -> None:
    """Raise NotReady unless the naskah stands at one of `allowed`."""
    if version.status not in allowed:
        raise NotReady(
            f"Naskah {version.naskah_id} berstatus {version.status}, tidak dapat {what}.",
            [f"yang dapat: naskah berstatus {', '.join(allowed)}"],
        )


def wording(mark: str) -> str:
    return mark.replace("_", " ")
