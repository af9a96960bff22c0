"""The lists of the record office: which berkas there are, what is in them, and what is to become of them.

Columns: `naskah-dinas.md` 4.3, of the lists of berkas and their contents as PerANRI 9/2018 has them, of active,
inactive and vital records as offices keep them. What one may not read keeps its line; what it says is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.actions.arsip.classifying import kelas_of
from docgen.actions.arsip.gathering import Kept
from docgen.actions.arsip.shelf import Asked, Holding, Shelf
from docgen.kearsipan.berkas import DITUTUP
from docgen.kearsipan.kertas import ADA, BERKAS, DIPINJAM, KONDISI, Kertas, kertas_in
from docgen.kearsipan.retensi import BELUM_DITENTUKAN, years
from docgen.naskah.access import HIDDEN
from docgen.naskah.approval import day_of
from docgen.naskah.records import Naskah, Status
from docgen.paper.sheet.listing import Column

Row = list[str]


@dataclass(frozen=True)
class List:
    """The heads of a list, and its rows without their running number."""

    judul: str
    columns: Sequence[Column]
    rows: Callable[[Shelf, Asked], Iterable[Row]]


def list_rows(name: str, shelf: Shelf, asked: Asked) -> list[Row]:
    """The rows of one of LISTS; raises NotFound for a berkas nobody knows."""
    return [[str(number), *row] for number, row in enumerate(LISTS[name].rows(shelf, asked), 1)]


def _berkas(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        yield [*_first(one), one.called, one.kept.kurun_waktu, _count(one), _remark(one)]


def _contents(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        for naskah in one.kept.naskah:
            if asked.tahun in (0, day_of(naskah).year):
                yield _item(one, naskah)


def _active(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        if not one.inactive and not one.gone:
            berkas, held = one.kept.berkas, one.jadwal
            yield [
                one.kept.catatan.kode, berkas.klasifikasi, one.seen(berkas.indeks), one.seen(berkas.uraian),
                one.kept.kurun_waktu, _count(one), years(held.aktif), years(held.inaktif), berkas.keamanan,
                _access(berkas.keamanan), _copies(one.papers), held.nasib or BELUM_DITENTUKAN,
            ]  # fmt: skip


def _inactive(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        if one.inactive and not one.gone:
            yield [
                one.kept.berkas.unit, one.kept.catatan.kode, one.kept.berkas.klasifikasi, one.called,
                one.kept.kurun_waktu, _count(one), _copies(one.papers), _media(one), _folder(one), _room(one),
                _kept(one),
            ]  # fmt: skip


def _vital(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        berkas = one.kept.berkas
        if berkas.vital and not one.gone:
            yield [
                berkas.unit, one.kept.catatan.kode, berkas.klasifikasi, _series(one), one.called, _months(one.kept),
                _count(one), berkas.keamanan, _remark(one), _kept(one), shelf.places.to_folder(one.kept.catatan),
            ]  # fmt: skip


def _to_destroy(shelf: Shelf, asked: Asked) -> Iterator[Row]:
    for one in shelf.asked(asked):
        if one.due and one.tempo.habis_sejak:
            closed = date.fromisoformat(one.kept.berkas.ditutup)
            why = f"ditutup {closed:%d-%m-%Y}; {_kept(one)}; habis sejak {one.tempo.habis_sejak:%d-%m-%Y}"
            yield [*_first(one), one.called, one.kept.kurun_waktu, _count(one), _copies(one.papers), _room(one), why]


_NO, _NOMOR = Column("No.", 6), Column("Nomor berkas", 11)
_KODE, _UNIT = Column("Kode klasifikasi", 12), Column("Unit pengolah", 14)
_URAIAN, _KURUN, _JUMLAH = Column("Uraian informasi berkas", 50), Column("Kurun waktu", 12), Column("Jumlah", 10)
_TINGKAT, _LOKASI = Column("Tingkat perkembangan", 17), Column("Lokasi simpan", 26)
LISTS: Mapping[str, List] = {
    "daftar_berkas": List("Daftar Berkas", (
        _NO, _NOMOR, _UNIT, _KODE, _URAIAN, _KURUN, _JUMLAH, Column("Keterangan", 34),
    ), _berkas),
    "daftar_isi_berkas": List("Daftar Isi Berkas", (
        _NO, _NOMOR, Column("Nomor item arsip", 9), _KODE, Column("Uraian informasi arsip", 60), Column("Tanggal", 12),
        Column("Jumlah", 12), Column("Keterangan", 26),
    ), _contents),
    "daftar_arsip_aktif": List("Daftar Arsip Aktif", (
        _NO, _NOMOR, _KODE, Column("Indeks", 22), Column("Nama berkas", 34), _KURUN, Column("Jumlah item", 9),
        Column("Retensi aktif", 11), Column("Retensi inaktif", 11), Column("Klasifikasi keamanan", 13),
        Column("Klasifikasi akses", 13), _TINGKAT, Column("Status akhir", 12),
    ), _active),
    "daftar_arsip_inaktif": List("Daftar Arsip Inaktif", (
        _NO, _UNIT, Column("Nomor arsip", 9), _KODE, Column("Uraian informasi", 36), _KURUN, _JUMLAH, _TINGKAT,
        Column("Media dan kondisi", 14), Column("Nomor folder dan boks", 15), _LOKASI,
        Column("Jangka simpan dan nasib akhir", 24),
    ), _inactive),
    "daftar_arsip_vital": List("Daftar Arsip Vital", (
        _NO, Column("Asal arsip / unit kerja", 14), _NOMOR, _KODE, Column("Jenis / series", 24),
        Column("Isi berkas", 32), Column("Bulan / tahun", 13), _JUMLAH, Column("Klasifikasi keamanan", 13),
        Column("Keterangan", 18), Column("Retensi vital", 22), _LOKASI,
    ), _vital),
    "daftar_usul_musnah": List("Daftar Arsip Usul Musnah", (
        _NO, _NOMOR, _UNIT, _KODE, Column("Uraian informasi arsip", 42), _KURUN, _JUMLAH, _TINGKAT, _LOKASI,
        Column("Alasan", 34),
    ), _to_destroy),
}  # fmt: skip


def _first(one: Holding) -> Row:
    return [one.kept.catatan.kode, one.kept.berkas.unit, one.kept.berkas.klasifikasi]


def _item(one: Holding, naskah: Naskah) -> Row:
    office = one.shelf.standing.office
    doctype = office.types.get(naskah.jenis)
    called = f"{doctype.nama if doctype else naskah.jenis}: {naskah.perihal}"
    said = called if one.shelf.standing.may_read(one.shelf.reader, naskah) else HIDDEN
    papers = [copy for copy in kertas_in(naskah.latest.facts) if copy.keadaan in (ADA, DIPINJAM)]
    count = f"{len(papers)} lembar" if papers else "1 elektronik"
    status = naskah.latest.status
    open_ = "" if status in (Status.TERBIT, Status.DISAHKAN, Status.DITERIMA) else str(status)
    remark = "; ".join(filter(None, [naskah.nomor, _copies(papers) if papers else "", *_worn(papers), open_]))
    return [
        one.kept.catatan.kode, str(naskah.latest.facts[BERKAS]["urut"]), naskah.klasifikasi, said,
        f"{day_of(naskah):%d-%m-%Y}", count, remark,
    ]  # fmt: skip


def _months(kept: Kept) -> str:
    months = sorted({(day.year, day.month) for day in map(day_of, kept.naskah)})
    ends = dict.fromkeys((months[0], months[-1])) if months else ()
    return " s.d. ".join(f"{month:02}/{year}" for year, month in ends)


def _count(one: Holding) -> str:
    return str(len(one.kept.naskah))


def _copies(papers: Iterable[Kertas]) -> str:
    return ", ".join(dict.fromkeys(one.macam for one in papers)) or "elektronik"


def _worn(papers: Iterable[Kertas]) -> list[str]:
    """The copies that are not in good condition."""
    return [f"lembar {one.salinan} {one.kondisi}" for one in papers if one.kondisi != KONDISI[0]]


def _media(one: Holding) -> str:
    worn = sorted({paper.kondisi for paper in one.papers})
    return f"kertas, {', '.join(worn)}" if worn else "elektronik"


def _folder(one: Holding) -> str:
    berkas = one.kept.berkas
    folder = f"folder {berkas.folder or one.kept.catatan.kode}"
    return f"{folder}, boks {berkas.boks}" if berkas.boks else folder


def _room(one: Holding) -> str:
    return one.shelf.places.to_box(one.kept.berkas.boks)


def _series(one: Holding) -> str:
    found = kelas_of(one.shelf.standing.office, one.kept.berkas.klasifikasi, one.shelf.standing.pada)
    return found[1].uraian if found else ""


def _kept(one: Holding) -> str:
    """How long it is kept, and what becomes of it."""
    held = one.jadwal
    return f"aktif {years(held.aktif)}, inaktif {years(held.inaktif)}, {held.nasib or 'nasib akhir belum ditentukan'}"


def _access(keamanan: str) -> str:
    return "terbuka" if keamanan == "biasa" else "terbatas pada yang berwenang"


def _remark(one: Holding) -> str:
    berkas = one.kept.berkas
    closed = f"ditutup {date.fromisoformat(berkas.ditutup):%d-%m-%Y}" if berkas.ditutup else ""
    state = berkas.keadaan if berkas.keadaan != DITUTUP else ""
    hold = f"ditahan: {one.seen(berkas.tahan)}" if berkas.tahan else ""
    return "; ".join(filter(None, [state, closed, "vital" if berkas.vital else "", hold]))
