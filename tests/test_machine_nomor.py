"""Whatever is numbered, reserved, entered from paper, inserted and cancelled: every number is explained, none twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from docgen.actions.arsip.registers import open_register
from docgen.actions.naskah.approving import cancel, sign
from docgen.actions.naskah.continuing import OnPaper, enter_paper
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.reserving import OutOfTurn, insert_nomor, release, reserve, use_reserved
from docgen.errors import NotReady
from docgen.naskah.records import Status
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow

JENIS, BUKU, TU = "nota_dinas", "nota_dinas", "tata_usaha"
WHICH = st.integers(0, 30)  # of the numbers there are, counted around; one that is not there is told from the form
AGO = st.sampled_from([0, 0, 0, 0, 1, 1, 2, -1])  # days before today
FREE, USED, VOID = "dipesan", "dipakai", "dibatalkan"


class Register(OfficeMachine):
    signed = Bundle("signed")
    issued = Bundle("issued")
    bloks = Bundle("bloks")

    def __init__(self) -> None:
        super().__init__()
        self.book: dict[tuple[int, str], str] = {}  # as the clerk remembers it: number and letter -> how it stands
        self.owner: dict[tuple[int, str], str] = {}

    def form(self):
        return self.office.doctype(JENIS).example() | {"dari": "sekretaris"}

    def latest(self, naskah_id: str) -> str:
        return self.office.archive.naskah(naskah_id).latest.sha256

    def write(self, naskah_id: str, state: str = USED) -> str:
        """Note the number that was given, as it is printed."""
        nomor = self.office.archive.naskah(naskah_id).nomor
        urut, _, letter = nomor.split(" / ")[1].removeprefix("ND. ").partition(".")
        key = (int(urut), f".{letter}" if letter else "")
        assert self.book.get(key, FREE) == FREE, "given twice"
        self.book[key], self.owner[key] = state, naskah_id
        return naskah_id

    def attempt(self, act, **facts) -> str | None:
        """An act that happens, or is refused and leaves the register as it was."""
        before = self.office.archive.register(BUKU, 2019)
        try:
            return act(self.office, **facts).id
        except NotReady:
            assert self.office.archive.register(BUKU, 2019) == before
            return None

    def place(self, which: int, ago: int, *states: str) -> OutOfTurn:
        """One of the numbers that stand so, or number 9; on a day near today."""
        serials = sorted({urut for (urut, letter), state in self.book.items() if state in states and not letter}) or [9]
        day = self.clock().date() - timedelta(days=ago)
        return OutOfTurn(serials[which % len(serials)], day, "listrik padam")

    @initialize(target=signed)
    def a_day_begins(self):
        return multiple(*(self.signs() for _ in range(8)))

    @rule(hours=st.integers(1, 14))
    def time_passes(self, hours):
        self.clock.pass_by(hours=hours)

    def signs(self) -> str:
        nota = draft(self.office, JENIS, self.form(), by="kasubag_perencanaan")
        return sign(self.office, nota.id, read=nota.latest.sha256, by="sekretaris").id

    @rule(target=issued, naskah=consumes(signed))
    def numbers(self, naskah):
        given = self.attempt(assign_nomor, naskah_id=naskah, read=self.latest(naskah), by=TU)
        if given is None:
            assert self.office.archive.naskah(naskah).latest.status is not Status.DISAHKAN
            return naskah
        return self.write(naskah)

    @rule(target=bloks, count=st.integers(1, 4))
    def reserves(self, count):
        last = max((urut for urut, _ in self.book), default=0)
        blok = reserve(self.office, JENIS, count, by=TU, reason="listrik")
        self.book |= {(urut, ""): FREE for urut in range(last + 1, last + count + 1)}
        self.owner |= {(urut, ""): blok.id for urut in range(last + 1, last + count + 1)}
        return blok.id

    @precondition(lambda self: FREE in self.book.values())
    @rule(target=issued, naskah=consumes(signed), which=WHICH, ago=AGO)
    def uses_a_reserved_number(self, naskah, which, ago):
        place = self.place(which, ago, FREE, *([USED, VOID] if which > 20 else []))
        if self.attempt(use_reserved, naskah_id=naskah, read=self.latest(naskah), by=TU, place=place):
            assert self.book[place.urut, ""] == FREE
            return self.write(naskah)
        return naskah

    @precondition(lambda self: self.book)
    @rule(target=issued, naskah=consumes(signed), which=WHICH, ago=AGO)
    def inserts(self, naskah, which, ago):
        place = self.place(which, ago, FREE, USED, VOID)
        if self.attempt(insert_nomor, naskah_id=naskah, read=self.latest(naskah), by=TU, place=place):
            assert (place.urut, "") in self.book and (place.urut + 1, "") in self.book
            return self.write(naskah)
        return naskah

    @precondition(lambda self: FREE in self.book.values())
    @rule(which=WHICH, ago=AGO)
    def enters_paper(self, which, ago):
        place = self.place(which, ago, FREE, *([USED, VOID] if which > 20 else []))
        entered = self.attempt(enter_paper, jenis=JENIS, form=self.form(), paper=OnPaper(place), by=TU)
        if entered:
            assert self.book.pop((place.urut, "")) in (FREE, VOID)  # a paper may bear what was cancelled too soon
            self.write(entered)

    @rule(naskah=issued)
    def cancels(self, naskah):
        if self.attempt(cancel, naskah_id=naskah, read=self.latest(naskah), by=TU, reason="salah"):
            self.book |= {key: VOID for key, owner in self.owner.items() if owner == naskah}

    @rule(blok=bloks)
    def gives_back(self, blok):
        mine = [key for key, owner in self.owner.items() if owner == blok and self.book[key] == FREE]
        try:
            _, lines = release(self.office, blok, read=self.latest(blok), by=TU, reason="menyala")
        except NotReady:
            assert mine == []
            return
        assert [(line.urut, line.sisipan) for line in lines] == mine
        self.book |= dict.fromkeys(mine, VOID)

    @invariant()
    def the_register_is_as_the_clerk_remembers_it(self):
        lines = self.office.archive.register(BUKU, 2019)
        told = {}
        for line in lines:
            told[line.urut, line.sisipan] = VOID if line.batal else FREE if line.dipesan else USED
        assert told == dict(sorted(self.book.items()))
        assert {key: line.naskah_id for key, line in zip(told, lines, strict=True)} == {
            key: self.owner[key] for key in told
        }
        assert len({line.nomor for line in lines}) == len(lines)

    @invariant()
    def no_number_is_missing_and_none_without_its_date(self):
        register = open_register(self.office, BUKU, 2019)
        assert register.gaps == []
        numbered = self.office.archive.naskah_of([one for key, one in self.owner.items() if self.book[key] != FREE])
        for one in numbered.values():
            signed = [a.at.date() for a in one.latest.approvals]
            assert one.tanggal and all(day <= one.tanggal for day in signed)


Register.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow]
)
TestRegister = Register.TestCase
