"""A command that fails in every way there is, for the tests of the edge where errors are caught."""

import click

from docgen.cli.command import OfficeCommand

error: BaseException | None = None  # what the next call raises


@click.command("gagal", cls=OfficeCommand)
def gagal() -> None:
    """Gagal seperti diminta."""
    assert error is not None
    raise error
