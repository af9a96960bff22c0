"""A jenis named as people name it: by its id, its whole name, or as much of either as leaves no doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard

from docgen.errors import BadQuery
from docgen.naskah.access import keys_of
from docgen.naskah.pejabat import Pejabat
from docgen.office import Office
from docgen.search.parts import Filter, Leaf, Part, changed, leaves
from docgen.search.query import Index, Query
from docgen.search.terms import name_of
from docgen.search.text import tokens


def with_jenis(office: Office, index: Index, reader: Pejabat, query: Query) -> Query:
    """The same question with every jenis in it by its id.

    Raises BadQuery that lists what is meant by one that fits several, or what there is when it fits none.
    """
    asked = {leaf.value for leaf in leaves(query.wanted) if _is_jenis(leaf)}
    if all(name_of(value) in office.types for value in asked):
        return query
    names = _names(office, index, reader)
    meant = {value: _meant(value, names) for value in asked}
    if problems := [_problem(value, ids, names) for value, ids in sorted(meant.items()) if len(ids) != 1]:
        raise BadQuery(problems)

    def named(leaf: Leaf) -> Part:
        return Filter("jenis", meant[leaf.value][0]) if _is_jenis(leaf) else leaf

    return replace(query, wanted=changed(query.wanted, named))


def begins(said: str, typed: str) -> bool:
    """Whether the typed tokens stand side by side in `said`, the last of them perhaps only begun."""
    held, wanted = tokens(said), tokens(typed)
    return any(opens(held[at:], wanted) for at in range(len(held)))


def opens(held: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether `held` begins with the wanted tokens, the last of them perhaps only begun."""
    if not wanted:
        return True
    *whole, begun = wanted
    return list(held[: len(whole)]) == whole and any(one.startswith(begun) for one in held[len(whole) : len(wanted)])


def _is_jenis(leaf: Leaf) -> TypeGuard[Filter]:
    return isinstance(leaf, Filter) and leaf.name == "jenis"


def _names(office: Office, index: Index, reader: Pejabat) -> dict[str, str]:
    """The types of the office by id, and those that only its older naskah have and the reader may see."""
    seen = index.search(Query(semua_versi=True), 0, keys=keys_of(reader), facets=("jenis",)).facets["jenis"]
    declared = {jenis: doctype.nama for jenis, doctype in office.types.items()}
    return dict(sorted((dict.fromkeys(seen, "") | declared).items()))


def _meant(value: str, names: Mapping[str, str]) -> list[str]:
    whole = [jenis for jenis, name in names.items() if name_of(value) in (name_of(jenis), name_of(name))]
    return whole or [jenis for jenis, name in names.items() if begins(jenis, value) or begins(name, value)]


def _problem(value: str, ids: Collection[str], names: Mapping[str, str]) -> str:
    if not ids:
        return f"jenis:{value} tidak dikenal; pilih {', '.join(names)}"
    listed = ", ".join(f"{jenis} ({names[jenis]})" if names[jenis] else jenis for jenis in ids)
    return f"jenis:{value} dapat berarti {listed}; tulis salah satunya"
