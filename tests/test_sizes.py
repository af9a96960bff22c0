"""The house stays small: files hold one idea, functions a few lines. Loosen by editing a number in the open."""

import ast
from pathlib import Path

import docgen

FILE, FUNCTION, P95, PARAMETERS = 300, 40, 25, 5
ROOT = Path(docgen.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))


def functions():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(ROOT), node


def length(node) -> int:
    """Lines of a function without its docstring."""
    doc = ast.get_docstring(node, clean=False)
    return node.end_lineno - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def test_no_file_is_too_long():
    long = {str(p.relative_to(ROOT)): n for p in FILES if (n := p.read_text("utf-8").count("\n")) > FILE}
    assert long == {}


def test_no_function_is_too_long():
    assert [(str(p), f.name, length(f)) for p, f in functions() if length(f) > FUNCTION] == []


def test_nearly_all_functions_fit_on_a_card():
    lengths = sorted(length(f) for _, f in functions())
    assert lengths[int(len(lengths) * 0.95)] <= P95


def test_positional_parameters_are_few():
    def count(f):
        names = [a.arg for a in (*f.args.posonlyargs, *f.args.args)]
        return len(names) - (names[:1] in (["self"], ["cls"]))

    commands = {"cli"}  # click fills a command's parameters by name
    over = [(str(p), f.name) for p, f in functions() if count(f) > PARAMETERS and p.parts[0] not in commands]
    assert over == []


def test_nothing_catches_everything():
    broad = [
        f"{p.relative_to(ROOT)}:{node.lineno}"
        for p in FILES
        for node in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert broad == []


def test_public_functions_say_what_they_do():
    public = [
        (str(p), f.name)
        for p, f in functions()
        if not f.name.startswith("_")
        and p.parts[0] not in ("cli",)
        and f.col_offset == 0
        and not ast.get_docstring(f)
        and length(f) > 5
    ]
    assert public == []
