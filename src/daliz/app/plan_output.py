"""What leaves the planner: documents, CSV, saved files, GeoJSON, pages; and saved plans read back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from daliz.app.plan_chain import World
from daliz.errors import QueryError
from daliz.io.tables import facts_layers
from daliz.model.paper import Regime
from daliz.model.plan import Option, Plan
from daliz.notes import Note
from daliz.words import told_dict

__all__ = [
    "check_writable",
    "document_csv",
    "document_geojson",
    "document_html",
    "document_json",
    "option_of",
    "plan_document",
    "read_plan",
    "save_document",
    "write_output",
]

Document = dict[str, Any]


def plan_document(
    world: World,
    plan: Plan,
    drawn: Collection[int] | None = None,
    *,
    lines: bool = True,
    first: int | None = None,  # unit-ok: a count
    lang: str = "en",
) -> Document:
    """Return a plan as plain data: what ``--json`` prints and ``--save`` writes.

    ``drawn`` numbers the options whose legs get their lines; None draws those that are shown; without
    ``lines`` none are drawn. ``first`` keeps that many options only, for a table that shows no more. Notes carry their
    text in ``lang``, and the key and values to tell them in any other.
    """
    from daliz.io.plan_document import plan_document as document

    numbers = range(1, plan.shown_count + 1) if drawn is None else drawn
    if not lines:
        numbers = ()
    sources = _factor_sources(world, plan.options[:first])
    return document(
        plan,
        world.corridor,
        _regimes(world),
        told=_teller(lang),
        drawn=numbers,
        first=first,
        more_sources=sources,
    )


@lru_cache
def _teller(lang: str) -> Callable[[Note], dict[str, Any]]:
    """Return what tells a note in a language: the same each time, for what it told of a leg is kept by it."""
    return lambda note: told_dict(note, lang)


def _regimes(world: World) -> dict[str, Regime]:
    """Return the carriage agreements of the countries, the user's folders over the built-in rows; read once a world."""
    from daliz.io.plans import read_regimes

    if ("regimes",) not in world.memo:
        world.memo["regimes",] = read_regimes(facts_layers(world.folders))
    found: dict[str, Regime] = world.memo["regimes",]
    return found


def _factor_sources(world: World, options: Sequence[Option]) -> tuple[str, ...]:
    """Return the sources of the emission factors that options use."""
    used = {f for o in options for leg in o.legs for f in leg.factor_ids}
    found = {factor.source_id for name in used if (factor := world.factors.factors.get(name)) is not None}
    return tuple(sorted(found))


def document_json(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text."""
    from daliz.io.plans import json_text

    return json_text(document)


def document_csv(document: Mapping[str, Any]) -> str:
    """Return the options of a document as CSV text."""
    from daliz.io.plans import csv_text, option_rows

    return csv_text(option_rows(document))


def save_document(document: Mapping[str, Any], path: Path) -> None:
    """Write a document that other commands read."""
    write_output(path, document_json(document))


def write_output(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    from daliz.io.plans import write_text

    write_text(path, text)


def check_writable(path: Path) -> None:
    """Refuse a file whose folder is missing before any work is done.

    Raises
    ------
    QueryError
        If the folder does not exist or the path is a folder.
    """
    if not path.parent.is_dir():
        raise QueryError(f"{path}: there is no folder {path.parent}.", "Choose a folder that exists.")
    if path.is_dir():
        raise QueryError(f"{path} is a folder.", "Give the name of a file.")


def read_plan(path: Path) -> Document:
    """Return a saved plan."""
    from daliz.io.plans import read_plan_file

    return read_plan_file(path)


def option_of(document: Mapping[str, Any], number: int) -> Mapping[str, Any]:  # unit-ok: an order
    """Return an option by its number in the table, counted from 1.

    Raises
    ------
    QueryError
        If the plan has no such option.
    """
    options = document["options"]
    if not 1 <= number <= len(options):
        raise QueryError(f"There is no option {number}.", f"The plan has options 1 to {len(options)}.")
    found: Mapping[str, Any] = options[number - 1]
    return found


def document_geojson(
    document: Document, number: int | None = None, lang: str = "en"
) -> str:  # unit-ok: an order
    """Return the legs of an option, or of all shown ones, as GeoJSON text."""
    from daliz.app.plan_words import PlanWords
    from daliz.io.plan_geojson import plan_geojson

    view = PlanWords(document, lang)
    options = document["options"][: document["shown"]] if number is None else [option_of(document, number)]
    return document_json(plan_geojson(view, options))


def document_html(document: Document, number: int = 1, lang: str = "en") -> str:  # unit-ok: an order
    """Return the page of a plan, one option shown in full."""
    from daliz.app.plan_words import PlanWords
    from daliz.io.plan_html import plan_html
    from daliz.words import text

    grades = {g: text(lang, f"grade.{g}") for g in ("official", "press", "other", "computed", "assumed")}
    return plan_html(PlanWords(document, lang), option_of(document, number), grades)
