"""Reading commands answer programs in JSON and people in sentences."""

import json
from datetime import datetime

import pytest

from docgen.actions.arsip.closing import close_berkas
from docgen.actions.arsip.gathering import begin, put_in
from docgen.actions.house.upkeep import create_office
from docgen.actions.naskah.uploads import Upload
from docgen.actions.surat.registering import register_incoming
from docgen.office import open_office
from docgen.settings import Settings
from tests.actions.surat.test_disposing import PDF
from tests.cli.conftest import Desk
from tests.cli.test_commands import PATHS
from tests.conftest import WIB

READING = {
    "periksa": (),
    "akun daftar": (),
    "jenis": ("nota_dinas",),
    "templat periksa": ("nota_dinas",),
    "templat contoh": ("nota_dinas", "-o", "{folder}", "--timpa"),
    "naskah lihat": ("{nota}",),
    "naskah daftar": (),
    "naskah ambil": ("{nota}", "--timpa", "-o", "{folder}"),
    "naskah buat-ulang": ("{nota}",),
    "disposisi cetak": ("{lembar}", "-o", "{folder}/baris.docx", "--timpa"),
    "naskah beda": ("{revisi}",),
    "naskah pratinjau": ("{nota}", "-o", "{folder}", "--timpa"),
    "cari": ("realisasi",),
    "pencarian daftar": (),
    "kenali": ("{berkas}",),
    "sop daftar": (),
    "sop status": ("{run}",),
    "sop periksa": (),
    "tugas": (),
    "kalender lihat": ("2019",),
    "klasifikasi daftar": ("045",),
    "rapat contoh": (),
    "buku daftar": ("--tahun", "2019"),
    "buku lihat": ("surat_keluar",),
    "kinerja formulir": ("--tahun", "2018", "--triwulan", "1", "-o", "{folder}", "--timpa"),
    "kinerja ukur": ("--tahun", "2018"),
    "boks daftar": (),
    "boks lihat": ("B-001",),
    "berkas daftar": (),
    "berkas lihat": ("{kode_berkas}",),
    "penyusutan calon": ("pemusnahan",),
    "penyusutan daftar": (),
    "penyusutan lihat": ("{usul}",),
    "arsip akses": (),
    "boks label": ("-o", "{folder}/boks.pdf", "--timpa"),
    "berkas label": ("{kode_berkas}", "-o", "{folder}/map.pdf", "--timpa"),
    "arsip label": ("{nota}", "-o", "{folder}/kertas.pdf", "--timpa"),
    "pinjaman daftar": (),
    "pinjaman lihat": ("{pinjaman}",),
    "arsip lengkap": (),
    "arsip cocokkan": ("{folder}/rak.txt",),
    "arsip periksa": (),
    "arsip jangkar": (),
    "arsip bangun-ulang": (),
    "indeks bangun": (),
    "indeks status": (),
    "indeks periksa": (),
    "cadangkan": ("{folder}/cadangan",),
}
ACTS = {
    "web", "akun baru", "akun sandi", "akun kunci",
    "init", "demo", "naskah buat", "naskah buat-banyak", "naskah revisi", "naskah unggah", "naskah paraf",
    "naskah tandatangan", "naskah kembalikan", "naskah batalkan", "naskah nomori", "naskah salinan", "naskah pdf",
    "naskah paraf-banyak", "naskah tandatangan-banyak", "naskah nomori-banyak",
    "naskah pdf-banyak",
    "surat-masuk catat", "disposisi buat", "disposisi teruskan", "disposisi baca", "disposisi lapor", "disposisi tarik",
    "ekspedisi kirim", "ekspedisi kirim-banyak", "ekspedisi terima", "sop cetak", "sop mulai", "sop selesai",
    "sop batalkan", "sop jatuh-tempo",
    "kinerja terima", "kinerja laporan", "templat baru", "kalender buat", "kalender impor", "rapat siapkan",
    "kinerja bukti", "buku pesan", "buku tutup", "naskah catat-kertas", "boks baru", "boks pindah",
    "berkas buka", "berkas isi", "berkas keluarkan", "berkas pindah", "berkas tutup", "berkas buka-kembali",
    "berkas tahan", "berkas lepas", "berkas ubah", "arsip taruh", "arsip tandai",
    "penyusutan usul", "penyusutan nilai", "penyusutan setujui", "penyusutan tolak", "penyusutan berita-acara",
    "penyusutan laksanakan",
    "berkas tandai-vital",
    "klasifikasi impor",
    "arsip tangkap", "arsip awasi",
    "pulihkan", "latihan-pulih", "arsip ekspor", "arsip uji-ekspor", "arsip impor-ekspor",
    "pinjaman ajukan", "pinjaman izinkan", "pinjaman tolak", "pinjaman serahkan", "pinjaman kembali",
    "pencarian hapus",
    "arsip impor", "pinjaman hilang", "pinjaman perpanjang", "pinjaman lembar",
}  # fmt: skip


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """An office with one letter, one nota dinas and one SOP under way; changed by nobody."""
    folder = tmp_path_factory.mktemp("baca")
    create_office(folder / "kantor")
    desk = Desk(folder / "kantor")
    nota = desk.draft()
    run = desk.json("sop", "mulai", "pengukuran_kinerja", "--perihal", "Tahun 2018", sebagai="tata_usaha")
    form = desk.run("jenis", "daftar_hadir", "--contoh").stdout
    old = desk.json("naskah", "buat", "daftar_hadir", "--isian", "-", sebagai="sekretaris", stdin=form)
    desk.run("naskah", "revisi", old["id"], "--dibaca", old["sha256"], "tempat=Aula", sebagai="sekretaris")
    form = desk.run("jenis", "surat_masuk", "--contoh").stdout
    surat = desk.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=form)
    order = ("--kepada", "sekretaris", "--isi", "Arsipkan")
    lembar = desk.json("disposisi", "buat", surat["id"], *order, sebagai="kepala_dinas")
    desk.run("cari", "permintaan", "--simpan", "permintaan", "--bersama", sebagai="sekretaris")
    berkas = folder / "temuan.docx"
    desk.run("naskah", "ambil", nota["id"], "-o", berkas)
    desk.run("boks", "baru", "B-001", "--rak", "Rak 3", sebagai="kasubag_umum")
    matter = ("--klasifikasi", "045.2", "--indeks", "Data", "--uraian", "Permintaan data", "--boks", "B-001")
    opened = desk.json("berkas", "buka", *matter, sebagai="kasubag_umum")
    desk.run("berkas", "isi", opened["kode"], nota["id"], "--kertas", "asli", sebagai="kasubag_umum")
    given = ("--untuk", "Rina, Inspektorat", "--keperluan", "reviu")
    desk.run("naskah", "ambil", nota["id"], *given, "-o", folder / "salinan.pdf", sebagai="kasubag_umum")
    why = ("--keperluan", "audit", "--alasan", "diminta aslinya")
    lent = desk.json("pinjaman", "ajukan", nota["id"], *why, sebagai="kabid_capil")
    (folder / "rak.txt").write_text(f"BOKS:B-001\n{nota['id']}\n")
    shelve_long_ago(desk)
    usul = desk.json("penyusutan", "usul", "pemusnahan", "--alasan", "habis masa simpan", sebagai="tata_usaha")
    return desk, {
        "usul": usul["kode"],
        "nota": nota["id"],
        "run": run["id"],
        "revisi": old["id"],
        "lembar": lembar["id"],
        "folder": str(folder),
        "berkas": str(berkas),
        "kode_berkas": opened["kode"],
        "pinjaman": lent["nomor"],
    }


def shelve_long_ago(desk):
    """A berkas that was closed so long ago that its time is over."""
    then = datetime(2012, 3, 1, 9, 0, tzinfo=WIB)
    with open_office(Settings(desk.root), now=lambda: then) as office:
        dates = {"tanggal_surat": "2012-02-20", "tanggal_terima": "2012-02-27"}
        form = {**office.doctype("surat_masuk").example(), **dates}
        surat = register_incoming(office, form, by="tata_usaha", scan=Upload(PDF, "surat.pdf"))
        matter = {"klasifikasi": "000.8.6.3", "indeks": "Surat 2012", "uraian": "Surat tahun 2012"}
        berkas = begin(office, matter, by="kasubag_umum")
        put_in(office, berkas.kode, [surat.id], by="kasubag_umum", macam="asli")
        close_berkas(office, berkas.kode, by="kasubag_umum")


def test_every_command_is_a_reading_one_or_an_act():
    assert READING.keys() | ACTS == {" ".join(path) for path in PATHS}
    assert not READING.keys() & ACTS


@pytest.mark.parametrize("command", READING)
def test_reading_commands_print_json(known, command):
    desk, names = known
    args = [arg.format(**names) for arg in READING[command]]
    assert desk.json(*command.split(), *args) is not None


@pytest.mark.parametrize("command", READING)
def test_reading_commands_need_no_post(known, command):
    desk, names = known
    args = [arg.format(**names) for arg in READING[command]]
    result = desk.run(*command.split(), *args)
    assert result.exit_code == 0
    assert result.stdout.strip()


def test_json_keys_and_dates_are_stable(known):
    desk, names = known
    nota = desk.json("naskah", "lihat", names["nota"])
    assert set(nota) == {
        "id", "jenis", "perihal", "nomor", "tanggal", "klasifikasi", "unit", "induk", "number", "status", "act", "by",
        "at", "sha256", "note", "kode", "values", "approvals", "files", "facts", "template", "menunggu", "versions",
        "terkait",
    }  # fmt: skip
    assert nota["tanggal"] is None
    assert nota["at"][10] == "T" and nota["at"].endswith("+07:00")
    assert nota["menunggu"] == "tanda tangan sekretaris"
    assert nota["files"]["naskah.docx"] == nota["sha256"]


def test_json_keeps_letters_where_the_stream_can_hold_them(known):
    desk, names = known
    printed = desk.run("sop", "status", names["run"], "--json").stdout
    assert json.loads(printed)["langkah"][0]["keadaan"] == "berjalan"
    assert json.loads(printed)["langkah"][0]["pejabat"] == ["kepala_dinas"]


def test_lihat_shows_the_digest_the_next_act_asks_for(known):
    desk, names = known
    digest = desk.json("naskah", "lihat", names["nota"])["sha256"]
    shown = desk.run("naskah", "lihat", names["nota"][:4]).stdout
    assert f"{digest[:16]} (untuk --dibaca)" in shown
    assert f"{digest}  naskah.docx" in shown
    assert "tanda tangan sekretaris" in shown


def test_a_list_can_be_narrowed(known):
    desk, _ = known
    assert [n["jenis"] for n in desk.json("naskah", "daftar", "--jenis", "nota_dinas")] == ["nota_dinas"]
    assert desk.json("naskah", "daftar", "--status", "dikembalikan") == []
    assert "Tidak ada naskah" in desk.run("naskah", "daftar", "--status", "dikembalikan").stderr


def test_a_list_hides_what_the_reader_may_not_read(desk):
    example = {"surat_masuk": "keamanan=Rahasia", "lain": "keamanan=Biasa"}
    for keamanan in example.values():
        toml = desk.run("jenis", "surat_masuk", "--contoh").stdout
        desk.json("surat-masuk", "catat", "--isian", "-", keamanan, sebagai="tata_usaha", stdin=toml)
    assert len(desk.json("naskah", "daftar", sebagai="tata_usaha")) == 2
    assert len(desk.json("naskah", "daftar")) == 1
    assert len(desk.json("naskah", "daftar", sebagai="kabid_capil")) == 1


def test_words_kept_together_by_the_shell_are_a_phrase(known):
    desk, names = known
    assert [f["id"] for f in desk.json("cari", "data realisasi")["hasil"]] == [names["nota"]]
    assert desk.json("cari", "realisasi data")["hasil"] == []
    assert [f["id"] for f in desk.json("cari", "realisasi", "data")["hasil"]] == [names["nota"]]


def test_what_comes_near_stands_below_and_apart(known):
    desk, names = known
    shown = desk.run("cari", "realisasi", "zamrud").stdout
    assert "Mendekati: memuat sebagian katanya" in shown and names["nota"] in shown
    answer = desk.json("cari", "realisasi", "zamrud")
    assert (answer["total"], answer["hasil"], [f["id"] for f in answer["mendekati"]]) == (0, [], [names["nota"]])
    assert "Mendekati" not in desk.run("cari", "realisasi").stdout


def test_signs_of_the_grammar_may_be_typed_with_and_without_quotes(known):
    desk, names = known

    def found(*words):
        return [f["id"] for f in desk.json("cari", *words)["hasil"]]

    assert found("realisasi") == [names["nota"]]
    assert found("realisasi", "-hormat") == found("realisasi -hormat") == found("realisasi", "-jenis:nota_dinas") == []
    assert names["nota"] not in found("-realisasi")
    assert (
        found("realisasi", "-batal")
        == found("realisasi -batal")
        == found("zamrud", "ATAU", "realis*")
        == [names["nota"]]
    )
    assert found("realisasi", '-"data hormat"') == found("realisasi", "-data hormat") == [names["nota"]]
    assert found("realisasi", "-data realisasi") == []
    assert found("realisasi", "tanggal:tahun ini") == found("realisasi", "tanggal:-2hari") == [names["nota"]]
    assert desk.run("cari", "--tidak-ada", "x").exit_code == 2 and "Pemakaian" in desk.run("cari", "-h").stdout


def test_search_filters_stand_beside_the_words(known):
    desk, names = known
    hit = ("cari", "realisasi", "--pejabat", "kasubag_perencanaan", "--sejak", "2019-01-01", "--status", "draf")
    assert [f["id"] for f in desk.json(*hit)["hasil"]] == [names["nota"]]
    assert desk.json("cari", "realisasi", "--sampai", "31 Desember 2018")["hasil"] == []
    assert "Coba kata lain" in desk.run("cari", "realisasi", "--sampai", "2018-12-31").stderr


def test_the_example_of_a_type_can_be_used_at_once(known):
    desk, _ = known
    toml = desk.run("jenis", "notula", "--contoh").stdout
    made = desk.json("naskah", "buat", "notula", "--isian", "-", sebagai="kasubag_perencanaan", stdin=toml)
    assert made["status"] == "draf"


def test_a_sheet_of_an_sop_is_drafted_from_its_file(desk):
    made = desk.json("sop", "cetak", "pengukuran_kinerja", sebagai="kasubag_perencanaan")
    assert (made["jenis"], made["status"]) == ("sop_ap", "draf")
