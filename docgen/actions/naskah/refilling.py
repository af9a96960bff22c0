"""Filling a page again from what the archive recorded of it: does today's template give the very same bytes?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from docgen.actions.naskah.drafting import context_of, data_digest, render, template_digest
from docgen.actions.naskah.filing import seal
from docgen.errors import NotReady
from docgen.naskah.records import FILLED, UPLOADED, Naskah, Version
from docgen.office import Office


@dataclass(frozen=True)
class Refill:
    """The version that was filled, and every reason why filling it again gives other bytes; none if it does not."""

    version: Version
    reasons: tuple[str, ...]


def refill(office: Office, naskah: Naskah, version: Version) -> Refill:
    """Fill again what stood on the page of `version` before it was stamped, and compare byte for byte.

    The officials are those of the day it was filled. Nothing is filed. Raises NotFound for a type that is gone,
    NotReady where the page was never filled from a form or its words were corrected in Word since.
    """
    source = _filled(office, naskah, version)
    office = office.on(source.at.date())
    doctype = office.doctype(naskah.jenis)
    values = doctype.validate(doctype.still_asked(source.values), office.kantor.officials())
    reasons = []
    if template_digest(doctype) != source.template:
        reasons.append(f"jenis {doctype.nama} (type.toml atau template.docx) sudah berubah")
    if data_digest(context_of(office, values)) != source.facts.get("data"):
        reasons.append("kop atau pejabat di kantor.toml sudah berubah")
    as_then = replace(naskah, perihal=doctype.title(values), nomor="", tanggal=None, latest=source)
    again, _ = seal(as_then, render(office, doctype, values), {})
    same = again.latest.sha256 == source.sha256
    return Refill(source, () if same else tuple(reasons) or ("program pengisi memberi halaman yang lain",))


def _filled(office: Office, naskah: Naskah, version: Version) -> Version:
    earlier = [v for v in office.archive.versions(naskah.id) if v.number <= version.number]
    corrected = [v.number for v in earlier if v.act == UPLOADED]
    filled = [v for v in earlier if v.act in FILLED and v.number > max(corrected, default=0)]
    if not filled:
        why = f"dikoreksi di Word pada versi {corrected[-1]}" if corrected else "tidak disusun dari isian"
        raise NotReady(f"Naskah {naskah.id} versi {version.number} {why}, jadi tidak dapat dibuat ulang.")
    return filled[-1]
