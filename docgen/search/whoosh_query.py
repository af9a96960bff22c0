"""Our query in Whoosh's terms, over the fields of whoosh_index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from whoosh.query import And, AndMaybe, Every, NumericRange, Or, Phrase, Term
from whoosh.query import Query as WhooshQuery

from docgen.search.query import Query
from docgen.search.terms import Terms

EXACT_BOOST = 3.0  # a word exactly as typed against the same root in another form
FAINT = 1e-9  # filters do not rank; Whoosh divides by a boost, so not 0


def translated(query: Query, terms: Terms) -> WhooshQuery:
    """The Whoosh query for `query`: what must hold, and what ranks higher without being needed."""
    needed: list[WhooshQuery] = [Term("akar", wanted) for wanted, _ in terms.words]
    needed += [_side_by_side("kata", phrase) for phrase in terms.phrases]
    needed += [Term("nomor", token) for token in terms.nomor]
    if terms.pejabat:
        needed.append(_side_by_side("pejabat", terms.pejabat, boost=FAINT))
    names = {"jenis": terms.jenis, "status": terms.status, "latest": "" if query.semua_versi else "1"}
    needed += [Term(field, name, boost=FAINT) for field, name in names.items() if name]
    if query.since or query.until:
        since, until = query.since or date.min, query.until or date.max
        needed.append(NumericRange("tanggal", since.toordinal(), until.toordinal(), boost=FAINT))
    better: list[WhooshQuery] = [Term("kata", word, boost=EXACT_BOOST) for _, word in terms.words]
    if len(terms.nomor) > 1:
        better.append(Phrase("nomor", list(terms.nomor), boost=EXACT_BOOST))
    asked = And(needed) if needed else Every()
    return AndMaybe(asked, Or(better)) if better else asked


def _side_by_side(field: str, words: Sequence[str], boost: float = 1.0) -> WhooshQuery:
    return Phrase(field, list(words), boost=boost) if len(words) > 1 else Term(field, words[0], boost=boost)
