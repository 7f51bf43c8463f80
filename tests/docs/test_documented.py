"""The manual says what is there: commands, settings, scenarios, tables; its links lead somewhere; its commands run."""

import doctest
import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import subprocess
import sys

import pytest

import daliz
from daliz.cli.main import COMMANDS
from daliz.cli.options import SETTINGS
from daliz.io.scenarios import scenario_names
from daliz.io.tables import read_fields

#: Commands that the manual shows but that would not end at once, or that write a file: shown, not run.
NOT_RUN = re.compile(
    r"<|…|serve|--document|--batch|--save|--html|--geojson|-o |--output|\.json|FILE|workspace| my_facts|\.toml|\.csv|\.txt"
    r"|register (add|edit|change|undo|history|export|draft|import|accept|remove)"
)


def pages(root):
    return [root / "README.md", root / "ARCHITECTURE.md", *sorted((root / "docs").rglob("*.md"))]


def tool(root, name):
    spec = importlib.util.spec_from_file_location(name, root / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_reference_is_what_the_commands_say(root):
    found = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert found == tool(root, "build_cli_reference").text(), "run: python tools/build_cli_reference.py"


def test_every_command_and_setting_is_documented(root):
    text = (root / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert [c for c in COMMANDS if f"### daliz {c}\n" not in text] == []
    assert [s for s in SETTINGS if f"`{s}`" not in text] == []


def test_every_variable_that_the_code_reads_is_a_setting(source):
    used = {
        m for f in source.rglob("*.py") for m in re.findall(r"DALIZ_[A-Z_]+", f.read_text(encoding="utf-8"))
    }
    assert used <= SETTINGS.keys()


def test_every_scenario_is_documented_and_has_a_readme(root, source):
    text = (root / "docs/explanation/scenarios.md").read_text(encoding="utf-8")
    assert [s for s in scenario_names() if f"`{s}`" not in text] == []
    assert [s for s in scenario_names() if not (source / "scenarios" / s / "README.md").is_file()] == []


def test_every_column_is_described():
    empty = [
        f"{t.name}.{f.column}" for t in read_fields().values() for f in t.fields if not f.description.strip()
    ]
    assert empty == []


def dead_links(page, text):
    plain = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", plain):
        path = target.partition("#")[0]
        if (
            path
            and not target.startswith(("http:", "https:", "mailto:"))
            and not (page.parent / path).exists()
        ):
            yield f"{page.name}: {target}"


def test_no_link_of_the_manual_is_dead(root):
    assert [d for p in pages(root) for d in dead_links(p, p.read_text(encoding="utf-8"))] == []


def test_a_dead_link_is_found(root):
    assert list(dead_links(root / "README.md", "see [this](docs/nowhere.md) and [that](LICENSE)")) == [
        "README.md: docs/nowhere.md"
    ]


def commands(text):
    """The daliz commands in the shell blocks of a page."""
    text = text.replace("\\\n", " ")
    for block in re.findall(r"```(?:sh|console|bash)\n(.*?)```", text, flags=re.DOTALL):
        for line in block.splitlines():
            found = re.match(r"(?:\$ )?(?:\.venv/bin/)?daliz (.*)", line)
            if found is not None:
                yield found[1].partition("  #")[0].strip()


def shown(root):
    return sorted(
        {
            c
            for p in pages(root)
            if "reference/cli" not in str(p)
            for c in commands(p.read_text(encoding="utf-8"))
        }
    )


def run(words, folder):
    env = {**os.environ, "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "daliz", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_that_the_manual_shows_runs(root, tmp_path):
    (tmp_path / "examples").symlink_to(
        root / "examples"
    )  # what a command writes goes to the folder beside it
    asked = [c for c in shown(root) if not NOT_RUN.search(c)]
    assert len(asked) >= 10
    failed = [
        f"{c}: {done.stderr[-300:]}" for c in asked if (done := run(shlex.split(c), tmp_path)).returncode != 0
    ]
    assert failed == []


def test_a_command_that_does_not_exist_is_seen_to_fail(root):
    assert list(commands("```sh\n.venv/bin/daliz paln kobe almaty   # typo\n```")) == ["paln kobe almaty"]
    assert run(["paln", "kobe", "almaty"], root).returncode == 2


def test_the_first_answer_of_the_readme_names_ways_that_are_still_found(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    block = text.partition("<!-- first answer")[2].partition("<!-- end of first answer")[0]
    found = run(
        ["plan", "kobe", "almaty", "--containers", "2x40HC", "--ready", "2026-12-01", "--all"], root
    ).stdout
    ways = re.findall(r"^\d  (.*?)  ", block, flags=re.MULTILINE)
    assert ways
    assert [w for w in ways if w not in found] == [], "run: python tools/build_readme.py"


@pytest.mark.parametrize("name", sorted(m.name for m in pkgutil.walk_packages(daliz.__path__, "daliz.")))
def test_the_examples_in_docstrings_hold(name):
    if name == "daliz.__main__":
        pytest.skip("runs the command line")
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_the_manual_builds_without_a_warning(root, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
