"""The first page: what waits, in groups; every number is that of the list behind it."""

from __future__ import annotations

import re

import pytest

from docgen.actions.naskah.approving import send_back
from docgen.actions.sop.following import start_run
from docgen.actions.surat.meeting import prepare_meeting
from docgen.actions.surat.registering import register_incoming
from docgen.web.views.beranda import SHOWN
from tests.actions.naskah.test_approving import drafted, letter, through
from tests.actions.surat.test_dispatching import issued
from tests.actions.surat.test_meeting import DRAFTER, FORM

ROW = re.compile(r'<(?:a|div) class="row"')


def busy(office):
    """An office in which something waits for nearly everybody."""
    for at in range(7):
        drafted(office, perihal=f"Laporan {at}")
    naskah = through(office, drafted(office), "kasubag_perencanaan")
    send_back(office, naskah.id, read=naskah.latest.sha256, by="sekretaris", note="Sebabnya belum jelas.")
    through(office, letter(office, koordinasi_1="", penandatangan="kepala_dinas"), "kasubag_perencanaan", "sekretaris")
    issued(office)
    register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    start_run(office, "pengukuran_kinerja", "Tahun 2018", by="tata_usaha")
    prepare_meeting(office, {**FORM, "tanggal_rapat": "2019-01-07"}, by=DRAFTER)


@pytest.mark.parametrize("post", ["kepala_dinas", "sekretaris", "kasubag_perencanaan", "tata_usaha", "kabid_capil"])
def test_every_number_on_the_first_page_is_that_of_the_list_it_opens(sign_in, office, clock, post):
    busy(office)
    clock.pass_by(hours=5)
    browser = sign_in(post)
    page = browser.get("/").get_data(as_text=True)
    told = re.findall(r'href="(/tugas[^"]*)">(?:[^<]*)<b>(\d+)</b>', page)
    assert len(told) >= 3 or post == "kabid_capil"
    for address, number in told:
        listed = browser.get(address.replace("&amp;", "&")).get_data(as_text=True)
        assert len(ROW.findall(listed)) == int(number), address
    groups = [int(number) for address, number in told if "macam=" in address]
    whole = [int(number) for address, number in told if address == "/tugas"]
    assert [sum(groups)] == whole or (groups == [] and whole == [])


def test_what_is_late_stands_first(sign_in, office, clock):
    busy(office)
    clock.pass_by(hours=5)
    page = sign_in("kepala_dinas").get("/").get_data(as_text=True)
    assert page.index("Langkah SOP") < page.index("Didisposisi") and "terlambat" in page


def test_a_long_group_shows_its_beginning_and_leads_to_the_rest(sign_in, office):
    busy(office)
    page = sign_in("kasubag_perencanaan").get("/").get_data(as_text=True)
    own = page[page.index('id="tugas-paraf"') : page.index(": Diparaf</a>")]
    assert len(ROW.findall(own)) == SHOWN and "Dikembalikan kepada Anda" in page


def test_the_meetings_of_today_and_my_drafts_are_on_the_page(sign_in, office):
    busy(office)
    page = sign_in(DRAFTER).get("/").get_data(as_text=True)
    assert FORM["rapat"] in page and "<b>09.00</b>" in page and "Draf Anda yang belum ditandatangani" in page
    assert "Tidak ada rapat hari ini." not in page


def test_a_secret_letter_is_nowhere_on_the_page_of_who_may_not_read_it(sign_in, office):
    issued(office, keamanan="Rahasia", perihal="Perihal yang tertutup")
    for path in ("/", "/tugas"):
        assert "Perihal yang tertutup" in sign_in("tata_usaha").get(path).get_data(as_text=True)
        assert "Perihal yang tertutup" not in sign_in("kabid_piak").get(path).get_data(as_text=True)


def test_who_has_nothing_to_do_is_told_so(sign_in):
    page = sign_in("kabid_piak").get("/").get_data(as_text=True)
    assert "Tidak ada yang menunggu Anda sekarang" in page and "Tidak ada rapat hari ini." in page
