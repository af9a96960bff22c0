"""Paraf, tanda tangan, return, revision: an official answers for exactly what he read."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.drafting import draft, revise, upload
from docgen.actions.naskah.finding import listing, resolve
from docgen.actions.naskah.numbering import assign_nomor
from docgen.errors import InvalidForm, NotAllowed, NotFound, NotReady, NotYourTurn, StaleVersion, UnsafeFile
from docgen.naskah.approval import chain
from docgen.naskah.records import Status
from docgen.paper.properties import read_properties
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors

LAPORAN = "laporan_pengukuran_kinerja"


@pytest.fixture
def office(plain_office):
    return plain_office


def form(office, jenis=LAPORAN, **changes):
    return {**office.doctype(jenis).example(), **changes}


def drafted(office, **changes):
    return draft(office, LAPORAN, form(office, **changes), by="kasubag_perencanaan")


def through(office, naskah, *posts):
    for post in posts:
        act = sign if post == "kepala_dinas" else give_paraf
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=post)
    return naskah


def signed(office):
    return through(office, drafted(office), "kasubag_perencanaan", "sekretaris", "kepala_dinas")


def test_a_report_goes_from_draft_to_issued(office):
    naskah = signed(office)
    issued = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    assert [v.status for v in office.archive.versions(naskah.id)] == [
        Status.DRAF, Status.TERPARAF, Status.TERPARAF, Status.DISAHKAN, Status.TERBIT,
    ]  # fmt: skip
    text = plain_text(office.archive.read(issued.latest))
    assert issued.nomor in text and "7 Januari 2019" in text and "disetujui 07-01-2019 08.00" in text
    assert issued.tanggal.isoformat() == "2019-01-07"


def test_every_approval_names_the_bytes_that_were_read(office):
    naskah = signed(office)
    versions = office.archive.versions(naskah.id)
    assert [a.read for a in naskah.latest.approvals] == [v.sha256 for v in versions[:3]]
    assert all(hashlib.sha256(office.archive.read(v)).hexdigest() == v.sha256 for v in versions)


def test_the_signature_changes_no_word_of_what_was_read(office):
    naskah = signed(office)
    first, *_, last = office.archive.versions(naskah.id)
    before, after = (plain_text(office.archive.read(v)) for v in (first, last))
    stamped = r"disetujui\s07-01-2019 08\.00"
    assert re.sub(stamped, "", after).split() == before.replace("\u00a0", " ").split()


def test_the_rank_order_is_kept(office):
    naskah = drafted(office)
    for post, act in (("sekretaris", give_paraf), ("kepala_dinas", sign), ("kabid_piak", give_paraf)):
        with pytest.raises(NotYourTurn, match="kasubag_perencanaan"):
            act(office, naskah.id, read=naskah.latest.sha256, by=post)
    assert office.archive.naskah(naskah.id).latest.number == 1


def test_nobody_approves_what_he_did_not_read(office, clock):
    old = drafted(office)
    clock.pass_by(minutes=5)
    revise(office, old.id, form(office), read=old.latest.sha256, by="kasubag_perencanaan")
    with pytest.raises(
        StaleVersion, match=r"direvisi oleh kasubag_perencanaan pada 07-01-2019 pukul 08.05 \(versi 2\)"
    ):
        give_paraf(office, old.id, read=old.latest.sha256, by="kasubag_perencanaan")


def test_a_digest_that_was_never_his_is_refused(office):
    naskah = drafted(office)
    for read in ("", "0", naskah.latest.sha256[:7], "f" * 64):
        with pytest.raises(NotReady, match="bukan sidik"):
            give_paraf(office, naskah.id, read=read, by="kasubag_perencanaan")


def test_eight_characters_of_the_digest_are_enough(office):
    naskah = drafted(office)
    done = give_paraf(office, naskah.id, read=naskah.latest.sha256[:8].upper(), by="kasubag_perencanaan")
    assert done.latest.status is Status.TERPARAF


def test_a_return_needs_a_note_and_takes_every_paraf_off_the_page(office):
    naskah = through(office, drafted(office), "kasubag_perencanaan", "sekretaris")
    with pytest.raises(NotReady, match="catatan"):
        send_back(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas", note="  ")
    back = send_back(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas", note="Angka keliru.")
    assert back.latest.status is Status.DIKEMBALIKAN and back.latest.note == "Angka keliru."
    assert back.latest.approvals == () and "disetujui" not in plain_text(office.archive.read(back.latest))
    with pytest.raises(NotReady, match="dikembalikan"):
        give_paraf(office, naskah.id, read=back.latest.sha256, by="kasubag_perencanaan")


def test_nobody_parafs_what_he_signs_himself(office):
    letter = form(office, "surat_undangan", penandatangan="sekretaris a.n. kepala_dinas")
    naskah = draft(office, "surat_undangan", letter, by="kasubag_perencanaan")
    naskah = give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kasubag_perencanaan")
    naskah = sign(office, naskah.id, read=naskah.latest.sha256, by="sekretaris")
    assert [a.mark for a in naskah.latest.approvals] == ["paraf", "tanda_tangan"]
    text = plain_text(office.archive.read(naskah.latest))
    assert "a.n. KEPALA DINAS" in text and "SEKRETARIS," in text


def test_only_the_chain_may_return(office):
    naskah = drafted(office)
    with pytest.raises(NotYourTurn):
        send_back(office, naskah.id, read=naskah.latest.sha256, by="kabid_piak", note="x")


def test_a_revision_asks_every_paraf_again(office):
    naskah = through(office, drafted(office), "kasubag_perencanaan", "sekretaris")
    revised = revise(
        office, naskah.id, {"penutup": "Penutup yang baru."}, read=naskah.latest.sha256, by="kasubag_perencanaan"
    )
    assert revised.latest.approvals == () and revised.latest.status is Status.DRAF
    text = plain_text(office.archive.read(revised.latest))
    assert "Penutup yang baru." in text and "disetujui" not in text
    assert (
        through(office, revised, "kasubag_perencanaan", "sekretaris", "kepala_dinas").latest.status is Status.DISAHKAN
    )


def test_a_signed_naskah_cannot_be_changed_any_more(office):
    naskah = signed(office)
    docx = office.archive.read(naskah.latest)
    for change in (
        lambda: revise(office, naskah.id, {}, read=naskah.latest.sha256, by="kasubag_perencanaan"),
        lambda: upload(office, naskah.id, docx, read=naskah.latest.sha256, by="kasubag_perencanaan"),
        lambda: send_back(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas", note="x"),
    ):
        with pytest.raises(NotReady, match="disahkan"):
            change()


def test_numbers_are_given_after_the_signature_and_in_order(office):
    draf = drafted(office)
    with pytest.raises(NotReady, match="diberi nomor"):
        assign_nomor(office, draf.id, read=draf.latest.sha256, by="tata_usaha")
    given = []
    for _ in range(3):
        naskah = signed(office)
        given.append(assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha"))
    assert [entry.urut for entry in office.archive.register(office.doctype(LAPORAN).numbering.buku, 2019)] == [1, 2, 3]
    assert len({n.nomor for n in given}) == 3


def test_the_code_follows_the_subject_not_the_type(office):
    nota = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris", klasifikasi="800.1.11")
    signer = office.doctype("nota_dinas").approvals[-1].post(nota.latest.values)
    nota = sign(office, nota.id, read=nota.latest.sha256, by=signer)
    nota = assign_nomor(office, nota.id, read=nota.latest.sha256, by="tata_usaha")
    assert nota.nomor.startswith("800.1.11 / ")


def test_only_the_secretariat_gives_numbers(office):
    naskah = signed(office)
    with pytest.raises(NotAllowed, match="menomori"):
        assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas")


def test_a_date_that_has_not_come_is_refused_before_a_number_is_taken(office, clock):
    naskah = signed(office)
    tomorrow = clock().date().replace(day=8)
    with pytest.raises(NotReady, match="belum tiba"):
        assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha", tanggal=tomorrow)
    assert office.archive.register(office.doctype(LAPORAN).numbering.buku, 2019) == []


def test_a_cancelled_number_stays_in_the_register_with_its_reason(office):
    naskah = signed(office)
    issued = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    with pytest.raises(NotReady, match="alasan"):
        cancel(office, issued.id, read=issued.latest.sha256, by="tata_usaha", reason="")
    gone = cancel(office, issued.id, read=issued.latest.sha256, by="tata_usaha", reason="salah alamat")
    (line,) = office.archive.register(office.doctype(LAPORAN).numbering.buku, 2019)
    assert (line.nomor, line.batal) == (issued.nomor, "salah alamat")
    assert gone.latest.status is Status.DIBATALKAN and gone.nomor == issued.nomor
    later = signed(office)
    later = assign_nomor(office, later.id, read=later.latest.sha256, by="tata_usaha")
    assert later.nomor != issued.nomor


def test_the_file_knows_what_it_is(office):
    naskah = signed(office)
    issued = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    found = read_properties(office.archive.read(issued.latest))
    assert found["docgen.naskah"] == issued.id and found["docgen.versi"] == "5"
    assert found["docgen.status"] == "terbit" and found["docgen.nomor"] == issued.nomor
    assert "tanda_tangan kepala_dinas" in found["docgen.persetujuan"]


def test_a_file_corrected_in_word_becomes_the_next_version_without_its_paraf(office):
    naskah = through(office, drafted(office), "kasubag_perencanaan")
    docx = office.archive.read(naskah.latest)
    up = upload(office, naskah.id, docx, read="", by="kasubag_perencanaan")
    assert up.latest.number == 3 and up.latest.status is Status.DRAF and up.latest.approvals == ()
    assert "disetujui" not in "".join(anchors(office.archive.read(up.latest)).values())
    assert through(office, up, "kasubag_perencanaan", "sekretaris", "kepala_dinas").latest.status is Status.DISAHKAN


def test_a_page_saved_by_libreoffice_is_uploaded_approved_and_numbered(office):
    office = replace(office, new_id=lambda: "C0NT0HN0TA")
    jenis = "nota_dinas_undangan"
    naskah = draft(office, jenis, form(office, jenis), by="kasubag_perencanaan")
    saved = (Path(__file__).parent / "contoh" / f"{jenis}.docx").read_bytes()
    naskah = upload(office, naskah.id, saved, read="", by="kasubag_perencanaan")
    naskah = give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kasubag_perencanaan")
    naskah = sign(office, naskah.id, read=naskah.latest.sha256, by="sekretaris")
    naskah = assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")
    found = anchors(office.archive.read(naskah.latest))
    assert found == {
        "nomor": naskah.nomor,
        "tanggal": "7 Januari 2019",
        "paraf_kasubag_perencanaan": "disetujui\n07-01-2019 08.00",
        "tanda_tangan_dari": "disetujui 07-01-2019 08.00",
    }


def edited(office, naskah, *changes: tuple[str, str]) -> bytes:
    """The page of the naskah with its body changed as an editor would."""
    with zipfile.ZipFile(io.BytesIO(office.archive.read(naskah.latest))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    parts["word/document.xml"] = body.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_words_corrected_in_word_are_filed_found_and_signed(office):
    naskah = drafted(office)
    docx = edited(office, naskah, ("Demikian laporan", "Demikianlah laporan"))
    naskah = upload(office, naskah.id, docx, read="", by="kasubag_perencanaan")
    signed_ = through(office, naskah, "kasubag_perencanaan", "sekretaris", "kepala_dinas")
    assert "Demikianlah laporan" in plain_text(office.archive.read(signed_.latest))


def test_a_tracked_change_must_be_settled_before_anyone_signs(office):
    naskah = drafted(office)
    change = '<w:ins w:id="901" w:author="Rina" w:date="2019-01-07T08:00:00Z"><w:r><w:t>dan </w:t></w:r></w:ins></w:p>'
    docx = edited(office, naskah, ("</w:p><w:sectPr", f"{change}<w:sectPr"))
    naskah = upload(office, naskah.id, docx, read="", by="kasubag_perencanaan")
    with pytest.raises(NotReady, match="koreksi yang terbuka") as error:
        give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kasubag_perencanaan")
    assert "Rina" in error.value.problems[0]


def test_an_anchor_deleted_in_word_is_named_and_nothing_is_filed(office):
    naskah = drafted(office)
    docx = edited(office, naskah, ("paraf_sekretaris", "lain"), ('"nomor"', '"lain2"'))
    with pytest.raises(NotReady) as error:
        upload(office, naskah.id, docx, read="", by="kasubag_perencanaan")
    assert [p.split("'")[1] for p in error.value.problems] == ["nomor", "paraf_sekretaris"]
    assert office.archive.naskah(naskah.id).latest.number == 1


def test_a_file_from_an_older_version_is_refused_by_what_it_says_of_itself(office):
    old = drafted(office)
    docx = office.archive.read(old.latest)
    revise(office, old.id, {}, read=old.latest.sha256, by="kasubag_perencanaan")
    with pytest.raises(StaleVersion):
        upload(office, old.id, docx, read="", by="kasubag_perencanaan")


def test_another_naskah_is_never_filed_by_mistake(office):
    one, other = drafted(office), drafted(office)
    docx = office.archive.read(one.latest)
    with pytest.raises(NotReady, match=f"adalah naskah {one.id}"):
        upload(office, other.id, docx, read=other.latest.sha256, by="kasubag_perencanaan")


def test_the_form_does_not_overwrite_corrections_made_in_word(office):
    naskah = drafted(office)
    docx = office.archive.read(naskah.latest)
    up = upload(office, naskah.id, docx, read="", by="kasubag_perencanaan")
    with pytest.raises(NotReady, match="menghapus koreksi"):
        revise(office, naskah.id, {}, read=up.latest.sha256, by="kasubag_perencanaan")


def test_what_is_not_a_word_file_is_refused_and_nothing_is_written(office):
    naskah = drafted(office)
    with pytest.raises(UnsafeFile, match=r"surat\.docx"):
        upload(office, naskah.id, b"%PDF-1.4", read="", by="kasubag_perencanaan", name="surat.docx")
    assert office.archive.naskah(naskah.id).latest.number == 1


def test_every_problem_of_a_form_is_named_and_nothing_is_filed(office):
    with pytest.raises(InvalidForm) as error:
        draft(office, LAPORAN, {}, by="kasubag_perencanaan")
    required = {f.name for f in office.doctype(LAPORAN).fields if f.required and not f.default}
    assert set(error.value.fields) == required
    assert office.archive.list_naskah() == []


def test_an_unknown_type_or_official_lists_the_known_ones(office):
    with pytest.raises(NotFound, match="nota_dinas"):
        draft(office, "notadinas", {}, by="kasubag_perencanaan")
    with pytest.raises(NotFound, match="sekretaris"):
        draft(office, LAPORAN, {}, by="kasubbag")


def test_a_draft_cannot_hang_on_a_naskah_that_is_not_there(office):
    with pytest.raises(NotFound):
        draft(office, LAPORAN, form(office), by="kasubag_perencanaan", induk="TIDAKADA00")


def test_a_busy_or_broken_index_never_stops_an_approval(office):
    from docgen.actions.naskah.indexing import waiting_in
    from docgen.errors import IndexBroken, IndexBusy
    from docgen.search.memory_index import MemoryIndex

    class Failing(MemoryIndex):
        def __init__(self, error):
            super().__init__()
            self.error = error

        def put_many(self, pairs, step=None):
            raise self.error

    for error in (IndexBusy("sibuk"), IndexBroken("rusak")):
        failing = Failing(error)
        failing.rebuild([], office.archive.beginning())
        naskah = drafted(replace(office, index=failing))
        assert naskah.id in waiting_in(replace(office, index=failing)).naskah_ids


LETTER = "surat_dinas"
OTHERS = {"koordinasi_1": "kabid_dafduk", "koordinasi_2": "kabid_capil"}


def letter(office, **changes):
    return draft(office, LETTER, form(office, LETTER, **changes), by="kasubag_perencanaan")


def test_the_other_units_concerned_paraf_between_the_pengolah_and_the_sekretaris(office):
    naskah = letter(office, **OTHERS)
    with pytest.raises(NotYourTurn, match="menunggu paraf dari kasubag_perencanaan"):
        give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kabid_dafduk")
    naskah = through(office, naskah, "kasubag_perencanaan")
    for early in ("kabid_capil", "sekretaris"):
        with pytest.raises(NotYourTurn, match="menunggu paraf dari kabid_dafduk"):
            give_paraf(office, naskah.id, read=naskah.latest.sha256, by=early)
    naskah = through(office, naskah, "kabid_dafduk", "kabid_capil", "sekretaris", "kepala_dinas")
    stamped = anchors(office.archive.read(naskah.latest))
    assert naskah.latest.status is Status.DISAHKAN
    assert all("disetujui" in stamped[a] for a in ("paraf_koordinasi_1", "paraf_koordinasi_2", "paraf_sekretaris"))


@pytest.mark.parametrize("named", [{}, {"koordinasi_1": "kabid_capil"}, {"koordinasi_2": "kabid_capil"}, OTHERS])
def test_who_is_not_named_is_not_asked_and_has_no_place_on_the_page(office, named):
    naskah = letter(office, **{"koordinasi_1": "", "koordinasi_2": ""} | named)
    page = office.archive.read(naskah.latest)
    assert {a for a in anchors(page) if "koordinasi" in a} == {f"paraf_{field}" for field in named}
    assert ("PARAF KOORDINASI" in plain_text(page)) is bool(named)
    chain = through(office, naskah, "kasubag_perencanaan", *named.values(), "sekretaris", "kepala_dinas")
    assert chain.latest.status is Status.DISAHKAN


def test_naming_another_unit_later_asks_every_paraf_again(office):
    naskah = through(office, letter(office, koordinasi_1=""), "kasubag_perencanaan", "sekretaris")
    read = naskah.latest.sha256
    naskah = revise(office, naskah.id, {"koordinasi_1": "kabid_piak"}, read=read, by="kasubag_perencanaan")
    assert naskah.latest.approvals == ()
    naskah = through(office, naskah, "kasubag_perencanaan", "kabid_piak")
    back = send_back(office, naskah.id, read=naskah.latest.sha256, by="kabid_piak", note="perbaiki")
    assert not anchors(office.archive.read(back.latest))["paraf_koordinasi_1"].strip()


def test_a_letter_corrected_in_word_keeps_the_places_that_it_asks_for(office):
    naskah = through(office, letter(office, koordinasi_1="kabid_piak"), "kasubag_perencanaan", "kabid_piak")
    page = office.archive.read(naskah.latest)
    naskah = upload(office, naskah.id, page, read="", by="kasubag_perencanaan")
    assert not anchors(office.archive.read(naskah.latest))["paraf_koordinasi_1"].strip()
    bare = letter(office, koordinasi_1="")
    assert upload(office, bare.id, office.archive.read(bare.latest), read="", by="kasubag_perencanaan")


def test_a_letter_without_the_place_of_a_named_unit_is_refused(office):
    from docgen.paper.canonical import pack, unpack

    naskah = letter(office, koordinasi_1="kabid_piak")
    parts = unpack(office.archive.read(naskah.latest))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"paraf_koordinasi_1", b"hilang")
    with pytest.raises(NotReady, match="terhapus"):
        upload(office, naskah.id, pack(parts), read="", by="kasubag_perencanaan")


AN_SEKRETARIS = "sekretaris a.n. kepala_dinas"
MARKED_ONCE = {
    "the sekretaris signs": ({"penandatangan": AN_SEKRETARIS}, {"pengolah"}, ["kasubag_perencanaan", "sekretaris"]),
    "he prepared the letter": ({"pengolah": "sekretaris"}, {"sekretaris"}, ["sekretaris", "kepala_dinas"]),
    "he did both": ({"pengolah": "sekretaris", "penandatangan": AN_SEKRETARIS}, set(), ["sekretaris"]),
}


@pytest.mark.parametrize("case", MARKED_ONCE)
def test_nobody_has_a_row_for_his_paraf_who_marks_the_page_elsewhere(office, case):
    changes, rows, posts = MARKED_ONCE[case]
    naskah = letter(office, koordinasi_1="", **({"penandatangan": "kepala_dinas"} | changes))
    page = office.archive.read(naskah.latest)
    assert {a.removeprefix("paraf_") for a in anchors(page) if a.startswith("paraf_")} == rows
    assert ("PARAF HIERARKI" in plain_text(page)) is bool(rows)
    naskah = upload(office, naskah.id, page, read="", by="kasubag_perencanaan")
    for post in posts:
        act = sign if post == posts[-1] else give_paraf
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=post)
    assert naskah.latest.status is Status.DISAHKAN


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"koordinasi_1": "kasubag_perencanaan"}, "koordinasi_1"),
        ({"koordinasi_1": "sekretaris"}, "koordinasi_1"),
        ({"koordinasi_1": "kepala_dinas"}, "koordinasi_1"),
        ({"koordinasi_1": "kabid_piak", "koordinasi_2": "kabid_piak"}, "koordinasi_2"),
    ],
)
def test_another_unit_is_another_official(office, form, field):
    with pytest.raises(InvalidForm, match=f"{field}.*sudah diminta paraf") as refused:
        letter(office, **{"pengolah": "kasubag_perencanaan", "penandatangan": "kepala_dinas"} | form)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("keamanan", ["Rahasia", "Sangat Rahasia"])
def test_who_must_act_on_a_classified_letter_may_read_it_and_nobody_else(office, keamanan):
    form = office.doctype("surat_dinas").example() | {"keamanan": keamanan, "koordinasi_1": ""}
    naskah = draft(office, "surat_dinas", form, by="kasubag_perencanaan")
    for post in chain(office.doctype("surat_dinas"), naskah.latest):
        assert [one.id for one in listing(office, waiting=post, by=post)] == [naskah.id]
        act = sign if post == "kepala_dinas" else give_paraf
        naskah = act(office, resolve(office, naskah.id, by=post).id, read=naskah.latest.sha256, by=post)
    with pytest.raises(NotAllowed):
        resolve(office, naskah.id, by="kabid_piak")
    naskah = assign_nomor(
        office, resolve(office, naskah.id, by="tata_usaha").id, read=naskah.latest.sha256, by="tata_usaha"
    )
    assert naskah.nomor and resolve(office, naskah.id, by="kepala_dinas")


def test_who_drafted_a_classified_letter_mends_it_when_it_comes_back(office):
    form = office.doctype("surat_dinas").example() | {"keamanan": "Sangat Rahasia", "koordinasi_1": ""}
    naskah = draft(office, "surat_dinas", form, by="kabid_piak")
    naskah = give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kasubag_perencanaan")
    naskah = send_back(office, naskah.id, read=naskah.latest.sha256, by="sekretaris", note="perbaiki")
    assert [one.id for one in listing(office, waiting="kabid_piak", by="kabid_piak")] == [naskah.id]
    mended = revise(office, naskah.id, {"perihal": "Lain"}, read=naskah.latest.sha256, by="kabid_piak")
    assert mended.perihal == "Lain"


def test_nobody_cancels_what_another_answers_for(office):
    naskah = letter(office, koordinasi_1="", penandatangan="kepala_dinas")
    for stranger in ("kabid_piak", "kabid_capil"):
        with pytest.raises(NotAllowed, match="tidak berwenang membatalkan"):
            cancel(office, naskah.id, read=naskah.latest.sha256, reason="salah", by=stranger)
    for post in ("kasubag_perencanaan", "sekretaris", "kepala_dinas", "tata_usaha"):
        one = letter(office, koordinasi_1="", penandatangan="kepala_dinas")
        done = cancel(office, one.id, read=one.latest.sha256, reason="salah alamat", by=post)
        assert done.latest.status is Status.DIBATALKAN
