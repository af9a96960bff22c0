"""Disposisi: the instruction of a superior on a letter or another paper, passed down on one growing sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import Page, as_read, file_page, next_version, put_page, sealed_page
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.words import BERKAS_KERJA, SURAT_MASUK
from docgen.errors import NotReady, NotYourTurn
from docgen.naskah.access import DISPOSE
from docgen.naskah.disposisi import Hop, noted
from docgen.naskah.doctype import HOP, DocType
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.paper.overprint import only

LEMBAR = "lembar_disposisi"
TICK, UNBROKEN, NONE = "☑", "\u00a0", "-"
DISPOSED = (Status.DITERIMA, Status.DISAHKAN, Status.TERBIT, Status.DIARSIPKAN)  # what is no longer a draft


@dataclass(frozen=True)
class Disposisi:
    """One hop of the sheet: to whom, and what is to be done, in words or by ticks."""

    kepada: Sequence[str]
    isi: str = ""
    batas: date | None = None  # the last day for it
    instruksi: Sequence[str] = ()  # ticks of the office's list; a unique beginning is enough


def dispose(office: Office, naskah_id: str, disposisi: Disposisi, *, by: str) -> Naskah:
    """Open a lembar disposisi with its first instruction: on a surat masuk, or on another paper that came in or was
    issued (the indikator sasaran of SOP 010).

    A letter has one sheet, that grows; of another paper everyone who disposes it has his own. Raises NotFound,
    NotAllowed; NotReady when there is such a sheet already, or for a draft, a lembar or what was cancelled.
    """
    paper = office.archive.naskah(naskah_id)
    office.demand(by, DISPOSE, paper)
    disposisi = _complete(office, disposisi)
    if not disposable(paper):
        raise NotReady(f"Naskah {naskah_id} tidak dapat didisposisi (status {paper.latest.status}).")
    doctype = templated(office, LEMBAR)
    values = doctype.validate(_head(office, doctype, paper), office.kantor.officials())
    lembar = replace(new_naskah(office, doctype, values, by=by), induk=naskah_id)
    lembar = replace(lembar, latest=replace(lembar.latest, act="didisposisikan"))
    page = _hop_page(office, doctype, lembar, render(office, doctype, values), disposisi)
    with office.archive.transaction() as tx:  # nobody else opens a sheet between the look and the filing
        _demand_first(paper, tx.belonging(LEMBAR, naskah_id), by)
        filed = put_page(tx, page)
    index_naskah(office, filed.id)
    return filed


def forward(office: Office, lembar_id: str, disposisi: Disposisi, *, read: str, by: str) -> Naskah:
    """Add the next instruction below the last one, on the very sheet that was read.

    Only one to whom it was disposed may pass it on. Raises StaleVersion, NotYourTurn; NotReady when the sheet is full
    or cancelled.
    """
    lembar = as_read(office, lembar_id, read)
    office.demand(by, DISPOSE, lembar)
    demand_standing(lembar)
    disposisi = _complete(office, disposisi)
    receivers = {post for hop in hops(lembar) for post in hop["kepada"]}
    if by not in receivers:
        raise NotYourTurn(f"Lembar {lembar_id} belum didisposisikan kepada {by}; sudah kepada: {', '.join(receivers)}.")
    docx = office.archive.read(lembar.latest)
    version = next_version(office, lembar, "diteruskan", by)
    rows = [noted(hop, "dibaca", by, version.at.isoformat()) for hop in hops(lembar)]  # who passes it on has read it
    lembar = replace(lembar, latest=replace(version, facts={**version.facts, "disposisi": rows}))
    return file_page(office, _hop_page(office, office.doctype(LEMBAR), lembar, docx, disposisi))


def disposable(paper: Naskah) -> bool:
    """Whether it is something that is disposed at all: what came in or was issued, and no lembar itself."""
    return paper.latest.status in DISPOSED and paper.jenis != LEMBAR


def sheet_in_use(paper: Naskah, sheets: Iterable[Naskah], by: str) -> Naskah | None:
    """The standing one of its `sheets` that `by` has to go on with: of a letter its only one, of a paper his own."""
    standing = (one for one in sheets if one.latest.status is not Status.DIBATALKAN)
    return next((one for one in standing if paper.jenis == SURAT_MASUK or hops(one)[0]["dari"] == by), None)


def hops(lembar: Naskah) -> list[Hop]:
    """The instructions on the sheet so far, first to last."""
    return list(lembar.latest.facts.get("disposisi", ()))


def demand_standing(lembar: Naskah) -> None:
    """Raise NotReady for a cancelled sheet: what it asked for is no longer asked."""
    if lembar.latest.status is Status.DIBATALKAN:
        raise NotReady(
            f"Lembar disposisi {lembar.id} sudah dibatalkan.",
            [f"disposisikan suratnya di lembar yang baru: docgen disposisi buat {lembar.induk}"],
        )


def overprint_row(office: Office, lembar: Naskah, row: int = 0) -> bytes:
    """The sheet with only one of its instructions (the last) to be seen, to be printed on the paper that bears the
    others already. Raises NotReady for a row that bears none."""
    row = _filled_row(lembar, row)
    return only(office.archive.read(lembar.latest), [f"disposisi_{row}_{part}" for part in HOP])


def sheet_at(office: Office, lembar: Naskah, row: int = 0) -> bytes:
    """The whole sheet as it was filed with that row as its last one, never filled anew.

    A row that was taken back and given again is the one that stands. Raises NotReady for a row that bears none.
    """
    row = _filled_row(lembar, row)
    versions = office.archive.versions(lembar.id)
    return office.archive.read([one for one in versions if len(one.facts.get("disposisi", ())) == row][-1])


def _filled_row(lembar: Naskah, row: int) -> int:
    """The row if it bears an instruction, the last one for 0."""
    count = len(hops(lembar))
    row = row or count
    if not 1 <= row <= count:
        there = f"yang terisi: {', '.join(map(str, range(1, count + 1)))}" if count else "tidak ada yang terisi"
        raise NotReady(f"Baris {row} di lembar {lembar.id} belum terisi; {there}.", ())
    return row


def _demand_first(paper: Naskah, sheets: Iterable[Naskah], by: str) -> None:
    if lembar := sheet_in_use(paper, sheets, by):
        raise NotReady(
            f"Naskah {paper.id} sudah punya lembar disposisi {lembar.id}.",
            [f"teruskan di lembar itu: docgen disposisi teruskan {lembar.id}"],
        )


def _hop_page(office: Office, doctype: DocType, lembar: Naskah, docx: bytes, disposisi: Disposisi) -> Page:
    """The sheet with the next row filled, sealed and not yet filed."""
    version, row = lembar.latest, len(hops(lembar)) + 1
    if row > doctype.disposisi:
        raise NotReady(f"Lembar disposisi hanya memuat {doctype.disposisi} baris dan sudah penuh.")
    batas = disposisi.batas
    hop = {"dari": version.by, "kepada": disposisi.kepada, "instruksi": disposisi.instruksi, "isi": disposisi.isi}
    hop |= {"at": version.at.isoformat()} | ({"batas": batas.isoformat()} if batas else {})
    marks = {
        "tanggal": f"{version.at:%d-%m-%Y}",
        "dari": _short(office, version.by),
        "kepada": ", ".join(_short(office, post) for post in disposisi.kepada),
        "isi": _printed(disposisi),
        "paraf": f"{version.at:%d-%m-%Y %H.%M}",
    }
    version = replace(version, status=Status.DIDISPOSISIKAN, facts={**version.facts, "disposisi": [*hops(lembar), hop]})
    stamped = {f"disposisi_{row}_{part}": text for part, text in marks.items()}
    return sealed_page(replace(lembar, latest=version), docx, stamped)


def _head(office: Office, doctype: DocType, paper: Naskah) -> dict[str, object]:
    """The fields that the sheet copies from a letter, by name; what says the same of a paper of the house."""
    known = {field.name for field in doctype.fields}
    letter = {**paper.latest.values, "nomor_agenda": paper.nomor}
    said = letter if paper.jenis == SURAT_MASUK else {**letter, **_own_head(office, paper)}
    return {k: v for k, v in said.items() if k in known}


def _own_head(office: Office, paper: Naskah) -> dict[str, object]:
    first = office.archive.versions(paper.id)[0]
    maker = office.kantor.pejabat.get(first.by)
    return {
        "pengirim": maker.jabatan if maker else first.by,
        "nomor_surat": paper.nomor or NONE,
        "tanggal_surat": paper.tanggal or first.at.date(),
        "tanggal_terima": office.now().date(),
        "nomor_agenda": NONE,
        "perihal": _title(paper),
    }


def _title(paper: Naskah) -> str:
    """What it is about; of a kept file its remark, as a file name tells a reader little."""
    remark = paper.latest.values.get("keterangan") if paper.jenis == BERKAS_KERJA else ""
    return str(remark or paper.perihal)


def _complete(office: Office, disposisi: Disposisi) -> Disposisi:
    """The same with every receiver once and its ticks as the office's list has them, in the order of that list."""
    for post in disposisi.kepada:
        office.kantor.official(post)
    meant = {typed: office.kantor.find_instruksi(typed) for typed in disposisi.instruksi}
    missing = [_unclear(office, typed, found) for typed, found in meant.items() if len(found) != 1]
    if not disposisi.kepada:
        missing.append("sebutkan penerimanya, misalnya: --kepada sekretaris")
    if not disposisi.isi.strip() and not disposisi.instruksi:
        missing.append("pilih instruksinya (--harap …) atau tulis isi disposisinya: --isi '…'")
    if disposisi.batas and disposisi.batas < office.now().date():
        missing.append(f"batas waktu {disposisi.batas:%d-%m-%Y} sudah lewat")
    if missing:
        raise NotReady("Disposisi belum lengkap.", missing)
    ticked = {one for found in meant.values() for one in found}
    instruksi = [one for one in office.kantor.instruksi if one in ticked]
    return replace(disposisi, kepada=list(dict.fromkeys(disposisi.kepada)), instruksi=instruksi)


def _unclear(office: Office, typed: str, found: Sequence[str]) -> str:
    if found:
        return f"instruksi '{typed}' dapat berarti {' atau '.join(found)}; tulis lebih lengkap"
    return f"instruksi '{typed}' tidak ada; yang ada: {', '.join(office.kantor.instruksi)}"


def _printed(disposisi: Disposisi) -> str:
    """What stands in the row: the ticks, none of them broken over two lines, above the text and the last day."""
    ticks = "   ".join(f"{TICK} {one}".replace(" ", UNBROKEN) for one in disposisi.instruksi)
    batas = f"(paling lambat {disposisi.batas:%d-%m-%Y})" if disposisi.batas else ""
    text = " ".join(piece for piece in (disposisi.isi.strip(), batas) if piece)
    return "\n".join(line for line in (ticks, text) if line)


def _short(office: Office, post: str) -> str:
    pejabat = office.kantor.official(post)
    return pejabat.singkat or pejabat.jabatan
