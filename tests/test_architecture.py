"""Imports point down, and each outside library has one home; lazy and type-only imports count too."""

import ast
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import docgen

LAYERS = [
    "errors", "files settings toml", "naskah sop kinerja kearsipan", "paper archive search", "office", "actions",
    "web", "cli",
]  # fmt: skip
ROOMS = ["working_days", "naskah", "surat templat scan", "arsip impor", "sop", "house"]  # of the actions
HOME = {
    "docxtpl": "paper",
    "docx": "paper",
    "lxml": "paper",
    "jinja2": "paper",
    "markupsafe": "paper",
    "pypdf": "paper",
    "pypdfium2": "paper",
    "openpyxl": "paper",
    "segno": "paper",
    "zxingcpp": "paper",
    "sqlalchemy": "archive",
    "sqlite3": "archive",
    "whoosh": "search",
    "numpy": "search",
    "Stemmer": "search",
    "holidays": "actions",
    "click": "cli",
    "flask": "web",
    "flask_login": "web",
    "flask_wtf": "web",
    "waitress": "web",
    "werkzeug": "web",
}
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer.split()}
ROOT = Path(docgen.__file__).parent
PURE = ("naskah", "sop", "kinerja", "kearsipan", "errors")


def imports() -> Iterator[tuple[str, str]]:
    """Every (part of docgen, imported dotted name)."""
    for path in ROOT.rglob("*.py"):
        part = path.relative_to(ROOT).parts[0].removesuffix(".py")
        yield from ((part, name) for name in names_in(path))


def names_in(path: Path) -> Iterator[str]:
    """Every dotted name a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_part_has_its_layer():
    parts = {p.name.removesuffix(".py") for p in ROOT.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert parts - RANK.keys() == {"__init__", "__main__"}


def test_imports_point_down():
    pairs = {(part, name.split(".")[1]) for part, name in imports() if name.startswith("docgen.")}
    pairs = {(a, b) for a, b in pairs if a in RANK and a != b and b != "__version__"}
    up = [(a, b) for a, b in sorted(pairs) if RANK[b] >= RANK[a]]
    assert up == []


def test_the_rooms_of_the_actions_build_on_each_other_and_never_in_a_circle():
    rank = {name: at for at, layer in enumerate(ROOMS) for name in layer.split()}
    actions = ROOT / "actions"
    found = {p.name.removesuffix(".py") for p in actions.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert found - {"__init__"} == rank.keys()
    pairs = {
        (path.relative_to(actions).parts[0].removesuffix(".py"), name.split(".")[2])
        for path in actions.rglob("*.py")
        for name in names_in(path)
        if name.startswith("docgen.actions.")
    }
    assert [(a, b) for a, b in sorted(pairs) if a != b and rank[b] >= rank[a]] == []


def test_each_library_has_one_home():
    pairs = {(part, name.split(".")[0]) for part, name in imports()}
    assert [(a, library) for a, library in sorted(pairs) if a != HOME.get(library, a)] == []


def test_the_rules_of_the_field_need_nothing_but_the_standard_library():
    outside = set(HOME) | {"yaml", "requests"}
    assert [(part, name) for part, name in imports() if part in PURE and name.split(".")[0] in outside] == []


def test_every_package_is_installed():
    setup = ConfigParser()
    setup.read(ROOT.parent / "setup.cfg", "utf-8")
    declared = set(setup["options"]["packages"].split())
    found = {".".join(("docgen", *p.parent.relative_to(ROOT).parts)) for p in ROOT.rglob("__init__.py")}
    assert declared == found | {"docgen.bawaan"}
