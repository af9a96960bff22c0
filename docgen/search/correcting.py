"""Did you mean: where nothing holds all that was typed, the line with its misspelt words as the office writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from docgen.search.loosening import SHORTEST
from docgen.search.names import is_title
from docgen.search.parts import Either, Leaf, Part, Phrase, Together, Word, changed
from docgen.search.pieces import CLOSE, OPEN, PHRASE, WORD, Piece, read_pieces
from docgen.search.query import Index, Query
from docgen.search.text import STOP, find_tokens, is_code, tokens

_OPEN_ENDED = "*~"  # a piece with these says itself that it is not the whole word


def corrected_line(index: Index, query: Query, keys: Collection[str] | None) -> str:
    """The typed line with every word that no readable naskah holds as the nearest that one does hold.

    '' where there is no such word, none is near, or what comes of it finds nothing either.
    """
    words = {token for text in _texts(query.wanted) for _, _, token in _slips(text)}
    near = index.corrections(words, keys=keys, semua_versi=query.semua_versi) if words else {}
    line = _line(query.line, near)
    if line == query.line:
        return ""
    wanted = changed(query.wanted, lambda leaf: _mended(leaf, near), unwanted=False)
    meant = replace(query, wanted=wanted, line=line)
    return line if index.search(meant, 0, keys=keys).total else ""


def _texts(part: Part) -> Iterator[str]:
    """The words and phrases that are wanted."""
    match part:
        case Word(text) | Phrase(text):
            yield text
        case Either(parts) | Together(parts):
            for one in parts:
                yield from _texts(one)


def _mended(leaf: Leaf, near: Mapping[str, str]) -> Part:
    return type(leaf)(_text(leaf.text, near)) if isinstance(leaf, Word | Phrase) else leaf


def _line(line: str, near: Mapping[str, str]) -> str:
    pieces, _ = read_pieces(line)
    for piece in reversed(list(_wanted(pieces))):
        start = piece.place - 1 + (piece.kind == PHRASE)
        end = start + len(piece.text)
        line = line[:start] + _text(line[start:end], near) + line[end:]
    return line


def _wanted(pieces: Collection[Piece]) -> Iterator[Piece]:
    """The pieces with words that are wanted whole: none behind a minus, none with * or ~."""
    minus = [False]
    for piece in pieces:
        if piece.kind == OPEN:
            minus.append(minus[-1] or piece.minus)
        elif piece.kind == CLOSE:
            minus.pop()
        elif piece.kind in (WORD, PHRASE) and not (minus[-1] or piece.minus or set(_OPEN_ENDED) & set(piece.text)):
            yield piece


def _text(text: str, near: Mapping[str, str]) -> str:
    for start, end, token in reversed(list(_slips(text))):
        text = text[:start] + near.get(token, text[start:end]) + text[end:]
    return text


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the words of `text` stand that may be misspelt: a figure, a code or a title never is."""
    for start, end in _words_in(text):
        word = text[start:end]
        if is_title(word) or is_code(tokens(word)):
            continue
        for first, last, token in find_tokens(word):
            if token.isalpha() and len(token) >= SHORTEST and token not in STOP:
                yield start + first, start + last, token


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        yield start, at
