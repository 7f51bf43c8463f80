"""Without numba long work is done by the plain twins: the same answers, and it says so once on stderr."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
HIDE = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "numba":
            raise ModuleNotFoundError("No module named 'numba'", name="numba")
sys.meta_path.insert(0, Hidden())
"""


def run(folder, *words):
    env = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{SOURCE}"}
    return subprocess.run(
        [sys.executable, "-m", "daliz", *words], capture_output=True, text=True, env=env, check=False
    )


@pytest.fixture
def hidden(tmp_path):
    folder = tmp_path / "hidden"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HIDE)
    return folder


def test_a_batch_without_numba_gives_the_same_rows_and_says_so(tmp_path, hidden):
    rows = tmp_path / "rows.csv"
    rows.write_text("from,to,containers,ready\nkobe,almaty,2x40HC,2026-12-01\n")
    asked = ("plan", "--batch", str(rows), "--csv")
    without, with_it = run(hidden, *asked), run(tmp_path / "none", *asked)
    assert without.returncode == with_it.returncode == 0, without.stderr
    assert without.stdout == with_it.stdout != ""
    assert without.stderr.count("pip install numba") == 1
    assert "numba" not in with_it.stderr


PLANNED = (
    ("plan", "kobe", "almaty", "--containers", "2x40HC", "--ready", "2026-12-01", "--json"),
    ("plan", "алматы", "kobe", "--tonnes", "40", "--ready", "2026-12-01", "--lang", "ru"),
    ("compare", "xian", "baku", "--containers", "1x40", "--ready", "2026-12-01", "--scenarios", "base,calm-2025", "--json"),
    ("demo",),
)  # fmt: skip


@pytest.mark.parametrize("asked", PLANNED, ids=lambda words: " ".join(words[:2]))
def test_every_command_that_plans_answers_alike_without_numba_and_says_so_once(tmp_path, hidden, asked):
    without, with_it = run(hidden, *asked), run(tmp_path / "none", *asked)
    assert without.returncode == with_it.returncode == 0, without.stderr
    assert without.stdout == with_it.stdout != ""
    assert without.stderr.count("pip install numba") == 1
    assert "numba" not in with_it.stderr


def test_what_plans_nothing_says_nothing(hidden):
    assert "numba" not in run(hidden, "register", "list", "--kind", "grant").stderr
