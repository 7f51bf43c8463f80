"""Records chosen by date, and found by words that miss their ending."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from daliz.app.brief_register import brief, read_register
from daliz.model.record import Text
from daliz.register.selection import Filter, found_by_words, passes
from daliz.timeline import last_day

DAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def register():
    return read_register()


def test_the_days_from_and_to_are_inside(register):
    record = replace(register.records[0], on="2024-05")
    standing = register.standings(DAY)[record.id]
    last = last_day("2024-05")
    assert passes(record, standing, Filter(since=last))
    assert not passes(record, standing, Filter(since=last + timedelta(days=1)))
    assert passes(record, standing, Filter(until=date(2024, 5, 1)))
    assert not passes(record, standing, Filter(until=date(2024, 4, 30)))


@pytest.mark.parametrize(("word", "found"), [("Актауский", True), ("Актауск", True), ("Актюбинский", False)])
def test_a_word_may_miss_its_ending_and_no_more(word, found):
    texts = {"r": ("document", Text(en="Aktau"), "порт Актауский")}
    assert bool(found_by_words(word, texts)) is found


def test_silence_of_just_the_months_asked_for_is_worth_naming(register):
    silent = brief(register, party="KZ", as_of=DAY, silent_months=0).silent
    months = min(e.standing.silent_months for e in silent if e.standing.silent_months)
    named = {e.record.id for e in brief(register, party="KZ", as_of=DAY, silent_months=months).silent}
    assert {e.record.id for e in silent if e.standing.silent_months == months} <= named
    later = brief(register, party="KZ", as_of=DAY, silent_months=months + 1).silent
    assert all(e.standing.silent_months > months for e in later)
