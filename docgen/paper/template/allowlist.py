"""What a template may do: print declared values, through listed filters, under `if` and `for`. Nothing else is run.

The sandbox alone does not stop `'a' * 10**10` or nested ranges. With the tree of nodes limited to what is listed
here, no call, no arithmetic and no loop over anything but the data is left, and the output is bounded by template
and data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from docgen.paper.fault import Fault
from docgen.paper.template.environment import FILTERS, LOOP_NAMES, PAGE, TESTS
from docgen.paper.template.tags import Tag

STATEMENTS = ("for", "if", "elif", "else", "endif", "endfor")
DEEPEST_LOOP = 2
COLUMN_FILTERS = {"total": (1,), "capaian": (0, 2)}  # how many columns each names

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr, nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
_MERGES = ("colspan", "cellbg", "hm", "vm")  # of docxtpl: values in attributes
_INDONESIAN = {
    "Call": "pemanggilan fungsi",
    "Concat": "penggabungan dengan ~",
    "Dict": "kamus {...}",
    "Slice": "potongan [a:b]",
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), "perhitungan (+ - * /)"),
}
_COLUMN_EXAMPLES = {
    "total": "dengan satu nama kolom, misalnya {{ anggaran|total('target') }}",
    "capaian": "sendiri, atau dengan kolom target dan kolom realisasi: {{ b|capaian('standar', 'realisasi') }}",
}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_JINJA_NAMES = (
    "self", "super", "caller", "varargs", "kwargs", "cycler", "joiner", "namespace", "lipsum", "range", "dict",
)  # fmt: skip


def tag_problems(tags: list[Tag]) -> list[Fault]:
    """What single tags do that no template may do, and what is not Jinja at all."""
    return [tag.complain(what) for tag in tags for what in _faults(tag)]


def parse_tag(tag: Tag) -> nodes.Template | None:
    """The tree of one tag alone, None of a comment and of tags that only close. Raises TemplateSyntaxError."""
    if tag.opener == "{{":
        return PAGE.parse(f"{{{{ {tag.body} }}}}")
    if tag.statement in ("for", "if"):
        return PAGE.parse(f"{{% {tag.body} %}}{{% end{tag.statement} %}}")
    if tag.statement == "elif":
        return PAGE.parse(f"{{% if none %}}{{% {tag.body} %}}{{% endif %}}")
    return None


def refusals(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Line and reason of everything in a tree that is not on the list. Raises RecursionError on absurd nesting."""
    yield from _walk(tree, ())


def _faults(tag: Tag) -> Iterator[str]:
    if tag.statement in _MERGES:
        yield f"perintah '{tag.statement}' tidak didukung; gabungkan sel di Word"
        return
    if tag.opener == "{%" and tag.statement not in STATEMENTS:
        yield f"perintah '{tag.statement}' tidak boleh dipakai; yang ada: {', '.join(STATEMENTS)}"
        return
    if tag.statement in ("else", "endif", "endfor") and tag.body != tag.statement:
        yield f"tulis '{tag.statement}' saja, tanpa kata lain"
        return
    try:
        tree = parse_tag(tag)
        yield from () if tree is None else (reason for _, reason in refusals(tree))
    except TemplateSyntaxError:
        yield f"tag '{tag.body}' tidak dapat dibaca; periksa tanda kutip dan kurungnya, dan tulis nama tanpa spasi"
    except RecursionError:
        yield "tag terlalu rumit"


def _walk(node: nodes.Node, loops: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    kind = type(node).__name__
    if not isinstance(node, _ALLOWED):
        yield node.lineno, f"{_INDONESIAN.get(kind, kind)} tidak boleh dipakai dalam template"
        return
    yield from ((node.lineno, reason) for reason in _reasons(node, loops))
    inner = (*loops, node.target.name) if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name) else loops
    for child in node.iter_child_nodes():
        yield from _walk(child, inner)


def _reasons(node: nodes.Node, loops: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, nodes.Name) and (node.name in _JINJA_NAMES or not _NAME.fullmatch(node.name)):
        yield f"nama '{node.name}' tidak boleh dipakai"
    elif isinstance(node, nodes.Getattr):
        yield from _key_reasons(node.node, node.attr)
    elif isinstance(node, nodes.Getitem):
        if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, str | int):
            yield "isi [...] harus nama dalam tanda kutip atau angka"
        elif isinstance(node.arg.value, str):
            yield from _key_reasons(node.node, node.arg.value)
    elif isinstance(node, nodes.Filter):
        yield from _filter_reasons(node)
    elif isinstance(node, nodes.Test) and node.name not in TESTS:
        yield f"uji '{node.name}' tidak ada; yang ada: {', '.join(TESTS)}"
    elif isinstance(node, nodes.For):
        yield from _loop_reasons(node, loops)


def _key_reasons(owner: nodes.Expr, key: str) -> Iterator[str]:
    if not _NAME.fullmatch(key):
        yield f"nama '{key}' tidak boleh dipakai"
    elif isinstance(owner, nodes.Name) and owner.name == "loop" and key not in LOOP_NAMES:
        yield f"'loop.{key}' tidak ada; yang ada: {', '.join(f'loop.{name}' for name in LOOP_NAMES)}"


def _filter_reasons(node: nodes.Filter) -> Iterator[str]:
    if node.name not in FILTERS:
        yield f"saringan '{node.name}' tidak ada; yang ada: {', '.join(sorted(FILTERS))}"
    if node.name in COLUMN_FILTERS:
        yield from _column_reasons(node)
        return
    most = 1 if node.name in ("default", "join") else 0
    named = [str(keyword.key) for keyword in node.kwargs]
    allowed = not named or (node.name == "join" and named == ["attribute"])
    if len(node.args) > most or node.dyn_args or node.dyn_kwargs or not allowed:
        yield f"saringan '{node.name}' diberi keterangan yang tidak dikenalnya"


def _column_reasons(node: nodes.Filter) -> Iterator[str]:
    """The names of columns are written out, so that they can be checked against the declaration."""
    named = [arg for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
    other = len(named) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs
    if other or len(named) not in COLUMN_FILTERS[node.name]:
        yield f"saringan '{node.name}' ditulis {_COLUMN_EXAMPLES[node.name]}"


def _loop_reasons(node: nodes.For, loops: tuple[str, ...]) -> Iterator[str]:
    if len(loops) >= DEEPEST_LOOP:
        yield f"perulangan bertingkat lebih dari {DEEPEST_LOOP}"
    if node.recursive:
        yield "perulangan 'recursive' tidak boleh dipakai"
    if not isinstance(node.target, nodes.Name):
        yield "perulangan memakai satu nama, misalnya {% for baris in peserta %}"
    elif node.target.name in (*loops, "loop"):
        yield f"nama '{node.target.name}' sudah dipakai perulangan di luarnya"
    owner = node.iter
    while isinstance(owner, nodes.Getattr):  # pejabat.kepala_dinas.blok
        owner = owner.node
    if not isinstance(owner, nodes.Name):
        yield "perulangan hanya boleh atas nama isian atau kolomnya"
    elif loops and (owner is node.iter or owner.name not in loops):
        # keeps the output linear in the data
        yield "perulangan di dalam perulangan hanya boleh atas kolom barisnya"
