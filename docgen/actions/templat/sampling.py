"""How the pages of an office look: every type filled with its example, small beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.actions.naskah.drafting import render, templated
from docgen.errors import NotReady
from docgen.office import Office
from docgen.paper.pdf.contact import contact_sheets
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.view import page_images

DPI = 110


def draw_samples(office: Office, jenis: Sequence[str] = ()) -> list[bytes]:
    """PNG contact sheets of every type that docgen fills, or of some of them.

    Raises NotFound for an unknown type, BadDeclaration or InvalidForm for one whose example cannot be filled, NotReady
    without LibreOffice or naming every page it could not convert.
    """
    types = [templated(office, one) for one in jenis] or [one for one in office.types.values() if one.has_template]
    officials = office.kantor.officials()
    pages = {one.id: render(office, one, one.validate(one.example(), officials)) for one in types}
    done = convert(pages)
    if done.problems:
        raise NotReady("Sebagian jenis belum dapat digambar.", [f"{one}: {why}" for one, why in done.problems.items()])
    return list(page_images(contact_sheets({name: done.pdfs[name] for name in pages}), dpi=DPI))
