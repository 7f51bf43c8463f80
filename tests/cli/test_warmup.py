"""The kernels are compiled on request, with what is done on the error stream."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from daliz.app.warm_up import KERNELS, warm_up
from daliz.cli.warmup import command


def test_every_kernel_is_compiled_and_told():
    pytest.importorskip("numba")
    told = []
    assert warm_up(told.append)
    assert tuple(told) == KERNELS
    from daliz.kernels.pareto_compiled import is_loaded

    assert is_loaded()


def test_the_command_tells_how_far_it_is():
    pytest.importorskip("numba")
    done = CliRunner().invoke(command)
    assert done.exit_code == 0
    assert done.stdout == "The kernels are ready.\n"
    assert "[1/2] best chains under a rule" in done.stderr


def test_without_numba_it_says_that_the_plain_search_answers(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    from daliz.kernels import constrained_compiled

    constrained_compiled.best_chain_kernel.cache_clear()
    assert not warm_up()
    monkeypatch.undo()
    constrained_compiled.best_chain_kernel.cache_clear()


def test_a_second_process_reads_what_the_first_compiled(tmp_path):
    def kept():
        words = [sys.executable, "-c", "from daliz.cli import main; main(['warmup'])"]
        done = subprocess.run(
            words, capture_output=True, check=False, env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
        )
        assert done.returncode == 0, done.stderr
        return sorted((f.name, f.stat().st_size) for f in tmp_path.rglob("*.nb?"))

    first = kept()
    assert first
    assert kept() == first, "a kernel was compiled again"
