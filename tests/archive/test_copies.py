"""What the archivist is told of a damaged file: which letter it is, what is left of it, whether the disk dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.archive.archive import Archive
from docgen.archive.check.finding import Finding
from docgen.archive.check.verify import verify
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.storage import FileStorage
from docgen.errors import StorageFailed
from docgen.naskah.records import DOCX
from tests.archive.samples import draft, file, revised, small_office

A = object_path("urn:docgen:naskah:a")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = small_office(tmp_path)
    yield opened
    opened.close()


def damage(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"rusak")


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, [(one.kind, one.place) for one in found]
    return found[0]


def test_a_damaged_page_is_named_with_its_perihal_and_the_newest_version_still_whole(
    archive: Archive, tmp_path: Path
) -> None:
    damage(tmp_path / A / "v4/content/naskah.docx")  # version 5 has the same page
    finding = only(verify(archive))
    assert finding.perihal == "Undangan & rapat"
    assert "Dipakai versi 4, 5. Versi 3 masih utuh." in finding.what


def test_of_a_damaged_older_page_the_newest_version_is_the_one_still_whole(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / A / "v2/content/naskah.docx").unlink()
    assert "Dipakai versi 2. Versi 5 masih utuh." in only(verify(archive)).what


def test_where_every_version_of_a_page_is_damaged_that_is_said(archive: Archive, tmp_path: Path) -> None:
    for path in (tmp_path / A).glob("v*/content/naskah.docx"):
        damage(path)
    found = verify(archive)
    assert len(found) == 4 and all("Tidak ada versi lain yang utuh." in one.what for one in found)


def test_a_file_that_only_one_version_has_has_no_other(archive: Archive, tmp_path: Path) -> None:
    damage(tmp_path / A / "v5/content/salinan-01.docx")
    assert "Dipakai versi 5. Tidak ada versi lain yang utuh." in only(verify(archive)).what


def test_the_same_bytes_whole_in_another_naskah_are_named(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    scan = {DOCX: b"halaman", "surat.pdf": b"pindaian yang sama"}
    for name in ("satu", "dua"):
        first = file(archive, draft(name, b"halaman"), {DOCX: b"halaman"})
        file(archive, revised(first, scan), {"surat.pdf": scan["surat.pdf"]})
    damage(tmp_path / object_path("urn:docgen:naskah:satu") / "v2/content/surat.pdf")
    assert "Berkas yang sama utuh di naskah dua versi 2: surat.pdf." in only(verify(archive)).what
    damage(tmp_path / object_path("urn:docgen:naskah:dua") / "v2/content/surat.pdf")
    assert all("yang sama utuh" not in one.what for one in verify(archive))
    archive.close()


def test_a_finding_in_log_or_catalogue_names_its_naskah_too(archive: Archive) -> None:
    with archive.engine.begin() as c:
        c.exec_driver_sql("UPDATE log SET act = 'lain' WHERE seq = 1")
        c.exec_driver_sql("UPDATE version SET note = 'lain' WHERE naskah_id = 'b' AND number = 1")
    assert {one.perihal for one in verify(archive)} == {"Undangan & rapat"}


# ---------------------------------------------------------------- a disk that begins to fail


class Shaky(FileStorage):
    """Answers wrongly, or not at all, as often as `wrong` says; then as it should."""

    def __init__(self, root: Path, path: str, wrong: int, *, refuses: bool = False) -> None:
        super().__init__(root)
        self.path, self.wrong, self.refuses, self.fresh = path, wrong, refuses, 0

    def read(self, path: str, *, fresh: bool = False) -> bytes:
        data = super().read(path, fresh=fresh)
        self.fresh += fresh
        if path != self.path or self.wrong == 0:
            return data
        self.wrong -= 1
        if self.refuses:
            raise StorageFailed(f"Gagal pada {path}: Input/output error.")
        return bytes([data[0] ^ 1]) + data[1:]


def shaky(archive: Archive, path: str, wrong: int, *, refuses: bool = False) -> Archive:
    assert isinstance(archive.storage, FileStorage)
    return Archive(archive.engine, Shaky(archive.storage.root, f"{A}/{path}", wrong, refuses=refuses), archive.now)


FILES = ("v1/content/naskah.docx", "v3/content/record.json", "inventory.json", "v2/inventory.json.sha512",
         "0=ocfl_object_1.1")  # fmt: skip


@pytest.mark.parametrize("refuses", [False, True], ids=["wrong", "refused"])
@pytest.mark.parametrize("path", FILES)
def test_a_file_read_wrongly_once_is_a_warning_about_the_disk_and_no_damage(
    archive: Archive, path: str, refuses: bool
) -> None:
    finding = only(verify(shaky(archive, path, 1, refuses=refuses)))
    assert (finding.kind, finding.severity) == ("bacaan goyah", "peringatan")
    assert finding.place.endswith(path) and finding.perihal == "Undangan & rapat"


@pytest.mark.parametrize("path", FILES)
def test_a_file_the_disk_never_reads_is_damage_and_ends_no_check(archive: Archive, tmp_path: Path, path: str) -> None:
    damage(tmp_path / object_path("urn:docgen:naskah:b") / "v1/content/naskah.docx")
    found = verify(shaky(archive, path, -1, refuses=True))
    assert {(one.kind, one.severity) for one in found} >= {
        ("berkas tak terbaca", "rusak"), ("berkas berubah", "rusak")
    }  # fmt: skip
    assert any(one.place.endswith(f"{A}/{path}") for one in found if one.kind == "berkas tak terbaca")


def test_the_second_reading_goes_past_the_memory_of_the_system(archive: Archive) -> None:
    looked = shaky(archive, FILES[0], 1)
    verify(looked)
    assert isinstance(looked.storage, Shaky) and looked.storage.fresh == 1


def test_a_fresh_reading_gives_the_same_bytes(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path)
    storage.write({"a": b"isi" * 9999})
    assert storage.read("a", fresh=True) == storage.read("a") == b"isi" * 9999
