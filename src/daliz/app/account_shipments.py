"""Use case: the greenhouse gases of thousands of shipments from one CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daliz.model.emissions import FactorSet

if TYPE_CHECKING:
    from daliz.footprint.batch import BatchResult, ElementTable
    from daliz.io.tables import Problem

__all__ = ["ShipmentAccounts", "account_shipments", "count_shipments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentAccounts:
    """Many shipments: their sums, and the rows that could not be read."""

    table: ElementTable
    result: BatchResult
    problems: tuple[Problem, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a shipment; a shipment of which no row could be read is left out, not shown as 0."""
        sums, tkm = self.result.sums, self.result.tkm_sums
        read = set(self.table.shipment_idx.tolist())
        return [
            {
                "shipment": name,
                "wtw_kg_co2e": float(sums[i, 0]),
                "ttw_kg_co2e": float(sums[i, 1]),
                "low_kg_co2e": float(sums[i, 2]),
                "high_kg_co2e": float(sums[i, 3]),
                "tkm": float(tkm[i]),
                "kg_per_tkm": float(sums[i, 0] / tkm[i]) if tkm[i] else None,
            }
            for i, name in enumerate(self.table.shipments)
            if i in read
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the sums, the shipments and the faults as plain data."""
        rows = self.rows()
        measures = ("wtw_kg_co2e", "ttw_kg_co2e", "low_kg_co2e", "high_kg_co2e", "tkm")
        totals = {k: sum(r[k] for r in rows) for k in measures}
        return {
            "totals": totals
            | {"kg_per_tkm": totals["wtw_kg_co2e"] / totals["tkm"] if totals["tkm"] else None},
            "shipments": rows,
            "elements": len(self.table.line_idx),
            "problems": [str(p) for p in self.problems],
        }

    def to_csv(self) -> str:
        """Return the shipments as CSV text."""
        from daliz.io.footprints import rows_csv

        return rows_csv(
            self.rows(),
            ("shipment", "wtw_kg_co2e", "ttw_kg_co2e", "low_kg_co2e", "high_kg_co2e", "tkm", "kg_per_tkm"),
        )


def count_shipments(path: Path) -> int:  # unit-ok: a count
    """Return how many shipments a chain CSV names."""
    with path.open(encoding="utf-8-sig", newline="") as f:
        return len({row.get("shipment") or "1" for row in csv.DictReader(f)})


def account_shipments(
    path: Path,
    *,
    factors: FactorSet | None = None,
    factor_files: Sequence[Path | str] = (),
    folders: Sequence[Path] = (),
    progress: Callable[[int], None] | None = None,
) -> ShipmentAccounts:
    """Return the accounts of a CSV of shipments; a bad row is reported with its line, the rest is done."""
    import numpy as np

    from daliz.app.account_footprint import read_factor_set
    from daliz.footprint.batch import ElementKind, ElementTable, account_table
    from daliz.io.element_tables import read_element_rows
    from daliz.io.tables import Problem as Fault
    from daliz.io.tables import facts_layers

    found = factors or read_factor_set(facts_layers(folders), files=[Path(f) for f in factor_files])
    rows = read_element_rows(path, progress)
    kinds = [ElementKind(*k) for k in rows.kinds]
    bad = _bad_kinds(kinds, found)
    keep = np.array([k not in bad for k in rows.kind_idx], dtype=bool)
    lines = np.array(rows.line_idx, dtype=np.int64)
    faults = [
        Fault(file=path.name, line=int(line), column="factor", found=bad[k], hint="")
        for k, line in zip(rows.kind_idx, lines, strict=True)
        if k in bad
    ]
    blank = ElementKind(hub=False, mode="road", wtw=0.0, ttw=0.0)
    table = ElementTable(
        shipments=tuple(rows.shipments),
        kinds=tuple(blank if i in bad else k for i, k in enumerate(kinds)),
        shipment_idx=np.array(rows.shipment_idx, dtype=np.int64)[keep],
        kind_idx=np.array(rows.kind_idx, dtype=np.int64)[keep],
        mass_t=np.array(rows.mass_t, dtype=np.float64)[keep],
        distance_km=np.array(rows.distance_km, dtype=np.float64)[keep],
        containers_count=np.array(rows.containers_count, dtype=np.float64)[keep],
        line_idx=lines[keep],
    )
    problems = sorted([*rows.problems, *faults], key=lambda p: (p.line, p.column))
    return ShipmentAccounts(table=table, result=account_table(table, found), problems=tuple(problems))


def _bad_kinds(kinds: Sequence[Any], factors: FactorSet) -> dict[int, str]:
    """Return the kinds that no factor prices, each with the reason."""
    from daliz.errors import DalizError
    from daliz.footprint.batch import price_kind

    bad: dict[int, str] = {}
    for i, kind in enumerate(kinds):
        try:
            price_kind(kind, factors)
        except DalizError as error:
            bad[i] = str(error)
    return bad
