"""Papers named in a form: chosen from a list, typed by their number or id, or brought as files."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import Paper
from docgen.sop.progress import NASKAH
from docgen.web import guard

CHOSEN, TYPED, BROUGHT = "naskah", "ketik", "berkas"  # the inputs of one name: naskah.<name>, ketik.<name> ...


def read_papers(names: Iterable[str]) -> dict[str, list[Paper]]:
    """What was given for each of these names; raises NotFound, NotAllowed for what is typed and is no naskah."""
    given = {name: [*_named(name), *_brought(name)] for name in names}
    return {name: papers for name, papers in given.items() if papers}


def _named(name: str) -> list[Paper]:
    chosen = request.form.getlist(f"{CHOSEN}.{name}")
    typed = request.form.get(f"{TYPED}.{name}", "").replace(";", "\n").splitlines()
    wanted = (one.strip() for one in (*chosen, *typed))
    return [NASKAH + resolve(guard.office(), one, by=guard.post()).id for one in wanted if one]


def _brought(name: str) -> list[Paper]:
    files = (one for one in request.files.getlist(f"{BROUGHT}.{name}") if one.filename)
    return [Upload(one.read(), one.filename or "") for one in files]
