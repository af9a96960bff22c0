"""Filing and reading: what one gets back is what was filed, and it cannot be filed twice or over."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from docgen.archive.archive import Archive
from docgen.archive.changes import Changes
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.errors import Damaged, NotFound, NotReady, StaleVersion
from docgen.naskah.records import DOCX, Naskah, NomorEntry, Reach, Status
from tests.archive.samples import (
    BUKU,
    approval,
    continued,
    draft,
    entry,
    file,
    fill,
    issue,
    numbered,
    ocfl_complaints,
    opened_run,
    revised,
    sha,
    words,
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "arsip")


def test_a_filed_naskah_is_read_back_as_it_was_filed(archive: Archive) -> None:
    first = file(archive, draft("a", b"satu"), {DOCX: b"satu"})
    second = revised(
        first, {DOCX: b"dua"}, approvals=(approval(first), approval(first)), facts={"disposisi": [{"x": 1}]}
    )
    file(archive, second, {DOCX: b"dua"})
    assert archive.naskah("a") == second
    assert archive.versions("a") == (first.latest, second.latest)
    assert archive.read(first.latest) == b"satu"
    assert archive.read(second.latest) == b"dua"
    assert archive.text("a", 2) == words(second)


def test_everything_is_there_after_opening_again(tmp_path: Path) -> None:
    before = open_archive(tmp_path)
    fill(before)
    a, log, runs = before.naskah("a"), list(before.log()), before.runs()
    before.close()
    after = open_archive(tmp_path)
    assert (after.naskah("a"), list(after.log()), after.runs()) == (a, log, runs)
    assert len(log) == 10
    assert verify(after) == []


def test_the_clock_keeps_its_offset(archive: Archive) -> None:
    filed = file(archive, draft("a", b"x", at=datetime.fromisoformat("2019-01-07T08:00:00.123456+09:00")), {DOCX: b"x"})
    assert archive.naskah("a").latest.at.isoformat() == filed.latest.at.isoformat()
    naive = draft("b", b"x", at=datetime(2019, 1, 7))
    with pytest.raises(ValueError, match="offset"):
        file(archive, naive, {DOCX: b"x"})


def test_a_version_that_is_not_the_next_is_stale_and_says_who_was_first(archive: Archive) -> None:
    first = file(archive, draft("a", b"satu"), {DOCX: b"satu"})
    mine, yours = revised(first, {DOCX: b"saya"}), revised(first, {DOCX: b"anda"}, act="diparaf", by="sekretaris")
    file(archive, yours, {DOCX: b"anda"})
    with pytest.raises(StaleVersion, match=r"diparaf oleh sekretaris pada 07-01-2019 pukul 08.05 \(versi 2\)") as stale:
        file(archive, mine, {DOCX: b"saya"})
    assert stale.value.number == 2
    assert archive.read(archive.naskah("a").latest) == b"anda"
    with pytest.raises(StaleVersion):
        file(archive, first, {DOCX: b"satu"})
    with pytest.raises(StaleVersion):
        file(archive, revised(revised(archive.naskah("a"), {}), {}), {})


def test_a_first_version_must_be_number_one(archive: Archive) -> None:
    with pytest.raises(NotFound):
        file(archive, revised(draft("a", b"x"), {}), {})


def test_what_is_unknown_is_not_found(archive: Archive) -> None:
    filed = file(archive, draft("a", b"x"), {DOCX: b"x"})
    for ask in (
        lambda: archive.naskah("b"),
        lambda: archive.versions("b"),
        lambda: archive.text("a", 2),
        lambda: archive.run("r"),
        lambda: archive.run(""),
        lambda: archive.read(filed.latest, "pindaian.pdf"),
    ):
        with pytest.raises(NotFound):
            ask()


def test_nothing_of_a_transaction_that_fails_is_kept(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.transaction() as tx:
        tx.next_urut(BUKU, 2019)
        tx.file(draft("a", b"x"), {DOCX: b"x"}, text="")
        raise RuntimeError("the office closes")
    assert archive.list_naskah() == []
    assert archive.storage.list("ocfl") == sorted(open_archive(archive.storage.root).storage.list("ocfl"))  # type: ignore[attr-defined]
    assert not [path for path in archive.storage.list() if "urn" in path]
    file(archive, draft("a", b"x"), {DOCX: b"x"})
    assert issue(archive, archive.naskah("a"), b"y").nomor == "470 / Kep. 1 / Sekre"
    assert verify(archive) == []


def test_a_part_that_fails_is_undone_alone_and_its_number_goes_to_the_next(archive: Archive) -> None:
    first = file(archive, draft("a", b"x"), {DOCX: b"x"})
    other = file(archive, draft("b", b"x"), {DOCX: b"x"})
    file(archive, revised(first, {DOCX: b"lebih dahulu"}), {DOCX: b"lebih dahulu"})
    with archive.transaction() as tx:
        for naskah in (first, other):
            with suppress(StaleVersion), tx.attempt():
                issued = numbered(naskah, b"y", tx.next_urut(BUKU, 2019))
                tx.file(issued, {DOCX: b"y"}, text="", nomor=[entry(issued, 1)])
    assert [(line.urut, line.naskah_id) for line in archive.register(BUKU, 2019)] == [(1, "b")]
    assert archive.naskah("a").nomor == "" and archive.naskah("b").latest.number == 2
    assert verify(archive) == []


def test_several_naskah_are_filed_together(archive: Archive) -> None:
    a, b = draft("a", b"x"), draft("b", b"x")
    with archive.transaction() as tx:
        tx.file(a, {DOCX: b"x"}, text="")
        tx.file(b, {DOCX: b"x"}, text="")
        tx.file(revised(tx.naskah("a"), {DOCX: b"z"}), {DOCX: b"z"}, text="")
        tx.file_run(opened_run("r"))
        tx.file_run(continued(opened_run("r"), "rapat"))
    assert [e.seq for e in archive.log()] == [1, 2, 3, 4, 5]
    assert archive.read(archive.naskah("a").latest) == b"z"
    assert len(archive.run("r").events) == 2
    assert verify(archive) == []


def test_a_file_that_did_not_change_is_not_stored_again(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    page = b"halaman yang sama" * 1000
    first = file(archive, draft("a", page), {DOCX: page})
    second = file(archive, revised(first, {"surat.pdf": b"pdf"}), {"surat.pdf": b"pdf"})
    third = file(archive, revised(second, {DOCX: b"lain"}), {DOCX: b"lain"})
    fourth = file(archive, revised(third, {DOCX: page}), {DOCX: page})
    holding = [path for path in archive.storage.list("ocfl") if archive.storage.read(path) == page]
    assert len(holding) == 1
    assert [archive.read(v) for v in archive.versions("a")] == [page, page, b"lain", page]
    assert archive.read(fourth.latest, "surat.pdf") == b"pdf"
    assert ocfl_complaints(tmp_path) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda n: (n, {}),  # neither bytes nor known
        lambda n: (n, {DOCX: b"lain"}),  # bytes that are not those named
        lambda n: (n, {DOCX: b"x", "surat.pdf": b"tidak disebut"}),
        lambda n: (replace(n, latest=replace(n.latest, sha256=sha(b"lain"))), {DOCX: b"x"}),
        lambda n: (replace(n, latest=replace(n.latest, naskah_id="b")), {DOCX: b"x"}),
    ],
)
def test_a_version_that_contradicts_itself_is_refused(archive: Archive, wrong) -> None:  # type: ignore[no-untyped-def]
    naskah, blobs = wrong(draft("a", b"x"))
    with pytest.raises(ValueError):
        file(archive, naskah, blobs)
    assert archive.list_naskah() == []
    assert verify(archive) == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "record.json", "Naskah.docx", ".x", "a b", "x" * 101, "a\n"])
def test_a_file_name_that_could_leave_its_version_is_refused(archive: Archive, name: str) -> None:
    naskah = draft("a", b"x")
    named = replace(naskah, latest=replace(naskah.latest, files={DOCX: sha(b"x"), name: sha(b"y")}))
    with pytest.raises(ValueError, match="not a name"):
        file(archive, named, {DOCX: b"x", name: b"y"})


@pytest.mark.parametrize("naskah_id", ["../../x", "a/b", "å é", "x" * 300, "NUL", "a:b*?"])
def test_any_id_finds_its_place_in_the_storage_root(tmp_path: Path, naskah_id: str) -> None:
    archive = open_archive(tmp_path)
    file(archive, draft(naskah_id, b"x"), {DOCX: b"x"})
    assert archive.read(archive.naskah(naskah_id).latest) == b"x"
    assert verify(archive) == []
    assert ocfl_complaints(tmp_path) == []


def test_naskah_are_found_by_what_their_form_says_now(archive: Archive) -> None:
    """Odd words too, and never what an earlier version said."""
    for name, perihal in {"a": '50% "baru"_\\ di desa', "b": "50x baru", "c": ""}.items():
        naskah = draft(name, b"x")
        file(archive, replace(naskah, latest=replace(naskah.latest, values={"perihal": perihal})), {DOCX: b"x"})
    assert [n.id for n in archive.saying("nota_dinas", "perihal", '50% "baru"_\\ di desa')] == ["a"]
    assert [n.id for n in archive.saying("nota_dinas", "perihal", "")] == ["c"]
    assert archive.saying("nota_dinas", "perihal", "50") == archive.saying("notula", "perihal", "50x baru") == []
    file(archive, revised(archive.naskah("b"), {DOCX: b"y"}, values={"perihal": "lain"}), {DOCX: b"y"})
    assert archive.saying("nota_dinas", "perihal", "50x baru") == []
    assert [n.id for n in archive.saying("nota_dinas", "perihal", "lain")] == ["b"]


def test_naskah_are_listed_newest_act_first(archive: Archive) -> None:
    a = file(archive, draft("a", b"x"), {DOCX: b"x"})
    file(archive, draft("b", b"x", jenis="notula"), {DOCX: b"x"})
    file(archive, draft("c", b"x"), {DOCX: b"x"})
    file(archive, revised(a, {DOCX: b"y"}, status=Status.TERPARAF), {DOCX: b"y"})
    assert [n.id for n in archive.list_naskah()] == ["a", "c", "b"]
    assert [n.id for n in archive.list_naskah(limit=2)] == ["a", "c"]
    assert [n.id for n in archive.list_naskah(jenis="nota_dinas")] == ["a", "c"]
    assert [n.id for n in archive.list_naskah(status=Status.DRAF)] == ["c", "b"]
    assert archive.list_naskah(jenis="nota_dinas", status="terparaf") == [archive.naskah("a")]
    assert archive.naskah_ids() == ["b", "c", "a"]


def test_a_naskah_is_found_by_the_beginning_of_its_id_and_by_its_number(archive: Archive) -> None:
    for naskah_id in ("nd-1", "nd-12", "sp_3"):
        file(archive, draft(naskah_id, b"x"), {DOCX: b"x"})
    issue(archive, archive.naskah("sp_3"), b"y")
    assert archive.find_ids("nd-1") == ["nd-1"]
    assert archive.find_ids("nd") == ["nd-12", "nd-1"]
    assert archive.find_ids("ND-12") == ["nd-12"]
    assert archive.find_ids("sp%") == []
    assert archive.find_ids("") == []
    assert archive.find_ids("470/kep.1/sekre") == archive.find_ids(" 470 / Kep. 1 / SEKRE ") == ["sp_3"]
    assert archive.find_ids("470/Kep.2/Sekre") == []


def test_bytes_name_every_version_that_holds_them(archive: Archive) -> None:
    a = file(archive, draft("a", b"x"), {DOCX: b"x"})
    file(archive, revised(a, {"surat.pdf": b"pdf"}), {"surat.pdf": b"pdf"})
    assert archive.find_digest(sha(b"x")) == [("a", 1, DOCX), ("a", 2, DOCX)]
    assert archive.find_digest(sha(b"?")) == []


def test_who_follows_the_log_is_told_what_changed_since_and_each_naskah_once(archive: Archive) -> None:
    a = file(archive, draft("a", b"x"), {DOCX: b"x"})
    file(archive, draft("b", b"x"), {DOCX: b"x"})
    file(archive, revised(a, {DOCX: b"y"}), {DOCX: b"y"})
    every = changed(archive, archive.beginning())
    assert (every.naskah_ids, every.upto.seq, every.waiting) == (("b", "a"), 3, 2)
    first = changed(archive, archive.beginning(), 1)
    assert (first.naskah_ids, first.upto.seq, first.waiting) == (("b",), 2, 2)
    assert changed(archive, first.upto).naskah_ids == ("a",)
    assert changed(archive, every.upto).naskah_ids == () and changed(archive, every.upto).waiting == 0
    file(archive, revised(archive.naskah("a"), {DOCX: b"z"}), {DOCX: b"z"})  # once more, while it was being read
    assert changed(archive, every.upto).naskah_ids == ("a",)


def test_a_place_in_another_log_or_another_catalogue_is_not_believed(archive: Archive) -> None:
    file(archive, draft("a", b"x"), {DOCX: b"x"})
    here = changed(archive, archive.beginning()).upto
    for strange in (replace(here, catalogue="lain"), replace(here, hash="0" * 64), replace(here, seq=9)):
        assert archive.changes(strange) is None
    assert archive.changes(replace(archive.beginning(), catalogue="lain")) is None


def changed(archive: Archive, since: Reach, most: int | None = None) -> Changes:
    found = archive.changes(since, most)
    assert found is not None
    return found


def test_a_cancelled_number_keeps_its_line_and_its_reason(archive: Archive) -> None:
    issued = issue(archive, file(archive, draft("a", b"x"), {DOCX: b"x"}), b"y")
    with archive.transaction() as tx:
        (line,) = tx.lines_of("a")
        tx.file(revised(issued, {}), {}, text="", nomor=[replace(line, batal="salah alamat")])
        assert tx.lines_of("a") == []
    assert archive.register(BUKU, 2019) == [replace(entry(issued, 1), batal="salah alamat")]
    assert issue(archive, archive.naskah("a"), b"z").nomor == "470 / Kep. 2 / Sekre"


def test_a_number_that_is_taken_is_refused(archive: Archive) -> None:
    issued = issue(archive, file(archive, draft("a", b"x"), {DOCX: b"x"}), b"y")
    other = file(archive, draft("b", b"x"), {DOCX: b"x"})
    with pytest.raises(NotReady, match="dipakai naskah a"):
        file(archive, numbered(other, b"z", 1), {DOCX: b"z"}, entry(other, 1))
    with pytest.raises(NotReady):
        file(archive, revised(issued, {}), {}, replace(entry(issued, 1), nomor="lain", batal="alasan"))
    with pytest.raises(ValueError):
        file(archive, revised(other, {}), {}, entry(issued, 5))
    assert archive.register(BUKU, 2019) == [entry(issued, 1)]


def block(naskah: Naskah, *serials: int) -> list[NomorEntry]:
    return [replace(entry(naskah, urut), blok=naskah.id) for urut in serials]


def reserved(archive: Archive, naskah: Naskah, count: int) -> list[NomorEntry]:
    with archive.transaction() as tx:
        lines = block(naskah, *(tx.next_urut(BUKU, 2019) for _ in range(count)))
        tx.file(naskah, {DOCX: b"blok"}, text="", nomor=lines)
    return lines


def test_a_reserved_number_is_used_once_and_the_register_goes_on_behind_the_blok(archive: Archive) -> None:
    lines = reserved(archive, draft("blok", b"blok"), 3)
    assert archive.register(BUKU, 2019) == lines and all(line.dipesan for line in lines)
    late = file(archive, draft("a", b"x"), {DOCX: b"x"})
    used = replace(entry(late, 2), blok="blok")
    with archive.transaction() as tx:
        tx.file(numbered(late, b"y", 2), {DOCX: b"y"}, text="", nomor=[used])
        assert tx.lines_of("blok") == [lines[0], lines[2]] and tx.register(BUKU, 2019)[1] == used
    assert archive.register(BUKU, 2019) == [lines[0], used, lines[2]]
    other = file(archive, draft("b", b"x"), {DOCX: b"x"})
    with pytest.raises(NotReady, match="dipakai naskah a"):
        file(archive, numbered(other, b"z", 2), {DOCX: b"z"}, replace(entry(other, 2), blok="blok"))
    with pytest.raises(NotReady, match="dipakai naskah blok"):  # not by one who does not know of the blok
        file(archive, numbered(other, b"z", 3), {DOCX: b"z"}, entry(other, 3))
    assert issue(archive, archive.naskah("b"), b"w").nomor == "470 / Kep. 4 / Sekre"
    assert verify(archive) == []


def test_a_reserved_number_given_up_may_be_found_on_a_paper_after_all(archive: Archive) -> None:
    blok = draft("blok", b"blok")
    lines = [replace(line, batal="tidak dipakai") for line in reserved(archive, blok, 2)]
    file(archive, revised(blok, {}), {}, *lines)
    assert archive.register(BUKU, 2019) == lines and not any(line.dipesan for line in lines)
    late = file(archive, draft("a", b"x"), {DOCX: b"x"})
    with pytest.raises(NotReady, match="sudah dipakai"):  # not by one who does not know of the blok
        file(archive, numbered(late, b"y", 1), {DOCX: b"y"}, entry(late, 1))
    used = replace(entry(late, 1), blok="blok")
    file(archive, numbered(late, b"y", 1), {DOCX: b"y"}, used)
    assert archive.register(BUKU, 2019) == [used, lines[1]]
    assert verify(archive) == []


def test_an_inserted_number_stands_behind_its_own_and_is_no_number_twice(archive: Archive) -> None:
    first = issue(archive, file(archive, draft("a", b"x"), {DOCX: b"x"}), b"y")
    late = file(archive, draft("b", b"x"), {DOCX: b"x"})
    inserted = replace(entry(late, 1), nomor="470 / Kep. 1.a / Sekre", sisipan=".a")
    file(archive, numbered(late, b"z", 1), {DOCX: b"z"}, inserted)
    assert archive.register(BUKU, 2019) == [entry(first, 1), inserted]
    assert issue(archive, file(archive, draft("c", b"x"), {DOCX: b"x"}), b"w").nomor == "470 / Kep. 2 / Sekre"
    assert verify(archive) == []


def test_numbers_go_on_after_one_written_by_hand_and_begin_again_each_year(archive: Archive) -> None:
    by_hand = file(archive, draft("a", b"x"), {DOCX: b"x"}, entry(draft("a", b"x"), 240))
    with archive.transaction() as tx:
        taken = [tx.next_urut(BUKU, 2019), tx.next_urut(BUKU, 2020), tx.next_urut("lain", 2019)]
        for urut, buku, tahun in zip(taken, (BUKU, BUKU, "lain"), (2019, 2020, 2019), strict=True):
            naskah = draft(f"{buku}{tahun}", b"x")
            tx.file(naskah, {DOCX: b"x"}, text="", nomor=[replace(entry(naskah, urut, tahun=tahun), buku=buku)])
    assert taken == [241, 1, 1]
    assert archive.register(BUKU, 2019)[0] == entry(by_hand, 240)


def test_a_number_taken_but_not_used_would_leave_a_gap_and_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="not filed"), archive.transaction() as tx:
        tx.next_urut(BUKU, 2019)
    file(archive, draft("a", b"x"), {DOCX: b"x"})
    assert issue(archive, archive.naskah("a"), b"y").nomor == "470 / Kep. 1 / Sekre"


def test_a_run_grows_by_one_event_at_a_time(archive: Archive) -> None:
    run = opened_run("r")
    grown = continued(run, "disposisi")
    for state in (run, grown):
        with archive.transaction() as tx:
            tx.file_run(state)
    assert archive.run("r") == grown
    assert archive.runs() == [grown]
    with pytest.raises(StaleVersion, match="disposisi oleh kepala_dinas"), archive.transaction() as tx:
        tx.file_run(continued(run, "rapat"))
    with pytest.raises(NotFound), archive.transaction() as tx:
        tx.file_run(continued(opened_run("q"), "rapat"))


def test_bytes_that_changed_on_disk_are_never_handed_out(archive: Archive) -> None:
    filed = file(archive, draft("a", b"asli"), {DOCX: b"asli"})
    content = next(path for path in archive.storage.list("ocfl") if path.endswith(f"content/{DOCX}"))
    archive.storage.write({content: b"palsu"})
    with pytest.raises(Damaged, match=r"naskah\.docx versi 1 naskah a"):
        archive.read(filed.latest)
    archive.storage.remove(content)
    with pytest.raises(Damaged, match="hilang"):
        archive.read(filed.latest)


def test_the_archive_offers_no_verb_that_changes_or_deletes(archive: Archive) -> None:
    forbidden = ("delete", "remove", "update", "replace", "purge", "drop", "edit", "set_", "hapus")
    with archive.transaction() as tx:
        verbs = [name for thing in (archive, tx) for name in dir(thing) if not name.startswith("_")]
    assert [name for name in verbs if name.startswith(forbidden)] == []


def test_an_attempt_that_fails_gives_its_number_back(archive: Archive) -> None:
    with archive.transaction() as tx:
        tx.file(draft("a", b"satu"), {DOCX: b"satu"}, text="satu")
        with pytest.raises(NotReady), tx.attempt():
            assert tx.next_urut("buku", 2019) == 1
            raise NotReady("ditolak")
    assert archive.naskah("a").latest.number == 1 and archive.register("buku", 2019) == []
