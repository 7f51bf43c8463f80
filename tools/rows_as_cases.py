"""Read every published row with two ends as a case, and tell whether the model is biased by corridor or by kind.

    python tools/rows_as_cases.py [days|usd]

Prints the ratio of p50 to the published figure for each row, and its median by corridor and by kind. Rows that the fit
reads are marked; nothing here enters a fit. A rate from a row's own source is left out while the row is planned.
"""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

import csv
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from daliz.app.validate_model import validate_model
from daliz.io.tables import built_in_facts, read_table

KINDS = {
    "mean": "observed", "range": "observed", "single": "observed", "quote": "forwarder/operator quote",
    "schedule": "published schedule/plan", "claim": "claim", "target": "target", "price": "observed",
}  # fmt: skip
DAYS, USD = {"days", "hours"}, {"USD/FEU", "USD/20ft"}
COLUMNS = (
    "val_id", "kind", "origin", "destination", "cargo", "route", "days", "days_low", "days_high", "usd", "usd_low", "usd_high",
    "cost_unit", "year", "notes", "source_url",
)  # fmt: skip


def cases(what: str) -> list[dict[str, str]]:
    """Return rows of days or of prices as cases."""
    layers = (built_in_facts(),)
    urls = {r["source_id"]: r["url"] or "" for r in read_table("sources", layers)}
    found = []
    for r in read_table("observations", layers):
        units = DAYS if what == "days" else USD
        if (
            r["unit"] not in units
            or not r["to_text"]
            or r["kind"] not in KINDS
            or r["category"] in {"border", "port", "surcharge"}
        ):
            continue
        hours = " h" if r["unit"] == "hours" else ""
        numbers = {
            f"{what}{end}": f"{v:g}{hours}"
            for end, v in (("", r["value"]), ("_low", r["low"]), ("_high", r["high"]))
            if v is not None
        }
        found.append(
            {
                "val_id": r["observation"], "kind": KINDS[r["kind"]], "origin": r["from_text"], "destination": r["to_text"],
                "cargo": r["cargo"] or "", "route": f"{r['corridor'] or ''}", "cost_unit": r["unit"] if what == "usd" else "",
                "year": r["period"] or "", "notes": r["fit"] or "", "source_url": urls[r["source_id"]], **numbers,
            }
        )  # fmt: skip
    return found


def main() -> None:
    what = sys.argv[1] if len(sys.argv) > 1 else "days"
    rows = cases(what)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, COLUMNS, restval="")
            out.writeheader()
            out.writerows(rows)
        results = validate_model(path).cases
    groups: dict[str, list[float]] = defaultdict(list)
    for row, r in zip(rows, results, strict=True):
        m = r.days if what == "days" else r.usd
        ends = f"{row['origin']} – {row['destination']}, {row['route']}, {row['year']}"
        if m is None:
            print(f"{r.val_id:5} {ends}: {r.reason}")
            continue
        ratio = m.model.p50 / m.published
        print(
            f"{r.val_id:5} {ends}: {m.published:,.4g} | {m.model.p10:,.4g} {m.model.p50:,.4g} {m.model.p90:,.4g} | x{ratio:.2f}"
            f"{'' if m.inside else ' outside'}{' (fit)' if row['notes'] else ''} [{row['kind']}] {r.reading}"
        )
        for group in (row["route"].split(" ")[0] or "none", row["kind"]):
            groups[group].append(ratio)
    for group, ratios in sorted(groups.items()):
        print(f"{group}: n {len(ratios)}, median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
