"""Who hands over what: the archivist, what he may read, and back into an office that is still empty."""

from __future__ import annotations

import json

import pytest

from docgen.actions.arsip.gathering import begin, put_in
from docgen.actions.house.exporting import Part, check_bag, export_archive, import_archive
from docgen.actions.house.upkeep import create_office, verify_archive
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find
from docgen.archive.export.checks import failed
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.naskah.access import EXPORT, may
from docgen.office import open_office
from docgen.search.query import parse_query
from tests.actions.sop.test_following import made_of
from tests.actions.surat.test_dispatching import issued

ARSIPARIS = "kasubag_umum"


def letter(office, keamanan="Biasa"):
    form = office.doctype("surat_dinas").example() | {"keamanan": keamanan, "koordinasi_1": ""}
    return draft(office, "surat_dinas", form, by="kasubag_perencanaan")


def exported_ids(folder):
    return {row["id"] for row in json.loads((folder / "data/metadata/naskah.json").read_text("utf-8"))}


def test_only_archivist_and_administrator_hand_the_archive_over(plain_office, tmp_path):
    for post in plain_office.kantor.pejabat:
        official = plain_office.kantor.official(post)
        assert may(official, EXPORT) == bool({"arsiparis", "admin"} & set(official.peran))
    with pytest.raises(NotAllowed, match="mengekspor"):
        export_archive(plain_office, tmp_path / "ekspor", by="kepala_dinas")
    assert not (tmp_path / "ekspor").exists()


def test_what_the_archivist_may_not_read_is_left_out_and_counted(plain_office, tmp_path):
    open_one, secret = letter(plain_office), letter(plain_office, "Sangat Rahasia")
    made = export_archive(plain_office, tmp_path / "ekspor", by=ARSIPARIS)
    assert (made.hidden, made.objects) == (1, 1) and failed(made.results) == []
    assert exported_ids(tmp_path / "ekspor") == {open_one.id}
    everything = b"".join(path.read_bytes() for path in (tmp_path / "ekspor").rglob("*") if path.is_file())
    assert secret.id.encode() not in everything
    again = export_archive(plain_office, tmp_path / "dua", by=ARSIPARIS, part=Part(naskah=[open_one.id, secret.id]))
    assert (again.hidden, again.objects) == (1, 1)
    with pytest.raises(NotFound):
        export_archive(plain_office, tmp_path / "tiga", by=ARSIPARIS, part=Part(naskah=[secret.id]))


def test_an_export_without_the_secret_ones_is_no_archive(plain_office, tmp_path):
    letter(plain_office), letter(plain_office, "Sangat Rahasia")
    export_archive(plain_office, tmp_path / "ekspor", by=ARSIPARIS)
    with pytest.raises(NotReady, match="1 tidak disertakan"):
        import_archive(create_office(tmp_path / "baru"), tmp_path / "ekspor")


def test_a_year_is_what_bears_its_date_or_was_last_acted_on_in_it(plain_office, clock, tmp_path):
    old = letter(plain_office)
    clock.pass_by(days=400)
    new = letter(plain_office)
    export_archive(plain_office, tmp_path / "2019", by=ARSIPARIS, part=Part(tahun=2019))
    export_archive(plain_office, tmp_path / "2020", by=ARSIPARIS, part=Part(tahun=2020))
    assert exported_ids(tmp_path / "2019") == {old.id}
    assert exported_ids(tmp_path / "2020") == {new.id}
    assert failed(check_bag(tmp_path / "2020")) == []
    with pytest.raises(NotFound, match="tahun 2018"):
        export_archive(plain_office, tmp_path / "2018", by=ARSIPARIS, part=Part(tahun=2018))


def test_an_imported_archive_is_found_again_and_is_whole(office, tmp_path):
    made_of(office, "rencana_aksi", tahun="2018")
    naskah = letter(office)
    export_archive(office, tmp_path / "ekspor", by=ARSIPARIS)
    settings = create_office(tmp_path / "baru")
    import_archive(settings, tmp_path / "ekspor")
    with open_office(settings) as again:
        assert verify_archive(again) == []
        assert list(again.archive.log()) == list(office.archive.log())
        found = find(again, parse_query("", jenis="surat_dinas"), by="sekretaris")
    assert [one.naskah for one in found] == [naskah]


def test_a_berkas_is_handed_over_with_what_is_in_it(plain_office, tmp_path):
    naskah = [issued(plain_office) for _ in range(3)]
    matter = {"klasifikasi": "045.2", "indeks": "Surat", "uraian": "Surat kepada Sekda"}
    berkas = begin(plain_office, matter, by=ARSIPARIS)
    put_in(plain_office, berkas.kode, [one.id for one in naskah[:2]], by=ARSIPARIS, macam="asli")
    made = export_archive(plain_office, tmp_path / "ekspor", by=ARSIPARIS, part=Part(berkas=[berkas.kode]))
    assert made.objects == 3 and all(not one.faults for one in made.results)
    listed = (tmp_path / "ekspor/data/metadata/kertas.csv").read_text("utf-8-sig")
    assert naskah[0].id in listed and naskah[2].id not in listed
    with pytest.raises(NotFound, match="9/2019"):
        export_archive(plain_office, tmp_path / "tiada", by=ARSIPARIS, part=Part(berkas=["9/2019"]))
