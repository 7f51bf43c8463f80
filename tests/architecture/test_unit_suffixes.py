"""A numeric name says its unit: a float or int field or parameter carries a unit word, or says why not."""

import ast
import re

from daliz.units import NAME_SUFFIXES

# A bare number, a number or None, or an array of them. Containers of indices are named for what they list.
NUMERIC = re.compile(r"(float|int|NDArray\[np\.float64\])( \| None)?")
#: Pure numbers: they count, number or place something, and the name says what.
FREE = {
    *(
        "seed",
        "rank",
        "line",
        "status",
        "exit_status",
        "number",
        "digits",
        "index",
        "label",
        "width",
        "limit",
    ),
    *("samples", "wagons", "passengers", "rows", "size", "total", "shown", "done"),
    *("node", "a", "b", "by", "source", "target", "state", "profiles"),  # places in an array
    *("mask", "required", "must", "some", "none"),  # sets of bits
}
#: Words that state a unit wherever they stand in a name: ``days_late``, ``share_20ft``, ``gap_cv``.
WORDS = {"minutes", "hours", "days", "months", "tonnes", "share", "km", "usd", "count", "factor", "cv"}


def named(node):
    """The annotated names that a function or a class of data declares."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [
            (a.arg, a.annotation) for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        ]
    if isinstance(node, ast.ClassDef):
        return [(s.target.id, s.annotation) for s in node.body if isinstance(s, ast.AnnAssign)]
    return []


def says_its_unit(name):
    return (
        name in FREE
        or f"_{name}".endswith(NAME_SUFFIXES)
        or name.endswith(NAME_SUFFIXES)
        or not WORDS.isdisjoint(name.split("_"))
    )


def reason_lines(node, annotation):
    """Where ``unit-ok`` may stand: on the line of the name; for a parameter, anywhere in the header."""
    if isinstance(node, ast.ClassDef):
        return range(annotation.lineno - 1, annotation.end_lineno)
    return range(node.lineno - 1, max(node.body[0].lineno - 1, node.lineno))


def offences(text, file="x.py"):
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        for name, annotation in named(node):
            if annotation is None or not NUMERIC.fullmatch(ast.unparse(annotation)) or says_its_unit(name):
                continue
            if not any("unit-ok" in lines[i] for i in reason_lines(node, annotation)):
                yield f"{file}:{annotation.lineno} {name}"


def test_every_numeric_name_says_its_unit(source):
    files = sorted(source.rglob("*.py"))
    assert [o for f in files for o in offences(f.read_text(encoding="utf-8"), f.relative_to(source))] == []


def test_a_numeric_name_without_a_unit_is_found():
    assert list(offences("def f(distance: float, dwell_h: float): ...")) == ["x.py:1 distance"]
    assert list(offences("class A:\n    mass: float | None\n    mass_t: float")) == ["x.py:2 mass"]
    assert list(offences("class A:\n    x: float  # unit-ok: the unit is a field\n    y: float")) == [
        "x.py:3 y"
    ]
    assert list(offences("def f(days_late: int, share_20ft: float, names: tuple[int, ...]): ...")) == []
