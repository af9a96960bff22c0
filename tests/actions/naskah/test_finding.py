"""Finding again: by words, by number, by the file; and nothing that is not for one's eyes."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import belonging, find, identify, listing, resolve, retrieve, search, version_of
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.uploads import Upload
from docgen.actions.surat.disposing import Disposisi, dispose
from docgen.actions.surat.registering import register_incoming
from docgen.errors import BadQuery, NotAllowed, NotFound, NotReady
from docgen.naskah.kode import kode_verifikasi
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors
from docgen.search.query import parse_query
from tests.actions.naskah.test_approving import LAPORAN, drafted, form, signed, through
from tests.paper.test_pdf_text import pdf_with


def ids(found):
    return [f.naskah.id for f in found]


def issued(office):
    naskah = signed(office)
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def test_a_report_is_found_by_words_phrase_type_status_number_and_official(office):
    naskah = issued(office)
    other = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    parts = naskah.nomor.split(" / ")
    asked = ["pengukuran kinerja", '"akta kelahiran"', f"jenis:{LAPORAN}", "status:terbit", f'nomor:"{naskah.nomor}"',
             f"nomor:{parts[1]}", "pejabat:kepala_dinas", naskah.nomor.replace(" ", "")]  # fmt: skip
    for words in asked:
        found = ids(find(office, parse_query(words), by="sekretaris"))
        assert naskah.id in found, words
    assert other.id not in ids(find(office, parse_query("status:terbit"), by="sekretaris"))


def test_a_plain_search_answers_with_the_latest_version_only(office):
    old = drafted(office, penutup="Kata kunci zamrud.")
    revise(office, old.id, {"penutup": "Kata kunci delima."}, read=old.latest.sha256, by="kasubag_perencanaan")
    assert find(office, parse_query("zamrud")) == []
    assert [f.version.number for f in find(office, parse_query("delima"))] == [2]
    assert [f.version.number for f in find(office, parse_query("zamrud versi:semua"))] == [1]


def test_every_wording_is_found_once_as_it_was(office, clock):
    first = drafted(office, penutup="Kata kunci zamrud.")
    posts = ("kasubag_perencanaan", "sekretaris", "kepala_dinas")
    other = revise(office, first.id, {"penutup": "Kata kunci delima."}, read=first.latest.sha256, by=posts[0])
    draf = through(office, other, *posts)
    clock.pass_by(days=1)
    naskah = assign_nomor(office, draf.id, read=draf.latest.sha256, by="tata_usaha")
    last = naskah.latest.number
    asked = {f'nomor:"{naskah.nomor}"': {last}, "tanggal:2019-01-07": {1}, "zamrud": {1}, "delima": {last},
             "pengukuran kinerja": {1, last}}  # fmt: skip
    for words, versions in asked.items():
        found = find(office, parse_query(f"{words} versi:semua"), by="sekretaris")
        assert {f.version.number for f in found} == versions, words


def test_what_was_filed_while_the_index_was_gone_is_found_all_the_same(office, settings):
    first = drafted(office)
    shutil.rmtree(settings.index)
    second = drafted(office)
    assert set(ids(find(office, parse_query("pengukuran")))) == {first.id, second.id}


def test_a_damaged_index_is_rebuilt_at_the_next_search(office, settings):
    naskah = drafted(office)
    for path in settings.index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"rusak")
    assert ids(find(office, parse_query("pengukuran"))) == [naskah.id]


def test_an_incoming_pdf_is_found_by_the_words_of_its_text_layer(office):
    form_ = office.doctype("surat_masuk").example()
    scan = pdf_with("Permintaan data zamrud")
    surat = register_incoming(office, form_, by="tata_usaha", scan=Upload(scan, "surat.pdf"))
    assert ids(find(office, parse_query("zamrud"))) == [surat.id]
    assert ids(find(office, parse_query(form_["perihal"]))) == [surat.id]


def test_a_restricted_letter_is_invisible_to_those_it_does_not_name(office):
    form_ = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia", "perihal": "Pemeriksaan zamrud"}
    surat = register_incoming(office, form_, by="tata_usaha")
    assert ids(find(office, parse_query("zamrud"), by="tata_usaha")) == [surat.id]
    assert find(office, parse_query("zamrud"), by="kabid_piak") == []
    assert find(office, parse_query("zamrud")) == []
    with pytest.raises(NotAllowed):
        resolve(office, surat.id, by="kabid_piak")
    with pytest.raises(NotAllowed):
        dispose(office, surat.id, Disposisi(["sekretaris"], "x"), by="kabid_piak")


def test_what_matched_is_marked_in_the_snippet(office):
    drafted(office, penutup="Rapat anggaran dibahas. Demikian laporan ini dibuat.")
    asked = {"angga*": "anggaran", "anggarann~": "anggaran", '"rapat anggaran"': "Rapat anggaran",
             "membahas": "dibahas", "demikiann zzzz": "Demikian"}  # fmt: skip
    for line, marked in asked.items():
        answer = search(office, parse_query(line))
        (one,) = answer.found or answer.nearest
        assert marked in [one.snippet[start:end] for start, end in one.marks], line


def test_a_jenis_is_named_by_id_name_or_enough_of_either(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    lembar = dispose(office, surat.id, Disposisi(["sekretaris"], "Proses."), by="kepala_dinas")
    naskah = drafted(office)
    asked = {"lembar_disposisi": lembar, '"Lembar Disposisi"': lembar, "disposisi": lembar, "dispo": lembar,
             '"surat mas"': surat, "pengukuran": naskah, "PENGUKURAN,dispo -jenis:dispo": naskah}  # fmt: skip
    for typed, found in asked.items():
        assert ids(find(office, parse_query(f"jenis:{typed}"), by="kepala_dinas")) == [found.id], typed
    assert ids(find(office, parse_query("", jenis="dispo"), by="kepala_dinas")) == [lembar.id]


def test_a_jenis_that_leaves_a_doubt_is_not_guessed(office):
    drafted(office)
    with pytest.raises(BadQuery) as refused:
        find(office, parse_query("jenis:undangan -jenis:xyz"))
    assert list(refused.value.problems) == [
        "jenis:undangan dapat berarti nota_dinas_undangan (Nota Dinas Undangan Rapat), surat_undangan (Surat Undangan);"
        " tulis salah satunya",
        f"jenis:xyz tidak dikenal; pilih {', '.join(office.types)}",
    ]


def test_a_jenis_the_office_no_longer_declares_is_still_found(office):
    naskah = drafted(office)
    others = {jenis: doctype for jenis, doctype in office.types.items() if jenis != LAPORAN}
    later = replace(office, types=others)
    assert ids(find(later, parse_query(f"jenis:{LAPORAN}"))) == [naskah.id]
    form_ = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia"}
    register_incoming(office, form_, by="tata_usaha")
    later = replace(office, types={jenis: doctype for jenis, doctype in others.items() if jenis != "surat_masuk"})
    with pytest.raises(BadQuery, match="tidak dikenal") as refused:  # nothing tells that one is there
        find(later, parse_query("jenis:surat_masuk"), by="kabid_piak")
    assert "surat_masuk" not in str(refused.value).partition("pilih")[2]


def test_who_misspells_is_told_what_he_may_have_meant(office):
    drafted(office)
    answer = search(office, parse_query("pengukurna kinrja status:draf"))
    assert (answer.total, answer.corrected) == (0, "pengukuran kinerja status:draf")
    assert search(office, parse_query("pengukuran")).corrected == ""
    form_ = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia", "perihal": "Pemeriksaan zamrud"}
    register_incoming(office, form_, by="tata_usaha")
    assert search(office, parse_query("zamrut")).corrected == ""
    assert search(office, parse_query("zamrut"), by="tata_usaha").corrected == "zamrud"


def test_a_naskah_is_named_by_id_beginning_number_or_code(office):
    naskah = issued(office)
    for name in (
        naskah.id,
        naskah.id[:4],
        naskah.nomor,
        naskah.nomor.replace(" ", "").lower(),
        kode_verifikasi(naskah.id, 2),
    ):
        assert resolve(office, name).id == naskah.id, name
    with pytest.raises(NotFound, match="docgen cari"):
        resolve(office, "tidak ada")
    with pytest.raises(NotFound, match=r"'7k3mo' .* Huruf O tidak dipakai dalam id; maksudnya angka 0\? Cari"):
        resolve(office, "7k3mo")


def test_one_version_and_its_exact_bytes(office):
    naskah = issued(office)
    version = version_of(office, naskah, 2)
    path, data = retrieve(office, version)
    assert path == "naskah.docx" and data == office.archive.read(version)
    with pytest.raises(NotFound, match="versi 1, 2, 3, 4, 5"):
        version_of(office, naskah, 9)
    with pytest.raises(NotFound, match=r"naskah\.docx"):
        retrieve(office, version, "pindaian.pdf")


def test_a_file_from_a_usb_stick_is_recognised_by_its_bytes(office):
    naskah = drafted(office)
    data = office.archive.read(naskah.latest)
    ((found, version, path),) = identify(office, data)
    assert (found.id, version.number, path) == (naskah.id, 1, "naskah.docx")
    assert identify(office, data + b" ") == []


def test_a_salinan_carries_its_marks_and_no_paraf_and_is_recognised(office):
    naskah = issued(office)
    with_copy, path = issue_salinan(
        office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Inspektorat"
    )
    _, data = retrieve(office, with_copy.latest, path)
    found = anchors(data)
    assert found["salinan"] == "SALINAN" and "Salinan sesuai dengan aslinya" in found["salinan_sah"]
    assert found["nomor"] == naskah.nomor and "paraf_sekretaris" not in found
    assert found["tanda_tangan_kepala_dinas"] == "ttd."
    assert "disetujui" in anchors(office.archive.read(with_copy.latest))["paraf_sekretaris"]
    assert [(n.id, p) for n, _, p in identify(office, data)] == [(naskah.id, path)]
    again, second = issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Bappeda")
    assert second == "salinan-02.docx" and {"salinan-01.docx", "salinan-02.docx"} < set(again.latest.files)


def test_a_draft_has_no_salinan(office):
    naskah = drafted(office)
    with pytest.raises(NotReady, match="disalin"):
        issue_salinan(office, naskah.id, read=naskah.latest.sha256, by="kasubag_umum", kepada="Inspektorat")


def test_hostile_words_are_printed_as_typed_and_found(office):
    words = "Rapat <b>&amp; \"evaluasi\"</b> {{ 7*7 }} {% if x %} 'kutip' 🙂"
    naskah = draft(office, LAPORAN, form(office, penutup=words), by="kasubag_perencanaan")
    assert words in plain_text(office.archive.read(naskah.latest))
    assert ids(find(office, parse_query("kutip"))) == [naskah.id]


def test_what_belongs_to_a_letter_is_shown_with_it(office):
    surat = register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    lembar = dispose(office, surat.id, Disposisi(["sekretaris"], "Proses."), by="kepala_dinas")
    assert [n.id for n in belonging(office, surat)] == [lembar.id] and belonging(office, lembar) == []


def test_lists_show_only_what_one_may_read(office):
    form_ = {**office.doctype("surat_masuk").example(), "keamanan": "Rahasia"}
    surat = register_incoming(office, form_, by="tata_usaha")
    naskah = drafted(office)
    assert {n.id for n in listing(office, by="tata_usaha")} == {surat.id, naskah.id}
    assert [n.id for n in listing(office, by="kabid_piak")] == [naskah.id] == [n.id for n in listing(office)]
    with pytest.raises(NotAllowed, match="Sebutkan diri dengan --sebagai"):  # genuine, and nothing more is told
        identify(office, office.archive.read(surat.latest, "kartu.txt"), by="kabid_piak")


def test_a_naskah_is_named_by_the_digest_of_any_of_its_files(office):
    naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="kasubag_perencanaan")
    assert resolve(office, naskah.latest.sha256, by="sekretaris").id == naskah.id
    assert resolve(office, naskah.latest.sha256[:8].upper(), by="sekretaris").id == naskah.id
    with pytest.raises(NotFound):
        resolve(office, naskah.latest.sha256[:7] + "z", by="sekretaris")


def test_a_short_list_reads_no_more_than_it_shows_and_passes_over_what_may_not_be_read(plain_office, monkeypatch):
    office = plain_office
    made = [draft(office, "notula", office.doctype("notula").example(), by="kasubag_perencanaan") for _ in range(45)]
    ids = [one.id for one in reversed(made)]
    read = []
    real = type(office.archive).list_naskah

    def counted(self, **wanted):
        found = real(self, **wanted)
        read.extend(found)
        return found

    monkeypatch.setattr(type(office.archive), "list_naskah", counted)
    assert [one.id for one in listing(office, limit=5)] == ids[:5] and len(read) == 20
    assert [one.id for one in listing(office, limit=None)] == ids
    monkeypatch.setattr("docgen.actions.naskah.finding.may", lambda reader, act, one: one.id in ids[::3])
    assert [one.id for one in listing(office, limit=10)] == ids[::3][:10]
    assert [one.id for one in listing(office, limit=50)] == ids[::3]
