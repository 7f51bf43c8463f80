"""The build's own check of words: it passes on the page as it is and finds each fault that is planted."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path, node):
    shutil.copytree(ROOT / "ui" / "src", tmp_path / "ui" / "src")
    shutil.copytree(ROOT / "ui" / "scripts", tmp_path / "ui" / "scripts")
    shutil.copytree(ROOT / "src" / "daliz" / "words", tmp_path / "src" / "daliz" / "words")
    (tmp_path / "ui" / "node_modules").symlink_to(ROOT / "ui" / "node_modules")
    return tmp_path


def check(node, folder):
    done = subprocess.run(
        [node, "ui/scripts/check-words.mjs"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_the_page_as_it_is_passes(node, copy):
    assert check(node, copy) == (0, "")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("ui/src/parts/sheet.tsx", "<h2>{title}</h2>", "<h2>Details</h2>", "stands outside the catalogues"),
        (
            "ui/src/parts/sheet.tsx",
            'aria-label={t("page.close")}',
            'aria-label="Close"',
            "stands outside the catalogues",
        ),
        ("ui/src/parts/sheet.tsx", 't("page.close")', 't("page.shut")', "no text has the key page.shut"),
        ("src/daliz/words/page.kk.json", '"page.close"', '"page.closed"', "page.kk.json lacks page.close"),
        (
            "src/daliz/words/page.ru.json",
            '"page.options.few"',
            '"page.options.fewer"',
            "page.ru.json lacks page.options.few",
        ),
        ("src/daliz/words/page.ja.json", "{from}", "{form}", "other {names} than English"),
    ],
)
def test_a_planted_fault_is_found(node, copy, file, old, new, said):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    code, errors = check(node, copy)
    assert code == 1
    assert said in errors
