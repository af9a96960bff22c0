"""A small index for the stories: letters of an office."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from docgen.search.engine.engine import Engine, open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.writer import writing

LAYOUT = Layout(
    texts=(Text("isi"), Text("akar", positions=False)), keys=("akses",), numbers=("tanggal",), codes=("jenis",)
)


def letter(
    key: str, text: str, *, version: int = 1, jenis: str = "", tanggal: int = 0, akses: Collection[str] = ("umum",)
) -> Document:
    words = text.split()
    return Document(
        Record(key, version, "m"),
        {"isi": words, "akar": words},
        {"akses": akses},
        {"tanggal": tanggal},
        {"jenis": jenis},
    )


def filed(folder: Path, *commits: Iterable[Document]) -> Engine:
    """An index of these commits."""
    for at, documents in enumerate(commits):
        add(folder, *documents, afresh=not at)
    return open_engine(folder, LAYOUT)


def add(folder: Path, *documents: Document, afresh: bool = False) -> None:
    with writing(folder, LAYOUT, afresh=afresh) as writer:
        for document in documents:
            writer.add(document)


def keys(engine: Engine, *asked: object, **options: object) -> list[str]:
    return [hit.record.key for hit in engine.search(*asked, **options).hits]  # type: ignore[arg-type]
