"""How a backup, a restore and a drill are shown; each returns the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from docgen.actions.house.drill_report import Drill, drill_text
from docgen.archive.backup.pruning import Pruned
from docgen.archive.backup.restore import Restored
from docgen.archive.backup.saving import Backup
from docgen.archive.backup.state import State
from docgen.cli.printing import moment, note, print_json, say, tell
from docgen.cli.session import Session
from docgen.errors import Damaged


def show_backup(session: Session, target: Path, made: Backup, pruned: Pruned | None = None) -> int:
    """What was copied, what is damaged and was not, and which old days went."""
    if session.json:
        facts = {"baru": made.new, "berkas": made.files, "bita": made.bytes, "dilewati": made.skipped,
                 "dibuang": pruned.objects if pruned else 0}  # fmt: skip
        print_json(_facts(made.state) | facts | _days(pruned) | {"rusak": made.state.rusak})
    elif made.new:
        say(f"Dicadangkan ke {target}: {made.files} berkas baru, {made.bytes / 1024**2:.1f} MiB.")
        say(_described(made.state))
    else:
        say(f"Tidak ada yang baru sejak {moment(made.state.waktu)}. {_described(made.state)}")
    if pruned and not session.json:
        _tell_pruned(pruned)
    for path in made.skipped:
        note(f"{path} tidak dicadangkan: tautan, bukan berkas.")
    return _damage(session, "Rusak di arsip dan tidak disalin; jalankan: docgen arsip periksa", made.state.rusak)


def show_old_days(session: Session, pruned: Pruned) -> None:
    """Which old days would go."""
    if session.json:
        print_json(_days(pruned))
        return
    size = f" ({pruned.bytes / 1024**2:.1f} MiB)" if pruned.gone else ""
    say(f"Akan dibuang {len(pruned.gone)} dari {len(pruned.gone) + len(pruned.kept)} keadaan{size}:")
    for name in pruned.gone:
        say(f"  {name}")
    say("Belum ada yang dibuang.")


def _tell_pruned(pruned: Pruned) -> None:
    if pruned.gone:
        say(f"{len(pruned.gone)} keadaan lama dibuang; tinggal {len(pruned.kept)}.")
    if pruned.objects:
        say(f"{pruned.objects} objek yang tidak ada lagi di keadaan mana pun ikut dibuang.")


def _days(pruned: Pruned | None) -> dict[str, object]:
    return {"keadaan_dibuang": pruned.gone, "keadaan_tinggal": pruned.kept} if pruned else {}


def show_restored(session: Session, target: Path, found: Restored) -> int:
    """What came back, and whether all of it is as it was filed."""
    damaged = [*found.damaged, *(f"{one.place}: {one.what}" for one in found.findings)]
    if session.json:
        print_json(_facts(found.state) | {"folder": str(target), "rusak": damaged})
    else:
        say(f"Dipulihkan ke {target}: keadaan {moment(found.state.waktu)}. {_described(found.state)}")
        if found.rebuilt:
            say("Katalognya dibangun ulang dari berkas arsip.")
        if not damaged:
            say("Arsip utuh: semua berkas, katalog dan log cocok.")
    return _damage(session, "Tidak utuh", damaged)


def show_drill(session: Session, drill: Drill) -> int:
    """The report as it is filed."""
    if session.json:
        print_json(asdict(drill) | {"hasil": drill.verdict, "masalah": drill.problems})
    else:
        tell(drill_text(drill))
    return Damaged.exit_code if drill.problems else 0


def _described(state: State) -> str:
    return f"{len(state.objek)} objek, {state.versions} versi, log sampai entri {state.head.seq}."


def _facts(state: State) -> dict[str, object]:
    log = {"seq": state.head.seq, "hash": state.head.hash, "at": state.at}
    return {"keadaan": state.name, "waktu": state.waktu, "objek": len(state.objek), "versi": state.versions, "log": log}


def _damage(session: Session, what: str, damaged: Sequence[str]) -> int:
    if damaged and not session.json:
        tell(f"{what}:\n" + "\n".join(f"  - {one}" for one in damaged))
    return Damaged.exit_code if damaged else 0
