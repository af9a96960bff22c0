"""What becomes of a disposisi: its receiver reads it and reports what he did; who gave it may take it back unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from docgen.actions.naskah.filing import as_read, file_blobs, file_docx, next_version
from docgen.actions.surat.disposing import demand_standing, hops
from docgen.errors import NotReady, NotYourTurn
from docgen.naskah.access import FOLLOW
from docgen.naskah.disposisi import Hop, asked_of, noted
from docgen.naskah.doctype import HOP
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.paper.stamp import clear


@dataclass(frozen=True)
class Instruction:
    """One disposisi that waits for one receiver."""

    lembar: Naskah
    post: str
    isi: str  # ticks and text, in words
    dari: str
    sejak: datetime
    batas: date | None


def mark_read(office: Office, lembar_id: str, *, by: str) -> Naskah:
    """Note that `by` has read what was disposed to him, and when; once is enough.

    Raises NotYourTurn for others, NotReady for a sheet that was cancelled.
    """
    lembar = office.archive.naskah(lembar_id)
    office.demand(by, FOLLOW, lembar)
    demand_standing(lembar)
    if not any(by in hop["kepada"] for hop in hops(lembar)):
        raise _not_yours(lembar, by)
    now = office.now().isoformat()
    rows = [noted(hop, "dibaca", by, now) for hop in hops(lembar)]
    return lembar if rows == hops(lembar) else _file(office, lembar, rows, by, "dibaca")


def report_done(office: Office, lembar_id: str, laporan: str, *, by: str, naskah_id: str = "") -> Naskah:
    """Note what `by` did about the instructions to him, by words and perhaps by a naskah. He has then read them, too.

    Raises NotYourTurn for who has none open, NotReady without words or for a cancelled sheet or naskah, NotFound for a
    naskah that is not there.
    """
    lembar = office.archive.naskah(lembar_id)
    office.demand(by, FOLLOW, lembar)
    demand_standing(lembar)
    if by not in {one.post for one in waiting_in(lembar)}:
        raise _not_yours(lembar, by)
    if not laporan.strip():
        raise NotReady("Laporan tindak lanjut belum diisi.", ["tulis apa yang sudah dikerjakan: --isi '…'"])
    if naskah_id:
        _demand_proof(office.archive.naskah(naskah_id))
    now = office.now().isoformat()
    done = {"at": now, "laporan": laporan.strip(), "naskah": naskah_id}
    rows = [noted(noted(hop, "dibaca", by, now), "selesai", by, done) for hop in hops(lembar)]
    return _file(office, lembar, rows, by, "ditindaklanjuti")


def take_back(office: Office, lembar_id: str, *, read: str, by: str) -> Naskah:
    """Take the last instruction off the sheet, as long as none of its receivers has read it.

    A sheet whose only instruction is taken back is cancelled, so that the letter may be disposed anew. Raises
    StaleVersion; NotYourTurn for who did not give it, NotReady once it was read or the sheet was cancelled.
    """
    lembar = as_read(office, lembar_id, read)
    if not hops(lembar):
        raise NotReady(f"Lembar {lembar_id} tidak memuat disposisi yang dapat ditarik.", ())
    demand_standing(lembar)
    last = hops(lembar)[-1]
    if last["dari"] != by:
        raise NotYourTurn(
            f"Disposisi terakhir di lembar {lembar_id} dari {last['dari']}; hanya ia yang dapat menariknya."
        )
    if seen := last.get("dibaca", {}):
        raise NotReady(
            f"Disposisi di lembar {lembar_id} sudah dibaca {', '.join(seen)} dan tidak dapat ditarik.",
            ["teruskan disposisi baru yang mengubahnya, atau hubungi penerimanya"],
        )
    row, rows = len(hops(lembar)), hops(lembar)[:-1]
    docx = clear(office.archive.read(lembar.latest), [f"disposisi_{row}_{part}" for part in HOP])
    version = replace(next_version(office, lembar, "ditarik", by), facts={**lembar.latest.facts, "disposisi": rows})
    if not rows:
        version = replace(version, status=Status.DIBATALKAN, note="disposisi ditarik sebelum dibaca")
    return file_docx(office, replace(lembar, latest=version), docx, {})


def waiting_in(lembar: Naskah) -> Iterator[Instruction]:
    """Every instruction of a sheet that its receiver has neither reported on nor passed on."""
    if lembar.latest.status is not Status.DIDISPOSISIKAN:
        return
    for hop, post in _open_hops(hops(lembar)):
        batas = date.fromisoformat(hop["batas"]) if hop.get("batas") else None
        yield Instruction(lembar, post, asked_of(hop), hop["dari"], datetime.fromisoformat(hop["at"]), batas)


def open_instructions(office: Office) -> Iterator[Instruction]:
    """Those of every sheet of the office."""
    sheets = office.archive.still_open(_is_waiting, Status.DIDISPOSISIKAN).values()
    for lembar in sorted(sheets, key=lambda one: one.latest.at, reverse=True):
        yield from waiting_in(lembar)


def _open_hops(rows: Sequence[Hop]) -> Iterator[tuple[Hop, str]]:
    for at, hop in enumerate(rows):
        passed_on = {later["dari"] for later in rows[at + 1 :]}
        yield from ((hop, post) for post in hop["kepada"] if post not in {*hop.get("selesai", {}), *passed_on})


def _is_waiting(values: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return any(_open_hops(facts.get("disposisi", ())))


def _demand_proof(naskah: Naskah) -> None:
    if naskah.latest.status is Status.DIBATALKAN:
        raise NotReady(
            f"Naskah {naskah.id} sudah dibatalkan dan tidak dapat menjadi bukti tindak lanjut.",
            ["sebut naskah penggantinya: --naskah ID"],
        )


def _file(office: Office, lembar: Naskah, rows: list[Hop], by: str, act: str) -> Naskah:
    """The same sheet, with what is known about its instructions."""
    version = replace(next_version(office, lembar, act, by), facts={**lembar.latest.facts, "disposisi": rows})
    words = office.archive.text(lembar.id, lembar.latest.number)
    return file_blobs(office, replace(lembar, latest=version), {}, words)


def _not_yours(lembar: Naskah, by: str) -> NotYourTurn:
    waiting = ", ".join(dict.fromkeys(one.post for one in waiting_in(lembar))) or "siapa pun"
    return NotYourTurn(f"Lembar {lembar.id} tidak menunggu {by}; yang ditunggu: {waiting}.")
