"""What the register writes for others holds to their standards."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from daliz.app.brief_register import Register, read_register
from daliz.app.export_register import export_register
from daliz.errors import QueryError
from daliz.io.exports.ical import folded
from daliz.register.selection import Filter

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def written(register: Register, form: str, lang: str = "en", **wanted: Any) -> str:
    text = export_register(register, Filter(**wanted), form=form, now=NOW, lang=lang).text
    assert text is not None
    return text


def unfolded(feed: str) -> list[dict[str, str]]:
    """Return the events of a feed, each property by its name."""
    lines = feed.replace("\r\n ", "").split("\r\n")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            events[-1][name.partition(";")[0]] = value
    return events


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "ja"])
def test_the_calendar_has_crlf_lines_of_at_most_75_octets(register: Register, lang: str) -> None:
    feed = written(register, "ical", lang).encode()
    assert feed.count(b"\n") == feed.count(b"\r\n")
    assert feed.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in feed.split(b"\r\n")) <= 75


def test_folding_keeps_every_character() -> None:
    line = "SUMMARY:" + "日本とカザフスタン" * 20
    assert max(len(part.encode()) for part in folded(line).split("\r\n")) <= 75
    assert folded(line).replace("\r\n ", "") == line


def test_every_event_has_a_stable_uid_a_stamp_and_whole_days(register: Register) -> None:
    events = unfolded(written(register, "ical"))
    assert len({e["UID"] for e in events}) == len(events) > 40
    for event in events:
        assert event["DTSTAMP"] == "20261124T000000Z"
        assert re.fullmatch(r"\d{8}", event["DTSTART"])
        assert event["DTEND"] > event["DTSTART"]


def test_the_summit_ends_on_the_day_after_its_last(register: Register) -> None:
    summit = next(e for e in unfolded(written(register, "ical")) if e["UID"] == "held-m-l1@daliz")
    assert (summit["DTSTART"], summit["DTEND"]) == ("20251219", "20251221")


def test_a_month_is_a_span_with_a_note_and_a_year_alone_is_left_out(register: Register) -> None:
    made = export_register(register, Filter(), form="ical", now=NOW)
    events = {e["UID"]: e for e in unfolded(made.text or "")}
    riken = events["due-c-riken@daliz"]
    assert (riken["DTSTART"], riken["DTEND"]) == ("20260501", "20260601")
    assert riken["STATUS"] == "TENTATIVE"
    assert "2026-05" in riken["DESCRIPTION"]
    assert "STATUS" not in events["due-c-ga@daliz"]
    assert "due-c-mlit26" in dict(made.left_out)
    assert "due-c-mlit26@daliz" not in events


def test_commas_and_semicolons_are_escaped(register: Register) -> None:
    for event in unfolded(written(register, "ical")):
        assert not re.search(r"(?<!\\)[,;]", event["SUMMARY"] + event["DESCRIPTION"])


#: Order of the elements of an activity in the schema of IATI 2.03.
ORDER = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status",
    "activity-date", "recipient-country", "sector", "default-flow-type", "default-finance-type",
    "transaction", "document-link",
)  # fmt: skip


def test_aid_is_written_as_iati_2_03_in_the_order_of_its_schema(register: Register) -> None:
    root = ET.fromstring(written(register, "iati"))  # noqa: S314 - our own text
    assert root.get("version") == "2.03"
    activities = root.findall("iati-activity")
    assert [a.findtext("iati-identifier") for a in activities] == [
        "DALIZ-g-semey-2001", "DALIZ-g-water-2003", "DALIZ-g-semey-2025", "DALIZ-g-aktau-2026",
    ]  # fmt: skip
    for activity in activities:
        places = [ORDER.index(element.tag) for element in activity]
        assert places == sorted(places)
        reporting = activity.find("reporting-org")
        assert reporting is not None
        assert reporting.get("secondary-reporter") == "1"


def test_an_amount_that_was_not_read_is_no_transaction_and_yen_stay_yen(register: Register) -> None:
    root = ET.fromstring(written(register, "iati"))  # noqa: S314 - our own text
    values = {
        a.findtext("iati-identifier"): a.find("transaction/value") for a in root.findall("iati-activity")
    }
    assert values["DALIZ-g-water-2003"] is None
    semey = values["DALIZ-g-semey-2025"]
    assert semey is not None
    assert (semey.get("currency"), semey.text) == ("JPY", "1087000000")


def test_a_running_total_is_left_out_of_the_aid_file_and_named(register: Register) -> None:
    made = export_register(register, Filter(), form="iati", now=NOW)
    assert dict(made.left_out)["g-loans-2002"] == "a running total, not an activity"


def nodes(register: Register, **wanted: Any) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(written(register, "jsonld", **wanted))["@graph"]
    return graph


@pytest.mark.parametrize(
    "wanted", [{}, {"theme": "transport"}, {"kind": "grant"}, {"until": date(2010, 1, 1)}]
)
def test_every_reference_of_the_linked_data_is_in_the_document(
    register: Register, wanted: dict[str, Any]
) -> None:
    graph = nodes(register, **wanted)
    known = {n["id"] for n in graph}
    assert len(known) == len(graph)
    for node in graph:
        for name in ("subject", "source", "used", "about", "partOf", "inScheme"):
            value = node.get(name, [])
            for target in value if isinstance(value, list) else [value]:
                assert target in known, (node["id"], name)


def test_themes_are_concepts_with_labels_in_four_languages(register: Register) -> None:
    themes = [n for n in nodes(register) if n["type"] == "skos:Concept"]
    assert len(themes) == 13
    assert all(set(n["label"]) == {"en", "ru", "kk", "ja"} for n in themes)


def test_statements_are_annotations_that_point_by_position_and_quote_nothing(register: Register) -> None:
    found = [n for n in nodes(register) if n["type"] == "oa:Annotation"]
    assert len(found) == 45
    for node in found:
        selector = node["hasTarget"]["hasSelector"]
        assert selector["type"] == "oa:TextPositionSelector"
        assert selector["oa:start"] < selector["oa:end"]
        assert "oa:exact" not in selector


def test_dates_keep_their_precision_as_types(register: Register) -> None:
    by_id = {n["id"]: n for n in nodes(register)}
    assert by_id["record/c-ga"]["daliz:due"] == {"@value": "2026-09-30", "@type": "xsd:date"}
    assert by_id["record/c-riken"]["daliz:due"] == {"@value": "2026-05", "@type": "xsd:gYearMonth"}
    assert by_id["record/c-mlit26"]["daliz:due"] == {"@value": "2026", "@type": "xsd:gYear"}
    assert by_id["record/m-l1"]["dct:date"]["@type"] == "daliz:PartialDate"


def test_the_data_package_is_valid_to_frictionless_and_a_broken_one_is_not(
    register: Register, tmp_path: Path
) -> None:
    export_register(register, Filter(), form="frictionless", now=NOW, folder=tmp_path)
    path = tmp_path / "datapackage.json"
    assert Package(str(path)).validate().valid
    events = tmp_path / "status_events.csv"
    events.write_text(
        events.read_text(encoding="utf-8").replace(",signed,", ",sighned,", 1), encoding="utf-8"
    )
    assert not Package(str(path)).validate().valid


def test_a_filtered_csv_export_holds_only_what_was_asked_for(register: Register, tmp_path: Path) -> None:
    made = export_register(register, Filter(kind="grant"), form="csv", now=NOW, folder=tmp_path)
    names = {p.name for p in made.files}
    assert "grants.csv" in names
    assert "meetings.csv" not in names
    events = (tmp_path / "status_events.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(line.startswith("g-") for line in events)


def test_several_files_need_a_folder(register: Register) -> None:
    with pytest.raises(QueryError, match="several files"):
        export_register(register, Filter(), form="csv", now=NOW)
