"""Whatever officials and clerks do in whatever order: nothing unread is signed, no number twice, no version lost."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule

from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import draft, revise, upload
from docgen.actions.naskah.numbering import assign_nomor
from docgen.errors import NotAllowed, NotReady, NotYourTurn, StaleVersion
from docgen.naskah.records import Status
from docgen.paper.read import plain_text
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow

REFUSALS = (NotReady, NotYourTurn, NotAllowed, StaleVersion)
POSTS = st.sampled_from(["kasubag_perencanaan", "sekretaris", "kepala_dinas", "kasubag_umum", "tata_usaha"])
TYPES = st.sampled_from(["laporan_pengukuran_kinerja", "nota_dinas_undangan", "notula", "surat_dinas"])
CONCERNED = {"surat_dinas": {"koordinasi_1": "kasubag_umum"}}  # who parafs beside the hierarchy
# mostly the latest version, sometimes an older one
BACK = st.sampled_from([0, 0, 0, 0, 1, 2])


class Secretariat(OfficeMachine):
    naskah = Bundle("naskah")

    def __init__(self) -> None:
        super().__init__()
        self.filed: dict[tuple[str, int], str] = {}

    def teardown(self) -> None:
        for naskah_id in {key[0] for key in self.filed}:
            self.every_approval_rests_on_what_was_read(naskah_id)
        super().teardown()

    def done(self, naskah) -> str:
        """Note what was acknowledged."""
        self.clock.pass_by(minutes=1)
        self.filed[naskah.id, naskah.latest.number] = naskah.latest.sha256
        return naskah.id

    def read(self, naskah_id: str, back: int) -> str:
        versions = self.office.archive.versions(naskah_id)
        return versions[max(0, len(versions) - 1 - back)].sha256

    def attempt(self, naskah_id: str, back: int, act, **facts) -> None:
        """An act on a version that may be stale: it happens whole, or it is refused and nothing changes."""
        before = self.office.archive.naskah(naskah_id)
        read = self.read(naskah_id, back)
        try:
            done = act(self.office, naskah_id, read=read, **facts)
        except REFUSALS:
            assert self.office.archive.naskah(naskah_id) == before
            return
        after = done[0] if isinstance(done, tuple) else done
        assert before.latest.sha256 == read, "acted on a version that nobody had read"
        assert self.office.archive.naskah(naskah_id) == after
        assert after.latest.number == before.latest.number + 1
        self.done(after)

    @rule(target=naskah, jenis=TYPES)
    def drafts(self, jenis):
        form = self.office.doctype(jenis).example() | CONCERNED.get(jenis, {})
        return self.done(draft(self.office, jenis, form, by="kasubag_perencanaan"))

    @rule(naskah=naskah, back=BACK)
    def revises(self, naskah, back):
        self.attempt(naskah, back, revise, form={}, by="kasubag_perencanaan")

    @rule(naskah=naskah, back=BACK, by=POSTS)
    def parafs(self, naskah, back, by):
        self.attempt(naskah, back, give_paraf, by=by)

    @rule(naskah=naskah, back=BACK, by=POSTS)
    def signs(self, naskah, back, by):
        self.attempt(naskah, back, sign, by=by)

    @rule(naskah=naskah)
    def goes_through_the_whole_chain(self, naskah):
        for by in ("kasubag_perencanaan", "kasubag_umum", "sekretaris", "kepala_dinas"):
            for act in (give_paraf, sign):
                self.attempt(naskah, 0, act, by=by)

    @rule(naskah=naskah, back=BACK, by=POSTS)
    def returns(self, naskah, back, by):
        self.attempt(naskah, back, send_back, by=by, note="perbaiki")

    @rule(naskah=naskah, back=BACK)
    def uploads(self, naskah, back):
        docx = self.office.archive.read(self.office.archive.naskah(naskah).latest)
        self.attempt(naskah, back, upload, docx=docx, by="kasubag_perencanaan")

    @rule(naskah=naskah, back=BACK)
    def numbers(self, naskah, back):
        self.attempt(naskah, back, assign_nomor, by="tata_usaha")

    @rule(naskah=naskah, back=BACK)
    def copies(self, naskah, back):
        self.attempt(naskah, back, issue_salinan, by="kasubag_umum", kepada="Inspektorat")

    @rule(naskah=naskah, back=BACK)
    def cancels(self, naskah, back):
        self.attempt(naskah, back, cancel, by="tata_usaha", reason="salah")

    @invariant()
    def no_version_is_lost_or_changed(self):
        for (naskah_id, number), digest in self.filed.items():
            version = self.office.archive.versions(naskah_id)[number - 1]
            assert version.sha256 == digest
            assert hashlib.sha256(self.office.archive.read(version)).hexdigest() == digest

    @invariant()
    def registers_have_no_gap_and_no_number_twice(self):
        for buku in {t.numbering.buku for t in self.office.types.values() if t.numbering}:
            lines = self.office.archive.register(buku, 2019)
            assert [line.urut for line in lines] == list(range(1, len(lines) + 1))
            assert len({line.nomor for line in lines}) == len(lines)

    def every_approval_rests_on_what_was_read(self, naskah_id):
        versions = self.office.archive.versions(naskah_id)
        for before, after in pairwise(versions):
            if after.act not in ("diparaf", "ditandatangani"):
                continue
            assert after.approvals[-1].read == before.sha256
            assert after.approvals[:-1] == before.approvals
            old, new = (plain_text(self.office.archive.read(v)).split() for v in (before, after))
            stamp = f"disetujui {after.at:%d-%m-%Y} {after.at:%H.%M}".split()
            assert sorted([*old, *stamp]) == sorted(new), "a signature changed the words"
        if versions[-1].status is Status.TERBIT:
            doctype = self.office.doctype(self.office.archive.naskah(naskah_id).jenis)
            assert [a.anchor for a in versions[-1].approvals] == [r.anchor for r in doctype.asked(versions[-1].values)]


Secretariat.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
TestSecretariat = Secretariat.TestCase
