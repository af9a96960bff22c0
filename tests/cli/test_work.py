"""The office at work from the keyboard: one nota dinas and one letter, from the first word to the copy in hand."""

import re
from pathlib import Path

import pytest


def sign_and_number(desk, nota):
    signed = desk.json("naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"][:8], sebagai="sekretaris")
    return desk.json("naskah", "nomori", nota["id"], "--dibaca", signed["sha256"], sebagai="tata_usaha")


def test_a_nota_dinas_from_draft_to_number(desk):
    nota = desk.draft()
    assert (nota["status"], nota["menunggu"]) == ("draf", "tanda tangan sekretaris")
    issued = sign_and_number(desk, nota)
    assert (issued["status"], issued["menunggu"]) == ("terbit", "")
    assert issued["nomor"].startswith("470 / ")
    assert desk.json("naskah", "lihat", issued["nomor"])["id"] == nota["id"]
    assert desk.json("naskah", "lihat", issued["kode"])["id"] == nota["id"]


def test_a_draft_is_returned_and_revised(desk):
    nota = desk.draft()
    back = ("naskah", "kembalikan", nota["id"], "--dibaca", nota["sha256"], "--catatan", "Sebutkan tahunnya")
    returned = desk.json(*back, sebagai="sekretaris")
    assert (returned["status"], returned["note"]) == ("dikembalikan", "Sebutkan tahunnya")
    args = ("naskah", "revisi", nota["id"], "perihal=Data 2018", "--dibaca", returned["sha256"])
    revised = desk.json(*args, sebagai="kasubag_perencanaan")
    assert (revised["number"], revised["perihal"]) == (3, "Data 2018")


def test_a_returned_draft_waits_for_its_maker_but_is_no_line_of_a_daftar(desk):
    nota, other = desk.draft(), desk.draft("Permintaan Lain")
    back = ("--dibaca", nota["sha256"], "--catatan", "Alamatnya keliru.")
    desk.json("naskah", "kembalikan", nota["id"], *back, sebagai="sekretaris")
    waiting = ("naskah", "daftar", "--menunggu", "kasubag_perencanaan")
    assert [one["id"] for one in desk.json(*waiting)] == [nota["id"]]
    (task,) = desk.json("tugas", "--untuk", "kasubag_perencanaan")
    assert (task["tugas"], task["subject"]) == ("perbaiki: Alamatnya keliru.", nota["id"])
    assert "perbaiki: Alamatnya keliru." in desk.run("tugas").stdout
    assert desk.run(*waiting, "--csv", "daftar.csv").exit_code == 0 and not Path("daftar.csv").exists()
    desk.run("naskah", "daftar", "--menunggu", "sekretaris", "--csv", "daftar.csv")
    assert other["id"] in Path("daftar.csv").read_text() and nota["id"] not in Path("daftar.csv").read_text()


def test_a_cancelled_naskah_says_why(desk):
    nota = desk.draft()
    args = ("naskah", "batalkan", nota["id"], "--dibaca", nota["sha256"], "--alasan", "Salah alamat")
    assert "Salah alamat" in desk.run(*args, sebagai="sekretaris").stdout


def test_a_letter_goes_down_the_line_on_one_sheet(desk, tmp_path):
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout
    args = ("surat-masuk", "catat", "--isian", "-", "--pindaian", scan)
    surat = desk.json(*args, sebagai="tata_usaha", stdin=toml)
    hop = ("--kepada", "sekretaris", "--kepada", "kasubag_umum", "--isi", "Siapkan")
    lembar = desk.json("disposisi", "buat", surat["id"], *hop, sebagai="kepala_dinas")
    assert lembar["induk"] == surat["id"]
    hop = ("--dibaca", lembar["sha256"], "--kepada", "kasubag_perencanaan", "--isi", "Proses sesuai SOP")
    desk.json("disposisi", "teruskan", lembar["id"], *hop, sebagai="sekretaris")
    shown = desk.run("naskah", "lihat", lembar["id"]).stdout
    assert "sekretaris (dibaca), kasubag_umum" in shown and "Proses sesuai SOP" in shown


def test_people_read_the_dates_of_a_form_in_words_and_programs_as_they_are_filed(desk):
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout
    surat = desk.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=toml)
    shown = desk.run("naskah", "lihat", surat["id"]).stdout
    assert "Tanggal surat" in shown and ": 2 Januari 2019" in shown and "2019-01-02" not in shown
    assert desk.json("naskah", "lihat", surat["id"])["values"]["tanggal_surat"] == "2019-01-02"


def test_a_disposisi_is_ticked_and_each_level_of_its_sheet_printed(desk):
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout
    surat = desk.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=toml)
    order = ("disposisi", "buat", surat["id"], "--kepada", "sekretaris")
    refused = desk.run(*order, "--harap", "arsip", sebagai="kepala_dinas")
    assert refused.exit_code == 2 and "yang ada: Tanggapan dan saran, Proses lebih" in refused.stderr.replace("\n", " ")
    lembar = desk.json(*order, "--harap", "proses", "--harap", "tanggapan", sebagai="kepala_dinas")
    words = "Tanggapan dan saran; Proses lebih lanjut"
    assert words in desk.run("naskah", "lihat", lembar["id"]).stdout
    assert [one["tugas"] for one in desk.json("tugas", sebagai="sekretaris")] == [
        f"disposisi dari kepala_dinas: {words}"
    ]
    hop = ("--dibaca", lembar["sha256"], "--kepada", "kabid_capil", "--isi", "Telaah.")
    desk.json("disposisi", "teruskan", lembar["id"], *hop, sebagai="sekretaris")
    printed = desk.json("disposisi", "cetak", lembar["id"], "--utuh", "--baris", "1", "-o", "satu.docx")
    filed = desk.json("naskah", "ambil", lembar["id"], "--versi", "1", "-o", "versi-1.docx")
    assert printed["berkas"] == ["satu.docx"] and Path("satu.docx").read_bytes() == Path(filed["berkas"]).read_bytes()
    missing = desk.run("disposisi", "cetak", lembar["id"], "--utuh", "--baris", "3", "-o", "tiga.docx")
    assert missing.exit_code == 2 and "yang terisi: 1, 2" in missing.stderr and not Path("tiga.docx").exists()


def test_a_file_is_fetched_under_a_speaking_name(desk):
    nota = sign_and_number(desk, desk.draft())
    said = desk.run("naskah", "ambil", nota["id"]).stdout
    (path,) = Path().glob("nota_dinas_470-*_v3_terbit.docx")
    assert path.name in said and "cocok" in said
    again = desk.run("naskah", "ambil", nota["id"])
    assert again.exit_code == 2 and "--timpa" in again.stderr
    assert desk.run("naskah", "ambil", nota["id"], "--timpa").exit_code == 0


def test_a_file_can_go_to_standard_output(desk):
    nota = desk.draft()
    result = desk.run("naskah", "ambil", nota["id"], "-o", "-")
    assert result.stdout_bytes.startswith(b"PK\x03\x04")
    assert "cocok" in result.stderr
    assert list(Path().iterdir()) == []


def test_a_folder_takes_the_speaking_name(desk, tmp_path):
    nota = desk.draft()
    taken = desk.json("naskah", "ambil", nota["id"], "-o", tmp_path)
    assert Path(taken["berkas"]) == tmp_path / f"nota_dinas_{nota['id']}_v1_draf.docx"
    assert taken["sha256"] == nota["sha256"]


def test_a_file_corrected_in_word_comes_back_as_the_next_version(desk):
    nota = desk.draft()
    taken = desk.json("naskah", "ambil", nota["id"])
    uploaded = desk.json("naskah", "unggah", nota["id"], taken["berkas"], sebagai="kasubag_perencanaan")
    assert (uploaded["number"], uploaded["act"]) == (2, "diunggah")


def test_a_file_found_is_the_archived_one(desk):
    nota = desk.draft()
    berkas = desk.json("naskah", "ambil", nota["id"])["berkas"]
    assert "tidak ada, ini yang terakhir" in desk.run("kenali", berkas).stdout
    sign_and_number(desk, nota)
    result = desk.run("kenali", berkas)
    assert result.exit_code == 0
    assert f"{nota['id']}, versi 1" in result.stdout and "versi 3, terbit" in result.stdout
    assert desk.json("kenali", berkas)["asli"] is True


def test_a_file_found_was_changed(desk):
    nota = desk.draft()
    berkas = Path(desk.json("naskah", "ambil", nota["id"])["berkas"])
    berkas.write_bytes(berkas.read_bytes() + b"\0")
    result = desk.run("kenali", berkas)
    assert result.exit_code in (1, 2)
    assert "sama persis" not in result.output


def test_a_file_found_claims_to_be_ours_but_is_not(desk):
    from docgen.paper.stamp import stamp

    nota = desk.draft()
    berkas = Path(desk.json("naskah", "ambil", nota["id"])["berkas"])
    berkas.write_bytes(stamp(berkas.read_bytes(), {}, {"docgen.status": "terbit"}))
    result = desk.run("kenali", berkas)
    assert result.exit_code == 1
    assert "sudah diubah" in result.stdout
    assert f"docgen naskah ambil {nota['id']} --versi 1" in result.stdout


def test_a_file_found_is_nobodys(desk, tmp_path):
    path = tmp_path / "lain.txt"
    path.write_text("halo")
    result = desk.run("kenali", path)
    assert result.exit_code == 4
    assert "tidak pernah diarsipkan" in result.stderr


def test_an_sop_is_followed(desk):
    nota = desk.draft()
    surat = f"surat_masuk=naskah:{nota['id'][:5]}"
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "Tahun 2018", "--output", surat)
    run = desk.json(*start, sebagai="tata_usaha")
    assert run["output"] == {"surat_masuk": f"naskah:{nota['id']}"}
    close = ("sop", "selesai", run["id"][:6], "--output", "disposisi_kepala=lemari 3")
    refused = desk.run(*close, sebagai="kepala_dinas")
    assert refused.exit_code == 2 and "disposisi_kepala=@berkas.pdf" in refused.stderr
    shown = desk.run("sop", "status", run["id"]).stdout
    assert re.search(r"surat_masuk +: naskah:", shown) and re.search(
        r"lembar_disposisi +: dibuat di langkah ini", shown
    )
    assert "--output disposisi_kepala=… --sebagai kepala_dinas" in shown and "--output lembar_disposisi" not in shown
    assert "harus ada naskah jenis lembar_disposisi" in shown
    isian = desk.run("jenis", "surat_masuk", "--contoh").stdout
    surat = desk.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=isian)["id"]
    order = ("--kepada", "sekretaris", "--isi", "Siapkan", "--sebagai", "kepala_dinas")
    lembar = desk.json("disposisi", "buat", surat, *order)["id"]
    done = desk.json("sop", "selesai", run["id"], "--output", f"disposisi_kepala={lembar}", sebagai="kepala_dinas")
    assert [step["keadaan"] for step in done["langkah"][:3]] == ["selesai", "berjalan", "menunggu"]
    assert "--output disposisi_sekretaris=…" in desk.run("sop", "status", run["id"]).stdout
    assert "langkah 2 dari 8" in desk.run("sop", "daftar").stdout


def begun_at_the_check(desk):
    """A run of SOP 010 whose fifth step, the check by the Kabid, is the next: how `sop status` shows it."""
    path = desk.root / "kertas.txt"
    path.write_text("kertas")
    lembar = desk.json("naskah", "buat", "lembar_disposisi", "--isian", "-", sebagai="sekretaris",
                       stdin=desk.run("jenis", "lembar_disposisi", "--contoh").stdout)["id"]  # fmt: skip
    start = ("sop", "mulai", "data_kinerja_bidang", "--perihal", "X", "--output", f"indikator_sasaran=@{path}")
    run = desk.json(*start, sebagai="tata_usaha")["id"]
    for name, place, post in (
        ("disposisi_kabid", lembar, "kabid_capil"),
        ("disposisi_kasubag", lembar, "kasubag_umum"),
        ("bahan_laporan", f"@{path}", "tata_usaha"),
        ("laporan_data", f"@{path}", "kasubag_umum"),
    ):
        desk.json("sop", "selesai", run, "--output", f"{name}={place}", sebagai=post)
    return desk.run("sop", "status", run).stdout, run


def test_each_way_to_close_a_step_is_a_line_that_can_be_typed(desk):
    shown, run = begun_at_the_check(desk)
    ways = [line.strip() for line in shown.splitlines() if line.startswith("  docgen sop selesai")]
    assert ways == [
        f"docgen sop selesai {run} --hasil disetujui --output laporan_disposisi=… --sebagai kabid_dafduk",
        f"docgen sop selesai {run} --hasil dikembalikan --catatan '…' --sebagai kabid_dafduk",
    ]
    assert "Yang juga boleh menutupnya: kabid_capil, kabid_piak." in shown


def test_why_the_work_was_returned_stands_under_the_table_and_not_in_it(desk):
    _, run = begun_at_the_check(desk)
    back = ("--hasil", "dikembalikan", "--catatan", "Realisasi keliru", "--sebagai", "kabid_dafduk")
    shown = desk.run("sop", "selesai", run, *back).stdout
    assert re.search(r"^Catatan langkah 5, kabid_dafduk, [-0-9]+ [.0-9]+: Realisasi keliru$", shown, re.M)
    assert shown.count("Realisasi keliru") == 1


def test_two_papers_under_one_name_are_both_kept_in_their_order(desk):
    one, other = desk.draft()["id"], desk.draft()["id"]
    twice = ("--output", f"surat_masuk={other}", "--output", f"surat_masuk={one}")
    run = desk.json("sop", "mulai", "pengukuran_kinerja", "--perihal", "X", *twice, sebagai="tata_usaha")
    assert run["output"] == {"surat_masuk": f"naskah:{other} naskah:{one}"}
    assert re.search(rf"surat_masuk +: naskah:{other} naskah:{one}", desk.run("sop", "status", run["id"]).stdout)


def test_an_sop_output_that_looks_like_a_naskah_must_be_one(desk):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "X", "--output", "surat_masuk=7K3MQ9XZ1A")
    result = desk.run(*start, sebagai="tata_usaha")
    assert result.exit_code == 4
    assert desk.json("sop", "daftar")["pelaksanaan"] == []


@pytest.mark.parametrize(("left", "told"), [("SURAT", "ganti SURAT dengan id naskahnya"), ("", "isi id naskahnya")])
def test_a_placeholder_of_the_guide_that_was_not_filled_in_is_told_as_such(desk, left, told):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "X", "--output", f"surat_masuk={left}")
    result = desk.run(*start, sebagai="tata_usaha")
    assert result.exit_code == 2 and f"'surat_masuk': {told} (sepuluh huruf dan angka)" in result.stderr
    assert desk.json("sop", "daftar")["pelaksanaan"] == []


def test_a_letter_that_no_id_has_is_told(desk):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "X", "--output", "surat_masuk=7K3MQ9XZ1L")
    assert "Huruf L tidak dipakai dalam id; maksudnya angka 1?" in desk.run(*start, sebagai="tata_usaha").stderr
    assert "Huruf U tidak dipakai dalam id; maksudnya huruf V?" in desk.run("sop", "status", "7K3U").stderr


def test_an_unknown_run_is_said(desk):
    result = desk.run("sop", "status", "7K3M")
    assert result.exit_code == 4
    assert "docgen sop daftar" in result.stderr


@pytest.mark.parametrize("before", [True, False])
def test_the_post_may_stand_before_or_after_the_command(desk, before):
    line = ["naskah", "buat", "nota_dinas", "kepada=A", "dari=sekretaris", "perihal=B", "isi=C", "--json"]
    who = ["--sebagai", "sekretaris"]
    result = desk.run(*(who + line if before else line + who))
    assert result.exit_code == 0


def test_what_is_typed_outweighs_the_environment(desk, monkeypatch):
    monkeypatch.setenv("DOCGEN_PEJABAT", "kepala_dinas")
    desk.draft()
    assert desk.json("naskah", "daftar")[0]["by"] == "kasubag_perencanaan"


def test_damage_is_named_and_exits_3(desk):
    desk.draft()
    (path,) = (desk.root / "archive" / "ocfl").rglob("naskah.docx")
    path.chmod(0o600)
    path.write_bytes(b"rusak")
    result = desk.run("arsip", "periksa")
    assert result.exit_code == 3
    assert "RUSAK" in result.stdout and "naskah.docx" in result.stdout
    assert desk.run("arsip", "periksa", "--json").exit_code == 3


def test_a_whole_archive_says_so(desk):
    desk.draft()
    result = desk.run("arsip", "periksa")
    assert (result.exit_code, result.stdout) == (0, "Arsip utuh: semua berkas, katalog dan log cocok.\n")


def test_a_lost_catalogue_is_built_again_and_searched(desk):
    nota = desk.draft()
    (desk.root / "archive" / "catalogue.db").unlink()
    assert desk.run("naskah", "daftar").exit_code == 3
    assert desk.run("arsip", "bangun-ulang").exit_code == 0
    assert desk.json("indeks", "bangun") == {"naskah": 1}
    assert [found["id"] for found in desk.json("cari", "realisasi")["hasil"]] == [nota["id"]]


def test_a_faulty_declaration_is_named_with_exit_2(desk):
    (desk.root / "templates_docx" / "notula" / "example.toml").unlink()
    result = desk.run("periksa")
    assert result.exit_code == 2
    assert "perlu diperbaiki  notula" in result.stdout and "example.toml belum ada" in result.stdout


def test_a_run_opened_by_mistake_is_cancelled_with_its_reason(desk):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "Tahun 2018")
    run = desk.json(*start, sebagai="kabid_capil")["id"]
    assert desk.run("sop", "batalkan", run, sebagai="kabid_capil").exit_code == 2  # no reason
    assert desk.run("sop", "batalkan", run, "--alasan", "keliru", sebagai="kabid_piak").exit_code == 5
    shown = desk.run("sop", "batalkan", run[:6], "--alasan", "terbuka dua kali", sebagai="kabid_capil").stdout
    assert re.search(r"Dibatalkan oleh kabid_capil pada [-0-9]+ [.0-9]+: terbuka dua kali\n", shown)
    assert "sudah selesai" not in shown and "docgen sop selesai" not in shown
    assert "dibatalkan: terbuka dua kali" in desk.run("sop", "daftar").stdout
    status = desk.json("sop", "status", run)
    assert status["dibatalkan"]["note"] == "terbuka dua kali" and status["langkah"][0]["keadaan"] == "dibatalkan"
    assert desk.json("tugas") == []


def test_an_sop_opened_twice_for_one_matter_is_told_and_opened(desk):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal")
    first = desk.json(*start, "Tahun 2018", sebagai="tata_usaha")["id"]
    again = desk.run(*start, "tahun  2018", sebagai="kasubag_perencanaan")
    assert again.exit_code == 0 and "docgen sop batalkan RUN" in again.stderr
    assert f"pelaksanaan {first} dengan SOP dan perihal yang sama sudah terbuka, oleh tata_usaha" in again.stderr
    assert desk.run(*start, "Tahun 2019", sebagai="tata_usaha").stderr == ""
    other = ("sop", "mulai", "data_kinerja_bidang", "--perihal", "Tahun 2018")
    assert desk.run(*other, sebagai="tata_usaha").stderr == ""


def test_a_run_that_was_cancelled_is_not_told_as_opened_before(desk):
    start = ("sop", "mulai", "pengukuran_kinerja", "--perihal", "Tahun 2018")
    run = desk.json(*start, sebagai="tata_usaha")["id"]
    desk.json("sop", "batalkan", run, "--alasan", "keliru", sebagai="tata_usaha")
    assert desk.run(*start, sebagai="tata_usaha").stderr == ""


def test_what_is_read_on_the_screen_is_all_that_was_written(desk):
    toml = desk.run("jenis", "notula", "--contoh").stdout
    notula = desk.json("naskah", "buat", "notula", "--isian", "-", sebagai="kasubag_perencanaan", stdin=toml)
    shown = " ".join(desk.run("naskah", "lihat", notula["id"]).stdout.split())
    said = desk.json("naskah", "lihat", notula["id"])["values"]
    for line in [one for value in said.values() if isinstance(value, list) for one in value if isinstance(one, str)]:
        assert " ".join(line.split()) in shown


def test_a_cancelled_naskah_is_not_handed_out_without_a_word(desk):
    nota = desk.draft()
    args = ("naskah", "batalkan", nota["id"], "--dibaca", nota["sha256"], "--alasan", "Salah alamat")
    desk.run(*args, sebagai="sekretaris")
    assert "naskah ini dibatalkan: Salah alamat" in desk.run("naskah", "ambil", nota["id"]).stderr
