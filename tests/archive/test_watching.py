"""What is still open is found again by looking only at what was filed since."""

from __future__ import annotations

import pytest

from docgen.archive.watching import Watch
from docgen.naskah.records import DOCX, Status
from tests.archive import samples

PAGE = b"isi"


def is_owed(values, facts):
    judged.append(values["perihal"])
    return not facts.get("dikirim")


judged: list[str] = []


@pytest.fixture
def archive(plain_office):
    return plain_office.archive


def filed(archive, naskah):
    with archive.transaction() as tx:
        tx.file(naskah, {DOCX: PAGE}, text="kata")
    return naskah


def test_what_was_settled_is_not_looked_at_again_and_what_changes_is(archive):
    first, second, other = (filed(archive, samples.draft(name, PAGE)) for name in ("AAAA", "BBBB", "CCCC"))
    filed(archive, samples.revised(other, {DOCX: PAGE}, status=Status.DIBATALKAN))
    assert list(archive.still_open(is_owed, Status.DRAF)) == [second.id, first.id]
    judged.clear()
    done = filed(archive, samples.revised(first, {DOCX: PAGE}, facts={"dikirim": True}))
    assert list(archive.still_open(is_owed, Status.DRAF)) == [second.id]
    assert len(judged) == 1  # of three
    filed(archive, samples.revised(done, {DOCX: PAGE}, facts={}))
    filed(archive, samples.revised(second, {DOCX: PAGE}, status=Status.DIBATALKAN))
    assert list(archive.still_open(is_owed, Status.DRAF)) == [first.id]


def test_an_archive_without_naskah_has_nothing_open(archive):
    assert archive.still_open(is_owed, Status.DRAF) == {}


def test_after_an_act_was_undone_everything_is_looked_at_again(archive):
    naskah = filed(archive, samples.draft("AAAA", PAGE))
    archive.watches[is_owed, (Status.DRAF,)] = Watch(upto=1_000_000, open=frozenset({"BBBB"}))
    assert list(archive.still_open(is_owed, Status.DRAF)) == [naskah.id]
