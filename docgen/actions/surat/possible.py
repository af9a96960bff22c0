"""What an official may do now with a letter, its disposisi and what is sent, so that a screen offers that and no more.

Beside `naskah/possible.py`; the same holds: an offer is no promise, each act judges anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from docgen.actions.naskah.distributing import final_status
from docgen.actions.surat.dispatching import not_sent
from docgen.actions.surat.disposing import LEMBAR, disposable, hops, sheet_in_use
from docgen.actions.surat.outbox import unconfirmed_of
from docgen.actions.surat.receiving import waiting_in
from docgen.naskah.access import DISPOSE, FOLLOW, SEND, may
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

DISPOSISI, TERUSKAN, BACA, LAPOR, TARIK = "disposisi", "teruskan", "baca", "lapor", "tarik"
KIRIM, TERIMA = "kirim", "terima"


def letter_acts(office: Office, naskah: Naskah, *, by: str) -> tuple[str, ...]:
    """The acts of this room that `by` may do, the one that is waited for first; none for who reads as a guest."""
    if not by:
        return ()
    pejabat = office.kantor.official(by)
    parts = (_on_sheet(office, naskah, pejabat), _sending(office, naskah, pejabat), _disposing(office, naskah, pejabat))
    return tuple(act for part in parts for act, offered in part.items() if offered)


def _on_sheet(office: Office, lembar: Naskah, pejabat: Pejabat) -> Mapping[str, bool]:
    rows, doctype = hops(lembar), office.types.get(LEMBAR)
    if lembar.latest.status is not Status.DIDISPOSISIKAN or not rows or doctype is None:
        return {}
    mine, last = [hop for hop in rows if pejabat.id in hop["kepada"]], rows[-1]
    follows = may(pejabat, FOLLOW, lembar)
    return {
        BACA: follows and any(pejabat.id not in hop.get("dibaca", {}) for hop in mine),
        LAPOR: follows and pejabat.id in {one.post for one in waiting_in(lembar)},
        TERUSKAN: bool(mine) and len(rows) < doctype.disposisi and may(pejabat, DISPOSE, lembar),
        TARIK: last["dari"] == pejabat.id and not last.get("dibaca"),
    }


def _sending(office: Office, naskah: Naskah, pejabat: Pejabat) -> Mapping[str, bool]:
    doctype, sends = office.types.get(naskah.jenis), may(pejabat, SEND, naskah)
    issued = doctype is not None and naskah.latest.status is final_status(doctype)
    return {KIRIM: sends and issued and bool(not_sent(naskah)), TERIMA: sends and bool(unconfirmed_of(naskah))}


def _disposing(office: Office, paper: Naskah, pejabat: Pejabat) -> Mapping[str, bool]:
    doctype = office.types.get(LEMBAR)
    ready = doctype is not None and doctype.has_template and disposable(paper) and may(pejabat, DISPOSE, paper)
    sheets = office.archive.list_naskah(jenis=LEMBAR, induk=paper.id) if ready else []
    return {DISPOSISI: ready and sheet_in_use(paper, sheets, pejabat.id) is None}
