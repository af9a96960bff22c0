"""Fill docxtpl's own test templates both ways: `compare_docxtpl.py FOLDER`, a checkout's tests/templates.

Every template that docgen accepts is filled with words made up for the names it uses; printed is for each whether
the two results are equal, how they differ, or why docgen refuses it. Exits 1 when any differs.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import nodes

from docgen.errors import BadDeclaration, InvalidForm, UnsafeFile
from docgen.paper.canonical import unpack
from docgen.paper.package import find_stories, parse
from docgen.paper.template.compare import differences
from docgen.paper.template.compile import RENDERED, compile_template, core_tags
from docgen.paper.template.environment import PAGE
from docgen.paper.template.tags import find_tags

Need = dict[str, Any]  # name -> what is asked of it; "[]" -> what is asked of each of its items


def made_up_values(template: bytes) -> dict[str, Any]:
    """A word for every name a template prints, two rows for every list it runs through."""
    parts, needed = unpack(template), {}
    written = [tag for tags, _ in core_tags(parts) for tag in tags]
    for story in find_stories(parts, RENDERED):
        written += find_tags(parse(parts[story.name]), story.label)[0]
    # each tag as it stands, without the page around: the blocks pair up as they do there
    source = "".join(tag.written.replace(f"{tag.opener}{tag.scope} ", f"{tag.opener} ") for tag in written)
    _gather(PAGE.parse(source.translate(str.maketrans("“”‘’", "\"\"''"))), {}, needed)
    return {name: _made_up(name, need) for name, need in needed.items()}


def _gather(node: nodes.Node, loops: Mapping[str, Need], needed: Need) -> None:
    if isinstance(node, nodes.For):
        rows = _need(node.iter, loops, needed).setdefault("[]", {})
        loops = {**loops, getattr(node.target, "name", ""): rows, "loop": {}}
        for child in (*node.body, *node.else_):
            _gather(child, loops, needed)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        _need(node, loops, needed)
    else:
        for child in node.iter_child_nodes():
            _gather(child, loops, needed)


def _need(node: nodes.Node, loops: Mapping[str, Need], needed: Need) -> Need:
    if isinstance(node, nodes.Name):
        return loops[node.name] if node.name in loops else needed.setdefault(node.name, {})
    if isinstance(node, nodes.Getattr):
        return _need(node.node, loops, needed).setdefault(node.attr, {})
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        key = node.arg.value if isinstance(node.arg.value, str) else "[]"
        return _need(node.node, loops, needed).setdefault(key, {})
    return {}


def _made_up(name: str, need: Need) -> Any:
    if "[]" in need:
        return [_made_up(f"{name} {number}", need["[]"]) for number in (1, 2)]
    if need:
        return {key: _made_up(f"{name} {key}", one) for key, one in need.items()}
    return f"{name} & <isi>\nbaris kedua"


def judge(template: bytes) -> tuple[str, list[str]]:
    """'sama', 'BERBEDA' or 'ditolak', and why."""
    try:
        compile_template(template)
        found = differences(template, made_up_values(template))
    except (BadDeclaration, InvalidForm, UnsafeFile) as error:
        return "ditolak", list(error.problems)
    return ("BERBEDA", found) if found else ("sama", [])


def main(folder: str) -> int:
    """Judge every docx of a folder."""
    counts: dict[str, int] = {}
    for path in sorted(Path(folder).glob("*.docx")):
        verdict, reasons = judge(path.read_bytes())
        counts[verdict] = counts.get(verdict, 0) + 1
        print(f"{verdict:<8} {path.name}")
        for reason in reasons[:3]:
            print(f"         {reason[:150]}")
    print(
        ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "tidak ada docx di folder itu"
    )
    return 0 if counts and "BERBEDA" not in counts else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
