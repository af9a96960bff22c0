"""How codes, their schedules and what an import changes are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from docgen.cli.printing import heading, note, print_json, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.errors import NotFound
from docgen.kearsipan.klasifikasi import Kelas, Skema, below, find_words, jadwal, keamanan, parent, path
from docgen.kearsipan.retensi import Jadwal, years

if TYPE_CHECKING:
    from docgen.kearsipan.change import Perubahan

Line = tuple[int, Kelas]  # how deep, and what
_SHOWN = 20  # changes of a kind


def show_codes(session: Session, skema: Skema, kode: str, words: str, on: date) -> None:
    """The tree below a code, the codes with these words, or the top of the tree, as they were on a day."""
    held = skema.on(on)
    lines = list(_lines(held, kode, words))
    if session.json:
        print_json([_json(held, depth, one, on) for depth, one in lines])
        return
    say(f"{held.nama} ({held.id})", bold=True)
    if not lines:
        tell(
            f"Tidak ada kode di skema ini yang memuat kata '{words}'; cari di skema lain dengan --skema."
            if words
            else "Belum ada kode yang berlaku pada hari itu."
        )
    else:
        rows = [(one.kode, _uraian(depth, one, on), *_schedule(held, one.kode)) for depth, one in lines]
        print_table(("Kode", "Uraian", "Aktif", "Inaktif", "Nasib akhir"), rows, solid=("Kode", "Aktif", "Inaktif"))
    if not kode and not words:
        tell("\nIsi sebuah kelompok: docgen klasifikasi daftar KODE")
    for remark in skema.catatan:
        note(f"{remark}.")


def show_changes(session: Session, changes: Perubahan, *, written: bool) -> None:
    """What an import added, changed and closed, or would."""
    if session.json:
        print_json({
            "skema": changes.skema.id,
            "ditulis": written,
            "ditambah": [asdict(one) for one in changes.ditambah],
            "diubah": [{"semula": asdict(old), "menjadi": asdict(new)} for old, new in changes.diubah],
            "ditutup": [asdict(one) for one in changes.ditutup],
            "tetap": changes.tetap,
        })  # fmt: skip
        return
    counts = f"ditambah {len(changes.ditambah)}, diubah {len(changes.diubah)}, ditutup {len(changes.ditutup)}"
    say(f"{changes.skema.nama} ({changes.skema.id}): {counts}, tetap {changes.tetap}", bold=True)
    _show_some("Ditambah", [f"{one.kode} {one.uraian}" for one in changes.ditambah])
    _show_some("Diubah", [_change(old, new) for old, new in changes.diubah])
    _show_some("Ditutup", [f"{one.kode} {one.uraian}, terakhir {_day(one.sampai)}" for one in changes.ditutup])
    judged = [one.kode for one in (*changes.ditambah, *(new for _, new in changes.diubah)) if one.catatan]
    if judged:
        note(f"{len(judged)} kode bernasib dengan pengecualian dan dicatat dinilai kembali: {', '.join(judged)}.")
    if not written:
        tell("\nBelum ada yang ditulis; ulangi tanpa --coba.")


def _lines(held: Skema, kode: str, words: str) -> Iterator[Line]:
    if words:
        yield from ((0, one) for one in find_words(held, words) if _is_below(held, one.kode, kode))
    elif not kode:
        yield from ((0, held.kelas[top]) for top in held.children.get("", ()))
    elif kode not in held.kelas:
        above = parent(held, kode)
        hint = f"Yang terdekat: {above} {held.kelas[above].uraian}." if above else "Lihat: docgen klasifikasi daftar"
        raise NotFound("Kode klasifikasi", kode, hint)
    else:
        line = path(held, kode)
        yield from enumerate(line)
        yield from below(held, kode, len(line))


def _is_below(held: Skema, kode: str, above: str) -> bool:
    return not above or above in (one.kode for one in path(held, kode))


def _uraian(depth: int, one: Kelas, on: date) -> str:
    closed = "" if one.is_open(on) else f" (ditutup, terakhir {_day(one.sampai)})"
    return "· " * depth + one.uraian + closed


def _schedule(held: Skema, kode: str) -> tuple[str, str, str]:
    """What holds for a code; '-' where nothing is said."""
    said = jadwal(held, kode)
    beside = held.kelas[kode].catatan
    fate = f"{said.nasib} ({beside})" if beside else said.nasib
    return (_active(said), years(said.inaktif) if said.inaktif is not None else "-", fate or "-")


def _active(said: Jadwal) -> str:
    figure = years(said.aktif) if said.aktif is not None else ""
    return f"{figure} {said.pemicu}".strip() or "-"


def _change(old: Kelas, new: Kelas) -> str:
    return f"{new.kode} {new.uraian}: {_own(old)} menjadi {_own(new)}" + (
        f", sejak {_day(new.mulai)}" if new.mulai else ""
    )


def _own(one: Kelas) -> str:
    said = (_active(Jadwal(one.aktif, pemicu=one.pemicu)), "-" if one.inaktif is None else years(one.inaktif))
    return " + ".join(said) + "".join(f", {word}" for word in (one.nasib, one.keamanan) if word)


def _show_some(head: str, lines: Sequence[str]) -> None:
    if lines:
        heading(head)
    for line in lines[:_SHOWN]:
        tell(f"  {line}")
    if len(lines) > _SHOWN:
        tell(f"  dan {len(lines) - _SHOWN} lagi (semuanya dengan --json)")


def _json(held: Skema, depth: int, one: Kelas, on: date) -> dict[str, object]:
    """A code under the names of the record, its schedule and secrecy with what comes from above."""
    return asdict(one) | asdict(jadwal(held, one.kode)) | {
        "keamanan": keamanan(held, one.kode),
        "tingkat": depth,
        "terbuka": one.is_open(on),
    }  # fmt: skip


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}"
