"""Model against published outcomes, misses included."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from daliz.app.case_numbers import published_of
from daliz.app.case_words import reading_note
from daliz.app.plan_case import Worlds, pooled_answer
from daliz.app.read_case import COUNTED_KINDS, Reading, kind_of, published_ends, read_case
from daliz.errors import DalizError, DataError, NoPlanError, UnreadableCaseError
from daliz.io.tables import facts_layers, read_table
from daliz.model.plan import Range
from daliz.model.validation import CaseResult, Measure, Summary, Validation
from daliz.notes import Note
from daliz.words import fault

__all__ = ["read_cases", "validate_model"]

COLUMNS = ("val_id", "kind", "origin", "destination")
MEASURES = ("days", "days_low", "days_high", "usd", "usd_low", "usd_high")
#: Sets of cases that come with the package.
SETS = {"built-in": ("cases_transit", "cases_trials"), "outside": ("cases_outside",)}


def read_cases(path: Path | None, folders: Sequence[Path] = ()) -> list[dict[str, str | None]]:
    """Return the rows of a cases file, or the built-in ones; ``outside`` names those that no fit and no builder had seen.

    A row of a file carries ``_where``, its file and line, for messages.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column or holds no case.
    """
    if path is None or (str(path) in SETS and not path.exists()):
        tables = SETS["built-in" if path is None else str(path)]
        rows = [r for table in tables for r in read_table(table, facts_layers(folders))]
        return [{k: None if v is None else str(v) for k, v in r.items() if k != "_where"} for r in rows]
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f, restval="")
            found: list[dict[str, str | None]] = [_numbered(r, path, reader.line_num) for r in reader]
            names = [n.strip() for n in reader.fieldnames or []]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read ({error}).", "Give a CSV file in UTF-8.") from error
    missing = [c for c in COLUMNS if c not in names]
    if missing or not set(MEASURES) & set(names):
        lacks = (
            f"the columns {', '.join(missing)} are missing"
            if missing
            else "there is no column of days or usd"
        )
        raise DataError(
            f"{path}:1: {lacks}; found {', '.join(names) or 'nothing'}.",
            f"Use the columns of cases/transit.csv, parted by commas: {', '.join((*COLUMNS, *MEASURES))} and others.",
        )
    found = [r for r in found if any(v for k, v in r.items() if k != "_where")]
    if not found:
        raise DataError(f"{path}: there is no case in it.", "Add a row under the header.")
    return found


def _numbered(row: Mapping[str | None, Any], path: Path, line: int) -> dict[str, str | None]:
    """Return a row with its place in the file; cells beyond the header are kept as a fault to tell."""
    found: dict[str, str | None] = {k.strip(): v for k, v in row.items() if k is not None}
    found["_where"] = f"{path.name}:{line}"
    if row.get(None):
        found["_beyond"] = ", ".join(map(str, row[None]))
    return found


def validate_model(
    path: Path | None = None,
    folders: Sequence[Path] = (),
    *,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Validation:
    """Return the model's answer to every case beside what was published."""
    rows = read_cases(path, folders)
    worlds = Worlds.of(folders)
    fitted = _fitted(rows, folders)
    results = []
    for i, row in enumerate(rows):
        if progress is not None:
            progress(i, len(rows))
        results.append(_case(row, worlds, fitted, seed))
    return _summed(results)


def _fitted(rows: Sequence[Mapping[str, str | None]], folders: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the cases that rows of the fit repeat, with those rows; a counted case is never among them."""
    from daliz.app.fit_times import repeated_cases

    return repeated_cases(rows, folders)


def _case(
    row: Mapping[str, str | None], worlds: Worlds, fitted: Mapping[str, tuple[str, ...]], seed: int
) -> CaseResult:
    where = row.get("_where")
    name, kind = str(row.get("val_id") or where or "?"), str(row.get("kind") or "")
    reading: Reading | None = None
    ends = published_ends(row, worlds.atlas)
    try:
        if beyond := row.get("_beyond"):
            told = Note.of("error.case.cells", cells=beyond)
            raise fault(UnreadableCaseError, told, Note.of("error.case.quote_cells"))
        reading = read_case(row, worlds.atlas)
        days, usd, corridor = pooled_answer(reading, worlds, seed, row.get("source_url"))
        left_out = _left_out(reading, worlds, seed, fitted.get(name, ()))
    except DalizError as error:  # one row that cannot be planned leaves the others their answers
        why = f"No chain: {error}" if isinstance(error, NoPlanError) else str(error)
        return CaseResult(
            val_id=name,
            kind=kind,
            status="not expressible",
            reading="" if reading is None else reading.text,
            told=None if reading is None else reading_note(reading, worlds.atlas.corridor),
            remarks=() if reading is None else reading.remarks,
            reason=f"{where}: {why}" if where else why,
            reason_told=_why(error, where),
            used_in_fit=False,
            days=None,
            usd=None,
            origin=ends[0],
            destination=ends[1],
        )
    return CaseResult(
        val_id=name,
        kind=kind,
        status=reading.counted,
        reading=reading.text,
        told=reading_note(reading, worlds.atlas.corridor),
        remarks=reading.remarks,
        reason=None,
        used_in_fit=name in fitted,
        days=_measure(row, "days", days),
        usd=_measure(row, "usd", usd),
        corridor=corridor,
        days_left_out=_measure(row, "days", left_out),
        origin=ends[0],
        destination=ends[1],
    )


def _left_out(reading: Reading, worlds: Worlds, seed: int, rows: tuple[str, ...]) -> Range | None:
    """Return the days from a fit without some rows; None where there are none to leave out."""
    if not rows:
        return None
    from daliz.app.fit_times import fit_times, learned_quantities

    learned = learned_quantities(fit_times(leave_out=rows, folders=worlds.folders))
    days, _, _ = pooled_answer(reading, worlds, seed, None, learned=learned)
    return days


def _why(error: DalizError, where: str | None) -> tuple[Note, ...]:
    """Return why a case has no answer, to be told in any language; nothing where the error carries no notes."""
    if not error.notes:
        return ()
    told, *hints = error.notes
    if isinstance(error, NoPlanError):
        told = Note.of("error.case.no_chain", told=told)
    return (Note.of("error.case.at", where=where, told=told) if where else told, *hints)


def _measure(row: Mapping[str, str | None], what: str, model: Range | None) -> Measure | None:
    found = published_of(row, what)
    if found is None or model is None:
        return None
    return Measure(published=found.value, low=found.low, high=found.high, model=model, bound=found.bound)


def _summary(measures: Sequence[Measure]) -> Summary:
    if not measures:
        return Summary(
            n_count=0, coverage_share=None, median_abs_rel_error_share=None, median_p90_over_p10=None
        )
    return Summary(
        n_count=len(measures),
        coverage_share=sum(m.inside for m in measures) / len(measures),
        median_abs_rel_error_share=median(m.abs_rel_error_share for m in measures),
        median_p90_over_p10=median(m.model.p90 / m.model.p10 for m in measures),
    )


def _summed(results: Sequence[CaseResult]) -> Validation:
    counted = [r for r in results if r.status == "counted"]
    lower = [
        r.days for r in results if r.status == "lower bound" and r.days is not None and r.days.bound is None
    ]
    return Validation(
        cases=tuple(results),
        days=_summary(_values(counted, "days")),
        usd=_summary(_values(counted, "usd")),
        by_kind={
            kind: {
                what: _summary(_values([r for r in counted if kind_of(r.kind) == kind], what))
                for what in ("days", "usd")
            }
            for kind in COUNTED_KINDS
        },
        lower_bounds_count=len(lower),
        at_or_below_p50_share=sum(m.published <= m.model.p50 for m in lower) / len(lower) if lower else None,
    )


def _values(results: Sequence[CaseResult], what: str) -> list[Measure]:
    """Return the measures of a kind that count: not those of which only a limit is published."""
    found: list[Measure | None] = [getattr(r, what) for r in results]
    return [m for m in found if m is not None and m.bound is None]
