"""A berkas closes when nothing in it is left to do; its journal lies in it; it may be opened and closed again."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.closing import JURNAL, close_berkas, hold, open_items, release, reopen_berkas, told
from docgen.actions.arsip.gathering import begin, correct_berkas, look, put_in, take_out
from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.shelving import lay_paper
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.finding import retrieve
from docgen.actions.surat.dispatching import send
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan.berkas import changed, read_berkas
from docgen.kearsipan.kertas import PERTINGGAL, Kertas
from docgen.paper.read import plain_text
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM
from tests.actions.naskah.test_approving import drafted
from tests.actions.surat.test_dispatching import CLERK, issued
from tests.actions.surat.test_disposing import received

KODE = "1/2019"


@pytest.fixture
def office(plain_office):
    begin(plain_office, FORM, by=ARCHIVIST)
    return plain_office


def filed(office):
    """A letter that is issued, sent and lies in the folder."""
    naskah = issued(office)
    send(office, naskah.id, read=naskah.latest.sha256, by=CLERK)
    put_in(office, KODE, [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    return office.archive.naskah(naskah.id)


def closed(office):
    filed(office)
    return close_berkas(office, KODE, by=ARCHIVIST)


def journals(office):
    return [one for one in look(office, KODE).naskah if one.jenis == JURNAL]


def test_every_open_item_is_named_before_a_berkas_closes(office):
    draft, unsent = drafted(office), issued(office)
    with pytest.raises(NotReady, match="belum berisi naskah"):
        close_berkas(office, KODE, by=ARCHIVIST)
    put_in(office, KODE, [draft.id, unsent.id], by=ARCHIVIST)
    with pytest.raises(NotReady) as refused:
        close_berkas(office, KODE, by=ARCHIVIST)
    draft_waits, no_paper, not_sent = refused.value.problems
    assert draft.id in draft_waits and "berstatus draf, menunggu" in draft_waits
    assert unsent.id in no_paper and "belum ada kertasnya" in no_paper
    assert unsent.id in not_sent and "belum dikirim kepada Sekretaris Daerah" in not_sent
    assert open_items(office, look(office, KODE)) == list(refused.value.problems)
    assert journals(office) == [] and look(office, KODE).berkas.terbuka


def test_a_closed_berkas_holds_its_journal_and_takes_nothing_more(office, clock):
    letter = filed(office)
    clock.pass_by(days=3)
    kept = close_berkas(office, KODE, by=ARCHIVIST)
    assert (kept.berkas.keadaan, kept.berkas.ditutup) == ("ditutup", "2019-01-10")
    assert kept.berkas.jadwal == {"aktif": None, "inaktif": None, "nasib": "", "pemicu": ""}  # the old scheme says none
    (journal,) = journals(office)
    words = plain_text(retrieve(office, journal.latest)[1])
    for said in ("Berkas 1/2019", letter.nomor, letter.latest.sha256[:16], "pertinggal: berkas 1/2019, nomor urut 1"):
        assert said in words
    assert words.index("dibuka") < words.index("diberkaskan") < words.index("ditutup\t")
    for act in (lambda: put_in(office, KODE, [issued(office).id], by=ARCHIVIST),
                lambda: take_out(office, letter.id, "salah", by=ARCHIVIST),
                lambda: close_berkas(office, KODE, by=ARCHIVIST)):  # fmt: skip
        with pytest.raises(NotReady, match="sudah ditutup"):
            act()
    assert verify_archive(office) == []


def test_closing_and_opening_again_can_be_repeated_and_leaves_one_journal(office, clock):
    closed(office)
    for day in range(2, 4):
        clock.pass_by(days=1)
        with pytest.raises(NotReady, match="alasan"):
            reopen_berkas(office, KODE, " ", by=ARCHIVIST)
        reopen_berkas(office, KODE, "surat susulan", by=ARCHIVIST)
        assert look(office, KODE).berkas.terbuka
        filed(office)
        close_berkas(office, KODE, by=ARCHIVIST)
        (journal,) = journals(office)
        assert journal.latest.number == day
        assert f"{7 + day - 1:02}-01-2019" in plain_text(retrieve(office, journal.latest)[1])
    assert verify_archive(office) == []


def test_an_aid_of_the_house_needs_no_paper_side(office):
    closed(office)
    assert JURNAL not in {one.naskah.jenis for one in prove(office, by=ARCHIVIST)}


def test_a_cancelled_naskah_keeps_no_berkas_open(office):
    naskah = issued(office)
    put_in(office, KODE, [naskah.id], by=ARCHIVIST)
    cancel(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas", reason="salah alamat")
    assert open_items(office, look(office, KODE)) == []


def test_a_paper_on_loan_keeps_it_open_until_it_is_back(office):
    letter = filed(office)
    assert open_items(office, look(office, KODE)) == []
    lay_paper(office, letter.id, Kertas(0, "asli", 0, berkas=KODE, keadaan="dipinjam"), by=ARCHIVIST)
    assert "lembar 2 dipinjam" in open_items(office, look(office, KODE))[0]


def test_a_hold_has_a_reason_and_ends_with_one(office):
    held = hold(office, KODE, "pemeriksaan BPK", by=ARCHIVIST)
    assert read_berkas(held).tahan == "pemeriksaan BPK"
    with pytest.raises(NotReady, match="sudah ditahan"):
        hold(office, KODE, "lagi", by=ARCHIVIST)
    with pytest.raises(NotReady, match="alasan"):
        release(office, KODE, "", by=ARCHIVIST)
    assert read_berkas(release(office, KODE, "selesai", by=ARCHIVIST)).tahan == ""
    with pytest.raises(NotReady, match="tidak sedang ditahan"):
        release(office, KODE, "selesai", by=ARCHIVIST)


def test_only_the_record_office_closes_and_holds(office):
    filed(office)
    for act in (lambda by: close_berkas(office, KODE, by=by), lambda by: hold(office, KODE, "perkara", by=by)):
        with pytest.raises(NotAllowed):
            act("kasubag_perencanaan")


def test_a_letter_of_which_only_the_agenda_card_is_there_has_no_electronic_side(office):
    surat = received(office)
    put_in(office, KODE, [surat.id], by=ARCHIVIST, macam="asli")
    with pytest.raises(NotReady, match="belum ada elektroniknya"):
        close_berkas(office, KODE, by=ARCHIVIST)


def test_a_berkas_takes_the_retention_of_its_code_when_it_closes(office, clock):
    begin(office, {**FORM, "klasifikasi": "000.8.6.3"}, by=ARCHIVIST)
    letter = issued(office)
    send(office, letter.id, read=letter.latest.sha256, by=CLERK)
    put_in(office, "2/2019", [letter.id], by=ARCHIVIST, macam=PERTINGGAL)
    kept = close_berkas(office, "2/2019", by=ARCHIVIST)
    assert told(kept.berkas) == "aktif 2 tahun, inaktif 3 tahun, musnah; habis sejak 1 Januari 2025"
    (journal,) = [one for one in kept.naskah if one.jenis == JURNAL]
    assert told(kept.berkas) in plain_text(retrieve(office, journal.latest)[1])


def test_a_berkas_is_opened_under_a_leaf_only(office):
    with pytest.raises(NotReady, match=r"masih terbagi.*\n.*045\.1"):
        begin(office, {**FORM, "klasifikasi": "045"}, by=ARCHIVIST)
    with pytest.raises(NotFound, match="045"):
        begin(office, {**FORM, "klasifikasi": "045.99"}, by=ARCHIVIST)


def test_a_berkas_is_of_a_class_that_somebody_may_read(office):
    with pytest.raises(NotReady, match="'rahsia' tidak dikenal; pilih: biasa, terbatas, rahasia, sangat rahasia"):
        begin(office, FORM | {"keamanan": "rahsia"}, by=ARCHIVIST)
    assert (
        read_berkas(begin(office, FORM | {"keamanan": " Sangat  Rahasia"}, by=ARCHIVIST)).keamanan == "sangat rahasia"
    )


def test_a_wrong_class_is_mended_with_its_reason_by_who_may_read_the_berkas(office):
    berkas = begin(office, FORM, by=ARCHIVIST)
    with pytest.raises(NotReady, match="alasannya"):
        correct_berkas(office, berkas.kode, {"keamanan": "rahasia"}, "", by=ARCHIVIST)
    with pytest.raises(NotReady, match="tidak ada yang berubah"):
        correct_berkas(office, berkas.kode, {"keamanan": "Biasa"}, "salah", by=ARCHIVIST)
    strict = correct_berkas(office, berkas.kode, {"keamanan": "Sangat Rahasia"}, "isinya", by=ARCHIVIST)
    assert (strict.act, strict.note, strict.isi["keamanan"]) == ("diubah", "isinya", "sangat rahasia")
    with pytest.raises(NotAllowed, match="sangat rahasia"):
        correct_berkas(office, berkas.kode, {"keamanan": "biasa"}, "ingin tahu", by=ARCHIVIST)


def test_a_class_mistyped_before_it_was_checked_is_mended_by_the_record_office(office):
    berkas = begin(office, FORM, by=ARCHIVIST)
    with office.archive.transaction() as tx:
        tx.file_catatan(changed(berkas, "diubah", by=ARCHIVIST, at=office.now(), keamanan="rahsia"))
    mended = correct_berkas(office, berkas.kode, {"keamanan": "rahasia"}, "salah ketik", by=ARCHIVIST)
    assert read_berkas(mended).keamanan == "rahasia"
