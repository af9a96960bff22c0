"""A new document type from the tags of a Word file: a folder an office goes on with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.actions.templat.templating import find_type_faults
from docgen.errors import BadDeclaration, NotReady, UnsafeFile
from docgen.naskah.declare import write_form, write_type
from docgen.naskah.doctype import DocType, load_doctype, load_doctypes
from docgen.naskah.fields import unprintable
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.naskah.nomor import new_pattern
from docgen.naskah.sample import sample_form
from docgen.paper.canonical import unpack
from docgen.paper.guard import check_docx
from docgen.paper.template.compile import template_problems
from docgen.paper.template.propose import KLASIFIKASI, Proposal, propose_type
from docgen.settings import Settings

_TAKEN = ("kinerja", "sops")  # folders of templates_docx that are no types


@dataclass(frozen=True)
class NewType:
    """A type that was made, where its fields rest on guesses, and what the office still has to do."""

    doctype: DocType
    doubts: Mapping[str, str]  # field -> on what its kind rests
    todo: tuple[str, ...]


def create_type(settings: Settings, jenis: str, page: bytes, *, source: str, nama: str = "") -> NewType:
    """Make the folder of a new type: the page as it is, type.toml proposed from its tags, a made-up example.

    All of it or nothing: it is written beside, loaded, and then moved. `source` is the name of the file. Raises
    NotReady with every reason why not; BadDeclaration when kantor.toml or another type is not in order.
    """
    problems = [*_name_problems(settings, jenis, nama), *_page_problems(page, source)]
    if problems:
        raise NotReady(f"Jenis '{jenis}' belum dibuat; tidak ada yang ditulis. Perbaiki lalu ulangi:", problems)
    kantor, nama = load_kantor(settings.templates / "kantor.toml"), nama or jenis.replace("_", " ").title()
    if not kantor.pejabat:
        raise NotReady("Tidak ada pejabat yang menjabat hari ini.", ["lengkapi mulai dan sampai di kantor.toml"])
    registers = _registers(settings, kantor)
    pattern = registers.get(jenis) or new_pattern(nama, set(registers.values()))
    with TemporaryDirectory(dir=settings.templates, prefix=".baru-") as beside:
        folder = Path(beside) / jenis
        proposal = propose_type(page, folder, kantor.pejabat, nama=nama, pattern=pattern)
        _write(proposal, page, list(kantor.pejabat), source)
        try:
            doctype = load_doctype(folder)
        except BadDeclaration as error:  # the page contradicts itself
            raise NotReady(f"Jenis '{jenis}' belum dibuat; perbaiki dahulu halamannya:", error.problems) from None
        faults = [str(fault) for fault in find_type_faults(doctype, kantor, page)]
        folder.rename(settings.templates / jenis)
    todo = (*faults, *proposal.notes, *_open_ends(doctype, registers))
    return NewType(load_doctype(settings.templates / jenis), proposal.doubts, todo)


def _name_problems(settings: Settings, jenis: str, nama: str) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", jenis):
        yield "JENIS ditulis dengan huruf kecil, angka dan garis bawah, mulai dengan huruf; misalnya surat_keterangan"
    elif jenis in _TAKEN or (settings.templates / jenis).exists():
        yield f"templates_docx/{jenis} sudah ada; pilih nama lain"
    if bad := unprintable(nama) or ("ganti baris" if len(nama.splitlines()) > 1 else ""):
        yield f"--nama memuat karakter {bad}; ketik ulang"
    if nama and not any(char.isalnum() for char in nama):
        yield '--nama harus memuat huruf, misalnya "Surat Kuasa"'


def _page_problems(page: bytes, source: str) -> list[str]:
    try:
        check_docx(page, source)
    except UnsafeFile as error:
        return list(error.problems)
    return [str(fault) for fault in template_problems(unpack(page))]


def _registers(settings: Settings, kantor: Kantor) -> dict[str, str]:
    """The pattern of every register there is."""
    types = load_doctypes(settings.templates, kantor.nomor).values()
    return {**kantor.nomor, **{one.numbering.buku: one.numbering.pattern for one in types if one.numbering}}


def _write(proposal: Proposal, page: bytes, posts: list[str], source: str) -> None:
    doctype = proposal.doctype
    toml = write_type(doctype, source=f"usulan docgen dari {source}", remarks=proposal.doubts)
    asked = [rule.pejabat for rule in doctype.approvals]
    form = write_form(sample_form(doctype.fields, posts, asked), remark="Isian buatan; ganti dengan contoh yang nyata.")
    doctype.folder.mkdir()
    doctype.template.write_bytes(page)
    (doctype.folder / "type.toml").write_text(toml, "utf-8", newline="\n")
    (doctype.folder / "example.toml").write_text(form, "utf-8", newline="\n")


def _open_ends(doctype: DocType, registers: Mapping[str, str]) -> Iterator[str]:
    """What no page can tell."""
    if doctype.numbering and doctype.numbering.buku not in registers:
        others = ", ".join(sorted(registers))
        yield (
            f"nomornya diambil dari buku baru '{doctype.numbering.buku}'; bila dicatat di buku yang sudah ada "
            f"({others}), tulis buku dan pola itu di type.toml"
        )
    elif not doctype.numbering:
        yield (
            "tempat 'nomor' dan 'tanggal' belum ada di halaman, jadi naskah jenis ini tidak bernomor; bila perlu "
            "nomor, buat kedua kontrol konten itu dan tambahkan [numbering] di type.toml"
        )
    if doctype.klasifikasi == KLASIFIKASI:
        yield f"klasifikasi masih '{KLASIFIKASI}'; isi kodenya di type.toml"
    if doctype.fields:
        yield "example.toml berisi isian buatan; ganti dengan contoh yang nyata"
    else:
        yield "halaman belum memuat tag seperti {{ nama }}, jadi naskah jenis ini selalu sama; tulis tagnya di Word"
