"""A kept search asks its question anew each time, and lasts as long as the archive does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docgen.actions.house.backing_up import back_up_office, restore_office
from docgen.actions.naskah.finding import find
from docgen.actions.naskah.searches import keep_search, kept_search, kept_searches, query_of, remove_search
from docgen.actions.naskah.words import words_of
from docgen.actions.surat.registering import register_incoming
from docgen.archive.check.verify import verify
from docgen.archive.rebuild import rebuild
from docgen.errors import BadQuery, NotAllowed, NotFound, NotReady
from docgen.kearsipan.searches import Search, read_search
from docgen.office import open_office
from docgen.search.parts import Days, Filter, Together, Word
from tests.actions.naskah.test_approving import drafted

MONTH = Search("tanggal:bulan-ini", urut="tanggal", nama="bulan ini")
TODAY = date(2019, 1, 7)


def names(office, by):
    return [read_search(one).nama for one in kept_searches(office, by=by)]


def test_this_month_is_the_month_in_which_it_is_run(office, clock):
    first = drafted(office)
    keep_search(office, MONTH, by="sekretaris")

    def found():
        asked = kept_search(office, "Bulan Ini", by="sekretaris")
        return [one.naskah.id for one in find(office, query_of(asked, today=clock().date()), by="sekretaris")]

    assert found() == [first.id]
    clock.pass_by(days=30)
    second = drafted(office)
    assert found() == [second.id]


def test_a_shared_search_finds_for_each_what_he_may_read(office):
    form = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia", "perihal": "Zamrud"}
    surat = register_incoming(office, form, by="tata_usaha")
    keep_search(office, Search("zamrud", nama="permata", bersama=True), by="tata_usaha")
    for by, count in (("tata_usaha", [surat.id]), ("kabid_piak", []), ("", [])):
        asked = kept_search(office, "permata", by=by)
        assert [one.naskah.id for one in find(office, query_of(asked, today=TODAY), by=by)] == count


def test_what_is_typed_beside_a_kept_search_narrows_it_and_is_heard_last(office):
    kept = Search("rapat jenis:notula tanggal:2019-01", versi="semua", urut="tanggal")
    typed = Search("kinerja jenis:laporan", status="draf")
    query = query_of(kept, typed, today=TODAY)
    assert query.wanted == Together(
        (
            Word("rapat"), Filter("jenis", "notula"), Days(date(2019, 1, 1), date(2019, 1, 31)),
            Word("kinerja"), Filter("jenis", "laporan"), Filter("status", "draf"),
        )
    )  # fmt: skip
    assert (query.semua_versi, query.sort) == (True, "tanggal")
    other = query_of(kept, Search(versi="terbaru", urut="relevansi"), today=TODAY)
    assert (other.semua_versi, other.sort) == (False, "")
    assert query_of(Search("x versi:semua"), Search("y"), today=TODAY).semua_versi


def test_days_beside_the_line_are_those_that_were_typed():
    asked = Search("rapat", sejak="2019-01-02", sampai="2019-02-03")
    assert query_of(asked, today=TODAY).wanted == Together((Word("rapat"), Days(date(2019, 1, 2), date(2019, 2, 3))))


def test_nothing_is_kept_that_cannot_be_read_or_by_nobody(office):
    with pytest.raises(BadQuery):
        keep_search(office, Search("tanggal:kapan", nama="x"), by="sekretaris")
    with pytest.raises(NotFound):
        keep_search(office, MONTH, by="tidak_ada")
    with pytest.raises(NotFound):
        kept_searches(office, by="tidak_ada")
    keep_search(office, MONTH, by="sekretaris")
    with pytest.raises(NotReady, match="sudah dipakai"):
        keep_search(office, MONTH, by="sekretaris")
    assert names(office, "sekretaris") == ["bulan ini"] and names(office, "tata_usaha") == [] == names(office, "")


def test_a_name_nobody_kept_is_answered_with_those_there_are(office):
    with pytest.raises(NotFound, match="Belum ada yang tersimpan"):
        kept_search(office, "rapat", by="sekretaris")
    keep_search(office, MONTH, by="sekretaris")
    with pytest.raises(NotFound, match=r"'rapat' .* Yang ada: bulan ini\."):
        kept_search(office, "rapat", by="sekretaris")
    with pytest.raises(NotFound, match="Belum ada yang tersimpan"):  # what another keeps for himself is not told
        kept_search(office, "bulan ini", by="tata_usaha")


def test_only_the_owner_removes_it(office):
    keep_search(office, MONTH, by="sekretaris")
    keep_search(office, Search("rapat", nama="rapat", bersama=True), by="sekretaris")
    with pytest.raises(NotFound):
        remove_search(office, "bulan ini", by="tata_usaha")
    with pytest.raises(NotAllowed, match="milik sekretaris"):
        remove_search(office, "rapat", by="tata_usaha")
    remove_search(office, "bulan ini", by="sekretaris")
    remove_search(office, "rapat", by="sekretaris")
    assert names(office, "sekretaris") == [] == names(office, "tata_usaha")
    keep_search(office, MONTH, by="sekretaris")
    assert names(office, "sekretaris") == ["bulan ini"] and verify(office.archive) == []


def test_it_outlives_a_lost_catalogue(office, settings):
    keep_search(office, MONTH, by="sekretaris")
    keep_search(office, Search("rapat", nama="rapat"), by="sekretaris")
    remove_search(office, "rapat", by="sekretaris")
    office.archive.close()
    (settings.archive / "catalogue.db").unlink()
    assert rebuild(settings.archive, read_words=words_of).problems == ()
    with open_office(settings) as again:
        assert kept_search(again, "bulan ini", by="sekretaris") == MONTH and names(again, "sekretaris") == ["bulan ini"]


def test_it_comes_back_from_a_backup(office, settings, tmp_path):
    keep_search(office, MONTH, by="sekretaris")
    back_up_office(settings, tmp_path / "cadangan")
    restore_office(tmp_path / "cadangan", tmp_path / "pulih")
    with open_office(replace(settings, root=tmp_path / "pulih")) as again:
        assert kept_search(again, "bulan ini", by="sekretaris") == MONTH and verify(again.archive) == []
