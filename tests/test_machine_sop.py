"""Both SOPs closed step by step by anybody, with anything: as the printed tables say, or refused with nothing filed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, precondition, rule

from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import cancel_run, complete_step, run_status, start_run
from docgen.actions.sop.tasks import all_tasks
from docgen.errors import NotAllowed, NotReady, NotYourTurn
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow

KABID = ("kabid_dafduk", "kabid_capil", "kabid_piak")
PLANNING, HEAD, DEPUTY, GENERAL = "kasubag_perencanaan", "kepala_dinas", "sekretaris", "kasubag_umum"


class Row(NamedTuple):
    """One row of the printed table: who, what it makes, the type of the naskah among that, and where a return goes."""

    posts: tuple[str, ...]
    output: tuple[str, ...]
    jenis: str = ""
    onward: str = ""  # the outcome that goes on, where the row decides
    back: int = 0  # the row the work goes back to when it is returned, counted from 1


TABLES = {  # written from the paper, not from docgen/sops
    "pengukuran_kinerja": (
        Row((HEAD,), ("disposisi_kepala",), "lembar_disposisi"),
        Row((DEPUTY,), ("disposisi_sekretaris",)),
        Row((PLANNING,), ("form_data", "nota_dinas_undangan"), "nota_dinas_undangan"),
        Row((PLANNING, *KABID, GENERAL), ("data_kinerja", "peserta_rapat"), "notula"),
        Row((PLANNING,), ("draf_laporan",), "laporan_pengukuran_kinerja"),
        Row((DEPUTY,), ("draf_terparaf",), onward="diparaf", back=5),
        Row((HEAD,), ("laporan",), onward="disetujui", back=5),
        Row((PLANNING,), ("laporan_terdokumentasi", "salinan"), "surat_pengantar"),
    ),
    "data_kinerja_bidang": (
        Row(KABID, ("disposisi_kabid",), "lembar_disposisi"),
        Row((GENERAL,), ("disposisi_kasubag",)),
        Row(("tata_usaha",), ("bahan_laporan",)),
        Row((GENERAL,), ("laporan_data",)),
        Row(KABID, ("laporan_disposisi",), onward="disetujui", back=4),
        Row((PLANNING,), ("laporan_kinerja",)),
    ),
}
AT_HAND = {
    "pengukuran_kinerja": ("surat_masuk", "lembar_disposisi", "dokumen_perencanaan", "daftar_hadir"),
    "data_kinerja_bidang": ("indikator_sasaran",),
}
SLIPS = st.sampled_from(["", "", "", "", "post", "output", "type", "outcome", "note", "stray"])
POSTS = (HEAD, DEPUTY, PLANNING, GENERAL, "tata_usaha", *KABID)


@dataclass
class Walk:
    """A run as those in the office remember it."""

    sop: str
    at: int = 1  # the row that is being worked on
    closed: list[int] = field(default_factory=list)
    why: str = ""  # it was cancelled

    @property
    def row(self) -> Row | None:
        return TABLES[self.sop][self.at - 1] if self.at <= len(TABLES[self.sop]) and not self.why else None


class Procedures(OfficeMachine):
    runs = Bundle("runs")

    def __init__(self) -> None:
        super().__init__()
        self.walks: dict[str, Walk] = {}

    @initialize(target=runs)
    def both_begin(self):
        kinds = {row.jenis for table in TABLES.values() for row in table if row.jenis}
        self.papers = {
            jenis: f"naskah:{draft(self.office, jenis, self.office.doctype(jenis).example(), by=DEPUTY).id}"
            for jenis in sorted(kinds)
        }
        return multiple(*(self.begun(sop) for sop in TABLES))

    @precondition(lambda self: sum(walk.row is not None for walk in self.walks.values()) < 4)
    @rule(target=runs, sop=st.sampled_from(sorted(TABLES)))
    def another_begins(self, sop):
        return self.begun(sop)

    def begun(self, sop: str) -> str:
        given = {name: Upload(name.encode(), f"{name}.txt") for name in AT_HAND[sop]}
        run = start_run(self.office, sop, "Tahun 2018", by="tata_usaha", outputs=given)
        self.walks[run.id] = Walk(sop)
        return run.id

    @rule(minutes=st.integers(1, 600))
    def time_passes(self, minutes):
        self.clock.pass_by(minutes=minutes)

    @rule(run_id=runs, steps=st.integers(2, 5), which=st.integers(0, 9))
    def goes_on_for_a_while(self, run_id, steps, which):
        for _ in range(steps):
            self.close(run_id, "", which, returned=False)

    @rule(run_id=runs, slip=SLIPS, which=st.integers(0, 9), returned=st.booleans())
    def closes(self, run_id, slip, which, returned):
        self.close(run_id, slip, which, returned=returned)

    @rule(run_id=runs, by=st.sampled_from(POSTS), why=st.sampled_from(["terbuka dua kali", "keliru", " "]))
    def is_cancelled(self, run_id, by, why):
        walk, before = self.walks[run_id], self.office.archive.run(run_id)
        may = walk.row is not None and by in {"tata_usaha", HEAD, *walk.row.posts, *self.secretariat()}
        try:
            after = cancel_run(self.office, run_id, why, by=by)
        except (NotReady, NotAllowed):
            assert not may or not why.strip()
            assert self.office.archive.run(run_id) == before
            return
        assert may and after.events[:-1] == before.events and after.events[-1].note == why
        walk.why = why

    def secretariat(self):
        return {post for post, one in self.office.kantor.pejabat.items() if "sekretariat" in one.peran}

    def close(self, run_id: str, slip: str, which: int, *, returned: bool) -> None:
        """The step as the table has it, but for at most one slip."""
        walk, before = self.walks[run_id], self.office.archive.run(run_id)
        row = walk.row
        if row is None:
            with pytest.raises(NotReady, match=walk.why or "sudah selesai"):
                complete_step(self.office, run_id, by=HEAD)
            assert self.office.archive.run(run_id) == before
            return
        returned = returned and bool(row.back)
        by, outcome, outputs, note, wrong = self.as_typed(row, slip, which, returned)
        try:
            after = complete_step(self.office, run_id, by=by, outcome=outcome, outputs=outputs, note=note)
        except (NotReady, NotYourTurn, NotAllowed):
            assert wrong, (slip, row)
            assert self.office.archive.run(run_id) == before
            return
        assert not wrong, (slip, row)
        assert after == self.office.archive.run(run_id) and after.events[:-1] == before.events
        walk.closed.append(walk.at)
        walk.at = row.back if returned else walk.at + 1

    def as_typed(self, row, slip, which, returned):
        """Who closes it, the outcome, the outputs, the note, and whether that is to be refused."""
        by = row.posts[which % len(row.posts)]
        outputs = {} if returned else {name: Upload(name.encode(), f"{name}.txt") for name in row.output}
        if row.jenis and not returned:
            outputs[row.output[-1]] = self.papers[row.jenis]
        outcome = "dikembalikan" if returned else row.onward
        note = "perbaiki" if returned else ""
        wrong = False
        if slip == "post":
            by = POSTS[which % len(POSTS)]
            wrong = by not in row.posts
        elif slip == "output" and outputs:
            del outputs[row.output[which % len(row.output)]]
            wrong = True
        elif slip == "type" and row.jenis and not returned:
            outputs[row.output[-1]] = Upload(b"bukan naskahnya", "lain.txt")
            wrong = True
        elif slip == "outcome":
            outcome = "" if outcome else "disetujui"
            wrong = True
        elif slip == "note" and returned:
            note, wrong = "  ", True
        elif slip == "stray":
            outputs, wrong = {**outputs, "entah": Upload(b"entah", "entah.txt")}, True
        return by, outcome, outputs, note, wrong

    @invariant()
    def every_run_stands_where_the_office_thinks(self):
        for run_id, walk in self.walks.items():
            status = run_status(self.office, run_id)
            standing = [n for n, state in enumerate(status.states, 1) if state.state == "berjalan"]
            assert standing == ([walk.at] if walk.row else [])
            assert [state.times for state in status.states] == [
                walk.closed.count(n) for n in range(1, len(status.states) + 1)
            ]
            assert [state.state == "selesai" for state in status.states] == [
                n < walk.at for n in range(1, len(status.states) + 1)
            ]

    @invariant()
    def each_open_step_waits_for_those_who_may_close_it_and_nobody_else(self):
        waiting = {(task.subject, task.post) for task in all_tasks(self.office) if task.subject in self.walks}
        assert waiting == {(run_id, post) for run_id, walk in self.walks.items() if walk.row for post in walk.row.posts}


Procedures.TestCase.settings = settings(
    max_examples=12, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
TestProcedures = Procedures.TestCase
