"""What a person types is read, or refused with the place of every fault."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import BadQuery
from docgen.search.query import Query, parse_query
from docgen.search.terms import terms_of


def test_words_phrases_and_filters_are_told_apart() -> None:
    line = 'laporan "pengukuran kinerja" Jenis:notula nomor:"470 / Kep. 240" pejabat:sekretaris status:draf versi:semua'
    assert parse_query(line) == Query(
        words=("laporan",),
        phrases=("pengukuran kinerja",),
        jenis="notula",
        status="draf",
        nomor="470 / Kep. 240",
        pejabat="sekretaris",
        semua_versi=True,
    )


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
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_range(typed: str, since: date | None, until: date | None) -> None:
    query = parse_query(typed)
    assert (query.since, query.until) == (since, until)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("rapat foo:bar", "foo: pada huruf ke-7 tidak dikenal"),
        ('rapat "kinerja dinas', "tanda petik pada huruf ke-7 belum ditutup"),
        ("nomor: 240", "nomor: pada huruf ke-1 tanpa isi"),
        ('jenis:""', "jenis: pada huruf ke-1: isinya harus memuat huruf atau angka"),
        ("tanggal:2019-13", "'2019-13' tidak ada di kalender"),
        ("tanggal:2019-02-30", "'2019-02-30' tidak ada di kalender"),
        ("tanggal:kemarin", "'kemarin' bukan tanggal"),
        ("tanggal:..", "tulis seperti 2019"),
        ("tanggal:2019..2018", "'2019' sesudah '2018'; tukar keduanya"),
        ("tanggal:2019 tahun:2019", "tahun: pada huruf ke-14 disebut dua kali"),
        ("versi:lama", "tulis versi:semua atau versi:terakhir"),
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
    assert len(caught.value.problems) == 4


def test_an_option_and_a_filter_of_the_same_kind_contradict() -> None:
    assert parse_query("rapat", jenis="notula", since=date(2019, 1, 1)).jenis == "notula"
    with pytest.raises(BadQuery, match="jenis: pada huruf ke-7 disebut dua kali"):
        parse_query("rapat jenis:notula", jenis="nota_dinas")
    with pytest.raises(BadQuery, match="tahun"):
        parse_query("tahun:2019", until=date(2019, 1, 1))


def test_words_with_a_colon_that_name_no_filter_are_words_when_nothing_follows() -> None:
    assert parse_query("Perihal: undangan").words == ("Perihal:", "undangan")
    assert parse_query("pukul 09:30").words == ("pukul", "09:30")


def test_curly_quotes_are_quotes_and_marks_alone_are_nothing() -> None:
    assert parse_query("“rapat dinas” 470 / Kep. 240 / Sekre") == Query(
        words=("470", "Kep.", "240", "Sekre"), phrases=("rapat dinas",)
    )


def test_an_empty_line_asks_for_everything() -> None:
    assert parse_query("   ") == Query()


def test_ten_thousand_words_are_refused_and_the_same_word_ten_thousand_times_is_one() -> None:
    with pytest.raises(BadQuery, match="paling banyak 100 kata"):
        parse_query(" ".join(f"kata{n}" for n in range(10_000)))
    assert len(terms_of(parse_query("rapat " * 10_000)).words) == 1


@given(st.text(st.sampled_from('ab :"“./-2019jenistahunomr\udc80½'), max_size=60) | st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(typed: str) -> None:
    try:
        terms_of(parse_query(typed))
    except BadQuery as error:
        assert error.problems


def test_stop_words_are_passed_over_unless_there_is_nothing_else() -> None:
    assert [word for _, word in terms_of(Query(words=("rapat", "dan", "yang"))).words] == ["rapat"]
    assert terms_of(Query(words=("dan",))).phrases == (("dan",),)


def test_a_code_keeps_its_parts_together_and_a_hyphenated_word_does_not() -> None:
    assert terms_of(Query(words=("470/Kep.240/Sekre",))).phrases == (("470", "kep", "240", "sekre"),)
    assert [word for _, word in terms_of(Query(words=("perundang-undangan",))).words] == ["perundang", "undangan"]
