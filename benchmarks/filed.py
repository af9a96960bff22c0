"""Archives for measuring: a realistic mix of naskah, filed by the real code, built without waiting for the disk."""

from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from docgen.actions.naskah.words import words_of
from docgen.archive.archive import Archive
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.naskah.records import DOCX, Naskah, NomorEntry, Status, Version
from docgen.paper.template.fill import fill

SHIPPED = Path(__file__).parent.parent / "templates_docx"
KANTOR = load_kantor(SHIPPED / "kantor.toml")
NOTA = load_doctypes(SHIPPED)["nota_dinas"]
START = datetime(2019, 1, 7, 8, 0, tzinfo=timezone(timedelta(hours=7), "WIB"))
BUKU = "nota_dinas"
MANY = 500  # naskah in one transaction of the building


def sha(data: bytes) -> str:
    """The digest of a filed file."""
    return hashlib.sha256(data).hexdigest()


class Pages:
    """Filled nota dinas with a picture in them, 30 to 60 KB, no two alike."""

    def __init__(self, seed: int = 1, *, small: bool = False) -> None:
        self.rng, self.small = random.Random(seed), small
        values = NOTA.validate(NOTA.example(), KANTOR.officials())
        self.values = {name: value for name, value in values.items() if isinstance(value, str)}
        self._page = fill(
            NOTA.template.read_bytes(), {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
        )

    def docx(self) -> bytes:
        """One more page."""
        made = io.BytesIO(self._page)
        with zipfile.ZipFile(made, "a") as page:
            size = 100 if self.small else self.rng.randint(20_000, 50_000)
            page.writestr("word/media/foto.jpg", self.rng.randbytes(size))
        return made.getvalue()

    def draft(self, naskah_id: str) -> tuple[Naskah, dict[str, bytes]]:
        """Version 1 of a naskah and its bytes."""
        page = self.docx()
        digest, note = sha(page), "Undangan rapat pengukuran kinerja triwulan"
        version = Version(naskah_id, 1, Status.DRAF, "dibuat", "kasubag_perencanaan", START, digest, {DOCX: digest},
                          self.values, template=sha(b"template"))  # fmt: skip
        return Naskah(naskah_id, NOTA.id, f"{note} {naskah_id}", "470", "Sekre", version), {DOCX: page}


def next_version(naskah: Naskah, files: Mapping[str, bytes], act: str = "direvisi") -> Naskah:
    """The naskah as it is when these files take the place of those of the same name."""
    last = naskah.latest
    named = {**last.files, **{path: sha(data) for path, data in files.items()}}
    latest = replace(
        last, number=last.number + 1, act=act, files=named, sha256=named[DOCX], at=last.at + timedelta(hours=1)
    )
    return replace(naskah, latest=latest)


def file_one(archive: Archive, naskah: Naskah, files: Mapping[str, bytes], words: str) -> None:
    """One act, one transaction."""
    with archive.transaction() as tx:
        tx.file(naskah, files, text=words)


def grow(
    archive: Archive, names: range, pages: Pages, *, acts: int = 3, numbered: bool = True, waiting: int = 1
) -> None:
    """File a naskah of each name as an office would: draft, signed, issued with a PDF of 100 KB; of each twentieth a
    scan of 1 MB. With `acts` 1 only the draft; of so many as `waiting` says one is a draft and the others were issued.
    """
    with not_waiting():
        for start in range(names.start, names.stop, MANY):
            with archive.transaction() as tx:
                for i in range(start, min(start + MANY, names.stop)):
                    naskah, files = pages.draft(f"N{i:07}")
                    if i % waiting:
                        issued = replace(naskah.latest, status=Status.TERBIT)
                        naskah = replace(naskah, nomor=f"470 / {i} / Sekre", tanggal=START.date(), latest=issued)
                    words = words_of(naskah, files.__getitem__)
                    tx.file(naskah, files, text=words)
                    for act in ("disahkan", "dinomori")[: acts - 1]:
                        files = {DOCX: pages.docx()} | (_scans(pages, i) if act == "dinomori" else {})
                        naskah = next_version(naskah, files, act)
                        lines = ()
                        if act == "dinomori" and numbered:
                            urut = tx.next_urut(BUKU, 2019)
                            naskah = replace(naskah, nomor=f"470 / {urut} / Sekre")
                            lines = (
                                NomorEntry(BUKU, 2019, urut, naskah.nomor, naskah.id, "sekretaris", naskah.latest.at),
                            )
                        tx.file(naskah, files, text=words, nomor=lines)


def _scans(pages: Pages, i: int) -> dict[str, bytes]:
    pdf = {"naskah.pdf": b"%PDF-1.7\n" + pages.rng.randbytes(100_000)}
    return pdf | ({"pindaian.pdf": b"%PDF-1.4\n" + pages.rng.randbytes(1_000_000)} if i % 20 == 0 else {})


@contextmanager
def not_waiting() -> Iterator[None]:
    """Without fsync: for archives that are only built to be measured afterwards."""
    real = os.fsync
    os.fsync = lambda descriptor: None
    try:
        yield
    finally:
        os.fsync = real
