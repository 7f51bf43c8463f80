"""Build the disputed numbers, services and records of ``src/daliz/facts`` from a shared data folder.

    python tools/build_numbers.py SHARED/data SOURCE_IDS.json

SOURCE_IDS.json maps the address of each source to its id in ``sources.csv``. Values that the fit learns come
from ``daliz.app.fit_times``, so the tables it reads are written first.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from daliz.app.fit_times import fit_times, learned_quantities
from daliz.model.fit import TimesFit
from numbers_cost import CAPACITY, COST, CPI
from numbers_rates import rates
from numbers_records import closures, events, observations, regimes, volumes
from numbers_services import services
from numbers_time import TIME, Q

FACTS = Path(__file__).parents[1] / "src" / "daliz" / "facts"
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "time-model.md"
Row = dict[str, Any]
FIRST_GAP_H = 34.0
#: geometric mean of the three lines that have a frequency: 120 h (L117), 168 h (L119), 243 h (L121)
GAP_BLACKSEA_H = 170.0
CPI_NOTE = "US consumer prices, all urban consumers, annual average; 1982-84 is 100."
GRADES = {"A": "official", "B": "press", "C": "other"}


class Shared:
    """The shared tables, with the source id and grade of every row."""

    def __init__(self, folder: Path, ids: dict[str, str]) -> None:
        self.folder = folder
        self.ids = ids
        self.by_id: dict[str, tuple[str, str]] = {}
        for name in (
            "corridor/times",
            "corridor/costs",
            "corridor/events",
            "corridor/volumes",
            "corridor/links",
        ):
            for row in self.read(name):
                key = next(iter(row.values()))
                self.by_id[key] = (ids.get(row["source_url"], "daliz"), GRADES[row["confidence"]])

    def read(self, name: str) -> list[Row]:
        """Return the rows of one shared table."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    def source(self, name: str) -> str:
        """Return the source id of a row id, or the name itself where it is a source already."""
        return self.by_id[name][0] if name in self.by_id else name


def write(table: str, rows: Iterable[Row]) -> None:
    """Write one table with the columns that ``fields.csv`` gives it."""
    with (FACTS / "fields.csv").open(encoding="utf-8", newline="") as f:
        fields = [r for r in csv.DictReader(f) if r["table"] == table]
    path = FACTS / fields[0]["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = [r["column"] for r in fields]
    with path.open("w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def quantity_rows(shared: Shared, found: Iterable[Q]) -> list[Row]:
    """Return rows of quantities.csv; a row id as source becomes that row's source, and its locator."""
    return [
        {
            "subject": q.subject,
            "quantity": q.quantity,
            "valid_from": q.valid_from,
            "source_id": shared.source(q.source),
            "value": f"{q.value:g}" if q.value < 1e5 else q.value,
            "low": "" if q.low is None else f"{q.low:g}",
            "high": "" if q.high is None else f"{q.high:g}",
            "unit": q.unit,
            "valid_to": q.valid_to,
            "chosen": "yes" if q.chosen else "no",
            "locator": q.locator or (q.source if q.source in shared.by_id else ""),
            "grade": q.grade,
            "note": q.note,
        }
        for q in found
    ]


def price_index() -> list[Q]:
    """Return the index of US consumer prices by year."""
    known = [
        Q(
            "index:price",
            "value",
            cpi,
            None,
            None,
            "1",
            "bls-cpi",
            "official",
            CPI_NOTE,
            f"{year}-01-01",
            f"{year + 1}-01-01",
            "series CUUR0000SA0",
        )
        for year, cpi in CPI.items()
    ]
    last = CPI[2024]
    assumed = [
        Q(
            "index:price",
            "value",
            round(last * 1.027 ** (year - 2024), 1),
            round(last * 1.02 ** (year - 2024), 1),
            round(last * 1.04 ** (year - 2024), 1),
            "1",
            "daliz",
            "assumed",
            "2.7 % a year beyond the last annual average that was read (2024); low 2, high 4 %.",
            f"{year}-01-01",
            f"{year + 1}-01-01" if year < 2030 else "",
        )
        for year in range(2025, 2031)
    ]
    return [*known, *assumed]


def learned(fit: TimesFit) -> list[Q]:
    """Return the quantities that the fit sets."""
    return [
        Q(
            q.subject,
            q.quantity,
            q.value,
            q.low,
            q.high,
            q.unit,
            q.source_id,
            q.grade,
            q.note or "",
            locator=q.locator or "",
        )
        for q in learned_quantities(fit)
    ]


def write_table(fit: TimesFit) -> None:
    """Write the table of what was learned into its page of the documentation."""
    lines = [
        "| parameter | before (log sd) | fitted (log sd) | unit | learned | sets |",
        "|---|---:|---:|---|---:|---|",
    ]
    for p in fit.parameters:
        sets = ", ".join(f"`{subject}`" for subject, _, _ in p.drives)
        lines.append(
            f"| `{p.id}` | {p.prior_median:g} ({p.prior_log_sd:g}) | {p.median:.3g} ({p.log_sd:.2f}) "
            f"| {p.unit} | {p.learned_share:.0%} | {sets} |"
        )
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition("<!-- fit -->")
    _, _, after = rest.partition("<!-- /fit -->")
    PAGE.write_text(f"{before}<!-- fit -->\n{chr(10).join(lines)}\n<!-- /fit -->{after}", encoding="utf-8")


def service_rows(shared: Shared, *, gap_caspian_h: float) -> list[Row]:
    """Return the rows of services.csv."""
    rows = services(
        gap_caspian_h=gap_caspian_h,
        gap_blacksea_h=GAP_BLACKSEA_H,
        ports={"tianjin": "tianjinport", "vostochny": "nakhodka"},
    )
    for row in rows:
        row["source_id"] = shared.source(row["source_id"])
    return rows


def main() -> None:
    shared = Shared(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    write("observations", observations(shared))
    write("volumes", volumes(shared))
    write("events", events(shared))
    write("closures", closures(shared))
    write("regimes", regimes(shared))
    write("cases_transit", shared.read("corridor/validation_public"))
    write("departures", [])
    write("rates", rates(shared))
    fixed = [*TIME, *COST, *CAPACITY, *price_index()]
    write("quantities", quantity_rows(shared, fixed))
    write("services", service_rows(shared, gap_caspian_h=FIRST_GAP_H))
    fit = fit_times()
    write("quantities", quantity_rows(shared, [*learned(fit), *fixed]))
    write("services", service_rows(shared, gap_caspian_h=round(fit.value("gap_caspian"))))
    write_table(fit)
    print(f"{len(fit.rows)} rows read by the fit; tables written to {FACTS.name}")


if __name__ == "__main__":
    main()
