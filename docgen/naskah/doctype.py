"""A document type: one folder of templates_docx/ read into one frozen record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration, InvalidForm
from docgen.naskah.bahasa import printed
from docgen.naskah.fields import KINDS, Field, Officials, read_fields
from docgen.naskah.grafik import ChartData, Grafik, chart_data, grafik_problems, shape_problems
from docgen.naskah.nomor import check_pattern
from docgen.naskah.plain import placeholders
from docgen.naskah.rule import ApprovalRule, asked, asked_twice, rule_problems
from docgen.toml import parse_toml, read_toml

LONGEST_ANCHOR = 40  # characters Word allows in a bookmark name
HOP = ("tanggal", "dari", "kepada", "isi", "paraf")
RESERVED = ("kantor", "pejabat", "loop")


@dataclass(frozen=True)
class Numbering:
    """Which register gives the number, one series a year, and how it is printed."""

    buku: str
    pattern: str


@dataclass(frozen=True)
class DocType:
    """What type.toml declares; form, numbering, approvals and checks all follow from it."""

    id: str
    nama: str
    judul: str
    klasifikasi: str
    folder: Path
    fields: tuple[Field, ...] = ()
    approvals: tuple[ApprovalRule, ...] = ()
    numbering: Numbering | None = None
    disposisi: int = 0  # pre-printed rows for instructions
    salinan: bool = False
    diisi_tangan: bool = False  # its printed draft is written on by hand, as an attendance list is
    grafik: tuple[Grafik, ...] = ()

    @property
    def template(self) -> Path:
        return self.folder / "template.docx"

    @property
    def has_template(self) -> bool:
        """False where the paper comes from outside, as a surat masuk does."""
        return self.template.is_file()

    @property
    def numbered_after_signing(self) -> bool:
        return self.numbering is not None and self.has_template

    @property
    def filled_by_hand(self) -> bool:
        """Whether a print that was written on is a filled sheet: no number, and nobody's signature, is due there."""
        return self.numbering is None and (self.diisi_tangan or not self.approvals)

    def asked(self, values: Mapping[str, Any]) -> tuple[ApprovalRule, ...]:
        """The approvals that a form with these values asks for, in the order they are given."""
        return asked(self.approvals, values)

    def anchors(self, values: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        """Every place on the page that is filled by an act and not by the form; with `values` those of that form."""
        approvals = self.approvals if values is None else self.asked(values)
        hops = (f"disposisi_{i}_{part}" for i in range(1, self.disposisi + 1) for part in HOP)
        return (
            *(("nomor", "tanggal") if self.numbered_after_signing else ()),
            *(rule.anchor for rule in approvals),
            *hops,
            *(("salinan", "salinan_sah") if self.salinan else ()),
        )

    def validate(self, form: Mapping[str, Any], officials: Officials) -> dict[str, Any]:
        """The typed values of `form`; raises InvalidForm with every problem at once."""
        values, problems = read_fields(self.fields, form, officials)
        problems = problems or dict(asked_twice(self.approvals, self.fields, values))
        if problems:
            raise InvalidForm(self.nama, problems)
        return values

    def still_asked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Recorded `values` without fields and columns that the type has given up since."""
        return _declared(self.fields, values)

    def example(self) -> dict[str, Any]:
        """The form of example.toml; raises BadDeclaration when it is missing or not TOML."""
        path = self.folder / "example.toml"
        if not path.is_file():
            raise BadDeclaration(f"{self.id}/example.toml", ["belum ada; tulis satu isian contoh"])
        return read_toml(path)

    def title(self, values: Mapping[str, Any]) -> str:
        """How lists name a naskah with these values."""
        return self.judul.format_map({name: _named(values[name]) for name in placeholders(self.judul)})

    def charts(self, values: Mapping[str, Any]) -> tuple[ChartData, ...]:
        """What the charts of the page show, given the values of the form."""
        return tuple(chart_data(one, self.fields, values) for one in self.grafik)


def _named(value: Any) -> object:
    """A value in a title: an official by his short name, all else as it is printed."""
    return value["singkat"] if isinstance(value, Mapping) else printed(value)


def _declared(declared: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    columns = {f.name: f.kolom for f in declared}
    kept = {name: value for name, value in values.items() if name in columns}
    tables = {name: value for name, value in kept.items() if columns[name] and isinstance(value, list)}
    return kept | {name: [_declared(columns[name], row) for row in rows] for name, rows in tables.items()}


def load_doctypes(root: Path, patterns: Mapping[str, str] | None = None) -> dict[str, DocType]:
    """Every type folder under `root`, numbered by the office's own `patterns` of a register where it has one.

    Raises BadDeclaration naming all that is wrong in all of them.
    """
    types, problems = {}, []
    for path in sorted(root.glob("*/type.toml")):
        try:
            types[path.parent.name] = load_doctype(path.parent)
        except BadDeclaration as error:
            problems += [f"{path.parent.name}: {p}" for p in error.problems]
    if problems:
        raise BadDeclaration(str(root), problems)
    return {name: _numbered(doctype, patterns or {}) for name, doctype in types.items()}


def _numbered(doctype: DocType, patterns: Mapping[str, str]) -> DocType:
    numbering = doctype.numbering
    if numbering is None or numbering.buku not in patterns:
        return doctype
    return replace(doctype, numbering=replace(numbering, pattern=patterns[numbering.buku]))


def load_doctype(folder: Path) -> DocType:
    """Read one type folder; raises BadDeclaration with every contradiction of its type.toml."""
    where = f"{folder.name}/type.toml"
    raw = parse_toml((folder / "type.toml").read_bytes(), where)
    problems = list(_unknown_keys(raw))
    problems = problems or [p for at, one in enumerate(raw.get("grafik", ()), 1) for p in shape_problems(one, at)]
    if problems:
        raise BadDeclaration(where, problems)
    doctype = _doctype(folder, raw)
    problems = check_doctype(doctype)
    if problems:
        raise BadDeclaration(where, problems)
    return doctype


def check_doctype(doctype: DocType) -> list[str]:
    """What a type.toml may not do; an empty list when all is well."""
    problems = [*_field_problems(doctype.fields), *rule_problems(doctype.approvals, doctype.fields)]
    problems += _title_problems(doctype)
    problems += [
        f"anchor '{a}' lebih dari {LONGEST_ANCHOR} huruf" for a in doctype.anchors() if len(a) > LONGEST_ANCHOR
    ]
    problems += [p for one in doctype.grafik for p in grafik_problems(one, doctype.fields)]
    if len({one.name for one in doctype.grafik}) < len(doctype.grafik):
        problems.append("grafik: satu nama dipakai dua kali")
    if doctype.numbering is not None:
        problems += [f"numbering: {p}" for p in check_pattern(doctype.numbering.pattern)]
    if doctype.diisi_tangan and doctype.numbering is not None:
        problems.append("diisi_tangan: hanya untuk jenis yang tidak bernomor")
    if len(doctype.anchors()) != len(set(doctype.anchors())):
        problems.append("approval: dua persetujuan memakai tempat yang sama")
    return problems


def _title_problems(doctype: DocType) -> list[str]:
    names = {f.name for f in doctype.fields}
    try:
        return [f"judul: isian '{name}' tidak ada" for name in placeholders(doctype.judul) if name not in names]
    except ValueError as error:
        return [f"judul: {error}"]


def _doctype(folder: Path, raw: dict[str, Any]) -> DocType:
    numbering = raw.get("numbering")
    return DocType(
        id=folder.name,
        nama=raw.get("nama", ""),
        judul=raw.get("judul", ""),
        klasifikasi=str(raw.get("klasifikasi", "")),
        folder=folder,
        fields=tuple(_field(f) for f in raw.get("field", ())),
        approvals=tuple(ApprovalRule(**a) for a in raw.get("approval", ())),
        numbering=Numbering(**numbering) if numbering else None,
        disposisi=raw.get("disposisi", 0),
        salinan=raw.get("salinan", False),
        diisi_tangan=raw.get("diisi_tangan", False),
        grafik=tuple(Grafik(**g | {"seri": tuple(g["seri"])}) for g in raw.get("grafik", ())),
    )


def _field(raw: dict[str, Any]) -> Field:
    return Field(
        **raw | {"pilihan": tuple(raw.get("pilihan", ())), "kolom": tuple(_field(k) for k in raw.get("kolom", ()))}
    )


_TOP = {
    "nama", "judul", "klasifikasi", "salinan", "diisi_tangan", "disposisi", "field", "approval", "numbering", "grafik"
}  # fmt: skip
_NEEDED = {
    "field": ("name", "label"),
    "approval": ("mark",),
    "numbering": ("buku", "pattern"),
    "grafik": ("name", "tabel", "kategori", "seri"),
}
_ALLOWED = {
    "field": {f.name for f in fields(Field)},
    "approval": {f.name for f in fields(ApprovalRule)},
    "numbering": {f.name for f in fields(Numbering)},
    "grafik": {f.name for f in fields(Grafik)},
}


def _unknown_keys(raw: dict[str, Any]) -> Iterator[str]:
    """Misspelt and missing keys, so that a typing error never becomes a silent default."""
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - _TOP)
    yield from (f"kunci '{key}' wajib ada" for key in ("nama", "judul", "klasifikasi") if not raw.get(key))
    for section in _NEEDED:
        entries = raw.get(section, [])
        for at, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
            yield from _unknown_entry(section, f"{section} {at}", entry)


def _unknown_entry(section: str, where: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where}: tulis sebagai [[{section}]]"
        return
    where = f"{where} ({entry['name']})" if "name" in entry else where
    yield from (f"{where}: kunci '{key}' tidak dikenal" for key in entry.keys() - _ALLOWED[section])
    yield from (f"{where}: kunci '{key}' wajib ada" for key in _NEEDED[section] if key not in entry)
    for at, column in enumerate(entry.get("kolom", ()), 1):
        yield from _unknown_entry("field", f"{where}, kolom {at}", column)


def _field_problems(declared: tuple[Field, ...], parent: str = "") -> Iterator[str]:
    seen: set[str] = set()
    for field in declared:
        where = f"{parent}{field.name}"
        if field.name in seen:
            yield f"{where}: nama isian dipakai dua kali"
        seen.add(field.name)
        if not field.name.isidentifier() or field.name.startswith("_") or field.name in RESERVED:
            yield f"{where}: nama isian hanya boleh huruf, angka dan garis bawah, dan bukan {', '.join(RESERVED)}"
        if field.kind not in KINDS:
            yield f"{where}: jenis isian '{field.kind}' tidak ada; pilih: {', '.join(KINDS)}"
        if (field.kind == "pilihan") != bool(field.pilihan):
            yield f"{where}: 'pilihan' diisi untuk jenis pilihan, dan hanya untuk itu"
        if (field.kind == "tabel") != bool(field.kolom):
            yield f"{where}: 'kolom' diisi untuk jenis tabel, dan hanya untuk itu"
        if field.sumber and field.kind != "tabel":
            yield f"{where}: 'sumber' hanya untuk jenis tabel"
        yield from _field_problems(field.kolom, f"{where}.")
