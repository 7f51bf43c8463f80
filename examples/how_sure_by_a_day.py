"""By which day is the cargo there with nine chances in ten?"""

from datetime import date, timedelta

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world

READY, DEADLINE = date(2026, 12, 1), date(2026, 12, 31)

world = read_world("base")
cargo = make_cargo(tonnes=250.0, commodity="metal")
query = make_query(world, "Pavlodar", "Osaka", cargo=cargo, ready=READY, deadline=DEADLINE)

for option in plan_chain(world, query).options[:3]:
    sure = READY + timedelta(days=round(option.days.p90))
    print(f"{option.corridor:22} nine in ten by {sure}; by {DEADLINE}: {option.on_time_share:.0%}")
