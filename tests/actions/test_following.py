"""Running the SOP: each step by its own official, with the naskah it makes, and back again when returned."""

from __future__ import annotations

import pytest

from docgen.actions.drafting import draft
from docgen.actions.following import Closing, complete_step, print_sop, run_status, start_run
from docgen.errors import NotAllowed, NotFound, NotReady, NotYourTurn
from docgen.naskah.doctype import load_doctypes
from docgen.office import open_office
from docgen.paper.read import plain_text

SOP = "pengukuran_kinerja"


@pytest.fixture
def office(plain_office):
    return plain_office


def begun(office):
    return start_run(office, SOP, "Pengukuran Kinerja 2018", by="tata_usaha")


def closed(office, run, *steps):
    """Close steps as (post, outcome) with every output the step names."""
    for post, outcome in steps:
        states = run_status(office, run.id).states
        step = next(s.step for s in states if s.state == "berjalan")
        outputs = {} if outcome == "dikembalikan" else dict.fromkeys(step.output, "kertas di meja")
        run = complete_step(office, run.id, Closing(outcome, outputs, "perbaiki" if outcome else ""), by=post)
    return run


TO_REVIEW = [("kepala_dinas", ""), ("sekretaris", ""), *[("kasubag_perencanaan", "")] * 3]


def test_a_run_waits_for_the_official_of_its_step(office):
    run = begun(office)
    with pytest.raises(NotYourTurn, match="kepala_dinas"):
        complete_step(office, run.id, Closing(), by="sekretaris")
    assert closed(office, run, *TO_REVIEW).events[-1].step_id == "susun_draf"


def test_a_return_goes_back_to_the_draft_and_forward_again(office):
    run = closed(office, begun(office), *TO_REVIEW, ("sekretaris", "dikembalikan"))
    states = run_status(office, run.id).states
    assert [s.step.id for s in states if s.state == "berjalan"] == ["susun_draf"]
    run = closed(
        office,
        run,
        ("kasubag_perencanaan", ""),
        ("sekretaris", "diparaf"),
        ("kepala_dinas", "disetujui"),
        ("kasubag_perencanaan", ""),
    )
    states = run_status(office, run.id).states
    assert {s.state for s in states} == {"selesai"}
    with pytest.raises(NotReady, match="sudah selesai"):
        complete_step(office, run.id, Closing(), by="kepala_dinas")


def test_a_step_does_not_close_without_what_it_makes(office):
    with pytest.raises(NotReady, match="disposisi_kepala"):
        complete_step(office, begun(office).id, Closing(), by="kepala_dinas")


def test_an_output_that_claims_to_be_a_naskah_must_be_one(office):
    run = begun(office)
    with pytest.raises(NotFound):
        complete_step(office, run.id, Closing(outputs={"disposisi_kepala": "naskah:TIDAKADA00"}), by="kepala_dinas")
    naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    done = complete_step(
        office, run.id, Closing(outputs={"disposisi_kepala": f"naskah:{naskah.id}"}), by="kepala_dinas"
    )
    assert done.events[-1].outputs == {"disposisi_kepala": f"naskah:{naskah.id}"}


def test_a_run_survives_the_office_closing_for_the_night(office, settings, clock):
    run = closed(office, begun(office), ("kepala_dinas", ""))
    with open_office(settings, now=clock) as morning:
        assert morning.archive.run(run.id) == run


def test_unknown_sops_and_runs_are_named(office):
    with pytest.raises(NotFound, match=SOP):
        start_run(office, "tidak_ada", "x", by="tata_usaha")
    with pytest.raises(NotFound):
        run_status(office, "TIDAKADA00")
    with pytest.raises(NotReady, match="perihal"):
        start_run(office, SOP, " ", by="tata_usaha")


def test_a_run_stays_with_the_file_it_began_with(office, settings, clock):
    own = settings.templates / "sops"
    own.mkdir()
    source = office.sop(SOP)
    original = next(f for folder in settings.sops for f in folder.glob(f"{source.id}.toml"))
    (own / "milik_kantor.toml").write_bytes(original.read_bytes())
    with open_office(settings, now=clock) as mine:
        run = start_run(mine, "milik_kantor", "Uji", by="tata_usaha")
    (own / "milik_kantor.toml").write_bytes(original.read_bytes() + b"\n# diubah\n")
    with open_office(settings, now=clock) as mine, pytest.raises(NotReady, match="sudah berubah"):
        run_status(mine, run.id)


def test_the_sheet_on_the_wall_is_printed_from_the_file_that_runs(office):
    naskah = print_sop(office, SOP, by="kasubag_perencanaan")
    text = plain_text(office.archive.read(naskah.latest))
    sop = office.sop(SOP)
    assert sop.nomor in text and all(step.kegiatan in text for step in sop.steps)
    assert naskah.jenis == "sop_ap" and naskah.jenis in load_doctypes(office.root / "templates_docx")


def test_an_archivist_does_not_run_the_sop(office, settings, clock):
    toml = settings.templates / "kantor.toml"
    text = toml.read_text("utf-8") + (
        '\n[[pejabat]]\nid = "arsiparis"\njabatan = "Arsiparis"\nnama = "X"\nperan = ["arsiparis"]\n'
    )
    toml.write_text(text, "utf-8")
    with open_office(settings, now=clock) as mine, pytest.raises(NotAllowed, match="menjalankan"):
        start_run(mine, SOP, "x", by="arsiparis")
