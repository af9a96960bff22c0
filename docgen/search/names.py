"""Names as offices print them, with titles and degrees before and behind; and the NIP, in groups or in one run."""

from __future__ import annotations

import re

from docgen.search.text import normal, tokens

_BEFORE = frozenset("prof dr drs dra drg ir h hj kh rd apt".split())
# with a dot behind or inside: Dr., H., S.Sos., M.Si, S.E.M.M.
_DEGREE = re.compile(r"(?:Prof|Drs?|Dra|Drg|Ir|Hj?|KH|Rd|Apt)\.|(?:[SMDA]|Sp)(?:\.[A-Za-z]{1,5})+\.?", re.IGNORECASE)
_NIP = re.compile(r"(\d{8})[\s.]?(\d{6})[\s.]?(\d)[\s.]?(\d{3})")


def is_title(word: str) -> bool:
    """Whether a typed word is a title or degree as it is printed: `Dr.`, `H.`, `S.Sos.`, `M.Si`."""
    parts = word.rstrip(",").split(",")
    return all(_DEGREE.fullmatch(part) for part in parts)


def bare_name(name: str) -> tuple[str, ...]:
    """The tokens of a name without titles and degrees; all tokens where nothing else is left."""
    head, *_ = normal(name).split(",")
    words = [token for word in head.split() if not is_title(word) for token in tokens(word)]
    while words and words[0] in _BEFORE:
        del words[0]
    return tuple(words) or tuple(tokens(name))


def nip_forms(written: str) -> tuple[tuple[str, ...], ...]:
    """The tokens of a NIP in one run and in its groups; () for anything else."""
    found = _NIP.fullmatch(normal(written).strip())
    return (tuple(tokens("".join(found.groups()))), tuple(tokens(" ".join(found.groups())))) if found else ()
