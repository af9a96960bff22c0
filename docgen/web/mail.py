"""What the page of a naskah shows of letters: its disposisi, what it is about, its twins, what was sent of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from docgen.actions.naskah.distributing import copies_of
from docgen.actions.naskah.finding import listing
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.surat.chain import paper_of, sheets_of
from docgen.actions.surat.dispatching import addressee_of, items_of, not_sent
from docgen.actions.surat.disposing import LEMBAR
from docgen.actions.surat.possible import LAPOR, letter_acts
from docgen.actions.surat.registering import CARD, entered_before
from docgen.naskah.bahasa import tanggal
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.web.forms import shown_form

CARA = ("kurir", "pos", "surel", "diambil sendiri")
PROOFS = 30  # naskah that are proposed as the proof of a report


def mail_of(office: Office, naskah: Naskah, *, by: str) -> dict[str, Any]:
    """By the names the templates use."""
    acts, paper = letter_acts(office, naskah, by=by), paper_of(office, naskah, by=by)
    return {
        "tindakan": acts,
        "bukti": proofs(office, by=by) if LAPOR in acts else [],
        "lembar": sheets_of(office, naskah, by=by),
        "perkara": paper,
        "kartu": card(office, paper or naskah),
        "tanpa_pindaian": CARD in naskah.latest.files,
        "kembar": entered_before(office, naskah, by=by) if naskah.jenis == SURAT_MASUK else [],
        "salinan": copies_of(naskah),
        "belum_dikirimi": list(dict.fromkeys(one.label for one in not_sent(naskah))),
        "kiriman": [sent(item) for item in items_of(naskah)],
        "cara": CARA,
    }


def card(office: Office, surat: Naskah) -> list[tuple[str, str]]:
    """What was entered of an incoming letter, label by label; nothing for what is none."""
    if surat.jenis != SURAT_MASUK:
        return []
    fields = [one for one in office.doctype(SURAT_MASUK).fields if not one.kolom]
    said = shown_form(fields, surat.latest.values)
    return [(one.label, _day(said[one.name]) if one.kind == "tanggal" else said[one.name]) for one in fields
            if said[one.name]]  # fmt: skip


def sent(item: dict[str, Any]) -> dict[str, Any]:
    """One thing that was sent, with its days as dates."""
    done = item.get("diterima") or {}
    day = {"tanggal": datetime.fromisoformat(done["tanggal"])} if done else {}
    return {**item, "label": addressee_of(item).label, "at": datetime.fromisoformat(item["at"]), "diterima": done | day}


def proofs(office: Office, *, by: str) -> list[Naskah]:
    """What may be meant as the proof of a report: what moved last, letters and sheets aside."""
    found = listing(office, by=by, limit=2 * PROOFS)
    return [one for one in found if one.jenis not in (SURAT_MASUK, LEMBAR)][:PROOFS]


def _day(written: str) -> str:
    return tanggal(date.fromisoformat(written))
