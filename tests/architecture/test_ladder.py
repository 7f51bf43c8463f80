"""The ladder of ARCHITECTURE.md holds, and each of its contracts is shown to fail on a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint_imports(folder):
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_ladder_holds(root):
    done = lint_imports(root)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("model/place.py", "from daliz.route import search", "The ladder"),  # from below to above
        ("route/search.py", "import daliz.footprint.account", "The ladder"),  # from engine to engine
        ("words/figures.py", "import daliz.app.find_place", "The ladder"),  # from words to a use case
        ("kernels/streams.py", "from daliz.model import cargo", "The ladder"),  # from kernel to model
        ("new_folder/__init__.py", "X = 1", "The ladder"),  # a folder that has no place on it
        ("model/fact.py", "import sqlite3", "The model and the kernels"),  # a store in the model
        ("tariff/prices.py", "import json", "Engines do no input"),  # a file format in an engine
        ("register/status.py", "from pathlib import Path", "Engines do no input"),
        ("app/new_a.py", "import daliz.app.new_b", "No cycles"),
    ],
)
def test_the_ladder_is_seen_to_break(root, tmp_path, file, line, broken):
    shutil.copytree(
        root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("facts", "static", "__pycache__")
    )
    shutil.copy(root / "pyproject.toml", tmp_path)
    target = tmp_path / "src/daliz" / file
    target.parent.mkdir(exist_ok=True)
    with target.open("a", encoding="utf-8") as f:
        f.write(f"\n{line}\n")
    if "new_b" in line:
        package = tmp_path / "src/daliz/app/new_b"
        package.mkdir()
        (package / "__init__.py").write_text("import daliz.app.new_a\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert [row for row in done.stdout.splitlines() if row.startswith(broken) and "BROKEN" in row], (
        done.stdout
    )
