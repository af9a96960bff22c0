"""Pemindahan, pemusnahan, penyerahan: candidates, proposals, verdicts, consent, berita acara, and the act itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.arsip import retiring
from docgen.actions.arsip.possible import demand_as_read, keeps, usul_acts
from docgen.actions.arsip.proposals import see_candidates, see_proposal, see_proposals
from docgen.errors import InvalidForm, NotReady
from docgen.kearsipan.boks import JENIS as BOKS
from docgen.kearsipan.penyusutan import JENIS, MACAM, PEMUSNAHAN, Penilaian, read_penyusutan
from docgen.naskah.doctype import DocType
from docgen.office import Office
from docgen.web import guard
from docgen.web.forms import EMPTY_ROWS, problems_by_field, read_form, shown_form
from docgen.web.typed import said

views = Blueprint("penyusutan", __name__, url_prefix="/arsip/penyusutan")


@views.get("/")
def daftar() -> str:
    """Every proposal, and the ways to candidates."""
    return render_template("penyusutan-daftar.html", semua=see_proposals(guard.office()), macam=MACAM)


@views.get("/calon/<macam>")
def calon(macam: str) -> str:
    """The berkas that may go that way today."""
    if macam not in MACAM:
        abort(404)
    office, by = guard.office(), guard.post()
    ready, open_ = see_candidates(office, macam, by=by)
    return render_template(
        "penyusutan-calon.html", jenis=macam, siap=ready, dinilai=open_, macam=MACAM, mengurus=keeps(office, by)
    )


@views.post("/calon/<macam>")
def usul(macam: str) -> Response:
    """Propose the berkas that were ticked."""
    chosen = request.form.getlist("berkas")
    if not chosen:
        raise NotReady("Belum ada berkas yang dipilih.", ["centang berkas yang diusulkan"])
    made = retiring.propose(guard.office(), macam, chosen, said("alasan"), by=guard.post())
    flash(f"Usul {macam} {made.kode} dicatat.")
    return redirect(url_for("penyusutan.lihat", catatan=made.kode))


@views.get("/<bilangan:catatan>")
def lihat(catatan: str) -> str:
    """One proposal: its berkas, who did what, and what may be done."""
    office, by = guard.office(), guard.post()
    found = office.archive.one_catatan(JENIS, catatan)
    return render_template(
        "penyusutan.html", usul=see_proposal(office, found, by=by), tindakan=usul_acts(office, found, by=by),
        boks=[one.kode for one in office.archive.catatan(BOKS)], pemusnahan=PEMUSNAHAN,
    )  # fmt: skip


@views.post("/<bilangan:catatan>/<langkah>")
def urus(catatan: str, langkah: str) -> Response:
    """One step of the proposal as it was on the screen."""
    if langkah not in ACTS:
        abort(404)
    demand_as_read(guard.office().archive.one_catatan(JENIS, catatan), said("dibaca"))
    told, act = ACTS[langkah]
    act(guard.office(), catatan, guard.post())
    flash(told)
    return redirect(url_for("penyusutan.lihat", catatan=catatan))


@views.get("/<bilangan:catatan>/berita-acara")
def acara(catatan: str) -> str:
    """The form of its berita acara; what the proposal knows is not asked."""
    return _form(catatan, _minutes(catatan), {})


@views.post("/<bilangan:catatan>/berita-acara")
def susun(catatan: str) -> str | Response | tuple[str, int]:
    """Draft the berita acara, or show all that is wrong with the form."""
    doctype = _minutes(catatan)
    typed = read_form(doctype.fields, request.form)
    try:
        made = retiring.draft_minutes(guard.office(), catatan, typed, by=guard.post())
    except InvalidForm as error:
        return _form(catatan, doctype, typed, error), error.http_status
    flash("Draf berita acara disimpan; sesudah diparaf, ditandatangani dan dinomori, usulnya dapat dilaksanakan.")
    return redirect(url_for("naskah.lihat", id=made.id))


def _minutes(kode: str) -> DocType:
    """The type of its berita acara without the fields that are filled from the proposal."""
    office = guard.office()
    found = read_penyusutan(office.archive.one_catatan(JENIS, kode))
    doctype = office.doctype(retiring.BERITA_ACARA[found.macam])
    return replace(doctype, fields=tuple(one for one in doctype.fields if one.name not in retiring.KNOWN))


def _form(kode: str, doctype: DocType, values: Mapping[str, object], error: InvalidForm | None = None) -> str:
    beside, others = problems_by_field(doctype.fields, error.fields if error else {})
    return render_template(
        "isian.html", tipe=doctype, isian=shown_form(doctype.fields, values), salah=beside, lain=others, naskah=None,
        baris_kosong=EMPTY_ROWS, pejabat=guard.office().kantor.pejabat.values(),
        batal=url_for("penyusutan.lihat", catatan=kode),
    )  # fmt: skip


def _appraise(office: Office, kode: str, by: str) -> None:
    """What was said of each berkas by its number: to stay, to go after all, or nothing."""
    verdicts = {name.removeprefix("putusan."): value for name, value in request.form.items() if name[:8] == "putusan."}
    out, go = (
        {one: said(f"alasan.{one}") for one, value in verdicts.items() if value == wanted}
        for wanted in ("keluarkan", "musnahkan")
    )
    retiring.appraise(office, kode, Penilaian(out, go), by=by)


def _execute(office: Office, kode: str, by: str) -> None:
    """What cannot be undone asks for the number of the proposal again."""
    if said("pasti") != kode:
        raise NotReady("Pelaksanaan belum dipastikan.", [f"ketik nomor usulnya, {kode}, di kotak kepastian"])
    retiring.execute(office, kode, by=by, berita_acara=said("berita_acara").upper(), boks=said("boks"))


ACTS: Mapping[str, tuple[str, Callable[[Office, str, str], object]]] = {
    "nilai": ("Penilaian dicatat.", _appraise),
    "setujui": ("Usul disetujui.", lambda o, k, by: retiring.approve(o, k, said("surat"), by=by)),
    "tolak": ("Usul ditolak.", lambda o, k, by: retiring.refuse(o, k, said("alasan"), by=by)),
    "laksanakan": ("Usul dilaksanakan.", _execute),
}
