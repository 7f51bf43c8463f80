"""What changes when my own quote and sailing are added?"""

from datetime import date
from pathlib import Path

from daliz.app.compare_plans import pick_of
from daliz.app.list_facts import check_folder
from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.model.plan import Option

MINE = Path(__file__).parent / "my_facts"


def by_the_caspian(*folders: Path) -> Option:
    """Return the best way over the Caspian from Aktau to Baku."""
    world = read_world("base", folders)
    cargo = make_cargo(containers="2x40HC")
    query = make_query(world, "Aktau", "Baku", cargo=cargo, ready=date(2026, 12, 3))
    return pick_of(plan_chain(world, query), "corridor:middle-caspian")


faults = check_folder([MINE])
print(f"{len(faults)} faults in {MINE.name}")

for name, option in (("without", by_the_caspian()), ("with", by_the_caspian(MINE))):
    ship = next(leg for leg in option.legs if leg.mode in {"sea", "ferry"})
    days = option.days
    print(f"{name:8} {ship.service}: {days.p10:.0f} to {days.p90:.0f} days, ship {ship.usd:,.0f} USD")
