"""What does it cost in days, dollars and CO₂e if Kazakhstan is shut?"""

from datetime import date

from daliz.app.compare_plans import compare_scenarios
from daliz.app.plan_request import Request

request = Request(origin="Chongqing", destination="Duisburg", containers="1x40HC", ready=date(2026, 12, 1))
comparison = compare_scenarios(request, ["base", "kazakhstan-shut"], pick="fastest")

for side in comparison.sides:
    if side.option is not None:
        print(f"{side.name:16} {side.option.corridor:20} {side.option.days.p50:5.1f} days (p50)")
    if side.difference is not None:
        d = side.difference
        print(
            f"the closure costs {d.mean_days:+.1f} days ({d.mean_low_days:+.1f} to {d.mean_high_days:+.1f}),"
        )
        print(f"{d.usd:+,.0f} USD and {d.wtw_kg_co2e / 1000:+.1f} t CO₂e")
