"""Many small naskah, filed straight into the archive: for tests of the index that need numbers and not pages."""

from __future__ import annotations

import random
from collections.abc import Iterable

from docgen.naskah.records import DOCX
from docgen.office import Office
from tests.archive.samples import draft

WORDS = "rapat undangan kinerja laporan disposisi anggaran kependudukan akta kartu keluarga pelayanan menulis".split()


def file_letters(office: Office, numbers: Iterable[int]) -> list[str]:
    """File these letters in one act of the office; each has a word of its own, `surat` with its number."""
    with office.archive.transaction() as tx:
        names = []
        for at in numbers:
            page = f"halaman {at}".encode()
            naskah = draft(f"N{at:05}", page)
            tx.file(naskah, {DOCX: page}, text=words_of(at))
            names.append(naskah.id)
    return names


def words_of(at: int) -> str:
    return f"surat{at} " + " ".join(random.Random(at).choices(WORDS, k=30))
