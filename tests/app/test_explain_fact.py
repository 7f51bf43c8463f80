"""Where a number comes from: which value wins on a day, in a scenario, over which layers, and why."""

from datetime import date

import pytest

from daliz.app.explain_fact import explain_fact
from daliz.app.list_facts import list_facts, show_subject
from daliz.errors import QueryError, UnknownIdError
from daliz.io.tables import read_rows

SOURCES = "source_id,publisher\nmine,My own notes\n"
HEAD = "subject,quantity,valid_from,valid_to,source_id,value,unit,chosen,grade,note\n"


@pytest.fixture
def mine(tmp_path):
    """A folder with a table of quantities of one's own."""

    def write(rows, **more):
        for name, text in {"sources": SOURCES, "quantities": HEAD + rows, **more}.items():
            path = tmp_path / ("scenarios/mine/scenario.toml" if name == "scenario" else f"{name}.csv")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return (tmp_path,)

    return write


def only(found):
    assert len(found) == 1
    return found[0]


def values(explanation):
    return [(c.fact.value, c.used, c.reason) for c in explanation.candidates]


ONE = "class:x,dwell,,,mine,10,h,yes,other,\n"


def test_the_only_value_is_used(mine):
    found = only(explain_fact("class:x", "dwell", on=date(2026, 5, 1), folders=mine(ONE)))
    assert values(found) == [(10.0, True, "only")]
    assert found.used.source.publisher == "My own notes"
    assert found.used.fact.where.endswith("quantities.csv:2")


def test_the_chosen_one_of_two_published_values_is_used(mine):
    rows = ONE + "class:x,dwell,,,daliz,12,h,no,other,\n"
    found = only(explain_fact("class:x", "dwell", on=date(2026, 5, 1), folders=mine(rows)))
    assert values(found) == [(10.0, True, "marked"), (12.0, False, "not_marked")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 5, 1), [(10.0, True, "latest"), (20.0, False, "not_yet")]),
        (date(2026, 5, 1), [(20.0, True, "latest"), (10.0, False, "earlier")]),
        (date(2027, 5, 1), [(10.0, True, "latest"), (20.0, False, "ended")]),
    ],
)
def test_the_value_of_the_day_is_used(mine, day, expected):
    rows = ONE + "class:x,dwell,2026-01-01,2027-01-01,mine,20,h,yes,other,\n"
    assert values(only(explain_fact("class:x", "dwell", on=day, folders=mine(rows)))) == expected


def test_no_value_holds_before_the_first_and_the_answer_says_so(mine):
    rows = "class:x,dwell,2026-01-01,,mine,20,h,yes,other,\n"
    found = only(explain_fact("class:x", "dwell", on=date(2025, 1, 1), folders=mine(rows)))
    assert found.used is None
    assert values(found) == [(20.0, False, "not_yet")]


def test_a_folder_of_ones_own_wins_over_a_later_built_in_value(mine):
    folders = mine("class:port.caspian,dwell_factor,,,mine,1.2,1,yes,other,\n")
    found = only(explain_fact("class:port.caspian", "dwell_factor", on=date(2026, 12, 1), folders=folders))
    assert values(found)[0] == (1.2, True, "layer")
    assert "overruled" in {reason for _, _, reason in values(found)}


def test_a_scenario_wins_over_both_and_gives_its_why(mine):
    scenario = (
        'title_en = "M"\ntitle_ru = "М"\nextends = "base"\nwhy = "To try."\n'
        '[[facts]]\nsubject = "class:x"\nquantity = "dwell"\nvalue = 5\nunit = "h"\nwhy = "A new crane."\n'
    )
    found = only(
        explain_fact("class:x", on=date(2026, 5, 1), scenario="mine", folders=mine(ONE, scenario=scenario))
    )
    assert values(found) == [(5.0, True, "scenario"), (10.0, False, "overruled")]
    assert (found.used.fact.note, found.used.fact.layer) == ("A new crane.", "scenario mine")


def test_a_terminal_is_answered_by_its_class_and_the_step_is_told():
    found = next(e for e in explain_fact("aktau.port", "dwell", on=date(2026, 12, 1)) if e.via)
    assert found.subject == "class:port.caspian"
    assert found.via[0].endswith("dwell_class = port.caspian")
    assert found.behind, "the observations of the fit are told"
    assert all(row.source is not None for row in found.behind)


def test_the_length_of_a_sea_lane_names_the_source_of_the_whole_table():
    found = only(explain_fact("aktau.port/alat.port", on=date(2026, 12, 1)))
    assert (found.quantity, found.used.source.id) == ("km", "searoute")


def test_a_misspelt_quantity_and_a_misspelt_subject_are_named():
    with pytest.raises(UnknownIdError, match="Did you mean 'dwell'"):
        explain_fact("class:port.caspian", "dwel", on=date(2026, 5, 1))
    with pytest.raises(UnknownIdError, match=r"class:port\.caspian"):
        explain_fact("class:port.caspain", on=date(2026, 5, 1))


def test_what_no_table_names_is_refused_without_reading_the_tables_again(monkeypatch):
    show_subject("aktau.port")  # the names are read
    read = []
    monkeypatch.setattr(
        "daliz.io.tables.read_rows", lambda table, *rest: read.append(table.name) or read_rows(table, *rest)
    )
    with pytest.raises(UnknownIdError, match=r"aktau\.port"):
        show_subject("aktau.prot")
    with pytest.raises(UnknownIdError, match=r"aktau\.port"):
        explain_fact("aktau.prot", on=date(2026, 5, 1))
    assert read == []
    show_subject("osaka.port")
    assert "terminals" in read, "the counter works"


def test_a_table_that_was_written_to_is_known_at_once(mine):
    day = date(2026, 5, 1)
    folders = mine(ONE)
    with pytest.raises(UnknownIdError):
        explain_fact("class:why", "dwell", on=day, folders=folders)
    found = only(
        explain_fact("class:why", "dwell", on=day, folders=mine(ONE.replace("class:x", "class:why")))
    )
    assert found.used.fact.value == 10.0
    with pytest.raises(UnknownIdError):
        explain_fact("class:x", "dwell", on=day, folders=folders)
    assert show_subject("class:why", folders).rows


def test_showing_a_thing_gives_its_row_what_is_about_it_and_what_mentions_it():
    found = show_subject("aktau.port")
    assert {"terminals", "aliases", "closures"} <= {row.table for row in found.rows}
    assert any(m.table == "services" and m.column == "from_terminal" for m in found.mentions)


def test_showing_a_source_says_which_facts_rest_on_it():
    found = show_subject("cpmm-carecprogram-2020")
    assert [row.table for row in found.rows] == ["sources"]
    assert any(m.table == "quantities" for m in found.mentions)


def test_showing_a_scenario_gives_each_entry_with_its_why():
    found = show_subject("aktau-storm-month")
    assert {row.table for row in found.rows} == {"scenario", "facts"}
    assert all(row.values["note"] for row in found.rows)


def test_listing_filters_by_pattern_and_grade():
    found = list_facts(subject="*aktau.port*", grade="assumed")
    assert found
    assert {row.values["grade"] for row in found} == {"assumed"}
    assert all("aktau.port" in row.key for row in found)


def test_listing_an_unknown_table_names_the_nearest():
    with pytest.raises(QueryError, match="quantities"):
        list_facts("kwantities")
