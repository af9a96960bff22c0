"""The sheet on the wall and the procedure that runs are the same file."""

from pathlib import Path

import pytest

from docgen.naskah.doctype import load_doctype
from docgen.sop.declaration import load_sops, read_sop
from docgen.sop.sheet import sheet

ROOT = Path(__file__).parents[2]
SOPS = load_sops(ROOT / "docgen" / "sops")


def test_the_sheet_prints_the_rows_word_for_word() -> None:
    form = sheet(SOPS["pengukuran_kinerja"])
    assert form["nomor_sop"] == "470 / Kep. 241 / Sekre" and form["tanggal_revisi"] == "-"
    assert form["pelaksana"][2] == "Kasubag Perencanaan, Evaluasi dan Pelaporan"
    assert form["langkah"][2] == {
        "kegiatan": "Membuat format pengumpulan data dan informasi serta format pengukuran Kinerja Dinas dan "
        "menyampaikannya ke Sekretariat dan Bidang",
        "tanda": ["", "", "□ ↓", ""],
        "kelengkapan": "Surat Masuk, disposisi Kepala Dinas dan Sekretaris serta dokumen perencanaan dan anggaran "
        "dinas",
        "waktu": "30 menit",
        "output": "Form pengumpulan data dan informasi pengukuran Kinerja Dinas serta Nota Dinas undangan rapat",
        "keterangan": "",
    }


def test_start_end_work_and_decision_have_their_own_marks() -> None:
    rows = sheet(SOPS["pengukuran_kinerja"])["langkah"]
    marks = ["".join(mark.split(" ")[0] for mark in row["tanda"]) for row in rows]
    assert marks == ["○", "□", "□", "□□", "□", "◊", "◊", "○"]


def test_arrows_lead_to_the_column_of_the_next_step_and_back_to_the_row_of_a_return() -> None:
    rows = sheet(SOPS["pengukuran_kinerja"])["langkah"]
    drawn = [next(mark for mark in row["tanda"] if mark) for row in rows]
    assert drawn == ["○ →", "□ →", "□ ↓", "□ ↓", "□ ←", "◊ ← ↑5", "◊ → ↑5", "○"]
    assert rows[5]["keterangan"] == "← diparaf, ↑5 dikembalikan"
    bidang = sheet(SOPS["data_kinerja_bidang"])["langkah"]
    assert [next(mark for mark in row["tanda"] if mark) for row in bidang] == [
        "○ →", "□ →", "□ ←", "□ ←", "◊ → ↑4", "○",
    ]  # fmt: skip


@pytest.mark.parametrize("sop_id", sorted(SOPS))
def test_every_row_has_one_mark_cell_for_each_column(sop_id: str) -> None:
    form = sheet(SOPS[sop_id])
    assert all(len(row["tanda"]) == len(form["pelaksana"]) and any(row["tanda"]) for row in form["langkah"])


@pytest.mark.parametrize("sop_id", sorted(SOPS))
def test_the_sheet_is_a_valid_form_of_its_document_type(sop_id: str) -> None:
    form = sheet(SOPS[sop_id])
    values = load_doctype(ROOT / "templates_docx" / "sop_ap").validate(form, {})
    assert [row["tanda"] for row in values["langkah"]] == [row["tanda"] for row in form["langkah"]]


def test_the_times_of_a_step_with_variants_are_printed() -> None:
    assert sheet(SOPS["data_kinerja_bidang"])["langkah"][5]["waktu"].startswith(
        "1 Hari Untuk Penyusunan Laporan Triwulan"
    )


def test_names_are_printed_as_words_where_the_file_gives_no_wording() -> None:
    sop = read_sop(
        b'nama = "S"\nnomor = "1"\nmulai_dengan = ["surat_masuk", "daftar_hadir", "notula"]\npelaksana = { k = "K" }\n'
        b'[[step]]\nid = "a"\nkegiatan = "x"\npelaksana = ["k"]\nwaktu = { biasa = "1 hari", cepat = "2 jam" }\n'
        b'kelengkapan = ["surat_masuk", "daftar_hadir", "notula"]\n',
        "uji",
    )
    row = sheet(sop)["langkah"][0]
    assert row["kelengkapan"] == "Surat masuk, daftar hadir dan notula"
    assert (row["waktu"], row["output"]) == ("1 hari (biasa), 2 jam (cepat)", "")
