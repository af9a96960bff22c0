"""Other ways to write what was typed: a date in words or figures, a NIP in groups, a month in roman, a synonym."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.search.engine.nodes import Near, Node, Term
from docgen.search.moments import ROMAN, moment
from docgen.search.names import nip_forms
from docgen.search.synonyms import LONGEST, Synonyms, Words
from docgen.search.text import root, tokens

MOMENT_BOOST = 8.0  # a word: a day in another form counts as what was typed does wherever it counts
SYNONYM_BOOST = 0.1  # what was typed must rank above what means the same
_FIGURES = {str(number): name for name, number in ROMAN.items()}
_MONTHS = {**_FIGURES, **{name: number for number, name in _FIGURES.items()}}


def near(field: str, words: Sequence[str], boost: float = 1.0) -> Node:
    """These tokens side by side; of one, that it is there."""
    return Near(field, tuple(words), boost) if len(words) > 1 else Term(field, words[0], boost)


def spans(words: Sequence[str], synonyms: Synonyms) -> Iterator[tuple[Sequence[str], tuple[Node, ...]]]:
    """Typed words in runs that have another form together, the longest first, with the nodes of these forms."""
    at = 0
    while at < len(words):
        widths = range(min(LONGEST, len(words) - at), 0, -1)
        found = ((width, other_forms(words[at : at + width], synonyms)) for width in widths)
        width, forms = next(((width, forms) for width, forms in found if forms), (1, ()))
        yield words[at : at + width], forms
        at += width


def other_forms(words: Sequence[str], synonyms: Synonyms) -> tuple[Node, ...]:
    """Nodes for what these words together may also be written as."""
    written = " ".join(words)
    typed = tuple(tokens(written))
    found = [Term("waktu", name, MOMENT_BOOST * len(typed)) for name in (moment(written),) if name]
    same = [form for form in nip_forms(written) if form != typed]
    same += [other_month(typed)] if len(words) == 1 and other_month(typed) else []
    means = synonyms.get(typed, ())
    return (*found, *(near("kata", form) for form in same), *(_synonym(form) for form in means))


def other_month(typed: Words) -> Words:
    """A number with its month before the year in roman where it was in figures, or the other way; () for any other."""
    if len(typed) < 3 or len(typed[-1]) != 4 or not typed[-1].isdecimal() or typed[-2] not in _MONTHS:
        return ()
    return (*typed[:-2], _MONTHS[typed[-2]], typed[-1])


def _synonym(words: Words) -> Node:
    one = len(words) == 1
    return Term("akar", root(words[0]), SYNONYM_BOOST) if one else Near("kata", words, SYNONYM_BOOST)
