"""JRA as offices write them: heads, years, events and fates in their many ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.kearsipan.klasifikasi import KEAMANAN, Kelas
from docgen.kearsipan.reading import COLUMNS, as_row, find_columns, read_table
from docgen.kearsipan.retensi import NASIB


def one(**cells: str) -> Kelas:
    ((_, kelas),) = read_table([(2, {"kode": "045.2", "uraian": "Berkas", **cells})]).rows
    return kelas


def problem(**cells: str) -> str:
    return read_table([(7, {"kode": "045.2", "uraian": "Berkas", **cells})]).problems[7]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (COLUMNS, COLUMNS),
        (
            ("No", "Kode Klasifikasi", "Jenis Arsip", "Retensi Aktif", "Retensi Inaktif", "Keterangan"),
            ("", "kode", "uraian", "aktif", "inaktif", "nasib_akhir"),
        ),
        (
            ("KODE", "JENIS/SERIES ARSIP", "In Aktif (Tahun)", "Aktif (Tahun)", "Nasib Akhir", "Keterangan"),
            ("kode", "uraian", "inaktif", "aktif", "nasib_akhir", ""),
        ),
        (
            ("Nama Klasifikasi", "Kode", "Klasifikasi Keamanan", "Status Akhir"),
            ("uraian", "kode", "keamanan", "nasib_akhir"),
        ),
        (("Klasifikasi", "Uraian"), ("kode", "uraian")),
    ],
)  # fmt: skip
def test_heads_are_known_by_many_names(heads, expected):
    meant = {head: key for key, head in find_columns(heads).items()}
    assert [meant.get(head, "") for head in heads] == list(expected)


@pytest.mark.parametrize(
    ("text", "figure", "event"),
    [
        ("2", 2, ""), ("2 tahun", 2, ""), ("2 th", 2, ""), ("2th.", 2, ""), ("2 Thn", 2, ""), ("2 (dua) Tahun", 2, ""),
        ("2 tahun setelah tahun anggaran berakhir", 2, "setelah tahun anggaran berakhir"),
        ("2 th Sejak Penetapan Kebijakan yang Terbaru", 2, "Sejak Penetapan Kebijakan yang Terbaru"),
        ("1 Tahun\nSetelah Data Diperbarui (Update)", 1, "Setelah Data Diperbarui (Update)"),
        ("Selama masih berlaku", None, "Selama masih berlaku"),
        ("", None, ""), ("-", None, ""), ("permanen", None, ""), ("0", 0, ""), ("100 tahun", 100, ""),
    ],
)  # fmt: skip
def test_years_and_the_event_they_are_counted_from(text, figure, event):
    kelas = one(aktif=text)
    assert (kelas.aktif, kelas.pemicu) == (figure, event)
    assert one(inaktif=text).inaktif == figure


@pytest.mark.parametrize(
    "text", ["dua tahun", "2,5 tahun", "2.5", "6 bulan", "1 tahun 6 bulan", "2 - 3 tahun", "1/2 tahun", "tahun 2", "²"]
)
def test_years_that_could_be_read_two_ways_are_asked_again(text):
    assert "tidak terbaca; tulis tahun penuh" in problem(aktif=text)


def test_a_year_of_the_calendar_is_no_time_to_keep():
    assert "2019 tahun terlalu lama" in problem(inaktif="2019")


@pytest.mark.parametrize(
    ("text", "nasib"),
    [("Musnah", "musnah"), ("DIMUSNAHKAN", "musnah"), ("Permanen.", "permanen"), ("Statis", "permanen"),
     ("Dinilai Kembali", "dinilai kembali"), ("", ""), ("-", "")],
)  # fmt: skip
def test_the_fate_is_one_of_three(text, nasib):
    assert one(nasib_akhir=text).nasib == nasib


def test_a_fate_with_an_exception_is_judged_again_and_keeps_its_words():
    kelas = one(nasib_akhir="Musnah, kecuali SK Masuk Berkas Perseorangan")
    assert (kelas.nasib, kelas.catatan) == ("dinilai kembali", "Musnah, kecuali SK Masuk Berkas Perseorangan")
    assert one(nasib_akhir="Musnah (Kecuali Laporan)").nasib == "dinilai kembali"


def test_permanen_among_the_years_is_the_fate():
    kelas = one(aktif="2 tahun", inaktif="Permanen")
    assert (kelas.aktif, kelas.inaktif, kelas.nasib) == (2, None, "permanen")
    assert "tertulis musnah dan permanen" in problem(inaktif="Permanen", nasib_akhir="Musnah")


def test_everything_wrong_in_a_row_is_told_at_once():
    row = {"kode": "45,2", "uraian": "", "aktif": "lama", "nasib": "buang", "keamanan": "umum", "mulai": "besok"}
    told = read_table([(9, row)]).problems[9].split("; ")
    assert [part.split(":")[0] for part in told if ":" in part] == [
        "aktif", "nasib akhir", "uraian", "kode", "keamanan", "mulai",
    ]  # fmt: skip


@pytest.mark.parametrize(("typed", "kode"), [("000.8.6.3.", "000.8.6.3"), (" 000 . 8", "000.8"), ("470", "470")])
def test_a_code_is_read_without_spaces_and_the_last_dot(typed, kode):
    assert one(kode=typed).kode == kode


@pytest.mark.parametrize("typed", ["8", "45.2", "471,1", "II.3", "0458", "045..2"])
def test_a_code_that_excel_has_spoilt_is_not_guessed(typed):
    assert "di Excel beri kolomnya format Teks" in problem(kode=typed)


def test_days_are_read_as_clerks_and_as_programs_write_them():
    assert [one(mulai=text).mulai for text in ("2026-01-02", "02-01-2026", "02/01/2026")] == ["2026-01-02"] * 3
    assert "bukan tanggal" in problem(sampai="31-02-2026")


def test_a_sheet_without_code_or_name_says_which_column_is_wanted():
    with pytest.raises(ValueError, match="belum ada kolom kode dan uraian"):
        read_table([(2, {"a": "1"})])
    with pytest.raises(ValueError, match="belum ada kolom uraian"):
        read_table([(2, {"kode": "1"})])


PLAIN = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20).filter(
    lambda text: text.strip(" -–") and not text.startswith("'")
)


@given(
    st.builds(
        Kelas,
        kode=st.from_regex(r"[0-9]{3}(\.[1-9]){0,3}", fullmatch=True),
        uraian=PLAIN,
        aktif=st.one_of(st.none(), st.integers(0, 100)),
        inaktif=st.one_of(st.none(), st.integers(0, 100)),
        nasib=st.sampled_from(("", *NASIB)),
        pemicu=st.sampled_from(("", "setelah tahun anggaran berakhir", "selama berlaku")),
        keamanan=st.sampled_from(KEAMANAN),
        mulai=st.sampled_from(("", "2026-01-01")),
        sampai=st.sampled_from(("", "2027-12-31")),
        catatan=st.sampled_from(("", "Musnah, kecuali SK")),
    )
)
def test_a_code_written_is_read_again_as_the_same(kelas):
    ((_, again),) = read_table([(2, dict(zip(COLUMNS, as_row(kelas), strict=True)))]).rows
    assert again == kelas
