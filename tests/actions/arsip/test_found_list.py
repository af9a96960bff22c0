"""One count everywhere: whoever asks whatever of whichever office, every place that counts says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.actions.arsip.found_list import every_answer, list_found, write_found
from docgen.actions.house.upkeep import create_office
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import listing, search
from docgen.actions.surat.registering import register_incoming
from docgen.cli.facet_views import as_filter
from docgen.errors import NotFound
from docgen.office import open_office
from docgen.paper.sheet.cells import read_sheets
from docgen.paper.sheet.rows import read_numbered
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import FACETS, parse_query
from tests.conftest import Clock

WORDS = ("zamrud", "delima", "akik")
POSTS = ("", "kepala_dinas", "sekretaris", "tata_usaha", "kasubag_umum", "kabid_capil")
HAS_ALWAYS = ("jenis", "status", "tahun")  # what every naskah has a value of

letters = st.tuples(
    st.sampled_from(("surat_masuk", "nota_dinas", "nota_dinas_undangan")),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    st.sampled_from(("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")),
    st.sampled_from(("", "revised", "cancelled")),
    st.integers(0, 400),  # days until the next
)
lines = st.lists(
    st.sampled_from((*WORDS, "-akik", '"permata zamrud"', "zam*", "delimo~", "jenis:surat_masuk", "tahun:2019",
                     "-status:draf", "klasifikasi:470", "zamrud ATAU akik")), max_size=3, unique=True,
)  # fmt: skip
queries = st.builds(
    lambda line, every, sort: parse_query(" ".join(line), semua_versi=every, sort=sort),
    lines, st.booleans(), st.sampled_from(("", "tanggal")),
)  # fmt: skip


def fill(office, clock: Clock, asked: Sequence) -> None:
    """File these letters one after another; what is secret is so from its form on."""
    for jenis, words, keamanan, later, days in asked:
        form = office.doctype(jenis).example() | {"perihal": f"Permata {' '.join(words)}"}
        if jenis == "surat_masuk":
            dates = {name: clock().date().isoformat() for name in ("tanggal_surat", "tanggal_terima")}
            naskah = register_incoming(office, form | dates | {"keamanan": keamanan}, by="tata_usaha")
        else:
            naskah = draft(office, jenis, form, by="sekretaris")
        if later == "cancelled":
            cancel(office, naskah.id, read=naskah.latest.sha256, reason="salah", by=naskah.latest.by)
        elif later and jenis != "surat_masuk":
            revise(office, naskah.id, {"perihal": "Permata mirah"}, read=naskah.latest.sha256, by="sekretaris")
        clock.pass_by(days=days)


def agree(office, query, by: str) -> None:
    """Every way to count the answers of one question gives one number."""
    results = search(office, query, by=by, limit=1000, facets=FACETS)
    count = results.total
    assert len(results.found) == count
    assert search(office, query, by=by, limit=2).total == count
    for name in FACETS:
        counted = sum(results.facets[name].values())
        assert counted == count if name in HAS_ALWAYS else counted <= count
    register = list_found(office, query, by=by)
    assert len(register.rows) == count
    assert [row[0] for row in register.rows] == [one.naskah.id for one in results.found]
    if count:
        csv, xlsx = (write_found(office, register, kind) for kind in (".csv", ".xlsx"))
        assert len(read_numbered(csv, "hasil.csv")) == count
        assert sum(row > 4 and column == 1 for row, column in read_sheets(xlsx, "hasil.xlsx")["Daftar"].cells) == count


def narrow(office, query, by: str) -> None:
    """Each value of a facet, typed as it is shown, gives as many as were counted."""
    facets = search(office, query, by=by, limit=0, facets=FACETS).facets
    for name in HAS_ALWAYS:
        for value, count in facets[name].items():
            more = parse_query(as_filter(name, value)).wanted
            both = replace(query, wanted=replace(query.wanted, parts=(*query.wanted.parts, *more.parts)))
            assert search(office, both, by=by, limit=0).total == count, (name, value)


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(letters, max_size=6), st.lists(queries, min_size=1, max_size=4), st.booleans())
def test_list_total_facets_and_export_give_one_number(asked, questions, real):
    clock = Clock()
    with TemporaryDirectory() as folder:
        made = create_office(Path(folder) / "kantor")
        with open_office(made, now=clock) as opened:
            office = opened if real else replace(opened, index=MemoryIndex())
            fill(office, clock, asked)
            for by in POSTS:
                for query in (parse_query(""), *questions):
                    agree(office, query, by)
                    narrow(office, query, by)
                all_there_is = {one.id for one in listing(office, by=by, limit=None)}
                assert {naskah.id for naskah, _ in every_answer(office, parse_query(""), by=by)} == all_there_is


def test_what_is_listed_is_what_one_may_read(office):
    fill(office, Clock(), [("surat_masuk", WORDS[:1], "Rahasia", "", 0), ("nota_dinas", WORDS[:1], "", "", 0)])
    for by, count in (("tata_usaha", 2), ("kabid_capil", 1), ("", 1)):
        rows = list_found(office, parse_query("zamrud"), by=by).rows
        assert len(rows) == count
    with pytest.raises(NotFound):
        list_found(office, parse_query("zamrud"), by="tidak_ada")


def test_a_broken_index_hides_nothing_from_the_list(office):
    fill(office, Clock(), [("nota_dinas", WORDS[:1], "", "", 0)])
    for path in office.settings.index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"rusak")
    assert len(list_found(office, parse_query("zamrud")).rows) == 1
