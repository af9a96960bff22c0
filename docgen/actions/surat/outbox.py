"""What is still to leave the house, and what left it and nobody has confirmed: the tray of who sends."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.actions.naskah.distributing import Addressee, final_status
from docgen.actions.naskah.finding import GUEST
from docgen.actions.surat.dispatching import EKSPEDISI, Item, items_of, not_sent, unsent
from docgen.naskah.access import READ, may
from docgen.naskah.records import Naskah, Status
from docgen.office import Office


@dataclass(frozen=True)
class ToSend:
    """An issued naskah and those who were not sent it yet."""

    naskah: Naskah
    kepada: tuple[Addressee, ...]


@dataclass(frozen=True)
class Unconfirmed:
    """One thing that was sent and has no receipt."""

    naskah: Naskah
    item: Item


def to_send(office: Office, *, by: str = "") -> list[ToSend]:
    """What `by` may read and is not sent to all it is for, what waits longest first."""
    reader = office.kantor.official(by) if by else GUEST
    return [ToSend(one, tuple(not_sent(one))) for one in unsent(office) if may(reader, READ, one)]


def unconfirmed(office: Office, *, by: str = "") -> list[Unconfirmed]:
    """What `by` may read and was sent without a receipt so far, what was sent first at the head.

    Also of what was cancelled since: it has to be asked back.
    """
    reader = office.kantor.official(by) if by else GUEST
    statuses = {Status.DIBATALKAN, *map(final_status, office.types.values())}
    issued = office.archive.contents(*sorted(statuses))
    ids = [one.naskah_id for one in issued if any(_open(item) for item in one.facts.get(EKSPEDISI, ()))]
    found = [one for one in office.archive.naskah_of(ids).values() if may(reader, READ, one)]
    items = (Unconfirmed(one, item) for one in found for item in unconfirmed_of(one))
    return sorted(items, key=lambda one: (one.item["at"], one.naskah.id, one.item["nomor"]))


def unconfirmed_of(naskah: Naskah) -> list[Item]:
    """What was sent of one naskah without a receipt so far."""
    return [item for item in items_of(naskah) if _open(item)]


def _open(item: Item) -> bool:
    return not item.get("diterima")
