"""Salinan: certified copies of an issued naskah, each with its number and its recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.naskah.filing import as_read, file_blobs, identity, next_version
from docgen.errors import NotReady
from docgen.naskah.access import COPY
from docgen.naskah.approval import demand_status
from docgen.naskah.bahasa import tanggal
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.paper.paraf import without_paraf
from docgen.paper.stamp import stamp

ASLI, TEMBUSAN = "asli", "tembusan"
ROOM = 5  # lines for the signature and stamp of who certifies a copy


@dataclass(frozen=True)
class Addressee:
    """One for whom a naskah is, and as what he gets it: the original, a tembusan or the salinan of a number."""

    kepada: str
    sebagai: str = ASLI

    @property
    def label(self) -> str:
        """How lists name him: `Inspektorat (salinan 1)`."""
        return self.kepada if self.sebagai == ASLI else f"{self.kepada} ({self.sebagai})"


def issue_salinan(office: Office, naskah_id: str, *, read: str, by: str, kepada: str) -> tuple[Naskah, str]:
    """Make a copy marked SALINAN for `kepada`; returns the naskah and the name of the new file in its version.

    The copy is stamped from the issued bytes: number, date and names stay; `ttd.` stands for a signature, and the
    paraf go, but for those that type.toml keeps on copies (`naskah-dinas.md` 1.6). Raises StaleVersion, NotAllowed;
    NotReady before the naskah is issued or without a recipient.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, COPY, naskah)
    doctype = office.doctype(naskah.jenis)
    if not doctype.salinan:
        raise NotReady(f"{doctype.nama} tidak mempunyai tempat cap SALINAN di templatenya.")
    demand_status(naskah.latest, (final_status(doctype),), "disalin")
    if not kepada.strip():
        raise NotReady("Salinan memerlukan penerima.", ["sebutkan dengan --kepada 'Inspektorat Kota Tasikmalaya'"])
    given = copies_of(naskah)
    version = next_version(office, naskah, "disalin", by)
    path = f"salinan-{len(given) + 1:02}.docx"
    fact = {"nomor": len(given) + 1, "kepada": kepada.strip(), "berkas": path, "tanggal": tanggal(version.at.date())}
    marks = {"salinan": "SALINAN", "salinan_sah": _certificate(office, by, fact)}
    copy = stamp(_without_marks(office, naskah), marks, identity(replace(naskah, latest=version)))
    version = replace(
        version,
        files={**version.files, path: hashlib.sha256(copy).hexdigest()},
        facts={**version.facts, "salinan": [*given, fact]},
    )
    text = office.archive.text(naskah_id, naskah.latest.number)
    return file_blobs(office, replace(naskah, latest=version), {path: copy}, text), path


def copies_of(naskah: Naskah) -> list[dict[str, Any]]:
    """The certified copies of a naskah, first to last: nomor, kepada, berkas, tanggal."""
    return list(naskah.latest.facts.get("salinan", ()))


def receivers(naskah: Naskah) -> list[str]:
    """To whom it is addressed, whatever kind of field its type has for that."""
    return list(_names(naskah.latest.values.get("kepada")))


def addressees(naskah: Naskah) -> list[Addressee]:
    """Everyone it is for: its receivers, those named in tembusan, those who were given a salinan."""
    return addressees_in(naskah.latest.values, naskah.latest.facts)


def addressees_in(values: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Addressee]:
    """The same, from the form and the facts of its latest version alone."""
    tembusan = (Addressee(one, TEMBUSAN) for one in _names(values.get("tembusan")))
    copies = (Addressee(one["kepada"], f"salinan {one['nomor']}") for one in facts.get("salinan", ()))
    return [*(Addressee(one) for one in _names(values.get("kepada"))), *tembusan, *copies]


def holders(naskah: Naskah) -> list[str]:
    """Everyone outside who has it, in words, to ask it back when it is cancelled; nobody before it was issued."""
    return [one.label for one in addressees(naskah)] if naskah.nomor else []


def final_status(doctype: DocType) -> Status:
    """Where a naskah of this type stands once it may leave the house."""
    return Status.TERBIT if doctype.numbering else Status.DISAHKAN


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        named = ("jabatan", "nama") if "id" in value else ("nama", "jabatan")  # a post, or a person in a table
        yield next((str(value[key]) for key in named if value.get(key)), "")
    elif value:
        yield str(value)


def _without_marks(office: Office, naskah: Naskah) -> bytes:
    """The issued page without its paraf, and `ttd.` for every signature."""
    doctype, given = office.doctype(naskah.jenis), [a.anchor for a in naskah.latest.approvals]
    shown = {rule.anchor for rule in doctype.approvals if rule.mark == "tanda_tangan" or rule.pada_salinan}
    page = without_paraf(office.archive.read(naskah.latest), [name for name in given if name not in shown])
    ttd = office.kantor.ttd_salinan
    return stamp(page, dict.fromkeys([name for name in given if name in shown], ttd)) if ttd else page


def _certificate(office: Office, by: str, copy: Mapping[str, Any]) -> str:
    """Who certifies the copy, with room for his signature and stamp (`naskah-dinas.md` 1.6), and whose copy it is."""
    certifier = office.kantor.officials()[by]
    signed = [certifier["nama"], certifier["pangkat"], certifier["nip"] and f"NIP. {certifier['nip']}"]
    whose = f"Salinan ke-{copy['nomor']}, untuk {copy['kepada']}"
    title = ["Salinan sesuai dengan aslinya", f"{certifier['jabatan']},"]
    return "\n".join([*title, *[""] * ROOM, *filter(None, signed), "", whose])
