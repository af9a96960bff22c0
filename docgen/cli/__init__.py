"""The command line `docgen`: parse, one act of `docgen.actions`, print. Commands are imported only when called."""

from __future__ import annotations

from docgen.cli.command import OfficeGroup, version_option
from docgen.cli.printing import prepare_streams
from docgen.cli.registry import COMMANDS, EPILOG, HELP
from docgen.cli.session import program_options

cli = OfficeGroup(COMMANDS, [*program_options(), version_option()], text=HELP, epilog=EPILOG)


def main() -> None:
    """Run the command that was typed."""
    prepare_streams()
    cli.main(prog_name="docgen")
