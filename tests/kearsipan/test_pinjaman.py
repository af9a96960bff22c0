"""A loan goes from the request to the return and takes no other way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from docgen.errors import NotReady
from docgen.kearsipan import pinjaman as p
from docgen.kearsipan.kertas import HILANG
from docgen.kearsipan.pinjaman import Lembar, Pinjaman, read_pinjaman

NOW = datetime(2019, 3, 4, 9, 0)
DUE = date(2019, 3, 14)
PAPERS = (Lembar("A", 1, "asli"), Lembar("B", 2, "pertinggal"))
ASKED = Pinjaman("kabid_capil", "", PAPERS, "audit", "biasa", "2019-03-04", alasan="diminta aslinya")


def who(days=0):
    return {"by": "kasubag_umum", "at": NOW + timedelta(days=days)}


def requested(**facts):
    return p.request("ID", "1/2019", replace(ASKED, **facts), **who())


def permitted():
    return p.permit(requested(), DUE, **who())


def out():
    return p.hand_out(permitted(), DUE, **who())


def state(catatan):
    return read_pinjaman(catatan).keadaan


ACTS = {
    "permit": lambda c: p.permit(c, DUE, **who()),
    "refuse": lambda c: p.refuse(c, "sedang diperiksa", **who()),
    "hand_out": lambda c: p.hand_out(c, DUE, **who()),
    "extend": lambda c: p.extend(c, DUE + timedelta(days=3), "belum selesai", **who()),
    "return": lambda c: p.settle(c, (), "baik", **who()),
    "lose": lambda c: p.settle(c, (), HILANG, note="terbawa banjir", **who()),
}
ALLOWED = {
    p.DIAJUKAN: {"permit": p.DIIZINKAN, "refuse": p.DITOLAK},
    p.DIIZINKAN: {"hand_out": p.KELUAR},
    p.KELUAR: {"extend": p.KELUAR, "return": p.KEMBALI, "lose": HILANG},
    p.DITOLAK: {}, p.KEMBALI: {}, HILANG: {}, p.DISALIN: {},
}  # fmt: skip
STANDS = {
    p.DIAJUKAN: requested, p.DIIZINKAN: permitted, p.KELUAR: out,
    p.DITOLAK: lambda: ACTS["refuse"](requested()), p.KEMBALI: lambda: ACTS["return"](out()),
    HILANG: lambda: ACTS["lose"](out()), p.DISALIN: lambda: requested(keadaan=p.DISALIN, alasan=""),
}  # fmt: skip


@pytest.mark.parametrize("before", STANDS)
@pytest.mark.parametrize("act", ACTS)
def test_only_the_ways_of_the_book_of_loans_are_open(before, act):
    catatan = STANDS[before]()
    if act in ALLOWED[before]:
        done = ACTS[act](catatan)
        assert (state(done), done.number) == (ALLOWED[before][act], catatan.number + 1)
    else:
        with pytest.raises(NotReady, match=before):
            ACTS[act](catatan)


def test_a_record_read_back_from_its_json_says_the_same():
    stored = replace(out(), isi=json.loads(json.dumps(out().isi)))
    assert read_pinjaman(stored) == read_pinjaman(out())


def test_a_request_names_everything_that_is_missing():
    with pytest.raises(NotReady) as refused:
        requested(keperluan=" ", lembar=(), alasan="")
    assert len(refused.value.problems) == 3


def test_a_permission_nobody_used_lapses_of_itself():
    assert read_pinjaman(permitted()).stand(DUE) == p.DIIZINKAN
    assert read_pinjaman(permitted()).stand(DUE + timedelta(days=1)) == p.GUGUR
    with pytest.raises(NotReady, match="gugur"):
        p.hand_out(permitted(), DUE + timedelta(days=30), **who(days=11))


def test_one_paper_comes_back_and_the_other_is_lost():
    first = p.settle(out(), [("A", 1)], "rusak ringan", **who(days=1))
    assert (state(first), first.act, [one.key for one in read_pinjaman(first).out]) == (
        p.KELUAR, "dikembalikan sebagian", [("B", 2)],
    )  # fmt: skip
    with pytest.raises(NotReady, match="catatannya"):
        p.settle(first, (), HILANG, **who(days=2))
    with pytest.raises(NotReady, match="lembar 1 naskah A tidak di luar"):
        p.settle(first, [("A", 1)], "baik", **who(days=2))
    last = read_pinjaman(p.settle(first, (), HILANG, note="tidak ketemu", **who(days=2)))
    assert (last.keadaan, last.kembali, last.out) == (HILANG, "2019-03-06", ())
    assert [one.kondisi for one in last.lembar] == ["rusak ringan", HILANG]
    with pytest.raises(NotReady, match="kondisi 'robek'"):
        p.settle(out(), (), "robek", **who())


def test_it_is_late_from_the_day_after_its_last_one():
    loan = read_pinjaman(out())
    assert [loan.days_late(DUE + timedelta(days=n)) for n in (-1, 0, 1, 4)] == [0, 0, 1, 4]
    assert read_pinjaman(ACTS["return"](out())).days_late(date(2030, 1, 1)) == 0


def test_it_is_extended_once_forward_and_with_a_reason():
    longer = p.extend(out(), DUE + timedelta(days=7), "audit belum selesai", **who(days=5))
    assert read_pinjaman(longer).jatuh_tempo == "2019-03-21"
    for catatan, day, reason in ((longer, 30, "lagi"), (out(), 0, "sama"), (out(), 7, " ")):
        with pytest.raises(NotReady):
            p.extend(catatan, DUE + timedelta(days=day), reason, **who())


def test_refusing_asks_for_a_reason_and_a_day_of_return_lies_ahead():
    with pytest.raises(NotReady, match="alasan"):
        p.refuse(requested(), " ", **who())
    with pytest.raises(NotReady, match="sudah lewat"):
        p.hand_out(permitted(), NOW.date() - timedelta(days=1), **who())
