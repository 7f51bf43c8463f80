"""``daliz facts fit``: the fit of the times reruns from the tables that ship, in every language."""

import json

import pytest
from click.testing import CliRunner

from daliz.cli.facts import command


def run(*words):
    return CliRunner().invoke(command, ["fit", *words], catch_exceptions=False)


def test_it_says_how_well_the_rows_fix_each_parameter():
    printed = run().output
    assert "unbooked" in printed
    line = next(x for x in printed.splitlines() if x.startswith("unbooked"))
    assert line.rstrip().endswith("well, 93%")
    assert (
        next(x for x in printed.splitlines() if x.startswith("gap_caspian")).rstrip().endswith("hardly, 7%")
    )


def test_leaving_a_row_out_moves_what_it_fixed():
    every, without = (json.loads(run("--json", *more).output) for more in ((), ("--leave-out", "T071")))
    assert len(every["rows"]) == len(without["rows"]) + 1
    assert every["parameters"] != without["parameters"]


def test_rows_stand_beside_what_the_fit_says():
    assert any(x.startswith("T071") and x.count(" d") == 2 for x in run("--rows").output.splitlines())


@pytest.mark.parametrize(("lang", "word"), [("ru", "параметр"), ("kk", "бұрын"), ("ja", "パラメータ")])
def test_it_speaks_the_language_asked_for(lang, word):
    assert word in run("--lang", lang).output


def test_an_unknown_row_is_an_error_that_names_a_near_one():
    from daliz.app.fit_times import fit_times
    from daliz.errors import UnknownIdError

    with pytest.raises(UnknownIdError, match="T07"):
        fit_times(leave_out=["T07"])
