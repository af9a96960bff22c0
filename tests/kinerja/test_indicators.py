"""A plan of one year, read from the file a planner writes by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.errors import BadDeclaration, NotFound
from docgen.kinerja.capaian import PREDIKAT
from docgen.kinerja.indicators import load_rencana, read_rencana
from docgen.naskah.kantor import load_kantor
from docgen.settings import shipped_templates

SAMPLE = shipped_templates() / "kinerja" / "2018.toml"
ONE = {
    "id": '"kia"', "sasaran": '"Layanan"', "indikator": '"Milik KIA"', "satuan": '"%"', "bidang": '"kabid_dafduk"',
    "target": "60",
}  # fmt: skip
OPINI = "[skala.opini]\nWTP = 4\nWDP = 3\n"
LETTERS = {"arah": '"predikat"', "skala": '"opini"', "target": '"WTP"'}


def plan(*records: dict[str, str], head: str = "tahun = 2018\n", tail: str = "") -> bytes:
    rows = ("[[indikator]]\n" + "".join(f"{k} = {v}\n" for k, v in record.items()) for record in records)
    return (head + "".join(rows) + tail).encode()


def refused(data: bytes) -> str:
    with pytest.raises(BadDeclaration) as error:
        read_rencana(data, "2018.toml")
    return "\n".join(error.value.problems)


def test_the_sample_is_the_constructed_table_of_the_office():
    rencana = load_rencana(SAMPLE)
    targets = [str(one.target.normalize()) for one in rencana.indikator if isinstance(one.target, Decimal)]
    assert (rencana.tahun, rencana.cuts) == (2018, PREDIKAT)
    assert targets == ["99", "97", "6E+1", "1E+2", "86", "3", "72"]
    assert set(rencana.bidang) <= load_kantor(shipped_templates() / "kantor.toml").pejabat.keys()
    assert "REKAAN" in SAMPLE.read_text("utf-8")


def test_a_bidang_has_its_own_indicators_and_an_unknown_one_is_told_who_reports():
    rencana = load_rencana(SAMPLE)
    assert [one.id for one in rencana.of("kabid_capil")] == ["akta_kelahiran", "akta_kematian"]
    with pytest.raises(NotFound, match="kabid_dafduk, kabid_capil, sekretaris, kabid_piak"):
        rencana.of("kabid_parkir")


def test_letters_stand_for_numbers_of_their_scale():
    rencana = read_rencana(plan({**ONE, **LETTERS}, tail=OPINI), "2018.toml")
    (one,) = rencana.indikator
    assert rencana.letters(one) == ("WTP", "WDP")
    assert [rencana.number(one, value) for value in ("WDP", None)] == [Decimal(3), None]


def test_a_target_of_zero_may_be_promised():
    assert read_rencana(plan({**ONE, "target": "0"}), "2018.toml").indikator[0].target == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"target": "true"}, "target: 'True' bukan angka"),
        ({"target": "nan"}, "target: 'nan' di luar jangkauan"),
        ({"target": "1e300"}, "di luar jangkauan"),
        ({"target": "0.1234567"}, "lebih dari 6 desimal"),
        ({"target": "-1"}, "kurang dari nol"),
        ({"target": "98.125"}, "lebih dari 2 desimal"),
        ({"target": '"98,5"'}, "target '98,5' bukan angka"),
        ({"target_triwulan": "[1, 2, 3]"}, "tulis empat nilai"),
        ({"gabung": '"jumlah"', "target_triwulan": "[10, 10, 10, 10]"}, "berjumlah 40, padahal target 60"),
        ({"gabung": '"semua"'}, "gabung 'semua' tidak dikenal; pilih: jumlah"),
        ({"arah": '"naik"'}, "arah 'naik' tidak dikenal; pilih: maksimalkan"),
        ({"id": '"Akta Lahir"'}, "pakai huruf kecil"),
        ({"sasaran": '"a\\u0007"'}, "tidak dapat dicetak"),
        ({"indikator": '" "'}, "tulis teks"),
        ({"desimal": "9"}, "angka bulat 0 sampai 6"),
        ({"terendah": "5", "tertinggi": "4"}, "terendah lebih besar"),
        ({"skala": '"opini"'}, "skala hanya untuk arah 'predikat'"),
        ({"bobot": "3"}, "kunci 'bobot' tidak dikenal"),
        (LETTERS | {"skala": '"lain"'}, "skala 'lain' tidak ada"),
        (LETTERS | {"target": '"A"'}, "target 'A' tidak ada dalam skala opini: WTP, WDP"),
        (LETTERS | {"target": "4"}, "target '4' tidak ada dalam skala"),
        (LETTERS | {"gabung": '"rata_rata"'}, "hanya dapat digabung dengan 'terakhir'"),
    ],
)
def test_a_slip_in_one_indicator_is_named(change: dict[str, str], why: str):
    said = refused(plan({**ONE, **change}, tail=OPINI))
    assert said.startswith("indikator ") and why in said


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (plan(), "belum ada indikator"),
        (b"tahun = 2018\nindikator = [1]\n", "tulis sebagai [[indikator]]"),
        (plan(ONE, ONE), "id ini sudah dipakai"),
        (plan(ONE, head=""), "tahun wajib diisi"),
        (plan(ONE, head="tahun = 18\n"), "tahun wajib diisi"),
        (plan(ONE, head="tahun = 2018\njudul = 'x'\n"), "kunci 'judul' tidak dikenal"),
        (plan(ONE, tail='[skala.opini]\n"A,B" = 1\n'), "memuat koma"),
        (plan(ONE, tail="[skala.opini]\n" + "".join(f"huruf_{n} = {n}\n" for n in range(40))), "terlalu panjang"),
    ],
)
def test_a_slip_in_the_file_is_named(data: bytes, why: str):
    assert why in refused(data)


def test_everything_that_is_wrong_is_said_at_once():
    said = refused(plan({"id": '"a"'}, {**ONE, "target": '"x"', "gabung": '"y"'}, head=""))
    assert len(said.splitlines()) == 1 + 5 + 2


def test_a_plan_that_is_not_there_says_what_to_write(tmp_path: Path):
    with pytest.raises(NotFound, match=r"2031\.toml"):
        load_rencana(tmp_path / "2031.toml")
