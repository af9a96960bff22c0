"""Whatever is done with a lembar disposisi in whatever order: paper, data and tasks agree, nothing read is undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, multiple, rule

from docgen.actions.naskah.approving import cancel
from docgen.actions.sop.tasks import all_tasks
from docgen.actions.surat.disposing import LEMBAR, Disposisi, dispose, forward, hops, sheet_at
from docgen.actions.surat.receiving import mark_read, report_done, take_back
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotAllowed, NotReady, NotYourTurn, StaleVersion
from docgen.naskah.kantor import INSTRUKSI
from docgen.naskah.records import Status, Version
from docgen.paper.read import plain_text
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow

REFUSALS = (NotReady, NotYourTurn, NotAllowed, StaleVersion)
OFFICIALS = ["kepala_dinas", "sekretaris", "kasubag_perencanaan", "kabid_capil"]
ANYBODY = st.sampled_from([*OFFICIALS, "tata_usaha"])  # the last one is no official and disposes of nothing
RECEIVERS = st.lists(st.sampled_from(OFFICIALS), min_size=1, max_size=2, unique=True)
TICKS = st.sets(st.sampled_from(INSTRUKSI), max_size=2)
BACK = st.sampled_from([0, 0, 0, 0, 1, 2])  # mostly the latest version, sometimes an older one
ANSWERING = ("tata_usaha", "kepala_dinas")  # for every letter and every sheet
ROWS = 5
HEADS = "Tanggal\tDari\tDiteruskan kepada\tDengan hormat harap / isi disposisi\tParaf\n"


@dataclass(eq=False)
class Row:
    """One instruction as those in the office remember it, whatever the archive says."""

    dari: str
    kepada: list[str]
    ticks: list[str]
    isi: str
    at: datetime
    read: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)
    passed_on: list[Row] = field(default_factory=list)  # what its receivers made of it, as long as that stands

    def open_for(self) -> list[str]:
        gone = self.reported | {row.dari for row in self.passed_on}
        return [post for post in self.kepada if post not in gone]


@dataclass
class Sheet:
    surat: str
    rows: list[Row]
    standing: bool = True
    opened_by: str = ""

    def told(self, post: str) -> list[Row]:
        return [row for row in self.rows if post in row.kepada]


class Disposing(OfficeMachine):
    letters = Bundle("letters")
    sheets = Bundle("sheets")

    def __init__(self) -> None:
        super().__init__()
        self.came: list[str] = []  # letters
        self.cancelled: set[str] = set()  # of these
        self.known: dict[str, Sheet] = {}
        self.seen: dict[str, Version] = {}  # whose paper was compared
        self.said = 0
        self.judged = 0  # acts after which the tasks were compared

    def teardown(self) -> None:
        for lembar_id, sheet in self.known.items():
            self.every_level_is_printed_as_it_was(lembar_id, sheet)
        super().teardown()

    # what is done

    @rule(target=letters)
    def a_letter_comes(self):
        form = self.office.doctype("surat_masuk").example()
        surat = register_incoming(self.office, form, by="tata_usaha").id
        self.came.append(surat)
        return surat

    @rule(target=sheets, surat=letters, by=ANYBODY, kepada=RECEIVERS, ticks=TICKS)
    def disposes(self, surat, by, kepada, ticks):
        allowed = by in OFFICIALS and surat not in self.cancelled and not self.standing_of(surat)
        order, row = self.instruction(by, kepada, ticks)
        lembar = self.attempt(surat, allowed, dispose, disposisi=order, by=by)
        if lembar is None:
            return multiple()
        self.known[lembar.id] = Sheet(surat, [row], opened_by=by)
        return lembar.id

    @rule(lembar=sheets, back=BACK, by=ANYBODY, kepada=RECEIVERS, ticks=TICKS)
    def forwards(self, lembar, back, by, kepada, ticks):
        sheet, read = self.known[lembar], self.digest(lembar, back)
        told = sheet.told(by)
        allowed = self.is_current(lembar, read) and sheet.standing and bool(told) and len(sheet.rows) < ROWS
        order, row = self.instruction(by, kepada, ticks)
        if self.attempt(lembar, allowed, forward, disposisi=order, read=read, by=by):
            for one in told:
                one.read.add(by)
                one.passed_on.append(row)
            sheet.rows.append(row)

    @rule(lembar=sheets, kepada=RECEIVERS, ticks=TICKS)
    def the_last_receiver_forwards(self, lembar, kepada, ticks):
        if rows := self.known[lembar].rows:
            self.forwards(lembar, 0, rows[-1].kepada[-1], kepada, ticks)

    @rule(lembar=sheets, by=ANYBODY)
    def reads(self, lembar, by):
        sheet = self.known[lembar]
        if self.attempt(lembar, sheet.standing and bool(sheet.told(by)), mark_read, by=by):
            for one in sheet.told(by):
                one.read.add(by)

    @rule(lembar=sheets, by=ANYBODY)
    def reports(self, lembar, by):
        sheet = self.known[lembar]
        allowed = sheet.standing and any(by in one.open_for() for one in sheet.rows)
        if self.attempt(lembar, allowed, report_done, laporan="Sudah.", by=by):
            for one in sheet.told(by):
                one.read.add(by)
                one.reported.add(by)

    @rule(lembar=sheets, back=BACK, by=ANYBODY)
    def takes_back(self, lembar, back, by):
        sheet, read = self.known[lembar], self.digest(lembar, back)
        last = sheet.rows[-1] if sheet.rows else None
        allowed = sheet.standing and last is not None and last.dari == by and not last.read
        if self.attempt(lembar, allowed and self.is_current(lembar, read), take_back, read=read, by=by):
            sheet.rows.pop()
            for one in sheet.rows:
                one.passed_on = [row for row in one.passed_on if row is not last]
            sheet.standing = bool(sheet.rows)

    @rule(lembar=sheets)
    def who_gave_the_last_one_takes_it_back(self, lembar):
        if rows := self.known[lembar].rows:
            self.takes_back(lembar, 0, rows[-1].dari)

    @rule(surat=letters, back=BACK, by=ANYBODY)
    def cancels_the_letter(self, surat, back, by):
        read = self.digest(surat, back)
        allowed = by in ANSWERING and self.is_current(surat, read) and surat not in self.cancelled
        allowed = allowed and not self.standing_of(surat)
        if self.attempt(surat, allowed, cancel, read=read, reason="tercatat dua kali", by=by):
            self.cancelled.add(surat)

    @rule(lembar=sheets, by=ANYBODY)
    def cancels_the_sheet(self, lembar, by):
        sheet, read = self.known[lembar], self.digest(lembar, 0)
        allowed = sheet.standing and by in {*ANSWERING, sheet.opened_by, *(row.dari for row in sheet.rows)}
        if self.attempt(lembar, allowed, cancel, read=read, reason="salah surat", by=by):
            sheet.standing = False

    # how it is judged

    def attempt(self, naskah_id, allowed, act, **facts):
        """The act happens whole where it may, and where it may not it is refused and nothing changes."""
        before, count = self.office.archive.naskah(naskah_id), self.acts()
        sheets = self.office.archive.list_naskah(jenis=LEMBAR)
        try:
            done = act(self.office, naskah_id, **facts)
        except REFUSALS as refusal:
            assert not allowed, f"{act.__name__} was refused: {refusal}"
            assert self.office.archive.list_naskah(jenis=LEMBAR) == sheets and self.acts() == count
            assert self.office.archive.naskah(naskah_id) == before
            return None
        assert allowed, f"{act.__name__} by {facts['by']} was let through"
        assert self.office.archive.naskah(done.id) == done
        assert self.acts() == count + (done != before)  # who reads twice does nothing
        self.clock.pass_by(minutes=1)
        return done

    @invariant()
    def data_and_paper_say_what_was_ordered(self):
        for lembar_id, sheet in self.known.items():
            lembar = self.office.archive.naskah(lembar_id)
            assert [
                (hop["dari"], hop["kepada"], hop["instruksi"], hop["isi"], datetime.fromisoformat(hop["at"]))
                for hop in hops(lembar)
            ] == [(row.dari, row.kepada, row.ticks, row.isi, row.at) for row in sheet.rows]
            assert [(set(hop.get("dibaca", ())), set(hop.get("selesai", ()))) for hop in hops(lembar)] == [
                (row.read, row.reported) for row in sheet.rows
            ]
            assert all(
                row.reported <= row.read and {one.dari for one in row.passed_on} <= row.read for row in sheet.rows
            )
            if self.seen.get(lembar_id) != lembar.latest:
                self.seen[lembar_id] = lembar.latest
                assert self.rows_of(self.office.archive.read(lembar.latest)) == self.printed(sheet.rows)

    @invariant()
    def a_letter_has_one_standing_sheet_and_a_cancelled_letter_none(self):
        for surat in {sheet.surat for sheet in self.known.values()}:
            filed = self.office.archive.list_naskah(jenis=LEMBAR, induk=surat)
            standing = [one.id for one in filed if one.latest.status is not Status.DIBATALKAN]
            assert standing == self.standing_of(surat) and len(standing) <= (surat not in self.cancelled)

    @invariant()
    def it_waits_for_who_has_neither_reported_nor_passed_on(self):
        if self.judged == self.acts():
            return
        self.judged = self.acts()
        expected = [
            (lembar_id, post, f"disposisi dari {row.dari}: {'; '.join([*row.ticks, row.isi])}")
            for lembar_id, sheet in self.known.items()
            if sheet.standing
            for row in sheet.rows
            for post in row.open_for()
        ]
        expected += [
            (surat, "kepala_dinas", "disposisi surat masuk")
            for surat in self.came
            if surat not in self.cancelled and not self.standing_of(surat)
        ]
        waiting = [(task.subject, task.post, task.tugas) for task in all_tasks(self.office)]
        assert sorted(waiting) == sorted(expected)

    def every_level_is_printed_as_it_was(self, lembar_id, sheet):
        lembar = self.office.archive.naskah(lembar_id)
        for level in range(1, len(sheet.rows) + 1):
            assert self.rows_of(sheet_at(self.office, lembar, level)) == self.printed(sheet.rows[:level])

    # what the machine knows

    def instruction(self, by, kepada, ticks):
        self.said += 1
        listed = [one for one in INSTRUKSI if one in ticks]
        isi = f"Kerjakan {self.said}."
        return Disposisi(kepada, isi, None, sorted(ticks)), Row(by, kepada, listed, isi, self.clock())

    def standing_of(self, surat):
        return [key for key, sheet in self.known.items() if sheet.surat == surat and sheet.standing]

    def digest(self, naskah_id, back):
        versions = self.office.archive.versions(naskah_id)
        return versions[max(0, len(versions) - 1 - back)].sha256

    def is_current(self, naskah_id, read):
        return self.office.archive.naskah(naskah_id).latest.sha256 == read

    def acts(self):
        return sum(1 for _ in self.office.archive.log())

    def rows_of(self, docx):
        return plain_text(docx).replace("\u00a0", " ").partition(HEADS)[2].rstrip("\n")

    def printed(self, rows):
        return "\n".join(
            "\t".join(
                (
                    f"{row.at:%d-%m-%Y}",
                    self.short(row.dari),
                    ", ".join(map(self.short, row.kepada)),
                    "\n".join(line for line in ("   ".join(f"☑ {one}" for one in row.ticks), row.isi) if line),
                    f"{row.at:%d-%m-%Y %H.%M}",
                )
            )
            for row in rows
        )

    def short(self, post):
        return self.office.kantor.official(post).singkat


Disposing.TestCase.settings = settings(
    max_examples=10, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestDisposing = Disposing.TestCase
