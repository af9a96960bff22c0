"""What lay on the glass: an office a while after it began, and real prints of what it made."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.actions.house.upkeep import create_office, verify_archive
from docgen.actions.naskah import publishing
from docgen.actions.naskah.publishing import preview
from docgen.actions.naskah.uploads import Upload
from docgen.actions.scan.capturing import Captured, capture
from docgen.naskah.records import Naskah, Version
from docgen.office import Office, open_office
from docgen.paper.pdf.convert import Converted, convert
from docgen.settings import Settings
from tests.conftest import Clock
from tests.paper.scan.scanner import Glass

BY = "kasubag_umum"  # sekretariat and arsiparis
GLASS = Glass(skew=1.3)
States = Mapping[str, tuple[Naskah, Version]]


@dataclass(frozen=True)
class Print:
    """What lay on the glass: the real PDF of one version."""

    naskah_id: str
    number: int
    pdf: bytes

    @property
    def sheets(self) -> list[tuple[bytes, int]]:
        return [(self.pdf, page) for page in range(len(PdfReader(io.BytesIO(self.pdf)).pages))]


@dataclass(frozen=True)
class Desk:
    """An office a while after it began, and what was printed there."""

    settings: Settings
    clock: Clock
    prints: Mapping[str, Print]


def furnish(root: Path, made: Callable[[Office], States]) -> Desk:
    """One office and one call of LibreOffice for all tests of a file."""
    settings, clock = create_office(root), Clock()
    with open_office(settings, now=clock) as office, pytest.MonkeyPatch.context() as patch:
        states = made(office)
        pages = {office.archive.read(version): name for name, (_, version) in states.items()}
        done = convert({name: page for page, name in pages.items()})
        patch.setattr(
            publishing, "convert", lambda asked: Converted({k: done.pdfs[pages[v]] for k, v in asked.items()}, {})
        )
        prints = {
            name: Print(naskah.id, version.number, preview(office, naskah, version))
            for name, (naskah, version) in states.items()
        }
    return Desk(settings, clock, prints)


@pytest.fixture(autouse=True)
def plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without programs that docgen can do without."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture
def desk(furnished: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(furnished.settings.root, tmp_path / "kantor")
    return replace(furnished, settings=Settings(tmp_path / "kantor"), clock=Clock())


@pytest.fixture
def office(desk: Desk) -> Iterator[Office]:
    with open_office(desk.settings, now=desk.clock) as opened:
        yield opened
        assert verify_archive(opened) == []


@pytest.fixture
def prints(desk: Desk) -> Mapping[str, Print]:
    return desk.prints


def latest(office: Office, one: Print) -> Naskah:
    return office.archive.naskah(one.naskah_id)


def taken(office: Office, data: bytes, name: str = "scan.pdf", **more: bool) -> Captured:
    return capture(office, Upload(data, name), by=BY, **more)
