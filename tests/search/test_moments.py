"""Days, quarters, numbers and names meet however an office writes them."""

from __future__ import annotations

import time

import pytest

from docgen.search.alike import other_month
from docgen.search.memory_index import MemoryIndex
from docgen.search.moments import moment, moments_in
from docgen.search.names import bare_name, is_title, nip_forms
from docgen.search.terms import codes
from docgen.search.text import one_letter_off, root, tokens
from tests.contracts.test_index import UNDANGAN, ids, replace

DAYS = [
    "2 Januari 2019",
    "02-01-2019",
    "2/1/2019",
    "2.1.2019",
    "2019-01-02",
    "2 Jan 2019",
    "2 JANUARI 2019",
    "2 Jan. 2019",
]


def index(**texts: str) -> MemoryIndex:
    made = MemoryIndex()
    made.put_many((name, [replace(UNDANGAN, naskah_id=name, text=text, perihal="")]) for name, text in texts.items())
    return made


@pytest.mark.parametrize("written", DAYS)
def test_a_day_has_one_name(written: str) -> None:
    assert moment(written) == "2019-01-02"
    assert list(moments_in(f"Pada Rabu, {written}, di ruang rapat.")) == ["2019-01-02"]


@pytest.mark.parametrize(
    "written", ["Triwulan II", "triwulan 2", "TW II", "TW.2", "triwulan ke-2", "tribulan kedua", "TW2", "TWII"]
)
def test_a_quarter_has_one_name(written: str) -> None:
    assert moment(written) == "triwulan-2"


@pytest.mark.parametrize(
    "written",
    ["31 Februari 2019", "470/2/1/2019", "2-1/2019", "12.2.1.2019", "2 Januari", "triwulan V", "twist 1", "twin 2"],
)
def test_what_is_no_day_and_no_quarter_has_no_name(written: str) -> None:
    assert list(moments_in(written)) == []


def test_every_way_to_write_a_day_finds_every_other() -> None:
    made = index(A="tanggal 2 Januari 2019", B="tanggal 02-01-2019", C="tanggal 3 Januari 2019", D="2/1/2019")
    for typed in (*DAYS, '"2 Januari 2019"'):
        assert sorted(ids(made, typed)) == ["A", "B", "D"], typed
    old = index(A="5 Nopember 2018", B="5 November 2018", C="5-11-2018", D="Pebruari")
    assert sorted(ids(old, "5 nopember 2018")) == sorted(ids(old, "5/11/2018")) == ["A", "B", "C"]
    assert ids(old, "februari") == ["D"]


def test_old_and_new_spellings_and_apostrophes_meet() -> None:
    assert tokens("Jum'at Jum’at Jumʼat JUMAT ma'ruf 'rapat'") == ["jumat"] * 4 + ["maruf", "rapat"]
    assert root("nopember") == root("november") and root("perijinan") == root("izin")
    assert tokens("ʼ ' ’") == []


def test_a_number_may_have_its_month_in_roman_or_in_figures() -> None:
    made = index(A="nomor 005/12/Sekre/VII/2019", B="nomor 005/12/Sekre/8/2019", C="005 12 VII 2019")
    assert ids(made, "005/12/Sekre/7/2019") == ["A"] and ids(made, "005/12/Sekre/VIII/2019") == ["B"]
    made.put("D", [replace(UNDANGAN, naskah_id="D", nomor=("090/1/Sekre/I/2019",))])
    assert ids(made, "nomor:090/1/1/2019") == ids(made, "nomor:090/1/I/2019") == ["D"]
    assert other_month(("470", "i", "2019")) == ("470", "1", "2019") and other_month(("i", "2019")) == ()


def test_a_nip_is_found_in_groups_and_in_one_run() -> None:
    made = index(A="NIP 19630812 199003 1 007", B="NIP. 196308121990031007", C="19630812 199003 1 008")
    for typed in ("19630812 199003 1 007", "196308121990031007", '"196308121990031007"'):
        assert sorted(ids(made, typed)) == ["A", "B"], typed
    assert nip_forms("1963081219900310071") == ()


def test_titles_do_not_hinder_a_name() -> None:
    name = "Dr. H. IMIH MISBAHUL MUNIR, Drs., M.Si."
    assert bare_name(name) == bare_name("Imih Misbahul Munir M.Si") == ("imih", "misbahul", "munir")
    assert bare_name("Dr.") == ("dr",) and bare_name("kepala_dinas") == ("kepala", "dinas")
    assert all(map(is_title, ["Dr.", "H.", "Hj.", "S.Sos.", "M.Si", "S.E.,", "A.Md.", "S.STP", "Drs.,", "S.E.,M.M."]))
    assert not any(map(is_title, ["Kep.", "No.", "hal.", "laporan", "Sekre.", "dr", "h"]))
    began = time.process_time()
    assert not is_title("S." + "M." * 10_000 + "!") and time.process_time() - began < 1
    made = MemoryIndex()
    made.put("A", [replace(UNDANGAN, naskah_id="A", pejabat=(name,), text=f"Oleh {name}")])
    for typed in ('pejabat:"Imih Misbahul Munir, S.Sos."', 'pejabat:"Dr. Imih Misbahul"', f'pejabat:"{name}"',
                  "Imih Munir S.Sos.", "Drs. Munir, M.M.", "pejabat:munir"):  # fmt: skip
        assert ids(made, typed) == ["A"], typed
    assert ids(made, "M.Si.") == ["A"] and ids(made, "S.Sos.") == []


@pytest.mark.parametrize(
    ("kode", "above"),
    [
        ("470", ("470", "400")),
        ("472.12", ("472.12", "472.1", "472", "470", "400")),
        ("000.8.6.3", ("000.8.6.3", "000.8.6", "000.8", "000")),
        ("000.12", ("000.12", "000")),
        (" 045.3. ", ("045.3", "045", "040", "000")),
        ("DUKCAPIL", ("dukcapil",)),
        ("", ()),
    ],
)
def test_a_code_is_found_under_every_code_above_it(kode: str, above: tuple[str, ...]) -> None:
    assert codes(kode) == above


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("rapat", "rapat rapad rapt rapatt apat xrapat", "rpaat rap rapatxx ra"), ("a", "a b ab", "abc"), ("", "a", "ab")],
)
def test_one_letter_may_be_changed_added_or_left_out(word: str, near: str, far: str) -> None:
    assert all(one_letter_off(word, other) and one_letter_off(other, word) for other in near.split())
    assert not any(one_letter_off(word, other) or one_letter_off(other, word) for other in far.split())
