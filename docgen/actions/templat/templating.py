"""The pages of the office: checked against their types, marked where they are wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from docgen.actions.naskah.figures import figure_fields
from docgen.errors import BadDeclaration, InvalidForm, NotFound, UnsafeFile
from docgen.naskah.doctype import DocType, load_doctype, load_doctypes
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.paper.fault import Fault
from docgen.paper.guard import check_docx
from docgen.paper.remark import remark
from docgen.paper.template.check import find_faults
from docgen.paper.template.compare import differences
from docgen.paper.template.propose import propose_type
from docgen.settings import Settings


@dataclass(frozen=True)
class Examined:
    """A page or a type and what is wrong with it; nothing when `faults` is empty."""

    name: str
    faults: tuple[Fault, ...]
    page: bytes = b""  # empty where a type has no Word page
    safe: bool = True  # False: it was not opened and is never written back


def examine_types(settings: Settings) -> list[Examined]:
    """Every type of the office with its page. Raises BadDeclaration."""
    kantor = load_kantor(settings.templates / "kantor.toml")
    return [_examine(doctype, kantor) for doctype in load_doctypes(settings.templates).values()]


def examine_type(settings: Settings, jenis: str) -> Examined:
    """One type with its page, whatever the others are like. Raises NotFound, BadDeclaration."""
    return _examine(_load_type(settings, jenis), load_kantor(settings.templates / "kantor.toml"))


def examine_page(settings: Settings, page: bytes, name: str, *, jenis: str = "") -> Examined:
    """A Word file as if it were the page of a type; without a type, all that can be known without one.

    Raises NotFound, BadDeclaration.
    """
    kantor = load_kantor(settings.templates / "kantor.toml")
    doctype = _load_type(settings, jenis) if jenis else None
    try:
        check_docx(page, name)
    except UnsafeFile as error:
        return Examined(name, tuple(map(Fault, error.problems)), page, safe=False)
    if doctype:
        return Examined(name, tuple(find_type_faults(doctype, kantor, page)), page)
    # against what its own tags ask for: names that contradict each other show, and the office's own misspelt
    fitting = propose_type(page, Path(), kantor.pejabat).doctype
    return Examined(name, tuple(find_faults(page, fitting, kantor.pejabat)), page)


def mark_faults(examined: Examined) -> bytes:
    """The page with every finding as a Word comment; b"" where there is nothing to write: no finding, no page, or
    one that is not safe."""
    return remark(examined.page, examined.faults) if examined.faults and examined.page and examined.safe else b""


def find_type_faults(doctype: DocType, kantor: Kantor, page: bytes) -> list[Fault]:
    """A page against the type, whether the example can be filled in, and whether docxtpl fills it alike.

    `page` is empty for a type without one.
    """
    faults = [
        Fault(f"approval: pejabat '{rule.pejabat}' tidak ada di kantor.toml")
        for rule in doctype.approvals
        if rule.pejabat and rule.pejabat not in kantor.pejabat
    ]
    if page:
        faults += find_faults(page, doctype, kantor.pejabat)
    if not (doctype.folder / "example.toml").is_file():
        return [*faults, Fault("example.toml belum ada; tulis satu isian contoh")]
    try:
        figure_fields(doctype)
        values = doctype.validate(doctype.example(), kantor.officials())
    except (BadDeclaration, InvalidForm) as error:
        where = "example.toml: " if isinstance(error, InvalidForm) else ""
        return faults + [Fault(f"{where}{problem}") for problem in error.problems]
    return faults + _filling_faults(page, values, kantor) if page and not faults else faults


def _filling_faults(page: bytes, values: Mapping[str, Any], kantor: Kantor) -> list[Fault]:
    """Why the example cannot be printed, or what docxtpl prints of it otherwise.

    Places said here are those of the filled page, so they are no places of this one.
    """
    context = {**values, "kantor": kantor.printed(), "pejabat": kantor.officials()}
    try:
        return [Fault(said) for said in differences(page, context)]
    except (BadDeclaration, InvalidForm) as error:
        return [Fault(f"isian contoh tidak dapat dicetak: {problem}") for problem in error.problems]


def _examine(doctype: DocType, kantor: Kantor) -> Examined:
    page = doctype.template.read_bytes() if doctype.has_template else b""
    faults = tuple(find_type_faults(doctype, kantor, page))
    return Examined(doctype.id, faults, page, safe=not page or _is_safe(page))


def _is_safe(page: bytes) -> bool:
    try:
        check_docx(page, "template.docx")
    except UnsafeFile:
        return False
    return True


def _load_type(settings: Settings, jenis: str) -> DocType:
    folder = settings.templates / jenis
    if not (folder / "type.toml").is_file():
        known = sorted(path.parent.name for path in settings.templates.glob("*/type.toml"))
        near = get_close_matches(jenis, known)
        hint = f"Maksud Anda: {' atau '.join(near)}?" if near else f"Yang ada: {', '.join(known)}."
        raise NotFound("Jenis naskah", jenis, hint)
    return load_doctype(folder)
