"""Finding: one box, facets beside the answers, everything in the address so that it can be kept and sent."""

from __future__ import annotations

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip.found_list import list_found, write_found
from docgen.actions.naskah.advising import count_unfiltered
from docgen.actions.naskah.finding import Results, resolve, search
from docgen.actions.naskah.searches import keep_search, kept_searches, remove_search
from docgen.actions.naskah.suggesting import alike, completions, last_word
from docgen.errors import BadQuery
from docgen.kearsipan.searches import Search, owner_of, read_search
from docgen.search.query import DATE, FACETS, RELEVANCE, Query, parse_query
from docgen.web import guard
from docgen.web.asked import filters_in, line_of, without_filters
from docgen.web.views.naskah import attachment

views = Blueprint("cari", __name__)
FIRST, MOST = 20, 100  # answers on a page, and on one that was asked for more
OFFERED = 8  # words the box offers


@views.get("/cari")
def cari() -> str | tuple[str, int]:
    """The answers to `k`, and how many of all have each value of a facet; without `k` the searches that are kept."""
    line, sort = request.args.get("k", "").strip(), request.args.get("urut", "")
    if not line:
        return render_template("cari.html", dicari="", tersimpan=_kept())
    try:
        query = _query(line, sort)
        results = search(guard.office(), query, by=guard.post(), limit=_limit(), facets=FACETS)
    except BadQuery as error:
        return render_template("cari.html", dicari=line, galat=error), error.http_status
    return _answered(line, sort, results, query)


@views.get("/cari/lengkapi")
def lengkapi() -> Response:
    """What the line may become, word by word, for the list under the search box."""
    line = request.args.get("k", "")[:200]
    offered = completions(guard.office(), line, by=guard.post(), limit=OFFERED) if last_word(line) else []
    before = line[: len(line) - len(last_word(line))]
    return jsonify([{"tampak": one, "baris": before + one} for one in offered])


@views.get("/cari/hasil.<any(xlsx, csv):bentuk>")
def ekspor(bentuk: str) -> Response | AnyResponse:
    """Every answer as a sheet."""
    line, sort = request.args.get("k", "").strip(), request.args.get("urut", "")
    if not line:
        return redirect(url_for("cari.cari"))
    found = list_found(guard.office(), _query(line, sort), by=guard.post(), judul=f"Hasil pencarian: {line}")
    return attachment(write_found(guard.office(), found, f".{bentuk}"), f"hasil-pencarian.{bentuk}")


@views.get("/naskah/<id>/serupa")
def serupa(id: str) -> str:
    """What says most of the same as this naskah."""
    naskah = resolve(guard.office(), id, by=guard.post())
    return render_template("serupa.html", naskah=naskah, semua=alike(guard.office(), naskah, by=guard.post()))


@views.post("/cari/tersimpan")
def simpan() -> AnyResponse:
    """Keep the line under a name, for me or for everybody."""
    line, name = (request.form.get(key, "").strip() for key in ("k", "nama"))
    sort = DATE if request.form.get("urut") == DATE else ""
    asked = Search(line, urut=sort, nama=name, bersama=request.form.get("bersama") == "ya")
    keep_search(guard.office(), asked, by=guard.post())
    flash(f"Pencarian '{name}' disimpan; ada di halaman Cari.")
    return redirect(url_for("cari.cari", k=line, urut=sort or None))


@views.post("/cari/tersimpan/hapus")
def hapus() -> AnyResponse:
    """Remove one of my own."""
    name = request.form.get("nama", "")
    remove_search(guard.office(), name, by=guard.post())
    flash(f"Pencarian '{name}' dihapus.")
    return redirect(url_for("cari.cari"))


def _limit() -> int:
    return MOST if "banyak" in request.args else FIRST


def _query(line: str, sort: str) -> Query:
    return parse_query(line, sort=DATE if sort == DATE else RELEVANCE, today=guard.office().now().date())


def _answered(line: str, sort: str, results: Results, query: Query) -> str:
    loose = 0 if results.total else count_unfiltered(guard.office(), query, by=guard.post())
    return render_template(
        "cari.html", dicari=line, urut=sort, hasil=results, saringan=filters_in(line), tanpa=without_filters(line),
        tanpa_saringan=loose, paling_banyak=MOST,
    )  # fmt: skip


def _kept() -> list[tuple[Search, str, bool]]:
    """Every kept search I see, its line, and whether it is mine to remove."""
    every = [(read_search(one), owner_of(one)) for one in kept_searches(guard.office(), by=guard.post())]
    return [(asked, line_of(asked), owner == guard.post()) for asked, owner in every]
