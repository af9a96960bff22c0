"""Reading what the record office holds: boxes and berkas, and the paper in them."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, false, func, or_, select, true

from docgen.archive import tables as t
from docgen.archive.catalogue import parts
from docgen.archive.record import NASKAH
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import Kertas
from docgen.kearsipan.penyusutan import JENIS as PENYUSUTAN
from docgen.naskah.records import Status


def catatan(c: Connection, jenis: str, kode: str = "") -> list[Catatan]:
    """The records of one kind as they are now, by their code; the one with that code, or none."""
    wanted = (t.catatan.c.jenis == jenis) & ((t.catatan.c.kode == kode) if kode else true())
    newest = (t.catatan_versi.c.catatan_id == t.catatan.c.id) & (t.catatan_versi.c.number == t.catatan.c.latest)
    return _catatan(c, newest, wanted)


def catatan_history(c: Connection, catatan_id: str) -> list[Catatan]:
    """One record after each of its acts, oldest first."""
    return _catatan(c, t.catatan_versi.c.catatan_id == t.catatan.c.id, t.catatan.c.id == catatan_id)


def inside(c: Connection, berkas: str) -> list[str]:
    """The ids of the naskah of a berkas, in their order."""
    inside = select(t.isi_berkas.c.naskah_id).where(t.isi_berkas.c.berkas == berkas)
    return list(c.execute(inside.order_by(t.isi_berkas.c.urut, t.isi_berkas.c.naskah_id)).scalars())


def last_urut(c: Connection, berkas: str) -> int:
    """The place of the last naskah of a berkas; 0 for an empty one."""
    places = select(func.max(t.isi_berkas.c.urut)).where(t.isi_berkas.c.berkas == berkas)
    return c.execute(places).scalar_one_or_none() or 0


def destroyed_objects(c: Connection) -> dict[str, str]:
    """The ids of naskah that a pemusnahan destroyed, by the OCFL object that is gone with them."""
    gone = select(t.naskah.c.id).where(t.naskah.c.status == Status.DIMUSNAHKAN).order_by(t.naskah.c.id)
    return {NASKAH + naskah_id: naskah_id for naskah_id in c.execute(gone).scalars()}


def retired_by(c: Connection) -> list[str]:
    """The ids of the records that may hold tombstones."""
    return list(c.execute(select(t.catatan.c.id).where(t.catatan.c.jenis == PENYUSUTAN)).scalars())


def papers_in(c: Connection, boks: str = "", berkas: Collection[str] = ()) -> list[tuple[str, Kertas]]:
    """The copies on paper that lie loose in a box or in the folder of one of these berkas, each with its naskah."""
    place = (t.kertas.c.boks == boks) & (t.kertas.c.berkas == "") if boks else false()
    order = (t.kertas.c.berkas, t.kertas.c.folder, t.kertas.c.urut, t.kertas.c.naskah_id, t.kertas.c.salinan)
    found = []
    for part in [*parts(list(berkas))] or [()]:
        inside = t.kertas.c.berkas.in_(part)
        rows = c.execute(select(t.kertas).where(or_(place, inside)).order_by(*order)).mappings()
        found += [(row["naskah_id"], Kertas(**{k: row[k] for k in row if k != "naskah_id"})) for row in rows]
        place = false()
    return found


def _catatan(c: Connection, joined: ColumnElement[bool], wanted: ColumnElement[bool]) -> list[Catatan]:
    versions = select(t.catatan, t.catatan_versi).join(t.catatan_versi, joined).where(wanted)
    rows = c.execute(versions.order_by(t.catatan.c.kode, t.catatan_versi.c.number)).mappings()
    facts = ("id", "jenis", "kode", "number", "act", "by", "note")
    return [
        Catatan(**{k: row[k] for k in facts}, at=datetime.fromisoformat(row["at"]), isi=json.loads(row["isi"]))
        for row in rows
    ]
