"""What the Tab key offers: what kantor.toml, the types and the SOPs of the office name, and words to search for."""

from __future__ import annotations

import tomllib
from contextlib import suppress

import click

from docgen.errors import DocgenError, NotFound
from docgen.naskah.records import Status
from docgen.settings import Settings, find_office


def complete_post(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Posts of kantor.toml."""
    settings = _office(ctx)
    if settings is None:
        return []
    with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        people = tomllib.loads((settings.templates / "kantor.toml").read_text("utf-8")).get("pejabat", [])
        return _starting([str(p.get("id", "")) for p in people], incomplete)
    return []


def complete_jenis(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Document types, by the names of their folders."""
    settings = _office(ctx)
    names = [path.parent.name for path in settings.templates.glob("*/type.toml")] if settings else []
    return _starting(names, incomplete)


def complete_sop(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """SOPs, by the names of their files."""
    settings = _office(ctx)
    names = [path.stem for folder in settings.sops for path in folder.glob("*.toml")] if settings else []
    return _starting(names, incomplete)


def complete_skema(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Classification schemes, by the names of their files."""
    settings = _office(ctx)
    names = [path.stem for path in (settings.templates / "klasifikasi").glob("*.csv")] if settings else []
    return _starting([name for name in names if "." not in name], incomplete)


def complete_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What the word being typed may become, of what the post may read; nothing where the office cannot be opened."""
    from docgen.actions.naskah.suggesting import completions
    from docgen.office import open_office

    settings = _office(ctx)
    if settings is None:
        return []
    with suppress(DocgenError, OSError), open_office(settings) as office:
        return completions(office, incomplete, by=ctx.obj.sebagai)
    return []


def complete_status(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Every status there is."""
    return _starting([str(status) for status in Status], incomplete)


def _office(ctx: click.Context) -> Settings | None:
    with suppress(NotFound, OSError):
        return find_office(ctx.obj.kantor)
    return None


def _starting(names: list[str], incomplete: str) -> list[str]:
    return sorted(name for name in names if name.startswith(incomplete))
