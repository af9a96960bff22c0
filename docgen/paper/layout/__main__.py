"""`python -m docgen.paper.layout [FOLDER] [--profil ID]`: draw the shipped template pages and the emblem again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from docgen.paper.layout.drawing import SHIPPED, draw_all
from docgen.paper.layout.profile import PROFILES, SHIPPED_PROFILE


def main() -> None:
    """Draw what the command line asks for and say what was written."""
    parser = ArgumentParser(prog="python -m docgen.paper.layout")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)
    parser.add_argument("--profil", choices=PROFILES, default=SHIPPED_PROFILE.id)
    asked = parser.parse_args()
    for written in draw_all(asked.folder, PROFILES[asked.profil]):
        print(f"{written}: {written.stat().st_size} byte")


if __name__ == "__main__":
    main()
