"""What is asked and what comes back, in our words and not the engine's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from docgen.errors import BadQuery
from docgen.naskah.records import Reach
from docgen.search.grammar import read_line
from docgen.search.held import Held, State
from docgen.search.parts import Days, Filter, Fuzzy, Part, Prefix, Together, leaves, said
from docgen.search.snippets import Sought

MOST_WORDS = 100  # different words, phrases and values included: more is a pasted page, not a question
MOST_PROBLEMS = 10  # named at once; more come from the same slip
MOST_OPEN = 10  # words with * or ~: for each the whole vocabulary is gone through
EVERYTHING = Together()
RELEVANCE, DATE = "", "tanggal"
FACETS = ("jenis", "status", "unit", "klasifikasi", "tahun")


@dataclass(frozen=True)
class Entry:
    """One version of one naskah as the index keeps it."""

    naskah_id: str
    number: int
    latest: bool
    text: str
    jenis: str
    status: str
    nomor: tuple[str, ...]  # its own number and those others gave it
    perihal: str
    klasifikasi: str
    unit: str
    pejabat: tuple[str, ...]  # posts and names it can be found by
    tanggal: date
    ada: tuple[str, ...] = ()  # what there is of it besides its words: kertas, pindaian, pdf
    pembaca: tuple[str, ...] = ()  # the keys it may be read by


@dataclass(frozen=True)
class Query:
    """What is looked for, and how it is answered."""

    wanted: Part = EVERYTHING
    semua_versi: bool = False  # also the versions before the latest
    sort: str = RELEVANCE  # best first and newest where nothing ranks, or DATE: newest first
    today: date | None = None  # what is new is counted from it; None: nothing is newer than another
    line: str = field(default="", compare=False)  # as it was typed


@dataclass(frozen=True)
class Hit:
    """One version found."""

    naskah_id: str
    number: int
    score: float


@dataclass(frozen=True)
class Answer:
    """How many versions were found in all, the best of them, how many of all have each value of a facet, and what a
    snippet should show."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sought: Sought = field(default_factory=Sought)


class Step(NamedTuple):
    """From where to where a commit takes an index in the log of its catalogue."""

    since: Reach | None
    upto: Reach


class Index(Protocol):
    """The seam: implement these and pass tests/contracts/test_index.py. Raises IndexBusy, IndexBroken, BadQuery."""

    def reach(self) -> Reach | None:
        """How far the index has followed the log of a catalogue; None where it was never told."""

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        """Replace all entries of this naskah, in one commit."""

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]], step: Step | None = None) -> None:
        """`put` for many naskah, each named once, in one commit, with which the index reaches as far as `step` says.

        Raises IndexBusy where it no longer reaches as far as the step begins: another process was first. Without a
        step the reach stays.
        """

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]], reach: Reach | None = None) -> None:
        """Replace the whole index, whatever state it is in, by these naskah, each named once, and how far they reach.

        A whole old index stays in use until the new one is complete; after a failure a broken one stays broken.
        """

    def building(self, *, resumed: bool = False) -> AbstractContextManager[Index]:
        """Another index, which takes the place of this one when the block ends well; until then this one serves.

        It begins empty; with `resumed` it goes on with what a block that was cut short has left. Raises IndexBusy while
        another process makes one.
        """

    def search(
        self, query: Query, limit: int = 20, *, keys: Collection[str] | None = None, facets: Sequence[str] = ()
    ) -> Answer:
        """The best `limit` hits, best first; without words the newest first.

        With `keys` only what may be read by one of them is found, counted, and counts in `facets` (of FACETS).
        """

    def words(self, begun: str, limit: int = 10, *, keys: Collection[str] | None = None) -> list[str]:
        """The words and figures that begin so and are readable in a latest version, those most of them hold first.

        Words that are passed over in a search (*dan*, *yang*) are none.
        """

    def alike(self, known: Hit, limit: int = 10, *, keys: Collection[str] | None = None) -> Answer:
        """The naskah whose words are most like those of this version, itself left out; none for one there is not.

        Whoever asks must have made sure that it may be read; of the others only what may be is found or counted.
        """

    def corrections(
        self, words: Collection[str], *, keys: Collection[str] | None = None, semua_versi: bool = False
    ) -> dict[str, str]:
        """For each token that nothing readable holds in any form, the word one slip away that most of it holds.

        A token has no entry where none is near, or where it is a word of the synonyms.
        """

    def held(self) -> Iterator[Held]:
        """Every version the index holds, in any order."""

    def state(self) -> State:
        """How the index is, whatever state it is in."""

    def faults(self) -> list[str]:
        """What is wrong with its files, every one of which is read through; empty where all is well."""

    def clear(self) -> None:
        """Make a new empty index, whatever state the old one is in."""


def parse_query(
    line: str,
    *,
    jenis: str = "",
    status: str = "",
    nomor: str = "",
    pejabat: str = "",
    since: date | None = None,
    until: date | None = None,
    semua_versi: bool = False,
    sort: str = RELEVANCE,
    today: date | None = None,
) -> Query:
    """Read a typed line (docs/pencarian.md); `today` is what `bulan ini` and the age of a naskah are counted from.

    What is given by keyword stands beside the line. Raises BadQuery naming every fault with its place.
    """
    beside = {"jenis": jenis, "status": status, "nomor": nomor, "pejabat": pejabat}
    given = {name: Filter(name, value) for name, value in beside.items() if value}
    days = {"tanggal": Days(since, until)} if since or until else {}
    day = today or date.today()
    whole, every, faults = read_line(line, day, {*given, *days})
    problems = [problem for _, problem in faults]
    wanted = Together((*whole.parts, *given.values(), *days.values()))
    problems += excess(wanted)
    if problems:
        raise BadQuery(problems[:MOST_PROBLEMS])
    return Query(wanted, every or semua_versi, sort, day, line)


def excess(wanted: Part) -> list[str]:
    """What there is too much of to be looked for."""
    problems = []
    if len(said(wanted)) > MOST_WORDS:
        problems.append(f"paling banyak {MOST_WORDS} kata yang berbeda; pilih kata yang paling khas")
    if len({leaf for leaf in leaves(wanted) if isinstance(leaf, Prefix | Fuzzy)}) > MOST_OPEN:
        problems.append(f"paling banyak {MOST_OPEN} kata dengan * atau ~")
    return problems
