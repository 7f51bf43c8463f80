"""The first answer of a fresh installation: ``daliz --help`` and ``daliz plan``, beside ``import networkx``.

    python -m benchmarks.cold

A wheel is built and installed into a fresh environment of its own; every run is a new process. Byte code is
compiled by the installation, as pip does; numba has no cache there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from benchmarks.measure import Row, quantile, times_s
from benchmarks.report import print_rows

ROOT = Path(__file__).parent.parent
PLAN = ("plan", "Kobe", "Almaty", "--containers", "2x40HC", "--ready", "2026-12-01")


def run(*command: str) -> str:
    """Run a command and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def installed(folder: Path) -> Path:
    """Install a wheel of this tree with its dependencies and networkx; return the folder of commands."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / "bin"
    wheel = next(folder.glob("daliz-*.whl"))
    run(str(bin_folder / "pip"), "install", "--quiet", str(wheel), "networkx")
    return bin_folder


def rows() -> list[Row]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = installed(Path(name))
        python, daliz = str(folder / "python"), str(folder / "daliz")
        twice = (run(daliz, *PLAN, "--json"), run(daliz, *PLAN, "--json"))
        assert twice[0] == twice[1], "two cold answers differ"
        commands = {
            "python -c pass": (python, "-c", "pass"),
            "networkx": (python, "-c", "import networkx"),
            "help": (daliz, "--help"),
            "plan": (daliz, *PLAN),
        }
        found = {
            what: quantile(times_s(lambda c=command: run(*c), 9), 0.5) for what, command in commands.items()
        }
    peer_s = found["networkx"]
    peer = f"`import networkx` {1e3 * peer_s:.0f} ms, `python -c pass` {1e3 * found['python -c pass']:.0f} ms"
    return [
        Row(
            what="`daliz --help`, cold, wall",
            value=f"{1e3 * found['help']:.0f} ms, {found['help'] / peer_s:.2f} of the peer",
            peer=peer,
            bound="≤ 300 ms",
            met=found["help"] <= 0.3,
        ),
        Row(
            what="`daliz plan Kobe Almaty`, cold, wall",
            value=f"{1e3 * found['plan']:.0f} ms, {found['plan'] / peer_s:.2f} of the peer",
            peer=peer,
            bound="≤ 1,000 ms, aim 300",
            met=found["plan"] <= 1.0,
        ),
    ]


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
