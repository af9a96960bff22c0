"""Many naskah of one type from the rows of a sheet: invitations, covering letters, duty letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import Page, file_pages, sealed_page
from docgen.errors import InvalidForm, NotReady
from docgen.naskah.access import DRAFT
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah
from docgen.office import Office

MOST_ROWS = 2_000

Progress = Callable[[int, int], None]  # told after every row: how many are done, of how many


def silent(done: int, of: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class RowResult:
    """What became of one row: a naskah, or every problem of it; neither where other rows held it back."""

    row: int  # as the sheet counts: the heads are row 1
    naskah: Naskah | None = None
    problems: tuple[str, ...] = ()
    named: str = ""  # the naskah the row names, where it names one


def forms_of(
    doctype: DocType, rows: Sequence[tuple[int, Mapping[str, str]]], common: Mapping[str, Any]
) -> dict[int, dict[str, Any]]:
    """The numbered rows of a sheet as forms: a column is headed by the name or the label of a field.

    `common` fills the fields that are no column; a cell left empty stays empty, or a mistake would go to somebody else.

    Raises InvalidForm naming every column that is no field of the type.
    """
    names = {key.casefold(): field.name for field in doctype.fields for key in (field.label, field.name)}
    heads = list(rows[0][1]) if rows else []
    unknown = {head: "judul kolom ini bukan isian" for head in heads if head.casefold() not in names}
    if unknown:
        raise InvalidForm(doctype.nama, unknown)
    return {at: {**common, **{names[head.casefold()]: cell for head, cell in row.items()}} for at, row in rows}


def draft_many(
    office: Office,
    jenis: str,
    forms: Mapping[int, Mapping[str, Any]],
    *,
    by: str,
    whole: bool = False,
    progress: Progress = silent,
) -> list[RowResult]:
    """Draft one naskah for every form that can be filled in, by the row it stands in, all in one transaction.

    One result a row. With `whole` nothing is filed when any row has a problem. Raises NotReady for an empty or endless
    sheet, NotFound, NotAllowed.
    """
    office.demand(by, DRAFT)
    doctype = templated(office, jenis)
    if not 0 < len(forms) <= MOST_ROWS:
        raise NotReady(
            f"Lembar memuat {len(forms)} baris.", [f"isi 1 sampai {MOST_ROWS} baris di bawah judul kolomnya"]
        )
    officials = office.kantor.officials()
    drafts: dict[int, Page] = {}
    results: dict[int, RowResult] = {}
    for done, (row, form) in enumerate(forms.items(), 1):
        try:
            values = doctype.validate(form, officials)
            naskah, docx = new_naskah(office, doctype, values, by=by), render(office, doctype, values)
            drafts[row] = sealed_page(naskah, docx, {})
        except InvalidForm as error:
            results[row] = RowResult(row, problems=error.problems)
        progress(done, len(forms))
    if not (whole and results):
        filed = file_pages(office, drafts.values())
        results |= {row: RowResult(row, naskah) for row, naskah in zip(drafts, filed, strict=True)}
    return [results.get(row, RowResult(row)) for row in forms]
