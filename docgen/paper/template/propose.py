"""A document type proposed from its page alone: fields from the tags, approvals and numbering from the anchors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.naskah.doctype import HOP, DocType, Numbering
from docgen.naskah.fields import Field
from docgen.naskah.rule import MARKS, MOST_PARAF, ApprovalRule
from docgen.paper.anchor import list_anchors
from docgen.paper.canonical import unpack
from docgen.paper.package import main_part, parse
from docgen.paper.template.chart_check import propose_charts
from docgen.paper.template.guess import Guess, guess_field, label_of
from docgen.paper.template.uses import Use, read_uses

KLASIFIKASI = "000"  # umum; the office writes its own code
_TITLES = ("perihal", "hal", "judul", "tentang", "kegiatan", "acara", "nama")
_NO_TITLES = ("tempat", "di", "unit", "pembuka", "pengantar", "penutup", "jumlah", "lampiran")
_NAMING = ("text", "nomor", "pilihan", "tanggal")  # kinds a title can be made of
_UNSIGNED = "tempat tanda tangan belum ada; bila naskahnya ditandatangani, buat kontrol konten 'tanda_tangan_<jabatan>'"
_OFFICIAL = Use(parts={"nama": Use()})


@dataclass(frozen=True)
class Proposal:
    """A proposed type, with what a person should look at again."""

    doctype: DocType
    doubts: Mapping[str, str]  # field -> on what its kind rests
    notes: Sequence[str]  # what the page asks for and the type cannot give


def propose_type(docx: bytes, folder: Path, posts: Collection[str], *, nama: str = "", pattern: str = "") -> Proposal:
    """The type that fits the tags and anchors of a page; `docx` must have passed `check_docx`.

    An anchor of a post of the office asks that post, any other the official named in a field of that name. Tags that
    cannot be read are left out.
    """
    parts = unpack(docx)
    nama = nama or label_of(folder.name)
    anchors = list(dict.fromkeys(anchor.name for anchor in list_anchors(parse(parts[main_part(parts)]))))
    guesses = [guess_field(name, use) for name, use in read_uses(parts).items()]
    optional = {one.field.name for one in guesses if one.field.kind == "pejabat" and not one.field.required}
    rules, notes = _chain(anchors, posts, optional)
    guesses = _with_signers(guesses, rules, optional)
    fields = tuple(guess.field for guess in guesses)
    doctype = DocType(
        id=folder.name,
        nama=nama,
        judul=_title(nama, fields),
        klasifikasi=KLASIFIKASI,
        folder=folder,
        fields=fields,
        approvals=rules,
        numbering=Numbering(folder.name, pattern) if pattern and {"nomor", "tanggal"} & {*anchors} else None,
        disposisi=_hops(anchors),
        salinan={"salinan", "salinan_sah"} <= {*anchors},
        grafik=tuple(propose_charts(parts, fields)),
    )
    return Proposal(doctype, {guess.field.name: guess.doubt for guess in guesses if guess.doubt}, notes)


def _chain(
    anchors: Sequence[str], posts: Collection[str], optional: Collection[str]
) -> tuple[tuple[ApprovalRule, ...], list[str]]:
    """The approvals a page has room for: paraf in the order of the page, closed by one tanda tangan.

    Those of `optional` officials are paraf koordinasi, which do not count.
    """
    paraf, signatures = ([_rule(mark, name, posts) for name in _of_mark(anchors, mark)] for mark in MARKS)
    if not signatures:
        unused = [
            f"tempat '{rule.anchor}' belum dipakai: rantai paraf ditutup oleh satu tanda tangan" for rule in paraf
        ]
        return (), [*unused, _UNSIGNED]
    surplus = [rule for rule in paraf if rule.isian not in optional][MOST_PARAF:]
    kept, signer = [rule for rule in paraf if rule not in surplus], signatures[-1]
    notes = [
        *(f"tempat '{rule.anchor}' belum dipakai: paling banyak {MOST_PARAF} paraf" for rule in surplus),
        *(f"tempat '{rule.anchor}' belum dipakai: hanya satu yang menandatangani" for rule in signatures[:-1]),
    ]
    if len(kept) > 1:
        notes.append(f"urutan paraf mengikuti halaman: {', '.join(rule.anchor for rule in kept)}; periksa jenjangnya")
    return (*kept, signer), notes


def _of_mark(anchors: Sequence[str], mark: str) -> Iterator[str]:
    yield from (name.removeprefix(f"{mark}_") for name in anchors if name.startswith(f"{mark}_"))


def _rule(mark: str, name: str, posts: Collection[str]) -> ApprovalRule:
    return ApprovalRule(mark, pejabat=name) if name in posts else ApprovalRule(mark, isian=name)


def _with_signers(guesses: Sequence[Guess], rules: Sequence[ApprovalRule], optional: Collection[str]) -> list[Guess]:
    """Who approves by name of a field must be asked for in the form."""
    left = {rule.isian for rule in rules if rule.mark == "paraf"} & {*optional}
    wanted = dict.fromkeys(rule.isian for rule in rules if rule.isian and rule.isian not in left)
    found = {guess.field.name for guess in guesses}
    official = guess_field("", _OFFICIAL).field
    made = {name: Guess(replace(official, name=name, label=label_of(name))) for name in wanted}
    return [
        *(made.get(guess.field.name, guess) for guess in guesses),
        *(made[name] for name in wanted if name not in found),
    ]


def _title(nama: str, fields: Sequence[Field]) -> str:
    """How lists name a naskah of this type."""
    known = {
        field.name: field.kind
        for field in fields
        if field.kind in _NAMING and field.required and not field.default and field.name not in _NO_TITLES
    }
    named = [name for name in known if name.startswith("nama_")]
    texts = [name for name, kind in known.items() if kind == "text"]
    best = next((name for name in (*_TITLES, *named, *texts, *known) if name in known), "")
    if best in ("perihal", "hal"):
        return f"{{{best}}}"
    head = nama.replace("{", "{{").replace("}", "}}")
    return f"{head} {{{best}}}" if best else head


def _hops(anchors: Collection[str]) -> int:
    """How many rows for instructions are whole."""
    hops = 0
    while all(f"disposisi_{hops + 1}_{part}" in anchors for part in HOP):
        hops += 1
    return hops
