"""Keeping the house in order: declarations, archive, a new office folder."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.actions.arsip.classifying import check_klasifikasi, find_skema
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.words import words_of
from docgen.actions.templat.templating import find_type_faults
from docgen.actions.working_days import kalender_of
from docgen.archive.check.finding import Finding
from docgen.archive.check.verify import verify
from docgen.archive.rebuild import Report, rebuild
from docgen.errors import BadDeclaration, NotFound, NotReady
from docgen.kearsipan.klasifikasi import demand_leaf
from docgen.naskah.doctype import DocType, load_doctypes
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.office import Office, open_office
from docgen.paper.layout.drawing import draw_types
from docgen.paper.layout.profile import find_profile
from docgen.search.synonyms import load_synonyms
from docgen.settings import Settings, shipped_templates
from docgen.sop.declaration import Sop, load_sop, unknown_posts

EXAMPLES = "contoh"  # folder of the example offices beside the document types


@dataclass(frozen=True)
class Checked:
    """One declaration and what is wrong with it; nothing when `problems` is empty."""

    name: str
    problems: Sequence[str]


def create_office(folder: Path, *, profil: str = "", contoh: str = "") -> Settings:
    """Make a new office folder with the document types that come with docgen, their pages drawn by a profile.

    `contoh` names one of the example offices to begin with. Raises NotReady if the folder is not empty, NotFound for a
    profile or an example that does not exist.
    """
    kantor = _example_office(contoh)
    if profil:
        find_profile(profil)
    if folder.exists() and any(folder.iterdir()):
        raise NotReady(f"Folder {folder} tidak kosong.", ["pilih folder yang baru, misalnya: docgen init kantor-baru"])
    settings = Settings(folder.resolve())
    shutil.copytree(
        shipped_templates(), settings.templates, ignore=shutil.ignore_patterns("__pycache__", "*.py", EXAMPLES)
    )
    shutil.copyfile(kantor, settings.templates / "kantor.toml")
    if profil:
        draw_types(settings.templates, profil)
    with open_office(settings) as office:
        rebuild_index(office)  # an empty one, so that every filing finds an index to go into
    return settings


def _example_office(name: str) -> Path:
    """The kantor.toml a new office begins with."""
    offices = {path.stem: path for path in (shipped_templates() / EXAMPLES).glob("*.toml")}
    if name and name not in offices:
        raise NotFound("Kantor contoh", name, f"Yang ada: {', '.join(sorted(offices))}.")
    return offices[name] if name else shipped_templates() / "kantor.toml"


def check_declarations(settings: Settings) -> list[Checked]:
    """Every document type, every SOP, the calendar and the codes of the office, each with all its problems."""
    kantor = load_kantor(settings.templates / "kantor.toml")
    types = load_doctypes(settings.templates, kantor.nomor)
    checked = [Checked("kantor.toml", ())]
    for doctype in types.values():
        problems = check_doctype_folder(doctype, kantor) + check_registers(doctype, types.values())
        checked.append(Checked(doctype.id, problems))
    checked += [*check_sops(settings), _checked_kalender(settings)]
    checked.append(Checked("sinonim", _synonym_problems(settings)))
    return [*checked, Checked("klasifikasi", check_klasifikasi(settings))]


def check_sops(settings: Settings, *files: Path) -> list[Checked]:
    """Every SOP of the office, or the SOP files named: posts and types nobody knows, kelengkapan nobody makes, ways
    that lead nowhere. Raises NotFound for a file that is not there."""
    kantor = load_kantor(settings.templates / "kantor.toml")
    types = load_doctypes(settings.templates, kantor.nomor)
    paths = files or [path for folder in settings.sops for path in sorted(folder.glob("*.toml"))]
    return [_checked_sop(settings, path, kantor, types) for path in paths]


def _checked_sop(settings: Settings, path: Path, kantor: Kantor, types: Collection[str]) -> Checked:
    try:
        sop = load_sop(path)
    except BadDeclaration as error:
        return Checked(f"SOP {path.stem}", error.problems)
    problems = [*unknown_posts(sop, kantor.pejabat), *_code_problems(settings, sop)]
    problems += [
        f"langkah '{step.id}': jenis naskah '{step.naskah}' tidak ada"
        for step in sop.steps
        if step.naskah and step.naskah not in types
    ]
    return Checked(f"SOP {sop.id}", problems)


def _code_problems(settings: Settings, sop: Sop) -> Iterator[str]:
    """Why no berkas may be opened under the code that the SOP names."""
    if kode := sop.berkas.get("klasifikasi", ""):
        try:
            demand_leaf(find_skema(settings, kode=kode), kode, date.today())
        except (NotFound, NotReady) as error:
            yield f"berkas: {str(error).splitlines()[0]}"


def _checked_kalender(settings: Settings) -> Checked:
    try:
        kalender_of(settings)
    except BadDeclaration as error:
        return Checked("kalender", error.problems)
    return Checked("kalender", ())


def _synonym_problems(settings: Settings) -> Sequence[str]:
    try:
        load_synonyms(settings.synonyms)
    except BadDeclaration as error:
        return error.problems
    return ()


def check_doctype_folder(doctype: DocType, kantor: Kantor) -> list[str]:
    """The template against the type, whether the example can be filled in, and whether docxtpl fills it alike."""
    data = doctype.template.read_bytes() if doctype.has_template else b""
    return [str(fault) for fault in find_type_faults(doctype, kantor, data)]


def check_registers(doctype: DocType, others: Iterable[DocType]) -> list[str]:
    """Two registers must not print the same number, or a number would name two naskah."""
    own = doctype.numbering
    return [
        f"numbering: polanya sama dengan {other.id}, tetapi bukunya lain; pakai buku yang sama atau bedakan polanya"
        for other in others
        if own and other.numbering and own.pattern == other.numbering.pattern and own.buku != other.numbering.buku
    ]


def verify_archive(office: Office) -> list[Finding]:
    """Recompute every digest and compare OCFL, catalogue and log; nothing is changed."""
    return verify(office.archive)


def rebuild_catalogue(settings: Settings) -> Report:
    """Make the catalogue anew from the OCFL files alone; the old one is kept beside it."""
    return rebuild(settings.archive, settings.database, read_words=words_of)
