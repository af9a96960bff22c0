"""Who asks, for which office, in which form: the options every command shares, and the office opened from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.completing import complete_post
from docgen.cli.usage import Misuse
from docgen.settings import Settings, find_office

if TYPE_CHECKING:
    from docgen.office import Office

CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True)
class Session:
    """What the shared options said."""

    kantor: Path = Path()
    sebagai: str = ""
    json: bool = False

    @property
    def settings(self) -> Settings:
        """The office folder; raises NotFound with what to do."""
        return find_office(self.kantor)


def program_options() -> list[click.Parameter]:
    """--kantor and --sebagai before the command, or from the environment."""
    return [_kantor("DOCGEN_KANTOR"), _sebagai("DOCGEN_PEJABAT")]


def group_options() -> list[click.Parameter]:
    """The same options after the command, where many type them; there they outweigh the environment."""
    return [_kantor(), _sebagai()]


def shared_options(command: click.Command) -> click.Command:
    """Add --json, --kantor and --sebagai below a command's own options."""
    as_json = click.Option(
        ["--json"], is_flag=True, expose_value=False, callback=_keep, help="Cetak sebagai JSON untuk program lain."
    )
    command.params += [as_json, *group_options()]
    return command


def _kantor(envvar: str | None = None) -> click.Option:
    return click.Option(
        ["--kantor"],
        metavar="FOLDER",
        type=click.Path(path_type=Path, readable=False),
        envvar=envvar,
        expose_value=False,
        callback=_keep,
        help="Folder kantor; biasanya DOCGEN_KANTOR, folder ini atau folder induknya.",
    )


def _sebagai(envvar: str | None = None) -> click.Option:
    return click.Option(
        ["--sebagai"],
        metavar="JABATAN",
        envvar=envvar,
        expose_value=False,
        callback=_keep,
        shell_complete=complete_post,
        help="Jabatan yang bertindak, misalnya sekretaris; atau setel DOCGEN_PEJABAT.",
    )


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    session = ctx.obj or Session()
    ctx.obj = replace(session, **{str(param.name): value}) if value else session


@contextmanager
def reading(session: Session) -> Iterator[Office]:
    """The office, opened for as long as the block lasts."""
    from docgen.office import open_office

    with open_office(session.settings) as office:
        yield office


@contextmanager
def acting(session: Session) -> Iterator[tuple[Office, str]]:
    """The office and the post that acts in it; asks who it is where nobody said."""
    with reading(session) as office:
        post = demand_post(session, office)
        _doubt_clock(office)
        yield office, post


def _doubt_clock(office: Office) -> None:
    """Dates of naskah follow the clock: tell when it stands before what was done last, by more than clocks differ."""
    from docgen.cli.printing import moment, note

    now, last = office.now(), office.archive.last_at()
    if last and now < last - CLOCKS_DIFFER:
        note(
            f"Jam komputer ini ({moment(now)}) lebih awal daripada tindakan terakhir di arsip "
            f"({moment(last.astimezone(now.tzinfo))}). Betulkan jamnya dahulu: tanggal naskah mengikutinya."
        )


def demand_post(session: Session, office: Office) -> str:
    """The post that acts; raises Misuse naming those there are where nobody said."""
    if session.sebagai:
        return session.sebagai
    posts = "\n".join(f"  {post:<22} {p.nama}" for post, p in office.kantor.pejabat.items())
    raise Misuse(
        "Sebutkan siapa yang bertindak: tambahkan --sebagai JABATAN, atau setel DOCGEN_PEJABAT.\n"
        f"Jabatan yang terdaftar:\n{posts}"
    )
