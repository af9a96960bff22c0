"""A small real office, and the command line run in it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.actions.house.upkeep import create_office
from docgen.cli import cli


class Desk:
    """Someone at a keyboard in the office folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *args: object, sebagai: str = "", stdin: str | bytes = "") -> Result:
        """Type a command; bugs come out as exceptions."""
        who = ["--sebagai", sebagai] if sebagai else []
        line = [str(arg) for arg in args]
        env = {"DOCGEN_KANTOR": str(self.root), "DOCGEN_PEJABAT": None}
        return CliRunner(env=env).invoke(cli, [*line, *who], input=stdin, catch_exceptions=False, prog_name="docgen")

    def json(self, *args: object, sebagai: str = "", stdin: str | bytes = ""):
        """Type a command that must succeed; what it prints as JSON."""
        result = self.run(*args, "--json", sebagai=sebagai, stdin=stdin)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def filed(self) -> dict[str, bytes]:
        """Everything the archive keeps as bytes."""
        ocfl = self.root / "archive" / "ocfl"
        return {str(p.relative_to(ocfl)): p.read_bytes() for p in ocfl.rglob("*") if p.is_file()}

    def log(self) -> int:
        """How many acts were logged."""
        from docgen.archive.opening import open_archive

        archive = open_archive(self.root / "archive")
        try:
            return sum(1 for _ in archive.log())
        finally:
            archive.close()

    def draft(self, perihal: str = "Permintaan Data") -> dict[str, str]:
        """A nota dinas of the Sekretaris, as a draft."""
        return self.json(
            "naskah", "buat", "nota_dinas", "kepada=Kepala Dinas", "dari=sekretaris", f"perihal={perihal}",
            "isi=Dengan hormat, bersama ini kami mohon data realisasi.", sebagai="kasubag_perencanaan",
        )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    create_office(tmp_path / "kantor")
    meja = tmp_path / "meja"
    meja.mkdir()
    monkeypatch.chdir(meja)
    return Desk(tmp_path / "kantor")
