"""One instruction of a lembar disposisi, as every version of the sheet keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# dari, kepada, instruksi, isi, at, batas, dibaca {post: time}, selesai {post: {at, laporan, naskah}}
Hop = dict[str, Any]


def asked_of(hop: Mapping[str, Any]) -> str:
    """What a hop asks for, in words: its ticks, if it has any, then its text."""
    return "; ".join(piece for piece in (*hop.get("instruksi", ()), hop["isi"].strip()) if piece)


def noted(hop: Hop, key: str, post: str, what: Any) -> Hop:
    """The hop with a note of this receiver, if it is his and none is there yet."""
    notes: Mapping[str, Any] = hop.get(key, {})
    return hop if post not in hop["kepada"] or post in notes else {**hop, key: {**notes, post: what}}
