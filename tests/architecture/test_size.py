"""Files and functions stay short enough to read; the exceptions are few and give their reason."""

import ast
from fnmatch import fnmatchcase

FILE_LINES, FUNCTION_LINES = 420, 50  # the house aims at 400 and 40; a little more is not worth a split

#: Pattern of a file, or of a file and a function, to why it is longer.
ALLOWED: dict[str, str] = {
    "kernels/*_compiled.py:*": "the same loop as its plain twin, in one piece: numba compiles what stands inside",
}


def oversized(text, file="x.py"):
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield file, lines
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # The docstring and the header explain; they do not make a function hard to follow.
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            length = node.end_lineno - body[0].lineno + 1 if body else 0
            if length > FUNCTION_LINES:
                yield f"{file}:{node.name}", length


def test_files_and_functions_stay_short(source):
    found = dict(
        item
        for f in source.rglob("*.py")
        for item in oversized(f.read_text(encoding="utf-8"), f.relative_to(source).as_posix())
    )
    assert {k: v for k, v in found.items() if not any(fnmatchcase(k, a) for a in ALLOWED)} == {}
    assert [a for a in ALLOWED if not any(fnmatchcase(k, a) for k in found)] == [], "no longer needed"
    assert len(ALLOWED) <= 10


def test_a_long_file_and_a_long_function_are_found():
    body = "\n".join("    x = 1" for _ in range(51))
    assert list(oversized(f"def f():\n{body}\n")) == [("x.py:f", 51)]
    assert list(oversized(f'def f():\n    """Do."""\n{body[10:]}\n')) == []
    assert list(oversized("x = 1\n" * 421)) == [("x.py", 421)]
