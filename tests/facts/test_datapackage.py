"""The Frictionless description of the facts is up to date, and the facts fulfil it."""

import importlib.util
import shutil
import subprocess
import sys

import pytest

CHECK = """
import sys, warnings
warnings.simplefilter("ignore")
from frictionless import Package
report = Package(sys.argv[1]).validate()
for task in report.tasks:
    for error in task.errors:
        print(task.name, error.type, getattr(error, "row_number", ""), error.note)
for error in report.errors:
    print(error.type, error.note)
"""


def faults(folder):
    """What Frictionless finds wrong; in a process of its own, for it warns of its own imports."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "datapackage.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def tool(root):
    spec = importlib.util.spec_from_file_location(
        "build_datapackage", root / "tools" / "build_datapackage.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_description_is_what_fields_csv_says(tool, source):
    found = (source / "facts" / "datapackage.json").read_text(encoding="utf-8")
    assert found == tool.text(), "run: python tools/build_datapackage.py"


def test_frictionless_accepts_the_facts(source):
    assert faults(source / "facts") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("services.csv", ",aktau.port,", ",aktao.port,", "services foreign-key"),
        ("rates.csv", ",segment,", ",segmnt,", "rates constraint-error"),
        ("sources.csv", "source_id,", "source,", "sources incorrect-label"),
    ],
)
def test_frictionless_sees_a_planted_fault(source, tmp_path, file, old, new, fault):
    shutil.copytree(source / "facts", tmp_path / "facts")
    text = (tmp_path / "facts" / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "facts" / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [f for f in faults(tmp_path / "facts") if f.startswith(fault)]
