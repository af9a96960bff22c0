"""What became of scans, and what the QR on a photo shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docgen.actions.scan.capturing import LEMBAR_TERISI, PINDAIAN, PINDAIAN_LAMA, Filed
from docgen.actions.scan.tray import Delivered
from docgen.cli.naskah_views import brief
from docgen.cli.printing import note, print_json, say
from docgen.cli.session import Session

_KINDS = {
    PINDAIAN: "dari versi {}",
    LEMBAR_TERISI: "lembar terisi dari versi {}, bukan tanda tangan",
    PINDAIAN_LAMA: "riwayat versi {}, bukan tanda tangan",
}


def show_delivered(session: Session, coming: Iterable[Delivered]) -> list[Delivered]:
    """A few lines a file as soon as it is done, then how many were filed; returns all."""
    done = []
    for one in coming:
        done.append(one)
        if not session.json:
            say("\n".join(_lines(one)))
    if session.json:
        print_json([_record(one) for one in done])
        return done
    whole = sum(not one.captured.refused for one in done)
    note(f"{whole} dari {len(done)} berkas diarsipkan." if done else "Tidak ada berkas di sana.")
    return done


def show_line(session: Session, done: Delivered) -> None:
    """One line for one file, at once."""
    if session.json:
        print_json(_record(done))
    else:
        say("; ".join(" ".join(line.split()) for line in _lines(done)))


def _lines(done: Delivered) -> Iterator[str]:
    name, captured = done.captured.name, done.captured
    for one in captured.filed:
        yield f"{name}: {_told(one)}"
    for reason in captured.refused:
        yield f"{name}: tidak diarsipkan: {reason}"
    if captured.asal:
        yield f"  tumpukannya disimpan sebagai berkas kerja {captured.asal}"
    if done.tray:
        yield f"  salinan dan sebabnya di {done.tray}"
    if done.moved:
        yield f"  dipindahkan ke {done.moved}"


def _told(one: Filed) -> str:
    naskah = f"naskah {one.naskah.id}" + (f" ({one.naskah.nomor})" if one.naskah.nomor else "")
    if one.known:
        return f"sudah ada di {naskah} sebagai {one.berkas}"
    kind = f"dari lembar kosong {one.lembar}" if one.lembar else _KINDS[one.fact].format(one.number)
    return f"{naskah} {one.berkas}, {kind}"


def _record(done: Delivered) -> dict[str, Any]:
    captured = done.captured
    filed = [
        {**brief(one.naskah, one.naskah.latest), "versi": one.number, "berkas": one.berkas}
        | {
            "sudah_ada": one.known,
            "terisi": one.fact == LEMBAR_TERISI,
            "sejarah": one.fact == PINDAIAN_LAMA,
            "lembar": one.lembar,
        }
        for one in captured.filed
    ]
    places = {"tumpukan": captured.asal, "baki": str(done.tray or ""), "dipindahkan": str(done.moved or "")}
    return {"berkas": captured.name, "diarsipkan": filed, "ditolak": captured.refused, "kata": captured.hint} | places
