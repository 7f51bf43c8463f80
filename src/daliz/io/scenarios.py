"""Scenario files: ``scenarios/NAME/scenario.toml``, built in or in a user's folder."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, get_args

from daliz.errors import DataError, UnknownIdError
from daliz.model.corridor import State
from daliz.model.fact import Grade, Quantity
from daliz.model.network import Rate, Service
from daliz.model.scenario import Scenario
from daliz.timeline import first_day
from daliz.units import check_unit

__all__ = ["read_scenario", "scenario_names"]

Item = Mapping[str, Any]
Made = TypeVar("Made")
Offer = TypeVar("Offer", Service, Rate)

HEAD = (
    "title_en",
    "title_ru",
    "title_kk",
    "title_ja",
    "extends",
    "as_of",
    "price_year",
    "why",
    "why_ru",
    "why_kk",
    "why_ja",
    "facts",
    "states",
    "services",
    "rates",
)
FACT = (
    "subject",
    "quantity",
    "value",
    "low",
    "high",
    "unit",
    "valid_from",
    "valid_to",
    "grade",
    "source_id",
    "locator",
    "why",
)
STATE = ("subject", "state", "valid_from", "valid_to", "why", "why_ru", "why_kk", "why_ja")
STATES = ("open", "closed")
SERVICE = (
    "service",
    "name_en",
    "name_ru",
    "mode",
    "from_terminal",
    "to_terminal",
    "both_ways",
    "run_class",
    "timetable",
    "gap_h",
    "gap_cv",
    "weekdays",
    "departs",
    "duration_h",
    "km",
    "cargo",
    "slot",
    "capacity_teu",
    "valid_from",
    "valid_to",
    "grade",
    "source_id",
    "why",
)
RATE = (
    "rate",
    "scope",
    "mode",
    "from_id",
    "to_id",
    "both_ways",
    "corridor",
    "value",
    "low",
    "high",
    "unit",
    "price_year",
    "valid_from",
    "valid_to",
    "grade",
    "source_id",
    "why",
)


def _folders(folders: Sequence[Path]) -> list[Path]:
    """Return the folders that hold scenarios, the winner first: a user's own, then the built-in."""
    built_in = Path(str(resources.files("daliz"))) / "scenarios"
    own = [
        inner for folder in reversed(folders) for inner in (folder / "scenarios", folder) if inner.is_dir()
    ]
    return [*own, built_in]


def scenario_names(folders: Sequence[Path] = ()) -> list[str]:
    """Return the names of all scenarios, sorted."""
    return sorted(
        {path.parent.name for folder in _folders(folders) for path in folder.glob("*/scenario.toml")}
    )


def read_scenario(name: str, folders: Sequence[Path] = ()) -> Scenario:
    """Return a scenario with what it extends merged in.

    Parameters
    ----------
    folders
        A user's folders of facts; scenarios stand in their ``scenarios`` folder. The last one wins.

    Raises
    ------
    UnknownIdError
        If there is no such scenario; the hint names the nearest.
    DataError
        If a file cannot be read, a key or a value is wrong, or scenarios extend each other in a ring.
    """
    return _read(name, folders, ())


def _read(name: str, folders: Sequence[Path], chain: tuple[str, ...]) -> Scenario:
    if name in chain:
        raise DataError(
            f"scenarios/{chain[-1]}/scenario.toml:extends: {' > '.join((*chain, name))} is a ring.",
            "Let one of them extend nothing.",
        )
    path = next(
        (p for p in (folder / name / "scenario.toml" for folder in _folders(folders)) if p.is_file()), None
    )
    if path is None:
        where = f"scenarios/{chain[-1]}/scenario.toml:extends" if chain else "--scenario"
        raise UnknownIdError.of("scenario", name, scenario_names(folders), where)
    where = f"scenarios/{name}/scenario.toml"
    try:
        head = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: {error}.", "Correct the TOML at that place.") from error
    _check_keys(head, HEAD, where)
    parent = _read(_text(head, "extends", where), folders, (*chain, name)) if "extends" in head else None
    own_services = _items(head, "services", SERVICE, where, _service)
    own_rates = _items(head, "rates", RATE, where, _rate)
    own_facts = _items(head, "facts", FACT, where, lambda item, at: _fact(item, at, name))
    own_states = _items(head, "states", STATE, where, lambda item, at: _state(item, at, name))
    whys = {s.id: s.note or "" for s in own_services} | {r.id: r.note or "" for r in own_rates}
    as_of = _day(head, "as_of", where) or (parent.as_of if parent else None)
    price_year = head.get("price_year", parent.price_year if parent else None)
    if as_of is None:
        raise DataError(
            f"{where}:as_of: it is missing.", 'Write as_of = "2026-10-01", or extend a scenario that has it.'
        )
    if not isinstance(price_year, int):
        raise DataError(f"{where}:price_year: found {price_year!r}.", "Write a year: price_year = 2026.")
    return Scenario(
        id=name,
        titles={
            lang: _text(head, f"title_{lang}", where)
            for lang in ("en", "ru", "kk", "ja")
            if lang in {"en", "ru"} or f"title_{lang}" in head
        },
        why=_text(head, "why", where),
        why_in=_whys(head, where),
        extends=() if parent is None else (parent.id, *parent.extends),
        as_of=as_of,
        price_year=price_year,
        facts=(*(parent.facts if parent else ()), *own_facts),
        states=(*(parent.states if parent else ()), *own_states),
        services=_merged(parent.services if parent else (), own_services),
        rates=_merged(parent.rates if parent else (), own_rates),
        whys={**(parent.whys if parent else {}), **whys},
    )


def _merged(earlier: Sequence[Offer], later: Sequence[Offer]) -> tuple[Offer, ...]:
    return tuple(({x.id: x for x in earlier} | {x.id: x for x in later}).values())


def _check_keys(found: Item, known: Sequence[str], where: str) -> None:
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"The keys are {', '.join(known)}."
            raise DataError(f"{where}:{key}: there is no such key.", hint)


def _items(
    head: Item, table: str, known: Sequence[str], where: str, make: Callable[[Item, str], Made]
) -> list[Made]:
    found = head.get(table, [])
    if not isinstance(found, list):
        raise DataError(
            f"{where}:{table}: found one table.", f"Write [[{table}]] with two brackets for each entry."
        )
    made = []
    for count, item in enumerate(found, start=1):
        at = f"{where}:{table}[{count}]"
        _check_keys(item, known, at)
        _text(item, "why", at)
        made.append(make(item, at))
    return made


def _text(item: Item, key: str, where: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value.strip():
        found = "it is missing" if key not in item else f"found {value!r}"
        raise DataError(f"{where}:{key}: {found}.", f'Write {key} = "…".')
    return value


def _maybe_text(item: Item, key: str, where: str) -> str | None:
    return _text(item, key, where) if key in item else None


def _number(item: Item, key: str, where: str) -> float:
    value = item.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
        found = "it is missing" if key not in item else f"found {value!r}"
        raise DataError(f"{where}:{key}: {found}.", f"Write a number: {key} = 1.5.")
    return float(value)


def _maybe_number(item: Item, key: str, where: str) -> float | None:
    return _number(item, key, where) if key in item else None


def _day(item: Item, key: str, where: str) -> date | None:
    value = item.get(key)
    if value is None or type(value) is date:
        return value
    try:
        day = first_day(value)
    except (AttributeError, ValueError) as error:
        raise DataError(f"{where}:{key}: found {value!r}.", f'Write {key} = "2026-10-01".') from error
    if day is None:
        raise DataError(f"{where}:{key}: found {value!r}.", f'Write {key} = "2026-10-01".')
    return day


def _of(item: Item, key: str, known: Sequence[str], where: str) -> str:
    value = _text(item, key, where)
    if value not in known:
        near = difflib.get_close_matches(value, known, n=1)
        raise DataError(
            f"{where}:{key}: found {value!r}.",
            f"Did you mean {near[0]!r}?" if near else f"Write one of {', '.join(known)}.",
        )
    return value


def _grade(item: Item, where: str) -> Grade:
    grades: tuple[Grade, ...] = get_args(Grade)
    wanted = _of({"grade": item.get("grade", "assumed")}, "grade", grades, where)
    return next(g for g in grades if g == wanted)


def _fact(item: Item, where: str, name: str) -> Quantity:
    return Quantity(
        subject=_text(item, "subject", where),
        quantity=_text(item, "quantity", where),
        value=_number(item, "value", where),
        low=_maybe_number(item, "low", where),
        high=_maybe_number(item, "high", where),
        unit=check_unit(_text(item, "unit", where), f"{where}:unit"),
        grade=_grade(item, where),
        source_id=_maybe_text(item, "source_id", where) or "daliz",
        valid_from=_day(item, "valid_from", where),
        valid_to=_day(item, "valid_to", where),
        locator=_maybe_text(item, "locator", where),
        note=_text(item, "why", where),
        layer=f"scenario {name}",
        where=where,
    )


def _whys(item: Item, where: str) -> dict[str, str]:
    """Return the why in each language that has it; English it must have."""
    others = {lang: _maybe_text(item, f"why_{lang}", where) for lang in ("ru", "kk", "ja")}
    return {"en": _text(item, "why", where), **{lang: text for lang, text in others.items() if text}}


def _state(item: Item, where: str, name: str) -> State:
    return State(
        subject=_text(item, "subject", where),
        state=_of(item, "state", STATES, where),
        why=_text(item, "why", where),
        source=f"scenario {name}",
        whys=tuple((lang, text) for lang, text in _whys(item, where).items() if lang != "en"),
        valid_from=_day(item, "valid_from", where),
        valid_to=_day(item, "valid_to", where),
    )


def _service(item: Item, where: str) -> Service:
    grade = _grade(item, where)
    return Service(
        id=_text(item, "service", where),
        names={"en": _text(item, "name_en", where), "ru": _text(item, "name_ru", where)},
        mode=_of(item, "mode", ("rail", "sea", "ferry", "road"), where),
        origin=_text(item, "from_terminal", where),
        destination=_text(item, "to_terminal", where),
        both_ways=item.get("both_ways", True) is True,
        run_class=_text(item, "run_class", where),
        timetable=_of(item, "timetable", ("calendar", "headway", "irregular", "on_demand"), where),
        gap_h=_maybe_number(item, "gap_h", where),
        gap_cv=_maybe_number(item, "gap_cv", where),
        weekdays=tuple(item.get("weekdays", ())),
        departs=_maybe_text(item, "departs", where),
        duration_h=_maybe_number(item, "duration_h", where),
        km=_maybe_number(item, "km", where),
        cargo=tuple(item.get("cargo", ("container",))),
        slot=_of({"slot": item.get("slot", "any")}, "slot", ("any", "needed", "without"), where),
        capacity_teu=_maybe_number(item, "capacity_teu", where),
        valid_from=_day(item, "valid_from", where),
        valid_to=_day(item, "valid_to", where),
        timetable_grade=grade,
        grade=grade,
        source_id=_maybe_text(item, "source_id", where) or "daliz",
        note=_text(item, "why", where),
    )


def _rate(item: Item, where: str) -> Rate:
    return Rate(
        id=_text(item, "rate", where),
        scope=_of(
            item, "scope", ("through", "segment", "terminal", "border", "gauge", "unit", "surcharge"), where
        ),
        mode=_maybe_text(item, "mode", where),
        from_id=_maybe_text(item, "from_id", where),
        to_id=_maybe_text(item, "to_id", where),
        both_ways=item.get("both_ways", True) is True,
        corridor=_maybe_text(item, "corridor", where),
        value=_number(item, "value", where),
        low=_maybe_number(item, "low", where),
        high=_maybe_number(item, "high", where),
        unit=check_unit(_text(item, "unit", where), f"{where}:unit"),
        price_year=int(_number(item, "price_year", where)),
        valid_from=_day(item, "valid_from", where),
        valid_to=_day(item, "valid_to", where),
        source_id=_maybe_text(item, "source_id", where) or "daliz",
        grade=_grade(item, where),
        note=_text(item, "why", where),
    )
