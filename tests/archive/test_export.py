"""The archive handed over: whole, checked by anybody, and back again byte for byte; each check can fail alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import bagit
import pytest

from docgen.archive.backup.snapshot import snapshot_of
from docgen.archive.backup.tree import tree_of
from docgen.archive.canonical import sha256
from docgen.archive.check.verify import verify
from docgen.archive.export.checks import CHECKS, check_export, failed
from docgen.archive.export.importing import import_export
from docgen.archive.export.tables import csv_line
from docgen.archive.export.writing import Scope, export_path, write_export
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.errors import Damaged, NotFound, NotReady, UnsafeFile
from docgen.naskah.records import DOCX, NomorEntry
from tests.archive.breaking import BREAKAGES, A, Bench
from tests.archive.samples import WIB, draft, file, kept_office, ocfl_complaints, revised, small_office
from tests.archive.test_nisan import destroy
from tests.archive.test_rebuild import read_words, rows

NOW = datetime(2019, 2, 1, 9, 0, tzinfo=WIB)


def export(archive: Path, folder: Path, *object_ids: str) -> Path:
    """Everything, or these objects."""
    opened = open_archive(archive)
    seen = snapshot_of(opened.engine)
    objects = {one: seen.objects[one] for one in object_ids or seen.objects}
    write_export(opened, folder, seen, Scope("semua", objects, len(seen.objects) - len(objects), "Dinas", NOW))
    opened.close()
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a small office; changed by nobody."""
    folder = tmp_path_factory.mktemp("ekspor")
    small_office(folder / "arsip").close()
    return export(folder / "arsip", folder / "semua")


@pytest.fixture
def bench(made: Path, tmp_path: Path) -> Iterator[Bench]:
    yield Bench(shutil.copytree(made, tmp_path / "ekspor"))


def told(folder: Path) -> list[str]:
    """The short names of the checks that fail."""
    return [result.check[:3] for result in failed(check_export(folder))]


# ------------------------------------------------------- each check


def test_a_good_export_passes_every_check(made: Path) -> None:
    results = check_export(made)
    assert failed(results) == [] and len(results) >= 40


def test_every_check_has_its_breakage() -> None:
    assert [name[:3] for name in CHECKS] == list(BREAKAGES)


def test_the_seals_of_the_bench_are_those_of_an_export(bench: Bench) -> None:
    """Else a breakage would be found by what was done to hide it."""
    bench.amend(lambda bodies: None)
    bench.inventories(A, lambda body: None)
    bench.put("nomor", bench.rows("nomor"))
    assert told(bench.folder) == []


@pytest.mark.parametrize("check", [name[:3] for name in CHECKS])
def test_what_is_broken_is_found_by_its_own_check_and_no_other(bench: Bench, check: str) -> None:
    BREAKAGES[check](bench)
    assert told(bench.folder) == [check]


@pytest.mark.parametrize("path", ["metadata/log.json", "metadata/ekspor.json", "ocfl", "metadata", "../bag-info.txt"])
def test_what_cannot_be_read_fails_a_check_and_is_no_crash(bench: Bench, path: str) -> None:
    place = bench.data / path
    shutil.rmtree(place) if place.is_dir() else place.write_bytes(b"\xff{")
    assert told(bench.folder)


# ------------------------------------------------------- without us


def test_bagit_itself_finds_nothing_to_say(made: Path) -> None:
    bag = bagit.Bag(str(made))
    assert bag.validate() and bag.is_valid(fast=True)
    assert bag.info["Source-Organization"] == "Dinas"


@pytest.mark.parametrize("name", ["sha256", "sha512"])
def test_the_tools_of_every_machine_can_check_it(made: Path, name: str) -> None:
    for manifest in (f"manifest-{name}.txt", f"tagmanifest-{name}.txt"):
        done = subprocess.run([f"{name}sum", "--check", "--strict", "--quiet", manifest], cwd=made, capture_output=True)
        assert (done.returncode, done.stdout) == (0, b"")


def test_its_objects_are_an_ocfl_storage_root(made: Path) -> None:
    assert ocfl_complaints(made / "data") in ([], ["Storage root structure is valid."])


def checked_by_hand(folder: Path) -> tuple[int, str, str]:
    """What periksa.py says in a Python that knows nothing of docgen."""
    line = [sys.executable, "-I", "-S", str(folder / "data" / "periksa.py")]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", cwd="/")
    return done.returncode, done.stdout, done.stderr


def test_the_script_in_it_checks_and_lists_it_without_docgen(made: Path) -> None:
    code, printed, complaint = checked_by_hand(made)
    assert (code, complaint.strip()) == (0, "")
    assert "a  nota_dinas  470 / Kep. 1 / Sekre  2019-01-09  Undangan & rapat" in printed
    assert printed.splitlines()[-1].endswith("10 versi, 0 kerusakan")
    assert (made / "data" / "periksa.py").read_text().count("\n") < 100


@pytest.mark.parametrize("check", ["B06", "B07", "B08", "B09", "O05", "O11", "O14", "L01", "L02", "L03", "L04", "L07"])
def test_the_script_finds_what_was_broken(bench: Bench, check: str) -> None:
    BREAKAGES[check](bench)
    code, _, complaint = checked_by_hand(bench.folder)
    assert code == 1 and complaint.strip()


def test_no_cell_is_computed_by_a_spreadsheet(tmp_path: Path) -> None:
    archive = small_office(tmp_path / "arsip")
    perihal = '=HYPERLINK("http://x";"y")'
    file(archive, replace(draft("c", b"c"), perihal=perihal), {DOCX: b"c"})
    archive.close()
    folder = export(tmp_path / "arsip", tmp_path / "ekspor")
    assert f"'{perihal}".replace('"', '""') in (folder / "data/metadata/naskah.csv").read_text("utf-8-sig")
    assert perihal in [row["perihal"] for row in json.loads((folder / "data/metadata/naskah.json").read_text())]
    assert told(folder) == []
    for first in "=+-@\t\r":
        assert csv_line([first + "1"]).lstrip(b'"').startswith(b"'")


# ------------------------------------------------------- what is in it


def test_every_object_is_in_it_byte_for_byte(made: Path) -> None:
    archive = made.parent / "arsip"
    for object_id in ("urn:docgen:naskah:a", "urn:docgen:naskah:b", "urn:docgen:sop:r1"):
        inside, outside = archive / object_path(object_id), made / "data" / export_path(object_id)
        assert tree_of(inside) == tree_of(outside) != {}


def test_what_is_filed_meanwhile_is_not_half_in_it(tmp_path: Path) -> None:
    archive = small_office(tmp_path / "arsip")
    seen = snapshot_of(archive.engine)
    file(archive, revised(archive.naskah("a"), {DOCX: b"baru"}), {DOCX: b"baru"})
    write_export(archive, tmp_path / "ekspor", seen, Scope("semua", seen.objects, 0, "Dinas", NOW))
    assert told(tmp_path / "ekspor") == []
    assert not list((tmp_path / "ekspor").rglob("v6"))


def test_a_part_is_told_as_a_part_and_passes_its_checks(made: Path, tmp_path: Path) -> None:
    folder = export(made.parent / "arsip", tmp_path / "sebagian", "urn:docgen:naskah:b")
    assert told(folder) == []
    assert checked_by_hand(folder)[0] == 0 and bagit.Bag(str(folder)).is_valid()
    assert "sebagian" in (folder / "data" / "BACA-SAYA.txt").read_text("utf-8")
    assert not list(folder.rglob(f"*{sha256(A.encode())}*"))
    assert "halaman a" not in "".join(path.read_text("utf-8") for path in (folder / "data/metadata").iterdir())


def test_a_damaged_archive_is_told_and_nothing_is_exported(tmp_path: Path) -> None:
    small_office(tmp_path / "arsip").close()
    for version in ("v1", "v2"):
        page = tmp_path / "arsip" / object_path(A if version == "v1" else "urn:docgen:naskah:b") / version
        path = page / "content" / DOCX
        path.chmod(0o600)
        path.write_bytes(b"rusak")
    with pytest.raises(Damaged) as error:
        export(tmp_path / "arsip", tmp_path / "ekspor")
    assert str(error.value).count("isinya berubah") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["arsip"]


def test_a_folder_that_is_there_is_never_written_over(made: Path) -> None:
    before = tree_of(made)
    with pytest.raises(NotReady, match="sudah ada"):
        export(made.parent / "arsip", made)
    assert tree_of(made) == before


# ------------------------------------------------------- and back


def test_a_complete_export_becomes_an_equal_archive_and_exports_the_same_again(made: Path, tmp_path: Path) -> None:
    report = import_export(made, tmp_path / "baru", read_words=read_words)
    assert (report.naskah, report.versions, report.runs, report.nomor, report.entries) == (2, 8, 1, 2, 10)
    archive = open_archive(tmp_path / "baru")
    assert verify(archive) == [] and ocfl_complaints(tmp_path / "baru") == []
    archive.close()
    before = made.parent / "arsip"
    assert tree_of(tmp_path / "baru", "ocfl") == tree_of(before, "ocfl")
    assert rows(tmp_path / "baru" / "catalogue.db") == rows(before / "catalogue.db")
    again = export(tmp_path / "baru", tmp_path / "lagi")
    for name in ("sha256", "sha512"):
        assert (again / f"manifest-{name}.txt").read_bytes() == (made / f"manifest-{name}.txt").read_bytes()


def test_a_part_is_no_archive(made: Path, tmp_path: Path) -> None:
    folder = export(made.parent / "arsip", tmp_path / "sebagian", A)
    with pytest.raises(NotReady, match="sebagian"):
        import_export(folder, tmp_path / "baru", read_words=read_words)
    assert not (tmp_path / "baru").exists()


def test_an_archive_that_holds_something_is_never_imported_into(made: Path, tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "baru")
    file(archive, draft("x", b"x"), {DOCX: b"x"})
    archive.close()
    before = tree_of(tmp_path / "baru", "ocfl")
    with pytest.raises(NotReady, match="sudah berisi 1 entri log"):
        import_export(made, tmp_path / "baru", read_words=read_words)
    assert tree_of(tmp_path / "baru", "ocfl") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baru"]


@pytest.mark.parametrize("check", ["B06", "B08", "B10", "B11", "B15", "O02", "O10", "O11", "R05", "L03", "L07"])
def test_what_fails_a_check_is_not_imported(bench: Bench, tmp_path: Path, check: str) -> None:
    BREAKAGES[check](bench)
    with pytest.raises(UnsafeFile, match=check):
        import_export(bench.folder, tmp_path / "baru", read_words=read_words)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ekspor"]


def test_a_part_that_calls_itself_complete_is_found_out(made: Path, tmp_path: Path) -> None:
    folder = export(made.parent / "arsip", tmp_path / "sebagian", A)
    bench = Bench(folder)
    bench.about(lambda about: about.update(lengkap=True, tidak_disertakan=0))
    with pytest.raises(UnsafeFile, match="L04"):
        import_export(folder, tmp_path / "baru", read_words=read_words)


def test_a_folder_that_is_no_export_is_not_imported(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="arsip ekspor"):
        import_export(tmp_path, tmp_path / "baru", read_words=read_words)


def test_an_old_register_may_begin_anywhere_and_ours_may_not(tmp_path: Path) -> None:
    archive = small_office(tmp_path / "arsip")
    for naskah_id, urut, facts in (("lama", 12, {"baris_asal": {"baris": 1}}), ("baru", 14, {})):
        naskah = draft(naskah_id, naskah_id.encode())
        naskah = replace(naskah, latest=replace(naskah.latest, facts=facts))
        line = NomorEntry("agenda", 2014, urut, f"{urut:03}", naskah_id, "tata_usaha", naskah.latest.at)
        file(archive, replace(naskah, nomor=f"{urut:03}"), {DOCX: naskah_id.encode()}, line)
    archive.close()
    (found,) = [one for one in check_export(export(tmp_path / "arsip", tmp_path / "bag")) if one.faults]
    assert found.check.startswith("N03") and found.faults == ("buku agenda tahun 2014: nomor 13",)


def test_what_was_destroyed_is_in_an_export_as_its_tombstone_only(tmp_path: Path) -> None:
    archive = kept_office(tmp_path / "arsip")
    destroy(archive, "a")
    archive.close()
    folder = export(tmp_path / "arsip", tmp_path / "bag")
    assert told(folder) == []
    code, listed, faults = checked_by_hand(folder)
    assert (code, faults) == (0, "") and "a  nota_dinas" in listed and "0 kerusakan" in listed
    assert [path for path in folder.rglob("*") if path.is_file() and b"halaman a" in path.read_bytes()] == []
