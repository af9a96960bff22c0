"""Whatever an office does: every evening its books and lists are printed, and later they are printed again the same."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from docgen.actions.arsip.closing import close_berkas, hold, reopen_berkas
from docgen.actions.arsip.gathering import all_berkas, begin, mark_vital, move_folder, put_in, take_out
from docgen.actions.arsip.shelving import lay_paper, mark_paper, move_box, set_up_box
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import revise
from docgen.actions.naskah.filing import REFUSALS
from docgen.actions.naskah.reserving import release, use_reserved
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.errors import NotReady
from docgen.kearsipan.kertas import BERKAS, HILANG, KERTAS, PERTINGGAL, Kertas
from docgen.naskah.records import Status
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK
from tests.actions.naskah.test_approving import drafted
from tests.actions.naskah.test_reserving import on_paper, out_of_turn, reserved, signed
from tests.actions.naskah.test_standing import printed
from tests.actions.surat.test_dispatching import CLERK, issued
from tests.actions.surat.test_dispatching import received as receipt
from tests.actions.surat.test_dispatching import sent as send
from tests.actions.surat.test_disposing import received
from tests.machine import OfficeMachine

pytestmark = pytest.mark.slow


def newest(office, pick, **wanted):
    found = sorted(office.archive.list_naskah(**wanted), key=lambda one: (one.latest.at, one.id))
    if not found:
        raise NotReady("belum ada")
    return found[pick % len(found)]


def kode(office, pick):
    found = all_berkas(office)
    if not found:
        raise NotReady("belum ada")
    return found[pick % len(found)].catatan.kode


def outgoing(office, pick):
    return newest(office, pick, status=Status.TERBIT, jenis="surat_dinas")


def of_a_blok(office, pick):
    found = [one.urut for one in office.archive.register("surat_keluar", 2019) if one.blok]
    if not found:
        raise NotReady("belum ada")
    return found[pick % len(found)]


def holding(office, pick, fact):
    found = [one for one in office.archive.list_naskah() if fact in one.latest.facts]
    if not found:
        raise NotReady("belum ada")
    return sorted(found, key=lambda one: one.id)[pick % len(found)].id


def finish(office, pick):
    """A matter from its opening to its closing."""
    naskah, number = send(office, issued(office)), begin(office, FORM, by=ARCHIVIST).kode
    put_in(office, number, [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    close_berkas(office, number, by=ARCHIVIST)


def pass_on(office, pick):
    lembar = newest(office, pick, jenis="lembar_disposisi")
    forward(office, lembar.id, Disposisi(["kabid_capil"], "Proses."), read=lembar.latest.sha256, by="sekretaris")


def stop(office, pick):
    naskah = newest(office, pick)
    cancel(office, naskah.id, read=naskah.latest.sha256, reason="keliru", by="kepala_dinas")


def correct(office, pick):
    naskah = newest(office, pick, status=Status.DRAF)
    words = {"perihal": f"Perbaikan {naskah.latest.number}"}
    revise(office, naskah.id, words, read=naskah.latest.sha256, by="sekretaris")


def give_back(office, pick):
    blok = newest(office, pick, jenis="blok_nomor")
    release(office, blok.id, read=blok.latest.sha256, by=CLERK, reason="listrik menyala")


def copy(office, pick):
    naskah = outgoing(office, pick)
    issue_salinan(office, naskah.id, read=naskah.latest.sha256, by=ARCHIVIST, kepada=f"Camat {pick}")


def shelve(office, pick):
    paper = Kertas(pick % 2, PERTINGGAL, 0, boks="B-1", urut=pick)
    lay_paper(office, newest(office, pick).id, paper, by=ARCHIVIST)


ACTS = (
    lambda o, n: issued(o),
    lambda o, n: drafted(o),
    lambda o, n: received(o),
    lambda o, n: dispose(o, newest(o, n, jenis="surat_masuk").id, Disposisi(["sekretaris"], "."), by="kepala_dinas"),
    pass_on, stop, correct, finish, give_back, copy, shelve,
    lambda o, n: send(o, outgoing(o, n)),
    lambda o, n: receipt(o, outgoing(o, n), 1 + n % 2),
    lambda o, n: reserved(o, count=2),
    lambda o, n: on_paper(o, of_a_blok(o, n), o.now().date()),
    lambda o, n: out_of_turn(use_reserved, o, signed(o), of_a_blok(o, n), o.now().date()),
    lambda o, n: begin(o, {**FORM, "unit": f"Bidang {n % 2}"}, by=ARCHIVIST),
    lambda o, n: put_in(o, kode(o, n), [newest(o, n + 3).id], by=ARCHIVIST, macam=PERTINGGAL if n % 2 else ""),
    lambda o, n: take_out(o, holding(o, n, BERKAS), "salah berkas", by=ARCHIVIST),
    lambda o, n: move_folder(o, kode(o, n), by=ARCHIVIST, boks="B-1", folder=str(n)),
    lambda o, n: close_berkas(o, kode(o, n), by=ARCHIVIST),
    lambda o, n: reopen_berkas(o, kode(o, n), "susulan", by=ARCHIVIST),
    lambda o, n: hold(o, kode(o, n), "perkara", by=ARCHIVIST),
    lambda o, n: mark_vital(o, kode(o, n), by=ARCHIVIST),
    lambda o, n: move_box(o, "B-1", {"rak": f"Rak {n}"}, by=ARCHIVIST),
    lambda o, n: mark_paper(o, holding(o, n, KERTAS), 1, by=ARCHIVIST, keadaan=HILANG, note="tidak ada"),
)  # fmt: skip


class Evenings(OfficeMachine):
    """Any act on anything, and now and then an evening."""

    def __init__(self) -> None:
        super().__init__()
        self.evenings: dict[date, Any] = {}
        set_up_box(self.office, "B-1", RAK, by=ARCHIVIST)

    @rule(acts=st.lists(st.sampled_from(ACTS), min_size=4, max_size=8), pick=st.integers(0, 9))
    def a_day(self, acts, pick):
        for at, act in enumerate(acts):
            with suppress(*REFUSALS):
                act(self.office, pick + at)
        today = self.clock().date()
        self.evenings[today] = printed(self.office, today)
        self.clock.pass_by(days=1)

    def teardown(self) -> None:
        try:
            for day, found in self.evenings.items():
                assert printed(self.office, day) == found
        finally:
            super().teardown()


Evenings.TestCase.settings = settings(
    max_examples=6, stateful_step_count=10, suppress_health_check=[HealthCheck.too_slow]
)
TestEvenings = Evenings.TestCase
