"""A lembar disposisi as people follow it: who told whom what, who has read it, what is done, open or late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docgen.actions.naskah.finding import GUEST, belonging
from docgen.actions.surat.disposing import LEMBAR, hops
from docgen.naskah.access import READ, may
from docgen.naskah.disposisi import Hop, asked_of
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

BELUM_DIBACA, DIBACA, DITERUSKAN, SELESAI = "belum dibaca", "sudah dibaca", "diteruskan", "selesai"


@dataclass(frozen=True)
class Receiver:
    """One who was told, and what became of it when."""

    post: str
    keadaan: str
    at: datetime | None
    laporan: str = ""
    bukti: Naskah | None = None  # what he made for it; none where the reader may not read it

    @property
    def menunggu(self) -> bool:
        """Whether he has neither reported nor passed it on."""
        return self.keadaan in (BELUM_DIBACA, DIBACA)


@dataclass(frozen=True)
class Order:
    """One row of the sheet; `lewat` once its last day has passed."""

    dari: str
    at: datetime
    isi: str  # ticks and text, in words
    batas: date | None
    lewat: bool
    kepada: tuple[Receiver, ...]


@dataclass(frozen=True)
class Sheet:
    """A lembar disposisi and its rows."""

    lembar: Naskah
    orders: Sequence[Order]


def sheets_of(office: Office, naskah: Naskah, *, by: str = "") -> list[Sheet]:
    """The sheet itself, or those of this paper that `by` may read and that were not cancelled, first to last."""
    if naskah.jenis == LEMBAR:
        return [Sheet(naskah, orders_of(office, naskah, by=by))]
    sheets = (one for one in belonging(office, naskah, by=by)[::-1] if one.jenis == LEMBAR)
    return [Sheet(one, orders_of(office, one, by=by)) for one in sheets if one.latest.status is not Status.DIBATALKAN]


def paper_of(office: Office, lembar: Naskah, *, by: str = "") -> Naskah | None:
    """What a lembar disposisi is about, if `by` may read it; nothing for what is no lembar."""
    reader = office.kantor.official(by) if by else GUEST
    found = office.archive.naskah_of([lembar.induk]) if lembar.jenis == LEMBAR else {}
    return next((one for one in found.values() if may(reader, READ, one)), None)


def orders_of(office: Office, lembar: Naskah, *, by: str = "") -> list[Order]:
    """The rows of the sheet, first to last, as `by` may see them. Raises NotFound for an unknown post."""
    reader = office.kantor.official(by) if by else GUEST
    return [_order(office, reader, lembar, at) for at in range(len(hops(lembar)))]


def _order(office: Office, reader: Pejabat, lembar: Naskah, row: int) -> Order:
    hop, *later = hops(lembar)[row:]
    batas = date.fromisoformat(hop["batas"]) if hop.get("batas") else None
    asked = lembar.latest.status is Status.DIDISPOSISIKAN
    passed_on = {one["dari"]: datetime.fromisoformat(one["at"]) for one in reversed(later)}
    kepada = tuple(_receiver(office, reader, hop, post, passed_on.get(post)) for post in hop["kepada"])
    lewat = asked and batas is not None and office.now().date() > batas
    return Order(hop["dari"], datetime.fromisoformat(hop["at"]), asked_of(hop), batas, lewat, kepada)


def _receiver(office: Office, reader: Pejabat, hop: Hop, post: str, passed_on: datetime | None) -> Receiver:
    if done := hop.get("selesai", {}).get(post):
        made = office.archive.naskah_of([done["naskah"]]).get(done["naskah"])
        bukti = made if made and may(reader, READ, made) else None
        return Receiver(post, SELESAI, datetime.fromisoformat(done["at"]), done["laporan"], bukti)
    if passed_on:
        return Receiver(post, DITERUSKAN, passed_on)
    read = hop.get("dibaca", {}).get(post)
    return Receiver(post, DIBACA if read else BELUM_DIBACA, datetime.fromisoformat(read) if read else None)
