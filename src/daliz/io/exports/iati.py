"""Aid as IATI 2.03 activities: what was signed, for how much, under which notes.

Only what the record holds is written. An activity needs a day of signing, so that a running total or an
amount without a day is left out and named. The sectors are our reading of the titles by the purpose codes of
the OECD DAC.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from daliz.model.record import Record, Standing

__all__ = ["Activities", "activities_of"]

#: Codes of the IATI lists: activity status by our status.
STATUS_CODES = {
    "proposed": "1", "announced": "1", "signed": "2", "in force": "2", "in progress": "2", "overdue": "2",
    "no evidence found": "2", "delivered": "4", "lapsed": "4", "superseded": "5", "postponed": "6",
}  # fmt: skip
#: DAC purpose codes by theme: medical services, trade facilitation, drinking water.
SECTORS = {"disarmament": "12191", "transport": "33120", "people": "14030"}
JAPAN = "XM-DAC-701"
GOVERNMENT, OTHER = "10", "90"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities:
    """The file, and what it leaves out with the reason."""

    text: str
    left_out: tuple[tuple[str, str], ...]


def _told(parent: ET.Element, tag: str, texts: dict[str, str | None], **attributes: str) -> ET.Element:
    """Add an element with a narrative a language."""
    element = ET.SubElement(parent, tag, attributes)
    for lang, text in texts.items():
        if text:
            narrative = ET.SubElement(element, "narrative", {} if lang == "en" else {XML_LANG: lang})
            narrative.text = text
    return element


def activities_of(
    grants: Iterable[tuple[Record, Standing]], *, generated: str, urls: dict[str, str | None]
) -> Activities:
    """Return the grants as activities; ``generated`` is the file's instant, as ``2026-11-24T09:00:00Z``."""
    root = ET.Element("iati-activities", {"version": "2.03", "generated-datetime": generated})
    left_out: list[tuple[str, str]] = []
    for record, standing in grants:
        reason = _reason(record)
        if reason is not None:
            left_out.append((record.id, reason))
            continue
        _activity(root, record, standing, urls.get(record.id))
    ET.indent(root, "  ")
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    return Activities(text=text, left_out=tuple(left_out))


def _reason(record: Record) -> str | None:
    if record.on is None or record.on.count("-") != 2 or "/" in record.on:  # noqa: PLR2004 - year-month-day
        return "no day of signing"
    if record.subkind == "loan, running total":
        return "a running total, not an activity"
    return None


def _activity(root: ET.Element, record: Record, standing: Standing, url: str | None) -> None:
    """Add one activity; the order of its elements is that of the schema."""
    day = str(record.on)
    attributes = {
        XML_LANG: "en",
        "default-currency": "JPY",
        "last-updated-datetime": f"{standing.as_of}T00:00:00Z",
    }
    activity = ET.SubElement(root, "iati-activity", attributes)
    ET.SubElement(activity, "iati-identifier").text = f"DALIZ-{record.id}"
    _told(
        activity, "reporting-org", {"en": "Daliz (from public sources)"},
        ref="DALIZ", type=OTHER, **{"secondary-reporter": "1"},
    )  # fmt: skip
    _told(activity, "title", asdict(record.title))
    summary = record.summary or record.title
    _told(activity, "description", asdict(summary), type="1")
    _told(
        activity, "participating-org", {"en": "Government of Japan", "ru": "Правительство Японии"},
        ref=JAPAN, type=GOVERNMENT, role="1",
    )  # fmt: skip
    _told(
        activity, "participating-org", {"en": "Government of Kazakhstan", "ru": "Правительство Казахстана"},
        type=GOVERNMENT, role="2",
    )  # fmt: skip
    ET.SubElement(activity, "activity-status", {"code": STATUS_CODES[standing.status]})
    ET.SubElement(activity, "activity-date", {"type": "2", "iso-date": day})
    ET.SubElement(activity, "recipient-country", {"code": "KZ", "percentage": "100"})
    sector = next((SECTORS[t] for t in record.themes if t in SECTORS), None)
    if sector is not None:
        ET.SubElement(activity, "sector", {"vocabulary": "1", "code": sector, "percentage": "100"})
    ET.SubElement(activity, "default-flow-type", {"code": "10"})
    ET.SubElement(activity, "default-finance-type", {"code": "110"})
    if record.amount is not None:
        _transaction(activity, record, day)
    if url:
        link = ET.SubElement(activity, "document-link", {"format": "text/html", "url": url})
        _told(link, "title", {"en": "Source"})
        ET.SubElement(link, "category", {"code": "A09"})


def _transaction(activity: ET.Element, record: Record, day: str) -> None:
    """Add the sum of the notes as an outgoing commitment of the day they were signed."""
    transaction = ET.SubElement(activity, "transaction")
    ET.SubElement(transaction, "transaction-type", {"code": "2"})
    ET.SubElement(transaction, "transaction-date", {"iso-date": day})
    value = ET.SubElement(transaction, "value", {"currency": record.currency or "JPY", "value-date": day})
    value.text = f"{record.amount:.0f}"
    ceiling = record.subkind == "grant, ceiling"
    _told(transaction, "description", {"en": "Ceiling of the grant" if ceiling else "Amount of the notes"})
