"""What a person types is read, or refused with the place of every fault."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import BadQuery
from docgen.search.engine import nodes as n
from docgen.search.parts import Days, Either, Filter, Fuzzy, Not, Part, Phrase, Prefix, Together, Word
from docgen.search.query import Query, parse_query
from docgen.search.synonyms import load_synonyms
from docgen.search.text import root
from docgen.search.translation import meaning

TODAY = date(2019, 5, 31)  # a Friday


def parts(line: str, **beside: Any) -> tuple[Part, ...]:
    whole = parse_query(line, today=TODAY, **beside).wanted
    assert isinstance(whole, Together)
    return whole.parts


def node(line: str) -> n.Node:
    return meaning(parse_query(line, today=TODAY), {}).node


def test_words_phrases_and_filters_are_told_apart() -> None:
    line = 'laporan "pengukuran kinerja" Jenis:notula nomor:"470 / Kep. 240" pejabat:sekretaris status:draf versi:semua'
    assert parse_query(line, today=TODAY) == Query(
        Together(
            (
                Word("laporan"),
                Phrase("pengukuran kinerja"),
                Filter("jenis", "notula"),
                Filter("nomor", "470 / Kep. 240"),
                Filter("pejabat", "sekretaris"),
                Filter("status", "draf"),
            )
        ),
        semua_versi=True,
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rapat -notula", (Word("rapat"), Not(Word("notula")))),
        ('-"rapat dinas" -jenis:notula', (Not(Phrase("rapat dinas")), Not(Filter("jenis", "notula")))),
        ("-(a b)", (Not(Together((Word("a"), Word("b")))),)),
        ("rapat notula ATAU undangan", (Word("rapat"), Either((Word("notula"), Word("undangan"))))),
        ("a OR b OR c d", (Either((Word("a"), Word("b"), Word("c"))), Word("d"))),
        ("(a b) ATAU -c", (Either((Together((Word("a"), Word("b"))), Not(Word("c")))),)),
        ("((rapat))", (Word("rapat"),)),
        ("rapat atau or notula", (Word("rapat"), Word("atau"), Word("or"), Word("notula"))),
        ("lapor* 470/Kep.2*", (Prefix("lapor"), Prefix("470/Kep.2"))),
        ("sekertaris~ kinerjaa~1", (Fuzzy("sekertaris"), Fuzzy("kinerjaa"))),
        ("jenis:notula,undangan", (Either((Filter("jenis", "notula"), Filter("jenis", "undangan"))),)),
        ('jenis:"nota dinas",notula', (Either((Filter("jenis", "nota dinas"), Filter("jenis", "notula"))),)),
        ('pejabat:"Imih Munir, M.Si."', (Filter("pejabat", "Imih Munir, M.Si."),)),
        ("ada:kertas ada:pdf", (Filter("ada", "kertas"), Filter("ada", "pdf"))),
        ("tanpa:pindaian", (Not(Filter("ada", "pindaian")),)),
        ("jenis:a ATAU jenis:b", (Either((Filter("jenis", "a"), Filter("jenis", "b"))),)),
        ("unit:Sekre klasifikasi:470.1", (Filter("unit", "Sekre"), Filter("klasifikasi", "470.1"))),
        ("tahun:2018,2017", (Either(tuple(Days(date(y, 1, 1), date(y, 12, 31)) for y in (2018, 2017))),)),
        ("rapat(dinas) butir(-a)", (Word("rapat(dinas)"), Word("butir(-a)"))),
        ("Dinas(Capil Kota)", (Word("Dinas"), Together((Word("Capil"), Word("Kota"))))),
        ("470 - 240 –5 --x * ~", (Word("470"), Word("240"), Word("–5"), Word("--x"))),
        ("−notula", (Not(Word("notula")),)),
    ],
)
def test_every_sign_of_the_grammar_has_its_meaning(typed: str, expected: tuple[Part, ...]) -> None:
    assert parts(typed) == expected


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("tanggal:2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("tahun:2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("tanggal:2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("tanggal:2019-01..2019-03", date(2019, 1, 1), date(2019, 3, 31)),
        ("tanggal:2019-01-02", date(2019, 1, 2), date(2019, 1, 2)),
        ("tanggal:02-01-2019", date(2019, 1, 2), date(2019, 1, 2)),
        ("tanggal:2019-03..", date(2019, 3, 1), None),
        ("tanggal:..2019-03", None, date(2019, 3, 31)),
        ("tahun:2018..2019", date(2018, 1, 1), date(2019, 12, 31)),
        ("tanggal:kemarin", date(2019, 5, 30), date(2019, 5, 30)),
        ('tanggal:"hari ini"', TODAY, TODAY),
        ('tanggal:"minggu ini"', date(2019, 5, 27), date(2019, 6, 2)),
        ('tanggal:"bulan ini"', date(2019, 5, 1), date(2019, 5, 31)),
        ("tanggal:bulan-lalu", date(2019, 4, 1), date(2019, 4, 30)),
        ('tanggal:"triwulan ini"', date(2019, 4, 1), date(2019, 6, 30)),
        ("triwulan:lalu", date(2019, 1, 1), date(2019, 3, 31)),
        ("triwulan:II-2018", date(2018, 4, 1), date(2018, 6, 30)),
        ("triwulan:3", date(2019, 7, 1), date(2019, 9, 30)),
        ('tanggal:"TW IV tahun 2018"', date(2018, 10, 1), date(2018, 12, 31)),
        ('tanggal:"semester II 2018"', date(2018, 7, 1), date(2018, 12, 31)),
        ("tahun:lalu", date(2018, 1, 1), date(2018, 12, 31)),
        ("tanggal:-30hari", date(2019, 5, 1), TODAY),
        ("tanggal:-3bulan", date(2019, 2, 28), TODAY),
        ('tanggal:"2 minggu terakhir"', date(2019, 5, 17), TODAY),
        ('tanggal:"2 Januari 2019"', date(2019, 1, 2), date(2019, 1, 2)),
        ('tanggal:"Nopember 2018..kemarin"', date(2018, 11, 1), date(2019, 5, 30)),
    ],
)
def test_a_date_is_a_day_a_month_a_quarter_or_counted_from_today(
    typed: str, since: date | None, until: date | None
) -> None:
    assert parts(typed) == (Days(since, until),)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("rapat foo:bar", "foo: pada huruf ke-7 tidak dikenal"),
        ('rapat "kinerja dinas', "tanda petik pada huruf ke-7 belum ditutup"),
        ("nomor: 240", "nomor: pada huruf ke-1 tanpa isi"),
        ('jenis:""', "jenis: pada huruf ke-1: isinya harus memuat huruf atau angka"),
        ("tanggal:2019-13", "'2019-13' tidak ada di kalender"),
        ("tanggal:2019-02-30", "'2019-02-30' tidak ada di kalender"),
        ("tanggal:kelak", "'kelak' bukan tanggal; tulis seperti 2019"),
        ("triwulan:5", "'triwulan 5' bukan tanggal"),
        ("tanggal:-9999tahun", "tidak ada di kalender"),
        ("tanggal:..", "tulis seperti 2019"),
        ("tanggal:2019..2018", "'2019' sesudah '2018'; tukar keduanya"),
        ("tanggal:2019 tahun:2019", "tahun: pada huruf ke-14 disebut dua kali"),
        ("versi:lama", "tulis versi:semua atau versi:terakhir"),
        ("a (versi:semua b)", "versi: pada huruf ke-4: berlaku untuk seluruh pencarian"),
        ("rapat ATAU", "ATAU pada huruf ke-7 harus berada di antara dua hal"),
        ("(OR rapat)", "OR pada huruf ke-2 harus berada di antara dua hal"),
        ("a ATAU ATAU b", "ATAU pada huruf ke-8 harus berada"),
        ("a ATAU ???", "ATAU pada huruf ke-3 harus berada"),
        ("rapat (dinas", "kurung pada huruf ke-7 belum ditutup"),
        ("rapat) dinas", "kurung tutup pada huruf ke-6 tidak ada pembukanya"),
        ("rapat ()", "kurung pada huruf ke-7 tidak ada isinya"),
        ("(" * 1000 + "a" + ")" * 1000, "kurung pada huruf ke-21 terlalu dalam; paling banyak 20 lapis"),
        ("surat *laporan", "*laporan pada huruf ke-7: tanda * hanya di akhir kata"),
        ("lap*ran", "tanda * hanya di akhir kata"),
        ("laporan~2", "laporan~2 pada huruf ke-1: tanda ~ hanya di akhir satu kata"),
        ("di~", "dari 3 huruf atau lebih"),
        ("jenis:notula, rapat", "jenis: pada huruf ke-1: isinya harus memuat huruf atau angka"),
        ("ada:kopi", "ada: pada huruf ke-1: pilih kertas, pindaian, pdf"),
        ("???", "tidak ada huruf atau angka yang dapat dicari"),
        ('""', "tidak ada huruf atau angka yang dapat dicari"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_the_place(typed: str, problem: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query(typed)
    assert problem in str(caught.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query('foo:1 tahun:x versi:y "buka')
    assert [p.split(":")[0] for p in caught.value.problems[:3]] == ["foo", "tahun", "versi"]
    assert len(caught.value.problems) == 4
    with pytest.raises(BadQuery) as caught:
        parse_query("(foo:1 ATAU tahun:x *y")
    assert len(caught.value.problems) == 4


def test_an_option_and_a_filter_of_the_same_kind_contradict() -> None:
    assert parts("rapat", jenis="notula", since=TODAY) == (Word("rapat"), Filter("jenis", "notula"), Days(TODAY, None))
    with pytest.raises(BadQuery, match="jenis: pada huruf ke-7 disebut dua kali"):
        parse_query("rapat jenis:notula", jenis="nota_dinas")
    with pytest.raises(BadQuery, match="tahun"):
        parse_query("tahun:2019", until=date(2019, 1, 1))


def test_words_with_a_colon_that_name_no_filter_are_words_when_nothing_follows() -> None:
    assert parts("Perihal: undangan") == (Word("Perihal:"), Word("undangan"))
    assert parts("pukul 09:30") == (Word("pukul"), Word("09:30"))


def test_curly_quotes_are_quotes_and_marks_alone_are_nothing() -> None:
    words = (Word("470"), Word("Kep."), Word("240"), Word("Sekre"))
    assert parts("“rapat dinas” 470 / Kep. 240 / Sekre") == (Phrase("rapat dinas"), *words)


def test_an_empty_line_asks_for_everything() -> None:
    assert parse_query("   ", today=TODAY) == Query(today=TODAY)


def test_ten_thousand_words_are_refused_and_the_same_word_ten_thousand_times_is_one() -> None:
    with pytest.raises(BadQuery, match="paling banyak 100 kata"):
        parse_query(" ".join(f"kata{n}" for n in range(10_000)))
    assert node("rapat " * 10_000) == node("rapat")


def test_a_sentence_about_a_fault_is_short_and_a_full_stop_no_fault() -> None:
    for line in ("*" + "x" * 1000, "y" * 1000 + ":isi", "tanggal:" + "z" * 1000):
        with pytest.raises(BadQuery) as caught:
            parse_query(line)
        assert len(str(caught.value)) < 400
    assert parts("lapor*, sekertaris~.") == (Prefix("lapor"), Fuzzy("sekertaris"))


def test_words_that_need_the_whole_vocabulary_are_few() -> None:
    assert len(parts(" ".join(f"lapor{a}*" for a in "abcdefghij"))) == 10
    with pytest.raises(BadQuery, match=r"paling banyak 10 kata dengan \* atau ~"):
        parse_query(" ".join(f"lapor{a}*" for a in "abcdefghijk"))
    with pytest.raises(BadQuery, match="paling banyak 10 kata dengan"):
        meaning(Query(Either(tuple(Fuzzy(a * 5) for a in "abcdefghijk"))), {})


@pytest.mark.parametrize(
    "line",
    [
        " ".join(f"kata{n}" for n in range(10_000)),
        " ".join(f"-kata{n}*" for n in range(10_000)),
        " ".join("abcdefgh"[: n % 8 + 1] * 9 + "~" for n in range(10_000)),
        "S." + "M." * 10_000 + "!",
        "rapat ATAU " * 10_000 + "rapat",
        "*" * 10_000,
        "(" * 10_000,
        "(a " * 1000 + ")" * 1000,
        "-(" * 15 + "rapat" + ")" * 15,
        '"' * 9_999,
        "jenis:a,b,c " * 10_000,
        "jenis:" + "a," * 50_000,
        "a(" * 50_000,
        "tanggal:" + "2019-01-01..2019-02-01," * 5000,
        "x" * 100_000 + "~",
    ],
    ids=lambda line: line[:12],
)
def test_the_longest_line_is_answered_within_a_second(line: str) -> None:
    began = time.process_time()
    with suppress(BadQuery):
        meaning(parse_query(line), load_synonyms())
    assert time.process_time() - began < 1


SIGNS = [
    *'ab :"“./-*~(),2019½\udc80', "jenis:", "tanggal:", "tahun:", "nomor:", "triwulan:", "ada:pdf", " versi:semua ",
    " ATAU ", " OR ", "bulan ini", "II", "rapat", "Kep.240", "yang", "M.Si.",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join) | st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        assert meaning(parse_query(typed), load_synonyms()).node
    except BadQuery as error:
        assert error.problems


def test_stop_words_are_passed_over_unless_there_is_nothing_else() -> None:
    assert node("rapat dan yang") == node("rapat")
    alone = node("dan")
    assert isinstance(alone, n.Better)
    assert alone.needed == n.All((n.Term("kata", "dan"), n.Silent(n.Term("latest", "1"))))


def test_a_title_does_not_hinder_a_name() -> None:
    assert terms(node("Dr. Munir, M.Si.")) == {("akar", "munir")}


def test_a_code_keeps_its_parts_together_and_a_hyphenated_word_does_not() -> None:
    assert n.Near("kata", ("470", "kep", "240", "sekre")) in needed(node("470/Kep.240/Sekre"))
    assert {("akar", root("perundang")), ("akar", root("undangan"))} == terms(node("perundang-undangan"))


def needed(node: n.Node) -> tuple[n.Node, ...]:
    node = node.needed if isinstance(node, n.Better) else node
    return node.parts if isinstance(node, n.All) else (node,)


def terms(node: n.Node) -> set[tuple[str, str]]:
    """Field and token of every single term that must be there, filters left out."""
    return {(one.field, one.token) for one in needed(node) if isinstance(one, n.Term)}


def test_what_is_not_wanted_is_taken_as_it_was_typed() -> None:
    synonyms = {("nd",): (("nota", "dinas"),)}
    assert "dinas" in str(meaning(parse_query("nd"), synonyms).node)
    assert "dinas" not in str(meaning(parse_query("rapat -nd"), synonyms).node)


def test_only_filters_ask_for_the_newest_and_so_does_a_wish() -> None:
    by_date = {
        line: meaning(parse_query(line), {}).by_date for line in ("", "jenis:notula", "-rapat", "rapat", "nomor:1")
    }
    assert by_date == {"": True, "jenis:notula": True, "-rapat": True, "rapat": False, "nomor:1": False}
    assert meaning(parse_query("rapat", sort="tanggal"), {}).by_date
