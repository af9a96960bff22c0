"""The archive a second time: whole at every moment, never worse for a damaged source, back with every byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import threading
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.archive import tables, upgrade
from docgen.archive.archive import Archive
from docgen.archive.backup import saving
from docgen.archive.backup.pruning import keep_only
from docgen.archive.backup.restore import restore
from docgen.archive.backup.saving import back_up
from docgen.archive.backup.state import HARI, MANIFEST, SEAL, read_state, state_names
from docgen.archive.backup.tree import backup_tree, differences, office_tree
from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.check.verify import verify
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.storage import FileStorage
from docgen.errors import Damaged, NotFound, NotReady, StorageFailed, UnsafeFile
from docgen.naskah.records import DOCX
from tests.archive.crashing import file_something, in_child
from tests.archive.samples import WIB, draft, file, issue, ocfl_complaints, revised, small_office
from tests.archive.test_crash import Faults
from tests.archive.test_nisan import destroy, holding
from tests.archive.test_rebuild import read_words, rows

A = object_path("urn:docgen:naskah:a")


class House:
    """An office whose clock only the test moves, and the place of its backup."""

    def __init__(self, folder: Path) -> None:
        self.root, self.target = folder / "kantor", folder / "cadangan"
        self.day = datetime(2026, 11, 20, 17, 0, tzinfo=WIB)
        small_office(self.root / "archive").close()
        self.templates = self.root / "templates_docx"
        (self.templates / "sops").mkdir(parents=True)
        (self.templates / "kantor.toml").write_text("nama = 'Dinas'\n")
        (self.templates / "sops" / "sop.toml").write_text("id = 'x'\n")
        self.archive = open_archive(self.root / "archive", now=lambda: self.day)

    def back_up(self, **options: bool) -> saving.Backup:
        return back_up(self.archive, self.templates, self.target, **options)

    def restore(self, name: str = "pulih", day: date | None = None, **options: Any) -> tuple[Path, Any]:
        folder = self.target.parent / name
        return folder, restore(self.target, folder, day, read_words=read_words, **options)

    def letter(self, naskah_id: str) -> None:
        page = naskah_id.encode()
        file(self.archive, draft(naskah_id, page), {DOCX: page})

    def stored(self, path: str) -> Path:
        return self.root / "archive" / path

    def state(self) -> Any:
        storage = FileStorage(self.target)
        return read_state(storage, state_names(storage)[-1])


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def whole(folder: Path) -> Archive:
    """The archive of a restored office, found in order by both validators."""
    archive = open_archive(folder / "archive")
    assert verify(archive) == []
    assert ocfl_complaints(folder / "archive") == []
    return archive


# ------------------------------------------------------- there and back


def test_what_is_restored_is_what_was_backed_up_file_by_file_and_row_by_row(house: House) -> None:
    house.back_up()
    folder, found = house.restore()
    assert (found.damaged, found.findings, found.rebuilt) == ((), (), False)
    assert office_tree(folder) == office_tree(house.root) == backup_tree(house.target, house.state())
    whole(folder).close()
    assert rows(folder / "archive" / "catalogue.db") == rows(house.root / "archive" / "catalogue.db")


def test_a_restored_office_goes_on(house: House) -> None:
    house.back_up()
    folder, _ = house.restore()
    archive = whole(folder)
    assert issue(archive, archive.naskah("a"), b"z").nomor == "470 / Kep. 3 / Sekre"
    assert verify(archive) == []
    (folder / "templates_docx" / "kantor.toml").write_text("boleh diubah")
    with closing(sqlite3.connect(folder / "archive" / "catalogue.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_backup_itself_is_an_archive_that_any_ocfl_tool_can_read(house: House) -> None:
    house.back_up()
    house.letter("c")
    house.back_up()
    assert ocfl_complaints(house.target) == []
    assert not list(house.target.rglob("index"))


def test_only_what_is_new_is_copied(house: House) -> None:
    first = house.back_up()
    before = {path: path.stat().st_mtime_ns for path in house.target.rglob("*/content/*")}
    house.letter("c")
    second = house.back_up()
    assert first.files > 30 and second.files == 2 + 5 + 2  # declarations; a version of five files and its head
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert second.state.nomor == 2


def test_a_day_without_an_act_makes_no_second_state(house: House) -> None:
    made = house.back_up()
    again = house.back_up()
    assert not again.new and again.state == made.state
    (house.templates / "kantor.toml").write_text("nama = 'Dinas Lain'\n")
    assert house.back_up().new


def test_an_earlier_day_comes_back_with_its_catalogue_and_declarations(house: House) -> None:
    house.back_up()
    house.day = house.day.replace(day=22)
    (house.templates / "kantor.toml").write_text("nama = 'Dinas Baru'\n")
    file(house.archive, revised(house.archive.naskah("a"), {DOCX: b"baru"}), {DOCX: b"baru"})
    house.letter("c")
    house.back_up()
    old, _ = house.restore("lama", date(2026, 11, 21))
    new, _ = house.restore("baru")
    assert (old / "templates_docx" / "kantor.toml").read_text() == "nama = 'Dinas'\n"
    assert (new / "templates_docx" / "kantor.toml").read_text() == "nama = 'Dinas Baru'\n"
    before, after = whole(old), whole(new)
    assert (before.naskah("a").latest.number, before.naskah_ids()) == (5, ["a", "b"])
    assert (after.naskah("a").latest.number, after.naskah_ids()) == (6, ["b", "a", "c"])
    with pytest.raises(NotFound, match="2026-11-20, 2026-11-22"):
        house.restore("belum", date(2026, 11, 19))


def test_a_clock_that_was_set_back_does_not_change_which_state_is_the_newest(house: House) -> None:
    house.back_up()
    house.letter("c")
    house.day = house.day.replace(day=3)
    house.back_up()
    folder, found = house.restore()
    assert found.state.nomor == 2 and "c" in whole(folder).naskah_ids()


def test_without_a_catalogue_in_the_backup_it_is_made_from_the_files(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database server is backed up by its own means."""
    monkeypatch.setattr(saving.t, "sqlite_path", lambda engine: None)
    house.back_up()
    monkeypatch.undo()
    folder, found = house.restore()
    assert found.rebuilt and found.findings == ()
    assert rows(folder / "archive" / "catalogue.db") == rows(house.root / "archive" / "catalogue.db")


def test_an_older_catalogue_is_brought_up_to_date_when_it_is_restored(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.back_up()
    monkeypatch.setattr(tables, "SKEMA", tables.SKEMA + 1)
    monkeypatch.setitem(upgrade._ADDED, tables.SKEMA, ("CREATE TABLE baru (id INTEGER)",))
    _, found = house.restore()
    assert found.findings == ()


# ------------------------------------------------------- while others work


@pytest.mark.slow
def test_a_backup_beside_a_writer_is_one_consistent_moment(house: House, tmp_path: Path) -> None:
    stop, filed = threading.Event(), []

    def write() -> None:
        archive, rng = open_archive(house.root / "archive"), random.Random(470)
        while not stop.is_set():
            file_something(archive, rng, "n", filed.append)
        archive.close()

    writer = threading.Thread(target=write)
    writer.start()
    heads = []
    try:
        for n in range(6):
            heads.append(house.back_up().state.head.seq)
            folder, found = house.restore(f"pulih-{n}")
            assert (found.findings, found.damaged) == ((), ())
            whole(folder).close()
            time.sleep(0.05)
    finally:
        stop.set()
        writer.join()
    assert heads == sorted(heads) and heads[-1] > heads[0] and filed


def test_two_backups_to_one_place_do_not_meet(house: House) -> None:
    house.back_up()
    with saving.held(house.target), pytest.raises(StorageFailed, match="sedang berjalan"):
        house.back_up()


# ------------------------------------------------------- faults


@pytest.mark.parametrize("damage", ["berubah", "hilang", "daftar isi"])
def test_a_damaged_source_is_told_and_never_copied_over_a_good_copy(house: House, damage: str) -> None:
    house.back_up()
    good = {path: path.read_bytes() for path in (house.target / "ocfl").rglob("*") if path.is_file()}
    file(house.archive, revised(house.archive.naskah("a"), {DOCX: b"baru"}), {DOCX: b"baru"})
    hurt = house.stored(A) / "v6" / ("inventory.json" if damage == "daftar isi" else f"content/{DOCX}")
    overwrite(hurt, b"rusak")
    if damage == "hilang":
        hurt.unlink()
    overwrite(house.stored(A) / "v1" / "content" / DOCX, b"rusak")  # backed up long ago: nobody looks at it again
    made = house.back_up()
    assert len(made.state.rusak) == 1 and f"{A}/v6/" in made.state.rusak[0]
    assert made.state.objek[A].versi == 5
    assert {path: path.read_bytes() for path in good} == good
    folder, found = house.restore(although_damaged=True)
    assert found.damaged == made.state.rusak
    assert "baris tanpa versi" in {one.kind for one in found.findings}
    archive = open_archive(folder / "archive")
    assert archive.read(archive.versions("a")[0]) == b"halaman a"


def test_a_source_that_is_mended_is_copied_by_the_next_backup(house: House) -> None:
    page = house.stored(A) / "v5" / "content" / "salinan-01.docx"
    kept = page.read_bytes()
    overwrite(page, b"rusak")
    assert house.back_up().state.objek[A].versi == 4
    overwrite(page, kept)
    made = house.back_up()
    assert made.new and made.state.rusak == () and made.state.objek[A].versi == 5
    whole(house.restore()[0]).close()


def test_a_wrong_read_that_comes_once_is_read_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real, wrong = FileStorage.read, [f"{A}/v1/content/{DOCX}"]

    def read(self: FileStorage, path: str) -> bytes:
        return b"keliru" if path in wrong and not wrong.clear() else real(self, path)  # type: ignore[func-returns-value]

    monkeypatch.setattr(FileStorage, "read", read)
    assert house.back_up().state.rusak == () and wrong == []


def test_a_thorough_backup_mends_what_was_damaged_in_the_backup(house: House) -> None:
    house.back_up()
    overwrite(house.target / A / "v1" / "content" / DOCX, b"rusak")
    with pytest.raises(Damaged, match=f"{A}/v1/content/{DOCX}: isinya berubah"):
        house.restore()
    assert not house.back_up().new
    assert house.back_up(thorough=True).state.rusak == ()
    whole(house.restore()[0]).close()


def test_a_thorough_backup_keeps_a_good_copy_of_what_is_damaged_at_home(house: House) -> None:
    house.back_up()
    overwrite(house.stored(A) / "v2" / "inventory.json.sha512", b"rusak")
    made = house.back_up(thorough=True)
    assert len(made.state.rusak) == 1 and made.state.objek[A].versi == 5
    folder, found = house.restore(although_damaged=True)
    assert found.findings == () and whole(folder).naskah("a").latest.number == 5


@pytest.mark.slow
def test_a_backup_killed_at_any_moment_leaves_the_former_one_whole(house: House) -> None:
    house.back_up()
    rng, cut = random.Random(36), 0
    for n in range(24):
        for _ in range(6):
            file_something(house.archive, rng, "n", lambda line: None)
        former = house.state()

        def work(descriptor: int) -> None:
            os.write(descriptor, b"mulai 1 0\n")
            back_up(open_archive(house.root / "archive"), house.templates, house.target)

        _, status = in_child(work, kill_after=rng.uniform(0, 0.05))
        assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
        folder, found = house.restore(f"pulih-{n}")
        assert (found.findings, found.damaged) == ((), ())
        assert found.state.nomor in (former.nomor, former.nomor + 1)
        cut += found.state.nomor == former.nomor
        if n % 6 == 5:
            house.back_up()
            folder, found = house.restore(f"sesudah-{n}")
            assert office_tree(folder) == office_tree(house.root) and ocfl_complaints(house.target) == []
    assert cut > 5


@pytest.mark.slow
def test_a_disk_may_refuse_every_single_operation_of_a_backup(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.back_up()
    former = house.state()
    house.letter("c")
    file(house.archive, revised(house.archive.naskah("a"), {DOCX: b"baru"}), {DOCX: b"baru"})
    spare = shutil.copytree(house.target, tmp_path / "semula")

    def refuse(name: str, arguments: tuple[Any, ...]) -> None:
        raise OSError(28, "No space left on device")

    for n in range(1, 500):
        faults = Faults(n, refuse)
        with monkeypatch.context() as patch:
            faults.install(house.archive, patch.setattr, "fsync")
            try:
                house.back_up()
            except StorageFailed as error:
                assert "Kosongkan ruang" in str(error)
        faults.strike_at = 0
        if faults.count < n:
            break
        assert house.state().nomor in (former.nomor, former.nomor + 1)
        assert differences(backup_tree(house.target, former), backup_tree(spare, former)) == []
        if n % 10 == 0:
            _, found = house.restore(f"pulih-{n}", date(2026, 11, 20))
            assert (found.findings, found.damaged) == ((), ())
        house.back_up()
        assert house.state().head.seq == 12
        assert differences(backup_tree(house.target, house.state()), office_tree(house.root)) == []
        shutil.rmtree(house.target)
        shutil.copytree(spare, house.target)
    assert 30 < n < 499


def test_a_disk_that_cannot_be_written_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(StorageFailed, match=r"cadangan.*hanya dapat dibaca"):
        house.back_up()


# ------------------------------------------------------- never the wrong one over the right one


def test_an_older_backup_never_takes_the_place_of_a_newer_office(house: House) -> None:
    house.back_up()
    house.letter("c")
    house.letter("d")
    with pytest.raises(NotReady, match=r"2 entri log lebih baru akan hilang, terakhir tanggal 07-01-2019"):
        house.restore(replacing=house.archive)
    assert not (house.target.parent / "pulih").exists()
    house.back_up()
    _, found = house.restore(replacing=house.archive)
    assert found.findings == ()


def test_a_backup_of_another_way_is_told_as_a_fork(house: House, tmp_path: Path) -> None:
    house.back_up()
    folder, _ = house.restore("lain")
    other = open_archive(folder / "archive")
    house.letter("c")
    file(other, draft("x", b"x"), {DOCX: b"x"})
    house.back_up()
    for archive in (other, open_archive(small_and_new(tmp_path / "asing"))):
        with pytest.raises(NotReady, match="bercabang"):
            house.restore(replacing=archive)
    with pytest.raises(NotReady, match="bercabang"):
        back_up(other, house.templates, house.target)
    assert not (tmp_path / "pulih").exists()


def small_and_new(folder: Path) -> Path:
    """An archive of two acts of its own, behind the backup."""
    archive = open_archive(folder)
    for name in ("p", "q"):
        file(archive, draft(name, name.encode()), {DOCX: name.encode()})
    archive.close()
    return folder


def test_an_office_that_went_back_is_not_backed_up_over_what_it_lost(house: House) -> None:
    house.back_up()
    folder, _ = house.restore("lama")
    house.letter("c")
    house.back_up()
    old = open_archive(folder / "archive")
    with pytest.raises(NotReady, match="di sana log sampai entri 11, di sini sampai 10"):
        back_up(old, house.templates, house.target)


def test_a_restore_goes_into_an_empty_folder_only(house: House, tmp_path: Path) -> None:
    house.back_up()
    (tmp_path / "pulih").mkdir()
    (tmp_path / "pulih" / "surat.txt").write_text("penting")
    with pytest.raises(NotReady, match="tidak kosong"):
        house.restore()
    assert [path.name for path in (tmp_path / "pulih").iterdir()] == ["surat.txt"]
    (tmp_path / "kosong").mkdir()
    whole(house.restore("kosong")[0]).close()


@pytest.mark.parametrize("place", ["archive", "templates_docx/cadangan", "archive/ocfl", "."])
def test_a_backup_is_never_put_among_the_things_it_saves(house: House, place: str) -> None:
    with pytest.raises(NotReady, match="folder kantor itu sendiri"):
        back_up(house.archive, house.templates, house.root / place)


def test_a_backup_is_never_mixed_with_other_files(house: House) -> None:
    house.target.mkdir()
    (house.target / "foto.jpg").write_bytes(b"x")
    with pytest.raises(NotReady, match=r"foto\.jpg"):
        house.back_up()
    assert [path.name for path in house.target.iterdir()] == ["foto.jpg"]


def test_a_link_among_the_declarations_is_told_and_not_followed(house: House) -> None:
    (house.templates / "rahasia.txt").symlink_to("/etc/hostname")
    made = house.back_up()
    assert made.skipped == ("templates_docx/rahasia.txt",)
    assert "templates_docx/rahasia.txt" not in made.state.berkas


# ------------------------------------------------------- a backup from a stranger


def day_of(house: House) -> Path:
    return house.target / HARI / house.state().name


def reseal(house: House, **changes: Any) -> None:
    """What a stranger writes who knows how a state is sealed."""
    import json

    day = day_of(house)
    body = json.loads((day / MANIFEST).read_bytes()) | changes
    data = canonical_json(body)
    overwrite(day / MANIFEST, data)
    overwrite(day / SEAL, f"{sha256(data)}  {MANIFEST}\n".encode())


@pytest.mark.parametrize(
    "path", ["catatan.txt", "ocfl/catatan.txt", f"{A}/v1/content/lain.docx", f"{A}/catatan", "ocfl/a/b/c/d/x.exe"]
)
def test_a_foreign_file_in_a_backup_is_refused_by_name(house: House, path: str) -> None:
    house.back_up()
    (house.target / path).parent.mkdir(parents=True, exist_ok=True)
    (house.target / path).write_bytes(b"x")
    with pytest.raises(UnsafeFile, match=f"{path}: berkas asing"):
        house.restore(although_damaged=True)
    assert not (house.target.parent / "pulih").exists()


def test_a_foreign_file_among_the_declarations_is_refused_by_name(house: House) -> None:
    house.back_up()
    (day_of(house) / "templates_docx" / "asing.toml").write_text("x")
    with pytest.raises(UnsafeFile, match=r"asing\.toml: berkas asing"):
        house.restore()


@pytest.mark.parametrize("path", [f"{A}/v1/content/{DOCX}", "hari/tautan", "kunci"])
def test_a_link_in_a_backup_is_refused_by_name(house: House, path: str) -> None:
    house.back_up()
    place = house.target / path
    place.unlink(missing_ok=True)
    place.symlink_to("/etc/hostname")
    with pytest.raises(UnsafeFile, match=f"{path}: tautan"):
        house.restore(although_damaged=True)


@pytest.mark.parametrize(
    "path", ["../jahat.txt", "/jahat.txt", "templates_docx/../../jahat.txt", "archive/ocfl/x", "templates_docx/c:x"]
)
def test_a_path_out_of_its_place_is_refused_by_name(house: House, path: str) -> None:
    house.back_up()
    reseal(house, berkas=dict(house.state().berkas) | {path: {"sha256": sha256(b""), "size": 0}})
    with pytest.raises(UnsafeFile, match="bukan tempat sebuah cadangan"):
        house.restore(although_damaged=True)


def test_an_inventory_that_names_a_path_out_of_its_object_is_refused(house: House) -> None:
    house.back_up()
    place = house.target / A / "v5" / "inventory.json"
    data = place.read_bytes().replace(b"v1/content/naskah.docx", b"../../../../../../jahat")
    overwrite(place, data)
    from docgen.archive.canonical import sha512

    objek = {folder: vars(kept) for folder, kept in house.state().objek.items()}
    objek[A] |= {"sidik": sha512(data)}
    reseal(house, objek=objek)
    with pytest.raises(UnsafeFile, match="daftar isinya menyebut"):
        house.restore(although_damaged=True)


def test_a_catalogue_with_a_trigger_is_not_used(house: House) -> None:
    """A database from a stranger may act by itself; the files say the same without that."""
    house.back_up()
    place = day_of(house) / "catalogue.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TRIGGER jahat AFTER INSERT ON log BEGIN DELETE FROM naskah; END")
        connection.commit()
    facts = {"sha256": sha256(place.read_bytes()), "size": place.stat().st_size}
    reseal(house, berkas=dict(house.state().berkas) | {"catalogue.db": facts})
    with pytest.raises(Damaged, match=r"catalogue\.db"):
        house.restore()
    folder, found = house.restore(although_damaged=True)
    assert found.rebuilt and found.findings == ()
    whole(folder).close()


@pytest.mark.parametrize("name", [MANIFEST, SEAL])
def test_a_changed_state_is_refused_and_an_earlier_one_still_restores(house: House, name: str) -> None:
    house.back_up()
    house.day = house.day.replace(day=21)
    house.letter("c")
    house.back_up()
    overwrite(day_of(house) / name, b"{}")
    with pytest.raises(Damaged, match="--hari"):
        house.restore()
    whole(house.restore(day=date(2026, 11, 20))[0]).close()
    assert house.back_up().new


@pytest.mark.parametrize("path", ["archive", "", "index"])
def test_a_folder_that_is_no_backup_is_not_restored(house: House, path: str) -> None:
    with pytest.raises(NotFound, match="docgen cadangkan"):
        restore(house.root / path, house.target, read_words=read_words)


@pytest.mark.parametrize("path", [f"{A}/v1/content/{DOCX}", f"{A}/v5/inventory.json", f"{A}/v2/inventory.json.sha512"])
@pytest.mark.parametrize("how", ["berubah", "hilang"])
def test_damage_in_a_backup_is_named_and_the_rest_comes_back_when_asked(house: House, path: str, how: str) -> None:
    house.back_up()
    overwrite(house.target / path, b"rusak")
    if how == "hilang":
        (house.target / path).unlink()
    with pytest.raises(Damaged, match="tidak ada yang dipulihkan"):
        house.restore()
    folder, found = house.restore(although_damaged=True)
    assert [one for one in found.damaged if A in one] and found.findings
    assert open_archive(folder / "archive").naskah("b").latest.number == 3


# ------------------------------------------------------- what was destroyed


def test_what_was_destroyed_stays_in_a_backup_until_it_is_told_to_forget(house: House) -> None:
    house.back_up()
    destroy(house.archive, "a")
    house.day += timedelta(days=1)
    made = house.back_up()
    assert holding(house.target, b"halaman a")
    _, found = house.restore("satu")
    assert found.findings == () and not holding(house.target.parent / "satu" / "archive", b"halaman a")
    assert keep_only(house.target, made.state).objects == 1
    assert holding(house.target, b"halaman a") == []
    assert state_names(FileStorage(house.target)) == [made.state.name]
    _, found = house.restore("dua")
    assert found.findings == ()
    assert house.back_up().new is False
