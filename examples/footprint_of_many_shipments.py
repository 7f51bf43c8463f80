"""How much do a thousand shipments emit, from one CSV, and which rows could not be read?"""

import csv
import tempfile
from pathlib import Path

from daliz.app.account_shipments import account_shipments

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "shipments.csv"
    with path.open("w", newline="", encoding="utf-8") as f:
        rows = csv.writer(f)
        rows.writerow(["shipment", "mode", "country", "traction", "distance_km", "mass_t"])
        for i in range(1000):
            rows.writerow([f"s{i}", "road", "KZ", "", 50 + i % 200, 20])
            rows.writerow([f"s{i}", "rail", "KZ", "diesel", 2000, 20 if i else "twenty"])
    found = account_shipments(path)

totals = found.to_dict()["totals"]
print(f"{len(found.rows())} shipments: {totals['wtw_kg_co2e'] / 1000:,.0f} t CO₂e, {totals['tkm']:,.0f} tkm")
for problem in found.problems:
    print(problem)
