"""`docgen cari` as staff and archivists use it: narrowed, counted, written out, kept, and read on a screen."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.drafting import draft, revise
from docgen.office import open_office
from docgen.settings import Settings
from tests.conftest import Clock

PERIHAL = {
    "nota_dinas": ("Permata zamrud", "Permata delima", "Permata mirah"),
    "nota_dinas_undangan": ("Rapat zamrud", "Rapat akik"),
}


@pytest.fixture
def shelf(desk):
    """An office with three nota dinas and two invitations, a day after another; the last was reworded."""
    clock = Clock()
    with open_office(Settings(desk.root), now=clock) as office:
        for jenis, titles in PERIHAL.items():
            for perihal in titles:
                naskah = draft(office, jenis, office.doctype(jenis).example() | {"perihal": perihal}, by="sekretaris")
                clock.pass_by(days=1)
        revise(office, naskah.id, {"perihal": "Rapat mirah"}, read=naskah.latest.sha256, by="sekretaris")
    return desk


def titles(answer) -> list[str]:
    return [one["perihal"] for one in answer["hasil"]]


def test_each_value_of_a_facet_is_told_as_the_filter_that_gives_so_many(shelf):
    answer = shelf.json("cari", "--faset")
    assert answer["total"] == 5 and list(answer["faset"]) == ["jenis", "status", "unit", "klasifikasi", "tahun"]
    nota, undangan = answer["faset"]["jenis"]
    assert nota == {"isi": "nota_dinas", "nama": "Nota Dinas", "penyaring": "jenis:nota_dinas", "jumlah": 3}
    assert (undangan["nama"], undangan["jumlah"]) == ("Nota Dinas Undangan Rapat", 2)
    for name in ("jenis", "status", "tahun"):
        for value in answer["faset"][name]:
            assert shelf.json("cari", value["penyaring"])["total"] == value["jumlah"], value


def test_the_facets_stand_below_the_answers_of_a_person(shelf):
    lines = shelf.run("cari", "permata", "--faset").stdout.splitlines()
    below = lines[lines.index("Saring dengan") + 1 :]
    assert [line.split() for line in below[:3]] == [
        ["Penyaring", "Jumlah", "Nama"],
        ["jenis:nota_dinas", "3", "Nota", "Dinas"],
        ["status:draf", "3"],
    ]
    assert "Saring dengan" not in shelf.run("cari", "permata").stdout
    assert "Saring dengan" not in shelf.run("cari", "tidakada", "--faset").stdout


def test_facets_count_only_what_one_may_read(shelf):
    form = shelf.run("jenis", "surat_masuk", "--contoh").stdout
    shelf.json("surat-masuk", "catat", "--isian", "-", "keamanan=Rahasia", sebagai="tata_usaha", stdin=form)
    for who, count in (("tata_usaha", 6), ("kabid_capil", 5), ("", 5)):
        answer = shelf.json("cari", "--faset", sebagai=who)
        assert answer["total"] == count == sum(one["jumlah"] for one in answer["faset"]["jenis"])


def test_answers_are_sorted_by_how_well_they_fit_or_by_date(shelf):
    assert titles(shelf.json("cari", "mirah"))[0] == "Permata mirah"
    by_date = ["Rapat mirah", "Rapat zamrud", "Permata mirah", "Permata delima", "Permata zamrud"]
    assert titles(shelf.json("cari", "--urut", "tanggal")) == by_date
    assert shelf.json("cari", "mirah", "--urut", "relevansi") == shelf.json("cari", "mirah")


def test_old_versions_are_searched_when_all_are_asked_for(shelf):
    for newest in (("akik",), ("akik", "--versi", "terbaru"), ("akik versi:terakhir",)):
        assert shelf.json("cari", *newest)["total"] == 0
    assert shelf.json("cari", "akik", "--versi", "semua")["total"] == 1
    assert shelf.json("cari", "akik versi:semua")["total"] == 1


@pytest.mark.parametrize(
    ("option", "typed", "choices"), [("urut", "abjad", "relevansi, tanggal"), ("versi", "2", "semua")]
)
def test_what_cannot_be_chosen_is_refused_with_what_can(shelf, option, typed, choices):
    result = shelf.run("cari", "rapat", f"--{option}", typed)
    assert result.exit_code == 2 and f"Nilai --{option} keliru; pilih: " in result.stderr and choices in result.stderr


def test_a_value_with_spaces_or_signs_is_told_in_quotes():
    from docgen.cli.facet_views import as_filter

    assert as_filter("unit", "Sub Bagian Umum") == 'unit:"Sub Bagian Umum"'
    assert as_filter("unit", 'Capil "2", umum') == 'unit:"Capil 2 , umum"'
    assert as_filter("klasifikasi", "000.8.6.3") == "klasifikasi:000.8.6.3"
