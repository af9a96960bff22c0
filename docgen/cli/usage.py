"""A command line that cannot be understood, explained in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import IO, Any

import click

from docgen.cli.printing import complain
from docgen.naskah.fields import untypable


class Misuse(click.UsageError):
    """A usage error whose message is already Indonesian."""

    def show(self, file: IO[Any] | None = None) -> None:
        complain(self.message)
        if self.ctx is not None:
            click.echo(f"\n{self.ctx.get_usage()}\nBantuan: {self.ctx.command_path} --help", err=True)


def translated(error: click.UsageError, ctx: click.Context) -> Misuse:
    """The same error in Indonesian."""
    return error if isinstance(error, Misuse) else Misuse(_sentence(error, ctx), ctx)


def suggestion(typed: str, known: Iterable[str]) -> str:
    """What the user may have meant, or all there is to choose from."""
    names = list(known)
    near = get_close_matches(typed, names, 3)
    return f"Maksud Anda: {' atau '.join(near)}?" if near else f"Yang ada: {', '.join(names)}."


def demand_printable(param: click.Parameter, value: Any, ctx: click.Context) -> None:
    """Raise Misuse for a text with characters that cannot be printed, or that show it otherwise than it is kept."""
    if isinstance(value, tuple):
        for one in value:
            demand_printable(param, one, ctx)
    elif isinstance(value, str) and (bad := untypable(value)):
        raise Misuse(
            f"Nilai {_name(param)} memuat karakter {bad} yang tidak dapat dicetak; hapus lalu ketik ulang.", ctx
        )


def _sentence(error: click.UsageError, ctx: click.Context) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _missing(error.param)
    if isinstance(error, click.BadParameter) and isinstance(getattr(error.param, "type", None), click.Choice):
        return _not_among(error.param)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"Nilai {_name(error.param)} keliru: {error.message}"
    if isinstance(error, click.NoSuchOption):
        known = [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("--")]
        return f"Opsi {error.option_name} tidak ada. {suggestion(error.option_name, known)}"
    if isinstance(error, click.BadOptionUsage):
        flags = [o for p in ctx.command.params if isinstance(p, click.Option) and p.is_flag for o in p.opts]
        wrong = "tidak memakai nilai" if error.option_name in flags else "memerlukan nilai di belakangnya"
        return f"Opsi {error.option_name} {wrong}."
    return error.message


def _not_among(param: click.Parameter | None) -> str:
    assert param is not None and isinstance(param.type, click.Choice)
    return f"Nilai {_name(param)} keliru; pilih: {', '.join(param.type.choices)}."


def _missing(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return f"Opsi {_name(param)} wajib diisi: {param.help}"
    return f"{_name(param)} belum disebutkan."


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.metavar.split("...")[0] if param.metavar else param.human_readable_name
