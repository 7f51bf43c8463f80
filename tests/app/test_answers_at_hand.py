"""The answers that the package carries are those of its own facts and code: made again and compared."""

import json

import pytest

from daliz import __version__
from daliz.app.answers_at_hand import AT_HAND, make_answer
from daliz.io import answers as files
from daliz.io.answers import read_answer, write_answer

FIX = "run python tools/build_answers.py"


@pytest.mark.parametrize("kind", AT_HAND)
def test_the_answer_at_hand_rests_on_the_built_in_facts(kind):
    found = read_answer(kind, __version__)
    assert found is not None, FIX
    assert found["request"] == AT_HAND[kind], FIX


@pytest.mark.slow
@pytest.mark.parametrize("kind", AT_HAND)
def test_the_answer_at_hand_is_what_the_work_finds_now(kind):
    made = json.loads(json.dumps(make_answer(kind)))
    kept = read_answer(kind, __version__)
    assert kept is not None, FIX
    assert differences(made, kept["result"]) == [], FIX


def test_a_changed_number_is_seen():
    kept = {"levers": [{"days": 1.0, "name": "x"}]}
    assert differences(kept, {"levers": [{"days": 1.0 + 1e-12, "name": "x"}]}) == []
    assert differences(kept, {"levers": [{"days": 1.1, "name": "x"}]}) == [".levers.0.days: 1.0, kept 1.1"]


def test_other_facts_make_it_no_answer(tmp_path, monkeypatch):
    write_answer("levers", "1.0", {}, {"levers": []}, tmp_path)
    assert read_answer("levers", "1.0", tmp_path)["result"] == {"levers": []}
    assert read_answer("levers", "1.1", tmp_path) is None
    monkeypatch.setattr(files, "built_in_digest", lambda: "0" * 64)
    assert read_answer("levers", "1.0", tmp_path) is None


def test_where_none_is_kept_there_is_none(tmp_path):
    assert read_answer("levers", "1.0", tmp_path) is None


def differences(made, kept, where=""):
    """Where two plain trees differ; numbers may by what another processor's sums may."""
    if isinstance(made, dict) and isinstance(kept, dict) and made.keys() == kept.keys():
        return [d for k in made for d in differences(made[k], kept[k], f"{where}.{k}")]
    if isinstance(made, list) and isinstance(kept, list) and len(made) == len(kept):
        return [d for i, one in enumerate(made) for d in differences(one, kept[i], f"{where}.{i}")]
    numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in (made, kept))
    same = made == pytest.approx(kept, rel=1e-6, abs=1e-6) if numbers else made == kept
    return [] if same else [f"{where}: {made}, kept {kept}"]
