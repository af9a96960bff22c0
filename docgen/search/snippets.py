"""The piece of a text that shows best why it was found, and where in it stands what was sought.

A long text is first looked through word by word, and only about the densest place letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docgen.search.text import LONGEST_TOKEN, find_tokens, normal, one_letter_off, root, tokens

SNIPPET = 220  # characters
SCANNED = 200_000  # characters looked through
_TOGETHER = SNIPPET * 3 // 4  # characters that are surely shown from the first hit on
_WORDS = _TOGETHER // 7  # the same in words
_BEFORE, _BEHIND = 25, 75  # words looked at on either side of the place
_LINE = 20_000  # characters of them: words that take more are none
_BORDER = re.compile(r"(?<=[a-z0-9)]{3}[.!?]) (?=[\"(“]?[A-Z])")  # no stop behind Kep., Drs. or S.Sos. ends a sentence

_MARKS = ".,;:()"

_Item: TypeAlias = "str | tuple[str, ...]"  # what was found: a word, or a whole phrase
_Hit: TypeAlias = "tuple[int, int, _Item]"  # from, to, and what


@dataclass(frozen=True)
class Sought:
    """What a snippet should show, in tokens."""

    roots: frozenset[str] = frozenset()  # in any form
    words: frozenset[str] = frozenset()  # exactly so
    beginnings: frozenset[str] = frozenset()
    similar: frozenset[str] = frozenset()  # but for one letter
    phrases: frozenset[tuple[str, ...]] = frozenset()  # side by side


@dataclass(frozen=True)
class Snippet:
    """A piece of a text on one line, and the places in it, from and to, where something sought stands."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Cutter:
    """Cuts a snippet out of every text that one question found; what it learns of a word serves for the next text."""

    def __init__(self, sought: Sought) -> None:
        self._known = _Known(sought)

    def cut(self, text: str) -> Snippet:
        """About SNIPPET characters around the place that holds most of what is sought.

        It begins where a sentence does or with `… `, and ends where one does or with ` …`.
        """
        words = normal(text[:SCANNED]).split()
        at = _densest(_word_hits(words, self._known), _WORDS)[0] if len(words) > _BEHIND else 0
        first, last = max(at - _BEFORE, 0), at + _BEHIND
        line = " ".join(words[first:last])[:_LINE]
        hits = _hits(line, self._known)
        begin, end = _densest(hits, _TOGETHER)
        start = _start(line, begin)
        stop = _stop(line, start, end)
        opens = _is_border(line, start - 1) if start else not first
        whole = last >= len(words) and len(text) <= SCANNED and len(line) < _LINE
        closes = _is_border(line, stop) if stop < len(line) else whole
        before = "" if opens else "… "
        shown = [(a - start, b - start, item) for a, b, item in hits if start <= a and b <= stop]
        marks = tuple((a + len(before), b + len(before)) for a, b in _joined(shown))
        return Snippet(before + line[start:stop] + ("" if closes else " …"), marks)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in a short text, from and to, something sought stands."""
        return tuple(_joined(_hits(text, self._known)))


class _Known(dict[str, tuple[_Item, ...]]):
    """What is sought and stands or begins in a word, kept of every word that was looked at."""

    def __init__(self, sought: Sought) -> None:
        super().__init__()
        self.tokens = _Tokens(sought)
        self.reach = 3 * max(map(len, sought.phrases), default=0) + 1  # words a phrase goes over, marks among them

    def __missing__(self, word: str) -> tuple[_Item, ...]:
        bare = word.strip(_MARKS).lower()  # most words are one token, and are many
        plain = bare.isascii() and bare.isalpha() and len(bare) <= LONGEST_TOKEN
        of_it = self.tokens[bare] if plain else tuple(item for token in tokens(word) for item in self.tokens[token])
        self[word] = of_it
        return of_it


class _Tokens(dict[str, tuple[_Item, ...]]):
    """What a token is, or begins, of what is sought."""

    def __init__(self, sought: Sought) -> None:
        super().__init__()
        self._sought, self._beginnings = sought, tuple(sought.beginnings)
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sought.phrases:
            self._phrases.setdefault(phrase[0], []).append(phrase)
        self._open = bool(sought.phrases or sought.beginnings or sought.similar)

    def __missing__(self, token: str) -> tuple[_Item, ...]:
        sought = self._sought
        if not self._open and root(token) not in sought.roots and token not in sought.words:
            return ()  # most words by far: not worth a place
        self[token] = of_it = tuple(self._items(token))
        return of_it

    def _items(self, token: str) -> Iterator[_Item]:
        sought = self._sought
        yield from self._phrases.get(token, ())
        if (stem := root(token)) in sought.roots:
            yield f"{stem}-"
        if token in sought.words:
            yield token
        if self._beginnings and token.startswith(self._beginnings):
            yield f"{token}*"
        if sought.similar and any(one_letter_off(other, token) for other in sought.similar):
            yield f"{token}~"


def _start(line: str, hit: int) -> int:
    """Where to begin so that `hit` is shown: at its sentence, or at a word not far before it."""
    hit = min(hit, len(line) - _TOGETHER)
    if hit < SNIPPET // 4:
        return 0
    borders = [found.end() for found in _BORDER.finditer(line, hit - SNIPPET // 4, hit + 1)]
    return borders[-1] if borders else line.find(" ", hit - SNIPPET // 4, hit) + 1 or hit


def _stop(line: str, start: int, shown: int) -> int:
    """Where to end so that what is `shown` up to there is whole: at a sentence, or at a word."""
    most = start + SNIPPET
    if len(line) <= most:
        return len(line)
    borders = [found.start() for found in _BORDER.finditer(line, max(shown, start + SNIPPET // 2), most + 1)]
    stop = borders[-1] if borders else line.rfind(" ", start, most + 1)
    return stop if stop > start else most


def _is_border(line: str, at: int) -> bool:
    return bool(_BORDER.match(line, at))


def _joined(hits: Iterable[_Hit]) -> Iterator[tuple[int, int]]:
    """The places of the hits, those that touch as one."""
    start = end = -1
    for first, last, _ in sorted(hits, key=lambda hit: hit[:2]):
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = max(end, last)
    if end > 0:
        yield start, end


def _densest(hits: Sequence[_Hit], width: int) -> tuple[int, int]:
    """Where the first stretch with the most different items begins and ends."""
    every = len({item for _, _, item in hits})
    window: deque[_Hit] = deque()
    inside: Counter[_Item] = Counter()
    most, best = 0, (0, 0)
    for hit in hits:
        window.append(hit)
        inside[hit[2]] += 1
        while hit[1] - window[0][0] > width and len(window) > 1:
            gone = window.popleft()[2]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
        if len(inside) > most:
            most, best = len(inside), (window[0][0], hit[1])
        if most == every:
            break
    return best


def _hits(line: str, known: _Known) -> list[_Hit]:
    """Everything sought in a line, a phrase as one; only words in which something is are looked at letter by letter."""
    words, place, found = line.split(" "), 0, list[_Hit]()
    for at, word in enumerate(words):
        if known[word]:
            found += [(place + a, place + b, item) for a, b, item in _hits_in(words, at, known)]
        place += len(word) + 1
    return found


def _hits_in(words: Sequence[str], at: int, known: _Known) -> Iterator[_Hit]:
    """What begins in one word; a phrase may go on in those behind it."""
    found = list(find_tokens(" ".join(words[at : at + known.reach])))
    listed = [token for _, _, token in found]
    for number, (start, end, token) in enumerate(found):
        if start >= len(words[at]):
            return
        for item in known.tokens[token]:
            if isinstance(item, str):
                yield start, end, item
            elif tuple(listed[number : number + len(item)]) == item:
                yield start, found[number + len(item) - 1][1], item


def _word_hits(words: Sequence[str], known: _Known) -> list[_Hit]:
    """The same in a long text, counted in words."""
    found = [(at, items) for at, items in enumerate(map(known.__getitem__, words)) if items]
    return [
        (at, at + 1, item)
        for at, items in found
        for item in (items if known.reach == 1 else (hit[2] for hit in _hits_in(words, at, known)))
    ]
