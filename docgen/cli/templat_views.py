"""How checked pages and new document types are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.actions.templat.proposing import NewType
from docgen.actions.templat.templating import Examined
from docgen.cli.files import STREAM
from docgen.cli.kantor_views import chain, field_rows, numbering, type_json
from docgen.cli.printing import heading, note, print_facts, print_json, program, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.errors import Problems


def show_examined(session: Session, examined: Examined, target: Path | None, *, written: bool) -> int:
    """Every finding and what became of the marked copy; returns the exit code."""
    if target == STREAM and written:
        note("\n".join([*(f"- {fault}" for fault in examined.faults), _outcome(examined, target, written=written)]))
    elif session.json:
        print_json({**_facts(examined), "ditandai": str(target) if written else ""})
    else:
        _show(examined)
        if target:
            tell(f"\n{_outcome(examined, target, written=written)}")
    return _exit_code([examined])


def show_all_examined(session: Session, examined: Sequence[Examined]) -> int:
    """The same of every type."""
    if session.json:
        print_json([_facts(one) for one in examined])
    else:
        for one in examined:
            _show(one)
    return _exit_code(examined)


def show_new_type(session: Session, made: NewType) -> None:
    """The proposed type, what rests on guesses, and what is left to do."""
    doctype = made.doctype
    if session.json:
        facts = {**type_json(doctype), "folder": str(doctype.folder)}
        print_json({**facts, "diduga": made.doubts, "perlu": made.todo})
        return
    say(f"Jenis {doctype.id} dibuat: {doctype.folder}", bold=True)
    print_facts({"Nama": doctype.nama, "Nomor": numbering(doctype), "Persetujuan": chain(doctype)})
    if doctype.fields:
        heading("Isian yang diusulkan")
        rows = [(*row[:4], made.doubts.get(row[0], row[4])) for row in field_rows(doctype.fields)]
        print_table(("Isian", "Label", "Macam", "Wajib", "Keterangan"), rows, solid=("Macam", "Wajib"))
    heading("Yang masih perlu dikerjakan")
    for what in made.todo:
        tell(f"  - {what}")
    heading("Berikutnya ketik")
    say(f"  {program()} templat periksa {doctype.id}")
    say(f"  {program()} jenis {doctype.id} --contoh > isian.toml")


def _show(examined: Examined) -> None:
    say(f"{'perlu diperbaiki' if examined.faults else 'baik':<18}{examined.name}")
    for fault in examined.faults:
        tell(f"  - {fault}")


def _outcome(examined: Examined, target: Path, *, written: bool) -> str:
    if written:
        return f"{_count(examined)} ditulis sebagai komentar Word di {target}."
    if not examined.faults:
        return f"Tidak ada temuan; {target} tidak ditulis."
    if not examined.safe:
        return f"Berkasnya tidak aman, jadi tidak dibuka dan tidak ditulis kembali; {target} tidak ditulis."
    return f"Jenis ini tidak mempunyai halaman Word; {target} tidak ditulis."


def _count(examined: Examined) -> str:
    return f"{len(examined.faults)} temuan"


def _facts(examined: Examined) -> dict[str, Any]:
    problems = [
        {
            "bagian": fault.label,
            "tempat": fault.place,
            "masalah": fault.what,
            "teks": fault.around,
            "kalimat": str(fault),
        }
        for fault in examined.faults
    ]
    return {"name": examined.name, "aman": examined.safe, "problems": problems}


def _exit_code(examined: Sequence[Examined]) -> int:
    return Problems.exit_code if any(one.faults for one in examined) else 0
