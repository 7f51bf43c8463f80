"""The register and the services in four languages: complete, and each in its own script."""

from __future__ import annotations

import re
import unicodedata

import pytest

from daliz.app.brief_register import conflicts_of, read_register
from daliz.io.tables import Row, built_in_facts, read_fields, read_table

LAYERS = (built_in_facts(),)
KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: Latin names that stand in every language as their owners write them.
AS_WRITTEN = {"KAKEHASHI", "DB Cargo", "DHL", "Maersk"}
#: Words that Kazakh writes as Russian does.
PLACES = {"Хиросима", "Астана", "Токио", "Ташкент", "Душанбе", "Нью-Йорк", "Грузия", "Армения"}
COMPANIES = {"JICA", "ERG", "JOGMEC", "RIKEN KOGYO", "Sumitomo", "AD Ports", "APM Terminals"}
BOTH = {"Энергетика", "Газойль", "Мазут", "Метанол", "онлайн", "грант", "3 трлн иен", "Қазақстан темір жолы"}
#: Who says a thing, as they write their own name.
TELLERS = {
    "Qazinform",
    "INPS Japan",
    "JETRO",
    "AZCON",
    "Trend",
    "National Business",
    "Euronews",
    "Qazinform, The Astana Times",
    "The Astana Times",
}
FIGURES = {"24 452 км"}
TITLES = {"Бизнес-форум, Астана, 2024", "Бизнес-форум, Токио, 2025"}
ALIKE = PLACES | COMPANIES | BOTH | FIGURES | TITLES | TELLERS | {"Mitsubishi Corporation RtM Japan"}


def _tables() -> list[tuple[str, str]]:
    """Return each table and text that has a column for Kazakh."""
    return [
        (name, field.column[: -len("_kk")])
        for name, table in read_fields().items()
        if table.path.startswith("register/")
        or name in {"services", "remarks", "emission_factors", "emission_classes", "fuels"}
        for field in table.fields
        if field.column.endswith("_kk")
    ]


def _told(row: Row, column: str) -> dict[str, str | None]:
    """Return a text by language; the English of a few columns has no ending, and a number needs no words."""
    found = {lang: row.get(f"{column}_{lang}") for lang in ("en", "ru", "kk", "ja")}
    if "remark" in row:
        found["en"] = row["remark"]
    elif f"{column}_en" not in row and (column != "value" or row["kind"] in {"text", "trend"}):
        found["en"] = row[column]
    return found


def _faults(told: dict[str, str | None]) -> list[str]:
    """Return what is wrong with one text in four languages."""
    if told["en"] is None:
        return [f"{lang} without English" for lang in ("kk", "ja") if told[lang]]
    if told["en"] in AS_WRITTEN:
        return []
    found = [f"no {lang}" for lang in ("ru", "kk", "ja") if not told[lang]]
    kk, ja = told["kk"] or "", told["ja"] or ""
    if kk and kk == told["ru"] and kk not in ALIKE:
        found.append(f"Kazakh is the Russian: {kk}")
    if kk and not CYRILLIC.search(kk) and kk not in ALIKE:
        found.append(f"no Cyrillic: {kk}")
    if ja and not KANA_OR_KANJI.search(ja) and ja not in ALIKE:
        found.append(f"no kana or kanji: {ja}")
    return found + [f"not a character of Japanese: {c} in {ja}" for c in ja if not _japanese(c)]


def _japanese(character: str) -> bool:
    """Return whether a character is no ideograph, or one that the Japanese standard sets hold."""
    if not unicodedata.name(character, "").startswith("CJK UNIFIED"):
        return True
    try:
        character.encode("euc_jis_2004")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(("table", "column"), _tables())
def test_every_text_has_four_languages_in_their_own_scripts(table: str, column: str) -> None:
    faults = [
        (row["_where"], fault) for row in read_table(table, LAYERS) for fault in _faults(_told(row, column))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "name",
    [
        "meetings",
        "documents",
        "commitments",
        "grants",
        "resolutions",
        "statements",
        "questions",
        "projects",
        "institutions",
    ],
)
def test_titles_and_statements_are_among_them(name: str) -> None:
    assert {"title", "name", "summary"} & {column for table, column in _tables() if table == name}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"ja": None}, "no ja"),
        ({"kk": "Сканер"}, "Kazakh is the Russian: Сканер"),
        ({"kk": "Skaner"}, "no Cyrillic: Skaner"),
        ({"ja": "Scanner"}, "no kana or kanji: Scanner"),
        ({"ja": "货物検査"}, "not a character of Japanese: 货 in 货物検査"),
        ({"en": None}, "kk without English"),
    ],
)
def test_a_planted_fault_is_told(changed: dict[str, str | None], fault: str) -> None:
    told: dict[str, str | None] = {"en": "Scanner", "ru": "Сканер", "kk": "Сканерлер", "ja": "検査装置"}
    assert _faults(told) == []
    assert fault in _faults(told | changed)


@pytest.mark.parametrize("lang", ["ru", "kk", "ja"])
def test_what_sources_disagree_on_is_told_in_each_language(lang: str) -> None:
    told = [s for conflict in conflicts_of(read_register()) for s in conflict.statements]
    assert len(told) > 20
    assert [s.id for s in told if s.of(lang, "property") == s.property] == []
    assert [s.id for s in told if s.scope and s.of(lang, "scope") == s.scope] == []


#: The tables whose remarks the page shows. What a fit writes changes with each fit; the page tells it from its parts.
REMARKED = (
    "learners",
    "planner_levers",
    "quantities",
    "rates",
    "services",
    "closures",
    "added_links",
    "terminals",
    "passages",
    "border_crossings",
    "levers",
    "carbon_prices",
    "emission_factors",
    "emission_classes",
    "refrigerants",
    "grid_intensity",
    "rail_energy",
    "traction",
    "fuels",
    "cases_transit",
    "cases_trials",
)
FITTED = re.compile(r"Joint fit of \d+ rows .*")


def test_every_remark_that_the_page_shows_is_translated_and_no_translation_is_stale() -> None:
    rows = [row for name in REMARKED for row in read_table(name, LAYERS)]
    written = {note for row in rows if (note := row.get("note") or row.get("notes"))}
    written = {one for one in written if not FITTED.fullmatch(one)}
    assert len(written) > 200
    assert written ^ {row["remark"] for row in read_table("remarks", LAYERS)} == set()
