"""The tree of codes: what stands below what, what is taken from above, and which code a file may be opened under."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import NotFound, NotReady
from docgen.kearsipan.klasifikasi import (
    KEAMANAN,
    Kelas,
    Skema,
    below,
    demand_leaf,
    find_words,
    is_leaf,
    jadwal,
    keamanan,
    parent,
    path,
)
from docgen.kearsipan.retensi import Jadwal
from docgen.naskah.access import _CLEARED

DAY = date(2026, 1, 5)
BARU = Skema(
    "baru",
    "Permendagri 83 Tahun 2022",
    (
        Kelas("000", "Umum", keamanan="biasa"),
        Kelas("000.7", "Perencanaan Pembangunan", 3, 4, "musnah", "Setelah Selesai"),
        Kelas("000.7.2", "Perencanaan Pembangunan Daerah"),
        Kelas("000.7.2.1", "RPJPD", nasib="permanen"),
        Kelas("000.7.2.2", "RPJMD", 5),
        Kelas("000.7.2.9", "Laporan Insidental", pemicu="selama masih berlaku"),
        Kelas("000.7.2.10", "Evaluasi Program", keamanan="rahasia"),
        Kelas("000.7.2.11", "Rencana Lama", sampai="2025-12-31"),
        Kelas("000.8", "Organisasi", sampai="2025-06-30"),
        Kelas("000.8.3", "Ketatalaksanaan", sampai="2025-06-30"),
        Kelas("000.9", "Penelitian", mulai="2026-07-01"),
        Kelas("400", "Kesejahteraan Rakyat"),
        Kelas("400.12", "Kependudukan dan Catatan Sipil"),
    ),
)
LAMA = Skema(
    "lama",
    "Permendagri 78 Tahun 2012",
    tuple(
        Kelas(kode, uraian)
        for kode, uraian in {
            "000": "UMUM", "005": "Undangan", "040": "PERPUSTAKAAN", "045": "Kearsipan", "045.2": "Penataan Berkas",
            "045.3": "Penyusutan Arsip", "045.31": "Jadual Retensi Arsip", "045.36": "Berita Acara", "400": "KESRA",
            "470": "KEPENDUDUKAN", "471.13": "Kartu Tanda Penduduk", "471": "Pendaftaran Penduduk",
        }.items()
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kode", "above"),
    [
        ("000.7.2.10", ["000", "000.7", "000.7.2"]),  # not below 000.7.2.1
        ("400.12", ["400"]),
        ("000", []),
    ],
)
def test_a_dotted_code_stands_below_its_longest_known_beginning(kode, above):
    assert [one.kode for one in path(BARU, kode)] == [*above, kode]


@pytest.mark.parametrize(
    ("kode", "above"),
    [
        ("045.31", ["000", "040", "045", "045.3"]),
        ("005", ["000"]),
        ("040", ["000"]),
        ("471.13", ["400", "470", "471"]),  # 471.1 is not in this list
        ("470", ["400"]),
        ("400", []),
    ],
)
def test_an_old_code_stands_below_its_figures_then_tens_then_hundreds(kode, above):
    assert [one.kode for one in path(LAMA, kode)] == [*above, kode]


def test_the_tree_is_read_in_the_order_of_the_numbers():
    assert [one.kode.rpartition(".")[2] for _, one in below(BARU, "000.7.2")] == ["1", "2", "9", "10", "11"]
    assert [(depth, one.kode) for depth, one in below(LAMA, "040")] == [
        (0, "045"), (1, "045.2"), (1, "045.3"), (2, "045.31"), (2, "045.36"),
    ]  # fmt: skip


def test_only_a_code_without_open_codes_below_holds_files():
    assert is_leaf(BARU, "000.7.2.1", DAY) and not is_leaf(BARU, "000.7.2", DAY)
    assert is_leaf(BARU, "000.8", date(2025, 7, 1)) and not is_leaf(BARU, "000.8", date(2025, 6, 30))


def test_a_file_is_opened_under_a_leaf():
    assert demand_leaf(BARU, "000.7.2.10", DAY).uraian == "Evaluasi Program"
    assert demand_leaf(LAMA, "045.31", DAY).uraian == "Jadual Retensi Arsip"


def test_a_code_that_is_divided_names_the_open_leaves_below_it():
    with pytest.raises(NotReady, match=r"000\.7 \(Perencanaan Pembangunan\) masih terbagi") as error:
        demand_leaf(BARU, "000.7", DAY)
    assert error.value.problems == (
        "000.7.2.1 RPJPD", "000.7.2.2 RPJMD", "000.7.2.9 Laporan Insidental", "000.7.2.10 Evaluasi Program",
    )  # fmt: skip


def test_very_many_leaves_are_not_all_named():
    wide = Skema("x", "X", (Kelas("100", "A"), *(Kelas(f"100.{at}", f"B {at}") for at in range(1, 41))))
    with pytest.raises(NotReady) as error:
        demand_leaf(wide, "100", DAY)
    assert error.value.problems[-1] == "dan 25 lagi: docgen klasifikasi daftar 100"


def test_a_closed_code_is_refused_from_the_day_after_its_last():
    assert demand_leaf(BARU, "000.7.2.11", date(2025, 12, 31)).kode == "000.7.2.11"
    with pytest.raises(NotReady, match="ditutup sejak 31-12-2025; naskah lamanya tetap") as error:
        demand_leaf(BARU, "000.7.2.11", DAY)
    assert "000.7.2.10 Evaluasi Program" in error.value.problems


def test_a_code_that_has_not_begun_is_refused():
    with pytest.raises(NotReady, match="baru berlaku sejak 01-07-2026"):
        demand_leaf(BARU, "000.9", DAY)
    assert demand_leaf(BARU, "000.9", date(2026, 7, 1)).uraian == "Penelitian"


@pytest.mark.parametrize(
    ("skema", "kode", "hint"),
    [
        (
            BARU,
            "000.7.2.77",
            "Yang terdekat: 000.7.2 Perencanaan Pembangunan Daerah; di bawahnya: 000.7.2.1, 000.7.2.2",
        ),
        (LAMA, "045.38", "Yang terdekat: 045.3 Penyusutan Arsip; di bawahnya: 045.31, 045.36"),
        (LAMA, "046", "Yang terdekat: 040 PERPUSTAKAAN"),
        (BARU, "nol", "Yang teratas dalam Permendagri 83 Tahun 2022: 000, 400."),
        (LAMA, "", "Yang teratas dalam Permendagri 78 Tahun 2012: 000, 400."),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest(skema, kode, hint):
    with pytest.raises(NotFound) as error:
        demand_leaf(skema, kode, DAY)
    assert hint in str(error.value)


def test_what_a_code_does_not_say_it_takes_from_above():
    assert jadwal(BARU, "000.7.2.10") == Jadwal(3, 4, "musnah", "Setelah Selesai")
    assert jadwal(BARU, "000.7.2.1") == Jadwal(3, 4, "permanen", "Setelah Selesai")
    assert jadwal(BARU, "000.7.2.2") == Jadwal(5, 4, "musnah", "")  # its own years, not counted from another's event
    assert jadwal(BARU, "000.7.2.9") == Jadwal(None, 4, "musnah", "selama masih berlaku")
    assert jadwal(BARU, "400.12") == Jadwal()


def test_the_strictest_secrecy_of_the_line_holds():
    assert [keamanan(BARU, kode) for kode in ("000.7.2.10", "000.7.2.1", "400.12")] == ["rahasia", "biasa", ""]
    assert list(KEAMANAN) == list(_CLEARED)


def test_a_code_with_two_periods_is_what_it_was_on_the_day():
    skema = Skema(
        "x", "X", (Kelas("100", "A", 5, mulai="2026-01-01"), Kelas("100", "A", 2, sampai="2025-12-31"))
    )  # fmt: skip
    assert [skema.on(date(year, 6, 1)).kelas["100"].aktif for year in (2025, 2026)] == [2, 5]
    assert skema.kelas["100"].aktif == 5 and demand_leaf(skema, "100", date(2025, 12, 31)).aktif == 2


def test_codes_are_found_by_words_of_their_name():
    assert [one.kode for one in find_words(BARU, "perencanaan DAERAH")] == ["000.7.2"]
    assert [one.kode for one in find_words(LAMA, "045.3")] == ["045.3", "045.31", "045.36"]


@given(st.sets(st.from_regex(r"[0-9]{3}(\.[0-9]{1,3}){0,2}", fullmatch=True), max_size=25))
def test_every_code_stands_in_the_tree_once_below_a_known_one(kodes):
    skema = Skema("x", "X", tuple(Kelas(kode, "A") for kode in kodes))
    assert sorted(one.kode for _, one in below(skema, "")) == sorted(kodes)
    for kode in kodes:
        assert parent(skema, kode) in {"", *kodes} - {kode}
