"""The nearest spellings are those of difflib, found with less work."""

import difflib

from hypothesis import example, given
from hypothesis import strategies as st

from daliz.spelling import near_spellings

LETTERS = st.text("abcd-:é", max_size=12)


@given(LETTERS, st.lists(LETTERS, max_size=30), st.integers(1, 5), st.floats(0, 1))
@example("", ["", "a"], 1, 0.0)
@example("ab", ["ba", "ab", "ab"], 3, 0.5)
def test_the_words_found_are_those_of_difflib_in_the_same_order(word, known, most, cutoff):
    assert near_spellings(word, known, limit=most, cutoff_share=cutoff) == difflib.get_close_matches(
        word, known, n=most, cutoff=cutoff
    )


def test_few_of_many_words_are_compared_in_full(monkeypatch):
    compared = []

    class Counted(difflib.SequenceMatcher):
        def ratio(self):
            compared.append(self.a)
            return super().ratio()

    monkeypatch.setattr("daliz.spelling.SequenceMatcher", Counted)
    known = [f"{kind}.{n:04d}" for kind in ("port", "rail", "road") for n in range(1000)]
    assert near_spellings("prot.0007", known, cutoff_share=0.5)[0] == "port.0007"
    assert len(compared) < 100
