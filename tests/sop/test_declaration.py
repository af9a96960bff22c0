"""An SOP file is read whole or refused with everything that is wrong in it."""

from pathlib import Path

import pytest

from docgen.errors import BadDeclaration, NotFound
from docgen.sop.declaration import Pemicu, Sop, load_sop, load_sops, read_sop, unknown_posts

SOPS = Path(__file__).parents[2] / "docgen" / "sops"
HEAD = 'nama = "SOP Uji"\nnomor = "1"\n[pelaksana]\nkabid = "Kabid"\n'


def step(name: str, more: str = "") -> str:
    return f'[[step]]\nid = "{name}"\nkegiatan = "Bekerja"\npelaksana = ["kabid"]\nwaktu = "1 jam"\n{more}\n'


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(BadDeclaration) as caught:
        read_sop(text.encode(), "uji")
    return caught.value.problems


@pytest.fixture(scope="module")
def sops() -> dict[str, Sop]:
    return load_sops(SOPS)


def test_the_sop_of_tasikmalaya_has_the_eight_printed_steps_and_its_header(sops: dict[str, Sop]) -> None:
    sop = sops["pengukuran_kinerja"]
    assert (sop.nomor, sop.tanggal_pembuatan, sop.tanggal_efektif) == (
        "470 / Kep. 241 / Sekre", "3 Desember 2018", "2 Januari 2019",
    )  # fmt: skip
    assert [s.waktu for s in sop.steps] == [
        "5 menit", "5 menit", "30 menit", "3 jam", "1 hari", "30 menit", "20 menit", "10 menit",
    ]  # fmt: skip
    assert len(sop.dasar_hukum) == 4 and len(sop.peralatan) == 3
    assert sop.steps[5].outcomes["dikembalikan"] == sop.steps[6].outcomes["dikembalikan"] == "susun_draf"


def test_the_sop_of_jeneponto_starts_on_the_tenth_of_a_quarter_and_takes_two_times(sops: dict[str, Sop]) -> None:
    sop = sops["data_kinerja_bidang"]
    assert sop.pemicu == Pemicu("triwulan", 10)
    assert len(sop.steps) == 6
    assert sop.steps[5].waktu == {"triwulan": "1 hari", "tahunan": "15 hari"}
    assert sop.steps[4].outcomes == {"disetujui": "susun_laporan", "dikembalikan": "buat_laporan"}


@pytest.mark.parametrize("path", sorted(SOPS.glob("*.toml")), ids=lambda p: p.stem)
def test_every_sop_of_the_house_can_be_walked(path: Path) -> None:
    sop = load_sop(path)
    assert len(sop.sha256) == 64 and sop.id == path.stem


def test_a_role_acts_through_its_posts_and_unknown_posts_are_named(sops: dict[str, Sop]) -> None:
    sop = sops["pengukuran_kinerja"]
    assert sop.posts("sekretaris") == ("sekretaris",)
    assert "kabid_capil" in sop.posts("kabid")
    posts = {"kepala_dinas", "sekretaris", "kasubag_perencanaan", "kabid_dafduk", "kabid_capil", "kabid_piak"}
    assert unknown_posts(sop, posts) == ["pelaksana 'kabid': pejabat 'kasubag_umum' tidak ada di kantor.toml"]


def test_every_slip_of_a_file_is_named_at_once() -> None:
    problems = refused(
        'nama = "SOP"\nnmor = "1"\ntanggal_pembuatan = 2018-12-03\nperalatan = "ATK"\n'
        'pemicu = { setiap = "triwulan", tgl = 10 }\n[pelaksana]\nkabid = "Kabid"\n'
        '[[step]]\nid = "a"\nkegiatan = "x"\npelaksana = "kabid"\nwaktu = "1 jam"\nhasil = 1\n'
    )
    assert set(problems) == {
        "kunci 'nmor' tidak dikenal",
        "kunci 'nomor' wajib diisi",
        "kunci 'tanggal_pembuatan' harus teks dalam tanda petik",
        'kunci \'peralatan\' harus daftar teks, misalnya ["a", "b"]',
        "pemicu: kunci 'tgl' tidak dikenal",
        "pemicu: kunci 'tanggal' wajib diisi",
        "langkah 'a': kunci 'hasil' tidak dikenal",
        "langkah 'a': kunci 'pelaksana' harus daftar teks, misalnya [\"a\", \"b\"]",
    }


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (step("a", 'outcomes = { ya = "z" }'), "langkah 'a': hasil 'ya' menuju langkah 'z' yang tidak ada"),
        (step("a") + step("a"), "langkah 'a' tertulis 2 kali"),
        (step("a", 'kelengkapan = ["x"]'), "langkah 'a': kelengkapan 'x' tidak dihasilkan langkah mana pun"),
        (
            step("a", 'kelengkapan = ["x"]') + step("b", 'output = ["x"]'),
            "langkah 'a': kelengkapan 'x' belum tentu ada saat langkah ini dimulai",
        ),
        (
            step("a", 'outcomes = { ya = "b", lewat = "c" }')
            + step("b", 'output = ["x"]')
            + step("c", 'kelengkapan = ["x"]'),
            "langkah 'c': kelengkapan 'x' belum tentu ada saat langkah ini dimulai",
        ),
        (step("a", 'outcomes = { ya = "c" }') + step("b") + step("c"), "langkah 'b' tidak pernah dicapai"),
        (step("a") + step("b", 'outcomes = { ulang = "a" }'), "langkah 'b' berputar tanpa jalan selesai"),
        (
            step("a").replace("1 jam", "sebentar"),
            "langkah 'a': waktu 'sebentar' tidak terbaca; tulis angka dan satuan, "
            "misalnya 30 menit (satuan: menit, jam, hari, minggu, bulan)",
        ),
        (
            step("a").replace('["kabid"]', '["kabid", "camat"]'),
            "langkah 'a': pelaksana 'camat' tidak terdaftar di [pelaksana]",
        ),
        (step("selesai"), "langkah 'selesai': nama ini dipakai program; pilih nama lain"),
        (
            step("a", 'tercetak = { catatan = "x" }'),
            "langkah 'a': tercetak 'catatan' tidak dikenal; pilih: kelengkapan, waktu, output",
        ),
    ],
)
def test_an_sop_that_cannot_be_walked_is_refused(body: str, problem: str) -> None:
    assert problem in refused(HEAD + body)


def test_what_only_a_return_skips_is_not_counted_as_made() -> None:
    body = step("a", 'output = ["x"]') + step("b", 'output = ["y"]\noutcomes = { ya = "c", ulang = "a" }')
    sop = read_sop((HEAD + body + step("c", 'kelengkapan = ["x", "y"]')).encode(), "uji")
    assert sop.steps[1].outcomes["ulang"] == "a"


def test_an_outcome_may_close_the_run() -> None:
    sop = read_sop((HEAD + step("a", 'outcomes = { cukup = "selesai", lanjut = "b" }') + step("b")).encode(), "uji")
    assert len(sop.steps) == 2


@pytest.mark.parametrize(
    "text", ["nama = ", "nama = 1\nstep = 3", "", "[[step]]", "step = [1]", "pelaksana = 1\npemicu = 2"]
)
def test_a_file_that_is_no_sop_is_refused_with_a_sentence(text: str) -> None:
    assert refused(text)


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadDeclaration, match="bukan teks UTF-8"):
        read_sop(b"\xff\xfe", "uji")
    with pytest.raises(NotFound):
        load_sop(tmp_path / "tidak_ada.toml")


def test_a_bad_file_names_itself_among_its_fellows(tmp_path: Path) -> None:
    (tmp_path / "satu.toml").write_text("nama = ''")
    (tmp_path / "dua.toml").write_text("x = 1")
    with pytest.raises(BadDeclaration) as caught:
        load_sops(tmp_path)
    assert {p.split(":")[0] for p in caught.value.problems} == {"satu.toml", "dua.toml"}
