"""Ekspedisi: what is issued goes to everyone it is for, once, and who received it is on record."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.distributing import addressees, issue_salinan
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find, retrieve
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.surat.dispatching import TandaTerima, items_of, not_sent, note_receipt, send, send_many
from docgen.errors import NotAllowed, NotFound, NotReady, StaleVersion
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.search.query import parse_query
from tests.actions.naskah.test_approving import drafted, letter, signed, through
from tests.actions.naskah.test_together import filed, invitations, lines, told
from tests.actions.naskah.test_together import signed as signed_invitations
from tests.conftest import ROOT

CLERK = "tata_usaha"
PDF = b"%PDF-1.7 tanda tangan penerima"
PNG = b"\x89PNG\r\n\x1a\n tanda tangan penerima"


@pytest.fixture
def office(plain_office):
    return plain_office


def issued(office, **changes):
    """A letter with its number, to the Sekretaris Daerah and with one tembusan."""
    people = {"kepada": ["Sekretaris Daerah"], "tembusan": ["Inspektur Kota Tasikmalaya"]}
    naskah = letter(office, koordinasi_1="", penandatangan="kepala_dinas", **{**people, **changes})
    naskah = through(office, naskah, "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by=CLERK)


def copied(office, naskah, *kepada):
    for one in kepada:
        naskah, _ = issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada=one)
    return naskah


def sent(office, naskah, *kepada, **more):
    done, _ = send(office, naskah.id, read=naskah.latest.sha256, by=CLERK, kepada=kepada, **more)
    return done


def received(office, naskah, nomor=1, oleh="Rina, staf umum", by=CLERK, **more):
    return note_receipt(office, naskah.id, nomor, TandaTerima(oleh, **more), read=naskah.latest.sha256, by=by)


def told_of(naskah):
    return [(one["nomor"], one["kepada"], one["sebagai"]) for one in items_of(naskah)]


def test_a_naskah_goes_to_its_receivers_those_in_tembusan_and_those_with_a_salinan(office):
    naskah = copied(office, issued(office), "Bappelitbangda")
    done, now = send(office, naskah.id, read=naskah.latest.sha256, by=CLERK, cara="  kurir  kantor ")
    assert told_of(done) == [
        (1, "Sekretaris Daerah", "asli"), (2, "Inspektur Kota Tasikmalaya", "tembusan"),
        (3, "Bappelitbangda", "salinan 1"),
    ]  # fmt: skip
    assert now == items_of(done) and not_sent(done) == []
    assert {(one["cara"], one["at"], one["oleh"]) for one in now} == {
        ("kurir kantor", "2019-01-07T08:00:00+07:00", CLERK)
    }
    assert office.archive.naskah(naskah.id) == done and verify_archive(office) == []


def test_sending_adds_a_version_and_changes_neither_page_nor_digest(office):
    naskah = issued(office)
    done = sent(office, naskah)
    assert (done.latest.number, done.latest.act, done.latest.status) == (naskah.latest.number + 1, "dikirim", "terbit")
    assert done.latest.files == naskah.latest.files and done.latest.sha256 == naskah.latest.sha256
    assert len(find(office, parse_query("status:terbit"))) == 1


def test_who_is_named_is_sent_it_alone_and_the_others_later(office):
    naskah = issued(office)
    done = sent(office, naskah, "inspektur  KOTA tasikmalaya")
    assert told_of(done) == [(1, "Inspektur Kota Tasikmalaya", "tembusan")]
    assert told_of(sent(office, done)) == [*told_of(done), (2, "Sekretaris Daerah", "asli")]


def test_a_copy_given_later_is_sent_later(office):
    done = copied(office, sent(office, issued(office)), "Bappelitbangda")
    assert [one.label for one in not_sent(done)] == ["Bappelitbangda (salinan 1)"]
    assert told_of(sent(office, done))[2:] == [(3, "Bappelitbangda", "salinan 1")]


def test_one_who_gets_two_things_is_sent_both_or_the_one_that_is_named(office):
    naskah = copied(office, issued(office), "Sekretaris Daerah")
    first = sent(office, naskah, "Sekretaris Daerah (salinan 1)")
    assert told_of(first) == [(1, "Sekretaris Daerah", "salinan 1")]
    assert told_of(sent(office, first, "Sekretaris Daerah"))[1:] == [(2, "Sekretaris Daerah", "asli")]


def test_two_of_the_same_name_are_both_sent_it(office):
    done = sent(office, issued(office, kepada=["Staf", "Staf"], tembusan=[]), "Staf")
    assert told_of(done) == [(1, "Staf", "asli"), (2, "Staf", "asli")] and not_sent(done) == []


def test_every_wrong_name_is_told_at_once_with_who_there_is_and_nothing_is_sent(office, clock):
    naskah = sent(office, issued(office), "Sekretaris Daerah", cara="pos")
    clock.pass_by(hours=3)
    with pytest.raises(NotReady) as refused:
        sent(office, naskah, "Walikota", "SEKRETARIS daerah", "Inspektur Kota Tasikmalaya")
    assert refused.value.problems == (
        "sudah dikirim kepada Sekretaris Daerah pada 07-01-2019 pukul 08.00, pos",
        "'Walikota' tidak ada di antara penerimanya",
        "penerimanya: Sekretaris Daerah; Inspektur Kota Tasikmalaya (tembusan)",
    )
    assert office.archive.naskah(naskah.id) == naskah


def test_what_went_to_everybody_is_not_sent_again(office):
    naskah = sent(office, issued(office), cara="kurir")
    with pytest.raises(NotReady, match="sudah dikirim kepada semua penerimanya") as refused:
        sent(office, naskah)
    assert refused.value.problems[1] == "Inspektur Kota Tasikmalaya (tembusan) pada 07-01-2019 pukul 08.00, kurir"


def test_what_is_not_issued_is_not_sent_and_the_clerk_is_told_what_it_waits_for(office):
    naskah = signed(office)
    with pytest.raises(NotReady, match=r"berstatus disahkan, tidak dapat dikirim\.\n  - menunggu nomor dari tata"):
        sent(office, naskah)


def test_what_is_cancelled_is_not_sent(office):
    naskah = issued(office)
    naskah = cancel(office, naskah.id, read=naskah.latest.sha256, reason="salah alamat", by=CLERK)
    with pytest.raises(NotReady, match=r"berstatus dibatalkan.*\n.*penggantinya"):
        sent(office, naskah)


def test_what_names_nobody_is_sent_to_who_is_given_a_copy(office):
    report = drafted(office, tembusan=[])
    naskah = through(office, report, "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    naskah = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by=CLERK)
    with pytest.raises(NotReady, match=f"tidak menyebut penerima.*\n.*docgen naskah salinan {naskah.id} --kepada"):
        sent(office, naskah)
    assert told_of(sent(office, copied(office, naskah, "Inspektorat"))) == [(1, "Inspektorat", "salinan 1")]


def test_only_the_secretariat_sends_and_notes_receipts(office):
    naskah = issued(office)
    with pytest.raises(NotAllowed, match=r"sekretaris.* tidak berwenang mengirim"):
        send(office, naskah.id, read=naskah.latest.sha256, by="sekretaris")
    naskah = sent(office, naskah)
    with pytest.raises(NotAllowed, match="tidak berwenang mengirim"):
        received(office, naskah, by="sekretaris")


def test_what_is_sent_is_what_was_read(office):
    naskah = issued(office)
    draft_digest = office.archive.versions(naskah.id)[0].sha256
    with pytest.raises(StaleVersion):
        send(office, naskah.id, read=draft_digest, by=CLERK)
    with pytest.raises(NotReady, match="bukan sidik"):
        note_receipt(office, naskah.id, 1, TandaTerima("Rina"), read="f" * 64, by=CLERK)


def test_two_desks_do_not_send_the_same_thing_twice(office, settings, clock):
    naskah = issued(office)
    with open_office(settings, now=clock) as other:
        sent(other, naskah)
    with pytest.raises(NotReady, match="sudah dikirim kepada semua"):
        sent(office, naskah)


def test_who_received_it_and_when_is_noted_with_the_scan_as_it_came(office, clock):
    naskah = sent(office, issued(office))
    clock.pass_by(days=2)
    done = received(office, naskah, 2, " Rina,  staf umum ", tanggal=date(2019, 1, 8), bukti=PDF)
    first, second = items_of(done)
    assert second["diterima"] == {
        "oleh": "Rina, staf umum", "tanggal": "2019-01-08", "berkas": "tanda-terima-02.pdf"
    }  # fmt: skip
    assert "diterima" not in first and done.latest.status is Status.TERBIT
    assert retrieve(office, done.latest, "tanda-terima-02.pdf")[1] == PDF
    done = received(office, done, 1, bukti=PNG)
    assert items_of(done)[0]["diterima"] == {
        "oleh": "Rina, staf umum", "tanggal": "2019-01-09", "berkas": "tanda-terima-01.png"
    }  # fmt: skip
    assert {"tanda-terima-01.png", "tanda-terima-02.pdf", "naskah.docx"} == {*done.latest.files}
    assert verify_archive(office) == []


def test_a_receipt_needs_no_scan(office):
    done = received(office, sent(office, issued(office)))
    assert items_of(done)[0]["diterima"]["berkas"] == "" and {*done.latest.files} == {"naskah.docx"}


def test_everything_wrong_with_a_receipt_is_told_at_once(office):
    naskah = sent(office, issued(office))
    with pytest.raises(NotReady) as refused:
        received(office, naskah, 1, " ", tanggal=date(2019, 1, 6), bukti=b"GIF89a")
    assert refused.value.problems == (
        "nama penerima belum diisi: --oleh 'Nama, jabatan'",
        "berkas bukti kosong atau bukan PDF, JPG atau PNG; pindai ulang atau simpan sebagai PDF",
        "tanggal terima 06-01-2019 sebelum dikirim, 07-01-2019",
    )
    with pytest.raises(NotReady, match="08-01-2019 belum tiba"):
        received(office, naskah, tanggal=date(2019, 1, 8))
    assert office.archive.naskah(naskah.id) == naskah


DOCX = (ROOT / "templates_docx" / "nota_dinas" / "template.docx").read_bytes()


@pytest.mark.parametrize("scan", [b"", b"II*\x00 pindaian", DOCX], ids=["empty", "TIFF", "Word"])
def test_a_scan_of_a_receipt_is_pdf_jpg_or_png(office, scan):
    naskah = sent(office, issued(office))
    with pytest.raises(NotReady, match="bukan PDF, JPG atau PNG"):
        received(office, naskah, bukti=scan)


def test_a_scan_too_large_is_refused(office, monkeypatch):
    naskah = sent(office, issued(office))
    monkeypatch.setattr("docgen.actions.surat.dispatching.LARGEST_SCAN", 16)
    with pytest.raises(NotReady, match="lebih besar dari"):
        received(office, naskah, bukti=PDF)


def test_an_item_is_received_once(office):
    naskah = received(office, sent(office, issued(office)))
    with pytest.raises(NotReady, match=r"Kiriman 1 .* sudah diterima Rina, staf umum pada 07-01-2019"):
        received(office, naskah, oleh="Budi")


def test_a_receipt_for_what_was_never_sent_names_what_was(office):
    naskah = issued(office)
    with pytest.raises(NotFound, match=f"Kirim dahulu: docgen ekspedisi kirim {naskah.id}"):
        received(office, naskah)
    naskah = sent(office, naskah)
    with pytest.raises(NotFound, match=r"1 Sekretaris Daerah; 2 Inspektur Kota Tasikmalaya \(tembusan\)"):
        received(office, naskah, 3)


def test_the_receipt_of_a_cancelled_naskah_is_still_noted_for_it_must_come_back(office):
    naskah = sent(office, issued(office))
    naskah = cancel(office, naskah.id, read=naskah.latest.sha256, reason="keliru", by=CLERK)
    done = received(office, naskah)
    assert items_of(done)[0]["diterima"]["oleh"] == "Rina, staf umum" and done.latest.status is Status.DIBATALKAN


def test_a_whole_daftar_is_sent_in_one_act_and_a_refused_line_is_told(office):
    found = [assign_nomor(office, one.id, read=one.latest.sha256, by=CLERK) for one in signed_invitations(office, 3)]
    found[1] = sent(office, found[1])
    early = invitations(office, 1)[0]
    results = send_many(office, lines(*found, early), by=CLERK, cara="kurir")
    assert [told_of(one)[0][1] for one in filed(results)] == ["Kepala Kelurahan 1", "Kepala Kelurahan 3"]
    assert {one["cara"] for naskah in filed(results) for one in items_of(naskah)} == {"kurir"}
    problems = told(results)
    assert "sudah dikirim kepada semua" in problems[1] and "menunggu paraf" in problems[3]
    assert office.archive.naskah(found[1].id) == found[1] and verify_archive(office) == []


def test_with_one_line_refused_a_whole_daftar_may_be_kept_back(office):
    first, second = issued(office), issued(office)
    wrong = [Line(2, first.id, first.latest.sha256), Line(3, second.id, "f" * 64)]
    results = send_many(office, wrong, by=CLERK, whole=True)
    assert filed(results) == [] and items_of(office.archive.naskah(first.id)) == []


def test_a_daftar_is_sent_by_the_secretariat_alone(office):
    with pytest.raises(NotAllowed, match="tidak berwenang mengirim"):
        send_many(office, [Line(2, "X", "f" * 64)], by="sekretaris")


def test_a_letter_of_duty_is_for_persons_and_not_for_their_posts(office):
    form = office.doctype("surat_tugas").example()
    naskah = draft(office, "surat_tugas", form, by="kasubag_perencanaan")
    persons = [row["nama"] for row in form["kepada"]]
    assert [one.kepada for one in addressees(naskah)][: len(persons)] == persons
