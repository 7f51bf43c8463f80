"""What does a chain over the Caspian emit, how wide is the range, and what would change it?"""

import daliz
from daliz.footprint.report import significant

CHAIN = {
    "id": "almaty-poti",
    "mass_t": 40,
    "containers_count": 2,
    "elements": [
        {"kind": "hub", "place": "Almaty-1", "country": "KZ", "operation": "rail"},
        {
            "mode": "rail",
            "from": "Almaty-1",
            "to": "Aktau",
            "distance_km": 2840,
            "stretches": [{"country": "KZ", "km": 2840, "traction": "diesel"}],
        },
        {"kind": "hub", "place": "Aktau", "country": "KZ", "operation": "port"},
        {"mode": "ferry", "from": "Aktau", "to": "Alat", "distance_km": 480},
        {
            "mode": "rail",
            "from": "Alat",
            "to": "Poti",
            "distance_km": 880,
            "stretches": [
                {"country": "AZ", "km": 500, "traction": "electric"},
                {"country": "GE", "km": 380, "traction": "electric"},
            ],
        },
    ],
}

report = daliz.footprint(CHAIN, levers=True)
totals = report.to_dict()["totals"]
print(f"{significant(totals['wtw_kg_co2e'])} kg CO₂e well to wheel,", end=" ")
print(f"{significant(totals['low_kg_co2e'])} to {significant(totals['high_kg_co2e'])}")

for effect in report.levers:
    if effect.lever.id in {"L01", "L09"} and effect.change_kg_co2e is not None:
        low, high = effect.change_low_kg_co2e or 0.0, effect.change_high_kg_co2e or 0.0
        print(f"{effect.lever.names['en']}: {low:+,.0f} to {high:+,.0f} kg")
