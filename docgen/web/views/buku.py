"""Every register and list of the office, of any year and day, on screen, as Excel sheet, Word page or PDF."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for

from docgen.actions.arsip.binding import Register, Signers, print_pdf, print_register, print_signed
from docgen.actions.arsip.lists import LISTS
from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.registers import books, is_numbered, open_register, proof_register
from docgen.actions.arsip.shelf import Asked
from docgen.web import guard
from docgen.web.typed import day, number, said, year
from docgen.web.views.naskah import attachment

views = Blueprint("buku", __name__, url_prefix="/buku")
MOST = 150  # rows on a page
PROOF = "lengkap"


@views.get("/")
def daftar() -> str:
    """Every book and list there is."""
    known = books(guard.office())
    lists = {name: known.pop(name) for name in LISTS}
    return render_template("buku-daftar.html", buku=known, daftar=lists)


@views.get("/<buku>")
def lihat(buku: str) -> str:
    """One of them, a page of rows at a time."""
    register, page = _register(buku), max(number("hal"), 1)
    rows = register.rows[(page - 1) * MOST : page * MOST]
    return render_template(
        "buku.html", register=register, baris=rows, hal=page, terakhir=max(-(-len(register.rows) // MOST), 1),
        setahun=buku not in LISTS, terbagi=buku in (*LISTS, PROOF), nama=books(guard.office()).get(buku),
        diminta=request.args.to_dict(), batal=len(register.cancelled), lanjut=_page_of,
        bernomor=is_numbered(guard.office(), buku),
    )  # fmt: skip


@views.get("/<buku>/unduh/<any(xlsx, docx, pdf):bentuk>")
def unduh(buku: str, bentuk: str) -> Response:
    """The whole of it as a file, signed by whom was chosen."""
    office, register = guard.office(), _register(buku)
    signers = Signers(said("penandatangan"), said("mengetahui"))
    if bentuk == "xlsx":
        data = print_register(office, register)
    else:
        data = (print_pdf if bentuk == "pdf" else print_signed)(office, register, signers)
    period = f"-{register.tahun}" if register.tahun else ""
    return attachment(data, f"{buku}{period}-{register.pada}.{bentuk}")


def _register(buku: str) -> Register:
    """What the address asks for; raises as the acts do."""
    office, by, tahun, pada = guard.office(), guard.post(), year(), day("pada")
    if buku != PROOF:
        asked = Asked(unit=said("unit"), berkas=said("berkas"))
        return open_register(office, buku, tahun, by=by, pada=pada, asked=asked)
    asked = Asked(tahun, said("unit"))
    found = prove(office, by=by, tahun=tahun, unit=asked.unit, pada=pada)
    shown = [one for one in found if not (said("kurang") and one.lengkap)]
    return proof_register(office, shown, asked, pada)


def _page_of(**changed: object) -> str:
    """The address of this page with other answers."""
    kept: dict[str, object] = {**(request.view_args or {}), **request.args.to_dict(), **changed}
    return url_for("buku.lihat", **{name: value for name, value in kept.items() if value})  # type: ignore[arg-type]
