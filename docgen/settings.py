"""Where an office lives on disk, and which database keeps its facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.errors import NotFound

KANTOR = Path("templates_docx") / "kantor.toml"
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Settings:
    """One office folder; an empty `database` means the SQLite file inside it."""

    root: Path
    database: str = ""

    @property
    def templates(self) -> Path:
        return self.root / "templates_docx"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def tray(self) -> Path:
        """Scans that could not be filed, each with the reason; no part of the archive."""
        return self.root / "baki"

    @property
    def accounts(self) -> Path:
        """Who may sign in at the browser."""
        return self.root / "akun.db"

    @property
    def synonyms(self) -> Path:
        """The office's own words and abbreviations that mean the same; it need not be there."""
        return self.templates / "sinonim.toml"

    @property
    def sops(self) -> tuple[Path, ...]:
        """The SOPs that come with docgen, and the office's own beside kantor.toml."""
        return (_PACKAGE / "sops", self.templates / "sops")


def find_office(start: Path, database: str = "") -> Settings:
    """The office folder at `start` or above it; raises NotFound with what to do."""
    for folder in (start, *start.resolve().parents):
        if (folder / KANTOR).is_file():
            return Settings(folder.resolve(), database)
    raise NotFound("Folder kantor", start, "Buat dahulu dengan: docgen init FOLDER, lalu tambahkan --kantor FOLDER.")


def shipped_templates() -> Path:
    """The document types that come with docgen, installed or in a checkout."""
    installed = _PACKAGE / "bawaan"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates_docx"
