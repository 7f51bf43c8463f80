"""The first answer is quick: a cold command imports nothing that takes long to load."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {"numba", "llvmlite", "scipy", "pandas", "geopandas", "pyarrow", "highspy", "networkx"}
FOR_TABLES = {"rich", "numpy"}  # a plan may use them, the help may not


def imported(*arguments):
    """The top-level packages that a command imports, by -X importtime."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "daliz", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "120"},
        cwd=Path(__file__).parent,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(x for x in done.stderr.splitlines() if x not in lines)
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_the_help_loads_neither_tables_nor_solvers():
    found = imported("--help")
    assert "click" in found
    assert found & (SLOW | FOR_TABLES) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "almaty", "duisburg", "--containers", "1x40HC", "--ready", "2026-12-01"),
        ("register", "list", "--theme", "transport"),
        ("facts", "show", "aktau.port"),
    ],
    ids=lambda a: a[0],
)
def test_a_cold_command_loads_no_compiler_no_frames_and_no_solver(arguments):
    assert imported(*arguments) & SLOW == set()


def test_a_slow_import_would_be_seen():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import pandas"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert any(line.endswith(" pandas") for line in done.stderr.splitlines())
