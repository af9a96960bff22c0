"""How the office folder, its document types and the demo are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docgen.cli.printing import heading, print_facts, print_json, program, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.cli.usage import suggestion
from docgen.errors import NotFound, Problems
from docgen.naskah.approval import wording
from docgen.naskah.doctype import DocType, load_doctypes
from docgen.naskah.fields import Field
from docgen.naskah.rule import ApprovalRule
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.actions.house.demo import DemoReport
    from docgen.actions.house.upkeep import Checked


def show_created(session: Session, settings: Settings) -> None:
    """Where the new office is and what to do in it first."""
    if session.json:
        print_json({"kantor": str(settings.root)})
        return
    say(f"Folder kantor dibuat: {settings.root}", bold=True)
    say(f"1. Sesuaikan {settings.templates / 'kantor.toml'}\n2. docgen periksa --kantor {settings.root}")


def show_demo(session: Session, report: DemoReport) -> None:
    """The table of the steps, what was then asked, and what to type next."""
    if session.json:
        print_json(asdict(report))
        return
    rows = [(r.langkah, r.dokumen, r.versi, r.status, r.nomor, r.berkas) for r in report.rows]
    heads = ("Langkah", "Dokumen", "Versi", "Status", "Nomor", "Berkas")
    print_table(heads, rows, solid=("Langkah", "Versi", "Status"), below="Berkas")
    heading("Sesudah itu")
    for line in report.notes:
        tell(f"  {line}")
    heading("Berikutnya ketik")
    for line in report.next_commands:
        say(f"  {program()} {line}")


def show_checked(session: Session, checked: Sequence[Checked]) -> int:
    """One line a declaration, its problems beneath; returns the exit code, that of Problems if there are any."""
    wrong = [one for one in checked if one.problems]
    if session.json:
        print_json([asdict(one) for one in checked])
    else:
        for one in checked:
            say(f"{'perlu diperbaiki' if one.problems else 'baik':<18}{one.name}")
            for problem in one.problems:
                tell(f"  - {problem}")
    return Problems.exit_code if wrong else 0


def show_types(session: Session) -> None:
    """Every document type of the office."""
    types = load_doctypes(session.settings.templates).values()
    if session.json:
        print_json([type_json(doctype) for doctype in types])
        return
    rows = [(t.id, t.nama, t.numbering.pattern if t.numbering else "-", chain(t)) for t in types]
    print_table(("Jenis", "Nama", "Nomor", "Persetujuan"), rows, solid=("Jenis",), below="Persetujuan")


def show_type(session: Session, jenis: str) -> None:
    """One type and its fields."""
    doctype = _doctype(session, jenis)
    if session.json:
        print_json(type_json(doctype))
        return
    say(doctype.nama, bold=True)
    print_facts({"Jenis": doctype.id, "Nomor": numbering(doctype), "Persetujuan": chain(doctype)})
    heading("Isian")
    print_table(
        ("Isian", "Label", "Macam", "Wajib", "Keterangan"), field_rows(doctype.fields), solid=("Macam", "Wajib")
    )
    say(f"\nContoh isian: docgen jenis {doctype.id} --contoh > isian.toml")


def show_example(session: Session, jenis: str) -> None:
    """example.toml as it is, to be copied; or its values as JSON."""
    doctype = _doctype(session, jenis)
    path = doctype.folder / "example.toml"
    if not path.is_file():
        raise NotFound("Isian contoh", path)
    if session.json:
        print_json(doctype.example())
    else:
        click.echo(path.read_text("utf-8-sig"), nl=False)


def _doctype(session: Session, jenis: str) -> DocType:
    types = load_doctypes(session.settings.templates)
    if jenis not in types:
        raise NotFound("Jenis naskah", jenis, suggestion(jenis, types))
    return types[jenis]


def field_rows(fields: Sequence[Field], above: str = "") -> Iterator[tuple[str, ...]]:
    """Name, label, kind, whether it must be typed, and a hint, of every field and column."""
    for field in fields:
        yield (
            above + field.name,
            field.label,
            field.kind,
            "ya" if field.required and not field.default else "",
            _hint(field),
        )
        yield from field_rows(field.kolom, f"{above}{field.name}.")


def _hint(field: Field) -> str:
    choices = f"pilih: {', '.join(field.pilihan)}" if field.pilihan else ""
    default = f"biasanya: {field.default}" if field.default else ""
    return "; ".join(part for part in (field.help, choices, default) if part)


def numbering(doctype: DocType) -> str:
    """How its numbers look and which register gives them."""
    return f"{doctype.numbering.pattern}, buku {doctype.numbering.buku}" if doctype.numbering else ""


def chain(doctype: DocType) -> str:
    """Who approves, in order."""
    return ", ".join(f"{wording(rule.mark)} {_signer(rule)}" for rule in doctype.approvals)


def _signer(rule: ApprovalRule) -> str:
    return rule.pejabat or f"(isian {rule.isian})"


def type_json(doctype: DocType) -> dict[str, object]:
    """What a type declares, under the names of the record."""
    facts = asdict(doctype)
    return {key: value for key, value in facts.items() if key != "folder"}
