"""Pemindahan, pemusnahan, penyerahan: different people, a signed berita acara, paper and bytes in one act."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.classifying import jadwal_of
from docgen.actions.arsip.closing import close_berkas, hold, release, reopen_berkas
from docgen.actions.arsip.gathering import begin, look, move_folder, put_in
from docgen.actions.arsip.registers import open_register
from docgen.actions.arsip.retiring import (
    BERITA_ACARA,
    appraise,
    approve,
    candidates,
    draft_minutes,
    execute,
    propose,
    refuse,
)
from docgen.actions.arsip.shelving import lay_paper, papers_in_box, papers_of, set_up_box
from docgen.actions.house.upkeep import rebuild_catalogue, verify_archive
from docgen.actions.naskah.approving import give_paraf, sign
from docgen.actions.naskah.finding import find
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.surat.dispatching import send
from docgen.archive.forgetting import old_copies
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.berkas import changed
from docgen.kearsipan.boks import Boks
from docgen.kearsipan.kertas import PERTINGGAL, Kertas, kertas_in
from docgen.kearsipan.penyusutan import Penilaian, read_penyusutan, whose
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.search.building import LOCK
from docgen.search.index_folder import sole_writer
from docgen.search.query import parse_query
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM
from tests.actions.surat.test_dispatching import CLERK, issued

HEAD, APPRAISER = "kepala_dinas", "sekretaris"
AKIP = "000.8.6.3"  # two years active, three inactive, musnah
SOP_CODE = "000.8.3.3"  # two and three, permanen
MARKER = "Kalimat yang tidak boleh tinggal di mana pun"


def shelved(office, kode=AKIP, **letter):
    """A closed berkas with one letter on paper in it."""
    naskah = issued(office, **letter)
    send(office, naskah.id, read=naskah.latest.sha256, by=CLERK)
    berkas = begin(office, {**FORM, "klasifikasi": kode}, by=ARCHIVIST)
    put_in(office, berkas.kode, [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    close_berkas(office, berkas.kode, by=ARCHIVIST)
    return berkas.kode, naskah.id


def agreed(office, macam, *nomor):
    usul = propose(office, macam, nomor, "habis masa simpan menurut JRA", by=CLERK)
    appraise(office, usul.kode, Penilaian(), by=APPRAISER)
    return approve(office, usul.kode, "045 / 031 / Org, 10 Januari 2025", by=HEAD)


def minutes(office, usul):
    """The berita acara of a proposal, signed by both parties and numbered."""
    jenis = BERITA_ACARA[read_penyusutan(usul).macam]
    example = office.doctype(jenis).example()
    form = {k: v for k, v in example.items() if k not in ("arsip", "barang", "jumlah", "dasar")}
    naskah = draft_minutes(office, usul.kode, form, by=ARCHIVIST)
    for rule in office.doctype(jenis).asked(naskah.latest.values):
        act = sign if rule.mark == "tanda_tangan" else give_paraf
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=rule.post(naskah.latest.values))
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by=CLERK).id


def destroyed(office, *nomor):
    usul = agreed(office, "pemusnahan", *nomor)
    return execute(office, usul.kode, by=ARCHIVIST, berita_acara=minutes(office, usul))


@pytest.fixture
def office(plain_office):
    return plain_office


@pytest.fixture
def years(clock):
    """Time passes until 15 January of that year."""

    def until(year):
        clock.moment = clock.moment.replace(year=year, month=1, day=15)

    return until


def test_what_is_not_over_yet_is_not_proposed_and_told_until_when(office, years):
    kode, _ = shelved(office)
    with pytest.raises(NotReady, match=r"masih aktif, sampai 01-01-2025"):
        propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    with pytest.raises(NotReady, match=r"masih aktif, sampai 01-01-2022"):
        propose(office, "pemindahan", [kode], "jarang dipakai", by=CLERK)
    years(2022)
    assert [one.catatan.kode for one in candidates(office, "pemindahan")[0]] == [kode]
    assert candidates(office, "pemusnahan") == candidates(office, "penyerahan") == ([], [])
    years(2025)
    assert [one.catatan.kode for one in candidates(office, "pemusnahan")[0]] == [kode]


def test_what_is_permanent_is_handed_over_and_never_destroyed(office, years):
    kode, naskah = shelved(office, SOP_CODE)
    years(2030)
    with pytest.raises(NotReady, match="diserahkan"):
        propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    usul = agreed(office, "penyerahan", kode)
    execute(office, usul.kode, by=ARCHIVIST, berita_acara=minutes(office, usul))
    assert look(office, kode).berkas.keadaan == "diserahkan"
    kept = office.archive.naskah(naskah)
    assert [one.keadaan for one in kertas_in(kept.latest.facts)] == ["diserahkan"]
    assert office.archive.read(kept.latest)  # a copy stays
    assert verify_archive(office) == []


def test_destruction_takes_bytes_and_paper_and_leaves_a_tombstone(office, years):
    kode, naskah = shelved(office, isi=[MARKER])
    before = office.archive.naskah(naskah)
    years(2025)
    assert find(office, parse_query("tinggal"), by=HEAD)
    book = open_register(office, "surat_keluar", 2019).rows
    done = destroyed(office, kode)
    (row,) = open_register(office, "surat_keluar", 2019).rows
    assert row[:-1] == book[0][:-1]  # to whom it went is no secret of its content
    acara = office.archive.naskah(read_penyusutan(done.catatan).berita_acara).nomor
    assert row[-1] == f"dimusnahkan 15-01-2025, berita acara {acara}"
    assert done.naskah == 2  # the letter and the journal of its berkas
    stone = office.archive.naskah(naskah)
    assert (stone.nomor, stone.perihal, stone.tanggal) == (before.nomor, before.perihal, before.tanggal)
    assert stone.latest.status is Status.DIMUSNAHKAN and stone.latest.sha256 == before.latest.sha256
    assert [one.kertas.keadaan for one in papers_of(office, stone)] == ["dimusnahkan"]
    assert look(office, kode).berkas.keadaan == "dimusnahkan"
    with pytest.raises(NotFound, match="sudah dimusnahkan"):
        office.archive.read(stone.latest)
    assert find(office, parse_query("tinggal"), by=HEAD) == []
    assert office.archive.register("surat_keluar", 2019)[0].naskah_id == naskah
    assert verify_archive(office) == []


def test_no_byte_of_what_was_destroyed_is_left_in_the_office_folder(settings, clock, years):
    with open_office(settings, now=clock) as office:
        kode, naskah = shelved(office, isi=[MARKER])
        sealed = office.archive.read(office.archive.naskah(naskah).latest)
        years(2025)
        assert [p for p in settings.root.rglob("*") if p.is_file() and MARKER.encode() in p.read_bytes()]
        destroyed(office, kode)
        assert old_copies(office.archive) == []
    left = {str(p): p.read_bytes() for p in settings.root.rglob("*") if p.is_file()}
    assert [p for p, data in left.items() if MARKER.encode() in data or data == sealed] == []
    words = [word.encode() for word in ("tinggal", "mana")]  # not even single words of it in the index
    assert [p for p, data in left.items() if "index" in p and all(word in data for word in words)] == []


def test_a_destruction_stands_while_the_index_is_being_made_and_says_what_is_left_to_do(settings, clock, years):
    with open_office(settings, now=clock) as office:
        kode, naskah = shelved(office, isi=[MARKER])
        years(2025)
        with sole_writer(settings.index, LOCK):  # by another process, for minutes
            done = destroyed(office, kode)
        assert done.words_left and office.archive.naskah(naskah).latest.status is Status.DIMUSNAHKAN
        assert find(office, parse_query("tinggal"), by=HEAD) == []
        rebuild_index(office, resumed=True)
    held = [path.read_bytes() for path in settings.index.rglob("*") if path.is_file()]
    assert [data for data in held if all(word in data for word in (b"tinggal", b"mana"))] == []


def test_the_catalogue_is_rebuilt_without_what_was_destroyed(settings, clock, years):
    with open_office(settings, now=clock) as office:
        kode, naskah = shelved(office)
        years(2025)
        destroyed(office, kode)
    assert rebuild_catalogue(settings).problems == ()
    with open_office(settings, now=clock) as office:
        assert verify_archive(office) == []
        assert office.archive.naskah(naskah).latest.status is Status.DIMUSNAHKAN


def test_nobody_takes_two_parts(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = propose(office, "pemusnahan", [kode], "habis", by=ARCHIVIST)
    with pytest.raises(NotAllowed, match="pengusul"):
        appraise(office, usul.kode, Penilaian(), by=ARCHIVIST)
    appraise(office, usul.kode, Penilaian(), by=HEAD)
    with pytest.raises(NotAllowed, match="penilai"):
        approve(office, usul.kode, "surat", by=HEAD)
    with pytest.raises(NotAllowed, match="kepala kantor"):
        approve(office, usul.kode, "surat", by=APPRAISER)
    with pytest.raises(NotAllowed):
        propose(office, "pemusnahan", [kode], "habis", by="kasubag_perencanaan")


def test_destruction_rests_on_a_letter_and_long_kept_files_on_that_of_anri(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    with pytest.raises(NotReady, match="berstatus diusulkan"):
        approve(office, usul.kode, "surat", by=HEAD)
    appraise(office, usul.kode, Penilaian(), by=APPRAISER)
    with pytest.raises(NotReady, match="surat kepala daerah"):
        approve(office, usul.kode, " ", by=HEAD)


@pytest.mark.parametrize("moment", ["proposed", "appraised", "approved", "minuted"])
def test_a_hold_stops_it_at_every_step(office, years, moment):
    kode, naskah = shelved(office)
    years(2025)
    steps = ["proposed", "appraised", "approved", "minuted"]
    usul = propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    acta = ""
    for step in steps[: steps.index(moment) + 1]:
        if step == "appraised":
            appraise(office, usul.kode, Penilaian(), by=APPRAISER)
        elif step == "approved":
            usul = approve(office, usul.kode, "surat", by=HEAD)
        elif step == "minuted":
            acta = minutes(office, usul)
    hold(office, kode, "perkara 12/G/2025", by=ARCHIVIST)
    for step in steps[steps.index(moment) + 1 :]:
        if step == "appraised":
            appraise(office, usul.kode, Penilaian(), by=APPRAISER)
        elif step == "approved":
            usul = approve(office, usul.kode, "surat", by=HEAD)
        elif step == "minuted":
            acta = minutes(office, usul)
    with pytest.raises(NotReady, match="ditahan: perkara 12/G/2025"):
        execute(office, usul.kode, by=ARCHIVIST, berita_acara=acta)
    assert office.archive.read(office.archive.naskah(naskah).latest)
    with pytest.raises(NotReady, match="ditahan"):
        propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    release(office, kode, "perkara selesai", by=ARCHIVIST)
    assert execute(office, usul.kode, by=ARCHIVIST, berita_acara=acta).naskah == 2


def test_a_paper_on_loan_stops_it(office, years):
    kode, naskah = shelved(office)
    years(2025)
    usul = agreed(office, "pemusnahan", kode)
    acta = minutes(office, usul)
    lay_paper(office, naskah, Kertas(1, PERTINGGAL, 0, berkas=kode, keadaan="dipinjam"), by=ARCHIVIST)
    with pytest.raises(NotReady, match="lembar 1 masih dipinjam"):
        execute(office, usul.kode, by=ARCHIVIST, berita_acara=acta)


def test_what_the_appraisal_takes_out_stays(office, years):
    kept, gone = shelved(office), shelved(office)
    years(2025)
    usul = propose(office, "pemusnahan", [], "habis", by=CLERK)
    with pytest.raises(NotReady) as refused:
        appraise(office, usul.kode, Penilaian({kept[0]: "", "9/2019": "?"}), by=APPRAISER)
    assert len(refused.value.problems) == 2
    appraise(office, usul.kode, Penilaian({kept[0]: "nilai sejarah"}), by=APPRAISER)
    usul = approve(office, usul.kode, "surat", by=HEAD)
    execute(office, usul.kode, by=ARCHIVIST, berita_acara=minutes(office, usul))
    assert look(office, kept[0]).berkas.keadaan == "ditutup"
    assert look(office, gone[0]).berkas.keadaan == "dimusnahkan"


def test_what_is_to_be_appraised_anew_goes_only_by_a_verdict_of_its_own(office, years):
    """The list for the bupati has what the schedule destroys; what it leaves open is not swept along."""
    sure, (open_, _) = shelved(office)[0], shelved(office)
    with office.archive.transaction() as tx:
        jadwal = {"aktif": 2, "inaktif": 3, "nasib": "dinilai kembali", "pemicu": ""}
        closed = office.archive.one_catatan("berkas", open_)
        tx.file_catatan(changed(closed, "ditutup", by=ARCHIVIST, at=office.now(), jadwal=jadwal))
    years(2025)
    ready, waiting = candidates(office, "pemusnahan")
    assert ([one.catatan.kode for one in ready], [one.catatan.kode for one in waiting]) == ([sure], [open_])
    swept = propose(office, "pemusnahan", [], "habis", by=CLERK)
    assert read_penyusutan(swept).berkas == (office.archive.one_catatan("berkas", sure).id,)
    refuse(office, swept.kode, "diulang", by=APPRAISER)
    usul = propose(office, "pemusnahan", [sure, open_], "habis", by=CLERK)
    for said in (Penilaian(), Penilaian(musnahkan={open_: " "}), Penilaian(musnahkan={open_: "ya", sure: "ya"})):
        with pytest.raises(NotReady, match=open_ if not said.musnahkan or said.musnahkan[open_] == " " else sure):
            appraise(office, usul.kode, said, by=APPRAISER)
    appraise(office, usul.kode, Penilaian(musnahkan={open_: "tidak lagi bernilai guna"}), by=APPRAISER)
    usul = approve(office, usul.kode, "surat", by=HEAD)
    execute(office, usul.kode, by=ARCHIVIST, berita_acara=minutes(office, usul))
    assert look(office, open_).berkas.keadaan == look(office, sure).berkas.keadaan == "dimusnahkan"


def test_a_berita_acara_lists_what_goes_and_no_list_that_was_typed(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = agreed(office, "pemusnahan", kode)
    with pytest.raises(NotReady, match="hapus arsip dari isian"):
        draft_minutes(office, usul.kode, office.doctype(BERITA_ACARA["pemusnahan"]).example(), by=ARCHIVIST)


def test_only_its_own_signed_and_numbered_berita_acara_carries_it(office, years):
    first, second = shelved(office), shelved(office)
    years(2025)
    usul, other = agreed(office, "pemusnahan", first[0]), agreed(office, "pemusnahan", second[0])
    for acta, why in (
        ("", "belum disebut"), (first[1], "bukan berita acara pemusnahan"), (minutes(office, other), "bukan berita"),
        (draft_minutes(office, usul.kode, _form(office), by=ARCHIVIST).id, "masih draf"),
    ):  # fmt: skip
        with pytest.raises(NotReady, match=why):
            execute(office, usul.kode, by=ARCHIVIST, berita_acara=acta)
    assert office.archive.naskah(first[1]).latest.status is Status.TERBIT


def test_a_berkas_is_in_one_running_proposal_and_free_again_when_that_is_refused(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    with pytest.raises(NotReady, match="usul lain"):
        propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    with pytest.raises(NotReady, match="alasan"):
        refuse(office, usul.kode, "", by=APPRAISER)
    refuse(office, usul.kode, "masih diperlukan", by=APPRAISER)
    assert propose(office, "pemusnahan", [kode], "habis", by=CLERK).kode == "2/2025"


def test_a_berkas_opened_again_meanwhile_is_not_destroyed(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = agreed(office, "pemusnahan", kode)
    acta = minutes(office, usul)
    reopen_berkas(office, kode, "surat susulan", by=ARCHIVIST)
    with pytest.raises(NotReady, match="berkeadaan aktif"):
        execute(office, usul.kode, by=ARCHIVIST, berita_acara=acta)


def test_a_pemindahan_puts_the_folders_into_the_box_of_the_record_office(office, years):
    kode, naskah = shelved(office)
    set_up_box(office, "IN-1", Boks("boks", "", "Depo", "Rak 9"), by=ARCHIVIST)
    years(2022)
    usul = agreed(office, "pemindahan", kode)
    execute(office, usul.kode, by=ARCHIVIST, berita_acara=minutes(office, usul), boks="in-1")
    assert look(office, kode).berkas.keadaan == "inaktif"
    assert [one.letak for one in papers_of(office, office.archive.naskah(naskah))] == [
        f"Depo, Rak 9, boks IN-1, berkas {kode}, nomor urut 1"
    ]
    years(2025)
    assert [one.catatan.kode for one in candidates(office, "pemusnahan")[0]] == [kode]


def test_a_new_schedule_never_changes_what_was_decided_at_closing(office, years, settings):
    kode, _ = shelved(office)
    path = settings.templates / "klasifikasi" / "permendagri_83_2022.csv"
    line = f"{AKIP};Akuntabilitas Kinerja Instansi Pemerintah;"
    path.write_text(path.read_text("utf-8").replace(f"{line}2;3", f"{line}0;0"), "utf-8")
    assert jadwal_of(office, AKIP, office.now().date()).aktif == 0
    years(2021)
    assert candidates(office, "pemusnahan") == ([], [])
    years(2025)
    assert [one.catatan.kode for one in candidates(office, "pemusnahan")[0]] == [kode]


def _form(office):
    example = office.doctype("berita_acara_pemusnahan").example()
    return {k: v for k, v in example.items() if k not in ("arsip", "jumlah", "dasar")}


def test_the_berita_acara_lists_the_berkas_and_what_it_rests_on(office, years):
    kode, _ = shelved(office)
    years(2025)
    usul = agreed(office, "pemusnahan", kode)
    values = draft_minutes(office, usul.kode, _form(office), by=ARCHIVIST).latest.values
    assert values["dasar"] == ["Persetujuan kepala daerah 045 / 031 / Org, 10 Januari 2025;"]
    assert values["jumlah"] == "1 (satu) berkas"
    (row,) = values["arsip"]
    assert (row["kode"], row["kurun_waktu"], row["jumlah"]) == (AKIP, "2019", "1 berkas (2 naskah)")
    assert kode in row["uraian"] and "habis sejak 1 Januari 2025" in row["keterangan"]


def test_what_was_to_be_kept_ten_years_needs_the_consent_of_kepala_anri(office, years):
    berkas, _ = shelved(office, SOP_CODE)
    held = changed(office.archive.one_catatan("berkas", berkas), "ditutup", by=ARCHIVIST, at=office.now(),
                   jadwal={"aktif": 4, "inaktif": 6, "nasib": "musnah", "pemicu": ""})  # fmt: skip
    assert whose("pemusnahan", [held]) == "Kepala ANRI"


def test_what_was_destroyed_lies_in_no_box_and_is_neither_held_nor_moved(office, years):
    set_up_box(office, "B-9", Boks("boks", "", "Depo", "Rak 1"), by=ARCHIVIST)
    kode, _ = shelved(office)
    move_folder(office, kode, by=ARCHIVIST, boks="B-9")
    assert len(papers_in_box(office, "B-9")) == 1
    years(2025)
    destroyed(office, kode)
    assert papers_in_box(office, "B-9") == []
    for act in (lambda: hold(office, kode, "perkara", by=ARCHIVIST), lambda: move_folder(office, kode, by=ARCHIVIST)):
        with pytest.raises(NotReady, match=f"Berkas {kode} sudah dimusnahkan"):
            act()


def test_a_destruction_done_again_says_when_it_was_done(office, years):
    kode, _ = shelved(office)
    years(2025)
    first = destroyed(office, kode)
    years(2026)
    again = execute(office, first.catatan.kode, by=ARCHIVIST)
    assert again.again and not first.again and again.catatan.at.year == 2025


def test_a_berkas_that_is_not_proposed_is_named_by_its_number(office, years):
    kode, _ = shelved(office)
    other, _ = shelved(office)
    years(2025)
    usul = propose(office, "pemusnahan", [kode], "habis", by=CLERK)
    with pytest.raises(NotReady, match=f"berkas {other} tidak diusulkan"):
        appraise(office, usul.kode, Penilaian({other: "masih dipakai"}), by=APPRAISER)


def test_why_a_berkas_may_not_go_is_said_in_words_of_its_fate(office, years):
    kept, _ = shelved(office, SOP_CODE)
    years(2030)
    with pytest.raises(NotReady, match=f"berkas {kept} permanen: diserahkan .*, tidak dimusnahkan") as refused:
        propose(office, "pemusnahan", [kept], "habis", by=CLERK)
    assert "masih diserahkan" not in str(refused.value)
