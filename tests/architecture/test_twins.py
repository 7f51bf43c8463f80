"""Each compiled kernel has a plain twin, its specification, and a test that compares the two."""

import ast


def compiled_functions(text):
    """Public functions decorated for numba, or called ``…_compiled``."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            decorated = any("jit" in ast.unparse(d) for d in node.decorator_list)
            if decorated or node.name.endswith("_compiled"):
                yield node.name


def functions(text):
    return {n.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)}


def lacking(files):
    """Compiled functions without a ``_reference`` twin in the same folder."""
    known = set().union(*(functions(text) for text in files.values()))
    for file, text in files.items():
        for name in compiled_functions(text):
            if f"{name.removesuffix('_compiled')}_reference" not in known:
                yield f"{file}: {name}"


def test_every_compiled_kernel_has_a_plain_twin(source):
    files = {f.name: f.read_text(encoding="utf-8") for f in (source / "kernels").glob("*.py")}
    assert list(lacking(files)) == []


def test_every_kernel_module_has_a_test_that_uses_hypothesis(root, source):
    tests = [f.read_text(encoding="utf-8") for f in (root / "tests" / "kernels").glob("test_*.py")]
    for file in (source / "kernels").glob("*_compiled.py"):
        assert any(file.stem in text and "@given" in text for text in tests), file.name


def test_a_kernel_without_a_twin_is_found():
    text = "@njit\ndef search(x): ...\n\n@njit\ndef walk(x): ...\n\ndef walk_reference(x): ..."
    assert list(lacking({"k.py": text})) == ["k.py: search"]
