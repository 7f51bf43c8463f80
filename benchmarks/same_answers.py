"""Whether two trees of this project give the same answers, to the last byte.

    python -m benchmarks.same_answers OTHER [--kept FOLDER]

OTHER is another checkout (the one before a change, say). Each tree answers every question of ``benchmarks.pairs`` in a
process of its own, as ``POST /api/v1/plans`` would, all options and lines included, with the compiled kernels; the
base scenario and one that shuts ways. Prints the questions that are answered otherwise, with the first place that
differs; returns 1 where there is any.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCENARIOS = ("base", "kazakhstan-shut")

ANSWER = """
import json, sys
from pathlib import Path
from benchmarks.pairs import questions
from daliz.app.plan_chain import plan_chain
from daliz.app.plan_output import plan_document
from daliz.app.plan_request import Request, query_of_request, world_of
from daliz.app.warm_up import warm_up
from daliz.errors import DalizError
from datetime import date

out = Path(sys.argv[1])
warm_up()
for scenario in sys.argv[2:]:
    world = world_of(scenario)
    for i, asked in enumerate(questions()):
        words = {k: tuple(v) if isinstance(v, list) else v for k, v in asked.items() if k not in {"from", "to"}}
        for name in ("ready", "deadline"):
            if name in words:
                words[name] = date.fromisoformat(words[name])
        try:
            request = Request(origin=asked["from"], destination=asked["to"], scenario=scenario, **words)
            plan = plan_chain(world, query_of_request(world, request))
            found = plan_document(world, plan, range(1, len(plan.options) + 1))
        except DalizError as error:
            found = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        found.get("provenance", {}).pop("version", None)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (out / f"{scenario}-{i:03}.json").write_text(text, encoding="utf-8")
"""


def answers_of(tree: Path, folder: Path) -> dict[str, bytes]:
    """Return the answers of a tree by the name of the question."""
    env = {**os.environ, "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{ROOT}"}
    subprocess.run([sys.executable, "-c", ANSWER, str(folder), *SCENARIOS], check=True, env=env, cwd=folder)
    return {p.stem: p.read_bytes() for p in sorted(folder.glob("*.json"))}


def first_difference(a: bytes, b: bytes) -> str:
    """Return what stands around the first byte that differs."""
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"byte {at}: {a[max(0, at - 60) : at + 40]!r} and {b[max(0, at - 60) : at + 40]!r}"


def main() -> int:
    """Compare the trees."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("other", type=Path)
    parser.add_argument(
        "--kept", type=Path, help="Folder for the answers of the other tree, used again if full."
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kept = given.kept or Path(name) / "other"
        kept.mkdir(parents=True, exist_ok=True)
        mine = Path(name) / "mine"
        mine.mkdir()
        theirs = {p.stem: p.read_bytes() for p in sorted(kept.glob("*.json"))}
        theirs = theirs or answers_of(given.other.resolve(), kept)
        ours = answers_of(ROOT, mine)
    wrong = [q for q in sorted(ours.keys() | theirs.keys()) if ours.get(q) != theirs.get(q)]
    for q in wrong:
        print(f"{q}: {first_difference(ours.get(q, b''), theirs.get(q, b''))}")
    errors = sum(b'"error":' in body[:10] for body in ours.values())
    print(f"{len(ours)} questions ({errors} of them refused), {len(wrong)} answered otherwise")
    return int(bool(wrong) or ours.keys() != theirs.keys())


if __name__ == "__main__":
    sys.exit(main())
