"""What a clerk mistypes is answered with a sentence, an exit code, and an archive that stays as it was."""

from datetime import datetime, timedelta, timezone

import pytest

from docgen.actions.arsip.shelving import set_up_box
from docgen.cli import cli
from docgen.kearsipan.boks import Boks
from docgen.office import open_office
from docgen.settings import Settings

NOTA = ("naskah", "buat", "nota_dinas")


@pytest.fixture
def nota(desk):
    return desk.draft()


def refused(desk, *args, sebagai="sekretaris", stdin=""):
    """Run a command that must change nothing; its exit code and what it says."""
    before, acts = desk.filed(), desk.log()
    result = desk.run(*args, sebagai=sebagai, stdin=stdin)
    assert desk.filed() == before
    assert desk.log() == acts
    assert result.stdout == ""
    return result.exit_code, result.stderr


def test_a_type_that_is_not_there(desk, nota):
    code, said = refused(desk, "naskah", "buat", "nota_dina", "perihal=A")
    assert code == 4
    assert "'nota_dina' tidak ditemukan" in said and "nota_dinas" in said


def test_missing_fields_are_named_at_once(desk, nota):
    code, said = refused(desk, *NOTA, "perihal=Permintaan Data")
    assert code == 2
    assert "kepada: Kepada wajib diisi" in said and "isi: Isi wajib diisi" in said
    assert "perihal" not in said


def test_a_field_that_is_not_there(desk, nota):
    code, said = refused(desk, *NOTA, "perihaal=A")
    assert code == 2
    assert "perihaal: isian ini tidak dikenal" in said


def test_a_wrong_date(desk):
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout.replace("2019-01-02", '"2 Januri 2019"', 1)
    desk.run("naskah", "daftar")
    code, said = refused(desk, "surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=toml)
    assert code == 2
    assert "tanggal_surat: '2 Januri 2019' bukan tanggal" in said


def test_a_wrong_date_in_an_option(desk, nota):
    code, said = refused(desk, "naskah", "nomori", nota["id"], "--dibaca", nota["sha256"], "--tanggal", "kemarin")
    assert code == 2
    assert "Nilai --tanggal keliru: 'kemarin' bukan tanggal; tulis seperti 2019-01-02" in said


def test_a_stale_digest(desk, nota):
    revised = ("naskah", "revisi", nota["id"], "perihal=Permintaan Data Kinerja")
    desk.json(*revised, "--dibaca", nota["sha256"], sebagai="kasubag_perencanaan")
    code, said = refused(desk, "naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"])
    assert code == 6
    assert "direvisi oleh kasubag_perencanaan" in said and "Baca dulu versi 2" in said


def test_a_digest_that_never_was(desk, nota):
    code, said = refused(desk, "naskah", "tandatangan", nota["id"], "--dibaca", "00000000")
    assert code == 2
    assert "bukan sidik naskah" in said and "docgen naskah lihat" in said


def test_no_digest(desk, nota):
    code, said = refused(desk, "naskah", "tandatangan", nota["id"])
    assert code == 2
    assert "Opsi --dibaca wajib diisi" in said and "docgen naskah lihat" in said


def test_nobody_said_who_acts(desk, nota):
    code, said = refused(desk, "naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"], sebagai="")
    assert code == 2
    assert "--sebagai JABATAN" in said and "DOCGEN_PEJABAT" in said
    assert "kepala_dinas" in said and "Dr. H. IMIH MISBAHUL MUNIR" in said


def test_a_post_that_is_not_there(desk, nota):
    code, said = refused(desk, "naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"], sebagai="sekertaris")
    assert code == 4
    assert "'sekertaris' tidak ditemukan" in said and "sekretaris" in said


def test_not_his_turn(desk, nota):
    code, said = refused(desk, "naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"], sebagai="kepala_dinas")
    assert code == 5
    assert "menunggu tanda tangan dari sekretaris" in said


def test_an_unknown_naskah(desk, nota):
    code, said = refused(desk, "naskah", "lihat", "ZZZZ")
    assert code == 4
    assert "Naskah 'ZZZZ' tidak ditemukan" in said and "docgen cari" in said


def test_a_version_that_is_not_there(desk, nota):
    code, said = refused(desk, "naskah", "ambil", nota["id"], "--versi", 7)
    assert code == 4
    assert "versi 1" in said


def test_not_a_docx(desk, nota, tmp_path):
    path = tmp_path / "bukan.docx"
    path.write_bytes(b"%PDF-1.4")
    code, said = refused(desk, "naskah", "unggah", nota["id"], path, sebagai="kasubag_perencanaan")
    assert code == 2
    assert "Berkas bukan.docx ditolak" in said


def test_a_scan_of_no_known_kind(desk, nota, tmp_path):
    path = tmp_path / "pindai.pdf"
    path.write_bytes(b"halo")
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout
    args = ("surat-masuk", "catat", "--isian", "-", "--pindaian", path)
    code, said = refused(desk, *args, sebagai="tata_usaha", stdin=toml)
    assert code == 2
    assert "pindai.pdf ditolak" in said


def test_a_file_that_is_not_there(desk, nota):
    code, said = refused(desk, "naskah", "unggah", nota["id"], "tidak-ada.docx")
    assert code == 4
    assert "Berkas 'tidak-ada.docx' tidak ditemukan" in said


def test_a_folder_instead_of_a_file(desk, nota, tmp_path):
    code, said = refused(desk, "naskah", "unggah", nota["id"], tmp_path)
    assert code == 2
    assert "ini folder, bukan berkas" in said


def test_toml_that_is_broken_names_the_place(desk, nota, tmp_path):
    path = tmp_path / "isian.toml"
    path.write_text('perihal = "A"\nisi = [\n', "utf-8")
    code, said = refused(desk, *NOTA, "--isian", path)
    assert code == 2
    assert "isian.toml" in said and "akhir berkas" in said
    path.write_text('perihal = "A"\nisi = tanpa kutip\n', "utf-8")
    code, said = refused(desk, *NOTA, "--isian", path)
    assert "baris 2, kolom 7" in said


def test_a_folder_without_an_office(desk, tmp_path):
    result = desk.run("naskah", "daftar", "--kantor", tmp_path / "meja")
    assert result.exit_code == 4
    assert "docgen init" in result.stderr


def test_an_office_made_over_another(desk):
    result = desk.run("init", desk.root)
    assert result.exit_code == 2
    assert "tidak kosong" in result.stderr


def test_an_office_where_a_file_is_in_the_way(desk, tmp_path):
    (tmp_path / "berkas").write_text("x")
    result = desk.run("init", tmp_path / "berkas" / "kantor")
    assert result.exit_code == 4
    assert "Buat foldernya dahulu" in result.stderr


def test_an_office_where_a_file_has_its_name(desk, tmp_path):
    (tmp_path / "berkas").write_text("x")
    result = desk.run("demo", tmp_path / "berkas")
    assert result.exit_code == 2
    assert "sudah ada dan bukan folder" in result.stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("naskha daftar", "Perintah 'naskha' tidak ada. Maksud Anda: naskah?"),
        ("naskah parap X", "Perintah 'parap' tidak ada. Maksud Anda: paraf?"),
        ("indeks hapus", "Yang ada: bangun, status, periksa."),
        ("naskah paraf", "NASKAH belum disebutkan."),
        ("naskah lihat X --dibca Y", "Opsi --dibca tidak ada."),
        ("naskah lihat X Y", "Ada kata yang berlebih: Y."),
        ("naskah lihat X --versi nol", "Nilai --versi keliru: 'nol' bukan angka bulat mulai dari 1"),
        ("naskah lihat X --versi 0", "Nilai --versi keliru"),
        ("naskah lihat X --versi", "Opsi --versi memerlukan nilai di belakangnya."),
        ("naskah lihat X --json=ya", "Opsi --json tidak memakai nilai."),
        ("naskah daftar --status trbit", "'trbit' tidak dikenal. Maksud Anda: terbit?"),
        ("naskah buat nota_dinas perihal", "'perihal' bukan nama=nilai"),
        ("sop mulai pengukuran_kinerja", "Opsi --perihal wajib diisi"),
        ("--sebagai sekretaris", "Sebutkan perintahnya."),
    ],
)
def test_a_line_that_cannot_be_understood_is_explained(desk, line, words):
    result = desk.run(*line.split())
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Pemakaian: docgen" in result.stderr and "--help" in result.stderr
    assert "Error" not in result.stderr and "Usage" not in result.stderr


def test_a_search_that_cannot_be_read(desk, nota):
    code, said = refused(desk, "cari", "tanggal:kapan")
    assert code == 2
    assert "Pencarian belum dapat dibaca" in said


def test_a_filter_on_a_type_that_is_not_there(desk, nota):
    code, said = refused(desk, "naskah", "daftar", "--jenis", "surat")
    assert code == 4
    assert "'surat' tidak ditemukan" in said
    assert cli.name == "docgen"


def test_a_file_where_a_folder_must_be(desk, nota, tmp_path):
    (tmp_path / "ada").write_text("x")
    for line in (
        ("naskah", "pratinjau", nota["id"], "-o", tmp_path / "ada"),
        ("kinerja", "formulir", "--tahun", "2018", "--triwulan", "1", "-o", tmp_path / "ada"),
    ):
        assert "bukan folder" in desk.run(*line, sebagai="sekretaris").stderr


def test_a_clock_that_was_set_back_is_doubted_before_anything_is_dated_by_it(desk):
    ahead = datetime.now(timezone(timedelta(hours=7), "WIB")) + timedelta(days=90)
    with open_office(Settings(desk.root), now=lambda: ahead) as office:
        set_up_box(office, "B-1", Boks("boks", "A", "Arsip", "1"), by="kasubag_umum")
    result = desk.run("boks", "baru", "B-2", "--ruang", "Arsip", "--rak", "3", sebagai="kasubag_umum")
    assert result.exit_code == 0 and f"({ahead:%d-%m-%Y %H.%M})" in " ".join(result.stderr.split())
    assert "lebih awal" not in desk.run("boks", "daftar").stderr


def test_a_text_that_shows_otherwise_than_it_is_kept_is_not_taken(desk):
    turned = desk.run("berkas", "buka", "--indeks", "Surat \u202ematur", "--uraian", "x", sebagai="kasubag_umum")
    assert turned.exit_code == 2 and "Nilai --indeks memuat karakter U+202E" in turned.stderr
    form = desk.run("naskah", "buat", "nota_dinas", "perihal=Data\u200e", sebagai="kasubag_perencanaan")
    assert form.exit_code == 2 and "U+200E" in form.stderr
    assert desk.log() == 0


def test_a_word_that_is_none_of_the_choices_is_told_in_indonesian(desk):
    wrong = desk.run("penyusutan", "calon", "bakar")
    assert (wrong.exit_code, wrong.stderr.splitlines()[0]) == (
        2, "Nilai MACAM keliru; pilih: pemindahan, pemusnahan, penyerahan.",
    )  # fmt: skip
