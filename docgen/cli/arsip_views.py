"""How boxes, berkas and paper are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from docgen.actions.arsip.gathering import Kept
from docgen.actions.arsip.proving import Sides
from docgen.actions.arsip.shelving import Paper, Places, at_same_place, papers_of
from docgen.actions.arsip.stocktaking import Count
from docgen.actions.naskah.finding import GUEST
from docgen.cli.naskah_views import short, show_receipt, type_name
from docgen.cli.printing import heading, moment, note, print_facts, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.kearsipan.berkas import JENIS as BERKAS
from docgen.kearsipan.berkas import Berkas, read_berkas
from docgen.kearsipan.boks import Boks, read_boks
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import ADA
from docgen.naskah.access import HIDDEN, READ, cleared, may
from docgen.naskah.approval import day_of
from docgen.naskah.records import Naskah
from docgen.office import Office

COUNTED = (
    ("Cocok", "found"), ("Tidak ditemukan", "missing"), ("Salah tempat", "misplaced"), ("Tidak tercatat", "unexpected"),
    ("Bukan kode kantor ini", "unknown"), ("Ditemukan kembali", "returned"),
    ("Tercatat dipinjam", "lent"),
)  # fmt: skip


def show_catatan(session: Session, office: Office, catatan: Catatan) -> None:
    """A berkas or a box after an act, as one may read it who did it."""
    record = _record(session, office, catatan) if catatan.jenis == BERKAS else asdict(catatan)
    if session.json:
        print_json(record)
        return
    say(f"{catatan.jenis.capitalize()} {catatan.kode} {catatan.act}.", bold=True)
    names = [field.name for field in fields(Berkas if catatan.jenis == BERKAS else Boks)]  # the catalogue sorts them
    said = {name: value for name in names if isinstance(value := record["isi"].get(name), str)}
    print_facts({name.capitalize(): value for name, value in said.items()} | {"Catatan": catatan.note})


def show_boxes(session: Session, boxes: Sequence[Catatan]) -> None:
    """Every box with its place."""
    if session.json:
        print_json([asdict(one) for one in boxes])
    elif boxes:
        rows = [(one.kode, (b := read_boks(one)).macam, b.letak, b.unit, b.keterangan) for one in boxes]
        print_table(("Kode", "Macam", "Letak", "Unit", "Keterangan"), rows, solid=("Kode",))
    else:
        note("Belum ada boks. Catat dengan: docgen boks baru KODE --ruang … --rak …")


def show_box(session: Session, office: Office, box: Catatan, papers: Sequence[Paper]) -> None:
    """What lies in a box, and where the box stood before."""
    history = office.archive.catatan_history(box.id)
    if session.json:
        print_json({**asdict(box), "kertas": [_paper(session, office, one) for one in papers],
                    "riwayat": [asdict(one) for one in history]})  # fmt: skip
        return
    say(f"{read_boks(box).macam.capitalize()} {box.kode}", bold=True)
    print_facts({"Letak": read_boks(box).letak, "Unit": read_boks(box).unit, "Kertas": _counted(papers)})
    print_papers(session, office, papers)
    print_history(history)


def _counted(papers: Sequence[Paper]) -> str:
    """How many there are, and how many of them are not on their shelf."""
    away = Counter(one.kertas.keadaan for one in papers if one.kertas.keadaan != ADA)
    return ", ".join([f"{len(papers)} lembar", *(f"{number} di antaranya {what}" for what, number in away.items())])


def show_papers(session: Session, office: Office, naskah: Naskah) -> None:
    """A naskah after an act on its paper."""
    papers = papers_of(office, naskah)
    lines = [f"{one.kertas.salinan}. {one.kertas.macam}, {one.kertas.state}: {one.letak}" for one in papers]
    show_receipt(session, office, naskah, {"kertas": lines if session.json else "\n".join(lines)})
    for one in at_same_place(office, naskah):
        note(f"Di tempat yang sama sudah tercatat: naskah {one.naskah.id}, lembar {one.kertas.salinan} ({one.letak}).")


def print_papers(session: Session, office: Office, papers: Sequence[Paper]) -> None:
    """One line a copy on paper; what may not be read keeps its line."""
    rows = [
        (one["naskah"], one["salinan"], one["macam"], one["letak"], paper.kertas.state, one["sejak"], one["perihal"])
        for paper, one in ((paper, _paper(session, office, paper)) for paper in papers)
    ]
    if rows:
        heads = ("Naskah", "Lembar", "Macam", "Letak", "Keadaan", "Sejak", "Perihal")
        print_table(heads, rows, solid=("Naskah", "Lembar", "Sejak"), below="Perihal")


def show_berkas(session: Session, office: Office, found: Sequence[Kept]) -> None:
    """One line a berkas."""
    if session.json:
        print_json([_kept(session, office, one) for one in found])
    elif found:
        rows = [
            (k.catatan.kode, k.berkas.klasifikasi, _title(session, office, k.berkas), k.kurun_waktu, len(k.naskah),
             k.berkas.keadaan + (" (ditahan)" if k.berkas.tahan else ""))
            for k in found
        ]  # fmt: skip
        print_table(("Nomor", "Kode", "Indeks", "Kurun waktu", "Isi", "Keadaan"), rows, solid=("Nomor", "Kode"))
    else:
        note("Belum ada berkas. Buka dengan: docgen berkas buka --klasifikasi KODE --indeks … --uraian …")


def show_kept(session: Session, office: Office, kept: Kept, items: Sequence[str] = ()) -> None:
    """A berkas with its contents, its history and what is still open in it."""
    history = office.archive.catatan_history(kept.catatan.id)
    if session.json:
        more = {"belum_beres": list(items), "riwayat": [_record(session, office, one) for one in history]}
        print_json({**_kept(session, office, kept), **more})
        return
    berkas, walk = kept.berkas, Places(office)
    say(f"Berkas {kept.catatan.kode}: {berkas.keadaan}", bold=True)
    print_facts(
        {
            "Klasifikasi": berkas.klasifikasi, "Indeks": _title(session, office, berkas), "Unit": berkas.unit,
            "Keamanan": berkas.keamanan, "Kurun waktu": kept.kurun_waktu, "Ditahan": berkas.tahan,
            "Letak": walk.to_folder(kept.catatan), "SOP": berkas.pelaksanaan,
        }
    )  # fmt: skip
    rows = [_row(session, office, naskah) for naskah in kept.naskah]
    if rows:
        print_table(
            ("No.", "Naskah", "Jenis", "Tanggal", "Kertas", "Perihal"), rows, solid=("Naskah",), below="Perihal"
        )
    print_history(history)
    if items:
        heading("Belum beres, sehingga belum dapat ditutup")
        say("\n".join(f"- {item}" for item in items))


def show_sides(session: Session, found: Sequence[Sides], *, only_lacking: bool) -> None:
    """The dual-record proof, and a line a unit about what is lacking."""
    lacking = [one for one in found if not one.lengkap]
    shown = lacking if only_lacking else found
    if session.json:
        print_json({"naskah": len(found), "kurang": len(lacking), "baris": [_sides(one) for one in shown]})
        return
    rows = [
        (n.naskah.id, n.naskah.nomor or "-", n.naskah.unit, short(n.sidik) or "-", "; ".join(n.kertas) or "-",
         f"{n.kurang}, {n.hari} hari" if n.kurang else "", n.naskah.perihal)
        for n in shown
    ]  # fmt: skip
    if rows:
        heads = ("Naskah", "Nomor", "Unit", "Elektronik", "Kertas", "Kurang", "Perihal")
        print_table(heads, rows, solid=("Naskah", "Elektronik"), below="Perihal")
    say(f"{len(found)} naskah final, {len(found) - len(lacking)} lengkap, {len(lacking)} kurang.", bold=True)
    for unit in sorted({one.naskah.unit for one in lacking}):
        of_unit = [one for one in lacking if one.naskah.unit == unit]
        say(f"  {unit}: {len(of_unit)} kurang, yang tertua {max(one.hari for one in of_unit)} hari")


def show_access(session: Session, records: Sequence[Catatan]) -> None:
    """One line an access copy."""
    if session.json:
        print_json([asdict(one) for one in records])
    elif records:
        rows = [
            (
                one.kode,
                moment(one.at),
                one.isi["naskah"],
                one.isi["versi"],
                one.isi["untuk"],
                one.by,
                one.isi["keperluan"],
            )
            for one in records
        ]
        heads = ("Nomor", "Waktu", "Naskah", "Versi", "Untuk", "Oleh", "Keperluan")
        print_table(heads, rows, solid=("Nomor", "Naskah"), below="Keperluan")
    else:
        note("Belum ada salinan akses yang diberikan.")


def show_stock(session: Session, count: Count) -> int:
    """What a stock-take found; returns the exit code."""
    if session.json:
        print_json(asdict(count))
    else:
        for title, name in COUNTED:
            lines = getattr(count, name)
            say(f"{title}: {len(lines)}", bold=True)
            if name != "found":
                say("".join(f"  - {line}\n" for line in lines).rstrip()) if lines else None
    return int(not count.agrees)


def print_history(history: Sequence[Catatan]) -> None:
    """What was done with a berkas, a box or a loan, oldest first."""
    heading("Riwayat")
    for one in history:
        say(f"  {moment(one.at)}  {one.act} oleh {one.by}" + (f": {one.note}" if one.note else ""))


def _title(session: Session, office: Office, berkas: Berkas) -> str:
    reader = office.kantor.official(session.sebagai) if session.sebagai else GUEST
    return berkas.indeks if cleared(reader, berkas.keamanan) else HIDDEN


def _said(session: Session, office: Office, naskah: Naskah) -> str:
    reader = office.kantor.official(session.sebagai) if session.sebagai else GUEST
    return naskah.perihal if may(reader, READ, naskah) else HIDDEN


def _paper(session: Session, office: Office, paper: Paper) -> dict[str, Any]:
    said = {"naskah": paper.naskah.id, "perihal": _said(session, office, paper.naskah), "letak": paper.letak}
    return {**asdict(paper.kertas), **said}


def _record(session: Session, office: Office, catatan: Catatan) -> dict[str, Any]:
    """A record of a berkas as one may read it who is not cleared for its class."""
    isi = dict(catatan.isi)
    if _title(session, office, read_berkas(catatan)) == HIDDEN:
        isi |= {"indeks": HIDDEN, "uraian": HIDDEN}
    return asdict(catatan) | {"isi": isi}


def _kept(session: Session, office: Office, kept: Kept) -> dict[str, Any]:
    facts = asdict(kept.berkas) | {"indeks": _title(session, office, kept.berkas)}
    facts |= {} if facts["indeks"] != HIDDEN else {"uraian": HIDDEN}
    ids = [one.id for one in kept.naskah]
    return {"nomor": kept.catatan.kode, **facts, "kurun_waktu": kept.kurun_waktu, "naskah": ids}


def _row(session: Session, office: Office, naskah: Naskah) -> tuple[object, ...]:
    papers = "; ".join(f"{one.kertas.macam}, {one.kertas.state}" for one in papers_of(office, naskah))
    urut = naskah.latest.facts["berkas"]["urut"]
    day = f"{day_of(naskah):%d-%m-%Y}"
    return urut, naskah.id, type_name(office, naskah.jenis), day, papers or "-", _said(session, office, naskah)


def _sides(one: Sides) -> dict[str, Any]:
    facts = {"id": one.naskah.id, "perihal": one.naskah.perihal, "nomor": one.naskah.nomor, "unit": one.naskah.unit}
    return {**facts, "sidik": one.sidik, "kertas": list(one.kertas), "kurang": one.kurang, "hari": one.hari}
