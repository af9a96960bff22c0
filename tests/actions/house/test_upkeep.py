"""A new office, its declarations, and an archive that proves itself."""

from __future__ import annotations

import shutil

import pytest

from docgen.actions.house.upkeep import check_declarations, check_sops, create_office, rebuild_catalogue, verify_archive
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import find, version_of
from docgen.actions.naskah.keeping import keep_file
from docgen.errors import BadDeclaration, NotFound, NotReady
from docgen.office import HOUSE, open_office
from docgen.paper.read import plain_text
from docgen.search.query import parse_query
from docgen.settings import find_office, shipped_templates
from tests.conftest import ROOT


def faulty(settings):
    return {c.name: list(c.problems) for c in check_declarations(settings) if c.problems}


def test_a_new_office_has_everything_it_needs(settings):
    assert faulty(settings) == {}
    assert settings.archive.is_dir() and settings.index.is_dir()
    assert not list(settings.templates.rglob("*.py"))


def test_a_list_of_synonyms_that_cannot_be_used_is_named(settings):
    settings.synonyms.write_text('sama = [["ND"]]', "utf-8")
    assert list(faulty(settings)) == ["sinonim"] and "tulis dua padanan" in faulty(settings)["sinonim"][0]


def test_a_new_office_is_never_made_over_something_else(tmp_path):
    (tmp_path / "surat.txt").write_text("x")
    with pytest.raises(NotReady, match="tidak kosong"):
        create_office(tmp_path)


def test_the_office_is_found_from_any_folder_inside_it(settings):
    assert find_office(settings.templates / "nota_dinas").root == settings.root
    with pytest.raises(NotFound, match="docgen init"):
        find_office(settings.root.parent)


def test_an_official_who_is_gone_is_missed_by_types_and_sops(settings):
    toml = settings.templates / "kantor.toml"
    toml.write_text(toml.read_text("utf-8").replace('"sekretaris"', '"sekretaris_baru"'), "utf-8")
    found = faulty(settings)
    assert any("'sekretaris'" in p for p in found["laporan_pengukuran_kinerja"])
    assert any("'sekretaris'" in p for p in found["SOP pengukuran_kinerja"])


def test_two_registers_never_print_the_same_number(settings):
    toml = settings.templates / "surat_pengantar" / "type.toml"
    toml.write_text(toml.read_text("utf-8").replace('buku = "surat_keluar"', 'buku = "lain"'), "utf-8")
    assert any("polanya sama" in p for p in faulty(settings)["surat_pengantar"])


def test_a_type_without_example_is_told_to_have_one(settings):
    (settings.templates / "notula" / "example.toml").unlink()
    assert "example.toml belum ada" in faulty(settings)["notula"][0]


def test_a_faulty_type_stops_the_office_with_its_place(settings):
    (settings.templates / "notula" / "type.toml").write_text("nama = 'Notula'\njudul = '{x}'\n")
    with pytest.raises(BadDeclaration, match="notula"), open_office(settings):
        pass


def test_a_changed_byte_is_found_and_named(office, settings):
    naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    assert verify_archive(office) == []
    (path,) = settings.archive.glob("ocfl/**/naskah.docx")
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    (finding,) = verify_archive(office)
    assert finding.severity == "rusak" and naskah.id in finding.place and "naskah.docx" in finding.place


def test_the_catalogue_comes_back_from_the_files_alone(office, settings, clock):
    naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    office.archive.close()
    (settings.archive / "catalogue.db").unlink()
    report = rebuild_catalogue(settings)
    assert (report.naskah, report.versions) == (1, 1)
    with open_office(settings, now=clock) as again:
        assert again.archive.naskah(naskah.id) == naskah and verify_archive(again) == []


def test_a_damaged_page_does_not_stop_the_rebuild_and_is_named(office, settings, clock):
    torn = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    whole = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    office.archive.close()
    (path,) = settings.archive.glob(f"ocfl/**/*{torn.id}/v1/content/naskah.docx")
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 50):
        data[at] ^= 0xFF
    path.write_bytes(data)
    report = rebuild_catalogue(settings)
    assert report.versions == 2 and any(torn.id in problem for problem in report.problems)
    with open_office(settings, now=clock) as again:
        assert again.archive.text(torn.id, 1) == "" and again.archive.text(whole.id, 1)


def test_a_lost_version_leaves_the_others_under_their_own_numbers(office, settings, clock):
    first = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    revise(office, first.id, {"perihal": "Perihal kedua"}, read=first.latest.sha256, by="sekretaris")
    office.archive.close()
    next(settings.archive.glob("ocfl/**/v1/content/record.json")).unlink()
    rebuild_catalogue(settings)
    with open_office(settings, now=clock) as again:
        (found,) = find(again, parse_query("kedua"))
        assert (found.naskah.id, found.version.number) == (first.id, 2)
        with pytest.raises(NotFound, match="mempunyai versi 2"):
            version_of(again, found.naskah, 1)


def test_a_new_office_may_follow_the_newer_regulation(tmp_path):
    newer = create_office(tmp_path / "baru", profil="permendagri_1_2023")
    older = create_office(tmp_path / "lama")
    assert faulty(newer) == {}
    page = "surat_dinas/template.docx"
    assert (newer.templates / page).read_bytes() != (older.templates / page).read_bytes()
    with pytest.raises(NotFound, match="permendagri_54_2009"):
        create_office(tmp_path / "salah", profil="permendagri_99")
    assert not (tmp_path / "salah").exists()


@pytest.mark.parametrize("contoh", [p.stem for p in (ROOT / "templates_docx" / "contoh").glob("*.toml")])
def test_an_example_office_works_from_the_first_day(tmp_path, clock, contoh):
    settings = create_office(tmp_path / "kantor", profil="permendagri_1_2023", contoh=contoh)
    assert faulty(settings) == {}
    with open_office(settings, now=clock) as office:
        naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
        text = plain_text(office.archive.read(naskah.latest))
        assert all(line in text for line in (*office.kantor.kop, *office.kantor.alamat))
    with pytest.raises(NotFound, match=contoh):
        create_office(tmp_path / "lain", contoh="tidak_ada")


def test_every_fault_of_an_sop_file_is_told_and_stops_the_check_of_no_other(settings):
    sound = next(path for folder in settings.sops for path in folder.glob("pengukuran_kinerja.toml"))
    own = settings.templates / "sops"
    own.mkdir()
    words = sound.read_text("utf-8")
    (own / "asing.toml").write_text(
        words.replace('naskah = "notula"', 'naskah = "notulen"').replace('["kabid_dafduk",', '["camat",'), "utf-8"
    )
    (own / "rusak.toml").write_text(
        words.replace('kelengkapan = ["data_kinerja"]', 'kelengkapan = ["data_x"]'), "utf-8"
    )
    checked = {one.name: list(one.problems) for one in check_sops(settings)}
    assert checked["SOP pengukuran_kinerja"] == checked["SOP data_kinerja_bidang"] == []
    assert any("jenis naskah 'notulen' tidak ada" in one for one in checked["SOP asing"])
    assert any("'camat' tidak ada di kantor.toml" in one for one in checked["SOP asing"])
    assert any("'data_x' tidak dihasilkan langkah mana pun" in one for one in checked["SOP rusak"])
    assert {one.name: list(one.problems) for one in check_declarations(settings)}.items() >= checked.items()
    assert check_sops(settings, own / "rusak.toml") == [one for one in check_sops(settings) if one.name == "SOP rusak"]


def test_an_sop_names_a_code_under_which_a_berkas_may_be_opened(settings):
    path = settings.templates / "sops" / "pengukuran.toml"
    path.parent.mkdir(exist_ok=True)
    shipped = next(p for folder in settings.sops for p in folder.glob("pengukuran_kinerja.toml"))
    for kode, why in (("470", "masih terbagi"), ("999.9", "tidak ditemukan"), ("069.5", "")):
        path.write_text(shipped.read_text("utf-8").replace('"069.5"', f'"{kode}"'), "utf-8")
        said = {one.name: list(one.problems) for one in check_sops(settings)}["SOP pengukuran"]
        assert bool(said) == bool(why) and all(why in problem for problem in said), said


def test_an_office_made_before_an_aid_came_has_it_all_the_same(settings):
    for name in HOUSE:
        shutil.rmtree(settings.templates / name)
    with open_office(settings) as office:
        assert set(HOUSE) <= set(office.types) and list(office.types) == sorted(office.types)
        kept = keep_file(office, b"catatan rapat\n", "catatan.txt", by="sekretaris")
        assert kept.jenis == "berkas_kerja"
    own = settings.templates / "daftar_tugas"
    shutil.copytree(shipped_templates() / "daftar_tugas", own)
    toml = (own / "type.toml").read_text("utf-8").replace('nama = "Daftar Tugas"', 'nama = "Daftar Kerja"')
    (own / "type.toml").write_text(toml, "utf-8")
    with open_office(settings) as office:
        assert office.doctype("daftar_tugas").nama == "Daftar Kerja"  # the office's own page counts
