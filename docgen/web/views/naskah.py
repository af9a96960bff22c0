"""One naskah: its list, its pages, its history, and the acts on exactly what is on the screen."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip.access_copies import demand_original
from docgen.actions.arsip.seeing import berkas_with, see_papers
from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.comparing import compare_versions
from docgen.actions.naskah.finding import belonging, listing, resolve, retrieve, version_of
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.possible import possible_acts
from docgen.naskah.filename import file_name
from docgen.naskah.records import Naskah, Status
from docgen.web import guard
from docgen.web.mail import mail_of
from docgen.web.pages import page_pictures, page_words

views = Blueprint("naskah", __name__, url_prefix="/naskah")
MOST = 100
DONE = {
    "paraf": "Paraf dibubuhkan.", "tandatangan": "Naskah ditandatangani dan disahkan.", "nomori": "Nomor diberikan.",
    "kembalikan": "Naskah dikembalikan kepada penyusunnya.", "batalkan": "Naskah dibatalkan.",
}  # fmt: skip


@views.get("/")
def daftar() -> str:
    """Every naskah I may read, the one changed last first."""
    jenis, status = request.args.get("jenis", ""), request.args.get("status", "")
    found = listing(guard.office(), jenis=jenis, status=status, by=guard.post(), limit=MOST + 1)
    more = len(found) > MOST
    return render_template(
        "daftar.html", semua=found[:MOST], lebih=more, jenis_dipilih=jenis, status_dipilih=status, status=list(Status),
        jenis_ada=guard.office().types.values(),
    )  # fmt: skip


@views.get("/<id>")
def lihat(id: str) -> str:
    """A naskah as it is now, or one of its versions."""
    office, naskah = guard.office(), _read(id)
    version = version_of(office, naskah, request.args.get("versi", 0, type=int))
    mail = mail_of(office, naskah, by=guard.post())
    acts = (*possible_acts(office, naskah, by=guard.post()), *mail["tindakan"]) if version == naskah.latest else ()
    return render_template(
        "naskah.html", naskah=naskah, versi=version, riwayat=office.archive.versions(naskah.id)[::-1],
        tindakan=acts, mail=mail,
        terkait=belonging(office, naskah, by=guard.post()), isian=office.types.get(naskah.jenis),
        kertas=see_papers(office, naskah, by=guard.post()), berkas=berkas_with(office, naskah, by=guard.post()),
    )  # fmt: skip


@views.get("/<id>/halaman/<int:versi>")
def halaman(id: str, versi: int) -> str:
    """The pages of a version, as pictures where they can be drawn and as words where not."""
    naskah = _original(id)
    version = version_of(guard.office(), naskah, versi)
    pictures = page_pictures(guard.office(), naskah, version)
    words = "" if pictures else page_words(guard.office(), naskah, version)
    return render_template("halaman.html", naskah=naskah, versi=version, banyak=len(pictures), kata=words)


@views.get("/<id>/halaman/<int:versi>/<int:nomor>.png")
def gambar(id: str, versi: int, nomor: int) -> Response | tuple[str, int]:
    """One page of a version."""
    naskah = _original(id)
    pictures = page_pictures(guard.office(), naskah, version_of(guard.office(), naskah, versi))
    if not 1 <= nomor <= len(pictures):
        return "", 404
    return Response(pictures[nomor - 1], mimetype="image/png")


@views.get("/<id>/berkas/<int:versi>/<path:berkas>")
def ambil(id: str, versi: int, berkas: str) -> Response:
    """The exact bytes of a file of a version, to be kept and never to be shown by the browser itself."""
    naskah = _original(id)
    version = version_of(guard.office(), naskah, versi)
    path, data = retrieve(guard.office(), version, berkas)
    return attachment(data, file_name(naskah, version, path))


@views.get("/<id>/beda")
def beda(id: str) -> str:
    """What changed from the version before, or from the one that is named."""
    naskah = _read(id)
    since, upto = (request.args.get(name, 0, type=int) for name in ("dari", "sampai"))
    comparison = compare_versions(guard.office(), naskah, after=upto, before=since)
    return render_template("beda.html", naskah=naskah, beda=comparison)


@views.post("/<id>/<any(paraf, tandatangan, kembalikan, nomori, batalkan):tindakan>")
def putuskan(id: str, tindakan: str) -> AnyResponse:
    """One act on the version whose digest the screen showed."""
    office, by = guard.office(), guard.post()
    read, note = request.form.get("dibaca", ""), request.form.get("catatan", "")
    naskah = _read(id)
    match tindakan:
        case "paraf":
            give_paraf(office, naskah.id, read=read, by=by)
        case "tandatangan":
            sign(office, naskah.id, read=read, by=by)
        case "kembalikan":
            send_back(office, naskah.id, read=read, by=by, note=note)
        case "nomori":
            assign_nomor(office, naskah.id, read=read, by=by)
        case _:
            cancel(office, naskah.id, read=read, by=by, reason=note)
    flash(DONE[tindakan])
    return redirect(url_for("naskah.lihat", id=naskah.id))


def attachment(data: bytes, name: str) -> Response:
    """A file to be kept under that name, whatever it holds."""
    sent: Response = send_file(
        BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
    sent.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return sent


def _read(name: str) -> Naskah:
    return resolve(guard.office(), name, by=guard.post())


def _original(name: str) -> Naskah:
    naskah = _read(name)
    demand_original(guard.office(), naskah, by=guard.post())
    return naskah
