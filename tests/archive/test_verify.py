"""Damage of every kind is found, and named for what it is."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from docgen.archive import tables
from docgen.archive.archive import Archive
from docgen.archive.canonical import canonical_json, sha256, sha512
from docgen.archive.check.finding import Finding
from docgen.archive.check.fixity import check_object
from docgen.archive.check.verify import verify
from docgen.archive.log import START, hash_of
from docgen.archive.ocfl import object_path, object_roots, sidecar_of
from docgen.archive.opening import open_archive
from docgen.archive.storage import FileStorage, MemoryStorage
from docgen.errors import StorageFailed
from tests.archive.samples import small_office

A = object_path("urn:docgen:naskah:a")
B = object_path("urn:docgen:naskah:b")
RUN = object_path("urn:docgen:sop:r1")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = small_office(tmp_path)
    yield opened
    opened.close()


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def sql(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "catalogue.db")) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
        connection.commit()


def kinds(found: list[Finding]) -> set[str]:
    return {finding.kind for finding in found}


def only(found: list[Finding], kind: str) -> Finding:
    assert [(f.kind, f.place) for f in found if f.kind != kind] == []
    assert len(found) == 1, [f.place for f in found]
    return found[0]


def test_an_archive_as_it_was_filed_has_no_finding(archive: Archive) -> None:
    assert verify(archive) == []


def test_checking_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    overwrite(tmp_path / A / "v1/content/naskah.docx", b"lain")
    before = {p: p.read_bytes() for p in (tmp_path / "ocfl").rglob("*") if p.is_file()}
    assert verify(archive)
    assert {p: p.read_bytes() for p in (tmp_path / "ocfl").rglob("*") if p.is_file()} == before


# ---------------------------------------------------------------- bytes


@pytest.mark.slow
def test_a_flipped_bit_anywhere_is_found_in_the_very_file(archive: Archive, tmp_path: Path) -> None:
    storage = MemoryStorage()
    disk = FileStorage(tmp_path)
    storage.write({path: disk.read(path) for path in disk.list("ocfl")})
    rng = random.Random(1)
    for folder in object_roots(storage):
        paths = storage.list(folder)
        for path in paths:
            whole = storage.read(path)
            offsets = {0, len(whole) // 2, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(12))}
            for offset in offsets:
                damaged = bytearray(whole)
                damaged[offset] ^= 1 << rng.randrange(8)
                storage.write({path: bytes(damaged)})
                faults = check_object(storage, folder, paths).faults
                named = [(f.kind, f"{folder}/{f.path}") for f in faults]
                assert named == [("berkas berubah", path)], f"{path} at {offset}"
            storage.write({path: whole})


@pytest.mark.slow
def test_each_file_changed_cut_or_gone_is_named_by_the_check_of_the_whole(archive: Archive, tmp_path: Path) -> None:
    damages: list[tuple[str, Callable[[Path, bytes], object]]] = [
        ("berkas berubah", lambda path, data: overwrite(path, data[:-1] + b"\x00")),
        ("berkas berubah", lambda path, data: overwrite(path, data[: len(data) // 2])),
        ("berkas hilang", lambda path, data: path.unlink()),
    ]
    for path in sorted(p for p in (tmp_path / "ocfl").rglob("*") if p.is_file()):
        data = path.read_bytes()
        for kind, damage in damages:
            damage(path, data)
            finding = only(verify(archive), kind)
            assert finding.severity == "rusak"
            assert finding.place.endswith(path.relative_to(tmp_path).as_posix())
            overwrite(path, data) if path.exists() else path.write_bytes(data)
    assert verify(archive) == []


def test_a_finding_says_which_naskah_which_versions_and_what_to_do(archive: Archive, tmp_path: Path) -> None:
    overwrite(tmp_path / A / "v4/content/naskah.docx", b"lain")
    finding = only(verify(archive), "berkas berubah")
    assert finding.place == f"naskah a versi 4: {A}/v4/content/naskah.docx"
    assert "Dipakai versi 4, 5." in finding.what
    assert "cadangan" in finding.remedy


def test_two_exchanged_files_are_called_exchanged(archive: Archive, tmp_path: Path) -> None:
    one, other = tmp_path / A / "v1/content/naskah.docx", tmp_path / B / "v1/content/naskah.docx"
    first, second = one.read_bytes(), other.read_bytes()
    overwrite(one, second)
    overwrite(other, first)
    found = verify(archive)
    assert kinds(found) == {"berkas tertukar"}
    assert [f"Isinya milik {B}/v1/content/naskah.docx" in f.what for f in found].count(True) == 1


def test_a_file_replaced_by_an_older_version_is_called_exchanged(archive: Archive, tmp_path: Path) -> None:
    overwrite(tmp_path / A / "v4/content/naskah.docx", (tmp_path / A / "v1/content/naskah.docx").read_bytes())
    assert f"Isinya milik {A}/v1/content/naskah.docx" in only(verify(archive), "berkas tertukar").what


def test_two_exchanged_objects_are_called_exchanged(archive: Archive, tmp_path: Path) -> None:
    os.rename(tmp_path / A, tmp_path / "x")
    os.rename(tmp_path / B, tmp_path / A)
    os.rename(tmp_path / "x", tmp_path / B)
    found = verify(archive)
    assert kinds(found) == {"berkas tertukar"}
    assert sorted(f.place for f in found) == [f"naskah a: {A}", f"naskah b: {B}"]


@pytest.mark.parametrize(
    "stray",
    [
        f"{A}/v1/content/x.docx",
        f"{A}/v1/x",
        f"{A}/x",
        f"{A}/v9/content/x",
        "ocfl/x",
        "ocfl/abc/x",
        "ocfl/abc/def/012/x/y",
    ],
)
def test_a_stray_file_is_named(archive: Archive, tmp_path: Path, stray: str) -> None:
    (tmp_path / stray).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / stray).write_bytes(b"asing")
    assert only(verify(archive), "berkas asing").place.endswith(stray)


def test_an_object_put_back_to_an_older_state_is_found(archive: Archive, tmp_path: Path) -> None:
    """The last version taken out and the inventory of the one before put in its place: OCFL itself is content."""
    shutil.rmtree(tmp_path / A / "v5")
    for name in ("inventory.json", "inventory.json.sha512"):
        overwrite(tmp_path / A / name, (tmp_path / A / "v4" / name).read_bytes())
    found = verify(archive)
    assert kinds(found) == {"baris tanpa versi", "baris berubah"}
    assert any(f.place.startswith("naskah a versi 5") for f in found)


def test_a_lost_object_is_named_version_by_version(archive: Archive, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / B)
    shutil.rmtree(tmp_path / RUN)
    found = verify(archive)
    assert kinds(found) == {"baris tanpa versi"}
    assert {f.place.partition(",")[0] for f in found} >= {"naskah b versi 1", "naskah b versi 2", "SOP r1 versi 1"}


def test_an_object_whose_inventories_are_all_gone_is_named(archive: Archive, tmp_path: Path) -> None:
    for path in (tmp_path / A).rglob("inventory.json"):
        overwrite(path, b"{}")
    assert any(f.kind == "berkas berubah" and "naskah a" in f.place for f in verify(archive))


def test_content_forged_together_with_its_inventory_is_found_by_record_and_log(
    archive: Archive, tmp_path: Path
) -> None:
    """A forger who knows OCFL makes digests fit; the log he cannot make fit."""
    small_office(tmp_path / "lain").close()
    forged = json.loads((tmp_path / "lain" / B / "v3/content/record.json").read_text())
    forged["naskah"]["perihal"] = "perihal palsu"
    target = tmp_path / "lain" / B
    _forge(target, "v3/content/record.json", json.dumps(forged, sort_keys=True, indent=1).encode())
    shutil.rmtree(tmp_path / B)
    shutil.move(target, tmp_path / B)
    found = verify(archive)
    assert kinds(found) == {"baris berubah", "log diubah"}
    assert any("perihal" in f.what for f in found)


def test_a_page_forged_together_with_its_inventory_is_found_by_its_record(archive: Archive, tmp_path: Path) -> None:
    _forge(tmp_path / B, "v2/content/naskah.docx", b"halaman palsu")
    finding = only(verify(archive), "berkas berubah")
    assert "Sidik naskah.docx dalam record.json" in finding.what


def _forge(folder: Path, content: str, data: bytes) -> None:
    """Replace a content file and make every digest of the object fit."""
    old = (folder / content).read_bytes()
    overwrite(folder / content, data)
    for path in folder.rglob("inventory.json"):
        text = path.read_text().replace(sha512(old), sha512(data)).replace(sha256(old), sha256(data))
        text_bytes = canonical_json(json.loads(text))
        overwrite(path, text_bytes)
        overwrite(path.with_name("inventory.json.sha512"), sidecar_of(text_bytes))


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE naskah SET perihal = 'lain' WHERE id = 'a'", "naskah a, tabel naskah"),
        ("UPDATE naskah SET status = 'draf' WHERE id = 'b'", "naskah b, tabel naskah"),
        ("UPDATE version SET sha256 = 'lain' WHERE naskah_id = 'a' AND number = 2", "naskah a versi 2, tabel version"),
        (
            "UPDATE version SET \"values\" = '{}' WHERE naskah_id = 'a' AND number = 2",
            "naskah a versi 2, tabel version",
        ),
        ("UPDATE file SET sha256 = 'lain' WHERE naskah_id = 'a' AND number = 1", "naskah a versi 1, tabel file"),
        ("UPDATE approval SET nama = 'Lain' WHERE naskah_id = 'a' AND number = 3", "naskah a versi 3, tabel approval"),
        ("UPDATE nomor SET batal = '' WHERE urut = 2", "naskah b, tabel nomor"),
        ("UPDATE nomor SET nomor = '470 / Kep. 9 / Sekre' WHERE urut = 1", "naskah a, tabel nomor"),
        ("UPDATE buku SET terakhir = 1", "buku surat_keluar tahun 2019"),
        ("UPDATE sop_event SET outcome = 'setuju' WHERE number = 2", "SOP r1 versi 2, tabel sop_event"),
    ],
)
def test_a_row_edited_behind_our_back_is_named(archive: Archive, tmp_path: Path, statement: str, place: str) -> None:
    sql(tmp_path, statement)
    finding = only(verify(archive), "baris berubah")
    assert finding.place == place
    assert "bangun-ulang" in finding.remedy


def test_a_version_without_its_row_is_named(archive: Archive, tmp_path: Path) -> None:
    sql(
        tmp_path,
        *(f"DELETE FROM {table} WHERE naskah_id = 'a' AND number = 5" for table in ("file", "approval", "words")),
    )
    sql(tmp_path, "DELETE FROM version WHERE naskah_id = 'a' AND number = 5")
    found = verify(archive)
    assert kinds(found) == {"versi tanpa baris"}
    assert {f.place.partition(",")[0] for f in found} == {"naskah a versi 5"}


def test_a_version_without_its_words_is_named(archive: Archive, tmp_path: Path) -> None:
    sql(tmp_path, "DELETE FROM words WHERE naskah_id = 'a' AND number = 1")
    assert only(verify(archive), "versi tanpa baris").place == "naskah a versi 1, tabel words"


def test_a_number_used_twice_is_named_with_both_naskah(archive: Archive, tmp_path: Path) -> None:
    sql(
        tmp_path,
        "INSERT INTO nomor SELECT buku, tahun, 3, '', nomor, 'b', \"by\", \"at\", '', '' FROM nomor WHERE urut = 1",
        "UPDATE buku SET terakhir = 3",
    )
    found = verify(archive)
    doubled = [f for f in found if f.kind == "nomor ganda"]
    assert ["naskah a dan naskah b" in f.what for f in doubled] == [True]
    assert kinds(found) == {"nomor ganda", "baris tanpa versi"}


# ---------------------------------------------------------------- log


@pytest.mark.parametrize(
    ("statements", "kind", "entries"),
    [
        (["UPDATE log SET act = 'disahkan' WHERE seq = 3"], "log diubah", {3}),
        (["UPDATE log SET \"by\" = 'lain' WHERE seq = 1"], "log diubah", {1}),
        (["UPDATE log SET \"at\" = '2020-01-01T00:00:00+07:00' WHERE seq = 10"], "log diubah", {10}),
        (["UPDATE log SET \"at\" = 'kemarin' WHERE seq = 4"], "log diubah", {4}),
        (["UPDATE log SET prev = hash WHERE seq = 5"], "log diubah", {5}),
        (["UPDATE log SET hash = prev WHERE seq = 10"], "log diubah", {10}),
        (["UPDATE log SET object_id = 'urn:docgen:naskah:z' WHERE seq = 5"], "log diubah", {5}),
        (["DELETE FROM log WHERE seq = 4"], "log dihapus", {4}),
        (["DELETE FROM log WHERE seq = 1"], "log dihapus", {1}),
        (["DELETE FROM log WHERE seq = 4", "UPDATE log SET seq = -(seq - 1) WHERE seq > 4",
          "UPDATE log SET seq = -seq WHERE seq < 0"], "log dihapus", {4}),
        (["DELETE FROM log WHERE seq > 8"], "log terpotong", {9, 10}),
        (["DELETE FROM log"], "log terpotong", set(range(1, 11))),
        (["INSERT INTO log SELECT 11, \"at\", \"by\", act, 'urn:docgen:naskah:z', 1, record, prev, hash FROM log"
          " WHERE seq = 10"], "log disisipkan", {11}),
        (["UPDATE log SET seq = -(seq + 1) WHERE seq > 5", "UPDATE log SET seq = -seq WHERE seq < 0",
          "INSERT INTO log SELECT 6, \"at\", \"by\", act, 'urn:docgen:naskah:z', 1, record, prev, hash FROM log"
          " WHERE seq = 5"], "log disisipkan", {6}),
        (["UPDATE log SET seq = 99 WHERE seq = 3", "UPDATE log SET seq = 3 WHERE seq = 4",
          "UPDATE log SET seq = 4 WHERE seq = 99"], "log ditukar", {3, 4}),
        (["UPDATE log SET seq = 99 WHERE seq = 2", "UPDATE log SET seq = 2 WHERE seq = 9",
          "UPDATE log SET seq = 9 WHERE seq = 99"], "log ditukar", {2, 9}),
    ],
)  # fmt: skip
def test_a_log_tampered_with_is_named_entry_by_entry(
    archive: Archive, tmp_path: Path, statements: list[str], kind: str, entries: set[int]
) -> None:
    sql(tmp_path, *statements)
    found = verify(archive)
    assert kinds(found) == {kind}
    assert {int(f.place.removeprefix("log entri ")) for f in found} == entries
    assert all("bukti" in f.remedy for f in found)


def test_a_log_forged_whole_with_a_chain_of_its_own_is_found(archive: Archive, tmp_path: Path) -> None:
    """Every hash computed again after a change: the chain holds, but record.json remembers."""
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        connection.row_factory = sqlite3.Row
        prev = START
        for row in map(dict, connection.execute("SELECT * FROM log ORDER BY seq").fetchall()):
            row |= {"by": "lain"} if row["seq"] == 4 else {}
            digest = hash_of(prev, row)
            change = 'UPDATE log SET "by" = ?, prev = ?, hash = ? WHERE seq = ?'
            connection.execute(change, (row["by"], prev, digest, row["seq"]))
            prev = digest
        connection.commit()
    found = verify(archive)
    assert kinds(found) == {"log diubah"}
    assert {f.place for f in found} == {f"log entri {n}" for n in range(4, 11)}


# ---------------------------------------------------------------- what a crash left


def test_an_intent_left_behind_is_named_and_the_next_start_clears_it(archive: Archive, tmp_path: Path) -> None:
    archive.storage.write({"niat/000000099.json": b'[{"object_id": "urn:docgen:naskah:z", "number": 1, "words": ""}]'})
    finding = only(verify(archive), "niat tertinggal")
    assert finding.severity == "peringatan"
    archive.close()
    assert verify(open_archive(tmp_path)) == []


def test_damage_is_found_on_a_medium_that_cannot_be_written(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(engine: object) -> Iterator[None]:
        raise StorageFailed("attempt to write a readonly database")

    overwrite(tmp_path / A / "v1/content/naskah.docx", b"lain")
    monkeypatch.setattr(tables, "writing", refused)
    assert kinds(verify(archive)) == {"berkas berubah"}
