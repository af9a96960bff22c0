"""The code of one printed page: which naskah, which version, which page of how many; what its QR says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.naskah.kode import ALPHABET, ID_LENGTH, READ_AS, read_kode

_BODY = re.compile(rf"([{ALPHABET}]{{{ID_LENGTH}}})-(\d{{2,4}})-([1-9]\d{{0,3}})\.([1-9]\d{{0,3}})", re.ASCII)
_LIKE = re.compile(rf"[0-9A-Z]{{{ID_LENGTH}}}-[0-9A-Z.-]{{4,20}}", re.ASCII)
_SYMBOLS = f"{ALPHABET}-."  # the signs between count too: one typed at the wrong place is found out
_PRIME = 1021  # below 32 x 32, above the symbols: finds every wrong character and every swap of neighbours


@dataclass(frozen=True)
class PageCode:
    """What a code says; `page` and `pages` are 0 where it names only the version, as on older prints."""

    naskah_id: str
    number: int
    page: int = 0
    pages: int = 0


def kode_halaman(naskah_id: str, number: int, page: int, pages: int) -> str:
    """The code of one page, e.g. `7K3MQ9XZ1A-03-2.4-XX`; the last two characters check the rest."""
    body = f"{naskah_id}-{number:02}-{page}.{pages}"
    return f"{body}-{_check(body)}"


def read_kode_halaman(code: str) -> PageCode | None:
    """What a code says however it was typed, also one without a page; None when it cannot be one."""
    typed = code.strip().upper().translate(READ_AS)
    body, _, check = typed.rpartition("-")
    said = _BODY.fullmatch(body)
    if said is None:
        version = read_kode(code)
        return PageCode(*version) if version else None
    naskah_id, number, page, pages = said[1], *map(int, said.groups()[1:])
    whole = f"{naskah_id}-{number:02}-{page}.{pages}" == body and page <= pages
    return PageCode(naskah_id, number, page, pages) if whole and _check(body) == check else None


def looks_like_kode(text: str) -> bool:
    """Whether it was meant as a code of ours, right or damaged, and not as any other QR on a page."""
    return bool(_LIKE.fullmatch(text.strip().upper()))


def _check(body: str) -> str:
    value = 0
    for char in body:
        value = (value * len(_SYMBOLS) + _SYMBOLS.index(char)) % _PRIME
    return ALPHABET[value // 32] + ALPHABET[value % 32]
