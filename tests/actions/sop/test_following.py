"""Running the SOP: each step by its own official, with the naskah it makes, and back again when returned."""

from __future__ import annotations

import pytest

from docgen.actions.house.upkeep import rebuild_catalogue, verify_archive
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find
from docgen.actions.naskah.keeping import keep_file
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import cancel_run, complete_step, print_sop, run_status, start_run
from docgen.actions.sop.tasks import all_tasks
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotAllowed, NotFound, NotReady, NotYourTurn, UnsafeFile
from docgen.naskah.doctype import load_doctypes
from docgen.office import open_office
from docgen.paper.read import plain_text
from docgen.search.query import parse_query
from docgen.sop.progress import naskah_in

SOP = "pengukuran_kinerja"


@pytest.fixture
def office(plain_office):
    return plain_office


def begun(office):
    return start_run(office, SOP, "Pengukuran Kinerja 2018", by="tata_usaha")


def made_of(office, jenis, **changes):
    form = office.doctype(jenis).example() | changes
    return f"naskah:{draft(office, jenis, form, by='sekretaris').id}"


def everything(office, run):
    """What the current step asks for and makes: its naskah, and files for all else."""
    status = run_status(office, run.id)
    step = next(s.step for s in status.states if s.state == "berjalan")
    named = [*(name for name, found in status.kelengkapan.items() if not found), *step.output]
    given = {name: Upload(f"isi {name}".encode(), f"{name}.txt") for name in named}
    return given | ({step.output[-1]: made_of(office, step.naskah)} if step.naskah else {})


def closed(office, run, *steps):
    """Close steps as (post, outcome) with every output the step names."""
    for post, outcome in steps:
        outputs = {} if outcome == "dikembalikan" else everything(office, run)
        note = "perbaiki" if outcome else ""
        run = complete_step(office, run.id, by=post, outcome=outcome, outputs=outputs, note=note)
    return run


TO_REVIEW = [("kepala_dinas", ""), ("sekretaris", ""), *[("kasubag_perencanaan", "")] * 3]


def test_a_run_waits_for_the_official_of_its_step(office):
    run = begun(office)
    with pytest.raises(NotYourTurn, match="kepala_dinas"):
        complete_step(office, run.id, by="sekretaris")
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
        complete_step(office, run.id, by="kepala_dinas")


def test_a_step_does_not_close_without_what_it_makes(office):
    with pytest.raises(NotReady, match="disposisi_kepala"):
        complete_step(office, begun(office).id, by="kepala_dinas")


def test_an_output_that_claims_to_be_a_naskah_must_be_one(office):
    run = begun(office)
    with pytest.raises(NotFound):
        complete_step(office, run.id, outputs={"disposisi_kepala": "naskah:TIDAKADA00"}, by="kepala_dinas")
    with pytest.raises(NotReady, match="ganti kertas di meja dengan id naskahnya"):
        complete_step(office, run.id, outputs={"disposisi_kepala": "kertas di meja"}, by="kepala_dinas")
    assert office.archive.run(run.id) == run


def test_a_cancelled_naskah_completes_nothing(office):
    run, nota = begun(office), made_of(office, "nota_dinas").removeprefix("naskah:")
    read = office.archive.naskah(nota).latest.sha256
    cancel(office, nota, read=read, reason="keliru", by="sekretaris")
    with pytest.raises(NotReady, match="sudah dibatalkan"):
        complete_step(office, run.id, outputs={"disposisi_kepala": f"naskah:{nota}"}, by="kepala_dinas")


def test_kelengkapan_that_was_cancelled_since_is_asked_for_anew(office):
    run = closed(office, begun(office), ("kepala_dinas", ""))
    sheet = run.events[-1].outputs["disposisi_kepala"].removeprefix("naskah:")
    cancel(office, sheet, read=office.archive.naskah(sheet).latest.sha256, reason="keliru", by="kepala_dinas")
    given = everything(office, run)
    with pytest.raises(NotReady, match="'disposisi_kepala': naskah") as error:
        complete_step(office, run.id, outputs=given, by="sekretaris")
    assert len(error.value.problems) == 1
    other = {"disposisi_kepala": made_of(office, "lembar_disposisi")}
    done = complete_step(office, run.id, outputs=given | other, by="sekretaris")
    assert done.events[-1].step_id == "perintah_sekretaris"


def test_one_output_may_be_several_papers_each_kept_once_and_in_order(office):
    run = closed(office, begun(office), *TO_REVIEW[:2])
    nota = made_of(office, "nota_dinas")
    forms = [Upload(f"triwulan {ke}".encode(), f"{ke}.txt") for ke in (2, 1)]
    given = everything(office, run) | {"form_data": [nota, *forms, forms[0], nota]}
    run = complete_step(office, run.id, outputs=given, by="kasubag_perencanaan")
    kept = run.events[-1].outputs["form_data"]
    assert kept.startswith(nota) and kept.count(" ") == 2
    names = [office.archive.naskah(one).perihal for one in naskah_in(kept)]
    assert names[1:] == ["2.txt", "1.txt"]
    assert run_status(office, run.id).kelengkapan["form_data"] == kept
    assert verify_archive(office) == []
    rebuild_catalogue(office.settings)
    with open_office(office.settings, now=office.now) as again:
        assert again.archive.run(run.id) == run


def test_no_paper_of_several_may_be_a_wrong_one_or_be_cancelled_since(office):
    run = closed(office, begun(office), *TO_REVIEW[:2])
    given, one, other = everything(office, run), made_of(office, "nota_dinas"), made_of(office, "nota_dinas")
    with pytest.raises(NotReady, match="ganti ID dengan id naskahnya"):
        complete_step(office, run.id, outputs=given | {"form_data": [one, "ID"]}, by="kasubag_perencanaan")
    run = complete_step(office, run.id, outputs=given | {"form_data": [one, other]}, by="kasubag_perencanaan")
    gone = office.archive.naskah(naskah_in(one)[0])
    cancel(office, gone.id, read=gone.latest.sha256, reason="keliru", by="sekretaris")
    still = naskah_in(other)[0]
    with pytest.raises(NotReady, match=f"penggantinya: --output form_data=ID --output form_data={still}"):
        complete_step(office, run.id, outputs=everything(office, run), by="kasubag_perencanaan")


def test_a_step_that_makes_a_naskah_of_a_type_has_one(office):
    run = begun(office)
    given = everything(office, run) | {"disposisi_kepala": made_of(office, "nota_dinas")}
    with pytest.raises(NotReady, match="belum ada Lembar Disposisi di antara outputnya"):
        complete_step(office, run.id, outputs=given, by="kepala_dinas")


def test_kelengkapan_called_like_a_type_is_ticked_off_by_a_naskah_of_it(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    run = start_run(office, SOP, "X", by="tata_usaha", outputs={"surat_masuk": f"naskah:{surat.id}"})
    assert run_status(office, run.id).kelengkapan == {"surat_masuk": f"naskah:{surat.id}", "lembar_disposisi": ""}
    sheet = made_of(office, "lembar_disposisi")
    run = complete_step(office, run.id, outputs={"disposisi_kepala": sheet}, by="kepala_dinas")  # is the sheet, too
    assert run.events[-1].outputs == {"disposisi_kepala": sheet}


def test_a_file_is_kept_as_it_came_and_found_by_its_words(office):
    run = closed(office, begun(office), *TO_REVIEW[:2])
    given = everything(office, run) | {"form_data": Upload(b"target pelayanan keliling 14 kelurahan", "catatan.txt")}
    run = complete_step(office, run.id, outputs=given, by="kasubag_perencanaan")
    kept = office.archive.naskah(run.events[-1].outputs["form_data"].removeprefix("naskah:"))
    assert (kept.jenis, kept.perihal) == ("berkas_kerja", "catatan.txt")
    assert office.archive.read(kept.latest, "berkas.txt") == b"target pelayanan keliling 14 kelurahan"
    assert [f.naskah.id for f in find(office, parse_query("pelayanan keliling kelurahan"))] == [kept.id]
    assert keep_file(office, b"target pelayanan keliling 14 kelurahan", "lain.txt", by="sekretaris") == kept
    assert verify_archive(office) == []


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"\xff\xfe\x00", b"PK\x03\x04 bukan zip"])
def test_a_file_of_another_kind_is_refused_and_the_step_stays_open(office, data):
    run = begun(office)
    given = everything(office, run) | {"surat_masuk": Upload(data, "aneh.bin")}
    with pytest.raises(UnsafeFile, match=r"aneh\.bin"):
        complete_step(office, run.id, outputs=given, by="kepala_dinas")
    assert office.archive.run(run.id) == run


def test_a_run_survives_the_office_closing_for_the_night(office, settings, clock):
    run = closed(office, begun(office), ("kepala_dinas", ""))
    with open_office(settings, now=clock) as morning:
        assert morning.archive.run(run.id) == run


def test_unknown_sops_and_runs_are_named(office):
    with pytest.raises(NotFound, match=SOP):
        start_run(office, "tidak_ada", "x", by="tata_usaha")
    with pytest.raises(NotFound, match="docgen sop daftar"):
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


def test_a_run_opened_by_mistake_is_cancelled_and_waits_for_nobody(office):
    run = closed(office, begun(office), ("kepala_dinas", ""))
    assert {task.subject for task in all_tasks(office) if task.post == "sekretaris"} >= {run.id}
    done = cancel_run(office, run.id, "terbuka dua kali", by="tata_usaha")
    assert done == office.archive.run(run.id) and done.events[:-1] == run.events
    assert (done.events[-1].by, done.events[-1].note) == ("tata_usaha", "terbuka dua kali")
    assert run.id not in {task.subject for task in all_tasks(office)}
    with pytest.raises(NotReady, match=r"dibatalkan oleh tata_usaha pada .* alasannya: terbuka dua kali"):
        complete_step(office, run.id, by="sekretaris", outputs={"disposisi_sekretaris": Upload(b"x", "x.txt")})
    with pytest.raises(NotReady, match="alasannya: terbuka dua kali"):
        cancel_run(office, run.id, "lagi", by="kepala_dinas")
    assert office.archive.run(run.id) == done


def test_a_cancelled_run_survives_the_rebuilding_of_the_catalogue(office, settings, clock):
    run = cancel_run(office, begun(office).id, "terbuka dua kali", by="tata_usaha")
    assert verify_archive(office) == []
    rebuild_catalogue(settings)
    with open_office(settings, now=clock) as again:
        assert again.archive.run(run.id) == run


@pytest.mark.parametrize("by", ["kabid_capil", "kepala_dinas", "tata_usaha", "kasubag_umum"])
def test_who_opened_a_run_or_closes_its_step_the_secretariat_and_the_head_may_cancel_it(office, by):
    run = closed(office, start_run(office, "data_kinerja_bidang", "X", by="kabid_capil"), ("kabid_piak", ""))
    assert cancel_run(office, run.id, "keliru", by=by).events[-1].by == by


def test_nobody_else_cancels_a_run_and_he_is_told_who_may(office):
    run = start_run(office, SOP, "X", by="kabid_capil")
    with pytest.raises(NotAllowed, match="berwenang: kabid_capil, kepala_dinas, sekretariat, atau kepala kantor"):
        cancel_run(office, run.id, "keliru", by="kabid_piak")
    with pytest.raises(NotReady, match="memerlukan alasan"):
        cancel_run(office, run.id, " ", by="kabid_capil")
    assert office.archive.run(run.id) == run
