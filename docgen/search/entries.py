"""Entries as documents of the engine, its answers as ours. It takes a quarter of a second to load (Whoosh, numpy)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from docgen.errors import IndexBusy
from docgen.naskah.records import Reach
from docgen.search.engine.engine import Engine, open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.writer import ArrayWriter, writing
from docgen.search.held import held_of
from docgen.search.index_folder import BUSY, check_folder
from docgen.search.query import FACETS, Answer, Entry, Hit, Step
from docgen.search.terms import COUNTED, ORDERED, PLAIN, TANGGAL, document, readable_by
from docgen.search.translation import Meaning

Pairs = Iterable[tuple[str, Sequence[Entry]]]
Checked = dict[str, int]  # files that were read through and found whole
_NORMS = {"kata": 0.3}  # an exact word counts little less in a long text
_COLUMN = "{}_tertulis"  # of a facet, beside the field of its tokens
LAYOUT = Layout(
    texts=(
        *(Text(name, length_norm=_NORMS.get(name, 0.75)) for name in ORDERED),
        *(Text(name, positions=False) for name in COUNTED),
    ),
    keys=PLAIN,
    numbers=(TANGGAL,),
    codes=tuple(map(_COLUMN.format, FACETS)),
)


def put_entries(folder: Path, pairs: Pairs, checked: Checked, step: Step | None) -> None:
    """Put these in the place of what the index holds of each naskah; in one commit, which reaches as far as `step`."""
    with writing(folder, LAYOUT, checked=checked) as writer:
        if step is not None:
            if writer.reach != step.since:
                raise IndexBusy(BUSY)
            writer.reach = step.upto
        for naskah_id, entries in pairs:
            _replace(writer, naskah_id, entries)


def write_anew(folder: Path, pairs: Pairs, checked: Checked, reach: Reach | None) -> None:
    """Put these in the place of all the index holds; in one commit."""
    with writing(folder, LAYOUT, afresh=True, checked=checked) as writer:
        writer.reach = reach
        for naskah_id, entries in pairs:
            _add(writer, {_record(naskah_id, entry): entry for entry in entries})


def newest_engine(folder: Path, known: Engine | None, checked: Checked) -> Engine:
    """The engine of the newest commit; what `known` has already is not opened again. Raises IndexBroken, IndexBusy."""
    check_folder(folder)
    return known.fresh() if known else open_engine(folder, LAYOUT, checked)


def ask(engine: Engine, asked: Meaning, limit: int, *, keys: Collection[str] | None, facets: Sequence[str]) -> Answer:
    """What the engine answers."""
    found = engine.search(
        asked.node,
        only=readable_by(keys),
        limit=limit,
        sort=TANGGAL if asked.by_date else "",
        facets=[_COLUMN.format(name) for name in facets],
    )
    hits = tuple(Hit(one.record.key, one.record.version, one.score) for one in found.hits)
    counts = {name: {str(v): n for v, n in found.facets[_COLUMN.format(name)].items()} for name in facets}
    return Answer(found.total, hits, counts, asked.sought)


def _replace(writer: ArrayWriter, naskah_id: str, entries: Sequence[Entry]) -> None:
    """What the index holds of this naskah, but for entries that are the same, makes room for these."""
    wanted = {_record(naskah_id, entry): entry for entry in entries}
    held = writer.records(naskah_id)
    gone = {record.version for record in held if record not in wanted or held.count(record) > 1}
    for version in gone:
        writer.delete(naskah_id, version)
    kept = {record for record in held if record.version not in gone}
    _add(writer, {record: entry for record, entry in wanted.items() if record not in kept})


def _add(writer: ArrayWriter, documents: Mapping[Record, Entry]) -> None:
    for record, entry in documents.items():
        writer.add(_document(record, entry))


def _record(naskah_id: str, entry: Entry) -> Record:
    """With a digest of the entry: what did not change is not written again."""
    return Record(*held_of(naskah_id, entry))


def _document(record: Record, entry: Entry) -> Document:
    kept = document(entry)
    return Document(
        record,
        texts={name: kept.fields[name] for name in (*ORDERED, *COUNTED)},
        keys={name: kept.fields[name] for name in PLAIN},
        numbers=kept.columns,
        codes={_COLUMN.format(name): kept.facets[name] for name in FACETS},
    )
