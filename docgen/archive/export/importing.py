"""An export back into an archive that is still empty: equal byte for byte, or nothing at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from docgen.archive import ocfl
from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.backup.copying import Batch
from docgen.archive.backup.snapshot import head_of
from docgen.archive.check.finding import Finding
from docgen.archive.check.verify import verify
from docgen.archive.disk import storage_failed
from docgen.archive.export.checks import check_export, failed
from docgen.archive.export.view import Export
from docgen.archive.ocfl import ROOT_FILES
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import ReadWords, Report, rebuild
from docgen.archive.storage import FileStorage
from docgen.errors import Damaged, NotFound, NotReady, UnsafeFile


def import_export(source: Path, archive: Path, *, read_words: ReadWords) -> Report:
    """Make the empty archive folder `archive` the one that was exported to `source`.

    Raises NotFound for no bag, UnsafeFile for what fails a check, NotReady for a partial export or an archive that
    holds something. Then nothing is written.
    """
    if not (source / "bagit.txt").is_file():
        raise NotFound("Ekspor", source, "Sebutkan folder yang dibuat dengan: docgen arsip ekspor FOLDER --semua.")
    faults = [f"{one.check}: {place}" for one in failed(check_export(source)) for place in one.faults]
    if faults:
        raise UnsafeFile(str(source), faults)
    export = Export(source)
    if not export.complete:
        raise NotReady(
            f"Ekspor ini sebagian: {export.about['lingkup']}, {export.about['tidak_disertakan']} tidak disertakan.",
            ["hanya ekspor lengkap yang dapat menjadi arsip: docgen arsip ekspor FOLDER --semua"],
        )
    aside = archive.with_name(f".{archive.name}.impor-{os.getpid()}")
    try:
        _copy(export, aside)
        report = rebuild(aside, read_words=read_words)
        _demand_equal(aside, report, export)
        _swap(aside, archive)
    except OSError as error:
        raise storage_failed(error, archive) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return report


def _copy(export: Export, folder: Path) -> None:
    """Every object to its place; its bytes as they are."""
    batch = Batch(FileStorage(folder))
    batch.put(ROOT_FILES)
    for outside, inventory in export.objects.items():
        inside = ocfl.object_path(inventory["id"])
        for path in (path for path in export.payload if path.startswith(outside + "/")):
            batch.put({inside + path.removeprefix(outside): (export.folder / path).read_bytes()})
    batch.flush()


def _demand_equal(folder: Path, report: Report, export: Export) -> None:
    """What was imported, opened and read again, must be what was exported."""
    opened = open_archive(folder)
    try:
        found: list[Finding] = verify(opened)
        head = head_of(opened.engine)
    finally:
        opened.close()
    announced = export.about["log"]
    if found or report.problems or (head.seq, head.hash) != (announced["seq"], announced["hash"]):
        told = [*report.problems, *(f"{one.place}: {one.what}" for one in found)] or ["log berbeda dari yang diumumkan"]
        raise Damaged("Ekspor tidak menjadi arsip yang utuh; tidak ada yang diimpor:\n" + "\n".join(told))


def _swap(fresh: Path, folder: Path) -> None:
    """Put the new archive in the place of the empty one, while nobody can file there."""
    empty = open_archive(folder)
    try:
        with t.writing(empty.engine):
            _demand_empty(empty, folder)
            kept = fresh.with_name(f"{fresh.name}-kosong")
            os.rename(folder, kept)
            os.rename(fresh, folder)
    finally:
        empty.close()
    shutil.rmtree(kept, ignore_errors=True)


def _demand_empty(archive: Archive, folder: Path) -> None:
    seq = head_of(archive.engine).seq
    if seq:
        raise NotReady(
            f"Arsip {folder} sudah berisi {seq} entri log.", ["impor hanya ke kantor baru: docgen init FOLDER"]
        )
