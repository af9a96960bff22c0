"""What is typed behind `docgen cari`: the words as one line of the search grammar, and the options beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

import click

from docgen.actions.naskah.searches import SORTS, VERSIONS
from docgen.cli.arguments import as_day, jenis_option, status_option
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.kearsipan.searches import OPTIONS, Search
from docgen.search.filters import FILTERS

MINUS = "\N{MINUS SIGN}"  # read as a hyphen by the grammar, and by click as no option


class SearchCommand(OfficeCommand):
    """A word with a hyphen before it is one that is not wanted, and no option."""

    sections: ClassVar[Mapping[str, Sequence[str]]] = {
        "Penyaring": ("jenis", "status", "nomor", "pejabat", "sejak", "sampai", "versi"),
        "Hasil": ("urut", "batas", "faset", "ekspor", "timpa", "mirip"),
        "Disimpan dan dijalankan lagi": ("simpan", "bersama", "tersimpan"),
    }

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [re.sub(r"^-(?=[^-\s].)", MINUS, arg) for arg in args])


def asked_options(command: Callable[..., None]) -> Callable[..., None]:
    """What narrows and sorts the answers; what these say is read by `asked_of`."""
    nomor = "Nomor, utuh atau sebagian; spasi tidak berpengaruh."
    for option in (
        _choice("urut", SORTS, "relevansi (biasanya), atau tanggal: yang terbaru lebih dahulu."),
        _choice("versi", VERSIONS, "terbaru (biasanya), atau semua: juga versi lama yang isinya berbeda."),
        click.option("--sampai", metavar="TANGGAL", type=as_day, help="Tanggal paling akhir."),
        click.option("--sejak", metavar="TANGGAL", type=as_day, help="Tanggal paling awal."),
        _text("pejabat", "JABATAN", "Yang membuat atau menyetujui.", shell_complete=complete_post),
        _text("nomor", "NOMOR", nomor),
        status_option,
        jenis_option,  # the last is shown first
    ):
        command = option(command)
    return command


def _text(name: str, metavar: str, told: str, **more: Any) -> Callable[..., Any]:
    return click.option(f"--{name}", metavar=metavar, default="", help=told, **more)


def _choice(name: str, values: Iterable[str], told: str) -> Callable[..., Any]:
    choice = click.Choice(list(values), case_sensitive=False)
    return click.option(f"--{name}", metavar=name.upper(), type=choice, help=told)


def asked_of(words: Sequence[str], options: Mapping[str, Any]) -> Search:
    """What was typed, as it may be kept; an option that was not given is empty."""
    line = as_line(words).replace(MINUS, "-")
    given: dict[str, Any] = {name: str(options[name] or "") for name in OPTIONS}
    return Search(line, **given)


def as_line(words: Sequence[str]) -> str:
    """The words as one line of the search grammar: what the shell kept together stays together.

    What holds signs of the grammar between its words is a line already.
    """
    return " ".join(_item(word) for word in words)


_SIGNS = re.compile(rf"(?:^|\s)-\(|\s-\w|\s(?-i:OR|ATAU)\s|\w[*~](?:\s|$)|\s-?(?:{'|'.join(FILTERS)}):", re.IGNORECASE)


def _item(word: str) -> str:
    if '"' in word or not any(c.isspace() for c in word) or _SIGNS.search(word):
        return word
    if word.startswith(("-", MINUS)):
        return "-" + _item(word[1:])
    name, colon, value = word.partition(":")
    if not colon or name.lower() not in FILTERS:
        return f'"{word}"'
    values = [value] if name.lower() == "pejabat" else value.split(",")  # the commas of a name are part of it
    return f"{name}:" + ",".join(f'"{one.strip()}"' for one in values)
