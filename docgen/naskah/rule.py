"""Whose paraf and signature a document type asks for, as type.toml declares it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.naskah.fields import Field

MARKS = ("paraf", "tanda_tangan")
MOST_PARAF = 3  # Permendagri 54/2009, annex C: at most three officials in rank order


@dataclass(frozen=True)
class ApprovalRule:
    """One place of the approval chain: a fixed post, or the official named in a field."""

    mark: str
    pejabat: str = ""
    isian: str = ""
    pada_salinan: bool = False  # a paraf that is a party's or a notulis' own signature, so a certified copy shows it

    @property
    def anchor(self) -> str:
        return f"{self.mark}_{self.pejabat or self.isian}"

    def post(self, values: Mapping[str, Any]) -> str:
        """The post whose mark is asked for, given the values of the form."""
        return self.pejabat or str(values[self.isian]["id"])


def asked(rules: Sequence[ApprovalRule], values: Mapping[str, Any]) -> tuple[ApprovalRule, ...]:
    """Those of `rules` that hold for a form with these values, in their order.

    A paraf koordinasi only where an official is named (`naskah-dinas.md` 1.5); no paraf of one who marks the page
    again further up the chain, or signs it.
    """
    named = _named(rules, values)
    last = {rule.post(values): rule for rule in named}
    last |= {rule.post(values): rule for rule in named if rule.mark == "tanda_tangan"}
    return tuple(rule for rule in named if rule.mark == "tanda_tangan" or last[rule.post(values)] is rule)


def asked_twice(
    rules: Sequence[ApprovalRule], fields: Sequence[Field], values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Fields that may be left empty and ask a paraf of one who is asked for his mark anyway, with what to do."""
    optional = {field.name for field in fields if not field.required}
    named = _named(rules, values)
    posts = {rule.post(values) for rule in named if rule.isian not in optional}
    for rule in named:
        post = rule.post(values)
        if rule.isian in optional and post in posts:
            yield rule.isian, f"{post} sudah diminta paraf atau tanda tangannya; pilih pejabat lain atau kosongkan"
        posts.add(post)


def rule_problems(rules: Sequence[ApprovalRule], fields: Sequence[Field]) -> Iterator[str]:
    """What an approval chain may not be, given the fields of its type."""
    officials = {f.name: f.required for f in fields if f.kind == "pejabat"}
    names = {f.name for f in fields}
    for rule in rules:
        if rule.mark not in MARKS:
            yield f"approval: tanda '{rule.mark}' tidak ada; pilih: {', '.join(MARKS)}"
        if bool(rule.pejabat) == bool(rule.isian):
            yield "approval: isi salah satu, 'pejabat' atau 'isian'"
        known = officials if rule.mark == "paraf" else {name for name, required in officials.items() if required}
        if rule.isian and rule.isian not in known:
            yield f"approval: isian '{rule.isian}' harus isian wajib berjenis pejabat"
        if rule.pejabat in names:
            yield f"approval: pejabat '{rule.pejabat}' bernama sama dengan sebuah isian"
    marks = [rule.mark for rule in rules]
    hierarchy = [rule for rule in rules if rule.mark == "paraf" and officials.get(rule.isian, True)]
    if len(hierarchy) > MOST_PARAF:
        yield f"approval: paling banyak {MOST_PARAF} paraf, selain paraf koordinasi (isian pejabat yang tidak wajib)"
    if marks and (marks.count("tanda_tangan") != 1 or marks[-1] != "tanda_tangan"):
        yield "approval: rantai ditutup oleh tepat satu tanda_tangan"


def _named(rules: Sequence[ApprovalRule], values: Mapping[str, Any]) -> list[ApprovalRule]:
    return [rule for rule in rules if rule.pejabat or values.get(rule.isian)]
