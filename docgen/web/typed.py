"""What a form sent, read as what it is; all else is judged by the act."""

from __future__ import annotations

from datetime import date

from flask import request

from docgen.actions.naskah.finding import resolve
from docgen.errors import NotReady, StaleVersion
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.web import guard

FIRST, LAST = 1900, 9000  # years a day of an office can have, with room for what is counted from it


def said(name: str) -> str:
    """A text, without the blanks around it; empty where nothing was sent."""
    return str(request.values.get(name, "")).strip()


def number(name: str) -> int:
    """A whole number; 0 where none was sent."""
    return request.values.get(name, 0, type=int)


def year(name: str = "tahun") -> int:
    """A year that a day can have; 0 where none was sent. Raises NotReady."""
    found = number(name)
    if found and not FIRST <= found <= LAST:
        raise NotReady(f"Tahun {found} tidak dapat dibuka.", ["tulis tahun dengan empat angka, misalnya 2019"])
    return found


def day(name: str) -> date | None:
    """A day; None where none was sent. Raises NotReady."""
    typed = said(name)
    try:
        found = date.fromisoformat(typed) if typed else None
    except ValueError:
        found = date.min
    if found and not FIRST <= found.year <= LAST:
        raise NotReady(f"Tanggal '{typed}' tidak dapat dibaca.", ["tulis seperti 31-01-2019"])
    return found


def named_naskah(name: str) -> list[Naskah]:
    """The naskah of a field with one on a line, as the visitor may read them; raises NotFound, NotAllowed."""
    lines = [line.strip() for line in said(name).splitlines() if line.strip()]
    return [resolve(guard.office(), line, by=guard.post()) for line in lines]


def naskah_as_read(office: Office, name: str) -> Naskah:
    """The naskah, if the page that sent its number as `dibaca` showed its newest version; raises StaleVersion."""
    naskah = resolve(office, name, by=guard.post())
    latest = naskah.latest
    if said("dibaca") != str(latest.number):
        raise StaleVersion(naskah.id, act=latest.act, by=latest.by, at=latest.at, number=latest.number)
    return naskah
