"""The lines above a signature: who signs, in whose name, by what right (Permendagri 54/2009, annex C).

    KEPALA DINAS …,          a.n. KEPALA DINAS …      a.n. KEPALA DINAS …       Plt. SEKRETARIS DINAS …
                             SEKRETARIS,              SEKRETARIS                KEPALA BIDANG …,
                                                      u.b.
                                                      KEPALA SUB BAGIAN …,

The comma closes the last title, whoever's it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

Official = Mapping[str, Any]

_OFFICE_WORDS = 3  # of a title: fewer alike at the end are no name of an office
_TYPED = re.compile(r"(\w+)(?:\s+u\.?b\.?\s+(\w+))?(?:\s+a\.?n\.?\s+(\w+))?", re.IGNORECASE)


def own_block(jabatan: str, sebutan: str = "", jabatan_asal: str = "") -> list[str]:
    """The lines of an official who signs for his own post, or as Plt., Plh. or Pj. of another."""
    title = f"{sebutan} {jabatan.upper()}".strip()
    return [title, f"{jabatan_asal.upper()},"] if jabatan_asal else [f"{title},"]


def read_signer(typed: str, officials: Mapping[str, Official]) -> dict[str, Any]:
    """Who signs, typed as a post, `sekretaris a.n. kepala_dinas` or `kasubag u.b. sekretaris a.n. kepala_dinas`.

    Raises ValueError for another form, an unknown post, or a delegation that skips a rank: a.n. goes one rank
    down, u.b. two. Ranks are checked where kantor.toml names the `atasan` of a post.
    """
    found = _TYPED.fullmatch(typed.strip())
    if not found:
        raise ValueError(f"'{typed}' tidak terbaca; tulis jabatan, atau: sekretaris a.n. kepala_dinas")
    post, middle, principal = found.groups()
    for name in filter(None, (post, middle, principal)):
        if name not in officials:
            raise ValueError(f"pejabat '{name}' tidak ada di kantor.toml; pilih: {', '.join(officials)}")
    if middle and not principal:
        raise ValueError(f"u.b. hanya dipakai bersama a.n.; tulis: {post} u.b. {middle} a.n. kepala_dinas")
    signer = dict(officials[post])
    if principal:
        _demand_rank(officials, [post, *([middle] if middle else []), principal])
        head = officials[principal]["jabatan"].upper()
        between = [_within(officials[middle]["jabatan"].upper(), head), "u.b."] if middle else []
        own = [_within(line, head) for line in signer["blok"]]
        signer |= {"blok": [f"a.n. {head}", *between, *own], "tertulis": typed.strip()}
    return signer


def _within(title: str, head: str) -> str:
    """A title without the name of the office, which the line above has said: `SEKRETARIS,`."""
    comma = "," if title.endswith(",") else ""
    words, office = title.removesuffix(",").split(), head.split()
    same = 0
    while same < min(len(words), len(office)) - 1 and words[-1 - same] == office[-1 - same]:
        same += 1
    return " ".join(words[: len(words) - same] if same >= _OFFICE_WORDS else words) + comma


def _demand_rank(officials: Mapping[str, Official], line: list[str]) -> None:
    for lower, upper in pairwise(line):
        known = officials[lower].get("atasan")
        if known and known != upper:
            raise ValueError(f"{lower} tidak dapat bertindak atas nama {upper}; atasan langsungnya {known}")
        if not known and officials[upper].get("atasan"):
            raise ValueError(f"{lower} tidak dapat bertindak atas nama {upper}; {upper} bukan atasannya")
