"""Any words to ``daliz plan``: an answer, or a fault told on the error stream with its status; never a traceback."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daliz.cli.main import main

PLACES = st.sampled_from([
    "Almaty", "Kobe", "Алматы", "東京", "KZAAU", "aktau", "43.24,76.93", "0,0", "91,0", "90,180", "nan,nan", "Osh",
    "Duisburg", "Poti", "Baku", "Moscow", "Istanbul", "Kazakhstan", "Nowhere", "", " ", "🚂", "a" * 3000, "New York",
])  # fmt: skip
DAYS = st.sampled_from([
    "2026-12-01", "2026-12-31", "2027-01-01", "2024-02-29", "2026-03-29", "1900-01-01", "9999-12-31", "2026-12", "2026",
    "2026-02-30", "tomorrow", "",
])  # fmt: skip
WORDS = st.sampled_from([
    "RU", "KZ", "sea", "mode:rail", "ferry", "aktau", "passage:suez", "northern", "corridor:middle-poti", "border:CN/KZ",
    "khorgos/altynkol", "operator:feeder", "sea:caspian", "RU,BY,CN",
    "RU,KZ,UZ,TM,AZ,GE,TR,BY,PL,DE", "xx:yy", "a/b", ",", "",
])  # fmt: skip
VALUES = {
    "--containers": st.sampled_from(["1x20,2x45", "1x40RF", "0x20", "999999999x40", "2х40HC", "x", "", "1x99", "٣x20"]),
    "--wagons": st.sampled_from(["3", "0", "-2", "100000", "999999999999999999999", "1.5", "x"]),
    "--tonnes": st.sampled_from(["40", "0", "-1", "nan", "inf", "1e308", "0.0001", "x"]),
    "--commodity": st.sampled_from(["metal", "", "🚂"]),
    "--deadline": DAYS,
    "--arrive-by": st.sampled_from(["2027-02-10", "2027-02-10@90%", "2027-02-10@1", "x@y", "@", "2027-02-10@nan"]),
    "--scope": st.sampled_from(["door", "terminal", "x"]),
    "--avoid": WORDS,
    "--avoid-transit": WORDS,
    "--require": WORDS,
    "--scenario": st.sampled_from(["northern-shut", "kazakhstan-shut", "nope", "../base", ""]),
    "--sanctions": st.sampled_from(["none", "nope", "/dev/null", "/"]),
    "--seed": st.sampled_from(["0", "-1", "9" * 30, "x"]),
    "--pin": st.sampled_from(["1:3", "9:9", "x", "1:", "-1:2"]),
    "--replace": st.sampled_from(["1:3", "0:0"]),
    "--again": st.sampled_from(["/dev/null", "/", "/no/such"]),
    "--option": st.sampled_from(["2", "0", "99999", "x"]),
    "--lang": st.sampled_from(["ru", "kk", "ja", "xx"]),
    "--html": st.sampled_from(["/", "/no/such/x.html"]),
    "--save": st.sampled_from(["/", "/no/such/x.json"]),
    "--facts": st.sampled_from(["/no/such", "/dev/null"]),
}  # fmt: skip
FLAGS = ["--dangerous", "--slot", "--no-slot", "--all", "--explain", "--json", "--csv"]
GOOD = ["--containers", "2x40HC", "--ready", "2026-12-01"]


@st.composite
def command_lines(draw):
    """Lines that are mostly right: one to three things more than a good question."""
    ends = draw(st.lists(PLACES, min_size=2, max_size=2) | st.just(["Kobe", "Almaty"]))
    words = [*ends, *GOOD]
    for name in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True)):
        if name in {"--wagons", "--tonnes"} and draw(st.booleans()):
            words = [w for w in words if w not in {"--containers", "2x40HC"}]
        words += [name, draw(VALUES[name])]
    if draw(st.booleans()):
        words += ["--ready", draw(DAYS)]
    return ["plan", *words, *draw(st.lists(st.sampled_from(FLAGS), max_size=2, unique=True))]


def leave(words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as left:
        main(words)
    return left.value.code, out.getvalue(), err.getvalue()


@settings(max_examples=80)
@given(command_lines())
def test_whatever_is_asked_is_answered_or_refused_in_words(words):
    status, out, err = leave(words)
    assert status in {0, 2, 3, 4}, err  # 1 is a fault of the program
    assert "Traceback" not in err
    if status:
        assert out == ""
        assert err.strip()
    elif "--json" in words:
        json.loads(out)


def test_a_fault_of_the_program_would_be_seen(monkeypatch):
    monkeypatch.setattr("daliz.app.plan_chain.candidates", lambda *_: 1 / 0)
    status, _, err = leave(["plan", "Kobe", "Almaty", *GOOD])
    assert status == 1
    assert "ZeroDivisionError" in err
