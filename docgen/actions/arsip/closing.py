"""Closing a berkas: nothing in it is left to do, its journal is printed into it, its retention begins to count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from docgen.actions.arsip.classifying import jadwal_of
from docgen.actions.arsip.gathering import Kept, belonging, look
from docgen.actions.arsip.proving import is_final, lacking
from docgen.actions.arsip.shelving import Places, berkas_of, present_berkas
from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import next_version, put_page, sealed_page
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.surat.dispatching import not_sent
from docgen.actions.surat.receiving import waiting_in
from docgen.archive.transaction import Transaction
from docgen.errors import NotFound, NotReady
from docgen.kearsipan import berkas as b
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import DIPINJAM, kertas_in
from docgen.kearsipan.retensi import Jadwal, jatuh_tempo, years
from docgen.naskah.access import KEEP, READ, may
from docgen.naskah.approval import day_of, waiting_for
from docgen.naskah.bahasa import tanggal
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.sop.progress import current_step

JURNAL = "jurnal_berkas"
SHORT = 16  # characters of a digest that a page shows


def open_items(office: Office, kept: Kept, *, by: str = "") -> list[str]:
    """Everything that is still to be done in a berkas, naskah by naskah; nothing when it may be closed.

    The title of a naskah that `by` may not read is not told.
    """
    reader = office.kantor.official(by) if by else GUEST
    if not kept.naskah:
        return ["berkas ini belum berisi naskah"]
    items = [item for one in kept.naskah if one.jenis != JURNAL for item in _open_in(office, one, reader)]
    return [*items, *_open_run(office, kept.berkas.pelaksanaan)]


def close_berkas(office: Office, kode: str, *, by: str) -> Kept:
    """Close a berkas and file its journal in it, again where it was closed before.

    The retention of today is copied into it. Raises NotAllowed, NotFound; NotReady listing every open item.
    """
    pejabat = office.demand(by, KEEP)
    kept, now = look(office, kode), office.now()
    held = jadwal_of(office, kept.berkas.klasifikasi, now.date())
    closed = b.close(kept.catatan, asdict(held), by=by, at=now)
    if items := open_items(office, kept, by=by):
        raise NotReady(f"Berkas {kode} belum dapat ditutup:", items)
    form = _form(office, kept, closed) | {"ditutup_oleh": pejabat.singkat or pejabat.jabatan}
    with office.archive.transaction() as tx:
        journal = _file_journal(office, tx, kept, form, by=by)
        tx.file_catatan(closed)
    index_naskah(office, journal.id)
    return look(office, kode)


def reopen_berkas(office: Office, kode: str, reason: str, *, by: str) -> Catatan:
    """Open a closed berkas again. Raises NotAllowed, NotFound, NotReady."""
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        opened = b.reopen(berkas_of(tx, kode), reason, by=by, at=office.now())
        tx.file_catatan(opened)
    return opened


def hold(office: Office, kode: str, reason: str, *, by: str) -> Catatan:
    """Forbid the destruction of a berkas for as long as the reason lasts: a case, an audit.

    Raises NotAllowed, NotFound, NotReady without a reason.
    """
    if not reason.strip():
        raise NotReady("Penahanan memerlukan alasan.", ["tulis: --alasan 'perkara nomor …'"])
    return _held(office, kode, "ditahan", reason.strip(), by=by)


def release(office: Office, kode: str, reason: str, *, by: str) -> Catatan:
    """End a hold. Raises NotAllowed, NotFound; NotReady without a reason, or where there is no hold."""
    if not reason.strip():
        raise NotReady("Mengakhiri penahanan memerlukan alasan.", ["tulis: --alasan 'perkara selesai'"])
    return _held(office, kode, "tidak ditahan lagi", "", by=by, note=reason.strip())


def _held(office: Office, kode: str, act: str, tahan: str, *, by: str, note: str = "") -> Catatan:
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = present_berkas(tx, kode)
        if bool(b.read_berkas(before).tahan) == bool(tahan):
            raise NotReady(f"Berkas {kode} {'sudah' if tahan else 'tidak sedang'} ditahan.")
        held = b.changed(before, act, by=by, at=office.now(), note=note or tahan, tahan=tahan)
        tx.file_catatan(held)
    return held


def _open_in(office: Office, naskah: Naskah, reader: Pejabat) -> Iterator[str]:
    called = f"naskah {naskah.id} ({naskah.perihal})" if may(reader, READ, naskah) else f"naskah {naskah.id}"
    if naskah.latest.status is Status.DIBATALKAN:
        return
    doctype = office.types.get(naskah.jenis)
    if not is_final(office, naskah):
        waiting = waiting_for(doctype, naskah.latest) if doctype and doctype.approvals else ""
        if waiting or naskah.latest.status is Status.DIKEMBALIKAN:
            yield f"{called} berstatus {naskah.latest.status}" + (f", menunggu {waiting}" if waiting else "")
        return
    if missing := lacking(naskah):
        yield f"{called} belum ada {missing}nya"
    yield from (f"{called}: lembar {one.salinan} dipinjam" for one in _lent(naskah))
    yield from (f"{called}: disposisi kepada {one.post} belum dilaporkan" for one in waiting_in(naskah))
    if left := not_sent(naskah) if naskah.latest.status is Status.TERBIT else []:
        yield f"{called} belum dikirim kepada {', '.join(one.label for one in left)}"


def _lent(naskah: Naskah) -> list[Any]:
    return [one for one in kertas_in(naskah.latest.facts) if one.keadaan == DIPINJAM]


def _open_run(office: Office, run_id: str) -> Iterator[str]:
    if not run_id:
        return
    run = office.archive.run(run_id)
    try:
        step = current_step(office.sop(run.sop_id), run)
    except (NotFound, NotReady):  # its SOP has changed or is gone: nobody can close its steps any more
        return
    if step is not None:
        yield f"pelaksanaan SOP {run_id} belum selesai: {step.kegiatan}"


def _file_journal(office: Office, tx: Transaction, kept: Kept, form: Mapping[str, Any], *, by: str) -> Naskah:
    doctype = templated(office, JURNAL)
    values = doctype.validate(dict(form), office.kantor.officials())
    page = render(office, doctype, values)
    before = next((one for one in kept.naskah if one.jenis == JURNAL), None)
    fresh = new_naskah(office, doctype, values, by=by)
    if before is None:
        version = replace(fresh.latest, act="dicetak", status=Status.TERBIT)
        inside = belonging(replace(fresh, latest=version), kept.catatan.id, tx.last_urut(kept.catatan.id) + 1)
        return put_page(tx, sealed_page(replace(inside, tanggal=office.now().date()), page, {}))
    version = replace(next_version(office, before, "dicetak ulang", by), values=fresh.latest.values)
    return put_page(tx, sealed_page(replace(before, latest=version), page, {}))


def _form(office: Office, kept: Kept, closed: Catatan) -> dict[str, Any]:
    walk = Places(office)
    berkas = kept.berkas
    contents = [one for one in kept.naskah if one.jenis != JURNAL]
    return {
        "nomor_berkas": closed.kode,
        "kode": berkas.klasifikasi,
        "indeks": berkas.indeks,
        "uraian": berkas.uraian,
        "unit_pengolah": berkas.unit,
        "kurun_waktu": kept.kurun_waktu,
        "tempat_simpan": walk.to_folder(kept.catatan),
        "retensi": told(b.read_berkas(closed)),
        "ditutup_tanggal": closed.at.date(),
        "isi_berkas": [_line(office, walk, urut, one) for urut, one in enumerate(contents, 1)],
        "peristiwa": _events(office, kept, closed),
    }


def told(berkas: b.Berkas) -> str:
    """The retention of a closed berkas as it is printed: years, fate, and from when its time is over."""
    held = Jadwal(**(berkas.jadwal or {}))
    over = jatuh_tempo(date.fromisoformat(berkas.ditutup), held).habis_sejak if berkas.ditutup else None
    said = f"aktif {years(held.aktif)}, inaktif {years(held.inaktif)}, {held.nasib or 'nasib akhir belum ditentukan'}"
    event = f" ({held.pemicu})" if held.pemicu else ""
    return said + event + (f"; habis sejak {tanggal(over)}" if over else "")


def _line(office: Office, walk: Places, urut: int, naskah: Naskah) -> dict[str, str]:
    copies = [f"{one.macam}: {walk.to(one)}" for one in kertas_in(naskah.latest.facts)]
    return {
        "urut": str(urut),
        "uraian": _called(office, naskah),
        "tanggal": f"{day_of(naskah):%d-%m-%Y}",
        "nomor": naskah.nomor,
        "kertas": "; ".join(copies),
        "sidik": naskah.latest.sha256[:SHORT],
    }


def _events(office: Office, kept: Kept, closed: Catatan) -> list[dict[str, str]]:
    """Every act on the berkas and on all that is in it, in the order they happened."""
    acts: list[tuple[datetime, str, str, str, str]] = []
    for one in [*office.archive.catatan_history(closed.id), closed]:
        acts.append((one.at, one.act, one.note, one.by, f"Berkas {closed.kode}"))
    for naskah in kept.naskah:
        called = _called(office, naskah)
        acts += [(one.at, one.act, one.note, one.by, called) for one in office.archive.versions(naskah.id)]
    return [
        {
            "waktu": f"{at:%d-%m-%Y %H.%M}",
            "peristiwa": f"{act}: {note}" if note else act,
            "oleh": office.kantor.called(by),
            "tentang": what,
        }
        for at, act, note, by, what in sorted(acts, key=lambda act: act[0])
    ]


def _called(office: Office, naskah: Naskah) -> str:
    doctype = office.types.get(naskah.jenis)
    return f"{doctype.nama if doctype else naskah.jenis}: {naskah.perihal}"
