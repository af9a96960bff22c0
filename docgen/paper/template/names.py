"""Which names a template may use, what each holds, and where it uses one that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes

from docgen.naskah.doctype import DocType
from docgen.naskah.fields import Field
from docgen.paper.fault import Fault
from docgen.paper.template.allowlist import parse_tag
from docgen.paper.template.environment import REALISASI, TARGET
from docgen.paper.template.tags import Tag

_OFFICIALS = "para pejabat"
_LISTS = ("paragraphs", "daftar", "deret", "tabel")
_ROWS = ("pejabat", "tabel", "baris", "kantor")
_ROW_READERS = ("capaian", "predikat", "total")  # what they read of a row stands in their name or in brackets
FILTER_KINDS = {
    **dict.fromkeys(("tanggal", "hari", "hari_tanggal", "bulan", "dieja"), ("tanggal",)),
    "pukul": ("waktu",),
    **dict.fromkeys(("terbilang", "jumlah", "angka", "rupiah", "romawi", "huruf"), ("angka",)),
    "capaian": ("baris", "tabel"),
    "predikat": ("baris",),
    "total": ("tabel",),
    "skala": ("skala",),
}


@dataclass(frozen=True)
class Shape:
    """What a name holds: a kind of field, 'kantor', 'para pejabat', 'loop', 'baris:<tabel>', or 'apa saja'."""

    kind: str
    columns: Mapping[str, Shape] = field(default_factory=dict)


_TEXT = Shape("text")
_UNKNOWN = Shape("apa saja")
_NUMBER = Shape("angka")
_PEJABAT = Shape(
    "pejabat",
    dict.fromkeys(("id", "nama", "jabatan", "singkat", "pangkat", "nip"), _TEXT) | {"blok": Shape("daftar")},
)
_KANTOR = Shape(
    "kantor",
    dict.fromkeys(("nama", "kop_utama", "tempat", "unit", "zona"), _TEXT)
    | dict.fromkeys(("kop", "alamat"), Shape("daftar"))
    | {"predikat": Shape("skala")},
)
_LOOP = Shape("loop", {"index": _NUMBER, "first": _TEXT, "last": _TEXT})


class NameCheck:
    """Goes through the tags of a template in order and collects what does not fit the declaration."""

    def __init__(self, doctype: DocType, posts: Collection[str]) -> None:
        self.declared = {one.name: _shape(one) for one in doctype.fields}
        officials = Shape(_OFFICIALS, dict.fromkeys(posts, _PEJABAT))
        self.known = {"kantor": _KANTOR, "pejabat": officials} | self.declared
        self.used: set[str] = set()
        self.problems: list[Fault] = []

    def read(self, tags: list[Tag]) -> None:
        """Check the tags of one part, in document order."""
        scopes: list[dict[str, Shape]] = []
        for tag in tags:
            if tag.statement in ("endfor", "endif") and scopes:
                scopes.pop()
            try:
                tree = parse_tag(tag)
            except (TemplateSyntaxError, RecursionError):
                tree = None  # reported by the allow-list
            scope = {name: shape for one in scopes for name, shape in one.items()}
            inner: dict[str, Shape] = {}
            for loop in tree.find_all(nodes.For) if tree else ():
                inner = self._loop_names(loop, scope, tag)
                scope = scope | inner
            if tree:
                self._check_tree(tree, scope, tag)
            if tag.statement in ("for", "if"):
                scopes.append(inner)

    def unused(self, exempt: Collection[str]) -> Iterator[Fault]:
        """Fields and columns that are asked for in the form and printed nowhere."""
        for name, shape in self.declared.items():
            if name not in self.used and name not in exempt:
                yield Fault(f"isian '{name}' dinyatakan di type.toml tetapi tidak dipakai di template")
            elif shape.kind == "tabel" and name not in exempt:
                for column in shape.columns:
                    if f"{name}.{column}" not in self.used:
                        yield Fault(f"kolom '{column}' dari tabel '{name}' tidak dipakai di template")

    def _loop_names(self, loop: nodes.For, scope: dict[str, Shape], tag: Tag) -> dict[str, Shape]:
        shape, path = self._shape_of(loop.iter, scope)
        if shape is not None and shape.kind not in (*_LISTS, "apa saja"):
            self.problems.append(tag.complain(f"'{path}' bukan daftar atau tabel, jadi tidak dapat diulang"))
        target = loop.target.name if isinstance(loop.target, nodes.Name) else ""
        columns = shape.columns if shape else {}
        row = Shape(f"baris:{path}", columns) if columns else (_TEXT if shape and shape.kind in _LISTS else _UNKNOWN)
        return {target: row, "loop": _LOOP}

    def _check_tree(self, tree: nodes.Template, scope: dict[str, Shape], tag: Tag) -> None:
        keys: list[nodes.Getattr | nodes.Getitem] = [*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)]
        owners = {id(one.node) for one in keys}
        names = [one for one in tree.find_all(nodes.Name) if one.ctx == "load"]
        for node in (*names, *keys):
            if id(node) not in owners:
                self._check_use(node, scope, tag)
        for applied in tree.find_all(nodes.Filter):
            self._check_filter(applied, scope, tag)
        for output in tree.find_all(nodes.Output):
            for piece in output.nodes:
                self._check_printed(piece, scope, tag)

    def _check_use(self, node: nodes.Expr, scope: dict[str, Shape], tag: Tag) -> None:
        names = path_of(node)
        if not names:
            return
        shape = scope.get(names[0]) or self.known.get(names[0])
        if shape is None:
            self._unknown(tag, f"isian '{names[0]}' tidak dikenal", names[0], [*self.known, *scope])
            return
        self.used.add(names[0])
        for at, name in enumerate(names[1:], start=1):
            if shape.kind == "apa saja":
                return
            table = shape.kind.startswith("baris:")
            owner = shape.kind.removeprefix("baris:") if table else ".".join(names[:at])
            columns = [] if shape.kind == "tabel" else list(shape.columns)  # a table has columns, but only in its rows
            if name not in columns:
                missing = f"pejabat '{name}' tidak ada di kantor.toml" if shape.kind == _OFFICIALS else ""
                self._unknown(tag, missing or f"'{owner}' tidak punya '{name}'", name, columns)
                return
            self.used.add(f"{owner}.{name}")
            shape = shape.columns[name]

    def _check_filter(self, node: nodes.Filter, scope: dict[str, Shape], tag: Tag) -> None:
        if node.node is None:
            return
        shape, path = self._shape_of(node.node, scope)
        wanted = FILTER_KINDS.get(node.name)
        if shape is None or wanted is None or shape.kind == "apa saja":
            return
        kind = shape.kind.split(":")[0]
        if kind not in wanted:
            self.problems.append(tag.complain(f"saringan '{node.name}' untuk {' atau '.join(wanted)}, '{path}' {kind}"))
        elif node.name in _ROW_READERS:
            owner = path if kind == "tabel" else shape.kind.removeprefix("baris:")
            self._check_columns(node, shape.columns, owner, tag)
            if kind == "tabel" and node.name == "capaian" and "arah" in shape.columns:
                self.problems.append(tag.complain(f"'{owner}' punya kolom 'arah', jadi tidak punya capaian jumlah"))
            elif kind == "baris":
                self.used.add(f"{owner}.arah")

    def _check_columns(self, node: nodes.Filter, columns: Mapping[str, Shape], owner: str, tag: Tag) -> None:
        """The columns a filter reads must be there and hold numbers."""
        written = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        for column in written or (TARGET, REALISASI):
            self.used.add(f"{owner}.{column}")
            if column not in columns and written:
                self._unknown(tag, f"'{owner}' tidak punya '{column}'", str(column), list(columns))
            elif column not in columns:
                self.problems.append(tag.complain(f"saringan '{node.name}' butuh kolom '{column}' di '{owner}'"))
            elif columns[column].kind != "angka":
                self.problems.append(
                    tag.complain(f"saringan '{node.name}' untuk angka, '{owner}.{column}' {columns[column].kind}")
                )

    def _check_printed(self, piece: nodes.Node, scope: dict[str, Shape], tag: Tag) -> None:
        if not isinstance(piece, nodes.Name | nodes.Getattr | nodes.Getitem):
            return
        shape, path = self._shape_of(piece, scope)
        if shape is not None and shape.kind in (*_LISTS, _OFFICIALS, "pejabat", "kantor"):
            self.problems.append(tag.complain(f"'{path}' ({shape.kind}) tidak dapat dicetak langsung; sebut isinya"))
        elif shape is not None and shape.kind.startswith("baris:"):
            self.problems.append(tag.complain(f"'{path}' adalah satu baris; sebut kolomnya, misalnya {path}.nama"))

    def _shape_of(self, node: nodes.Node, scope: dict[str, Shape]) -> tuple[Shape | None, str]:
        """What an expression holds as far as it is known, and how it is written."""
        names = path_of(node)
        shape = (scope.get(names[0]) or self.known.get(names[0])) if names else None
        for name in names[1:]:
            shape = shape.columns.get(name) if shape else None
        return shape, ".".join(names)

    def _unknown(self, tag: Tag, what: str, name: str, names: list[str]) -> None:
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        others = f"; yang ada: {', '.join(sorted(names))}" if names else ""
        self.problems.append(tag.complain(what + (f"; mungkin maksudnya '{near[0]}'" if near else others)))


def _shape(declared: Field) -> Shape:
    if declared.kind == "pejabat":
        return _PEJABAT
    return Shape(declared.kind, {column.name: _shape(column) for column in declared.kolom})


def path_of(node: nodes.Node) -> list[str]:
    """a.b['c'] as [a, b, c]; [] for what is not such a path, '' for a number in brackets."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [*path_of(node.node), node.attr] if path_of(node.node) else []
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return [*path_of(node.node), node.arg.value] if path_of(node.node) else []
    return []
