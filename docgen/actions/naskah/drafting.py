"""From a filled-in form to a filed draft, and its corrections."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from docgen.actions.naskah.figures import SKALA, altered_figures, current_rows, scale_of
from docgen.actions.naskah.filing import as_read, file_docx, next_version
from docgen.errors import NotReady
from docgen.naskah.access import DRAFT
from docgen.naskah.approval import CHANGEABLE, demand_status
from docgen.naskah.doctype import DocType
from docgen.naskah.plain import as_json
from docgen.naskah.records import PENYUSUN, RANTAI, UPLOADED, Naskah, Status, Version
from docgen.office import Office
from docgen.paper.guard import check_docx
from docgen.paper.properties import read_properties
from docgen.paper.stamp import anchors, clear
from docgen.paper.template.fill import fill


def draft(
    office: Office,
    jenis: str,
    form: Mapping[str, Any],
    *,
    by: str,
    induk: str = "",
    klasifikasi: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Naskah:
    """Fill the template of `jenis` and file the page as version 1 of a new naskah.

    `klasifikasi` is the code of its subject where it is not the usual one of the type; `facts` are kept with it.
    Raises InvalidForm with every problem, NotFound for an unknown type, official or `induk`, NotAllowed.
    """
    office.demand(by, DRAFT)
    doctype = templated(office, jenis)
    if induk:
        office.archive.naskah(induk)
    values = doctype.validate(form, office.kantor.officials())
    naskah = new_naskah(office, doctype, values, by=by)
    version = replace(naskah.latest, facts={**naskah.latest.facts, **(facts or {})})
    naskah = replace(naskah, induk=induk, klasifikasi=klasifikasi or doctype.klasifikasi, latest=version)
    return file_docx(office, naskah, render(office, doctype, values), {})


def revise(office: Office, naskah_id: str, form: Mapping[str, Any], *, read: str, by: str) -> Naskah:
    """File a corrected draft: the fields of `form` replace those of before, every paraf is asked again.

    Tables that were filled from the performance figures are taken from them anew. What the type no longer asks for
    drops; earlier versions keep it.
    Raises StaleVersion, InvalidForm; NotReady once the naskah is signed or was corrected in Word.
    """
    naskah = _changeable(office, naskah_id, read, by)
    _refuse_losing_word_corrections(naskah)
    doctype = templated(office, naskah.jenis)
    typed = {**doctype.still_asked(naskah.latest.values), **form}
    values = doctype.validate({**typed, **current_rows(office, naskah, typed)}, office.kantor.officials())
    version = replace(
        next_version(office, naskah, "direvisi", by),
        status=Status.DRAF,
        approvals=(),
        values=as_json(values),
        facts={**naskah.latest.facts, **_facts(office, doctype, values)},
        template=template_digest(doctype),
    )
    changed = replace(naskah, perihal=doctype.title(values), latest=version)
    return file_docx(office, changed, render(office, doctype, values), {})


def upload(office: Office, naskah_id: str, docx: bytes, *, read: str, by: str, name: str = "unggahan") -> Naskah:
    """File a docx that was corrected in Word as the next version; every paraf is asked again.

    An empty `read` means the version that the file itself names. Raises UnsafeFile; NotReady naming each
    anchor that was deleted or every figure of the forms that was altered, or when the file is another naskah;
    StaleVersion.
    """
    check_docx(docx, name)
    named = read_properties(docx)
    if named.get("docgen.naskah", naskah_id) != naskah_id:
        raise NotReady(f"Berkas {name} adalah naskah {named['docgen.naskah']}, bukan {naskah_id}.")
    naskah = _changeable(office, naskah_id, read or _digest_of(office, naskah_id, named), by)
    doctype = office.doctype(naskah.jenis)
    wanted = doctype.anchors(naskah.latest.values)
    _demand_anchors(wanted, docx, name)
    _demand_figures(office, naskah, docx, name)
    version = replace(
        next_version(office, naskah, UPLOADED, by),
        status=Status.DRAF,
        approvals=(),
        facts={**naskah.latest.facts, "unggahan": True},
    )
    return file_docx(office, replace(naskah, latest=version), clear(docx, wanted), {})


def templated(office: Office, jenis: str) -> DocType:
    """The type, if docgen fills its page; raises NotReady for one whose paper comes from outside."""
    doctype = office.doctype(jenis)
    if not doctype.has_template:
        raise NotReady(f"{doctype.nama} tidak disusun dari template.", ["catat dengan: docgen surat-masuk catat"])
    return doctype


def new_naskah(office: Office, doctype: DocType, values: Mapping[str, Any], *, by: str) -> Naskah:
    """A naskah whose first version is not filed yet."""
    naskah_id = office.new_id()
    version = Version(
        naskah_id=naskah_id,
        number=1,
        status=Status.DRAF,
        act="dibuat",
        by=by,
        at=office.now(),
        values=as_json(values),
        facts={PENYUSUN: by, **_facts(office, doctype, values)},
        template=template_digest(doctype),
    )
    return Naskah(
        id=naskah_id,
        jenis=doctype.id,
        perihal=doctype.title(values),
        klasifikasi=doctype.klasifikasi,
        unit=office.kantor.unit,
        latest=version,
    )


def _facts(office: Office, doctype: DocType, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a filled page rests on: the digest of all it saw, who approves it, the words for a capaian."""
    data = data_digest(context_of(office, values))
    return {"data": data, RANTAI: _chain(doctype, values), SKALA: scale_of(office, doctype)}


def _chain(doctype: DocType, values: Mapping[str, Any]) -> list[str]:
    """The posts that approve it: they may read it, whatever its class."""
    return list(dict.fromkeys(rule.post(values) for rule in doctype.asked(values)))


def render(office: Office, doctype: DocType, values: Mapping[str, Any]) -> bytes:
    """The page of `doctype` filled with `values`, the letterhead and the officials."""
    lambang = office.kantor.lambang.read_bytes() if office.kantor.lambang else None
    context = context_of(office, values)
    return fill(doctype.template.read_bytes(), context, lambang=lambang, charts=doctype.charts(values))


def context_of(office: Office, values: Mapping[str, Any]) -> dict[str, Any]:
    """Everything a template sees: the values of the form, the letterhead, the officials of the day."""
    return {**values, "kantor": office.kantor.printed(), "pejabat": office.kantor.officials()}


def data_digest(context: Mapping[str, Any]) -> str:
    """sha256 over what a template saw, as plain JSON with sorted keys."""
    return hashlib.sha256(json.dumps(as_json(context), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def template_digest(doctype: DocType) -> str:
    """sha256 over type.toml and template.docx, so that a page can be explained years later."""
    parts = [doctype.folder / "type.toml", *([doctype.template] if doctype.has_template else [])]
    return hashlib.sha256(b"".join(hashlib.sha256(p.read_bytes()).digest() for p in parts)).hexdigest()


def _changeable(office: Office, naskah_id: str, read: str, by: str) -> Naskah:
    naskah = as_read(office, naskah_id, read)
    office.demand(by, DRAFT, naskah)
    demand_status(naskah.latest, CHANGEABLE, "diubah lagi")
    return naskah


def _refuse_losing_word_corrections(naskah: Naskah) -> None:
    if naskah.latest.facts.get("unggahan"):
        raise NotReady(
            f"Naskah {naskah.id} sudah dikoreksi di Word; mengisi ulang formulir akan menghapus koreksi itu.",
            ["unduh versi terakhir, perbaiki di Word, lalu: docgen naskah unggah"],
        )


def _demand_anchors(wanted: Collection[str], docx: bytes, name: str) -> None:
    missing = [a for a in wanted if a not in anchors(docx)]
    if missing:
        raise NotReady(
            f"Di berkas {name} ada tempat pengisian yang terhapus; tidak ada yang disimpan.",
            [f"'{anchor}' tidak ada lagi; urungkan penghapusannya di Word" for anchor in missing],
        )


def _demand_figures(office: Office, naskah: Naskah, docx: bytes, name: str) -> None:
    if altered := altered_figures(office, naskah, docx):
        raise NotReady(
            f"Di berkas {name} ada angka kinerja yang diubah; tidak ada yang disimpan. Angka hanya diubah di formulir "
            "bidangnya (docgen kinerja terima), lalu diambil dengan docgen naskah revisi; di Word ubah kata-katanya "
            "saja. Kembalikan dahulu:",
            altered,
        )


def _digest_of(office: Office, naskah_id: str, named: Mapping[str, str]) -> str:
    number = named.get("docgen.versi", "")
    found = [v.sha256 for v in office.archive.versions(naskah_id) if str(v.number) == number]
    if not found:
        raise NotReady(
            "Berkas ini tidak menyebut versi asalnya.",
            ["sebutkan sidik versi yang Anda koreksi dengan --dibaca"],
        )
    return found[0]
