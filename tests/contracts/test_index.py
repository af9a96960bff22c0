"""What every index must do; the linear scan is the oracle, Whoosh is what the office runs."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import BadQuery, IndexBusy
from docgen.naskah.records import Reach
from docgen.search.memory_index import MemoryIndex
from docgen.search.parts import Days, Either, Filter, Fuzzy, Not, Part, Phrase, Prefix, Together, Word
from docgen.search.query import FACETS, Entry, Hit, Index, Query, Step, parse_query
from docgen.search.whoosh_index import WhooshIndex

LAPORAN = Entry(
    naskah_id="N1",
    number=1,
    latest=True,
    text="Laporan pengukuran kinerja Dinas tahun 2018.\nDisusun oleh Sub Bagian Perencanaan.",
    jenis="laporan_pengukuran_kinerja",
    status="terbit",
    nomor=("470 / Kep. 240 / Sekre",),
    perihal="Pengukuran Kinerja Triwulan IV",
    klasifikasi="470",
    unit="Sekre",
    pejabat=("kepala_dinas", "sekretaris", "Dr. H. IMIH MISBAHUL MUNIR, Drs., M.Si."),
    tanggal=date(2019, 1, 2),
)
UNDANGAN = replace(
    LAPORAN,
    naskah_id="N2",
    text="Mengundang rapat pembahasan data kinerja pada pukul 09.00 di ruang rapat.",
    jenis="nota_dinas_undangan",
    status="draf",
    nomor=(),
    perihal="Undangan rapat",
    pejabat=("kasubag_perencanaan",),
    tanggal=date(2019, 2, 5),
)


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    made: Index = MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path / "index")
    made.clear()
    yield made


@pytest.fixture
def filled(index: Index) -> Index:
    index.put_many([("N1", [LAPORAN]), ("N2", [UNDANGAN])])
    return index


def ids(index: Index, line: str, nomor: str = "") -> list[str]:
    return [hit.naskah_id for hit in index.search(parse_query(line, nomor=nomor)).hits]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("laporan", ["N1"]),
        ("PELAPORAN", ["N1"]),
        ("kinerja rapat", ["N2"]),
        ("kinerja", ["N1", "N2"]),
        ('"pengukuran kinerja dinas"', ["N1"]),
        ('"kinerja pengukuran"', []),
        ('"dinas tahun 2018" perencanaan', ["N1"]),
        ("jenis:nota_dinas_undangan", ["N2"]),
        ('jenis:"Nota Dinas Undangan"', ["N2"]),
        ("kinerja status:terbit", ["N1"]),
        ("status:batal", []),
        ("pejabat:sekretaris", ["N1"]),
        ('pejabat:"kepala dinas"', ["N1"]),
        ('pejabat:"Misbahul Munir"', ["N1"]),
        ("pejabat:kasubag", ["N2"]),
        ("tanggal:2019-01", ["N1"]),
        ("tanggal:2019-01-03..", ["N2"]),
        ("tanggal:..2019-01-02", ["N1"]),
        ("tahun:2018", []),
        ("yang", []),
        ("pada yang rapat", ["N2"]),
        ("pada", ["N2"]),
        ("09.00", ["N2"]),
        ("perihal", []),
        ("triwulan", ["N1"]),
    ],
)
def test_a_question_gets_what_holds_all_of_it(filled: Index, line: str, expected: list[str]) -> None:
    assert sorted(ids(filled, line)) == expected
    assert filled.search(parse_query(line), 0).total == len(expected)


@pytest.mark.parametrize(
    "typed", ["470/Kep.240/Sekre", "470 / Kep. 240 / Sekre", "kep 240", "240", "KEP.240", "kep240", "470/KEP. 0240"]
)
def test_a_number_is_found_however_it_is_typed(filled: Index, typed: str) -> None:
    assert ids(filled, typed) == ["N1"]
    assert ids(filled, "", nomor=typed) == ["N1"]


def test_a_number_may_be_given_in_parts_but_not_be_another_number(filled: Index) -> None:
    assert ids(filled, "nomor:470/240/Sekre") == ["N1"]
    assert ids(filled, "nomor:24") == ids(filled, "nomor:470/Kep.241/Sekre") == []


def test_what_is_not_wanted_is_left_out_wherever_it_stands(index: Index) -> None:
    """In Whoosh the unwanted may begin before the wanted, behind it, or be all there is."""
    kinds = ["draf", "terbit", "draf", "draf", "terbit", "draf"]
    for at, status in enumerate(kinds):
        text = "biasa" if at == 0 else "rapat"
        index.put(f"N{at}", [replace(UNDANGAN, naskah_id=f"N{at}", status=status, text=text, perihal="")])
    assert sorted(ids(index, "rapat -status:draf")) == ["N1", "N4"]
    assert sorted(ids(index, "-status:draf")) == ["N1", "N4"]
    assert sorted(ids(index, "-rapat")) == ["N0"]
    assert sorted(ids(index, "biasa ATAU -status:draf")) == ["N0", "N1", "N4"]
    assert ids(index, "-(rapat ATAU biasa)") == [] and ids(index, "rapat -rapat") == []
    index.rebuild((f"N{at}", [replace(UNDANGAN, naskah_id=f"N{at}", status=status)]) for at, status in enumerate(kinds))
    assert sorted(ids(index, "rapat -status:draf")) == ["N1", "N4"]


def test_the_number_in_the_order_typed_comes_first(index: Index) -> None:
    index.put("A", [replace(LAPORAN, naskah_id="A", nomor=("2/1/2019",), tanggal=date(2019, 3, 1))])
    index.put("B", [replace(LAPORAN, naskah_id="B", nomor=("1/2/2019",))])
    assert sorted(ids(index, "nomor:1/2/2019")) == ["A", "B"]
    assert ids(index, "nomor:1/2/2019")[0] == "B"


def test_a_plain_search_answers_with_the_latest_version_only(index: Index) -> None:
    index.put("N1", [replace(LAPORAN, latest=False, text="Draf lama"), replace(LAPORAN, number=2)])
    assert [(h.naskah_id, h.number) for h in index.search(parse_query("pengukuran")).hits] == [("N1", 2)]
    assert ids(index, "lama") == []
    assert [h.number for h in index.search(parse_query("lama versi:semua")).hits] == [1]
    assert index.search(parse_query("versi:semua"), 0).total == 2


def test_putting_a_naskah_again_replaces_all_its_entries(filled: Index) -> None:
    filled.put("N1", [replace(LAPORAN, latest=False), replace(LAPORAN, number=2, text="Baru", perihal="Baru")])
    assert ids(filled, "disusun") == []
    assert ids(filled, "baru") == ["N1"]
    filled.put("N1", [replace(LAPORAN, number=3, text="Sisa")])
    assert [h.number for h in filled.search(Query(Filter("jenis", LAPORAN.jenis), semua_versi=True)).hits] == [3]
    filled.put("N1", [])
    assert filled.search(Query(semua_versi=True), 0).total == 1


def test_the_same_twice_changes_nothing(filled: Index) -> None:
    filled.put("N1", [LAPORAN])
    assert filled.search(Query(semua_versi=True), 0).total == 2


def test_a_rebuilt_index_holds_just_what_it_was_given(filled: Index) -> None:
    filled.rebuild([("N3", [replace(UNDANGAN, naskah_id="N3")])])
    assert ids(filled, "") == ["N3"]
    filled.clear()
    assert filled.search(Query()).hits == () and filled.search(Query(semua_versi=True), 0).total == 0


def test_exactly_the_word_typed_ranks_above_its_other_forms(index: Index) -> None:
    forms = {"A": "pelaporan " * 8 + "hasil", "B": "laporan hasil " + "kegiatan bulanan " * 20, "C": "dilaporkan hasil"}
    for name, text in forms.items():
        index.put(name, [replace(UNDANGAN, naskah_id=name, text=text, perihal="")])
    assert ids(index, "laporan")[0] == "B"
    assert ids(index, "pelaporan")[0] == "A"


def test_without_words_the_newest_comes_first(filled: Index) -> None:
    assert ids(filled, "") == ["N2", "N1"]
    assert ids(filled, "klasifikasi 470") == [] and ids(filled, "tahun:2019") == ["N2", "N1"]


def test_no_more_hits_than_asked_for_and_the_count_of_all(index: Index) -> None:
    index.put_many((f"N{i}", [replace(LAPORAN, naskah_id=f"N{i}")]) for i in range(30))
    assert len(index.search(parse_query("kinerja")).hits) == 20
    assert len(index.search(parse_query("kinerja"), 7).hits) == 7
    assert index.search(parse_query("kinerja"), 0).hits == ()
    assert index.search(parse_query("kinerja"), 0).total == 30


def test_the_best_few_are_the_first_of_all(index: Index) -> None:
    chance = random.Random(2019)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(3, 120))) for _ in range(600)]
    index.put_many((f"N{at}", [replace(LAPORAN, naskah_id=f"N{at}", text=text)]) for at, text in enumerate(texts))
    for line in ("rapat", "undangan -disposisi", "kinerja ATAU kep", "lapor* rapat", "240 dan rapat"):
        every = [hit.score for hit in index.search(parse_query(line), 1000).hits]
        assert every == sorted(every, reverse=True)
        assert [hit.score for hit in index.search(parse_query(line), 5).hits] == pytest.approx(every[:5]), line


def test_what_a_snippet_should_show_is_told(index: Index) -> None:
    index.put("N3", [replace(LAPORAN, naskah_id="N3", text="pembuka " * 90 + "nilai capaian akta kelahiran")])
    answer = index.search(parse_query("pencapaian -notula"))
    assert [hit.naskah_id for hit in answer.hits] == ["N3"] and "capai" in answer.sought.roots


def test_what_the_reader_may_not_read_is_neither_found_nor_counted(index: Index) -> None:
    """Whatever is asked: nothing tells him that it is there."""
    secret = replace(LAPORAN, naskah_id="R1", text="Kinerja rahasia xyzzy", pembaca=("semua", "kelas rahasia"))
    index.put_many([("N1", [replace(LAPORAN, pembaca=("semua", "kelas biasa"))]), ("R1", [secret])])
    for line, seen in (("kinerja", 1), ("xyzzy", 0), ("", 1), ("xyz*", 0), ("xyzzi~", 0), ("-laporan", 0)):
        answer = index.search(parse_query(line), keys=["kelas biasa", "jabatan kasi"], facets=FACETS)
        assert answer.total == len(answer.hits) == sum(answer.facets["jenis"].values()) == seen, line
    assert index.search(parse_query("xyzzy"), keys=["semua"]).total == 1
    assert index.search(parse_query("kinerja"), keys=[]).total == 0


def office(index: Index) -> None:
    """Two letters every clerk may read, and a secret one."""
    readable = ("semua", "kelas biasa")
    index.put_many(
        [
            ("N1", [replace(LAPORAN, text="Kartu keluarga, kartu kelurahan", pembaca=readable)]),
            ("N2", [replace(UNDANGAN, text="Rapat keluarga di sekretariat", pembaca=readable)]),
            ("R1", [replace(LAPORAN, naskah_id="R1", text="Mutasi rahasia kelurgi kelurgi", pembaca=("semua",))]),
        ]
    )


def test_a_word_nobody_wrote_is_near_to_the_word_most_wrote(index: Index) -> None:
    office(index)
    keys = ["kelas biasa"]
    assert index.corrections({"keluraga", "rapar", "sekertariat"}, keys=keys) == {
        "keluraga": "keluarga", "rapar": "rapat", "sekertariat": "sekretariat",
    }  # fmt: skip
    assert index.corrections({"keluarga", "berapat", "zzzz", "lkjip"}, keys=keys) == {}


def test_a_correction_comes_from_what_one_may_read(index: Index) -> None:
    office(index)
    for word in ("mutasy", "rahasya", "kelurgi"):
        assert index.corrections({word}, keys=["kelas biasa"]).get(word) in (None, "keluarga"), word
    assert index.corrections({"mutasy", "kelurgo"}, keys=["semua"]) == {"mutasy": "mutasi", "kelurgo": "kelurgi"}
    assert index.corrections({"rapar"}, keys=[]) == {}


def test_a_word_being_typed_becomes_what_most_of_the_readable_holds(index: Index) -> None:
    office(index)
    assert index.words("kel", keys=["kelas biasa"]) == ["keluarga", "kelurahan"]
    assert index.words("kel", keys=["semua"]) == ["keluarga", "kelurahan", "kelurgi"]
    assert index.words("kel", 1, keys=["kelas biasa"]) == ["keluarga"]
    assert index.words("d", keys=["kelas biasa"]) == index.words("", keys=["semua"]) == []
    assert index.words("kel", keys=[]) == []
    assert index.words("2", keys=["kelas biasa"]) == ["240"] and index.words("kel", 0, keys=["semua"]) == []


KOP = "Pemerintah kota dinas kependudukan telepon nomor hal demikian terima kasih "
KIN = {
    "U1": "undangan rapat evaluasi perekaman identitas", "U2": "undangan rapat perekaman identitas anak",
    "S1": "standar pelayanan loket", "S2": "antrean pelayanan di loket", "K1": "sengketa tanah",
    "R1": "undangan rapat evaluasi perekaman identitas rahasia",
}  # fmt: skip


def test_what_is_like_a_naskah_says_the_same_below_the_same_kop(index: Index) -> None:
    def put(name: str, text: str) -> tuple[str, list[Entry]]:
        readers = ("semua",) if name == "R1" else ("semua", "kelas biasa")
        return name, [replace(UNDANGAN, naskah_id=name, perihal="", text=KOP * 9 + text, pembaca=readers)]

    def near(name: str, *keys: str, limit: int = 9) -> list[str]:
        return [hit.naskah_id for hit in index.alike(Hit(name, 1, 0), limit, keys=keys or ["kelas biasa"]).hits]

    index.put_many(put(name, text) for name, text in KIN.items())
    assert near("U1") == ["U2"] and near("S1") == ["S2"] and near("K1") == near("XX") == []
    assert near("U1", "semua") == ["R1", "U2"] and near("U1", "semua", limit=1) == ["R1"]
    assert near("U1", limit=0) == near("U1", "jabatan lain") == []
    answer = index.alike(Hit("S1", 1, 0), keys=["kelas biasa"])
    assert answer.total == 1 and "loket" in answer.sought.roots and "dinas" not in answer.sought.roots


def test_an_old_wording_corrects_only_who_asks_for_all_versions(index: Index) -> None:
    index.put("N1", [replace(LAPORAN, latest=False, text="zamrud"), replace(LAPORAN, number=2, text="delima")])
    assert index.corrections({"zamrut"}) == {}
    assert index.corrections({"zamrut"}, semua_versi=True) == {"zamrut": "zamrud"}


def test_who_names_a_number_is_found_and_who_bears_it_is_not(index: Index) -> None:
    nomor = "005/12/Sekre/V/2019"
    index.put("N1", [replace(LAPORAN, nomor=(nomor,), text=f"Nomor {nomor}")])
    index.put("N2", [replace(UNDANGAN, text="Menunjuk 005 / 12 / Sekre / V / 2019 dan lainnya")])
    index.put("N3", [replace(UNDANGAN, naskah_id="N3", text="Menunjuk 005/12/Sekre/5/2019", nomor=("7/2019",))])
    index.put("N4", [replace(UNDANGAN, naskah_id="N4", text="Sekre 12, 005, V/2019 dan 005/12/Sekre/6/2019")])
    index.put("N5", [replace(UNDANGAN, naskah_id="N5", text="Balasan", perihal=f"Balasan surat {nomor}")])
    for typed in (nomor, "5/12/SEKRE/5/2019", '"005 / 12 / Sekre / V / 2019"', "12/Sekre/V/2019"):
        assert sorted(ids(index, f"menyebut:{typed}")) == ["N2", "N3", "N5"], typed
    assert ids(index, f"menyebut:{nomor} balasan") == ["N5"] and ids(index, f"balasan -menyebut:{nomor}") == []
    assert ids(index, "menyebut:999/1") == [] and ids(index, "menyebut:lainnya") == ["N2"]
    answer = index.search(parse_query(f"menyebut:{nomor}"))
    assert ("5", "12", "sekre", "v", "2019") in answer.sought.phrases


def test_of_two_equally_good_answers_the_newer_comes_first(index: Index) -> None:
    days = {"A": date(2009, 1, 2), "B": date(2019, 5, 31), "C": date(2019, 5, 30), "D": date(2018, 5, 31)}
    index.put_many((name, [replace(LAPORAN, naskah_id=name, tanggal=day)]) for name, day in days.items())
    index.put("E", [replace(LAPORAN, naskah_id="E", text="Rapat kinerja", perihal="Rapat", tanggal=date(1999, 1, 2))])
    for line in (
        "laporan",
        '"pengukuran kinerja"',
        "lapor*",
        "laporann~",
        "240",
        "perencanaan jenis:laporan_pengukuran_kinerja",
    ):
        hits = index.search(parse_query(line, today=date(2019, 5, 31))).hits
        assert [hit.naskah_id for hit in hits if hit.naskah_id != "E"] == ["B", "C", "D", "A"], line
    assert index.search(parse_query("rapat kinerja ATAU dinas", today=date(2030, 1, 1))).hits[0].naskah_id == "E"


def test_a_naskah_of_tomorrow_is_as_new_as_one_of_today(index: Index) -> None:
    index.put("A", [replace(LAPORAN, naskah_id="A", tanggal=date(2019, 6, 30))])
    index.put("B", [replace(LAPORAN, naskah_id="B", tanggal=date(2019, 5, 31))])
    first, second = index.search(parse_query("laporan", today=date(2019, 5, 31))).hits
    assert first.score == pytest.approx(second.score)


def test_a_facet_counts_all_that_is_found_and_not_the_best_few(filled: Index) -> None:
    filled.put("N3", [replace(UNDANGAN, naskah_id="N3", unit="", tanggal=date(2020, 1, 1))])
    answer = filled.search(parse_query("data ATAU laporan"), 1, facets=FACETS)
    assert answer.total == 3 and len(answer.hits) == 1
    assert answer.facets["tahun"] == {"2019": 2, "2020": 1} and answer.facets["unit"] == {"Sekre": 2}
    assert answer.facets["jenis"] == {"laporan_pengukuran_kinerja": 1, "nota_dinas_undangan": 2}


@pytest.mark.parametrize(
    "query",
    [
        Query(Together((Word("\udc80"), Word("\x00")))),
        Query(Filter("nomor", "---")),
        Query(Filter("jenis", "\udcff")),
        Query(Filter("pejabat", "' OR 1=1")),
        Query(Together(tuple(map(Word, ("akar:x", "kata:*", "(", "NOT", "laporan~2"))))),
        Query(Together((Phrase(""), Phrase("\u200b")))),
        Query(Together((Prefix(""), Prefix("*"), Fuzzy(""), Fuzzy("a b")))),
        Query(Either(())),
        Query(Not(Together())),
        Query(Word("x" * 100_000)),
        Query(Days(date.max, date.min)),
    ],
)
def test_odd_questions_get_an_answer_and_not_an_error(filled: Index, query: Query) -> None:
    assert len(filled.search(query).hits) == filled.search(query, 0).total


def test_a_filter_without_any_letter_finds_nothing(filled: Index) -> None:
    for name in ("nomor", "menyebut", "jenis", "pejabat", "unit", "klasifikasi", "status", "ada"):
        assert filled.search(Query(Filter(name, "//"))).hits == ()


def test_a_pasted_page_is_refused_with_a_sentence(filled: Index) -> None:
    words = (f"kata{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(10_000))
    query = Query(Together(tuple(map(Word, words))))
    with pytest.raises(BadQuery, match="paling banyak 100 kata"):
        filled.search(query)
    assert filled.search(Query(Together((Word("rapat"),) * 10_000))).hits[0].naskah_id == "N2"


def test_text_of_every_kind_can_be_put_and_found(index: Index) -> None:
    odd = "ＦＵＬＬ ﬁnal café cafe\u0301 \u2028 \x00 \udc80 日本 ½ İstanbul _garis_ 1.234,5 " + "a" * 500
    index.put("N1", [replace(LAPORAN, text=odd, nomor=("\udc80/١",), pejabat=("",))])
    for typed in ("full", "final", "CAFÉ", "日本", "garis", "1.234,5", "İstanbul"):
        assert ids(index, typed) == ["N1"], typed


WORDS = [
    "rapat", "undangan", "mengundang", "kinerja", "laporan", "pelaporan", "dilaporkan", "disposisi", "mendisposisikan",
    "yang", "dan", "undang-undang", "470/Kep.240", "240", "Kep", "kependudukan", "09.00", "!!!", "LAKIP", "TW", "II",
    "triwulan", "2", "Januari", "2019", "02-01-2019", "Jum'at", "Dr.", "Kasubag", "nota dinas", "470/12/VII/2019",
]  # fmt: skip
NOMOR = ["470 / Kep. 240 / Sekre", "470/Kep.241/Sekre", "000.1.5/12/Sekre/VII/2019", "DUKCAPIL.470/287.a/VI/2022"]
PARTS = ["470/Kep.240/Sekre", "kep 240", "240", "VII", "2022 287.a", "0012", "sekre 470", "Kep.999", "x"]
PEOPLE = ["kepala_dinas", "sekretaris", "kasubag_umum", "kasubag_perencanaan"]
SLIPS = {"rapad", "kinreja", "laporn", "undagnan", "hebat", "dispsosisi", "januari", "kependudukn", "meja"}
DAYS = st.dates(date(2018, 12, 20), date(2019, 1, 15))
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def tuples(choices: list[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(choices), max_size=most, unique=True).map(tuple)


entries = st.builds(
    Entry,
    naskah_id=st.just(""),
    number=st.integers(1, 3),
    latest=st.booleans(),
    text=texts,
    jenis=st.sampled_from(["nota_dinas", "notula"]),
    status=st.sampled_from(["draf", "terbit"]),
    nomor=tuples(NOMOR, 2),
    perihal=texts,
    klasifikasi=st.sampled_from(["470", "471.2", "000.1.5"]),
    unit=st.sampled_from(["Sekre", "Bid. Umum"]),
    pejabat=tuples(PEOPLE, 3),
    ada=tuples(["kertas", "pindaian", "pdf"], 3),
    tanggal=DAYS,
)
puts = st.tuples(st.sampled_from("ABCD"), st.lists(entries, max_size=3, unique_by=lambda e: e.number)).map(
    lambda put: (put[0], [replace(entry, naskah_id=put[0]) for entry in put[1]])
)
values = st.one_of(
    st.builds(Filter, st.just("jenis"), st.sampled_from(["nota_dinas", "Notula"])),
    st.builds(Filter, st.just("status"), st.just("terbit")),
    st.builds(Filter, st.just("nomor"), st.sampled_from(PARTS)),
    st.builds(Filter, st.just("menyebut"), st.sampled_from(PARTS)),
    st.builds(Filter, st.just("pejabat"), st.sampled_from(["sekretaris", "kasubag", "kasubag umum", "umum kasubag"])),
    st.builds(Filter, st.just("klasifikasi"), st.sampled_from(["470", "400", "000.1", "471"])),
    st.builds(Filter, st.just("unit"), st.sampled_from(["sekre", "umum"])),
    st.builds(Filter, st.just("ada"), st.sampled_from(["kertas", "pdf"])),
)
leaves: st.SearchStrategy[Part] = st.one_of(
    st.builds(Word, st.sampled_from(WORDS)),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    st.builds(Prefix, st.sampled_from(["lapor", "undang", "2", "470/Kep.2", "x"])),
    st.builds(Prefix, st.sampled_from(["4", "kep", "470 / k"]), st.just("nomor")),
    st.builds(Fuzzy, st.sampled_from(["rapad", "kinerj", "laporann", "241", "dann"])),
    st.builds(Days, st.none() | DAYS, st.none() | DAYS),
    values,
)
trees = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(Either, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Together, st.lists(parts, max_size=4).map(tuple)),
    ),
    max_leaves=8,
)
queries = st.builds(Query, trees, semua_versi=st.booleans(), sort=st.sampled_from(["", "tanggal"]))


@settings(max_examples=120)
@given(st.lists(puts, max_size=4), st.lists(puts, max_size=4), st.lists(queries, min_size=8, max_size=8))
def test_whoosh_finds_what_a_linear_scan_finds(
    first: list[tuple[str, list[Entry]]], later: list[tuple[str, list[Entry]]], asked: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, whoosh = MemoryIndex(), WhooshIndex(Path(folder) / "index")
        for index in (memory, whoosh):
            index.rebuild(dict(first).items())
            for naskah_id, found in later:
                index.put(naskah_id, found)
        for query in asked:
            expected = {(h.naskah_id, h.number) for h in memory.search(query, 100).hits}
            assert {(h.naskah_id, h.number) for h in whoosh.search(query, 100).hits} == expected
            assert whoosh.search(query, 0).total == memory.search(query, 0).total
        for begun in ("k", "lap", "2", "yan"):
            assert whoosh.words(begun, 3) == memory.words(begun, 3)
        assert whoosh.corrections(SLIPS) == memory.corrections(SLIPS)


def test_an_index_goes_only_from_where_it_is_and_reaches_as_far_as_it_is_told(index: Index) -> None:
    assert index.reach() is None
    here, there = Reach("katalog", 3, "a" * 64), Reach("katalog", 7, "b" * 64)
    index.rebuild([("N1", [LAPORAN])], here)
    index.put("N2", [UNDANGAN])
    assert index.reach() == here
    with pytest.raises(IndexBusy):
        index.put_many([("N2", [])], Step(there, here))
    assert index.reach() == here and ids(index, "rapat") == ["N2"]
    index.put_many([("N2", [])], Step(here, there))
    assert index.reach() == there and ids(index, "rapat") == []
    index.clear()
    assert index.reach() is None


def test_an_index_says_which_versions_it_holds_and_that_it_was_told_something_else(filled: Index) -> None:
    before = {held.naskah_id: held for held in filled.held()}
    assert {(held.naskah_id, held.number) for held in before.values()} == {("N1", 1), ("N2", 1)}
    filled.put("N1", [replace(LAPORAN, perihal="Lain")])
    after = {held.naskah_id: held for held in filled.held()}
    assert after["N2"] == before["N2"] and after["N1"].mark != before["N1"].mark
    assert filled.faults() == [] and filled.state().problem == ""


def test_an_index_serves_until_another_one_takes_its_place(filled: Index) -> None:
    here = Reach("katalog", 3, "a" * 64)
    with filled.building() as beside:
        beside.rebuild([("N1", [replace(LAPORAN, perihal="Zamrud")])], here)
        assert ids(filled, "zamrud") == [] and ids(filled, "rapat") == ["N2"]
    assert ids(filled, "zamrud") == ["N1"] and ids(filled, "rapat") == [] and filled.reach() == here


def test_an_index_stays_when_the_one_that_should_replace_it_is_given_up(filled: Index) -> None:
    with pytest.raises(KeyboardInterrupt), filled.building() as beside:
        beside.clear()
        raise KeyboardInterrupt
    assert sorted(ids(filled, "kinerja")) == ["N1", "N2"]
