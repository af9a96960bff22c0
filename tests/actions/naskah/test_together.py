"""One act on a whole daftar: each naskah is judged as if it were alone, and numbers have no gap."""

from __future__ import annotations

import os

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import cancel, give_paraf, sign
from docgen.actions.naskah.batch import MOST_ROWS, draft_many
from docgen.actions.naskah.daftar import Line, read_daftar, write_daftar
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import find, listing
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.together import approve_many, number_many
from docgen.errors import DocgenError, NotAllowed, NotReady
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.paper.read import plain_text
from docgen.search.query import parse_query
from tests.archive.crashing import in_child

JENIS = "nota_dinas_undangan"  # paraf kasubag_perencanaan, signed by the sekretaris
DRAFTER = "kasubag_perencanaan"


@pytest.fixture
def other(settings, clock):
    """A colleague at another desk: the same folder, opened again."""
    with open_office(settings, now=clock) as opened:
        yield opened


def invitations(office, count, **changes):
    form = {**office.doctype(JENIS).example(), **changes}
    rows = [{**form, "kepada": [f"Kepala Kelurahan {n}"]} for n in range(1, count + 1)]
    return [r.naskah for r in draft_many(office, JENIS, dict(enumerate(rows, 2)), by=DRAFTER)]


def lines(*found):
    return [Line(row, n.id, n.latest.sha256) for row, n in enumerate(found, 2)]


def filed(results):
    return [r.naskah for r in results if r.naskah]


def parafed(office, count, **changes):
    return filed(approve_many(office, "paraf", lines(*invitations(office, count, **changes)), by=DRAFTER))


def signed(office, count, **changes):
    return filed(approve_many(office, "tanda_tangan", lines(*parafed(office, count, **changes)), by="sekretaris"))


def register(office):
    return [(e.urut, e.naskah_id) for e in office.archive.register(office.doctype(JENIS).numbering.buku, 2019)]


def told(results):
    return ["; ".join(r.problems) for r in results]


def test_twenty_invitations_go_from_draft_to_issued_in_four_acts(office):
    issued = filed(number_many(office, lines(*signed(office, 20)), by="tata_usaha"))
    assert register(office) == [(n, naskah.id) for n, naskah in enumerate(issued, 1)]
    for n, naskah in enumerate(issued, 1):
        text = plain_text(office.archive.read(naskah.latest))
        assert f"Kepala Kelurahan {n}" in text and naskah.nomor in text and "7 Januari 2019" in text
    assert len(find(office, parse_query("status:terbit"), limit=50)) == 20
    assert verify_archive(office) == []


def test_many_together_are_as_one_by_one(office):
    many, one = signed(office, 1)[0], invitations(office, 1)[0]
    one = give_paraf(office, one.id, read=one.latest.sha256, by=DRAFTER)
    one = sign(office, one.id, read=one.latest.sha256, by="sekretaris")
    facts = [(v.number, v.act, v.by, v.status, v.at, len(v.approvals)) for v in office.archive.versions(one.id)]
    assert facts == [
        (v.number, v.act, v.by, v.status, v.at, len(v.approvals)) for v in office.archive.versions(many.id)
    ]
    before, read, _ = office.archive.versions(many.id)
    assert [a.read for a in many.latest.approvals] == [before.sha256, read.sha256]


def test_only_the_version_that_was_read_is_approved(office, clock):
    found = invitations(office, 3)
    clock.pass_by(minutes=5)
    revise(office, found[1].id, {"tempat": "Aula"}, read=found[1].latest.sha256, by=DRAFTER)
    results = approve_many(office, "paraf", lines(*found), by=DRAFTER)
    assert [bool(r.naskah) for r in results] == [True, False, True]
    assert "direvisi oleh kasubag_perencanaan pada 07-01-2019 pukul 08.05 (versi 2)" in told(results)[1]
    assert office.archive.naskah(found[1].id).latest.approvals == ()


REFUSALS = {
    "not his turn": lambda n, read: ("paraf", "sekretaris", n.id, read),
    "not his mark": lambda n, read: ("tanda_tangan", DRAFTER, n.id, read),
    "never a digest of it": lambda n, read: ("paraf", DRAFTER, n.id, "f" * 64),
    "no digest": lambda n, read: ("paraf", DRAFTER, n.id, ""),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_told_in_the_words_of_the_single_act(office, case):
    (naskah,) = invitations(office, 1)
    mark, by, naskah_id, read = case(naskah, naskah.latest.sha256)
    single = give_paraf if mark == "paraf" else sign
    with pytest.raises(DocgenError) as alone:
        single(office, naskah_id, read=read, by=by)
    (result,) = approve_many(office, mark, [Line(2, naskah_id, read)], by=by)
    assert result.problems == (str(alone.value),) and result.named == naskah_id
    assert office.archive.naskah(naskah_id).latest.number == 1


def test_a_number_comes_after_the_signature_and_a_refused_line_leaves_no_gap(office):
    ready, early = signed(office, 4), invitations(office, 1)[0]
    mixed = lines(ready[0], early, *ready[1:])
    results = number_many(office, mixed, by="tata_usaha")
    assert [bool(r.naskah) for r in results] == [True, False, True, True, True]
    assert "berstatus draf, tidak dapat diberi nomor" in told(results)[1]
    assert register(office) == [(n, naskah.id) for n, naskah in enumerate(ready, 1)]
    assert office.archive.naskah(early.id).latest.number == 1
    assert verify_archive(office) == []


def test_all_or_nothing_takes_no_number_when_one_line_is_refused(office):
    ready, early = signed(office, 2), invitations(office, 1)[0]
    before = len(list(office.archive.log()))
    results = number_many(office, lines(*ready, early), by="tata_usaha", whole=True)
    assert [bool(r.problems) for r in results] == [False, False, True] and filed(results) == []
    assert register(office) == [] and len(list(office.archive.log())) == before
    assert len(filed(number_many(office, lines(*ready), by="tata_usaha", whole=True))) == 2


def when_all_are_judged(change):
    """Progress that lets a colleague act at the last moment before the write lock is taken."""
    return lambda done, of: change() if done == of else None


@pytest.mark.parametrize("whole", [False, True], ids=["the others are kept", "all or nothing"])
def test_a_colleague_who_is_first_is_not_overruled_and_takes_no_number_with_him(office, other, whole):
    ready = signed(office, 3)
    middle = ready[1]

    def change():
        cancel(other, middle.id, read=middle.latest.sha256, by="sekretaris", reason="batal rapat")

    progress = when_all_are_judged(change)
    results = number_many(office, lines(*ready), by="tata_usaha", whole=whole, progress=progress)
    assert "dibatalkan oleh sekretaris" in told(results)[1] and results[1].naskah is None
    kept = [] if whole else [ready[0], ready[2]]
    assert [n.id for n in filed(results)] == [n.id for n in kept]
    assert register(office) == [(n, naskah.id) for n, naskah in enumerate(kept, 1)]
    assert office.archive.naskah(middle.id).latest.status is Status.DIBATALKAN
    assert verify_archive(office) == []


@pytest.mark.parametrize("whole", [False, True], ids=["the others are kept", "all or nothing"])
def test_a_revision_at_the_last_moment_is_not_parafed(office, other, whole):
    found = invitations(office, 3)

    def change():
        revise(other, found[0].id, {"tempat": "Aula"}, read=found[0].latest.sha256, by=DRAFTER)

    progress = when_all_are_judged(change)
    results = approve_many(office, "paraf", lines(*found), by=DRAFTER, whole=whole, progress=progress)
    assert "direvisi oleh" in told(results)[0] and len(filed(results)) == (0 if whole else 2)
    assert [office.archive.naskah(n.id).latest.act for n in found] == [
        "direvisi",
        *(["dibuat"] * 2 if whole else ["diparaf"] * 2),
    ]


def test_two_clerks_who_number_at_once_share_one_series(office, other):
    ready = signed(office, 4)
    theirs = when_all_are_judged(lambda: number_many(other, lines(*ready[2:]), by="tata_usaha"))
    number_many(office, lines(*ready[:2]), by="tata_usaha", progress=theirs)
    assert register(office) == [(1, ready[2].id), (2, ready[3].id), (3, ready[0].id), (4, ready[1].id)]


def test_a_naskah_named_twice_is_done_once_and_told(office):
    first, second = invitations(office, 2)
    results = approve_many(office, "paraf", lines(first, second, first), by=DRAFTER)
    assert [bool(r.naskah) for r in results] == [True, True, False]
    assert f"Naskah {first.id} sudah disebut di baris 2" in told(results)[2]
    assert office.archive.naskah(first.id).latest.number == 2


def test_an_unknown_naskah_is_told(office):
    results = approve_many(office, "paraf", [Line(2, "TIDAKADA00", "f" * 64)], by=DRAFTER)
    assert "TIDAKADA00' tidak ditemukan" in told(results)[0]


def test_an_id_that_excel_made_a_number_is_known_by_its_digest(office):
    (naskah,) = invitations(office, 1)
    mangled = [Line(2, "1,23457E+09", naskah.latest.sha256.upper())]
    assert [n.id for n in filed(approve_many(office, "paraf", mangled, by=DRAFTER))] == [naskah.id]


def test_who_may_not_approve_or_number_is_refused_at_once(office):
    (naskah,) = invitations(office, 1)
    with pytest.raises(NotAllowed, match="menyetujui"):
        approve_many(office, "paraf", lines(naskah), by="tata_usaha")
    with pytest.raises(NotAllowed, match="menomori"):
        number_many(office, lines(naskah), by="sekretaris")


def test_a_naskah_he_may_not_read_is_neither_approved_nor_described(office):
    form = office.doctype("surat_dinas").example() | {"keamanan": "Rahasia", "penandatangan": "kepala_dinas"}
    secret = draft(office, "surat_dinas", form, by="sekretaris")
    (result,) = approve_many(office, "paraf", lines(secret), by="kabid_piak")
    assert "hanya untuk pejabat tertentu" in told([result])[0]


def test_an_empty_or_endless_list_is_refused(office):
    for sheet in ([], [Line(row, "X", "") for row in range(MOST_ROWS + 1)]):
        with pytest.raises(NotReady, match="baris"):
            approve_many(office, "paraf", sheet, by=DRAFTER)


# ------------------------------------------------------------------ the daftar


def test_what_waits_for_a_post_is_listed_with_what_waited_longest_first(office, clock):
    first = invitations(office, 2)
    clock.pass_by(hours=1)
    second = parafed(office, 1)
    ready = signed(office, 1)
    assert [n.id for n in listing(office, waiting=DRAFTER)] == [n.id for n in first]
    assert [n.id for n in listing(office, waiting="sekretaris")] == [n.id for n in second]
    assert [n.id for n in listing(office, waiting="tata_usaha")] == [n.id for n in ready]
    assert [n.id for n in listing(office, waiting=DRAFTER, limit=1)] == [first[0].id]
    assert listing(office, waiting="kepala_dinas") == []
    assign_nomor(office, ready[0].id, read=ready[0].latest.sha256, by="tata_usaha")
    assert listing(office, waiting="tata_usaha") == []


def test_a_list_of_what_waits_names_only_what_its_reader_may_read(office):
    form = office.doctype("surat_dinas").example() | {"keamanan": "Rahasia", "penandatangan": "kepala_dinas"}
    draft(office, "surat_dinas", form, by=DRAFTER)
    assert len(listing(office, waiting=DRAFTER, by=DRAFTER)) == 1
    assert listing(office, waiting=DRAFTER, by="kabid_piak") == []


def test_a_daftar_names_exactly_the_versions_that_were_shown(office):
    found = invitations(office, 3, perihal="=SUM(1;2); Undangan, rapat")
    data = write_daftar(office, found)
    assert data.startswith(b"\xef\xbb\xbfnaskah;sidik;jenis;perihal;kepada;status;menunggu\r\n")
    assert read_daftar(data, "daftar.csv") == lines(*found)
    text = data.decode("utf-8-sig")
    assert "Kepala Kelurahan 2;draf;paraf kasubag_perencanaan" in text
    assert '"\'=SUM(1;2); Undangan, rapat"' in text


# ------------------------------------------------------------------ the power goes


@pytest.mark.parametrize("nth", [1, 7, 13, 19])
def test_a_process_killed_while_it_files_leaves_all_or_nothing(office, settings, clock, monkeypatch, nth):
    ready = signed(office, 3)
    office.archive.close()

    def die(descriptor: int) -> None:
        with open_office(settings, now=clock) as doomed:
            left = iter(range(nth - 1))
            real = os.replace
            monkeypatch.setattr(os, "replace", lambda *a: real(*a) if next(left, None) is not None else os._exit(9))
            number_many(doomed, lines(*ready), by="tata_usaha")

    _, status = in_child(die)
    assert os.WEXITSTATUS(status) == 9
    with open_office(settings, now=clock) as after:
        numbers = [urut for urut, _ in register(after)]
        assert numbers in ([], [1, 2, 3])
        assert {after.archive.naskah(n.id).latest.number for n in ready} == {4 if numbers else 3}
        assert verify_archive(after) == []
        again = number_many(after, lines(*ready), by="tata_usaha")
        assert len(filed(again)) == (0 if numbers else 3) and [u for u, _ in register(after)] == [1, 2, 3]
