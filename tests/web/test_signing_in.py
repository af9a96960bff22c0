"""Who comes in, who does not, and what a guesser learns."""

from __future__ import annotations

import re

import pytest

from docgen.errors import NotReady
from docgen.settings import KANTOR
from docgen.web.passwords import BY_NAME, HELD, REFUSED, SIGNED_IN, WINDOW, add_account, reset_password
from tests.web.conftest import ADMIN, OWN, Browser, made


def test_every_page_but_the_public_ones_leads_to_the_sign_in_page_and_back(app, sign_in, house):
    guest = Browser(app.test_client())
    answer = guest.get("/naskah/?status=draf")
    assert answer.status_code == 302 and answer.location == "/masuk?lanjut=/naskah/?status%3Ddraf"
    made(house.accounts, house.office(), "sekretaris")
    guest.get(answer.location)
    back = guest.post("/masuk", nama="sekretaris", sandi=OWN, lanjut="/naskah/?status=draf")
    assert back.location == "/naskah/?status=draf"


@pytest.mark.parametrize(
    "elsewhere", ["https://lain.example/", "//lain.example", "/\\lain.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(app, house, elsewhere):
    made(house.accounts, house.office(), "sekretaris")
    browser = Browser(app.test_client())
    browser.get("/masuk")
    assert browser.post("/masuk", nama="sekretaris", sandi=OWN, lanjut=elsewhere).location == "/"


def test_the_first_password_must_be_changed_before_anything_else(app, house):
    given = add_account(house.accounts, house.office().kantor, "Asep", "sekretaris")
    browser = Browser(app.test_client())
    browser.get("/masuk")
    browser.post("/masuk", nama="ASEP", sandi=given)
    assert browser.get("/").location == "/sandi"
    browser.get("/sandi")
    assert "kedua isian" in browser.post("/sandi", lama=given, baru="sepuluh huruf", ulang="lain").get_data(
        as_text=True
    )
    assert browser.post("/sandi", lama=given, baru="sepuluh huruf", ulang="sepuluh huruf").location == "/"
    assert browser.get("/").status_code == 200


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(app, house):
    made(house.accounts, house.office(), "sekretaris")
    browser = Browser(app.test_client())
    browser.get("/masuk")
    said = [
        browser.post("/masuk", nama=name, sandi="tebakan saja").get_data(as_text=True)
        for name in ("sekretaris", "tiada")
    ]
    said = [re.sub('name="csrf_token" value="[^"]+"', "", page) for page in said]
    assert said[0].replace("sekretaris", "tiada") == said[1] and "tidak cocok" in said[1]
    assert [one.outcome for one in house.accounts.attempts()] == [REFUSED, REFUSED]


@pytest.mark.parametrize("name", ["sekretaris", "tiada"])
def test_guessing_is_held_up_for_every_name_and_ends_by_itself(app, house, clock, name):
    made(house.accounts, house.office(), "sekretaris")
    browser = Browser(app.test_client())
    browser.get("/masuk")
    for _ in range(BY_NAME):
        assert "tidak cocok" in browser.post("/masuk", nama=name, sandi="tebakan saja").get_data(as_text=True)
    held = browser.post("/masuk", nama=name, sandi=OWN)
    assert held.status_code == 403 and "Terlalu banyak percobaan" in held.get_data(as_text=True)
    assert house.accounts.attempts()[0].outcome == HELD
    clock.moment += WINDOW
    opened = browser.post("/masuk", nama=name, sandi=OWN).status_code == 302
    assert opened is (name == "sekretaris")


def test_one_address_cannot_try_many_names(app, house):
    browser = Browser(app.test_client())
    browser.get("/masuk")
    answers = [
        browser.post("/masuk", nama=f"nama{at}", sandi="tebakan saja").get_data(as_text=True) for at in range(41)
    ]
    assert "tidak cocok" in answers[39] and "Terlalu banyak" in answers[40]


def test_signing_out_everywhere_ends_the_other_browsers(sign_in):
    here, there = sign_in("sekretaris"), sign_in("sekretaris")
    assert there.get("/").status_code == 200
    here.get("/")
    here.post("/keluar", di="semua")
    assert there.get("/").status_code == 302 and here.get("/").status_code == 302


def test_a_cookie_of_before_signing_out_opens_nothing(sign_in):
    browser = sign_in("sekretaris")
    browser.get("/")
    browser.post("/keluar", di="semua")
    assert browser.get("/naskah/").status_code == 302


def test_who_leaves_his_post_cannot_sign_in_for_his_successor(app, house, settings, sign_in):
    browser = sign_in("sekretaris")
    path = settings.root / KANTOR
    path.write_text(path.read_text("utf-8").replace("Drs. H. ASEP CONTOH, M.Si.", "Dra. SRI CONTOH, M.Si."), "utf-8")
    house._looked = 0.0  # a second has passed
    assert browser.get("/").status_code == 302
    browser.get("/masuk")
    said = browser.post("/masuk", nama="sekretaris", sandi=OWN).get_data(as_text=True)
    assert "kini dijabat Dra. SRI CONTOH" in said


def test_a_new_first_password_opens_a_locked_account_and_ends_its_sessions(house, sign_in):
    browser = sign_in("sekretaris")
    house.accounts.change("sekretaris", locked=True)
    assert browser.get("/").status_code == 302
    given = reset_password(house.accounts, "sekretaris")
    account = house.accounts.find("sekretaris")
    assert account and account.must_change and not account.locked and len(given) == 19


def test_the_log_of_sign_ins_is_shown_to_who_looks_after_accounts(sign_in):
    sign_in("sekretaris")
    admin = sign_in(ADMIN)
    page = admin.get("/kelola/akun/").get_data(as_text=True)
    assert page.count(f"<td>{SIGNED_IN}</td>") == 2 and "127.0.0.1" in page


def test_nobody_locks_himself_out(sign_in, house):
    admin = sign_in(ADMIN)
    admin.get("/kelola/akun/")
    assert admin.post(f"/kelola/akun/{ADMIN}/kunci", kunci="ya").status_code == 409
    sign_in("sekretaris")
    assert admin.post("/kelola/akun/sekretaris/kunci", kunci="ya").status_code == 302
    account = house.accounts.find("sekretaris")
    assert account and account.locked


@pytest.mark.parametrize("name", ["", "dua kata", "<b>", "x" * 41])
def test_a_name_to_sign_in_with_is_one_plain_word(house, name):
    with pytest.raises(NotReady, match="tidak dapat dipakai"):
        add_account(house.accounts, house.office().kantor, name, "sekretaris")


def test_the_file_of_the_accounts_is_for_its_owner_only_and_holds_no_password(house, settings, sign_in):
    sign_in("sekretaris")
    assert settings.accounts.stat().st_mode & 0o077 == 0
    assert OWN.encode() not in settings.accounts.read_bytes()
