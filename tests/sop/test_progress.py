"""A run of an SOP goes forward only as the sheet says, and never forgets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import NotReady, NotYourTurn
from docgen.sop.declaration import Sop, load_sops, read_sop
from docgen.sop.flow import find_step, is_return
from docgen.sop.progress import (
    Closing,
    Event,
    SopRun,
    cancel,
    complete,
    current_step,
    history,
    made,
    missing,
    posts_of,
    start,
)  # fmt: skip

SOPS = load_sops(Path(__file__).parents[2] / "docgen" / "sops")
SOP = SOPS["pengukuran_kinerja"]
NOW = datetime(2019, 1, 2, 9, 0)


def new_run(sop: Sop = SOP) -> SopRun:
    at_hand = dict.fromkeys(sop.mulai_dengan, "N0")
    return start(sop, "R1", "Pengukuran kinerja 2018", by="kasubag_perencanaan", at=NOW, outputs=at_hand)


def go(run: SopRun, by: str, outcome: str = "", note: str = "", **outputs: str) -> SopRun:
    return complete(SOP, run, Closing(outcome, outputs, note), by=by, at=NOW + timedelta(hours=len(run.events)))


def until_draft_is_checked(run: SopRun, draft: str = "N3") -> SopRun:
    run = go(run, "kepala_dinas", disposisi_kepala="D1")
    run = go(run, "sekretaris", disposisi_sekretaris="D1")
    run = go(run, "kasubag_perencanaan", form_data="berkas", nota_dinas_undangan="N1")
    run = go(run, "kabid_capil", data_kinerja="N2", peserta_rapat="H1")
    return go(run, "kasubag_perencanaan", draf_laporan=draft)


def test_the_eight_steps_with_one_return_reach_the_end() -> None:
    run = until_draft_is_checked(new_run())
    run = go(run, "sekretaris", "dikembalikan", "Tabel 2 belum dijumlahkan")
    assert current_step(SOP, run) == find_step(SOP.steps, "susun_draf")
    run = go(run, "kasubag_perencanaan", draf_laporan="N3 versi 2")
    run = go(run, "sekretaris", "diparaf", draf_terparaf="N3 versi 3")
    run = go(run, "kepala_dinas", "disetujui", laporan="N3 versi 4")
    run = go(run, "kasubag_perencanaan", laporan_terdokumentasi="N3", salinan="N3/1, N3/2")
    assert current_step(SOP, run) is None
    assert made(run)["draf_laporan"] == "N3 versi 2"
    assert {row.state for row in history(SOP, run)} == {"selesai"}
    with pytest.raises(NotReady, match="sudah selesai"):
        go(run, "kepala_dinas")


def test_the_table_shows_done_running_and_waiting_rows() -> None:
    run = until_draft_is_checked(new_run())
    states = [row.state for row in history(SOP, run)]
    assert states == ["selesai"] * 5 + ["berjalan"] + ["menunggu"] * 2
    assert history(SOP, new_run())[0].state == "berjalan"


def test_after_a_return_the_rows_gone_back_over_wait_again() -> None:
    run = go(until_draft_is_checked(new_run()), "sekretaris", "diparaf", draf_terparaf="N3")
    run = go(run, "kepala_dinas", "dikembalikan", "Perbaiki capaian")
    rows = history(SOP, run)
    assert [row.state for row in rows] == ["selesai"] * 4 + ["berjalan"] + ["menunggu"] * 3
    assert rows[6].last == run.events[-1] and rows[4].times == 1


def test_someone_else_may_not_close_the_step() -> None:
    with pytest.raises(NotYourTurn, match="kepala_dinas"):
        go(new_run(), "sekretaris", disposisi_kepala="D1")


def problems_of(run: SopRun, by: str, outcome: str = "", note: str = "", **outputs: str) -> tuple[str, ...]:
    with pytest.raises(NotReady) as caught:
        go(run, by, outcome, note, **outputs)
    return caught.value.problems


def test_a_choice_must_be_made_and_the_choices_are_named() -> None:
    run = until_draft_is_checked(new_run())
    assert "hasil belum dipilih; pilih: diparaf, dikembalikan" in problems_of(run, "sekretaris", draf_terparaf="N3")
    assert any("'ditolak' tidak dikenal" in p for p in problems_of(run, "sekretaris", "ditolak"))


def test_a_step_cannot_close_without_naming_its_outputs_and_says_all_that_is_wrong() -> None:
    run = until_draft_is_checked(new_run())
    assert problems_of(run, "sekretaris", disposisi="D1") == (
        "hasil belum dipilih; pilih: diparaf, dikembalikan",
        "output 'draf_terparaf' belum disebut",
        "output 'disposisi' tidak dikenal di sini; yang ada: draf_terparaf, draf_laporan",
    )
    assert problems_of(new_run(), "kepala_dinas", disposisi_kepala="  ") == ("output 'disposisi_kepala' belum disebut",)


def test_a_step_without_choices_takes_no_outcome() -> None:
    assert "tanpa pilihan" in problems_of(new_run(), "kepala_dinas", "disetujui", disposisi_kepala="D1")[0]
    assert go(new_run(), "kepala_dinas", "selesai", disposisi_kepala="D1").events[-1].outcome == "selesai"


def test_a_return_needs_a_note_and_no_output() -> None:
    run = until_draft_is_checked(new_run())
    assert problems_of(run, "sekretaris", "dikembalikan", " ") == (
        "hasil 'dikembalikan' memerlukan catatan: tulis apa yang harus diperbaiki",
    )
    assert go(run, "sekretaris", "dikembalikan", "Lengkapi").events[-1].outputs == {}


def test_a_run_begins_with_what_was_at_hand() -> None:
    run = start(SOP, "R1", "Pengukuran", by="kasubag_umum", at=NOW, outputs={"surat_masuk": "N0"})
    assert run.events[0].step_id == "mulai" and made(run) == {"surat_masuk": "N0"}
    assert run.sop_sha256 == SOP.sha256
    with pytest.raises(NotReady) as caught:
        start(SOP, "R1", " ", by="kasubag_umum", at=NOW, outputs={"surat": "N0"})
    assert len(caught.value.problems) == 2


def test_what_is_missing_is_named_and_stops_the_step() -> None:
    skipped = Event("buat_format", "selesai", "kasubag_perencanaan", NOW)
    run = SopRun("R1", SOP.id, SOP.sha256, "Pengukuran", (skipped,))
    assert missing(SOP, run) == ("form_data", "daftar_hadir")
    assert "kelengkapan 'form_data' belum ada" in problems_of(run, "kabid_capil", data_kinerja="N", peserta_rapat="H")


def test_what_was_to_be_at_hand_may_come_with_the_step_that_needs_it() -> None:
    run = start(SOP, "R1", "Pengukuran", by="kasubag_umum", at=NOW, outputs={"surat_masuk": "N0"})
    assert problems_of(run, "kepala_dinas", disposisi_kepala="D1") == ("kelengkapan 'lembar_disposisi' belum ada",)
    assert made(go(run, "kepala_dinas", disposisi_kepala="D1", lembar_disposisi="D0"))["lembar_disposisi"] == "D0"
    by_itself = complete(
        SOP, run, Closing(outputs={"disposisi_kepala": "D1"}), by="kepala_dinas", at=NOW, at_hand=["lembar_disposisi"]
    )
    assert current_step(SOP, by_itself) == SOP.steps[1]
    later = problems_of(by_itself, "sekretaris", disposisi_sekretaris="D1", dokumen_perencanaan="R")
    assert len(later) == 1 and later[0].endswith("yang ada: disposisi_sekretaris, surat_masuk, disposisi_kepala")


def test_a_run_older_than_the_file_asks_for_the_older_file() -> None:
    run = SopRun("R1", SOP.id, "0" * 64, "Pengukuran", (Event("langkah_lama", "selesai", "sekretaris", NOW),))
    with pytest.raises(NotReady, match="berkas SOP yang semula"):
        current_step(SOP, run)


def test_a_refused_step_leaves_the_run_as_it_was() -> None:
    run = new_run()
    problems_of(run, "kepala_dinas")
    assert len(run.events) == 1


@given(st.data(), st.sampled_from(sorted(SOPS)))
def test_whatever_is_chosen_the_run_keeps_its_events_and_can_end(data: st.DataObject, sop_id: str) -> None:
    sop = SOPS[sop_id]
    run = new_run(sop)
    for _ in range(12):
        step = current_step(sop, run)
        if step is None:
            break
        outcome = data.draw(st.sampled_from(sorted(step.outcomes) or [""]))
        outputs: Mapping[str, str] = {} if is_return(sop.steps, step, outcome) else dict.fromkeys(step.output, "N")
        before = run.events
        closing = Closing(outcome, outputs, "perbaiki")
        run = complete(sop, run, closing, by=posts_of(sop, step, run)[0], at=NOW)
        assert run.events[:-1] == before
        assert missing(sop, run) == ()
        rows = history(sop, run)
        assert sum(row.state == "berjalan" for row in rows) == (current_step(sop, run) is not None)


def test_an_outcome_that_closes_the_run_closes_it() -> None:
    text = (
        'nama = "S"\nnomor = "1"\npelaksana = { kabid = "Kabid" }\n[[step]]\nid = "a"\nkegiatan = "x"\n'
        'pelaksana = ["kabid"]\nwaktu = "1 jam"\noutcomes = { cukup = "selesai", ulang = "a" }\n'
    )
    sop = read_sop(text.encode(), "uji")
    run = complete(sop, new_run(sop), Closing("cukup"), by="kabid", at=NOW)
    assert current_step(sop, run) is None
    assert history(sop, run)[0].state == "selesai"


def test_a_run_for_one_bidang_is_acted_by_its_head_and_not_by_another() -> None:
    sop = SOPS["data_kinerja_bidang"]
    run, closing = replace(new_run(sop), untuk="kabid_capil"), Closing(outputs={"disposisi_kabid": "N1"})
    assert posts_of(sop, sop.steps[0], run) == ("kabid_capil",)
    assert posts_of(sop, sop.steps[1], run) == ("kasubag_umum",)  # who serves all bidang
    with pytest.raises(NotYourTurn, match="menunggu: kabid_capil"):
        complete(sop, run, closing, by="kabid_dafduk", at=NOW)
    assert complete(sop, run, closing, by="kabid_capil", at=NOW).untuk == "kabid_capil"


def test_a_cancelled_run_waits_for_nobody_and_closes_nothing_more() -> None:
    run = cancel(SOP, go(new_run(), "kepala_dinas", disposisi_kepala="D1"), " dua kali ", by="tata_usaha", at=NOW)
    assert run.events[-1] == Event("dibatalkan", "", "tata_usaha", NOW, {}, "dua kali")
    assert current_step(SOP, run) is None and missing(SOP, run) == ()
    assert [row.state for row in history(SOP, run)] == ["selesai", *["dibatalkan"] * 7]
    told = "dibatalkan oleh tata_usaha pada 02-01-2019 09.00, alasannya: dua kali"
    with pytest.raises(NotReady, match=told):
        go(run, "sekretaris", disposisi_sekretaris="D1")
    with pytest.raises(NotReady, match=told):
        cancel(SOP, run, "lagi", by="tata_usaha", at=NOW)


def test_no_run_is_cancelled_without_a_reason_or_after_its_end() -> None:
    with pytest.raises(NotReady, match="memerlukan alasan"):
        cancel(SOP, new_run(), "  ", by="tata_usaha", at=NOW)
    run = go(until_draft_is_checked(new_run()), "sekretaris", "diparaf", draf_terparaf="N3")
    run = go(run, "kepala_dinas", "disetujui", laporan="N3")
    run = go(run, "kasubag_perencanaan", laporan_terdokumentasi="N3", salinan="N3")
    with pytest.raises(NotReady, match="sudah selesai"):
        cancel(SOP, run, "keliru", by="tata_usaha", at=NOW)
