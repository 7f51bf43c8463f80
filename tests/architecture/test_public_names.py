"""What other programs may import: few names, sorted, and cheap to reach."""

import ast
import subprocess
import sys

import daliz

HEAVY = ("numba", "scipy", "pandas", "geopandas", "rich", "click", "numpy")


def test_the_public_names_are_sorted_few_and_there():
    assert daliz.__all__ == sorted(daliz.__all__)
    assert len(daliz.__all__) <= 30
    for name in daliz.__all__:
        assert getattr(daliz, name) is not None


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, daliz; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def without_all(text):
    """Whether a module keeps silent about its public names; ruff (RUF022) sees to their order."""
    targets = [
        n.targets[0] if isinstance(n, ast.Assign) else getattr(n, "target", None)
        for n in ast.parse(text).body
    ]
    return not any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets)


def test_every_module_says_what_is_public(source):
    modules = [f for f in source.rglob("*.py") if f.name not in {"__init__.py", "__main__.py"}]
    assert [f.name for f in modules if without_all(f.read_text(encoding="utf-8"))] == []


def test_a_module_that_does_not_is_found():
    assert without_all("X = 1")
    assert not without_all("__all__: list[str] = ['a', 'b']")


def root_imports(text, file="x.py"):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "daliz":
            names = [a.name for a in node.names]
            if names != ["__version__"]:
                yield f"{file}:{node.lineno}"
        if isinstance(node, ast.Import) and any(a.name == "daliz" for a in node.names):
            yield f"{file}:{node.lineno}"


def test_nothing_inside_imports_the_root_package_but_its_version(source):
    assert [
        o
        for f in source.rglob("*.py")
        for o in root_imports(f.read_text(encoding="utf-8"), f.relative_to(source))
    ] == []


def test_an_import_of_the_root_is_found():
    assert list(root_imports("from daliz import plan\nimport daliz\nfrom daliz import __version__")) == [
        "x.py:1",
        "x.py:2",
    ]
