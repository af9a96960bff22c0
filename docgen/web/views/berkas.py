"""Berkas: the list, one opened, a new one, and every act on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip import closing, gathering
from docgen.actions.arsip.labelling import folder_labels, print_labels
from docgen.actions.arsip.possible import berkas_acts, demand_as_read, keeps
from docgen.actions.arsip.seeing import list_berkas, open_folder
from docgen.errors import DocgenError
from docgen.kearsipan.berkas import AKTIF, DITUTUP, INAKTIF, JENIS, MUSNAH, SERAH
from docgen.kearsipan.boks import JENIS as BOKS
from docgen.kearsipan.kertas import MACAM
from docgen.naskah.access import KEAMANAN
from docgen.office import Office
from docgen.web import guard
from docgen.web.typed import named_naskah, number, said
from docgen.web.views.naskah import attachment

views = Blueprint("berkas", __name__, url_prefix="/arsip/berkas")
MOST = 100
FORM = ("klasifikasi", "indeks", "uraian", "unit", "keamanan", "boks", "folder", "vital")


@views.get("/")
def daftar() -> str:
    """The berkas of a state, or those that hold what was typed."""
    keadaan, kata = said("keadaan"), said("kata")
    found = list_berkas(guard.office(), by=guard.post(), keadaan=keadaan, words=kata, limit=MOST + 1)
    return render_template(
        "berkas-daftar.html", semua=found[:MOST], lebih=len(found) > MOST, keadaan=keadaan, kata=kata,
        keadaan_ada=(AKTIF, DITUTUP, INAKTIF, MUSNAH, SERAH), mengurus=keeps(guard.office(), guard.post()),
    )  # fmt: skip


@views.get("/baru")
def baru() -> str:
    """An empty form."""
    return _form({})


@views.post("/baru")
def buka() -> str | AnyResponse | tuple[str, int]:
    """Open a berkas, or show what is missing."""
    typed = {name: said(name) for name in FORM}
    try:
        made = gathering.begin(guard.office(), typed, by=guard.post())
    except DocgenError as error:
        return _form(typed, error), error.http_status
    flash(f"Berkas {made.kode} dibuka.")
    return redirect(url_for("berkas.lihat", catatan=made.kode))


@views.get("/<bilangan:catatan>")
def lihat(catatan: str) -> str:
    """One berkas with all that is in it."""
    office, by = guard.office(), guard.post()
    acts = berkas_acts(office, office.archive.one_catatan(JENIS, catatan), by=by)
    return render_template(
        "berkas.html", map=open_folder(office, catatan, by=by), tindakan=acts, macam=MACAM, keamanan=KEAMANAN,
        boks=[one.kode for one in office.archive.catatan(BOKS)],
    )  # fmt: skip


@views.post("/<bilangan:catatan>/<langkah>")
def urus(catatan: str, langkah: str) -> AnyResponse:
    """One act on the berkas as it was on the screen."""
    if langkah not in ACTS:
        abort(404)
    demand_as_read(guard.office().archive.one_catatan(JENIS, catatan), said("dibaca"))
    told, act = ACTS[langkah]
    act(guard.office(), catatan, guard.post())
    flash(told)
    return redirect(url_for("berkas.lihat", catatan=catatan))


@views.get("/label.pdf")
def label() -> Response:
    """Labels for the folders named, or for all, from a place of the sheet on."""
    labels = folder_labels(guard.office(), request.args.getlist("nomor"), by=guard.post())
    return attachment(print_labels(labels, said("ukuran") or "3x8", max(number("mulai"), 1)), "label-berkas.pdf")


def _form(typed: Mapping[str, str], error: DocgenError | None = None) -> str:
    boks = [one.kode for one in guard.office().archive.catatan(BOKS)]
    return render_template("berkas-baru.html", isian=typed, galat=error, keamanan=KEAMANAN, boks=boks)


def _fill(office: Office, kode: str, by: str) -> None:
    gathering.put_in(office, kode, [one.id for one in named_naskah("naskah")], by=by, macam=said("kertas"))


def _move(office: Office, kode: str, by: str) -> None:
    gathering.move_folder(office, kode, by=by, boks=said("boks"), folder=said("folder"))


def _correct(office: Office, kode: str, by: str) -> None:
    new = {name: said(name) for name in ("keamanan", "indeks", "uraian")}
    gathering.correct_berkas(office, kode, new, said("alasan"), by=by)


ACTS: Mapping[str, tuple[str, Callable[[Office, str, str], object]]] = {
    "isi": ("Naskah dimasukkan ke berkas ini.", _fill),
    "tutup": ("Berkas ditutup; jurnalnya dicetak ke dalamnya.", lambda o, k, by: closing.close_berkas(o, k, by=by)),
    "buka-kembali": ("Berkas dibuka kembali.", lambda o, k, by: closing.reopen_berkas(o, k, said("alasan"), by=by)),
    "tahan": ("Berkas ditahan.", lambda o, k, by: closing.hold(o, k, said("alasan"), by=by)),
    "lepas": ("Penahanan berakhir.", lambda o, k, by: closing.release(o, k, said("alasan"), by=by)),
    "pindah": ("Tempat map dicatat.", _move),
    "ubah": ("Keterangan berkas dibetulkan.", _correct),
    "vital": ("Tanda vital dicatat.", lambda o, k, by: gathering.mark_vital(o, k, by=by, vital=said("vital") == "ya")),
}
