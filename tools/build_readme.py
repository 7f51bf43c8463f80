"""Write the first answer into README.md: ``python tools/build_readme.py``; anew when numbers move."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- first answer: written by tools/build_readme.py -->", "<!-- end of first answer -->"
SHOWN = 4
QUESTION = ("plan", "kobe", "almaty", "--containers", "2x40HC", "--ready", "2026-12-01")


def answer() -> str:
    """Return what the question of the README prints in a terminal of 100 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "daliz", *QUESTION],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
    )
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    first = next(i for i, line in enumerate(lines) if line.startswith(f"{SHOWN + 1}  "))
    rest = next(i for i, line in enumerate(lines) if "--all" in line)
    return "\n".join([*lines[:first], "…", "", *lines[rest:]])


def main() -> None:
    """Write it."""
    text = README.read_text(encoding="utf-8")
    block = f"{START}\n```text\n{answer()}\n```\n{END}"
    found = re.sub(f"{re.escape(START)}.*{re.escape(END)}", lambda _: block, text, flags=re.DOTALL)
    README.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
