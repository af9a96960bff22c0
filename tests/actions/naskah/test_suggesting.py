"""What is offered while a line is typed, and nothing of what one may not read."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import search
from docgen.actions.naskah.suggesting import alike, completions, last_word
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotAllowed, NotFound
from docgen.search.query import FACETS, parse_query
from tests.actions.naskah.test_approving import drafted
from tests.actions.naskah.test_finding import ids, issued


@pytest.fixture
def filled(office):
    naskah = issued(office)
    drafted(office)
    draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    secret = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia", "perihal": "Pemeriksaan zamrud"}
    secret["nomor_surat"] = "700/Zamrud.9/2019"
    register_incoming(office, secret, by="tata_usaha")
    return office, naskah


def test_a_word_becomes_those_that_begin_so_the_most_frequent_first(filled):
    office, _ = filled
    assert completions(office, "laporan pengu")[0] == "pengukuran"
    assert completions(office, "-pengu")[0] == completions(office, "(PENGU")[0] == "pengukuran"
    assert completions(office, '"laporan pengu')[0] == '"laporan pengukuran'
    assert completions(office, "laporan ") == completions(office, "") == completions(office, "zzz") == []
    assert completions(office, "pengukuran.") == completions(office, "yan") == []


def test_a_number_becomes_the_whole_number_as_it_is_written(filled):
    office, naskah = filled
    written = f'"{naskah.nomor}"'
    digits = naskah.nomor.split(" / ")[0]
    assert completions(office, digits)[0] == written
    assert completions(office, naskah.nomor.replace(" ", "")[:-1])[0] == written
    assert completions(office, f"nomor:{digits[:2]}") == [f"nomor:{written}"]
    assert completions(office, "nomor:Sekre") == completions(office, "nomor:") == []


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("sta", ["status:"]),
        ("status:", ["status:draf", "status:terbit"]),
        ("status:te", ["status:terbit"]),
        ("rapat -status:te", ["status:terbit"]),
        ("status:draf,te", ["status:draf,terbit"]),
        ("jenis:peng", ["jenis:laporan_pengukuran_kinerja"]),
        ('jenis:"nota d', ["jenis:nota_dinas"]),
        ("pejabat:kepala_d", ["pejabat:kepala_dinas"]),
        ("pejabat:imih", ["pejabat:kepala_dinas"]),
        ("tahun:20", ["tahun:2019"]),
        ("ada:pin", ["ada:pindaian"]),
        ("versi:", ["versi:semua", "versi:terakhir"]),
        ("tanggal:2019", []),
        ("jenus:no", []),
    ],
)
def test_a_filter_becomes_what_it_may_ask_for(filled, begun, offered):
    assert completions(filled[0], begun) == offered


def test_nothing_is_offered_that_stands_only_in_what_one_may_not_read(filled):
    office, _ = filled
    asked = ("zam", "pemeriksaan zam", "700", "nomor:700", "jenis:surat", "status:dit")
    assert [completions(office, begun, by="kabid_piak") for begun in asked] == [[]] * len(asked)
    assert completions(office, "zam", by="tata_usaha") == ["zamrud"]
    assert completions(office, "jenis:surat", by="tata_usaha") == ["jenis:surat_masuk"]
    assert completions(office, "nomor:700", by="tata_usaha") == ["nomor:700/Zamrud.9/2019"]
    with pytest.raises(NotFound):
        completions(office, "zam", by="tidak_ada")


def test_what_is_alike_is_shown_to_who_may_read_both(filled):
    office, naskah = filled
    draf, twin = drafted(office), register(office, "Penelitian zamrud di loket")
    secret = register(office, "Penelitian zamrud di loket utara", keamanan="Rahasia")
    found = alike(office, naskah, by="sekretaris")
    assert found[0].naskah.jenis == draf.jenis and naskah.id not in [one.naskah.id for one in found]
    assert found[0].marks and len(alike(office, naskah, by="sekretaris", limit=1)) == 1
    assert secret.id in [one.naskah.id for one in alike(office, twin, by="tata_usaha")]
    assert secret.id not in [one.naskah.id for one in alike(office, twin, by="kabid_piak")]
    with pytest.raises(NotAllowed):
        alike(office, secret, by="kabid_piak")


def test_a_secret_letter_changes_nothing_that_its_stranger_can_see(filled):
    """Hits, counts, facets, marks, what comes near, what was meant, what a word becomes, what is alike."""
    office, naskah = filled
    register(office, "Permintaan data penduduk")
    lines = ("zamrut", "permintaan", "permintaan zamrut", "zam*", "pengukurna", "menyebut:700/Zamrud.9/2019", "")
    begun = ("z", "zam", "per", "7", "nomor:7", "jenis:", "status:", "unit:", "klasifikasi:", "tahun:")

    def seen():
        answers = [search(office, parse_query(line), by="kabid_piak", facets=FACETS) for line in lines]
        return (
            [
                (a.total, ids(a.found), [f.marks for f in a.found], a.facets, ids(a.nearest), a.corrected)
                for a in answers
            ],
            [completions(office, one, by="kabid_piak") for one in begun],
            ids(alike(office, naskah, by="kabid_piak")),
        )

    before = seen()
    for year in range(2019, 2023):
        register(office, "Permintaan pengukuran zamrud", keamanan="Rahasia", nomor_surat=f"700/Zamrud.9/{year}")
    assert seen() == before
    assert search(office, parse_query("zamrut"), by="tata_usaha").corrected == "zamrud"


def register(office, perihal, **more):
    form_ = {**office.doctype("surat_masuk").example(), "perihal": perihal, **more}
    return register_incoming(office, form_, by="tata_usaha")


def test_no_more_are_offered_than_asked_for(filled):
    office, _ = filled
    assert len(completions(office, "p", limit=3)) == 3 and completions(office, "p", limit=0) == []


@pytest.mark.parametrize(
    ("begun", "word"),
    [("a b", "b"), ("a ", ""), ('a "b c', '"b c'), ('"a b" c', "c"), ("a -b", "b"), ("(a", "a"), ("", ""),
     ('unit:"Bid. U', 'unit:"Bid. U'), ("\u201ca b", "\u201ca b")],
)  # fmt: skip
def test_the_last_word_begins_behind_a_space_or_bracket_outside_quotes(begun, word):
    assert last_word(begun) == word
