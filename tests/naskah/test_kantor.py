"""kantor.toml: one office, its people, and the slips a clerk makes in it."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import BadDeclaration, NotFound
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.naskah.nip import nip_problem
from docgen.naskah.pejabat import Pejabat

SHIPPED = Path(__file__).parents[2] / "templates_docx" / "kantor.toml"
GOOD = """
nama = "Dinas"
kop = ["PEMERINTAH", "DINAS"]
alamat = ["Jalan"]
tempat = "Tasikmalaya"
unit = "Sekre"
[[pejabat]]
id = "kepala_dinas"
jabatan = "Kepala Dinas"
nama = "IMIH"
nip = "196403021990121001"
"""


def test_the_shipped_office_is_that_of_the_decree():
    kantor = load_kantor(SHIPPED)
    kepala = kantor.official("kepala_dinas")
    assert kepala.nama == "Dr. H. IMIH MISBAHUL MUNIR, Drs., M.Si." and kepala.nip == "196403021990121001"
    assert kantor.printed()["kop_utama"] == "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"
    assert kantor.timezone.utcoffset(None) == timedelta(hours=7)


def test_an_official_is_printed_with_a_grouped_nip(tmp_path):
    (tmp_path / "kantor.toml").write_text(GOOD)
    assert load_kantor(tmp_path / "kantor.toml").officials()["kepala_dinas"]["nip"] == "19640302 199012 1 001"


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ('nama = "Dinas"', "", "'nama' wajib diisi"),
        ('kop = ["PEMERINTAH", "DINAS"]', 'kop = "DINAS"', "'kop' wajib diisi"),
        ('unit = "Sekre"', 'unit = "Sekre"\nzona = "WIBB"', "zona 'WIBB'"),
        ('unit = "Sekre"', 'unit = "Sekre"\nlambang = "tiada.png"', "tiada.png"),
        ('tempat = "Tasikmalaya"', 'tempat = "Tasikmalaya"\nalamt = 1', "'alamt' tidak dikenal"),
        ("196403021990121001", "196413021990121001", "kalender"),
        ('jabatan = "Kepala Dinas"', "", "'jabatan' wajib diisi"),
        ('jabatan = "Kepala Dinas"', 'jabatan = "K"\nperan = ["raja"]', "peran 'raja'"),
    ],
)
def test_a_slip_in_kantor_toml_is_named(tmp_path, good, bad, why):
    assert good in GOOD
    (tmp_path / "kantor.toml").write_text(GOOD.replace(good, bad))
    with pytest.raises(BadDeclaration) as error:
        load_kantor(tmp_path / "kantor.toml")
    assert any(why in problem for problem in error.value.problems), error.value.problems


def test_one_post_has_one_holder(tmp_path):
    (tmp_path / "kantor.toml").write_text(GOOD + GOOD[GOOD.index("[[pejabat]]") :])
    with pytest.raises(BadDeclaration, match="dua kali"):
        load_kantor(tmp_path / "kantor.toml")


def test_a_folder_without_office_says_how_to_make_one(tmp_path):
    with pytest.raises(NotFound, match="docgen init"):
        load_kantor(tmp_path / "kantor.toml")


@pytest.mark.parametrize("nip", ["196403021990121001", "19640302 199012 1 001", "", "199001012022211001"])
def test_real_nip_and_pppk_numbers_are_accepted(nip):
    assert nip_problem(nip) == ""


@pytest.mark.parametrize(
    "nip", ["1964", "19640230199012100x", "196402301990121001", "199001011995011001", "196403021990120000"]
)
def test_a_nip_that_cannot_be_is_refused(nip):
    assert nip in nip_problem(nip)


def people(*entries: str) -> str:
    head = GOOD[: GOOD.index("[[pejabat]]")]
    return head + "".join(f'[[pejabat]]\nid = "sekretaris"\njabatan = "Sekretaris"\n{entry}\n' for entry in entries)


def holder(tmp_path, toml, on):
    (tmp_path / "kantor.toml").write_text(toml)
    return load_kantor(tmp_path / "kantor.toml", on).pejabat.get("sekretaris")


def test_a_document_of_2019_shows_who_held_the_post_then(tmp_path):
    toml = people('nama = "LAMA"\nsampai = 2019-06-30', 'nama = "BARU"\nmulai = 2019-07-01')
    assert holder(tmp_path, toml, date(2019, 6, 30)).nama == "LAMA"
    assert holder(tmp_path, toml, date(2019, 7, 1)).nama == "BARU"


def test_a_vacant_post_has_nobody(tmp_path):
    assert (
        holder(tmp_path, people('nama = "LAMA"\nsampai = 2019-06-30') + GOOD[GOOD.index("[[") :], date(2020, 1, 1))
        is None
    )


def test_a_plh_goes_before_the_holder_he_stands_in_for(tmp_path):
    toml = people('nama = "TETAP"', 'nama = "HARIAN"\nsebutan = "Plh."\nmulai = 2019-03-01\nsampai = 2019-03-05')
    assert holder(tmp_path, toml, date(2019, 3, 3)).nama == "HARIAN"
    assert holder(tmp_path, toml, date(2019, 3, 6)).nama == "TETAP"


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        (['nama = "A"\nsampai = 2019-06-30', 'nama = "B"\nmulai = 2019-06-30'], "dua kali terdaftar pada 30 Juni 2019"),
        (['nama = "A"\nmulai = 2019-06-30\nsampai = 2019-01-01'], "berakhir sebelum dimulai"),
        (['nama = "A"\nmulai = "2019-06-30"'], "tanpa kutip"),
        (['nama = "A"\nsebutan = "Wakil"'], "sebutan 'Wakil'"),
        (['nama = "A"\natasan = "bupati"'], "'bupati' tidak terdaftar"),
    ],
)
def test_terms_of_office_are_checked(tmp_path, entries, why):
    (tmp_path / "kantor.toml").write_text(people(*entries))
    with pytest.raises(BadDeclaration) as error:
        load_kantor(tmp_path / "kantor.toml", date(2019, 3, 1))
    assert any(why in problem for problem in error.value.problems), error.value.problems


def test_an_office_prints_nip_and_numbers_its_own_way(tmp_path):
    toml = GOOD.replace('unit = "Sekre"', 'unit = "Sekre"\nnip_rapat = true').replace(
        "[[pejabat]]", '[nomor]\nnota_dinas = "ND/{urut}/{tahun}"\n[[pejabat]]'
    )
    (tmp_path / "kantor.toml").write_text(toml)
    kantor = load_kantor(tmp_path / "kantor.toml")
    assert kantor.officials()["kepala_dinas"]["nip"] == "196403021990121001"
    types = load_doctypes(SHIPPED.parent, kantor.nomor)
    assert types["nota_dinas"].numbering.pattern == "ND/{urut}/{tahun}"
    assert types["surat_pengantar"].numbering.pattern != "ND/{urut}/{tahun}"
    (tmp_path / "kantor.toml").write_text(toml.replace("{urut}", "{nomer}"))
    with pytest.raises(BadDeclaration, match="nomor nota_dinas"):
        load_kantor(tmp_path / "kantor.toml")


def with_cuts(tmp_path, toml):
    (tmp_path / "kantor.toml").write_text(GOOD.replace("[[pejabat]]", f"[predikat]\n{toml}\n[[pejabat]]"))
    return load_kantor(tmp_path / "kantor.toml")


def test_an_office_has_its_own_words_for_a_capaian(tmp_path):
    kantor = with_cuts(tmp_path, '"Baik" = 80\n"Cukup" = 60.5')
    assert kantor.predikat == ((Decimal(80), "Baik"), (Decimal("60.5"), "Cukup"))
    assert kantor.printed()["predikat"][1] == [Decimal("60.5"), "Cukup"]


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('"Cukup" = 60\n"Baik" = 80', "dari batas tertinggi"),
        ('"Baik" = 90.005', "paling banyak dua desimal"),
        ('"Baik" = "90"', 'misalnya "Sangat Tinggi" = 90.01'),
        ('"Baik" = -1', "antara 0 dan 1000"),
    ],
)
def test_a_slip_in_the_cut_points_is_named(tmp_path, toml, why):
    with pytest.raises(BadDeclaration, match="predikat: ") as error:
        with_cuts(tmp_path, toml)
    assert any(why in problem for problem in error.value.problems)


def test_inserted_numbers_are_counted_in_the_manner_of_the_office(tmp_path):
    (tmp_path / "kantor.toml").write_text(f'sisipan = ".01"\n{GOOD}')
    assert load_kantor(tmp_path / "kantor.toml").sisipan == ".01"
    (tmp_path / "kantor.toml").write_text(f'sisipan = "B"\n{GOOD}')
    with pytest.raises(BadDeclaration, match="sisipan 'B' tidak dikenal"):
        load_kantor(tmp_path / "kantor.toml")


def with_instruksi(tmp_path, toml):
    (tmp_path / "kantor.toml").write_text(GOOD.replace("[[pejabat]]", f"{toml}\n[[pejabat]]"))
    return load_kantor(tmp_path / "kantor.toml")


def test_an_office_has_its_own_list_of_instruksi_and_without_one_the_usual(tmp_path):
    usual = ("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi")
    assert load_kantor(SHIPPED).instruksi == usual
    assert with_instruksi(tmp_path, "").instruksi == with_instruksi(tmp_path, "[disposisi]").instruksi == usual
    assert with_instruksi(tmp_path, '[disposisi]\ninstruksi = ["Untuk diketahui"]').instruksi == ("Untuk diketahui",)


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('disposisi = "x"', "tulis sebagai [disposisi]"),
        ("[disposisi]\nintruksi = []", "kunci 'intruksi' tidak dikenal"),
        ("[disposisi]\ninstruksi = []", "sedikitnya satu"),
        ('[disposisi]\ninstruksi = "Proses"', "sedikitnya satu"),
        ('[disposisi]\ninstruksi = ["Proses", "proses"]', "'proses' tertulis dua kali"),
        ('[disposisi]\ninstruksi = ["Proses", " "]', "dalam satu baris"),
        ('[disposisi]\ninstruksi = ["Proses\\nlanjut"]', "dalam satu baris"),
        (f'[disposisi]\ninstruksi = ["{"x" * 41}"]', "lebih dari 40 huruf"),
    ],
)
def test_a_slip_in_the_list_of_instruksi_is_named(tmp_path, toml, why):
    with pytest.raises(BadDeclaration, match="disposisi: ") as error:
        with_instruksi(tmp_path, toml)
    assert any(why in problem for problem in error.value.problems)


def heads(kantor):
    return [post for post, pejabat in kantor.pejabat.items() if pejabat.kepala]


def test_the_head_is_the_one_above_all_and_where_ranks_are_not_told_there_is_none(tmp_path):
    assert heads(load_kantor(SHIPPED)) == ["kepala_dinas"]
    (tmp_path / "lambang.png").write_bytes((SHIPPED.parent / "lambang.png").read_bytes())
    silent = [line for line in SHIPPED.read_text("utf-8").splitlines() if not line.startswith("atasan")]
    (tmp_path / "kantor.toml").write_text("\n".join(silent), "utf-8")
    assert heads(load_kantor(tmp_path / "kantor.toml")) == []
    (tmp_path / "kantor.toml").write_text(GOOD + "kepala = true\n")
    with pytest.raises(BadDeclaration, match="'kepala' tidak dikenal"):
        load_kantor(tmp_path / "kantor.toml")


@pytest.mark.parametrize("contoh", sorted((SHIPPED.parent / "contoh").glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_office_has_its_head(contoh, tmp_path):
    (tmp_path / "lambang.png").write_bytes((SHIPPED.parent / "lambang.png").read_bytes())
    (tmp_path / "kantor.toml").write_bytes(contoh.read_bytes())
    assert len(heads(load_kantor(tmp_path / "kantor.toml"))) == 1


def test_the_posts_below_are_those_of_every_rank_nearest_first():
    kantor = load_kantor(SHIPPED)
    assert kantor.below("sekretaris") == ["kasubag_perencanaan", "kasubag_umum", "tata_usaha"]
    assert kantor.below("kepala_dinas")[:1] == ["sekretaris"] and len(kantor.below("kepala_dinas")) == 7
    assert kantor.below("tata_usaha") == []
    people = {post: Pejabat(post, "A", "A", atasan=above) for post, above in (("a", "b"), ("b", "a"))}
    assert Kantor("", (), (), "", "", pejabat=people).below("a") == ["b"]  # also where ranks go in a circle
