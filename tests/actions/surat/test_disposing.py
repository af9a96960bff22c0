"""The incoming letter and its disposisi: one sheet that grows from hand to hand."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.filing import file_docx, next_version
from docgen.actions.naskah.keeping import keep_file
from docgen.actions.naskah.uploads import Upload
from docgen.actions.surat.disposing import Disposisi, dispose, forward, hops
from docgen.actions.surat.receiving import waiting_in
from docgen.actions.surat.registering import entered_before, register_incoming
from docgen.errors import InvalidForm, NotAllowed, NotFound, NotReady, NotYourTurn, StaleVersion, UnsafeFile
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TO_SEKRETARIS = Disposisi(["sekretaris"], "Siapkan laporan.")


@pytest.fixture
def office(plain_office):
    return plain_office


def letter(office, **changes):
    return {**office.doctype("surat_masuk").example(), **changes}


def received(office, **more):
    return register_incoming(office, letter(office), by="tata_usaha", **more)


def test_letters_get_agenda_numbers_in_the_order_they_come(office):
    assert [received(office).nomor for _ in range(3)] == ["001", "002", "003"]


def test_the_agenda_starts_again_with_the_year_of_arrival(office):
    received(office)
    form = letter(office, tanggal_surat="2018-12-20", tanggal_terima="2018-12-28")
    assert register_incoming(office, form, by="tata_usaha").nomor == "001"


def test_a_letter_without_a_scan_leaves_its_agenda_card(office):
    surat = received(office)
    card = office.archive.read(surat.latest, "kartu.txt").decode()
    assert surat.latest.status is Status.DITERIMA and surat.perihal in card


def test_a_scan_is_kept_as_it_came(office):
    surat = received(office, scan=Upload(PDF, "surat.pdf"))
    assert office.archive.read(surat.latest, "surat.pdf") == PDF


def test_a_scan_of_another_kind_is_refused_by_its_content(office):
    with pytest.raises(UnsafeFile, match=r"surat\.pdf"):
        received(office, scan=Upload(b"MZ\x90\x00", "surat.pdf"))
    assert office.archive.list_naskah() == []


def test_a_letter_cannot_arrive_before_it_was_written(office):
    form = letter(office, tanggal_surat="2019-01-05", tanggal_terima="2019-01-04")
    with pytest.raises(InvalidForm, match="sebelum tanggal suratnya"):
        register_incoming(office, form, by="tata_usaha")


def test_a_letter_cannot_arrive_tomorrow(office):
    with pytest.raises(InvalidForm, match="08-01-2019 belum tiba"):
        register_incoming(office, letter(office, tanggal_terima="2019-01-08"), by="tata_usaha")


def test_a_letter_entered_twice_is_told_and_not_refused(office):
    first = received(office)
    assert entered_before(office, first) == []
    again = letter(office, nomor_surat=first.latest.values["nomor_surat"].replace(" ", "").upper())
    second = register_incoming(office, again, by="tata_usaha")
    assert second.nomor == "002" and entered_before(office, second) == [first]
    other = register_incoming(office, letter(office, pengirim="Camat Tawang"), by="tata_usaha")
    assert entered_before(office, other) == []
    cancel(office, first.id, read=first.latest.sha256, reason="tercatat dua kali", by="tata_usaha")
    assert entered_before(office, second) == []


def test_only_the_secretariat_keeps_the_agenda(office):
    with pytest.raises(NotAllowed):
        register_incoming(office, letter(office), by="kepala_dinas")


def test_the_same_sheet_grows_from_hand_to_hand(office, clock):
    surat = received(office)
    lembar = dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas")
    first = plain_text(office.archive.read(lembar.latest))
    clock.pass_by(minutes=30)
    grown = forward(
        office,
        lembar.id,
        Disposisi(["kasubag_perencanaan", "kabid_piak"], "Proses sesuai SOP."),
        read=lembar.latest.sha256,
        by="sekretaris",
    )
    text = plain_text(office.archive.read(grown.latest))
    assert "Siapkan laporan." in first and "Proses sesuai SOP." not in first
    assert "Siapkan laporan." in text and "Proses sesuai SOP." in text and surat.nomor in text
    assert grown.id == lembar.id and grown.latest.number == 2 and grown.induk == surat.id
    assert [hop["kepada"] for hop in grown.latest.facts["disposisi"]] == [
        ["sekretaris"], ["kasubag_perencanaan", "kabid_piak"],
    ]  # fmt: skip


def test_only_a_receiver_may_pass_it_on(office):
    lembar = dispose(office, received(office).id, TO_SEKRETARIS, by="kepala_dinas")
    with pytest.raises(NotYourTurn, match="sekretaris"):
        forward(office, lembar.id, TO_SEKRETARIS, read=lembar.latest.sha256, by="kabid_piak")


def test_a_letter_has_one_sheet(office):
    surat = received(office)
    lembar = dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas")
    with pytest.raises(NotReady, match=lembar.id):
        dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas")


def test_two_officials_cannot_write_on_the_same_row(office):
    lembar = dispose(office, received(office).id, TO_SEKRETARIS, by="kepala_dinas")
    onward = Disposisi(["kasubag_perencanaan"], "Proses.")
    forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(StaleVersion, match="diteruskan oleh sekretaris"):
        forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")


def test_a_full_sheet_says_so(office):
    lembar = dispose(office, received(office).id, TO_SEKRETARIS, by="kepala_dinas")
    rows = office.doctype("lembar_disposisi").disposisi
    for _ in range(rows - 1):
        lembar = forward(office, lembar.id, TO_SEKRETARIS, read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(NotReady, match="penuh"):
        forward(office, lembar.id, TO_SEKRETARIS, read=lembar.latest.sha256, by="sekretaris")


def test_an_empty_instruction_is_asked_for(office):
    surat = received(office)
    with pytest.raises(NotReady) as error:
        dispose(office, surat.id, Disposisi([], " "), by="kepala_dinas")
    assert len(error.value.problems) == 2
    with pytest.raises(NotFound, match="camat"):
        dispose(office, surat.id, Disposisi(["camat"], "x"), by="kepala_dinas")


def test_a_disposisi_says_what_it_asks_by_ticks_by_words_or_by_both(office):
    surat = received(office)
    ticks = Disposisi(["sekretaris"], instruksi=["Proses lebih lanjut", "Tanggapan dan saran"])
    lembar = dispose(office, surat.id, ticks, by="kepala_dinas")
    both = Disposisi(["kabid_capil"], "Hubungi Bappeda.", date(2019, 1, 8), ["Koordinasi/konfirmasi"])
    lembar = forward(office, lembar.id, both, read=lembar.latest.sha256, by="sekretaris")
    assert [(hop["instruksi"], hop["isi"]) for hop in hops(lembar)] == [
        (["Tanggapan dan saran", "Proses lebih lanjut"], ""),
        (["Koordinasi/konfirmasi"], "Hubungi Bappeda."),
    ]
    rows = anchors(office.archive.read(lembar.latest))
    assert [unbroken(rows[f"disposisi_{row}_isi"]) for row in (1, 2)] == [
        "☑ Tanggapan dan saran   ☑ Proses lebih lanjut",
        "☑ Koordinasi/konfirmasi\nHubungi Bappeda. (paling lambat 08-01-2019)",
    ]
    assert [one.isi for one in waiting_in(lembar)] == ["Koordinasi/konfirmasi; Hubungi Bappeda."]


def test_a_tick_is_known_by_its_beginning_in_capitals_or_not_and_counts_once(office):
    typed = Disposisi(["sekretaris", "sekretaris"], instruksi=["KOORD", "proses  lebih", "Proses lebih lanjut"])
    (hop,) = hops(dispose(office, received(office).id, typed, by="kepala_dinas"))
    assert hop["instruksi"] == ["Proses lebih lanjut", "Koordinasi/konfirmasi"] and hop["kepada"] == ["sekretaris"]


def test_ticks_that_are_not_on_the_list_of_the_office_are_all_named_with_those_that_are(office, settings, clock):
    toml = settings.templates / "kantor.toml"
    listed = '"Tanggapan dan saran", "Proses", "Proses segera"'
    toml.write_text(re.sub(r"instruksi = .*", f"instruksi = [{listed}]", toml.read_text("utf-8")), "utf-8")
    surat = received(office)
    with open_office(settings, now=clock) as mine:
        with pytest.raises(NotReady) as error:
            dispose(mine, surat.id, Disposisi(["sekretaris"], "x", None, ["Arsip", "", "pros"]), by="kepala_dinas")
        assert error.value.problems == (
            "instruksi 'Arsip' tidak ada; yang ada: Tanggapan dan saran, Proses, Proses segera",
            "instruksi '' tidak ada; yang ada: Tanggapan dan saran, Proses, Proses segera",
            "instruksi 'pros' dapat berarti Proses atau Proses segera; tulis lebih lengkap",
        )
        assert mine.archive.list_naskah(jenis="lembar_disposisi") == []
        lembar = dispose(mine, surat.id, Disposisi(["sekretaris"], instruksi=["proses"]), by="kepala_dinas")
        assert hops(lembar)[0]["instruksi"] == ["Proses"]


def test_a_sheet_of_the_time_before_ticks_goes_on(office):
    lembar = dispose(office, received(office).id, TO_SEKRETARIS, by="kepala_dinas")
    bare = [{key: value for key, value in hop.items() if key != "instruksi"} for hop in hops(lembar)]
    version = replace(next_version(office, lembar, "didisposisikan", "kepala_dinas"), facts={"disposisi": bare})
    old = file_docx(office, replace(lembar, latest=version), office.archive.read(lembar.latest), {})
    assert [one.isi for one in waiting_in(old)] == ["Siapkan laporan."]
    onward = Disposisi(["kabid_capil"], instruksi=["proses"])
    grown = forward(office, old.id, onward, read=old.latest.sha256, by="sekretaris")
    assert [one.isi for one in waiting_in(grown)] == ["Proses lebih lanjut"]


def unbroken(text):
    return text.replace("\u00a0", " ")


def test_a_secret_letter_is_disposed_by_the_head_of_the_office_alone(office):
    surat = register_incoming(office, letter(office, keamanan="Rahasia"), by="tata_usaha")
    with pytest.raises(NotAllowed):
        dispose(office, surat.id, Disposisi(["kasubag_perencanaan"], "Pelajari."), by="sekretaris")
    assert dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas").induk == surat.id


def kept(office, name="indikator.txt"):
    remark = "Indikator sasaran Tahun 2019"
    return keep_file(office, b"Indikator sasaran 2019", name, by="kasubag_perencanaan", remark=remark)


def test_a_paper_of_the_house_is_disposed_too_and_by_everyone_on_his_own_sheet(office):
    """SOP 010: every Kabid writes his disposisi on the indikator sasaran."""
    plan = kept(office)
    sheets = [
        dispose(office, plan.id, Disposisi(["kasubag_umum"], "Susun."), by=by) for by in ("kabid_capil", "kabid_piak")
    ]
    assert [one.induk for one in sheets] == [plan.id] * 2 and sheets[0].id != sheets[1].id
    words = plain_text(office.archive.read(sheets[0].latest))
    assert f"Surat dari\t:\t{office.kantor.official('kasubag_perencanaan').jabatan}" in words
    assert "7 Januari 2019" in words and "Hal\t:\tIndikator sasaran Tahun 2019" in words
    assert sheets[0].perihal == "Disposisi: Indikator sasaran Tahun 2019"
    with pytest.raises(NotReady, match=f"sudah punya lembar disposisi {sheets[0].id}"):
        dispose(office, plan.id, Disposisi(["kasubag_umum"], "Susun lagi."), by="kabid_capil")
    assert (
        forward(
            office, sheets[0].id, Disposisi(["tata_usaha"], "Isi."), read=sheets[0].latest.sha256, by="kasubag_umum"
        ).latest.number
        == 2
    )


def test_a_draft_and_a_sheet_are_not_disposed(office):
    lembar = dispose(office, received(office).id, TO_SEKRETARIS, by="kepala_dinas")
    form = office.doctype("nota_dinas").example()
    nota = draft(office, "nota_dinas", form, by="kasubag_perencanaan")
    for one in (lembar, nota):
        with pytest.raises(NotReady, match="tidak dapat didisposisi"):
            dispose(office, one.id, TO_SEKRETARIS, by="kepala_dinas")


@pytest.mark.slow
def test_two_who_dispose_one_letter_at_the_same_moment_make_one_sheet(settings, clock):
    def attempt(_):
        with open_office(settings, now=clock) as own:
            try:
                return dispose(own, surat.id, TO_SEKRETARIS, by="kepala_dinas").id
            except NotReady:
                return ""

    with open_office(settings, now=clock) as office:
        surat = received(office)
    with ThreadPoolExecutor(6) as pool:
        made = [one for one in pool.map(attempt, range(6)) if one]
    with open_office(settings, now=clock) as office:
        assert [one.id for one in office.archive.list_naskah(jenis="lembar_disposisi")] == made and len(made) == 1
