"""Ekspedisi: an issued naskah goes out to everyone it is for, and the receipts come back (`naskah-dinas.md` 4.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from docgen.actions.naskah.batch import Progress, RowResult, silent
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.distributing import Addressee, addressees, addressees_in, final_status
from docgen.actions.naskah.filing import Act, as_read, demand_read, file_blobs, next_version
from docgen.actions.naskah.together import carry_out
from docgen.actions.naskah.uploads import LARGEST_SCAN
from docgen.archive.transaction import Transaction
from docgen.errors import NotFound, NotReady
from docgen.naskah.access import SEND
from docgen.naskah.approval import waiting_for
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah, Status, Version
from docgen.office import Office
from docgen.paper.guard import sniff

EKSPEDISI = "ekspedisi"  # fact of a version: what was sent, first to last
SENT = "dikirim"
_PROOFS = ("pdf", "jpg", "png")

Item = dict[str, Any]  # nomor, kepada, sebagai, cara, at, oleh; diterima (oleh, tanggal, berkas) once it was received


@dataclass(frozen=True)
class TandaTerima:
    """Who received what was sent, on which day (today by default), and the scan of his signature where there is one."""

    oleh: str
    tanggal: date | None = None
    bukti: bytes | None = None


def send(
    office: Office, naskah_id: str, *, read: str, by: str, kepada: Sequence[str] = (), cara: str = ""
) -> tuple[Naskah, list[Item]]:
    """Note that the naskah goes out to `kepada`, by default to everyone it is for who was not sent it yet.

    Returns the naskah as filed and what was sent now. Names are compared without spaces and case. Raises
    StaleVersion, NotAllowed; NotReady before the naskah is issued or once it is cancelled, for names it is not for
    and for those who were sent it already, all at once.
    """
    naskah = office.archive.naskah(naskah_id)
    done = dispatched(office, naskah, read=read, by=by, kepada=kepada, cara=cara)
    file_blobs(office, done, {}, office.archive.text(naskah_id, naskah.latest.number))
    return done, items_of(done)[len(items_of(naskah)) :]


def send_many(
    office: Office, lines: Sequence[Line], *, by: str, cara: str = "", whole: bool = False, progress: Progress = silent
) -> list[RowResult]:
    """Note that every naskah of the list goes out to everyone it is for and who was not sent it yet; one result a line.

    All in one transaction; with `whole` nothing is filed when any line is refused. Raises NotAllowed, NotReady for an
    empty or endless list.
    """
    office.demand(by, SEND)

    def judge(naskah: Naskah, read: str) -> Act:
        done = dispatched(office, naskah, read=read, by=by, cara=cara)
        return partial(_put, naskah=done, text=office.archive.text(naskah.id, naskah.latest.number))

    return carry_out(office, lines, judge, by=by, whole=whole, progress=progress)


def dispatched(
    office: Office, naskah: Naskah, *, read: str, by: str, kepada: Sequence[str] = (), cara: str = ""
) -> Naskah:
    """The naskah with what is sent now, not yet filed; every judgement on sending is made here. Raises as `send`."""
    demand_read(office, naskah, read)
    office.demand(by, SEND, naskah)
    doctype = office.doctype(naskah.jenis)
    _demand_issued(doctype, naskah.latest)
    _demand_addressees(doctype, naskah)
    chosen = _named(naskah, kepada) if kepada else _all_left(naskah)
    version = next_version(office, naskah, SENT, by)
    said = {"cara": " ".join(cara.split()), "at": version.at.isoformat(), "oleh": by}
    before = items_of(naskah)
    now = [
        {"nomor": number, "kepada": one.kepada, "sebagai": one.sebagai, **said}
        for number, one in enumerate(chosen, len(before) + 1)
    ]
    return replace(naskah, latest=_with_items(version, [*before, *now]))


def note_receipt(office: Office, naskah_id: str, nomor: int, tanda: TandaTerima, *, read: str, by: str) -> Naskah:
    """Note who received the item `nomor` of what was sent, and keep the scan of his receipt as it came.

    Also for a naskah that was cancelled since: it has to be asked back from him. Raises StaleVersion, NotAllowed,
    NotFound for a number never sent; NotReady, with every problem, without a name, for a day before the sending or
    after today, for a scan that is no PDF, JPG or PNG, and for a second receipt.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, SEND, naskah)
    item = _item(naskah, nomor)
    version = next_version(office, naskah, "dicatat penerimaannya", by)
    on = tanda.tanggal or version.at.date()
    problems = [*_problems(tanda), *_wrong_day(item, on, version.at.date())]
    if problems:
        raise NotReady(f"Tanda terima kiriman {nomor} naskah {naskah_id} belum dapat dicatat.", problems)
    scan = {f"tanda-terima-{nomor:02}.{sniff(tanda.bukti)}": tanda.bukti} if tanda.bukti else {}
    received = {"oleh": " ".join(tanda.oleh.split()), "tanggal": on.isoformat(), "berkas": next(iter(scan), "")}
    rows = [{**one, "diterima": received} if one is item else one for one in items_of(naskah)]
    digests = {path: hashlib.sha256(blob).hexdigest() for path, blob in scan.items()}
    version = replace(_with_items(version, rows), files={**version.files, **digests})
    words = office.archive.text(naskah_id, naskah.latest.number)
    return file_blobs(office, replace(naskah, latest=version), scan, words)


def items_of(naskah: Naskah) -> list[Item]:
    """What was sent of a naskah, first to last."""
    return list(naskah.latest.facts.get(EKSPEDISI, ()))


def addressee_of(item: Item) -> Addressee:
    """To whom an item went, and as what."""
    return Addressee(item["kepada"], item["sebagai"])


def not_sent(naskah: Naskah) -> list[Addressee]:
    """Those it is for who were not sent it yet; one named twice is to get it twice."""
    return _left(naskah.latest.values, naskah.latest.facts)


def unsent(office: Office) -> list[Naskah]:
    """Everything that may leave the house and was not sent to all it is for, what waits longest first."""
    final = {name: final_status(doctype) for name, doctype in office.types.items()}
    found = office.archive.still_open(_is_left, Status.DISAHKAN, Status.TERBIT).values()
    return sorted((one for one in found if final.get(one.jenis) is one.latest.status), key=lambda one: one.latest.at)


def _is_left(values: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return bool(_left(values, facts))


def _left(values: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Addressee]:
    left = addressees_in(values, facts)
    for item in facts.get(EKSPEDISI, ()):
        if addressee_of(item) in left:
            left.remove(addressee_of(item))
    return left


def _put(tx: Transaction, *, naskah: Naskah, text: str) -> Naskah:
    tx.file(naskah, {}, text=text)
    return naskah


def _with_items(version: Version, items: Sequence[Item]) -> Version:
    return replace(version, facts={**version.facts, EKSPEDISI: list(items)})


def _demand_issued(doctype: DocType, version: Version) -> None:
    final = final_status(doctype)
    if version.status is final:
        return
    head = f"Naskah {version.naskah_id} berstatus {version.status}, tidak dapat dikirim."
    if version.status is Status.DIBATALKAN:
        raise NotReady(head, ["buat naskah penggantinya, dan kirim yang itu sesudah terbit"])
    waiting = waiting_for(doctype, version)
    raise NotReady(head, [f"menunggu {waiting}" if waiting else f"yang dapat: naskah berstatus {final}"])


def _demand_addressees(doctype: DocType, naskah: Naskah) -> None:
    if not addressees(naskah):
        remedy = f"buat dahulu salinannya: docgen naskah salinan {naskah.id} --kepada '…'"
        raise NotReady(f"Naskah {naskah.id} tidak menyebut penerima.", [remedy] if doctype.salinan else [])


def _all_left(naskah: Naskah) -> list[Addressee]:
    if left := not_sent(naskah):
        return left
    raise NotReady(f"Naskah {naskah.id} sudah dikirim kepada semua penerimanya:", map(_sent_when, items_of(naskah)))


def _named(naskah: Naskah, kepada: Sequence[str]) -> list[Addressee]:
    """Those of `kepada` who were not sent it yet; raises NotReady naming every other one, and those there are."""
    left, wanted = not_sent(naskah), {_bare(name) for name in kepada}
    chosen = [one for one in left if wanted & _names(one)]
    refused = wanted - {name for one in chosen for name in _names(one)}
    again = [item for item in items_of(naskah) if refused & _names(addressee_of(item))]
    strange = refused - {name for item in again for name in _names(addressee_of(item))}
    problems = [f"sudah dikirim kepada {_sent_when(item)}" for item in again]
    problems += [f"'{name}' tidak ada di antara penerimanya" for name in kepada if _bare(name) in strange]
    problems += [f"penerimanya: {'; '.join(one.label for one in addressees(naskah))}"] if strange else []
    if problems:
        raise NotReady(f"Naskah {naskah.id} tidak dikirim.", problems)
    return chosen


def _names(one: Addressee) -> set[str]:
    return {_bare(one.kepada), _bare(one.label)}


def _bare(name: str) -> str:
    """A name as it compares: however it is spaced, in capitals or not."""
    return "".join(name.split()).casefold()


def _sent_when(item: Item) -> str:
    how = f", {item['cara']}" if item["cara"] else ""
    return f"{addressee_of(item).label} pada {datetime.fromisoformat(item['at']):%d-%m-%Y pukul %H.%M}{how}"


def _item(naskah: Naskah, nomor: int) -> Item:
    """The item of this number, sent and not yet received."""
    sent = {item["nomor"]: item for item in items_of(naskah)}
    if nomor not in sent:
        there = "; ".join(f"{number} {addressee_of(item).label}" for number, item in sent.items())
        hint = f"Yang dikirim: {there}." if sent else f"Kirim dahulu: docgen ekspedisi kirim {naskah.id}."
        raise NotFound(f"Kiriman naskah {naskah.id}", nomor, hint)
    if done := sent[nomor].get("diterima"):
        raise NotReady(
            f"Kiriman {nomor} naskah {naskah.id} sudah diterima {done['oleh']} "
            f"pada {date.fromisoformat(done['tanggal']):%d-%m-%Y}.",
            [f"periksa nomor kirimannya: docgen naskah lihat {naskah.id}"],
        )
    return sent[nomor]


def _problems(tanda: TandaTerima) -> Iterator[str]:
    if not tanda.oleh.strip():
        yield "nama penerima belum diisi: --oleh 'Nama, jabatan'"
    if tanda.bukti is None:
        return
    if len(tanda.bukti) > LARGEST_SCAN:
        yield f"berkas bukti lebih besar dari {LARGEST_SCAN // 1024**2} MiB"
    elif sniff(tanda.bukti) not in _PROOFS:
        yield "berkas bukti kosong atau bukan PDF, JPG atau PNG; pindai ulang atau simpan sebagai PDF"


def _wrong_day(item: Item, on: date, today: date) -> Iterator[str]:
    sent = datetime.fromisoformat(item["at"]).date()
    if on < sent:
        yield f"tanggal terima {on:%d-%m-%Y} sebelum dikirim, {sent:%d-%m-%Y}"
    if on > today:
        yield f"tanggal terima {on:%d-%m-%Y} belum tiba"
