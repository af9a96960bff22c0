"""A document of 2019 can be filled again from its record and is the same to the last byte, or we know why not."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.approving import give_paraf, sign
from docgen.actions.naskah.drafting import draft, revise, upload
from docgen.actions.naskah.refilling import refill
from docgen.errors import InvalidForm, NotReady
from docgen.naskah.approval import chain
from docgen.office import open_office
from docgen.paper.canonical import pack, unpack
from tests.actions.naskah.test_approving import drafted, signed


def test_a_signed_report_is_filled_again_to_the_same_bytes(office, clock):
    naskah = signed(office)
    clock.pass_by(days=400)
    done = refill(office, naskah, naskah.latest)
    assert done.version.number == 1 and done.reasons == ()


def test_the_revision_that_stands_is_the_one_filled_again(office):
    naskah = drafted(office)
    naskah = revise(office, naskah.id, {"penutup": "Baru."}, read=naskah.latest.sha256, by="kasubag_perencanaan")
    assert refill(office, naskah, naskah.latest).version.number == 2


@pytest.mark.parametrize("jenis", ["nota_dinas", "nota_dinas_undangan", "daftar_hadir", "notula", "surat_pengantar"])
def test_every_kind_of_field_survives_the_record(office, jenis):
    naskah = draft(office, jenis, office.doctype(jenis).example(), by="kasubag_perencanaan")
    assert refill(office, naskah, naskah.latest).reasons == ()


def test_a_changed_template_or_office_is_named(office, settings, clock):
    naskah = drafted(office)
    kantor = settings.templates / "kantor.toml"
    kantor.write_text(kantor.read_text("utf-8").replace("RINA CONTOH", "RINA LAIN"), "utf-8")
    toml = settings.templates / naskah.jenis / "type.toml"
    toml.write_text(toml.read_text("utf-8") + "\n# diubah\n", "utf-8")
    with open_office(settings, now=clock) as later:
        reasons = refill(later, naskah, naskah.latest).reasons
    assert reasons == () or any("kantor.toml" in r for r in reasons)
    kantor.write_text(kantor.read_text("utf-8").replace("IMIH MISBAHUL", "IMIH"), "utf-8")
    with open_office(settings, now=clock) as later:
        reasons = refill(later, naskah, naskah.latest).reasons
    assert len(reasons) == 2 and "type.toml" in reasons[0] and "kantor.toml" in reasons[1]


HANDOVER = """
[[pejabat]]
id = "kepala_dinas"
jabatan = "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Tasikmalaya"
nama = "Dra. SRI CONTOH, M.Si."
nip = "197001011995032001"
mulai = 2019-02-01
"""


def hand_over(settings):
    """From February on somebody else is the Kepala Dinas."""
    path = settings.templates / "kantor.toml"
    toml = path.read_text("utf-8")
    first = toml.index('nama = "Dr. H. IMIH')
    path.write_text(toml[:first] + "sampai = 2019-01-31\n" + toml[first:] + HANDOVER, "utf-8")


def test_a_document_of_january_is_filled_again_with_the_officials_of_january(office, settings, clock):
    naskah = signed(office)
    hand_over(settings)
    clock.pass_by(days=60)
    with open_office(settings, now=clock) as later:
        assert later.kantor.official("kepala_dinas").nama == "Dra. SRI CONTOH, M.Si."
        assert refill(later, naskah, naskah.latest).reasons == ()


def test_nobody_signs_over_the_name_of_his_predecessor(office, settings, clock):
    naskah = drafted(office)
    for post in ("kasubag_perencanaan", "sekretaris"):
        naskah = give_paraf(office, naskah.id, read=naskah.latest.sha256, by=post)
    hand_over(settings)
    clock.pass_by(days=60)
    with open_office(settings, now=clock) as later:
        with pytest.raises(NotReady, match=r"dijabat Dr\. H\. IMIH") as error:
            sign(later, naskah.id, read=naskah.latest.sha256, by="kepala_dinas")
        assert "supaya tercetak Dra. SRI CONTOH" in str(error.value)
        naskah = revise(later, naskah.id, {}, read=naskah.latest.sha256, by="kasubag_perencanaan")
        for post in ("kasubag_perencanaan", "sekretaris"):
            naskah = give_paraf(later, naskah.id, read=naskah.latest.sha256, by=post)
        assert (
            sign(later, naskah.id, read=naskah.latest.sha256, by="kepala_dinas")
            .latest.approvals[-1]
            .nama.startswith("Dra. SRI")
        )


def test_a_draft_with_a_field_that_was_given_up_since_can_still_be_revised_and_explained(office, settings, clock):
    toml = settings.templates / "nota_dinas" / "type.toml"
    today = toml.read_text("utf-8")
    toml.write_text(today + '\n[[field]]\nname = "jumlah"\nlabel = "Jumlah"\nkind = "angka"\n', "utf-8")
    with open_office(settings, now=clock) as earlier:
        form = earlier.doctype("nota_dinas").example() | {"jumlah": "12"}
        naskah = draft(earlier, "nota_dinas", form, by="kasubag_perencanaan")
    toml.write_text(today, "utf-8")
    with open_office(settings, now=clock) as later:
        assert refill(later, naskah, naskah.latest).reasons == ()
        with pytest.raises(InvalidForm, match="tidak dikenal"):
            revise(later, naskah.id, {"jumlah": "13"}, read=naskah.latest.sha256, by="kasubag_perencanaan")
        revised = revise(later, naskah.id, {"penutup": "Baru."}, read=naskah.latest.sha256, by="kasubag_perencanaan")
    assert naskah.latest.values["jumlah"] and "jumlah" not in revised.latest.values


def test_a_page_corrected_in_word_cannot_be_filled_again(office):
    naskah = drafted(office)
    naskah = upload(office, naskah.id, office.archive.read(naskah.latest), read="", by="kasubag_perencanaan")
    with pytest.raises(NotReady, match="dikoreksi di Word pada versi 2"):
        refill(office, naskah, naskah.latest)


def test_a_name_in_capitals_is_the_name_all_the_same(office, settings, clock):
    page = settings.templates / "surat_dinas" / "template.docx"
    parts = unpack(page.read_bytes())
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"{{ penandatangan.nama }}", b"{{ penandatangan.nama|upper }}")
    assert parts["word/document.xml"] != body
    page.write_bytes(pack(parts))
    form = office.doctype("surat_dinas").example() | {"penandatangan": "kepala_dinas", "koordinasi_1": ""}
    naskah = draft(office, "surat_dinas", form, by="kasubag_perencanaan")
    hand_over(settings)
    clock.pass_by(days=60)
    with open_office(settings, now=clock) as later:
        for post in chain(later.doctype("surat_dinas"), naskah.latest)[:-1]:
            naskah = give_paraf(later, naskah.id, read=naskah.latest.sha256, by=post)
        with pytest.raises(NotReady, match="dijabat"):
            sign(later, naskah.id, read=naskah.latest.sha256, by="kepala_dinas")
