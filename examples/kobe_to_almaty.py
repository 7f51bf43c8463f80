"""Two boxes from Kobe to Almaty: which ways are there?"""

from datetime import date

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world

world = read_world("base")
query = make_query(world, "Kobe", "Almaty", cargo=make_cargo(containers="2x40HC"), ready=date(2026, 12, 1))
plan = plan_chain(world, query)

for option in plan.options[: plan.shown_count]:
    days, usd = option.days, option.cost_usd
    print(
        f"{option.corridor:24} {days.p10:3.0f} to {days.p90:3.0f} days, "
        f"{usd.p10:6,.0f} to {usd.p90:6,.0f} USD, "
        f"{option.wtw_kg_co2e / 1000:4.1f} t CO₂e  {', '.join(option.why)}"
    )
