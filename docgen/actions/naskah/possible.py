"""What an official may do with a naskah now, so that a screen offers that and nothing else.

An offer is no promise: each act judges anew when it is done.
"""

from __future__ import annotations

from docgen.actions.naskah.distributing import final_status
from docgen.actions.naskah.publishing import PDF, filed_final
from docgen.naskah.access import APPROVE, CANCEL, COPY, DRAFT, NUMBER, REGISTER, may
from docgen.naskah.approval import CHANGEABLE, OPEN, awaits_nomor, chain, next_rule
from docgen.naskah.doctype import DocType
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import DOCX, Naskah, Status
from docgen.office import Office

PARAF, SIGN, RETURN, NOMOR, REVISE, VOID = "paraf", "tandatangan", "kembalikan", "nomori", "revisi", "batalkan"
SALINAN, RENDITION = "salinan", "pdf"
_MARKS = {"paraf": PARAF, "tanda_tangan": SIGN}


def possible_acts(office: Office, naskah: Naskah, *, by: str) -> tuple[str, ...]:
    """The acts `by` may do, the one that is waited for first; none for who reads as a guest."""
    doctype = office.types.get(naskah.jenis)
    if not by or doctype is None:
        return ()
    pejabat = office.kantor.official(by)
    return (*_marks(doctype, naskah, pejabat), *_others(doctype, naskah, pejabat), *_voiding(office, naskah, pejabat))


def _marks(doctype: DocType, naskah: Naskah, pejabat: Pejabat) -> list[str]:
    version = naskah.latest
    if version.status not in OPEN or not may(pejabat, APPROVE, naskah):
        return []
    rule = next_rule(doctype, version)
    own = [_MARKS[rule.mark]] if rule and rule.post(version.values) == pejabat.id else []
    return [*own, RETURN] if pejabat.id in chain(doctype, version) else own


def _others(doctype: DocType, naskah: Naskah, pejabat: Pejabat) -> list[str]:
    version = naskah.latest
    changeable = doctype.has_template and version.status in CHANGEABLE and DOCX in version.files
    wanted = {
        NOMOR: awaits_nomor(doctype, version) and may(pejabat, NUMBER, naskah),
        REVISE: changeable and may(pejabat, DRAFT, naskah),
        SALINAN: doctype.salinan and version.status is final_status(doctype) and may(pejabat, COPY, naskah),
        RENDITION: filed_final(doctype, version) and PDF not in version.files and may(pejabat, REGISTER, naskah),
    }
    return [act for act, offered in wanted.items() if offered]


def _voiding(office: Office, naskah: Naskah, pejabat: Pejabat) -> list[str]:
    """Cancelling, but for what is still disposed: its sheet goes first."""
    over = naskah.latest.status in (Status.DIBATALKAN, Status.DIMUSNAHKAN)
    if over or not may(pejabat, CANCEL, naskah):
        return []
    return [] if office.archive.list_naskah(induk=naskah.id, status=Status.DIDISPOSISIKAN) else [VOID]
