"""Greenhouse gases: 100,000 shipment-legs and single chains, against pandas row by row and our own plain account.

    python -m benchmarks.footprint

The work is equal and the results are compared before anything is timed. The peer is ``DataFrame.apply`` over rows,
the way such sheets are usually worked, with the coefficients looked up by kind.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from daliz.app.account_footprint import account_chain_of, read_factor_set
from daliz.app.account_shipments import account_shipments
from daliz.footprint.account import account_chain
from daliz.footprint.coefficients import element_wtw_ttw_kg_per_t
from daliz.io.chains import read_chains
from daliz.kernels.streams import stream
from daliz.model.emissions import FactorSet

LEGS_COUNT = 100_000
SEED = 1
COLUMNS = ["shipment", "mode", "country", "traction", "distance_km", "mass_t"]


def write_rows(path: Path) -> None:
    """Write road and rail legs of many shipments: modes whose coefficient is a number a tonne-kilometre."""
    chance = stream(SEED, "benchmark", "footprint")
    with path.open("w", newline="", encoding="utf-8") as f:
        rows = csv.writer(f)
        rows.writerow(COLUMNS)
        for i in range(LEGS_COUNT):
            if chance.random() < 0.5:
                row = [
                    "rail",
                    chance.choice(["KZ", "AZ", "GE", "CN"]),
                    chance.choice(["electric", "diesel", "unknown"]),
                ]
            else:
                row = ["road", "KZ", ""]
            rows.writerow(
                [f"s{i // 4}", *row, round(chance.uniform(10, 3000), 1), round(chance.uniform(1, 60), 2)]
            )


def by_pandas(path: Path, factors: FactorSet) -> float:
    """Return the well-to-wheel sum by ``DataFrame.apply`` over rows."""
    import pandas as pd  # noqa: PLC0415 - the peer

    table = pd.read_csv(path, keep_default_na=False)
    kinds = {
        (m, c, t): element_wtw_ttw_kg_per_t(m, 1.0, [(c, 1.0, t or "unknown")], factors=factors).wtw_kg
        for m, c, t in set(zip(table["mode"], table["country"], table["traction"], strict=True))
    }
    kg = table.apply(
        lambda r: kinds[r["mode"], r["country"], r["traction"]] * r["distance_km"] * r["mass_t"], axis=1
    )
    return float(kg.sum())


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the median time of a piece of work, after one warm-up."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[repeats // 2]


def main() -> int:
    """Compare the sums, then print the times; return 1 where a bound is missed."""
    factors = read_factor_set()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "legs.csv"
        write_rows(path)
        ours = account_shipments(path, factors=factors)
        peer = by_pandas(path, factors)
        chains = read_chains(path)
        plain = sum(account_chain(c, factors).wtw_kg_co2e for c in chains)
        for name, value in (("pandas", peer), ("plain account", plain)):
            gap = abs(ours.result.wtw_kg_co2e / value - 1)
            assert gap < 1e-9, f"{name} differs by {gap}"
        batch_s = seconds(lambda: account_shipments(path, factors=factors))
        pandas_s = seconds(lambda: by_pandas(path, factors), 3)
        plain_s = seconds(lambda: [account_chain(c, factors) for c in chains], 1)
        single_s = seconds(lambda: account_chain(chains[0], factors), 20)
        whole_s = seconds(lambda: account_chain_of(chains[0], levers=True).to_html(), 5)
    rows = [
        (f"{LEGS_COUNT:,} shipment-legs from CSV", batch_s, 2.0),
        ("  pandas, row by row", pandas_s, None),
        ("  plain account, chain by chain (CSV already read)", plain_s, None),
        ("one chain", single_s, 0.05),
        ("one chain with tables read, levers and HTML", whole_s, None),
    ]
    missed = False
    for name, value, bound in rows:
        note = "" if bound is None else f"(at most {1000 * bound:,.0f} ms)"
        missed = missed or (bound is not None and value > bound)
        print(f"{name:<52}{1000 * value:>10,.2f} ms  x{value / batch_s:>7.2f}  {note}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
