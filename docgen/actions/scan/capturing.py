"""Scans of paper written on find their naskah by the codes on their pages; what is not sure is filed nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.actions.naskah.distributing import final_status
from docgen.actions.naskah.filing import REFUSALS, file_blobs, next_version
from docgen.actions.naskah.keeping import file_away
from docgen.actions.naskah.uploads import Upload
from docgen.actions.scan.blank_sheets import place_sheets
from docgen.actions.scan.sorting import Document, Verdict, judge, sort_pages
from docgen.errors import DocgenError, NotFound, NotReady, Problems, UnsafeFile
from docgen.naskah.access import CAPTURE, KEAMANAN, strictest
from docgen.naskah.kode_halaman import kode_halaman
from docgen.naskah.records import Naskah, Status, Version
from docgen.office import Office
from docgen.paper.guard import sniff
from docgen.paper.scan.pages import read_pages
from docgen.paper.scan.split import is_signed, take_pages
from docgen.paper.scan.words import scan_words

PINDAIAN, PINDAIAN_LAMA = "pindaian", "pindaian_lama"  # facts of a version: scans of it as issued, of older prints
LEMBAR_TERISI = "lembar_terisi"  # the same of sheets that were filled by hand and signed by nobody
_SIGNED = (
    "PDF ini bertanda tangan elektronik, maka tidak dipisah: halamannya harus tepat satu naskah utuh. "
    "Simpan setiap naskah sebagai berkas sendiri di aplikasi tanda tangannya"
)
_UNSPLIT = "halamannya tidak dapat dipisahkan dari berkas ini; pindai naskahnya sendiri"


@dataclass(frozen=True)
class Filed:
    """One document of a scan in the archive: the naskah as it is now, which version was printed, under which name."""

    naskah: Naskah
    number: int
    berkas: str
    fact: str = PINDAIAN  # what it is a scan of: the signed naskah, a filled sheet, an older print
    lembar: str = ""  # the code of the blank sheet it was written on
    known: bool = False  # it was there before


@dataclass(frozen=True)
class Captured:
    """What became of one file: its documents that are filed, and why the rest is not."""

    name: str
    filed: tuple[Filed, ...] = ()
    refused: tuple[str, ...] = ()
    asal: str = ""  # the working paper that a stack is kept as
    hint: str = ""  # what its words were read by


@dataclass(frozen=True)
class _Manner:
    """How a scan is filed: as which fact, by which act, under which name."""

    fact: str
    act: str
    stem: str


_SIGNED_PAPER = _Manner(PINDAIAN, "dipindai", "pindaian")
_FILLED_SHEET = _Manner(LEMBAR_TERISI, "dipindai (lembar terisi)", "pindaian-terisi")
_OLD_PRINT = _Manner(PINDAIAN_LAMA, "dipindai (versi lama)", "pindaian-v{:02}")


@dataclass(frozen=True)
class _Taken:
    """A document that may be filed, and its bytes: the file as it came, or its own pages of a stack."""

    document: Document
    manner: _Manner
    blob: bytes
    asal: Mapping[str, str] = field(default_factory=dict)  # digest of the file, and the working paper it is kept as


def capture(office: Office, scan: Upload, *, by: str, sejarah: bool = False) -> Captured:
    """File the naskah that a scan shows: as it came when it is one, else each one's own pages, the stack kept.

    A print of a type that is filled by hand is a filled sheet, and each scan of it is kept beside the earlier ones. An
    outdated print is filed only with `sejarah`, as history. What is not filed is told with its reason; nothing is filed
    that is not whole and surely the print of that version. Raises NotAllowed.
    """
    office.demand(by, CAPTURE)
    try:
        found = place_sheets(office, sort_pages(read_pages(scan.data, scan.name)))
    except UnsafeFile as error:
        return Captured(scan.name, refused=error.problems)
    digest = hashlib.sha256(scan.data).hexdigest()
    refused = list(found.strays)
    chosen: list[tuple[Document, _Manner]] = []
    known = []
    for document in found.documents:
        verdict = _judged(office, document, by)
        if verdict.reason and not (verdict.outdated and sejarah):
            refused.append(verdict.reason)
        elif before := _before(office.archive.naskah(document.naskah_id), document, digest):
            known.append(before)
        else:
            chosen.append((document, _manner(verdict)))
    if chosen and not found.single and is_signed(scan.data):
        return Captured(scan.name, tuple(known), (*refused, _SIGNED))
    asal = _kept(office, scan, found.documents, by) if chosen and not found.single else ""
    done, failed, hint = _file_all(office, scan, chosen, {"digest": digest, "naskah": asal}, by)
    return Captured(scan.name, (*known, *done), (*refused, *failed), asal, hint)


def scans_of(naskah: Naskah, fact: str = PINDAIAN) -> list[dict[str, Any]]:
    """Its scans, first to last: berkas, versi, halaman, at, asal, asal_halaman; `fact` for others than the signed."""
    return list(naskah.latest.facts.get(fact, ()))


def _judged(office: Office, document: Document, by: str) -> Verdict:
    try:
        naskah = office.archive.naskah(document.naskah_id)
    except NotFound:
        return judge(document, None, {}, final=None)
    try:
        office.demand(by, CAPTURE, naskah)
        doctype = office.doctype(naskah.jenis)
    except DocgenError as error:
        return Verdict(str(error))
    versions = {one.number: one for one in office.archive.versions(naskah.id)}
    final = final_status(doctype) if doctype.approvals or doctype.numbering else None
    return judge(document, naskah, versions, final, doctype.filled_by_hand)


def _manner(verdict: Verdict) -> _Manner:
    if verdict.outdated:
        return _OLD_PRINT
    return _FILLED_SHEET if verdict.filled else _SIGNED_PAPER


def _before(naskah: Naskah, document: Document, digest: str) -> Filed | None:
    """The same print from the same file, filed before; of a blank sheet also by who entered it."""
    number, lembar = document.number, _sheet_code(document)
    for fact in (PINDAIAN, LEMBAR_TERISI, PINDAIAN_LAMA):
        for one in scans_of(naskah, fact):
            if (one["asal"], one["versi"]) == (digest, number):
                return Filed(naskah, number, one["berkas"], fact, lembar, known=True)
    kept = [path for path, one in naskah.latest.files.items() if lembar and one == digest]
    return Filed(naskah, number, kept[0], lembar=lembar, known=True) if kept else None


def _kept(office: Office, scan: Upload, documents: Sequence[Document], by: str) -> str:
    """The stack itself, untouched, as a working paper that nobody reads who may not read all that is in it."""
    shown = office.archive.naskah_of([document.naskah_id for document in documents])
    remark = "Tumpukan pindaian: " + ", ".join(shown)
    keamanan = strictest(str(one.latest.values.get("keamanan", "")) for one in shown.values())
    said = "" if keamanan == KEAMANAN[0] else keamanan
    return file_away(office, scan.data, scan.name, by=by, remark=remark, keamanan=said).id


def _file_all(
    office: Office, scan: Upload, chosen: Sequence[tuple[Document, _Manner]], asal: Mapping[str, str], by: str
) -> tuple[list[Filed], list[str], str]:
    """What was filed, why something was not after all, and by what the words were read."""
    done: list[Filed] = []
    failed: list[str] = []
    hints: list[str] = []
    for document, manner in chosen:
        try:
            blob = take_pages(scan.data, document.pages) if asal["naskah"] else scan.data
            if blob is None:
                raise NotReady(_UNSPLIT)
            filed, hint = _file(office, _Taken(document, manner, blob, asal), by)
            done.append(filed)
            hints.append(hint)
        except REFUSALS as error:
            failed += error.problems if isinstance(error, Problems) and error.problems else [str(error)]
    return done, failed, next(iter(hints), "")


def _file(office: Office, taken: _Taken, by: str) -> tuple[Filed, str]:
    naskah, manner = office.archive.naskah(taken.document.naskah_id), taken.manner
    berkas = _free_name(naskah, taken)
    words, hint = ("", "") if manner is _OLD_PRINT else scan_words(taken.blob)
    blobs = {berkas: taken.blob} | ({_stem(berkas) + ".txt": words.encode()} if words else {})
    version = next_version(office, naskah, manner.act, by)
    entry = {"berkas": berkas, "versi": taken.document.number, "at": version.at.isoformat(), **_origin(taken)}
    before = scans_of(naskah, manner.fact)
    version = replace(
        version,
        files={**version.files, **{path: hashlib.sha256(blob).hexdigest() for path, blob in blobs.items()}},
        facts={**version.facts, manner.fact: [*before, entry]},
        note=_note(naskah.latest, before),
    )
    text = "\n".join(filter(None, (office.archive.text(naskah.id, naskah.latest.number), words)))
    filed = file_blobs(office, replace(naskah, latest=version), blobs, text)
    return Filed(filed, taken.document.number, berkas, manner.fact, _sheet_code(taken.document)), hint


def _note(latest: Version, before: Sequence[Mapping[str, Any]]) -> str:
    """That there were scans before; but what a returned naskah is to be mended for stays the last word on it."""
    if latest.status is Status.DIKEMBALIKAN:
        return latest.note
    return f"pindaian lain; yang pertama {before[0]['berkas']}" if before else ""


def _origin(taken: _Taken) -> dict[str, Any]:
    """From which file, by its digest, and which pages of it, counted from 1."""
    return {
        "halaman": len(taken.document.coded),
        "asal": taken.asal["digest"],
        "asal_halaman": [index + 1 for index in taken.document.pages],
        "asal_naskah": taken.asal["naskah"],
    } | ({"lembar": code} if (code := _sheet_code(taken.document)) else {})


def _sheet_code(document: Document) -> str:
    code = document.blank_sheet
    return kode_halaman(code.naskah_id, code.number, code.page, code.pages) if code else ""


def _free_name(naskah: Naskah, taken: _Taken) -> str:
    """`pindaian.pdf`, `pindaian-2.pdf` for a second one, `pindaian-v03.pdf` for an outdated print."""
    stem = taken.manner.stem.format(taken.document.number)
    used = {_stem(path) for path in naskah.latest.files}
    return f"{next(name for name in _names(stem) if name not in used)}.{sniff(taken.blob)}"


def _names(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _stem(path: str) -> str:
    return path.rpartition(".")[0]
