"""The codes of the office: looked up in either scheme, taken in from a sheet, never lost."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from openpyxl import Workbook

from docgen.actions.arsip.classifying import (
    FOLDER,
    check_klasifikasi,
    demand_leaf,
    find_skema,
    jadwal_of,
    kelas_of,
    read_codes,
    skema_files,
)
from docgen.actions.arsip.importing_codes import Impor, import_skema, plan_import, skema_bytes
from docgen.actions.house.upkeep import check_declarations
from docgen.errors import BadDeclaration, InvalidForm, NotFound, NotReady, Problems, UnsafeFile
from docgen.kearsipan.klasifikasi import below
from docgen.kearsipan.retensi import Jadwal, changed, jatuh_tempo, stage
from docgen.naskah.doctype import load_doctypes
from docgen.office import open_office
from docgen.settings import KANTOR
from tests.conftest import ROOT

BARU, LAMA = "permendagri_83_2022", "permendagri_78_2012"
DAY = date(2026, 1, 1)
JRA = (
    "Kode Klasifikasi;Jenis Arsip;Retensi Aktif;Retensi Inaktif;Keterangan\n"
    "045;Kearsipan;;;\n"
    "045.2;Penataan Berkas;2 tahun setelah tahun anggaran berakhir;3 th;Musnah\n"
    "045.3;Penyusutan Arsip;1;1;Permanen\n"
)


def take(settings, text: str | bytes, **asked):
    data = text.encode() if isinstance(text, str) else text
    return import_skema(settings, data, "jra.csv", Impor(**{"skema": "jra", **asked}), by="kasubag_umum")


def files(settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (settings.templates / FOLDER).iterdir()}


def faults(settings) -> list[str]:
    return check_klasifikasi(settings)


def test_a_new_office_has_both_schemes_and_they_are_no_document_types(settings, office):
    assert list(skema_files(settings)) == [LAMA, BARU]
    assert all(path.parent == settings.templates / FOLDER for path in skema_files(settings).values())
    assert FOLDER not in office.types and faults(settings) == []


def test_the_check_of_the_office_tells_the_faults_of_its_schemes(settings):
    (settings.templates / FOLDER / f"{BARU}.csv").write_text("kode;uraian\n8;A\n", "utf-8")
    (found,) = (one for one in check_declarations(settings) if one.name == "klasifikasi")
    assert [problem.partition("'")[0] for problem in found.problems] == [f"{BARU}.csv: baris 2: kode: "]


@pytest.mark.parametrize("skema", [BARU, LAMA])
def test_a_shipped_scheme_is_written_as_docgen_writes_it(settings, skema):
    path = ROOT / "templates_docx" / FOLDER / f"{skema}.csv"
    assert skema_bytes(find_skema(settings, skema)) == path.read_bytes()


def test_every_code_of_a_shipped_type_is_in_one_of_the_schemes(office):
    codes = {doctype.klasifikasi for doctype in load_doctypes(ROOT / "templates_docx").values()}
    assert [kode for kode in sorted(codes) if kelas_of(office, kode, DAY) is None] == []


def test_the_sample_schedule_says_what_the_reference_says(office):
    def said(kode):
        jadwal = jadwal_of(office, kode, DAY)
        return jadwal.aktif, jadwal.inaktif, jadwal.nasib

    assert said("000.8.6.3") == (2, 3, "musnah")
    assert said("000.7.2.7") == (3, 4, "musnah")
    assert said("000.7.2.8") == (1, 1, "musnah")
    assert said("000.7.2.10") == (2, 4, "permanen")
    assert said("000.8.3.3") == (2, 3, "permanen")
    assert said("800.1.11.1") == (1, 1, "musnah")
    assert jadwal_of(office, "800.1.11.1", DAY).pemicu == "Sejak Selesainya Pertanggungjawaban Suatu Penugasan"
    assert "contoh: JRA Jawa Timur" in " ".join(find_skema(office.settings, BARU).catatan)


def test_a_code_is_looked_up_in_either_scheme(office):
    assert {kode: kelas_of(office, kode, DAY)[0].id for kode in ("045.2", "470", "000.8.6.3")} == {
        "045.2": LAMA, "470": LAMA, "000.8.6.3": BARU,
    }  # fmt: skip
    assert kelas_of(office, "999.9", DAY) is None and jadwal_of(office, "999.9", DAY) == Jadwal()
    assert demand_leaf(office, "000.8.6.3", DAY)[1].uraian == "Akuntabilitas Kinerja Instansi Pemerintah"
    with pytest.raises(NotReady, match=r"045\.3 \(Penyusutan Arsip\) masih terbagi"):
        demand_leaf(office, "045.3", DAY)
    with pytest.raises(NotFound, match=r"Yang terdekat: 045\.3 "):
        demand_leaf(office, "045.39", DAY)


def test_the_own_scheme_of_the_office_goes_first(settings, clock):
    with open_office(settings, now=clock) as office:
        assert kelas_of(office, "100", DAY)[0].id == LAMA
    path = settings.root / KANTOR
    path.write_text(path.read_text("utf-8").replace(f'skema = "{LAMA}"', f'skema = "{BARU}"'), "utf-8")
    with open_office(settings, now=clock) as office:
        assert kelas_of(office, "100", DAY)[0].id == BARU
        assert kelas_of(office, "045.2", DAY)[0].id == LAMA
    assert find_skema(settings).id == BARU


def test_a_jra_is_taken_in_and_a_file_is_kept_by_it(settings, office):
    changes = take(settings, JRA, nama="Perwal 12 Tahun 2020")
    assert len(changes.ditambah) == 3 and faults(settings) == []
    skema = find_skema(settings, "jra")
    assert skema.nama == "Perwal 12 Tahun 2020" and len(list(below(skema, ""))) == 3
    jadwal = jadwal_of(office, "045.2", DAY)  # in the own scheme of the office, which says nothing
    assert jadwal == Jadwal()
    jadwal = Jadwal(2, 3, "musnah", "setelah tahun anggaran berakhir")
    kelas = skema.kelas["045.2"]
    assert Jadwal(kelas.aktif, kelas.inaktif, kelas.nasib, kelas.pemicu) == jadwal
    assert stage(date(2024, 1, 1), jatuh_tempo(date(2018, 5, 2), jadwal), jadwal.nasib) == "habis masa simpan"


def test_what_was_decided_by_an_old_schedule_stays_decided(settings, office):
    take(settings, JRA, skema=LAMA, mulai=date(2015, 1, 1))
    at_closing = jadwal_of(office, "045.2", date(2018, 5, 2))
    take(settings, JRA.replace("2 tahun setelah", "5 tahun setelah"), skema=LAMA, mulai=DAY)
    assert jadwal_of(office, "045.2", date(2018, 5, 2)) == at_closing == Jadwal(
        2, 3, "musnah", "setelah tahun anggaran berakhir"
    )  # fmt: skip
    assert "masa aktif 2 tahun menjadi 5 tahun" in changed(at_closing, jadwal_of(office, "045.2", DAY))


def test_the_file_before_a_change_is_kept_beside_the_new_one(settings):
    before = (settings.templates / FOLDER / f"{LAMA}.csv").read_bytes()
    take(settings, JRA, skema=LAMA, mulai=DAY)
    take(settings, JRA.replace(";1;1;", ";1;2;"), skema=LAMA, mulai=date(2027, 1, 1))
    kept = sorted((settings.templates / FOLDER).glob(f"{LAMA}.*.csv"))
    assert len(kept) == 2 and kept[0].read_bytes() == before
    assert list(skema_files(settings)) == [LAMA, BARU]  # what was kept is no scheme
    take(settings, JRA.replace(";1;1;", ";1;2;"), skema=LAMA, mulai=date(2028, 1, 1))
    assert len(list((settings.templates / FOLDER).glob("*.csv"))) == 4  # nothing changed, nothing was written


def test_the_remark_that_figures_are_a_sample_goes_when_none_of_them_is_left(settings):
    def is_sample():
        return any("contoh" in one for one in find_skema(settings, BARU).catatan)

    take(settings, "kode;uraian;aktif\n000.8.6.3;Akuntabilitas Kinerja Instansi Pemerintah;4\n", skema=BARU)
    assert is_sample()
    take(settings, (settings.templates / FOLDER / f"{BARU}.csv").read_bytes(), skema=BARU, nama="JRA kami")
    assert not is_sample() and find_skema(settings, BARU).nama == "JRA kami"


def test_a_sample_that_is_closed_is_a_sample_no_more(settings):
    row = "kode;uraian;aktif\n000.8.6.3;Akuntabilitas Kinerja Instansi Pemerintah;4\n"
    take(settings, row, skema=BARU, tutup=True)
    assert not any("contoh" in one for one in find_skema(settings, BARU).catatan)


def test_a_trial_writes_nothing(settings):
    before = files(settings)
    plan = plan_import(settings, JRA.encode(), "jra.csv", Impor(LAMA, mulai=DAY, tutup=True))
    assert len(plan.diubah) == 2 and len(plan.ditutup) > 200 and files(settings) == before


def test_every_wrong_row_is_told_by_its_number_and_nothing_is_written(settings):
    before = files(settings)
    wrong = JRA + "45,3;A;;;\n046;;dua;;\n\n045.2;Penataan Berkas;;;\n047;B;1;1;buang\n"
    with pytest.raises(InvalidForm) as error:
        take(settings, wrong)
    assert list(error.value.fields) == ["baris 5", "baris 6", "baris 8", "baris 9"]
    assert "uraian: belum diisi" in error.value.fields["baris 6"] and "dua" in error.value.fields["baris 6"]
    with pytest.raises(InvalidForm, match=r"baris 3: kode 045\.2 sudah dipakai untuk 'Penataan Berkas'"):
        take(settings, "# catatan\nkode;uraian\n045.2;Perpustakaan\n", skema=LAMA)
    assert files(settings) == before


def test_one_fault_of_many_rows_is_told_once_with_all_of_them(settings):
    take(settings, JRA, mulai=DAY)
    with pytest.raises(InvalidForm) as error:
        take(settings, JRA.replace("Kearsipan;", "Kearsipan;9").replace(";1;1;", ";1;2;"), mulai=date(2025, 1, 1))
    assert error.value.fields == {"baris 2-4": "kodenya sudah berlaku sejak 2026-01-01; sebutkan --mulai sesudahnya"}
    with pytest.raises(InvalidForm) as error:
        take(settings, "kode;uraian\n1;A\n1;A\n1;A\n1;\n1;A\n")
    assert list(error.value.fields) == ["baris 2-4, 6", "baris 5"]


@pytest.mark.parametrize(
    "data",
    [
        JRA.encode("utf-8-sig"),
        JRA.replace(";", ",").encode("cp1252"),
        JRA.replace(";", "\t").replace("\n", "\r\n").encode(),
        JRA.replace("3 th;Musnah\n", "3 th;Musnah\r\n").encode(),
        JRA.replace("\n", "\r").encode(),
        f"# Perwal 12\n# contoh: {JRA}".encode(),
    ],
    ids=["bom", "cp1252", "tab", "mixed", "mac", "remarks"],
)
def test_a_csv_is_read_as_any_program_saves_it(settings, data):
    if data.startswith(b"# "):
        data = data.replace(b"contoh: ", b"contoh\n")
    assert [one.kode for one in take(settings, data).ditambah] == ["045", "045.2", "045.3"]
    assert find_skema(settings, "jra").kelas["045.3"].nasib == "permanen"


def test_a_word_of_windows_stays_what_it_was(settings):
    take(settings, "kode;uraian\n045;Arsip – “Statis”\n".encode("cp1252"))
    assert find_skema(settings, "jra").kelas["045"].uraian == "Arsip – “Statis”"


def test_an_excel_sheet_is_read_and_its_codes_are_not_numbers(settings):
    def book(*rows):
        from io import BytesIO

        made, data = Workbook(), BytesIO()
        for row in rows:
            made.worksheets[0].append(row)
        made.save(data)
        return data.getvalue()

    heads = ("Kode", "Uraian", "Aktif", "Inaktif", "Nasib Akhir")
    take(
        settings,
        book(heads, ("045.2", "Penataan Berkas", 2, "3 tahun", "Musnah"), (470, "Kependudukan", 1, 1, "Musnah")),
    )
    assert {kode: one.aktif for kode, one in find_skema(settings, "jra").kelas.items()} == {"045.2": 2, "470": 1}
    with pytest.raises(InvalidForm, match="baris 2: kode: '45,2' bukan kode"):
        take(settings, book(heads, (45.2, "Penataan Berkas", 2, 3, "Musnah")), skema="lain")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "judul kolom"),
        (b"kode;uraian\n", "tidak memuat satu kode pun"),
        (b"# hanya catatan\n", "judul kolom"),
        (b"nama;jumlah\nA;1\n", "belum ada kolom kode"),
        (b"kode;uraian\n045;A;B;C\n", "lebih panjang dari judul"),
        (b'kode;uraian\n045;"A\n', "petik ganda"),
        (b";".join(b"k%d" % at for at in range(9_999)), "paling banyak 100 kolom"),
        ("kode;uraian\n045;A\n".encode("utf-16"), "bukan CSV"),
        (b"%PDF-1.4\n%x\n", "belum ada kolom"),
        (b"PK\x03\x04rusak", ""),
    ],
)
def test_what_is_no_list_of_codes_is_refused_in_a_sentence(settings, data, why):
    before = files(settings)
    with pytest.raises(Problems) as error:
        take(settings, data)
    assert why in str(error.value) and files(settings) == before


def test_a_name_that_is_no_file_name_is_refused(settings):
    for name in ("../jra", "JRA 2020", ""):
        with pytest.raises(NotReady, match="huruf kecil, angka dan garis bawah"):
            take(settings, JRA, skema=name)


def test_five_thousand_codes_are_taken_in_within_two_seconds(settings):
    codes = [
        f"{a}00.{b}.{c}.{d}" for a in range(1, 6) for b in range(1, 11) for c in range(1, 11) for d in range(1, 11)
    ]
    text = "kode;uraian;aktif;inaktif;nasib akhir\n" + "".join(f"{k};Uraian {k};2 tahun;3;Musnah\n" for k in codes)
    begun = process_time()
    assert len(take(settings, text).ditambah) == len(codes) == 5_000
    changes = take(settings, text.replace(";3;", ";4;"))
    assert process_time() - begun < 4 and len(changes.diubah) == 5_000  # twice
    assert len(find_skema(settings, "jra").rows) == 10_000 and faults(settings) == []


def test_a_spoilt_scheme_is_found_by_the_check_of_the_office(settings):
    path = settings.templates / FOLDER / f"{LAMA}.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace("045.2;", "45.2;"), "utf-8")
    (problem,) = faults(settings)
    assert problem.startswith(f"{LAMA}.csv: baris 13: kode: '45.2'")
    assert text.splitlines()[12].startswith("045.2;")  # the row as an editor counts it
    with pytest.raises(BadDeclaration):
        find_skema(settings, LAMA)
    path.write_text(text + "045;Perpustakaan;;;;;;2026-01-01;;\n", "utf-8")
    assert [one.partition("kode ")[2].partition(":")[0] for one in faults(settings)] == ["045", "045"]
    path.write_bytes(b"\0\0\0")
    assert faults(settings) == [f"{LAMA}.csv: bukan CSV; simpan lembarnya sebagai CSV UTF-8"]


def test_a_scheme_of_the_office_that_is_not_there_is_found_too(settings, clock):
    path = settings.root / KANTOR
    path.write_text(path.read_text("utf-8").replace(f'skema = "{LAMA}"', 'skema = "jra_kami"'), "utf-8")
    assert faults(settings) == [f"skema 'jra_kami' di kantor.toml tidak ada; yang ada: {LAMA}, {BARU}"]
    with pytest.raises(NotFound, match="Skema klasifikasi 'jra_kami'"):
        find_skema(settings)
    with open_office(settings, now=clock) as office:
        assert kelas_of(office, "045.2", DAY)[0].id == LAMA


def test_an_office_made_before_there_were_schemes_has_the_shipped_ones(settings, office):
    for path in skema_files(settings).values():
        path.unlink()
    (settings.templates / FOLDER).rmdir()
    assert kelas_of(office, "045.2", DAY)[0].id == LAMA
    take(settings, JRA)
    assert list(skema_files(settings)) == ["jra", LAMA, BARU]


def test_remarks_that_excel_has_quoted_and_filled_up_are_read(settings):
    table, remarks = read_codes(b'"# JRA; kami";;\n# contoh: lain;;\nkode;uraian;\n045;A;\n', "jra.csv")
    assert remarks == ["JRA; kami", "contoh: lain"] and table.rows[0][0] == 4


def test_a_sheet_is_not_read_beyond_what_a_scheme_may_hold(settings):
    rows = "".join(f"{at:03}.{at // 1000};A\n" for at in range(20_001))
    with pytest.raises(UnsafeFile, match="paling banyak 20000 baris"):
        take(settings, f"kode;uraian\n{rows}")
