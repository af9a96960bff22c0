"""Old registers call their columns as they like."""

from __future__ import annotations

import pytest

from docgen.kearsipan.buku_lama import as_typed, find_columns, is_incoming, read_serial, written_day


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            "No.|Tanggal terima|Nomor agenda|Pengirim/Dari|Tanggal surat|Nomor surat|Isi ringkas/perihal|Ket.",
            {"urut": "Nomor agenda", "tanggal_terima": "Tanggal terima", "pengirim": "Pengirim/Dari",
             "tanggal_surat": "Tanggal surat", "nomor_surat": "Nomor surat", "perihal": "Isi ringkas/perihal",
             "keterangan": "Ket."},
        ),
        (
            "NO|TGL DITERIMA|SURAT DARI|TGL. SURAT|NO. SURAT|H A L|HAL|KODE|BOX|FOLDER|FILE",
            {"urut": "NO", "tanggal_terima": "TGL DITERIMA", "pengirim": "SURAT DARI", "tanggal_surat": "TGL. SURAT",
             "nomor_surat": "NO. SURAT", "perihal": "HAL", "klasifikasi": "KODE", "boks": "BOX", "folder": "FOLDER",
             "pindaian": "FILE"},
        ),
        (
            "No.|Nomor|Tanggal|Dikirim kepada (instansi, alamat)|Perihal|Berkas file/pindaian",
            {"urut": "No.", "nomor_surat": "Nomor", "tanggal_surat": "Tanggal",
             "kepada": "Dikirim kepada (instansi, alamat)", "perihal": "Perihal", "pindaian": "Berkas file/pindaian"},
        ),
        ("Warna|Paraf", {}),
    ],
)  # fmt: skip
def test_a_column_is_known_by_any_of_its_names(heads, found):
    assert find_columns(heads.split("|")) == found


def test_whether_letters_came_or_went_is_told_by_the_columns():
    assert is_incoming({"pengirim": "Dari"}) is True and is_incoming({"kepada": "Kepada"}) is False
    assert is_incoming({}) is None and is_incoming({"pengirim": "Dari", "kepada": "Kepada"}) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", (12, "")), ("012", (12, "")), ("12.a", (12, ".a")), ("12 A", (12, "a")), ("012/2014", (12, "")),
     ("7 / III / 2014", (7, ""))],
)  # fmt: skip
def test_a_serial_number_is_read_as_it_was_written(written, read):
    assert read_serial(written) == read


@pytest.mark.parametrize("written", ["470/12/Kec", "dua", "0", "-"])
def test_what_is_no_serial_number_is_not_taken_for_one(written):
    with pytest.raises(ValueError, match="tidak terbaca"):
        read_serial(written)


def test_days_that_excel_counted_become_dates_and_marked_cells_lose_their_mark():
    assert written_day("41700") == "2014-03-02" and written_day("2 Maret 2014") == "2 Maret 2014"
    assert as_typed("'-") == "-" and as_typed("'biasa") == "'biasa"
