"""Loans of paper: the list with what is late, a request, and every step of one until the paper is back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip import lending
from docgen.actions.arsip.loan_book import all_loans, loan_remarks, loan_sheet
from docgen.actions.arsip.possible import demand_as_read, keeps, loan_acts
from docgen.actions.arsip.seeing import SeenLoan, lent_papers, loan_history, see_loan, see_papers
from docgen.actions.naskah.finding import resolve
from docgen.errors import DocgenError
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import HILANG, KONDISI
from docgen.kearsipan.pinjaman import JENIS, KEADAAN, Key
from docgen.office import Office
from docgen.web import guard
from docgen.web.typed import day, said
from docgen.web.views.naskah import attachment

views = Blueprint("pinjaman", __name__, url_prefix="/arsip/pinjaman")
MOST = 100
FORM = ("naskah", "berkas", "keperluan", "peminjam", "lembaga", "alasan", "salinan")


@views.get("/")
def daftar() -> str:
    """What is late, longest first; then every loan, the newest first."""
    keadaan = said("keadaan")
    every = [_seen(one) for one in all_loans(guard.office())][::-1]
    late = [_seen(one) for one in all_loans(guard.office(), late=True)]
    shown = [one for one in every if keadaan in ("", one.keadaan)]
    return render_template(
        "pinjaman-daftar.html", semua=shown[:MOST], lebih=len(shown) > MOST, terlambat=late, keadaan=keadaan,
        keadaan_ada=KEADAAN,
    )  # fmt: skip


@views.get("/ajukan")
def isian() -> str:
    """A request, begun with the naskah or berkas that was on the screen."""
    return _form({name: said(name) for name in FORM})


@views.post("/ajukan")
def ajukan() -> str | AnyResponse | tuple[str, int]:
    """Enter a request, or show what stands against it."""
    typed = {name: said(name) for name in FORM}
    texts = {name: typed[name] for name in ("berkas", "keperluan", "peminjam", "lembaga", "alasan")}
    try:
        asked = lending.Asked(naskah=_keys(_lines()), salinan=bool(typed["salinan"]), **texts)
        made = lending.request_loan(guard.office(), asked, by=guard.post())
    except DocgenError as error:
        return _form(typed, error), error.http_status
    flash(f"Pinjaman {made.kode} {made.act}.")
    return redirect(url_for("pinjaman.lihat", catatan=made.kode))


@views.get("/<bilangan:catatan>")
def lihat(catatan: str) -> str:
    """One loan: its papers, what may be done, what was done."""
    office, by = guard.office(), guard.post()
    found = office.archive.one_catatan(JENIS, catatan)
    seen, acts = _seen(found), loan_acts(office, found, by=by)
    waits = keeps(office, by) and ("izinkan" in acts or "serahkan" in acts)
    return render_template(
        "pinjaman.html", pinjaman=seen, lembar=lent_papers(office, seen.loan, by=by), tindakan=acts,
        riwayat=loan_history(office, seen, found.id), ingat=loan_remarks(office, found) if waits else [],
        kondisi=(*KONDISI, HILANG),
    )  # fmt: skip


@views.post("/<bilangan:catatan>/<langkah>")
def urus(catatan: str, langkah: str) -> AnyResponse:
    """One step of the loan as it was on the screen."""
    if langkah not in ACTS:
        abort(404)
    demand_as_read(guard.office().archive.one_catatan(JENIS, catatan), said("dibaca"))
    told, act = ACTS[langkah]
    act(guard.office(), catatan, guard.post())
    flash(told)
    return redirect(url_for("pinjaman.lihat", catatan=catatan))


@views.get("/<bilangan:catatan>/lembar.docx")
def lembar(catatan: str) -> Response:
    """The out indicator and the receipt, to be printed and cut in two."""
    page = loan_sheet(guard.office(), catatan, by=guard.post())
    return attachment(page, f"lembar-peminjaman-{catatan.replace('/', '-')}.docx")


def _seen(catatan: Catatan) -> SeenLoan:
    return see_loan(guard.office(), catatan, by=guard.post())


def _form(typed: Mapping[str, str], error: DocgenError | None = None) -> str:
    office, by = guard.office(), guard.post()
    chosen = resolve(office, typed["naskah"], by=by) if typed["naskah"] and error is None else None
    papers = see_papers(office, chosen, by=by) if chosen else []
    return render_template(
        "pinjaman-ajukan.html", isian=typed, galat=error, kertas=papers, naskah=chosen, mengurus=keeps(office, by),
        ditandai=request.form.getlist("lembar"),
    )  # fmt: skip


def _lines() -> list[str]:
    """The papers that were ticked, and those that were typed, one on a line."""
    return [*request.form.getlist("lembar"), *filter(None, map(str.strip, said("naskah").splitlines()))]


def _keys(lines: list[str]) -> list[Key]:
    """`NASKAH`, or `NASKAH:2` for its second copy on paper."""
    pairs = [one.rpartition(":") if one.rpartition(":")[2].isdecimal() else (one, "", "0") for one in lines]
    named = [(name or copy, int(copy) if name else 0) for name, _, copy in pairs]
    return [(resolve(guard.office(), name, by=guard.post()).id, copy) for name, copy in named]


def _take_back(office: Office, kode: str, by: str) -> None:
    note, keys = said("catatan"), _keys(request.form.getlist("lembar"))
    lending.take_back(office, kode, by=by, keys=keys, kondisi=said("kondisi"), note=note)


def _extend(office: Office, kode: str, by: str) -> None:
    lending.extend_loan(office, kode, said("alasan"), by=by, jatuh_tempo=day("sampai"))


ACTS: Mapping[str, tuple[str, Callable[[Office, str, str], object]]] = {
    "izinkan": ("Peminjaman diizinkan.", lambda o, k, by: lending.permit_loan(o, k, by=by)),
    "tolak": ("Peminjaman ditolak.", lambda o, k, by: lending.refuse_loan(o, k, said("alasan"), by=by)),
    "serahkan": ("Kertas diserahkan.", lambda o, k, by: lending.hand_out(o, k, by=by, jatuh_tempo=day("sampai"))),
    "kembali": ("Pengembalian dicatat.", _take_back),
    "perpanjang": ("Pinjaman diperpanjang.", _extend),
}
