"""The command line on a bare machine: no compiler, no network, another folder, nothing written."""

import os
import subprocess
import sys

import pytest

WITHOUT_NUMBA = "import sys; sys.modules['numba'] = None; "
WITHOUT_NETWORK = (
    "import socket\n"
    "def refuse(*_, **__): raise OSError('the network was asked')\n"
    "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
)
MAIN = "from daliz.cli import main; main({words!r})"
PLAN = ["plan", "almaty", "duisburg", "--containers", "1x40HC", "--ready", "2026-12-01"]


def run(before, words, folder):
    return subprocess.run(
        [sys.executable, "-c", before + MAIN.format(words=words)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


@pytest.mark.parametrize(
    "words",
    [PLAN, ["compare", *PLAN[1:], "--scenarios", "base,calm-2025"], ["facts", "check"], ["register", "list"]],
    ids=lambda w: w[0],
)
def test_every_command_works_without_the_compiler_and_says_the_same(tmp_path, words):
    plain, usual = run(WITHOUT_NUMBA, words, tmp_path), run("", words, tmp_path)
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout == usual.stdout


@pytest.mark.parametrize("words", [["demo"], PLAN, ["register", "read", "interview"]], ids=lambda w: w[0])
def test_no_command_asks_the_network(tmp_path, words):
    done = run(WITHOUT_NETWORK, words, tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_command_that_asks_the_network_would_be_seen(tmp_path):
    done = run(
        WITHOUT_NETWORK + "import urllib.request; urllib.request.urlopen('http://localhost')\n",
        ["demo"],
        tmp_path,
    )
    assert "the network was asked" in done.stderr


def test_an_answer_leaves_nothing_behind(tmp_path):
    assert run("", PLAN, tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []
