"""A look at a page before it is filed: the form as it stands, filled as a draft would be. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.actions.naskah.drafting import render, templated
from docgen.actions.naskah.figures import current_rows
from docgen.actions.naskah.publishing import as_pdf
from docgen.naskah.access import DRAFT
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf


def proof(office: Office, jenis: str, form: Mapping[str, Any], *, by: str, naskah: Naskah | None = None) -> bytes:
    """The Word page `draft` would file, or with `naskah` the one `revise` would.

    Raises InvalidForm with every problem, NotFound, NotAllowed, as these do.
    """
    office.demand(by, DRAFT, naskah)
    doctype = templated(office, jenis)
    return render(office, doctype, doctype.validate(_typed(office, doctype, form, naskah), office.kantor.officials()))


def proof_pdf(docx: bytes) -> bytes:
    """The page as a PDF that says across every page that it is none yet; raises NotReady without LibreOffice."""
    return stamp_pdf(as_pdf(docx), Marks(diagonal="PRATINJAU"))


def _typed(office: Office, doctype: DocType, form: Mapping[str, Any], naskah: Naskah | None) -> Mapping[str, Any]:
    if naskah is None:
        return form
    typed = {**doctype.still_asked(naskah.latest.values), **form}
    return {**typed, **current_rows(office, naskah, typed)}
