"""How the identity of a file is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from docgen.actions.naskah.finding import resolve
from docgen.actions.scan.recognising import Shown
from docgen.cli.naskah_views import brief, type_name
from docgen.cli.printing import heading, print_facts, print_json, say
from docgen.cli.session import Session
from docgen.errors import NotAllowed, NotFound
from docgen.naskah.records import Naskah, Version
from docgen.office import Office

SAME, CHANGED = 0, 1  # exit codes of `kenali`; as cmp and diff have them
CLAIMS = {
    "docgen.naskah": "Naskah",
    "docgen.jenis": "Jenis",
    "docgen.versi": "Versi",
    "docgen.status": "Status",
    "docgen.nomor": "Nomor",
    "docgen.kode": "Kode",
    "docgen.persetujuan": "Persetujuan",
}

Places = Sequence[tuple[Naskah, Version, str]]


def show_identity(session: Session, office: Office, name: str, data: bytes, places: Places) -> int:
    """What the file is; returns the exit code. Raises NotFound for one the office never made."""
    if places:
        _show_same(session, office, name, places)
        return SAME
    claims = _claims(data, name)
    if not claims:
        raise NotFound(
            "Naskah", name, "Berkas ini tidak pernah diarsipkan di sini dan tidak menyebut diri naskah docgen."
        )
    _show_changed(session, office, name, claims)
    return CHANGED


def show_pages(session: Session, office: Office, shown: Sequence[Shown]) -> int:
    """Of which naskah, version and page the paper is, and whether there is a newer one; returns the exit code."""
    if session.json:
        print_json([_page_record(one) for one in shown])
        return SAME
    for one in shown:
        page = f", halaman {one.said.page} dari {one.said.pages}" if one.said.page else ""
        say(f"{one.code}: naskah {one.naskah.id}, versi {one.said.number}{page}.", bold=True)
        latest = one.naskah.latest
        print_facts(
            {
                "Jenis": type_name(office, one.naskah.jenis),
                "Perihal": one.naskah.perihal,
                "Nomor": one.naskah.nomor,
                "Lembar kosong": one.lembar_kosong and f"nomor urut {one.lembar_kosong}",
                "Status versi itu": str(one.version.status),
                "Terbaru": "isi halaman ini masih yang berlaku"
                if one.current
                else f"versi {latest.number}, {latest.status}; kertas ini versi lama",
            }
        )
    return SAME


def _page_record(shown: Shown) -> dict[str, Any]:
    paper = {"kode": shown.code, "halaman": shown.said.page, "dari": shown.said.pages, "berlaku": shown.current}
    paper |= {"lembar_kosong": shown.lembar_kosong}
    return {**brief(shown.naskah, shown.version), **paper, "terbaru": brief(shown.naskah, shown.naskah.latest)}


def _show_same(session: Session, office: Office, name: str, places: Places) -> None:
    naskah, version, path = max(places, key=lambda place: place[1].number)
    if session.json:
        print_json({"asli": True, **brief(naskah, version), "path": path, "terbaru": brief(naskah, naskah.latest)})
        return
    latest = naskah.latest
    say(f"{name} sama persis dengan yang diarsipkan.", bold=True)
    newer = (
        f"versi {latest.number}, {latest.status}" if latest.number > version.number else "tidak ada, ini yang terakhir"
    )
    print_facts(
        {
            "Naskah": f"{naskah.id}, versi {version.number}",
            "Jenis": type_name(office, naskah.jenis),
            "Perihal": naskah.perihal,
            "Nomor": naskah.nomor,
            "Status": str(version.status),
            "Berkas": path,
            "Versi lebih baru": newer,
        }
    )


def _show_changed(session: Session, office: Office, name: str, claims: Mapping[str, str]) -> None:
    named = _named(session, office, claims.get("docgen.naskah", ""))
    if session.json:
        print_json({"asli": False, "mengaku": claims, "terbaru": brief(named, named.latest) if named else None})
        return
    say(f"{name} sudah diubah: isinya tidak sama dengan versi mana pun di arsip.", bold=True)
    heading("Pengakuan berkas")
    print_facts({label: claims.get(key, "") for key, label in CLAIMS.items()})
    if named:
        heading("Di arsip")
        print_facts({"Naskah": f"{named.id}, versi {named.latest.number}", "Status": str(named.latest.status)})
        say(f"\nAmbil yang asli: docgen naskah ambil {named.id} --versi {claims.get('docgen.versi', '1')}")
    else:
        say("\nNaskah itu tidak ada di arsip kantor ini, atau tidak boleh dibaca tanpa --sebagai yang berwenang.")


def _claims(data: bytes, name: str) -> dict[str, str]:
    from docgen.paper.guard import check_docx, sniff
    from docgen.paper.properties import read_properties

    if sniff(data) != "docx":
        return {}
    check_docx(data, name)
    return read_properties(data)


def _named(session: Session, office: Office, naskah_id: str) -> Naskah | None:
    with suppress(NotFound, NotAllowed):
        return resolve(office, naskah_id, by=session.sebagai)
    return None
