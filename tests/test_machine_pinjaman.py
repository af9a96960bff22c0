"""Whatever is done with loans in whatever order by whomever: a paper is out if and only if one open loan names it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, rule

from docgen.actions.arsip.gathering import begin, put_in
from docgen.actions.arsip.lending import (
    Asked,
    extend_loan,
    hand_out,
    permit_loan,
    refuse_loan,
    request_loan,
    take_back,
)
from docgen.actions.arsip.loan_book import all_loans
from docgen.actions.arsip.registers import open_register
from docgen.actions.arsip.shelving import lay_paper, set_up_box
from docgen.actions.arsip.stocktaking import take_stock
from docgen.actions.sop.tasks import all_tasks
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.boks import Boks
from docgen.kearsipan.kertas import ADA, ASLI, DIPINJAM, HILANG, Kertas, kertas_in
from docgen.kearsipan.pinjaman import DIAJUKAN, DIIZINKAN, DITOLAK, GUGUR, KELUAR, KEMBALI, read_pinjaman
from docgen.sop.meter import TERLAMBAT
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow

REFUSALS = (NotReady, NotAllowed)
KEEPERS = ("tata_usaha", "kasubag_umum")
POSTS = ["kepala_dinas", "sekretaris", "kabid_capil", *KEEPERS]
ANYBODY = st.sampled_from(POSTS)
CLASSES = {"Biasa": KEEPERS, "Terbatas": ("sekretaris", "kabid_capil", "kasubag_umum")}
ORDER = ["Biasa", "Terbatas", "Rahasia"]


class Lending(OfficeMachine):
    loans = Bundle("loans")

    def __init__(self) -> None:
        super().__init__()
        self.papers: dict[str, str] = {}  # naskah -> state of its one paper
        self.classes: dict[str, str] = {}
        self.known: dict[str, dict] = {}  # number -> what the clerk remembers

    @initialize()
    def four_papers_and_a_berkas(self):
        set_up_box(self.office, "B-1", Boks("boks", "", "Arsip", "Rak 1"), by="kasubag_umum")
        form = self.office.doctype("surat_masuk").example()
        for keamanan in ("Biasa", "Biasa", "Terbatas", "Rahasia"):
            surat = register_incoming(self.office, form | {"keamanan": keamanan}, by="tata_usaha").id
            lay_paper(self.office, surat, Kertas(0, ASLI, 0, boks="B-1"), by="kasubag_umum")
            self.papers[surat], self.classes[surat] = ADA, keamanan
        matter = {"klasifikasi": "045.2", "indeks": "Surat", "uraian": "Surat masuk"}
        begin(self.office, matter, by="kasubag_umum")
        for _ in range(2):
            surat = register_incoming(self.office, form, by="tata_usaha").id
            put_in(self.office, "1/2019", [surat], by="kasubag_umum", macam=ASLI)
            self.papers[surat], self.classes[surat] = ADA, "Biasa"
        self.folder = list(self.papers)[-2:]

    # what is done

    @rule(target=loans, which=st.sets(st.integers(0, 5), min_size=1, max_size=3), by=ANYBODY, whole=st.booleans())
    def asks(self, which, by, whole):
        lent = self.folder if whole else [list(self.papers)[at] for at in sorted(which)]
        strict = max((self.classes[one] for one in lent), key=ORDER.index)
        readers = {"Biasa": POSTS, "Terbatas": POSTS, "Rahasia": ["kepala_dinas", *KEEPERS]}[strict]
        there = [one for one in lent if self.papers[one] != HILANG]
        allowed = by in readers and (bool(there) if whole else there == lent)
        keys = [] if whole else [(one, 0) for one in lent]
        asked = Asked("audit", keys, berkas="1/2019" if whole else "", alasan="diminta aslinya")
        try:
            kode = request_loan(self.office, asked, by=by).kode
        except (*REFUSALS, NotFound) as refusal:  # a lost paper is not found
            assert not allowed, refusal
            return multiple()
        assert allowed
        self.known[kode] = {
            "by": by,
            "papers": there,
            "state": DIAJUKAN,
            "class": strict,
            "whole": whole,
            "once": False,
        }
        return kode

    @rule(kode=loans, by=ANYBODY)
    def permits(self, kode, by):
        loan = self.known[kode]
        allowed = loan["state"] == DIAJUKAN and by != loan["by"] and self.may_permit(by, loan)
        if self.attempt(allowed, permit_loan, kode, by=by):
            loan["state"], loan["until"] = DIIZINKAN, self.of(kode).berlaku

    @rule(kode=loans)
    def who_may_permits(self, kode):
        loan = self.known[kode]
        self.permits(kode, next(one for one in POSTS if one != loan["by"] and self.may_permit(one, loan)))

    @rule(kode=loans)
    def goes_out(self, kode):
        self.who_may_permits(kode)
        self.hands_out(kode, "kasubag_umum")

    @rule(kode=loans, by=ANYBODY)
    def refuses(self, kode, by):
        loan = self.known[kode]
        allowed = loan["state"] == DIAJUKAN and by != loan["by"] and self.may_permit(by, loan)
        if self.attempt(allowed, refuse_loan, kode, "tidak", by=by):
            loan["state"] = DITOLAK

    @rule(kode=loans, by=st.sampled_from(["kabid_capil", *KEEPERS, *KEEPERS]))
    def hands_out(self, kode, by):
        loan = self.known[kode]
        same = not loan["whole"] or loan["papers"] == [one for one in self.folder if self.papers[one] != HILANG]
        there = all(self.papers[one] == ADA for one in loan["papers"])
        allowed = by in KEEPERS and self.state(kode) == DIIZINKAN and there and same
        if self.attempt(allowed, hand_out, kode, by=by):
            loan["state"], loan["out"], loan["lost"] = KELUAR, list(loan["papers"]), False
            self.papers |= dict.fromkeys(loan["papers"], DIPINJAM)

    @rule(kode=loans, by=ANYBODY, part=st.booleans(), lost=st.booleans())
    def takes_back(self, kode, by, part, lost):
        loan = self.known[kode]
        out = loan.get("out", [])
        chosen = out[:1] if part else out
        allowed = by in KEEPERS and loan["state"] == KELUAR
        keys = [(one, 0) for one in chosen] if part else ()
        facts = {"kondisi": HILANG, "note": "tidak ketemu"} if lost else {"kondisi": "rusak ringan"}
        if self.attempt(allowed, take_back, kode, by=by, keys=keys, **facts):
            self.papers |= dict.fromkeys(chosen, HILANG if lost else ADA)
            loan["out"], loan["lost"] = [one for one in out if one not in chosen], loan["lost"] or lost
            loan["state"] = KELUAR if loan["out"] else HILANG if loan["lost"] else KEMBALI

    @rule(kode=loans, by=ANYBODY)
    def extends(self, kode, by):
        loan = self.known[kode]
        allowed = by in KEEPERS and by != loan["by"] and loan["state"] == KELUAR and not loan["once"]
        if self.attempt(allowed, extend_loan, kode, "belum selesai", by=by):
            loan["once"] = True

    @rule(days=st.integers(1, 6))
    def days_pass(self, days):
        self.clock.pass_by(days=days)

    # how it is judged

    def attempt(self, allowed, act, kode, *args, **facts):
        before, count = self.of(kode), sum(1 for _ in self.office.archive.log())
        try:
            act(self.office, kode, *args, **facts)
        except REFUSALS as refusal:
            assert not allowed, f"{act.__name__} was refused: {refusal}"
            assert self.of(kode) == before and sum(1 for _ in self.office.archive.log()) == count
            return False
        assert allowed, f"{act.__name__} by {facts['by']} was let through"
        self.clock.pass_by(minutes=1)
        return True

    @invariant()
    def a_paper_is_out_if_and_only_if_one_open_loan_names_it(self):
        named = Counter(one.key for kode in self.known for one in self.of(kode).out)
        out = {
            (one, copy.salinan)
            for one in self.papers
            for copy in kertas_in(self.office.archive.naskah(one).latest.facts)
            if copy.keadaan == DIPINJAM
        }
        assert set(named) == out and set(named.values()) <= {1}

    @invariant()
    def records_and_memory_agree(self):
        for kode in self.known:
            assert self.of(kode).stand(self.clock().date()) == self.state(kode)
        for one, keadaan in self.papers.items():
            assert kertas_in(self.office.archive.naskah(one).latest.facts)[0].keadaan == keadaan

    @invariant()
    def what_is_late_waits_for_the_borrower_and_the_record_office(self):
        late = {one.kode for one in all_loans(self.office, late=True)}
        today = self.clock().date()
        due = {kode for kode in self.known if self.state(kode) == KELUAR and self.of(kode).days_late(today)}
        told = {(task.subject, task.post) for task in all_tasks(self.office, by="kepala_dinas")
                if task.keadaan == TERLAMBAT}  # fmt: skip
        assert late == due
        assert told == {(kode, post) for kode in due for post in {self.known[kode]["by"], *KEEPERS}}

    def teardown(self) -> None:
        if self.papers:
            rows = open_register(self.office, "peminjaman", 2019).rows
            assert [row[0] for row in rows] == [str(at) for at in range(1, len(self.known) + 1)]
            here = [one for one in self.papers if self.papers[one] == ADA]
            assert take_stock(self.office, ["B-1", "BERKAS:1/2019", *here], by="kepala_dinas").missing == []
        super().teardown()

    # what the machine knows

    def of(self, kode):
        return read_pinjaman(self.office.archive.one_catatan("pinjaman", kode))

    def state(self, kode):
        loan = self.known[kode]
        lapsed = loan["state"] == DIIZINKAN and self.clock().date().isoformat() > loan["until"]
        return GUGUR if lapsed else loan["state"]

    def may_permit(self, post, loan):
        if loan["by"] == "kepala_dinas":  # nobody is above him
            return post in KEEPERS
        return post == "kepala_dinas" or post in CLASSES.get(loan["class"], ())


Lending.TestCase.settings = settings(
    max_examples=12, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestLending = Lending.TestCase
