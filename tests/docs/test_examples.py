"""Each example runs and answers the question it opens with."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples"

#: Example to what its answer must say.
SAYS = {
    "footprint_of_a_chain": r"[\d,]+ kg CO₂e well to wheel, [\d,]+ to [\d,]+",
    "footprint_of_many_shipments": r"1000 shipments: .* t CO₂e",
    "how_sure_by_a_day": r"nine in ten by 202\d-\d\d-\d\d; by 2026-12-31: \d+%",
    "kobe_to_almaty": r"\d+ to +\d+ days, .* fastest",
    "what_a_closure_costs": r"the closure costs \+\d+\.\d days",
    "what_the_interview_said": r"5\. Which projects",
    "what_we_assumed": r"quantities +\d+ of +\d+ rows are assumed",
    "where_a_number_comes_from": r"[1-9]\d* published observations",
    "your_own_facts": r"^0 faults.*\nwithout .*\nwith +my-feeder: .* ship 900 USD$",
}


def test_every_example_is_tested_and_listed():
    names = {p.stem for p in FOLDER.glob("*.py")}
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert names == SAYS.keys()
    assert [n for n in names if f"`{n}.py`" not in listed] == []


@pytest.mark.parametrize("name", SAYS)
def test_an_example_opens_with_a_question_and_answers_it(name):
    path = FOLDER / f"{name}.py"
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).endswith("?")
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(SAYS[name], done.stdout.strip(), flags=re.MULTILINE), done.stdout
