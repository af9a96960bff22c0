"""A scheme only grows: codes are added, change from a day on, or close, and never come back as something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from docgen.kearsipan.change import Perubahan, find_faults, merge
from docgen.kearsipan.klasifikasi import Kelas, Skema, jadwal
from docgen.kearsipan.reading import COLUMNS, as_row, read_table

LAMA = Skema(
    "jra",
    "JRA",
    (
        Kelas("045", "Kearsipan"),
        Kelas("045.2", "Penataan Berkas", 2, 3, "musnah"),
        Kelas("045.3", "Penyusutan Arsip", 1, 1, "permanen"),
    ),
)
DAY = "2026-01-01"


def sheet(*rows: dict[str, str]):
    return read_table(enumerate(rows, 2))


def whole(skema: Skema):
    """The scheme as the sheet it is kept in."""
    return sheet(*(dict(zip(COLUMNS, as_row(row), strict=True)) for row in skema.rows))


def row(kode: str, uraian: str, *said: str) -> dict[str, str]:
    return {"kode": kode, "uraian": uraian, **dict(zip(("aktif", "inaktif", "nasib akhir"), said, strict=False))}


def periods(after: Perubahan, kode: str) -> list[tuple[str, str, int | None]]:
    return [(one.mulai, one.sampai, one.aktif) for one in after.skema.rows if one.kode == kode]


def test_a_new_code_begins_on_the_day_of_the_change():
    after = merge(LAMA, sheet(row("045.4", "Pembinaan Kearsipan", "2 th")), DAY)
    assert [one.kode for one in after.ditambah] == ["045.4"] and not after.problems
    assert periods(after, "045.4") == [(DAY, "", 2)]
    assert after.skema.on(date(2025, 12, 31)).kelas.keys() == LAMA.kelas.keys()


def test_a_first_sheet_holds_from_ever():
    after = merge(Skema("jra", "JRA", ()), whole(LAMA), "")
    assert after.skema == LAMA and len(after.ditambah) == 3


def test_another_schedule_is_a_new_period_and_the_old_one_stays():
    after = merge(LAMA, sheet(row("045.2", "PENATAAN BERKAS", "5 tahun", "3", "Musnah")), DAY)
    assert periods(after, "045.2") == [("", "2025-12-31", 2), (DAY, "", 5)]
    ((old, new),) = after.diubah
    assert (old.aktif, new.aktif) == (2, 5) and new.uraian == "Penataan Berkas"
    assert [jadwal(after.skema.on(date(year, 7, 1)), "045.2").aktif for year in (2025, 2026)] == [2, 5]


def test_the_same_sheet_again_changes_nothing():
    after = merge(LAMA, whole(LAMA), DAY)
    assert after.is_nothing and after.tetap == 3 and after.skema == LAMA
    renewed = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "5")), DAY).skema
    assert merge(renewed, whole(renewed), "2027-01-01").is_nothing


def test_a_column_the_sheet_has_not_leaves_what_was_known():
    assert merge(LAMA, sheet(row("045.2", "Penataan Berkas")), DAY).is_nothing
    (old, new) = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "7")), DAY).diubah[0]
    assert new == replace(old, aktif=7, mulai=DAY)


def test_a_fate_among_the_years_counts_without_a_column_of_its_own():
    rows = [{"kode": "045.2", "uraian": "Penataan Berkas", "inaktif": "permanen"}]
    assert [new.nasib for _, new in merge(LAMA, sheet(*rows), DAY).diubah] == ["permanen"]


def test_an_empty_cell_of_a_column_that_is_there_takes_the_figure_away():
    after = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "", "3")), DAY)
    assert after.diubah[0][1].aktif is None


def test_a_code_is_never_used_for_something_else():
    closed = replace(LAMA, rows=(*LAMA.rows[:2], replace(LAMA.rows[2], sampai="2020-12-31")))
    for skema in (LAMA, closed):
        after = merge(skema, sheet(row("045.3", "Perpustakaan")), DAY)
        assert "kode 045.3 sudah dipakai untuk 'Penyusutan Arsip'" in after.problems[2]


def test_a_closed_code_may_be_opened_again_as_what_it_was():
    closed = replace(LAMA, rows=(*LAMA.rows[:2], replace(LAMA.rows[2], sampai="2020-12-31")))
    after = merge(closed, sheet(row("045.3", "penyusutan arsip", "1", "1", "permanen")), DAY)
    assert periods(after, "045.3") == [("", "2020-12-31", 1), (DAY, "", 1)]
    assert not after.skema.on(date(2023, 1, 1)).kelas["045.3"].is_open(date(2023, 1, 1))


def test_a_slip_is_put_right_on_the_same_day_without_a_period_between():
    once = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "20")), DAY).skema
    after = merge(once, sheet(row("045.2", "Penataan Berkas", "5")), DAY)
    assert periods(after, "045.2") == [("", "2025-12-31", 2), (DAY, "", 5)]


def test_a_schedule_may_go_back_to_what_it_once_was():
    """What holds on the day of the change is compared, and not what held at any time."""
    other = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "2", "3", "permanen")), DAY).skema
    again = merge(other, sheet(row("045.2", "Penataan Berkas", "2", "3", "musnah")), "2027-01-01")
    assert again.tetap == 0 and again.skema.kelas["045.2"].nasib == "musnah"
    assert periods(again, "045.2") == [("", "2025-12-31", 2), (DAY, "2026-12-31", 2), ("2027-01-01", "", 2)]


def test_what_shall_hold_from_a_later_day_does_not_hold_sooner_without_a_word():
    later = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "4", "6", "permanen")), "2027-01-01").skema
    sooner = merge(later, sheet(row("045.2", "Penataan Berkas", "4", "6", "permanen")), DAY)
    assert "sudah berlaku sejak 2027-01-01" in sooner.problems[2] and sooner.tetap == 0


def test_the_past_is_not_changed_behind_a_period_that_runs():
    once = merge(LAMA, sheet(row("045.2", "Penataan Berkas", "20")), DAY).skema
    after = merge(once, sheet(row("045.2", "Penataan Berkas", "5")), "2024-01-01")
    assert "sudah berlaku sejak 2026-01-01; sebutkan --mulai sesudahnya" in after.problems[2]


def test_codes_missing_from_the_sheet_stay_unless_closing_is_asked():
    only = sheet(row("045.2", "Penataan Berkas", "2", "3", "musnah"))
    assert merge(LAMA, only, DAY).is_nothing
    after = merge(LAMA, only, DAY, close_missing=True)
    assert [(one.kode, one.sampai) for one in after.ditutup] == [("045.3", "2025-12-31")]  # 045 stands above 045.2
    assert set(after.skema.kelas) == {"045", "045.2", "045.3"}


def test_a_code_that_has_just_begun_is_not_closed_before_its_first_day():
    once = merge(LAMA, sheet(row("045.4", "Pembinaan")), DAY).skema
    after = merge(once, sheet(row("045.2", "Penataan Berkas")), DAY, close_missing=True)
    assert "baru berlaku sejak 2026-01-01" in after.problems["045.4"]


def test_a_row_with_a_last_day_closes_its_code():
    after = merge(LAMA, sheet(row("045.3", "Penyusutan Arsip") | {"sampai": "31-12-2026"}), DAY)
    assert [(one.kode, one.sampai) for one in after.ditutup] == [("045.3", "2026-12-31")]


def test_a_code_twice_in_one_sheet_is_told_with_both_rows():
    after = merge(LAMA, sheet(row("045.2", "Penataan Berkas"), row("045.2", "Penataan Berkas", "9")), DAY)
    assert after.problems == {3: "kode 045.2 sudah ada di baris 2"}


def test_below_a_code_secrecy_may_only_be_stricter():
    rows = [row("045", "Kearsipan") | {"keamanan": "rahasia"}, row("045.2", "Penataan Berkas") | {"keamanan": "biasa"}]
    after = merge(LAMA, sheet(*rows), DAY)
    assert after.problems == {3: "keamanan biasa lebih longgar daripada kode di atasnya (rahasia)"}
    rows[1]["keamanan"] = "sangat rahasia"
    assert not merge(LAMA, sheet(*rows), DAY).problems


def test_periods_that_overlap_or_end_before_they_begin_are_faults():
    two = Kelas("045", "Kearsipan"), Kelas("045", "Arsip", mulai=DAY), Kelas("046", "X", mulai=DAY, sampai="2025-01-01")
    assert list(find_faults(Skema("x", "X", two))) == [
        ("045", "dua baris berlaku bersamaan sejak 2026-01-01; isi 'sampai' dan 'mulai'"),
        ("045", "dipakai untuk 'Kearsipan' dan 'Arsip'; satu kode tetap satu uraian"),
        ("046", "berakhir 2025-01-01 sebelum dimulai 2026-01-01"),
    ]


def test_an_empty_sheet_says_nothing():
    assert merge(LAMA, sheet(), DAY).is_nothing


def test_two_periods_do_not_share_a_day():
    for last, faults in (("2026-01-01", 1), ("2025-12-31", 0)):
        rows = Kelas("045", "Kearsipan", sampai=last), Kelas("045", "Kearsipan", 3, mulai=DAY)
        assert len(list(find_faults(Skema("x", "X", rows)))) == faults


SHEETS = st.lists(
    st.builds(
        Kelas,
        kode=st.sampled_from(("045", "045.2", "045.3", "045.31", "046")),
        uraian=st.sampled_from(("A", "B")),
        aktif=st.one_of(st.none(), st.integers(1, 3)),
    ),
    max_size=4,
    unique_by=lambda one: one.kode,
)


@given(st.lists(st.tuples(SHEETS, st.booleans()), min_size=1, max_size=6))
def test_whatever_is_taken_in_no_code_is_lost_or_renamed_and_the_past_stays(years):
    skema = LAMA
    for at, (rows, close) in enumerate(years):
        table = replace(whole(replace(LAMA, rows=tuple(rows))), columns=frozenset({"aktif"}))
        after = merge(skema, table, f"{2030 + at}-01-01", close_missing=close)
        if after.problems:
            continue
        assert list(find_faults(after.skema)) == []
        names = {one.kode: one.uraian for one in skema.rows}
        assert names.items() <= {one.kode: one.uraian for one in after.skema.rows}.items()
        eve = date(2029 + at, 12, 31)
        before, now = (
            ({one.kode: one.aktif for one in s.on(eve).rows if one.is_open(eve)}) for s in (skema, after.skema)
        )
        assert before == now
        skema = after.skema
