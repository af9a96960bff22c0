"""Finding: one box, facets beside the answers, everything in the address so that it can be kept and sent."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from docgen.actions.naskah.finding import search
from docgen.errors import BadQuery
from docgen.search.query import DATE, FACETS, RELEVANCE, parse_query
from docgen.web import guard

views = Blueprint("cari", __name__)
MOST = 50  # answers on a page


@views.get("/cari")
def cari() -> str | tuple[str, int]:
    """The answers to `k`, and how many of all have each value of a facet."""
    line, sort = request.args.get("k", "").strip(), request.args.get("urut", "")
    if not line:
        return render_template("cari.html", dicari="")
    office = guard.office()
    try:
        query = parse_query(line, sort=DATE if sort == DATE else RELEVANCE, today=office.now().date())
        results = search(office, query, by=guard.post(), limit=MOST, facets=FACETS)
    except BadQuery as error:
        return render_template("cari.html", dicari=line, galat=error), error.http_status
    return render_template("cari.html", dicari=line, urut=sort, hasil=results)
