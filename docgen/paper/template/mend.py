"""Word refuses a table without rows and a cell or a header that does not end with a paragraph.

Empty lists and untrue conditions leave such things behind. Whether they can is seen once in the template, so that
most pages need no look at all and the others one search for what ends wrongly.
"""

from __future__ import annotations

import re

from lxml import etree

from docgen.paper.package import W
from docgen.paper.template.tags import without_tags

_BLOCKS = ("p", "sdt")
_ENDS = {
    "tc": _BLOCKS,
    "hdr": _BLOCKS,
    "ftr": _BLOCKS,
    "footnote": _BLOCKS,
    "txbxContent": _BLOCKS,
    "tbl": ("tr", "sdt"),
}
_HOLDERS = tuple(f"{W}{name}" for name in _ENDS)
_STATEMENT = re.compile(r"\{%\s*(\w+).*?%\}", re.DOTALL)
_SIGNS = {"for": "(", "if": "(", "elif": "/", "else": "|", "endfor": ")", "endif": ")"}
_INNERMOST = re.compile(r"\(([^()]*)\)")


def _wrong_end(holder: str, ends: tuple[str, ...]) -> re.Pattern[bytes]:
    closed = "".join(f"(?<!</w:{end}></w:{holder}>)(?<!<w:{end}/></w:{holder}>)" for end in ends)
    return re.compile(f"</w:{holder}>{closed}".encode())


_WRONG_ENDS = {f"{W}{holder}": _wrong_end(holder, ends) for holder, ends in _ENDS.items()}


def find_weak_ends(source: str) -> tuple[re.Pattern[bytes], ...]:
    """What to search for in what a template printed before it can be trusted; nothing when no value can spoil it.

    `source` must be proved: every branch of a block is balanced, so with the statements as processing instructions
    it is still a tree.
    """
    marked = _STATEMENT.sub(lambda statement: f"<?{statement.group(1)}?>", source)
    holders = etree.fromstring(without_tags(marked)).iter(*_HOLDERS)
    weak = {holder.tag for holder in holders if not _ends_well(holder)}
    return tuple(pattern for tag, pattern in _WRONG_ENDS.items() if tag in weak)


def _ends_well(holder: etree._Element) -> bool:
    """Whether the last thing in it is what Word wants there, whichever branches are taken.

    Its children are written as one sign each: y for what may stand last, n for what may not, the blocks as brackets.
    """
    wanted = {f"{W}{end}" for end in _ENDS[etree.QName(holder).localname]}
    signs = "".join(
        _SIGNS[child.target] if child.tag is etree.PI else "y" if child.tag in wanted else "n" for child in holder
    )
    for _ in range(signs.count("(")):
        signs = _INNERMOST.sub(lambda block: _sign(block.group(1)), signs)
    return signs.endswith("y")


def _sign(block: str) -> str:
    """What a block comes to: y or n as above, nothing when it may print nothing and otherwise ends well."""
    ends = {branch[-1:] for branch in re.split(r"[/|]", block)} | ({""} if "|" not in block else set())
    return "n" if "n" in ends else "" if "" in ends else "y"


def mend(root: etree._Element) -> None:
    """Take out tables without rows and end every cell, header, footnote and text box with a paragraph."""
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            table.getparent().remove(table)
    for holder in root.iter(*_HOLDERS):
        name = etree.QName(holder).localname
        if name != "tbl" and (len(holder) == 0 or etree.QName(holder[-1]).localname not in _ENDS[name]):
            etree.SubElement(holder, f"{W}p")
