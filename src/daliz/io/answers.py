"""Answers that the package carries for its built-in facts, so that nobody waits for what never differs.

Each holds the hash of the facts and the version it was made with; where either differs it is no answer.
Made by ``tools/build_answers.py``; a test makes them again and compares.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from daliz.io.tables import built_in_facts

__all__ = ["built_in_digest", "read_answer", "write_answer"]


@cache
def built_in_digest() -> str:
    """Return a hash of every built-in table of facts."""
    found = hashlib.sha256()
    root = built_in_facts()
    for path in sorted(root.rglob("*.csv")):
        found.update(path.relative_to(root).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _folder() -> Path:
    return Path(str(resources.files("daliz"))) / "answers"


def read_answer(kind: str, version: str, folder: Path | None = None) -> dict[str, Any] | None:
    """Return the answer of a kind with the question it answers; None where it rests on other facts than these."""
    try:
        found = json.loads(((folder or _folder()) / f"{kind}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    fits = found["version"] == version and found["facts_sha256"] == built_in_digest()
    return found if fits else None


def write_answer(
    kind: str,
    version: str,
    request: Mapping[str, Any],
    result: Mapping[str, Any],
    folder: Path | None = None,
) -> Path:
    """Write an answer, one member of its lists a line, with what it rests on."""
    path = (folder or _folder()) / f"{kind}.json"
    found = {
        "kind": kind,
        "version": version,
        "facts_sha256": built_in_digest(),
        "request": request,
        "result": result,
    }
    path.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return path
