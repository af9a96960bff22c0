"""What an index holds: its fields and columns, and the documents that are given to it.

Where a field is kept is said in `postings` (fields) and `columns` (columns); here is only what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from whoosh.analysis import IDTokenizer
from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Frequency, Positions

RECORD = "record"


@dataclass(frozen=True)
class Text:
    """A field of running tokens, ranked by BM25F."""

    name: str
    positions: bool = True  # without them nothing can be asked to stand side by side
    length_norm: float = 0.75  # BM25's B: how much a long text loses, 0 for nothing
    boost: float = 1.0  # what one occurrence weighs


@dataclass(frozen=True)
class Layout:
    """The fields and columns of an index, no two of one name. Another layout is another index: rebuild it."""

    texts: tuple[Text, ...] = ()
    keys: tuple[str, ...] = ()  # sets of tokens; filters, without a score
    numbers: tuple[str, ...] = ()  # one whole number from 0 to 4,294,967,295 a document; 0 where none is given
    codes: tuple[str, ...] = ()  # one string of a few a document; "" where none is given

    def __post_init__(self) -> None:
        names = [*self.fields(), *self.numbers, *self.codes, RECORD]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"the layout names {', '.join(sorted(twice))} twice")

    def text(self, name: str) -> Text | None:
        """The text field of this name, if there is one."""
        return next((text for text in self.texts if text.name == name), None)

    def fields(self) -> tuple[str, ...]:
        """All that has tokens."""
        return (*(text.name for text in self.texts), *self.keys)


@dataclass(frozen=True)
class Record:
    """What a search gives back of a document; equal hits come by key, and of one key the highest version first."""

    key: str
    version: int = 0
    mark: str = ""


@dataclass(frozen=True)
class Document:
    """What is kept of one document; fields and columns that are not named stay empty."""

    record: Record
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)  # tokens in their order
    keys: Mapping[str, Collection[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


def schema_of(layout: Layout) -> Schema:
    """The same in Whoosh's words, for its table of contents and its own searcher."""
    fields: dict[str, FieldType] = {}
    for text in layout.texts:
        made = Positions if text.positions else Frequency
        fields[text.name] = TokenField(made(field_boost=text.boost), scorable=True)
    fields |= {name: TokenField(Existence(), scorable=False) for name in layout.keys}
    fields |= {name: COLUMN(NumericColumn("I")) for name in layout.numbers}
    fields |= {name: COLUMN(RefBytesColumn()) for name in layout.codes}
    return Schema(**{RECORD: STORED}, **fields)


class TokenField(FieldType):  # type: ignore[misc]
    """Whoosh's field type for lists of tokens that are cut already; it never makes a Token object."""

    analyzer = IDTokenizer()  # Whoosh asks every indexed field for one

    def __init__(self, format: Existence, *, scorable: bool) -> None:
        self.format, self.scorable = format, scorable
        self.stored = self.unique = False
        self.indexed = True
