"""click in Indonesian: commands, and groups that import a command only when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

import click

from docgen import __version__
from docgen.cli.printing import complain
from docgen.cli.usage import Misuse, demand_printable, suggestion, translated
from docgen.errors import DocgenError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 130  # what shells expect after Ctrl-C


class OfficeCommand(click.Command):
    """One command, with Indonesian help and usage errors; a command of many options tells them in `sections`."""

    sections: ClassVar[Mapping[str, Sequence[str]]] = {}  # title -> options by their names

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise translated(error, ctx) from None
        if rest and not ctx.resilient_parsing:
            raise Misuse(f"Ada kata yang berlebih: {' '.join(rest)}. Apit nilai yang memuat spasi dengan kutip.", ctx)
        for param in self.params:
            demand_printable(param, ctx.params.get(str(param.name)), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [piece for param in self.params for piece in param.get_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(["[OPSI]", *pieces]), prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        named = {name for names in self.sections.values() for name in names}
        for title, names in self.sections.items():
            _write_options(title, [p for p in self.params if p.name in names], ctx, formatter)
        _write_options("Opsi", [p for p in self.get_params(ctx) if p.name not in named], ctx, formatter)


@dataclass(frozen=True)
class Entry:
    """A command not imported yet (`module:name`), or a group of such commands."""

    target: str | LazyGroup
    help: str

    def load(self) -> click.Command:
        """Import the command."""
        if isinstance(self.target, LazyGroup):
            return self.target
        module, _, name = self.target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class LazyGroup(click.Group):
    """A group that knows the help of its commands without importing them."""

    def __init__(self, name: str, text: str, entries: Mapping[str, Entry], params: list[click.Parameter]) -> None:
        settings = {"help_option_names": ["-h", "--help"]}
        super().__init__(name, help=text, no_args_is_help=True, params=params, context_settings=settings)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        return entry.load() if entry else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if not args:  # click answers an empty line with the help page
                raise
            raise translated(error, ctx) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.entries and not ctx.resilient_parsing:
            raise Misuse(f"Perintah '{args[0]}' tidak ada. {suggestion(args[0], self.entries)}", ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPSI] PERINTAH ...", prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah"):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])
        _write_options("Opsi", self.get_params(ctx), ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        names = [CompletionItem(n, help=e.help) for n, e in self.entries.items() if n.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


class OfficeGroup(LazyGroup):
    """The program itself: here, once, errors become a sentence and an exit code."""

    def __init__(self, entries: Mapping[str, Entry], params: list[click.Parameter], *, text: str, epilog: str) -> None:
        super().__init__("docgen", text, entries, params)
        self.epilog = epilog

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DocgenError as error:
            complain(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except Misuse:
            raise
        except click.UsageError as error:  # the only one left: options without a command
            raise Misuse("Sebutkan perintahnya.", error.ctx) from None


def version_option() -> click.Option:
    """`--version`."""
    return click.Option(
        ["--versi-program", "--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_version,
        help="Tampilkan versi program.",
    )


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"docgen {__version__}")
        ctx.exit()


def _write_options(
    title: str, params: Iterable[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    rows = []
    for param in params:
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record is not None:
            text = "Tampilkan bantuan ini." if "--help" in param.opts else record[1]
            rows.append((record[0], text.replace("[required]", "[wajib]")))
    with formatter.section(title):
        formatter.write_dl(rows)
