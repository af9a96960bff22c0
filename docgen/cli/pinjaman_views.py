"""How loans are shown; what one may not read keeps its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from docgen.actions.arsip.lending import electronic
from docgen.actions.arsip.loan_book import borrower, loan_remarks, may_see
from docgen.actions.naskah.finding import GUEST
from docgen.cli.arsip_views import print_history
from docgen.cli.printing import note, print_facts, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.pinjaman import DISALIN, Pinjaman, read_pinjaman
from docgen.naskah.access import HIDDEN
from docgen.naskah.bahasa import tanggal
from docgen.office import Office


def show_request(session: Session, office: Office, catatan: Catatan) -> None:
    """A request, and the commands that fetch the electronic files."""
    show_permit(session, office, catatan)
    naskah = office.archive.naskah_of({one.naskah for one in read_pinjaman(catatan).lembar})
    commands = electronic(naskah.values())
    if commands and not session.json:
        head = "Serahkan salinan digitalnya:" if catatan.act == DISALIN else "Berkas elektroniknya juga ada:"
        note("\n".join([head, *(f"  {one}" for one in commands)]))


def show_permit(session: Session, office: Office, catatan: Catatan) -> None:
    """A loan whose papers are still to go out, and what stands in its way."""
    show_loan(session, office, catatan)
    for remark in [] if session.json or catatan.act == DISALIN else loan_remarks(office, catatan):
        note(remark)


def show_due(session: Session, office: Office, catatan: Catatan, said: date | None) -> None:
    """A loan that is out, and whether its last day is another than was said."""
    show_loan(session, office, catatan)
    due = read_pinjaman(catatan).jatuh_tempo
    if said and said.isoformat() != due and not session.json:
        note(f"Kantor libur pada {tanggal(said)}; harus kembali {_day(due)}.")


def show_loan(session: Session, office: Office, catatan: Catatan, *, history: bool = False) -> None:
    """A loan after an act, or with its history."""
    loan, lives = read_pinjaman(catatan), office.archive.catatan_history(catatan.id) if history else []
    seen = _seen(session, office, loan)
    if session.json:
        print_json(
            {**_facts(session, office, catatan), **({"riwayat": [_act(one, seen) for one in lives]} if history else {})}
        )
        return
    say(f"Pinjaman {catatan.kode}: {_state(office, loan)}" if history else f"Pinjaman {catatan.kode} {catatan.act}.",
        bold=True)  # fmt: skip
    papers = [f"{one.naskah} lembar {one.salinan} ({one.macam})" + (f", {one.kondisi}" if one.kondisi else "")
              for one in loan.lembar]  # fmt: skip
    print_facts(
        {
            "Peminjam": borrower(office, loan), "Keperluan": loan.keperluan if seen else HIDDEN,
            "Alasan": loan.alasan if seen else "", "Keamanan": loan.keamanan, "Berkas": loan.berkas,
            "Kertas": "\n".join(papers), "Keadaan": _state(office, loan),
            "Izin berlaku": _day(loan.berlaku) and f"sampai {_day(loan.berlaku)}", "Keluar": _day(loan.keluar),
            "Harus kembali": _day(loan.jatuh_tempo), "Kembali": _day(loan.returned),
            "Diperpanjang": loan.perpanjangan if seen else "",
        }
    )  # fmt: skip
    if history:
        print_history(lives if seen else [replace(one, note="") for one in lives])


def show_loans(session: Session, office: Office, found: Sequence[Catatan]) -> None:
    """One line a loan."""
    if session.json:
        print_json([_facts(session, office, one) for one in found])
    elif found:
        rows = [
            (one.kode, borrower(office, loan), len(loan.lembar), _state(office, loan), loan.jatuh_tempo or "-",
             loan.keperluan if _seen(session, office, loan) else HIDDEN)
            for one, loan in ((one, read_pinjaman(one)) for one in found)
        ]  # fmt: skip
        heads = ("Nomor", "Peminjam", "Lembar", "Keadaan", "Harus kembali", "Keperluan")
        print_table(heads, rows, solid=("Nomor", "Harus kembali"), below="Keperluan")
    else:
        note("Tidak ada pinjaman. Ajukan dengan: docgen pinjaman ajukan NASKAH --keperluan … --alasan …")


def _facts(session: Session, office: Office, catatan: Catatan) -> dict[str, Any]:
    loan = read_pinjaman(catatan)
    hidden = {} if _seen(session, office, loan) else {"keperluan": HIDDEN, "alasan": HIDDEN, "perpanjangan": HIDDEN}
    today = office.now().date()
    more = {"keadaan": loan.stand(today), "terlambat": loan.days_late(today), "kembali": loan.returned}
    return {"nomor": catatan.kode, **asdict(loan), **hidden, **more}


def _act(one: Catatan, seen: bool) -> dict[str, Any]:
    return {"act": one.act, "by": one.by, "at": one.at, "note": one.note if seen else HIDDEN}


def _seen(session: Session, office: Office, loan: Pinjaman) -> bool:
    return may_see(office.kantor.official(session.sebagai) if session.sebagai else GUEST, loan)


def _state(office: Office, loan: Pinjaman) -> str:
    today = office.now().date()
    late = loan.days_late(today)
    return loan.stand(today) + (f", terlambat {late} hari" if late else "")


def _day(iso: str) -> str:
    return tanggal(date.fromisoformat(iso)) if iso else ""
