"""An old register with its scans taken into the archive: row by row judged, some hundred rows at a time filed.

Interrupted at any moment, it is run again with the same file: every naskah says of which file and row it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.actions.impor.old_rows import Judge, Ready, Source
from docgen.actions.impor.old_scans import Scans, read_scan
from docgen.actions.naskah.batch import Progress, silent
from docgen.actions.naskah.filing import REFUSALS
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.keeping import file_away
from docgen.actions.naskah.uploads import UNREAD
from docgen.actions.naskah.words import SURAT_MASUK, words_of
from docgen.actions.surat.registering import CARD, card
from docgen.archive.transaction import Transaction
from docgen.errors import DocgenError, NotFound, NotReady, Problems
from docgen.kearsipan.buku_lama import find_columns, is_incoming
from docgen.naskah.access import KEAMANAN, KEEP, strictest
from docgen.naskah.doctype import DocType
from docgen.naskah.records import BARIS_ASAL, Naskah, Status
from docgen.office import Office
from docgen.paper.pdf.text import pdf_texts
from docgen.paper.scan.opening import opened
from docgen.paper.sheet.rows import read_judged, write_csv

MOST_ROWS = 50_000
ROWS, BYTES = 300, 32 * 2**20  # of one transaction: what is lost by a power cut, and held in memory
REASON = "Alasan ditolak"

Row = tuple[int, Mapping[str, str]]
Asked = tuple[int, Mapping[str, str], Sequence[str]]  # a row, and what cannot be read in it


@dataclass(frozen=True)
class Order:
    """How a register is to be taken in."""

    buku: str = ""  # the register of this office its numbers belong to
    pindaian: Path | None = None
    buat_boks: bool = False
    lanjut: bool = False  # rows of this file that are in the archive already are passed over


@dataclass
class Tally:
    """What became of the rows."""

    buku: str
    rows: int
    known: int = 0  # in the archive before
    filed: Counter[tuple[str, int]] = field(default_factory=Counter)  # by type and year
    rejected: list[tuple[int, Mapping[str, str], tuple[str, ...]]] = field(default_factory=list)
    without_scan: list[int] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)  # scans that no row asks for
    codes: Mapping[str, Sequence[int]] = field(default_factory=dict)  # klasifikasi, and the rows that name it
    stopped: bool = False  # asked to, before the last row

    @property
    def judged(self) -> int:
        """How many rows are done with."""
        return self.known + sum(self.filed.values()) + len(self.rejected)


@dataclass(frozen=True)
class _Loaded:
    """A row with the bytes that are filed for it."""

    ready: Ready
    naskah: Naskah
    path: str
    blob: bytes


def plan_register(
    office: Office, data: bytes, name: str, order: Order, *, by: str, progress: Progress = silent
) -> Tally:
    """What an import would do, and every problem of every row; nothing is written. Raises as import_register does."""
    rows, tally, judge = _open(office, data, name, order, by=by)
    for batch in _batches(judge, rows, tally):
        tally.filed.update(_kind(one.naskah) for one in batch)
        progress(tally.judged, tally.rows)
    return _told(tally, judge)


def import_register(
    office: Office, data: bytes, name: str, order: Order, *, by: str, progress: Progress = silent
) -> Tally:
    """File every row that can be filed, with its scan as it is, and the register itself once as a working paper.

    A row is filed whole or not at all, and costs the others nothing. When `progress` asks to stop (KeyboardInterrupt)
    what is filed is told. Raises UnsafeFile for what is no sheet, NotFound for an unknown register or folder,
    NotAllowed; NotReady for columns that are missing, or for a register that was begun before unless `order.lanjut`.
    """
    rows, tally, judge = _open(office, data, name, order, by=by)
    if tally.known and not order.lanjut:
        raise NotReady(
            f"{tally.known} dari {tally.rows} baris {name} sudah ada di arsip.", ["teruskan dengan --lanjut"]
        )
    remark = f"buku lama, diimpor ke buku {tally.buku}"
    file_away(office, data, name, by=by, remark=remark, keamanan=judge.source.keamanan)
    try:
        progress(tally.judged, tally.rows)
        for batch in _batches(judge, rows, tally):
            _file(office, judge, batch, tally)
            progress(tally.judged, tally.rows)
    except KeyboardInterrupt:
        tally.stopped = True
    index_naskah(office, *tally.ids)
    return _told(tally, judge)


def rejected_csv(tally: Tally) -> bytes:
    """The rows that were refused as they came, each with its reason in the last column: to be mended and imported."""
    heads = [head for head in tally.rejected[0][1] if head != REASON]
    return write_csv(
        [*heads, REASON],
        ([*(cells[head] for head in heads), "; ".join(problems)] for _, cells, problems in tally.rejected),
    )


def _open(office: Office, data: bytes, name: str, order: Order, *, by: str) -> tuple[list[Asked], Tally, Judge]:
    """The rows that are not in the archive yet, how many are, and who judges them."""
    office.demand(by, KEEP)
    rows, wrong = read_judged(data, name, most=MOST_ROWS)
    if not rows:
        raise NotReady(f"{name} tidak memuat satu baris pun.", ["isi di bawah judul kolomnya"])
    sidik = hashlib.sha256(data).hexdigest()
    columns = find_columns(rows[0][1])
    source = _source(office, Source(name, sidik, order.buku, columns, buat_boks=order.buat_boks))
    source = replace(source, keamanan=_keamanan(columns, rows))
    done = _rows_of(office, sidik)
    left: list[Asked] = [(at, cells, wrong.get(at, [])) for at, cells in rows if at not in done]
    judge = Judge(office, source, Scans(order.pindaian) if order.pindaian else None, by)
    for _, cells in (row for row in rows if row[0] in done):
        judge.known(cells)
    return left, Tally(source.buku, len(rows), known=len(rows) - len(left)), judge


def _source(office: Office, source: Source) -> Source:
    """The source with its register and whether that is one of incoming letters, both told by its columns or said."""
    agenda = _buku(office.doctype(SURAT_MASUK))
    books = sorted({_buku(one) for one in office.types.values() if one.numbering})
    if source.buku and source.buku not in books:
        raise NotFound("Buku", source.buku, f"Yang ada: {', '.join(books)}.")
    told = is_incoming(source.columns)
    if not source.buku and not told:
        raise NotReady("Belum jelas ini buku apa.", [f"sebutkan: --buku, salah satu dari {', '.join(books)}"])
    incoming = source.buku == agenda if source.buku else True
    wanted = ("pengirim", "tanggal_terima", "tanggal_surat", "perihal") if incoming else ("tanggal_surat", "perihal")
    if missing := [one.replace("_", " ") for one in wanted if one not in source.columns]:
        raise NotReady(f"Kolom ini tidak ditemukan di {source.name}: {', '.join(missing)}.", ["periksa judul kolomnya"])
    return replace(source, buku=source.buku or agenda, incoming=incoming)


def _keamanan(columns: Mapping[str, str], rows: Sequence[Row]) -> str:
    """How secret the register itself is: as its most secret row; '' where it is open."""
    strict = strictest(cells[columns["keamanan"]] for _, cells in rows) if "keamanan" in columns else KEAMANAN[0]
    return "" if strict == KEAMANAN[0] else strict if strict in KEAMANAN else KEAMANAN[-1]


def _buku(doctype: DocType) -> str:
    return doctype.numbering.buku if doctype.numbering else ""


def _rows_of(office: Office, sidik: str) -> set[int]:
    """The rows of the file with this digest that were ever filed, also those cancelled since."""
    found = (one.facts.get(BARIS_ASAL, {}) for one in office.archive.contents(Status.DIARSIPKAN, Status.DIBATALKAN))
    return {origin["baris"] for origin in found if origin.get("sidik") == sidik}


def _judged(judge: Judge, rows: Sequence[Asked], tally: Tally) -> Iterator[Ready]:
    for row, cells, wrong in rows:
        try:
            yield judge.ready(row, cells, wrong)
        except NotReady as error:
            tally.rejected.append((row, cells, error.problems))


def _batches(judge: Judge, rows: Sequence[Asked], tally: Tally) -> Iterator[list[_Loaded]]:
    """What can be filed of these rows, with its bytes, as much together as one transaction takes."""
    for batch in _loaded(judge, rows, tally):
        whole = opened([(one.path.rpartition(".")[2], one.blob) for one in batch])
        for one in (one for one, opens in zip(batch, whole, strict=True) if not opens):
            why = f"{one.ready.scan and one.ready.scan.name} {UNREAD}"
            tally.rejected.append((one.ready.row, one.ready.cells, (why,)))
        yield [one for one, opens in zip(batch, whole, strict=True) if opens]


def _loaded(judge: Judge, rows: Sequence[Asked], tally: Tally) -> Iterator[list[_Loaded]]:
    batch: list[_Loaded] = []
    for one in _judged(judge, rows, tally):
        try:
            batch.append(_load(judge, one))
        except Problems as error:
            tally.rejected.append((one.row, one.cells, error.problems))
        if len(batch) >= ROWS or sum(len(loaded.blob) for loaded in batch) >= BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _load(judge: Judge, one: Ready) -> _Loaded:
    path, blob = read_scan(one.scan) if one.scan else (CARD, card(judge.doctype, one.naskah.latest.values).encode())
    digest = hashlib.sha256(blob).hexdigest()
    version = replace(one.naskah.latest, files={path: digest}, sha256=digest)
    return _Loaded(one, replace(one.naskah, latest=version), path, blob)


def _file(office: Office, judge: Judge, batch: Sequence[_Loaded], tally: Tally) -> None:
    """File what can be filed of these rows in one transaction."""
    words = pdf_texts([one.blob if one.path.endswith(".pdf") else b"" for one in batch])
    with office.archive.transaction() as tx:
        for kode in [kode for kode in judge.new_boxes if kode not in tally.boxes]:
            tx.file_catatan(judge.new_boxes[kode])
            tally.boxes.append(kode)
        refused = {one.ready.row: _attempt(tx, one, text) for one, text in zip(batch, words, strict=True)}
    for one in batch:
        if error := refused[one.ready.row]:
            tally.rejected.append((one.ready.row, one.ready.cells, _problems(error)))
        else:
            tally.filed[_kind(one.naskah)] += 1
            tally.ids.append(one.naskah.id)


def _attempt(tx: Transaction, one: _Loaded, pdf: str) -> DocgenError | None:
    words = words_of(one.naskah, {one.path: one.blob}.__getitem__, pdf=lambda _: pdf)
    try:
        with tx.attempt():
            tx.file(one.naskah, {one.path: one.blob}, text=words, nomor=[one.ready.line] if one.ready.line else [])
    except REFUSALS as error:
        return error
    return None


def _problems(error: DocgenError) -> tuple[str, ...]:
    return error.problems if isinstance(error, Problems) and error.problems else (str(error),)


def _kind(naskah: Naskah) -> tuple[str, int]:
    return naskah.jenis, naskah.tanggal.year if naskah.tanggal else 0


def _told(tally: Tally, judge: Judge) -> Tally:
    tally.rejected.sort(key=lambda one: one[0])
    tally.without_scan = judge.without_scan
    tally.unnamed = judge.scans.unclaimed() if judge.scans and not tally.stopped else []
    tally.codes = dict(judge.codes)
    tally.boxes = list(judge.new_boxes)
    return tally
