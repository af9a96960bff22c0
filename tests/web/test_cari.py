"""The search page: the words marked, filters taken off, the list taken along, what is asked often kept."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.drafting import draft
from docgen.kearsipan.searches import Search
from docgen.web.asked import filters_in, line_of, with_filter, without_filters
from tests.actions.naskah.test_approving import drafted, form


@pytest.fixture
def naskah(office):
    return drafted(office)


def word_of(naskah) -> str:
    """A word of its perihal."""
    return max(naskah.perihal.split(), key=len)


def test_what_was_sought_is_marked_in_the_answer(sign_in, naskah):
    page = sign_in("sekretaris").get(f"/cari?k={word_of(naskah)}").get_data(as_text=True)
    assert f"<mark>{word_of(naskah)}</mark>" in page


def test_a_filter_is_taken_off_by_one_click(sign_in, naskah):
    browser = sign_in("sekretaris")
    browser.get(f"/cari?k={word_of(naskah)}+jenis:nota_dinas+tahun:2019")
    assert 'aria-label="Lepas penyaring jenis:nota_dinas"' in browser.page
    assert f'href="/cari?k={word_of(naskah)}+tahun:2019"' in browser.page


def test_who_filters_too_much_is_told_how_many_there_are_without(sign_in, naskah):
    page = sign_in("sekretaris").get(f"/cari?k={word_of(naskah)}+tahun:1990").get_data(as_text=True)
    assert "Tanpa penyaring ada 1 yang cocok" in page and f'href="/cari?k={word_of(naskah)}"' in page


def test_a_slip_is_put_right_by_one_click(sign_in, naskah):
    slipped = word_of(naskah)[:-1] + "q"
    page = sign_in("sekretaris").get(f"/cari?k={slipped}").get_data(as_text=True)
    assert "Mungkin maksud Anda" in page or "Mendekati" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_answer_goes_into_a_sheet(sign_in, naskah, kind):
    answer = sign_in("sekretaris").get(f"/cari/hasil.{kind}?k={word_of(naskah)}")
    assert answer.status_code == 200 and f"hasil-pencarian.{kind}" in answer.headers["Content-Disposition"]
    assert kind == "xlsx" or naskah.id.encode() in answer.data


def test_the_box_offers_words_that_are_there_and_nothing_to_who_may_not_read_them(sign_in, office, naskah):
    begun = word_of(naskah)[:4]
    offered = sign_in("sekretaris").get(f"/cari/lengkapi?k=rapat+{begun}").get_json()
    assert word_of(naskah).lower() in [one["tampak"].lower() for one in offered]
    assert all(one["baris"] == "rapat " + one["tampak"] for one in offered)
    assert sign_in("sekretaris").get("/cari/lengkapi?k=").get_json() == []


def test_a_search_is_kept_run_again_and_removed_by_its_owner_only(sign_in, naskah):
    browser, other = sign_in("sekretaris"), sign_in("tata_usaha")
    browser.get(f"/cari?k={word_of(naskah)}")
    browser.post("/cari/tersimpan", k=f"{word_of(naskah)} tahun:2019", nama="Rapat kita", bersama="ya")
    assert "Rapat kita" in browser.get("/cari").get_data(as_text=True)
    assert "Hapus pencarian Rapat kita" in browser.page
    assert "Rapat kita" in other.get("/cari").get_data(as_text=True) and "Hapus pencarian" not in other.page
    assert other.post("/cari/tersimpan/hapus", nama="Rapat kita").status_code == 403
    browser.get("/cari")
    browser.post("/cari/tersimpan/hapus", nama="Rapat kita")
    assert "Hapus pencarian" not in browser.get("/cari").get_data(as_text=True)


def test_what_is_alike_is_asked_of_a_naskah_i_may_read(sign_in, office, naskah):
    twin = drafted(office)
    draft(office, "notula", form(office, "notula"), by="kasubag_perencanaan")  # so that not all of them say the same
    browser = sign_in("sekretaris")
    assert "Yang isinya serupa" in browser.get(f"/naskah/{naskah.id}").get_data(as_text=True)
    assert f"/naskah/{twin.id}" in browser.get(f"/naskah/{naskah.id}/serupa").get_data(as_text=True)
    assert browser.get("/naskah/0000000000/serupa").status_code == 404


def test_filters_are_taken_apart_as_they_are_read():
    line = 'rapat jenis:notula -status:draf nomor:"470 / 1" (jenis:x ATAU kerja)'
    assert [one for one, _ in filters_in(line)] == ["jenis:notula", "-status:draf", 'nomor:"470 / 1"']
    assert filters_in(line)[1][1] == 'rapat jenis:notula nomor:"470 / 1" (jenis:x ATAU kerja)'
    assert without_filters("rapat jenis:notula kerja") == "rapat kerja"


def test_a_kept_search_becomes_the_line_that_asks_the_same():
    kept = Search("rapat", jenis="notula", nomor="470 / 1", sejak="2019-01-01", versi="semua")
    assert line_of(kept) == 'rapat jenis:notula nomor:"470 / 1" versi:semua tanggal:2019-01-01..'
    assert with_filter("", "tahun", "2019") == "tahun:2019"


def test_twenty_answers_are_shown_and_more_on_demand(sign_in, office):
    for _ in range(21):
        draft(office, "notula", form(office, "notula"), by="kasubag_perencanaan")
    browser = sign_in("sekretaris")
    page = browser.get("/cari?k=jenis:notula").get_data(as_text=True)
    assert page.count('<a class="row"') == 20 and "Tampilkan 21" in page
    assert browser.get("/cari?k=jenis:notula&banyak=1").get_data(as_text=True).count('<a class="row"') == 21
