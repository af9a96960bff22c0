"""The printed anchor finds what no check of the archive by itself can: a past that was written anew as a whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.archive.archive import Archive
from docgen.archive.check.anchor import Anchor, anchor_of, last_entry, read_anchor
from docgen.archive.check.verify import look, verify
from docgen.archive.ocfl import read_file
from docgen.archive.opening import open_archive
from docgen.archive.record import RECORD, Filing, object_id, read_filing
from docgen.naskah.kode import ALPHABET
from docgen.naskah.records import DOCX, Naskah
from tests.archive.samples import draft, file, ocfl_complaints, sha, small_office

FIELDS = ("seq", "at", "by", "act", "object_id", "number", "record", "prev", "hash")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = small_office(tmp_path / "arsip")
    yield opened
    opened.close()


def anchor(archive: Archive) -> Anchor:
    entry = last_entry(archive)
    assert entry
    return anchor_of(entry.seq, entry.hash)


def found(archive: Archive, *anchors: Anchor) -> set[str]:
    return {one.kind for one in look(archive, anchors=anchors).findings}


def test_an_archive_fits_every_anchor_that_was_printed_of_it(archive: Archive) -> None:
    anchors = [anchor_of(entry.seq, entry.hash) for entry in archive.log()]
    assert len(anchors) == 10 and found(archive, *anchors) == set()
    file(archive, draft("baru", b"x"), {DOCX: b"x"})
    assert found(archive, *anchors) == set()


# ---------------------------------------------------------------- an attacker who writes everything anew


class Act(NamedTuple):
    """One filing of the past and its bytes, to be filed once more."""

    filing: Filing
    blobs: dict[str, bytes]


def past(archive: Archive) -> list[Act]:
    """Everything that was ever filed, in order."""
    acts = []
    for entry in archive.log():
        filing = read_filing(read_file(archive.storage, entry.object_id, entry.number, RECORD))
        files = filing.subject.latest.files if isinstance(filing.subject, Naskah) else ()
        held = {path: read_file(archive.storage, entry.object_id, entry.number, path) for path in files}
        acts.append(Act(filing, held))
    return acts


def written_anew(folder: Path, acts: list[Act]) -> Archive:
    """An archive with this past, its log, records and inventories all chained and hashed by docgen itself."""
    archive = open_archive(folder)
    with archive.transaction() as tx:
        for filing, blobs in acts:
            if isinstance(filing.subject, Naskah):
                tx.file(filing.subject, blobs, text="kata", nomor=filing.nomor)
            else:
                tx.file_run(filing.subject)
    return archive


def edited(one: Act, /, **changes: object) -> Act:
    """The act with something else in its version, and every later reader none the wiser."""
    assert isinstance(one.filing.subject, Naskah)
    naskah = one.filing.subject
    return one._replace(filing=replace(one.filing, subject=replace(naskah, latest=replace(naskah.latest, **changes))))  # type: ignore[arg-type]


def _forged_page(act: Act) -> Act:
    page = b"halaman palsu"
    assert isinstance(act.filing.subject, Naskah)
    files = {**act.filing.subject.latest.files, DOCX: sha(page)}
    return edited(act, files=files, sha256=sha(page))._replace(blobs={**act.blobs, DOCX: page})


def _versions_of(acts: list[Act]) -> list[int]:
    return [i for i, act in enumerate(acts) if isinstance(act.filing.subject, Naskah)]


def _forgeries(acts: list[Act]) -> Iterator[tuple[str, list[Act]]]:
    """Every way to have another past, at every place of it."""
    for i in _versions_of(acts):
        version = acts[i].filing.subject.latest  # type: ignore[union-attr]
        for name, value in (
            ("by", "orang_lain"), ("act", "lain"), ("at", version.at - timedelta(days=1)), ("note", "lain"),
            ("values", {**version.values, "perihal": "lain"}), ("facts", {"lain": 1}), ("template", sha(b"lain")),
        ):  # fmt: skip
            yield f"{name} of entry {i + 1}", [*acts[:i], edited(acts[i], **{name: value}), *acts[i + 1 :]]
        if acts[i].blobs.get(DOCX) and i in (0, 1, 2, 5):
            yield f"page of entry {i + 1}", [*acts[:i], _forged_page(acts[i]), *acts[i + 1 :]]
    for i in range(len(acts)):
        yield f"without entry {i + 1}", list(_without(acts, i))
    strange = draft("sisipan", b"x")
    for i in range(len(acts) + 1):
        entry = replace(acts[0].filing, subject=strange, nomor=())
        yield f"inserted before entry {i + 1}", [*acts[:i], Act(entry, {DOCX: b"x"}), *acts[i:]]
    for i in range(len(acts) - 1):
        one, other = acts[i], acts[i + 1]
        if object_id(one.filing.subject) != object_id(other.filing.subject):
            yield f"entries {i + 1} and {i + 2} exchanged", [*acts[:i], other, one, *acts[i + 2 :]]
    for i in range(len(acts)):
        yield f"cut after entry {i}", acts[:i]


def _without(acts: list[Act], gone: int) -> Iterator[Act]:
    """The past without one act; those after it on the same object close the ranks."""
    subject = acts[gone].filing.subject
    for i, act in enumerate(acts):
        one = act.filing.subject
        later = i > gone and object_id(one) == object_id(subject)
        if i == gone:
            continue
        if not later:
            yield act
        elif isinstance(one, Naskah):
            yield edited(act, number=one.latest.number - 1)
        else:
            left = tuple(event for event in one.events if event != subject.events[-1])  # type: ignore[union-attr]
            yield act._replace(filing=replace(act.filing, subject=replace(one, events=left)))


@pytest.mark.slow
def test_every_past_that_was_written_anew_is_found_by_the_anchor_alone(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # a hundred archives, none of them to be kept
    printed, acts, tried = anchor(archive), past(archive), 0
    for name, forged in _forgeries(acts):
        other = written_anew(tmp_path / "palsu", forged)
        longer = name.startswith("inserted before entry 11")  # after the anchor: that is what everybody does
        assert verify(other) == [], name  # the forgery is perfect in itself
        assert bool(found(other, printed)) is not longer, name
        other.close()
        shutil.rmtree(tmp_path / "palsu")
        tried += 1
    assert tried > 80


def test_the_same_past_filed_once_more_is_the_same_log(archive: Archive, tmp_path: Path) -> None:
    other = written_anew(tmp_path / "sama", past(archive))
    assert found(other, anchor(archive)) == set() and ocfl_complaints(tmp_path / "sama") == []
    other.close()


def test_an_older_state_put_in_the_place_of_the_newer_is_a_log_cut_short(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    shutil.copytree(tmp_path / "arsip", tmp_path / "cadangan")
    newer = open_archive(tmp_path / "arsip")
    file(newer, draft("baru", b"x"), {DOCX: b"x"})
    printed = anchor(newer)
    newer.close()
    restored = open_archive(tmp_path / "cadangan")
    assert verify(restored) == []
    finding = look(restored, anchors=[printed]).findings[0]
    assert finding.kind == "log terpotong (jangkar)" and "berakhir pada entri 10" in finding.what
    assert printed.code in finding.what
    file(restored, draft("lain", b"y"), {DOCX: b"y"})  # and filed on, until the log is as long as it was
    assert found(restored, printed) == {"log diubah (jangkar)"}
    restored.close()


# ---------------------------------------------------------------- an attacker with a database editor


@pytest.mark.slow
def test_every_field_of_every_entry_changed_in_the_log_is_found(archive: Archive, tmp_path: Path) -> None:
    printed = anchor(archive)
    with closing(sqlite3.connect(tmp_path / "arsip" / "catalogue.db")) as connection:
        for seq in range(1, 11):
            for name in FIELDS:
                value = 99 if name in ("seq", "number") else "0" * 64
                before = connection.execute(f'SELECT "{name}" FROM log WHERE seq = ?', (seq,)).fetchone()[0]
                if before == value:
                    continue
                _set(connection, name, value, seq)
                assert found(archive, printed), f"{name} of entry {seq}"
                _set(connection, name, before, 99 if name == "seq" else seq)
    assert found(archive, printed) == set()


def _set(connection: sqlite3.Connection, name: str, value: object, seq: int) -> None:
    connection.execute(f'UPDATE log SET "{name}" = ? WHERE seq = ?', (value, seq))
    connection.commit()


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM log WHERE seq = 10"],
        ["DELETE FROM log WHERE seq = 4"],
        ["DELETE FROM log"],
        ["UPDATE log SET hash = 'bukan sidik' WHERE seq = 10"],
        ["UPDATE log SET seq = 99 WHERE seq = 3", "UPDATE log SET seq = 3 WHERE seq = 4",
         "UPDATE log SET seq = 4 WHERE seq = 99"],
    ],
)  # fmt: skip
def test_entries_removed_exchanged_or_cut_off_are_found(
    archive: Archive, tmp_path: Path, statements: list[str]
) -> None:
    printed = anchor(archive)
    with closing(sqlite3.connect(tmp_path / "arsip" / "catalogue.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    assert found(archive, printed)


# ---------------------------------------------------------------- the code that is typed


def test_a_code_is_read_however_it_was_typed(archive: Archive) -> None:
    printed = anchor(archive)
    typed = (printed.code, printed.code.lower(), printed.code.replace("-", " "), printed.code.replace("0", "O"))
    assert [read_anchor(one) for one in typed] == [printed] * 4
    assert len(printed.letters) * 5 >= 100


def test_every_letter_typed_wrongly_and_every_two_exchanged_are_told(archive: Archive) -> None:
    code = anchor(archive).code
    for i, letter in enumerate(code):
        if letter != "-":
            wrong = [f"{code[:i]}{other}{code[i + 1 :]}" for other in ALPHABET if other != letter]
            assert [read_anchor(one) for one in wrong] == [None] * 31
    compact = code.replace("-", "")
    for i in range(len(compact) - 3):
        if compact[i] != compact[i + 1]:
            assert read_anchor(compact[:i] + compact[i + 1] + compact[i] + compact[i + 2 :]) is None


@pytest.mark.parametrize("typed", ["", "-", "7K3MQ", "U" * 27, "0" * 28, "00018-MHFS5", "kode"])
def test_what_is_no_code_is_not_taken_for_one(typed: str) -> None:
    assert read_anchor(typed) is None


@pytest.mark.parametrize("seq", [1, 31, 32, 1847, 32**5 - 1])
def test_every_entry_has_its_code(seq: int) -> None:
    made = anchor_of(seq, sha(b"x"))
    assert read_anchor(made.code) == made and made.seq == seq
