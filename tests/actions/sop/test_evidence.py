"""The evidence of a year: every naskah and version of it, a bag that any tool can check, an index without internet."""

from __future__ import annotations

import re
import subprocess
from html import unescape

import pytest

from docgen.actions.house.demo import run_demo
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import draft
from docgen.actions.sop.collecting import make_forms, receive_form
from docgen.actions.sop.evidence import collect_evidence
from docgen.errors import NotFound, NotReady
from docgen.kinerja.period import Triwulan
from docgen.office import open_office
from docgen.settings import Settings
from tests.actions.sop.test_following import made_of
from tests.actions.sop.test_measuring import answered


@pytest.fixture(scope="module")
def bag(tmp_path_factory):
    """The evidence of 2018 from the office of the demo."""
    folder = tmp_path_factory.mktemp("bukti")
    run_demo(folder / "kantor")
    with open_office(Settings(folder / "kantor")) as office:
        found = collect_evidence(office, 2018, folder / "bukti-2018", by="sekretaris")
        yield office, found


@pytest.mark.slow
def test_every_paper_of_the_eight_steps_is_in_it_with_its_drafts(bag):
    _, found = bag
    names = [path.relative_to(found.folder / "data").as_posix() for path in found.folder.rglob("data/**/*.*")]
    kinds = {name.split("/")[1].rpartition("-")[0] for name in names if name.count("/") == 2}
    assert kinds >= {
        "surat_masuk", "lembar_disposisi", "nota_dinas_undangan", "daftar_hadir", "notula", "berkas_kerja",
        "laporan_pengukuran_kinerja", "surat_pengantar",
    }  # fmt: skip
    assert len({name.split("/")[1] for name in names if "/berkas_kerja-" in name}) == 5  # the plan and four forms
    report = [name for name in names if "laporan_pengukuran_kinerja" in name]
    assert len([name for name in report if name.endswith("naskah.docx")]) == 7
    assert {name.rpartition("-")[2] for name in report if "salinan" in name} == {"01.docx", "02.docx"}
    assert "0-sop/pengukuran_kinerja.toml" in names and found.files == len(names)


@pytest.mark.slow
def test_any_tool_can_check_it(bag):
    _, found = bag
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(["sha256sum", "--check", "--strict", manifest], cwd=found.folder, capture_output=True)
        assert done.returncode == 0, done.stderr
    listed = (found.folder / "manifest-sha256.txt").read_text().splitlines()
    kept = [path for path in (found.folder / "data").rglob("*") if path.is_file()]
    assert len(listed) == len(kept) == found.files
    info = (found.folder / "bag-info.txt").read_text()
    assert f"Payload-Oxum: {sum(path.stat().st_size for path in kept)}.{len(kept)}" in info
    assert (found.folder / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")


@pytest.mark.slow
def test_the_index_leads_to_every_file_and_tells_the_return(bag):
    _, found = bag
    page = (found.folder / "data" / "indeks.html").read_text("utf-8")
    links = {unescape(link) for link in re.findall(r'href="([^"]+)"', page)}
    assert links and all((found.folder / "data" / link).is_file() for link in links)
    assert "Realisasi indikator pertama keliru" in page and "http" not in page and "<script" not in page


@pytest.mark.slow
def test_it_is_written_once_and_only_for_a_year_there_was(bag):
    office, found = bag
    with pytest.raises(NotReady, match="sudah ada"):
        collect_evidence(office, 2018, found.folder, by="sekretaris")
    with pytest.raises(NotFound, match="1999"):
        collect_evidence(office, 1999, found.folder.with_name("lain"), by="sekretaris")
    assert not found.folder.with_name("lain").exists()


def test_what_one_may_not_read_is_named_and_not_taken_along(plain_office, tmp_path):
    office = plain_office
    form = make_forms(office, Triwulan(2018, 1), ["kabid_dafduk"])["kabid_dafduk"]
    naskah, _ = receive_form(office, 2018, answered(office, form), "a.xlsx", by="kasubag_perencanaan")
    plan = made_of(office, "rencana_aksi", tahun="2018").removeprefix("naskah:")
    form = office.doctype("surat_dinas").example() | {"keamanan": "Rahasia", "koordinasi_1": ""}
    surat = draft(office, "surat_dinas", form, by="kasubag_perencanaan", induk=plan)
    found = collect_evidence(office, 2018, tmp_path / "bukti", by="kabid_piak")
    assert found.hidden == (surat.id,) and found.naskah == 2
    page = (tmp_path / "bukti" / "data" / "indeks.html").read_text("utf-8")
    assert naskah.id in page and plan in page and f"Tidak boleh dibaca penyusunnya: {surat.id}." in page
    assert surat.perihal not in page and not list((tmp_path / "bukti").rglob(f"*{surat.id}*"))


def test_words_of_people_are_text_on_the_page_and_never_markup(plain_office, tmp_path):
    naskah = made_of(plain_office, "rencana_aksi", tahun="2018").removeprefix("naskah:")
    read = plain_office.archive.naskah(naskah).latest.sha256
    cancel(plain_office, naskah, read=read, reason='<a href="x"><script>alert(1)</script>', by="sekretaris")
    collect_evidence(plain_office, 2018, tmp_path / "bukti", by="sekretaris")
    page = (tmp_path / "bukti" / "data" / "indeks.html").read_text("utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
