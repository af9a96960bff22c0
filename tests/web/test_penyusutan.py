"""From the candidates to the act, each step by another person; what cannot be undone asks twice."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.gathering import look
from docgen.actions.naskah.approving import give_paraf, sign
from docgen.actions.naskah.numbering import assign_nomor
from docgen.web.forms import shown_form
from tests.actions.arsip.test_retiring import APPRAISER, CLERK, HEAD, shelved, years
from tests.actions.arsip.test_shelving import ARCHIVIST

__all__ = ["years"]  # a fixture
USUL = "/arsip/penyusutan/1/2026"


@pytest.fixture
def kode(house, years):
    found, _ = shelved(house.office())
    years(2026)
    return found


def signed(office, naskah_id):
    """The berita acara signed by all and numbered."""
    naskah = office.archive.naskah(naskah_id)
    for rule in office.doctype(naskah.jenis).asked(naskah.latest.values):
        act = sign if rule.mark == "tanda_tangan" else give_paraf
        naskah = act(office, naskah.id, read=naskah.latest.sha256, by=rule.post(naskah.latest.values))
    assign_nomor(office, naskah.id, read=naskah.latest.sha256, by=CLERK)


def test_a_destruction_goes_from_desk_to_desk(sign_in, house, kode):
    clerk, appraiser, head, archivist = map(sign_in, (CLERK, APPRAISER, HEAD, ARCHIVIST))
    clerk.get("/arsip/penyusutan/calon/pemusnahan")
    assert f'value="{kode}"' in clerk.page and "habis sejak" in clerk.page
    made = clerk.post("/arsip/penyusutan/calon/pemusnahan", berkas=[kode], alasan="habis masa simpan menurut JRA")
    assert made.location == USUL
    clerk.get(USUL)
    assert "Simpan penilaian" not in clerk.page
    assert clerk.post(f"{USUL}/nilai", dibaca="1").status_code == 403
    appraiser.get(USUL)
    assert "Simpan penilaian" in appraiser.page
    assert appraiser.post(f"{USUL}/nilai", dibaca="1", **{f"putusan.{kode}": ""}).status_code == 302
    head.get(USUL)
    assert "surat persetujuan kepala daerah" in head.page
    assert head.post(f"{USUL}/setujui", dibaca="2").status_code == 409
    assert head.post(f"{USUL}/setujui", dibaca="2", surat="045 / 031 / Org").status_code == 302
    archivist.get(f"{USUL}/berita-acara")
    assert 'name="arsip.0' not in archivist.page and "isian contoh" not in archivist.page
    drafted = archivist.post(f"{USUL}/berita-acara", **minutes_form(house.office()))
    acara = drafted.location.rpartition("/")[2]
    signed(house.office(), acara)
    archivist.get(USUL)
    assert acara in archivist.page and "tidak dapat dibatalkan" in archivist.page
    unsure = archivist.post(f"{USUL}/laksanakan", dibaca="3", berita_acara=acara, pasti="ya")
    assert unsure.status_code == 409 and look(house.office(), kode).berkas.keadaan == "ditutup"
    done = archivist.post(f"{USUL}/laksanakan", dibaca="3", berita_acara=acara, pasti="1/2026")
    assert done.status_code == 302 and look(house.office(), kode).berkas.keadaan == "dimusnahkan"
    archivist.get(USUL)
    assert "dilaksanakan" in archivist.page and "Tindakan Anda" not in archivist.page


def minutes_form(office):
    """The example of the berita acara as a browser sends it, without what the proposal fills."""
    doctype = office.doctype("berita_acara_pemusnahan")
    shown = shown_form(doctype.fields, doctype.example())
    sent = {name: value for name, value in shown.items() if isinstance(value, str)}
    rows = ((name, at, row) for name, rows in shown.items() if name == "saksi" for at, row in enumerate(rows))
    return sent | {f"{name}.{at}.{key}": cell for name, at, row in rows for key, cell in row.items()}


def test_nothing_ticked_is_told_and_a_refusal_ends_it(sign_in, house, kode):
    clerk, appraiser = sign_in(CLERK), sign_in(APPRAISER)
    clerk.get("/arsip/penyusutan/calon/pemusnahan")
    assert clerk.post("/arsip/penyusutan/calon/pemusnahan", alasan="habis").status_code == 409
    clerk.post("/arsip/penyusutan/calon/pemusnahan", berkas=[kode], alasan="habis masa simpan")
    appraiser.get(USUL)
    kept = appraiser.post(f"{USUL}/nilai", dibaca="1", **{f"putusan.{kode}": "keluarkan", f"alasan.{kode}": "sejarah"})
    assert kept.status_code == 409 and "tolak usulnya" in appraiser.page
    assert appraiser.post(f"{USUL}/tolak", dibaca="1", alasan="masih diperlukan").status_code == 302
    appraiser.get(USUL)
    assert "ditolak" in appraiser.page and "masih diperlukan" in appraiser.page


def test_who_does_not_keep_records_reads_the_candidates_and_proposes_nothing(sign_in, kode):
    browser = sign_in("kabid_capil")
    browser.get("/arsip/penyusutan/calon/pemusnahan")
    assert kode in browser.page and "Usulkan" not in browser.page
    assert browser.post("/arsip/penyusutan/calon/pemusnahan", berkas=[kode], alasan="habis").status_code == 403
    assert browser.get("/arsip/penyusutan/calon/lain").status_code == 404
