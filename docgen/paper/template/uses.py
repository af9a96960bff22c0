"""What a page does with every name in its tags: the evidence for what the fields of its type must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from docgen.naskah.doctype import RESERVED
from docgen.paper.package import find_stories, parse
from docgen.paper.template.allowlist import COLUMN_FILTERS, parse_tag
from docgen.paper.template.compile import RENDERED, core_tags
from docgen.paper.template.environment import REALISASI, TARGET
from docgen.paper.template.names import path_of
from docgen.paper.template.tags import Tag, find_tags


@dataclass
class Use:
    """What is done with one name; filled while the tags are read."""

    filters: dict[str, None] = field(default_factory=dict)
    measured: dict[str, None] = field(default_factory=dict)  # columns that capaian reads of it, a row
    parts: dict[str, Use] = field(default_factory=dict)  # name.part
    item: Use | None = None  # of `for item in name`
    scopes: set[str] = field(default_factory=set)  # p, tr, tc or '' of the loops over it
    numbered: bool = False  # an item whose loop prints its number
    inline: bool = False  # printed with other words in its paragraph
    choices: dict[str, None] = field(default_factory=dict)  # texts it is compared with
    counted: bool = False  # compared with a number
    tested: bool = False  # `if name`, `name|default(...)`
    needed: bool = False  # used where no test has asked for it first

    def part(self, name: str) -> Use:
        """What is done with `name` of this."""
        return self.parts.setdefault(name, Use())

    @property
    def optional(self) -> bool:
        """Whether the page does without it; a loop over nothing prints nothing."""
        return self.tested and (not self.needed or self.item is not None)


@dataclass
class _Block:
    """A `for` or an `if` that is open."""

    names: Mapping[str, Use] = field(default_factory=dict)  # the item of a loop
    tested: list[Use] = field(default_factory=list)  # what is surely filled in inside
    otherwise: list[Use] = field(default_factory=list)  # what is so behind `else`


def read_uses(parts: Mapping[str, bytes]) -> dict[str, Use]:
    """Every name of a template in order of its first use, without those docgen gives; tags that cannot be read are
    left out."""
    reader = _Reader()
    for story in find_stories(parts, RENDERED):
        reader.read(find_tags(parse(parts[story.name]), story.label)[0])
    for tags, _ in core_tags(parts):
        reader.read(tags)
    return {name: use for name, use in reader.names.items() if name not in RESERVED}


class _Reader:
    """Goes through the tags in document order."""

    def __init__(self) -> None:
        self.names: dict[str, Use] = {}
        self.blocks: list[_Block] = []

    def read(self, tags: list[Tag]) -> None:
        self.blocks = []
        for tag in tags:
            if tag.statement in ("endfor", "endif") and self.blocks:
                self.blocks.pop()
            elif tag.statement in ("else", "elif") and self.blocks:
                self.blocks[-1] = _Block(tested=self.blocks[-1].otherwise)
            try:
                tree = parse_tag(tag)
            except (TemplateSyntaxError, RecursionError):
                tree = None
            self._take(tree or nodes.Template([]), tag)

    def _take(self, tree: nodes.Template, tag: Tag) -> None:
        block = self._asked(tree)
        self._need(tree, [*block.otherwise, *(use for outer in (*self.blocks, block) for use in outer.tested)])
        for compared in tree.find_all(nodes.Compare):
            self._compared(compared)
        for output in tree.find_all(nodes.Output):
            self._printed(output, tag)
        for loop in tree.find_all(nodes.For):
            block.names = self._looped(loop, tag)
        if tag.statement in ("for", "if"):
            self.blocks.append(block)
        elif tag.statement == "elif" and self.blocks:
            self.blocks[-1] = block

    def _asked(self, tree: nodes.Template) -> _Block:
        """What the tag asks of a name before it is used, and through which filters it is seen."""
        block = _Block()
        tests = [one.test for one in tree.find_all(nodes.If)] + [one.test for one in tree.find_all(nodes.CondExpr)]
        for test in tests:
            block.tested += map(self._resolve, _tested(test))
            block.otherwise += map(self._resolve, _refused(test))
            for node in _questioned(test):
                self._resolve(node).tested = True
        for applied in tree.find_all(nodes.Filter):
            self._filtered(applied, block)
        for picked in tree.find_all(nodes.Getitem):
            if not path_of(picked) and path_of(picked.node):  # name[0] picks one of a list, as |first does
                self._resolve(picked.node).filters["first"] = None
        for use in (*block.tested, *block.otherwise):
            use.tested = True
        return block

    def _resolve(self, node: nodes.Node) -> Use:
        """What a.b names here: an item of a loop around, or a name of the form."""
        return self._resolve_all(node)[-1]

    def _resolve_all(self, node: nodes.Node) -> list[Use]:
        """The same of a, then of a.b."""
        first, *rest = path_of(node)
        names = {name: use for block in self.blocks for name, use in block.names.items()}
        found = [names.get(first) or self.names.setdefault(first, Use())]
        for name in rest:
            found.append(found[-1].part(name))
        return found

    def _need(self, tree: nodes.Template, tested: list[Use]) -> None:
        asked = [node for one in tree.find_all(nodes.If) for node in _questioned(one.test)]
        for use in (use for node in _paths(tree) if node not in asked for use in self._resolve_all(node)):
            use.needed = use.needed or all(one is not use for one in tested)

    def _filtered(self, applied: nodes.Filter, block: _Block) -> None:
        if applied.node is None or not path_of(applied.node):
            return
        use = self._resolve(applied.node)
        use.filters[applied.name] = None
        if applied.name == "default":
            block.tested.append(use)
        if applied.name in COLUMN_FILTERS or applied.name == "predikat":
            _measure(use, applied)

    def _compared(self, node: nodes.Compare) -> None:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        values = [value for side in sides for value in _constants(side)]
        for side in sides:
            if path_of(side):
                use = self._resolve(side)
                use.choices |= dict.fromkeys(value for value in values if isinstance(value, str))
                use.counted = use.counted or any(isinstance(value, int | float) for value in values)

    def _printed(self, output: nodes.Output, tag: Tag) -> None:
        for piece in output.nodes:
            path = path_of(piece.node if isinstance(piece, nodes.Filter) and piece.node else piece)
            if path == ["loop", "index"]:
                for use in next((block.names.values() for block in reversed(self.blocks) if block.names), ()):
                    use.numbered = True
        alone = tag.around.strip() == tag.written
        for node in _paths(output):
            use = self._resolve(node)
            use.inline = use.inline or not alone

    def _looped(self, loop: nodes.For, tag: Tag) -> Mapping[str, Use]:
        if not path_of(loop.iter) or not isinstance(loop.target, nodes.Name):
            return {}
        use = self._resolve(loop.iter)
        use.item = use.item or Use()
        use.scopes.add(tag.scope)
        return {loop.target.name: use.item}


def _measure(use: Use, applied: nodes.Filter) -> None:
    """What total and capaian read: columns named in brackets, else target and realisasi."""
    named = [str(arg.value) for arg in applied.args if isinstance(arg, nodes.Const)]
    if applied.name == "total":
        use.item = use.item or Use()
        for column in named:
            use.item.part(column).filters["angka"] = None
    elif not use.item:  # of a whole table its totals, so its rows say what they are
        use.measured |= dict.fromkeys(named or (TARGET, REALISASI))


def _paths(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Every a, a.b and a['b'] that is read, whole."""
    for node in tree.iter_child_nodes():
        if not path_of(node):
            yield from _paths(node)
        elif not isinstance(node, nodes.Name) or node.ctx == "load":
            yield node


def _questioned(test: nodes.Node) -> Iterator[nodes.Node]:
    """What a condition asks to be filled in or empty, whatever it concludes from it."""
    if isinstance(test, nodes.And | nodes.Or):
        yield from (*_questioned(test.left), *_questioned(test.right))
    elif isinstance(test, nodes.Not):
        yield from _questioned(test.node)
    elif path_of(test):
        yield test


def _tested(test: nodes.Node) -> list[nodes.Node]:
    """What is surely filled in where this condition holds."""
    if isinstance(test, nodes.And):
        return [*_tested(test.left), *_tested(test.right)]
    return [test] if path_of(test) else []


def _refused(test: nodes.Node) -> list[nodes.Node]:
    """What is surely filled in where this condition does not hold."""
    return _tested(test.node) if isinstance(test, nodes.Not) else []


def _constants(node: nodes.Node) -> list[object]:
    if isinstance(node, nodes.Const):
        return [node.value]
    return (
        [value for one in node.items for value in _constants(one)] if isinstance(node, nodes.List | nodes.Tuple) else []
    )
