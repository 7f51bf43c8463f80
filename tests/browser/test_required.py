"""Where the browser tests cannot run they say why and how to have them; where they must run, that is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEST = Path(__file__).with_name("test_journeys.py")


@pytest.mark.parametrize(("required", "code", "outcome"), [("", 0, "1 skipped"), ("1", 1, "1 error")])
def test_a_missing_browser_is_told_and_fails_only_where_it_must_be_there(tmp_path, required, code, outcome):
    here = {k: v for k, v in os.environ.items() if k not in {"DALIZ_BROWSER", "PYTEST_XDIST_WORKER"}}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:xdist",
            "-p",
            "no:cacheprovider",
            TEST,
            "-k",
            "programmes",
        ],
        env={**here, "PATH": str(tmp_path), "DALIZ_BROWSER_REQUIRED": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert outcome in done.stdout
    assert "no browser here: install Debian's chromium, or name one in DALIZ_BROWSER" in done.stdout
