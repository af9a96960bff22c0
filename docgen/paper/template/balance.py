"""Proof that a template yields well-formed XML whatever the values are, so that no result needs to be parsed.

docxtpl parses its result with recover=True, which hides breakage: an `if` opened in a cell and closed behind the
table silently loses the rest of the document. Here every branch and every loop body must leave the stack of open
elements as it found it. Values are escaped and stand in w:t only, so they cannot change the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from docgen.paper.fault import Fault
from docgen.paper.template.names import path_of
from docgen.paper.template.tags import Tag

_XML_TAG = re.compile(r"<(/?)([\w:.-]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_NAMED = re.compile(r'<w:bookmarkStart\b[^>]*?\sw:name="([^"]*)"|<w:tag\b[^>]*?\sw:val="([^"]*)"')
_CHART = re.compile(r"<(?:\w+:)?chart\s")

_REOPENED = ("w:t", "w:r", "w:p")  # what a block may close if it opens it again: it spans paragraphs

DEEPEST_BLOCK = 10
Stack = tuple[str, ...]  # names of the open elements, outermost first


@dataclass(frozen=True)
class _Block:
    """The block (or, with line 0, the part) whose inside is looked at."""

    line: int
    depth: int  # open elements at its beginning
    official: str = ""  # of an outermost `if`: the field or post whose place of paraf may stand in it


class _Proof:
    """The problems found, each told at the tag whose line it was met in."""

    def __init__(self, tags: list[Tag]) -> None:
        self.tags = tags
        self.problems: dict[Fault, None] = {}

    def object(self, line: int, what: str) -> None:
        at = min(max(line - 2, 0), len(self.tags) - 1)
        self.problems[self.tags[at].complain(what)] = None


def pair_problems(tags: Iterable[Tag]) -> list[Fault]:
    """Blocks that are opened and not closed, closed and not opened, crossed, or nested beyond reason."""
    problems: list[Fault] = []
    open_blocks: list[Tag] = []
    with_else: list[Tag] = []
    for tag in tags:
        if tag.statement in ("for", "if"):
            open_blocks.append(tag)
            if len(open_blocks) > DEEPEST_BLOCK:
                return [*problems, tag.complain(f"blok bertingkat lebih dari {DEEPEST_BLOCK}")]
        elif tag.statement in ("elif", "else"):
            problems += _misplaced_else(tag, open_blocks, with_else)
        elif tag.statement in ("endfor", "endif"):
            problems += _close(tag, open_blocks)
    return problems + [tag.complain(f"'{tag.body}' tidak ditutup dengan 'end{tag.statement}'") for tag in open_blocks]


def _misplaced_else(tag: Tag, open_blocks: list[Tag], with_else: list[Tag]) -> list[Fault]:
    if not open_blocks or (tag.statement == "elif" and open_blocks[-1].statement == "for"):
        return [tag.complain(f"'{tag.statement}' tanpa 'if' di depannya")]
    if any(one is open_blocks[-1] for one in with_else):
        return [tag.complain(f"'{tag.statement}' sesudah 'else' pada blok yang sama")]
    if tag.statement == "else":
        with_else.append(open_blocks[-1])
    return []


def _close(tag: Tag, open_blocks: list[Tag]) -> list[Fault]:
    """Take the block that `tag` closes off the list; blocks left open inside it are problems."""
    closed = [at for at, block in enumerate(open_blocks) if tag.statement == f"end{block.statement}"]
    if not closed:
        return [tag.complain(f"'{tag.statement}' tanpa '{tag.statement[3:]}' di depannya")]
    crossed = open_blocks[closed[-1] + 1 :]
    del open_blocks[closed[-1] :]
    return [block.complain(f"'{block.body}' belum ditutup sebelum '{tag.statement}'") for block in crossed]


def prove(tree: nodes.Template, tags: list[Tag]) -> list[Fault]:
    """Why the result might not be well-formed, or lose an anchor; [] is the proof.

    `tree` must come from a source with a line break before each of `tags`, so that its lines tell the places.
    """
    proof = _Proof(tags)
    left = _run(proof, tree.body, (), _Block(0, 0))
    if left:
        proof.object(0, _crossing(left))
    return list(proof.problems)


def _run(proof: _Proof, body: Iterable[nodes.Node], stack: Stack, block: _Block) -> Stack:
    """The stack after these nodes of a block, begun with `stack`."""
    for node in body:
        if isinstance(node, nodes.Output):
            for piece in node.nodes:
                stack = _print(proof, piece, stack, block)
        elif isinstance(node, nodes.If | nodes.For):
            for number, branch in enumerate(_branches(node)):
                official = "" if block.line or number else _asked(node)
                after = _run(proof, branch, stack, _Block(node.lineno, len(stack), official))
                if after != stack:
                    proof.object(node.lineno, _crossing(after[len(stack) :] or stack[len(after) :] or after))
        else:
            proof.object(node.lineno or 0, f"{type(node).__name__} tidak boleh dipakai dalam template")
    return stack


def _branches(node: nodes.If | nodes.For) -> Iterator[list[nodes.Node]]:
    yield node.body
    if isinstance(node, nodes.If):
        yield from (one.body for one in node.elif_)
    yield node.else_


def _asked(node: nodes.If | nodes.For) -> str:
    """The field or post of `if <field>` and `if <official>.id != <other>.id and ...`.

    Who is not named, or marks the page elsewhere, is not asked for his paraf here either.
    """
    whose = {_whose(one) for one in _all_of(node.test)} if isinstance(node, nodes.If) else set()
    return whose.pop() if len(whose) == 1 else ""


def _all_of(test: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(test, nodes.And):
        yield from (one for side in (test.left, test.right) for one in _all_of(side))
    else:
        yield test


def _whose(test: nodes.Node) -> str:
    if isinstance(test, nodes.Compare) and [one.op for one in test.ops] == ["ne"]:
        *official, key = path_of(test.expr) or [""]
        return official[-1] if official and key == "id" and path_of(test.ops[0].expr)[-1:] == ["id"] else ""
    return test.name if isinstance(test, nodes.Name) else ""


def _print(proof: _Proof, piece: nodes.Node, stack: Stack, block: _Block) -> Stack:
    if not isinstance(piece, nodes.TemplateData):
        if not stack or stack[-1] != "w:t":
            proof.object(piece.lineno, "nilai dicetak di luar teks")
        return stack
    if block.line:
        lost = [
            one for pair in _NAMED.findall(piece.data) for one in pair if one not in ("", f"paraf_{block.official}")
        ]
        for name in lost:
            proof.object(block.line, f"tempat '{name}' tidak boleh di dalam for atau if")
        if _CHART.search(piece.data):
            proof.object(block.line, "grafik tidak boleh di dalam for atau if")
    elements = list(stack)
    for closing, name, _, empty in _XML_TAG.findall(piece.data):
        if empty:
            continue
        if not closing:
            elements.append(name)
            continue
        unopened = not elements or elements.pop() != name
        if unopened or (len(elements) < block.depth and name not in _REOPENED):
            proof.object(block.line, _crossing((name,)))
    return tuple(elements)


def _crossing(changed: Stack) -> str:
    names = {"w:p": "paragraf", "w:tc": "sel", "w:tr": "baris tabel", "w:tbl": "tabel", "w:r": "potongan teks"}
    name = next((names[one] for one in reversed(changed) if one in names), "bagian")
    return f"blok dibuka dan ditutup di {name} yang berbeda; taruh keduanya di tingkat yang sama ({{%p, {{%tr)"
