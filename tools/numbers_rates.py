"""Published prices as rates: through, segment, terminal, border, gauge, unit and surcharge."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

from typing import Any

__all__ = ["rates"]

Row = dict[str, Any]


INDEX = "Price of a moment; between two dates it moves evenly in its logarithm, later dates use the last one known."
REPEATS = "A counted validation case prints the same figure: kept for comparison, never used where that case is checked."
CITED = "A study's figure at second hand and a counted validation case; border to border or door to door is not said: kept for comparison."

#: row, scope, mode, from, to, both ways, corridor, unit, price year, from, to, chosen, note; value, low and high come from the row
ROWS: list[tuple[str, str, str, str, str, str, str, str, int, str, str, str, str]] = [
    ("C001", "through", "any", "china", "europe", "no", "", "USD/FEU", 2023, "", "", "no", "Middle. " + CITED),
    ("C002", "through", "rail", "europe", "china", "no", "", "USD/FEU", 2023, "", "", "no", "Northern. " + CITED),
    ("C003", "through", "rail", "china", "europe", "no", "", "USD/FEU", 2023, "", "", "no", "Northern. " + CITED),
    ("C004", "through", "rail", "china-border", "eu-border", "yes", "", "USD/FEU", 2024, "2024-07-15", "", "no", "Both ways together. " + REPEATS),
    ("C005", "through", "rail", "eu-border", "china-border", "no", "", "USD/FEU", 2024, "2024-07-15", "", "yes", "ERAI U-East. " + INDEX),
    ("C006", "through", "rail", "china-border", "eu-border", "no", "", "USD/FEU", 2024, "2024-07-15", "", "yes", "ERAI U-West. " + INDEX),
    ("C008", "through", "rail", "china-border", "eu-border", "yes", "", "USD/FEU", 2018, "2018-09", "2024-07-15", "no",
     "ERAI composite, both ways together; its halves are C008-west and C008-east."),
    ("C022", "segment", "rail", "baku", "poti", "yes", "", "USD/20ft", 2018, "2018", "", "yes",
     "Discounted; Baku/Kishly to Poti or Batumi. " + REPEATS),
    ("C023", "through", "rail", "alat", "mersin", "yes", "", "USD/20ft", 2018, "2018", "", "yes", REPEATS),
    ("C024", "terminal", "sea", "poti", "", "yes", "", "USD/20ft", 2018, "2018", "", "yes", "Loading. " + REPEATS),
    ("C025", "segment", "sea", "poti", "mersin", "yes", "", "USD/20ft", 2018, "2018", "", "yes", "Free in, free out. " + REPEATS),
    ("C026", "terminal", "sea", "mersin", "", "yes", "", "USD/20ft", 2018, "2018", "", "yes", "Discharge. " + REPEATS),
    ("C028", "unit", "rail", "KZ", "", "yes", "", "USD/20ft.km", 2016, "2016", "2018", "no", "Special rate, own box and wagon, to Bolashak only."),
    ("C029", "unit", "rail", "KZ", "", "yes", "", "USD/FEU.km", 2016, "2016", "2018", "no", "Special rate, own box and wagon, to Bolashak only."),
    ("C030", "unit", "rail", "KZ", "IR", "yes", "", "USD/TEU.km", 2023, "2023", "2024", "no", "Eastern INSTC tariff, up to 24 t."),
    ("C031", "unit", "rail", "KZ", "IR", "yes", "", "USD/TEU.km", 2023, "2023", "2024", "no", "Eastern INSTC tariff, over 24 t."),
    ("C032", "unit", "rail", "KZ", "IR", "yes", "", "USD/FEU.km", 2023, "2023", "2024", "no", "Eastern INSTC tariff; its FEU is 1.6 TEU."),
    *((c, "border", "rail", "KZ", "", "yes", "", "USD/crossing", y, "", "", ch, note) for c, y, ch, note in (
        ("C035", 2020, "no", "Outbound 124, inbound 356."), ("C036", 2021, "no", "Outbound 139, inbound 319."),
        ("C037", 2022, "yes", "Outbound 185, inbound 313."))),
    *((c, "border", "rail", "CN", "", "yes", "", "USD/crossing", y, "", "", ch, note) for c, y, ch, note in (
        ("C038", 2021, "no", "Outbound 28, inbound 266."), ("C039", 2022, "no", "Outbound 53, inbound 130."),
        ("C040", 2023, "yes", "Outbound 40, inbound 91."))),
    ("C045", "gauge", "rail", "dostyk", "", "yes", "", "USD/operation", 2020, "", "", "yes", "Gauge change of one wagon or container."),
    ("C046", "gauge", "rail", "erenhot", "", "yes", "", "USD/operation", 2020, "", "", "yes", "Gauge change of one wagon or container."),
    *((c, "unit", "rail", "KZ", "", "yes", "", "USD/500km.20t", y, "", "", ch, "All rail cargo.") for c, y, ch in (
        ("C051", 2020, "no"), ("C052", 2021, "no"), ("C053", 2022, "yes"))),
    *((c, "unit", "rail", "CN", "", "yes", "", "USD/500km.20t", y, "", "", ch, "All rail cargo, Xinjiang sample.") for c, y, ch in (
        ("C054", 2021, "no"), ("C055", 2022, "no"), ("C056", 2023, "yes"))),
    *((c, "unit", "rail", "TM", "", "yes", "", "USD/500km.20t", y, "", "", "no", "An outlier of the sample: kept for comparison.")
      for c, y in (("C057", 2019), ("C058", 2020))),
    ("C061", "unit", "road", "GE", "", "yes", "", "USD/500km.20t", 2020, "", "", "no", "An outlier of the sample: kept for comparison."),
    *((c, "unit", "road", cc, "", "yes", "", "USD/500km.20t", y, "", "", ch, "CPMM, trucks.") for c, cc, y, ch in (
        ("C062", "GE", 2021, "no"), ("C063", "GE", 2022, "no"), ("C064", "GE", 2023, "yes"), ("C065", "KZ", 2020, "no"),
        ("C066", "KZ", 2021, "no"), ("C067", "KZ", 2022, "yes"), ("C068", "CN", 2021, "no"), ("C069", "CN", 2022, "no"),
        ("C070", "CN", 2023, "yes"))),
    *((c, "border", "road", "khorgos", "", "yes", "", "USD/crossing", y, "", "", ch, "Truck gate of Khorgos, China.") for c, y, ch in (
        ("C075", 2020, "no"), ("C076", 2021, "no"), ("C077", 2022, "yes"))),
    *((c, "border", "road", cc, "", "yes", "", "USD/crossing", y, "", "", ch, "CPMM, trucks.") for c, cc, y, ch in (
        ("C078", "GE", 2021, "no"), ("C079", "GE", 2022, "no"), ("C080", "GE", 2023, "yes"), ("C081", "AZ", 2021, "no"),
        ("C082", "AZ", 2022, "no"), ("C083", "AZ", 2023, "yes"))),
    *((c, "segment", "sea", "shanghai", "rotterdam", "no", "", "USD/FEU", y, start, end, "yes", "World Container Index. " + INDEX)
      for c, y, start, end in (
        ("C084", 2020, "2020-07-01", "2021-01-28"), ("C085", 2021, "2021-01-28", "2021-08-01"), ("C086", 2021, "2021-08-01", "2023-03-16"),
        ("C087", 2023, "2023-03-16", "2024-01-11"), ("C088", 2024, "2024-01-11", "2024-05-15"), ("C089", 2024, "2024-05-15", "2025-04-10"),
        ("C090", 2025, "2025-04-10", "2026-03-01"))),
    ("C091", "segment", "sea", "shanghai", "rotterdam", "no", "", "USD/FEU", 2025, "", "", "no", "World Container Index, undated."),
    ("C092", "segment", "sea", "rotterdam", "shanghai", "no", "", "USD/FEU", 2024, "2024-01-11", "2025-04-10", "yes", "Backhaul. " + INDEX),
    ("C093", "segment", "sea", "rotterdam", "shanghai", "no", "", "USD/FEU", 2025, "2025-04-10", "", "yes", "Backhaul. " + INDEX),
    ("C094", "segment", "sea", "shanghai", "rotterdam", "no", "", "USD/FEU", 2026, "2026-03-01", "", "no",
     "Online spot of one carrier at the outbreak of the war; about 3,100 announced for March."),
    ("C095", "segment", "sea", "shanghai", "jebelali", "no", "", "USD/FEU", 2026, "2026-04-01", "", "yes",
     "Above 8,000 after Hormuz was shut, from under 2,000. " + INDEX),
    ("C100", "through", "rail", "china", "RU", "no", "", "USD/FEU", 2024, "2024-05", "", "no", "China to Russia, ends not named: a forwarder's price."),
    ("C101", "surcharge", "rail", "KZ", "", "yes", "", "USD/FEU", 2024, "2024-05", "", "no", "Rise of the Kazakh transit tariff; inside later prices."),
    ("C102", "through", "rail", "shanghai", "germany", "no", "", "USD/FEU", 2018, "", "", "no", "Forwarder's price."),
    ("C103", "through", "rail", "shanghai", "nuremberg", "no", "", "USD/FEU", 2020, "", "", "no", "Retail price of December 2020, without local charges."),
    ("C104", "through", "rail", "shanghai", "prague", "no", "", "USD/FEU", 2020, "", "", "no", "Retail price of December 2020, without local charges."),
    ("C105", "through", "rail", "tianjin", "nuremberg", "no", "", "USD/FEU", 2020, "", "", "no", "Retail price of December 2020, without local charges."),
    ("C106", "through", "rail", "shanghai", "slawkow", "no", "", "USD/FEU", 2020, "", "", "no", "Retail price of December 2020, without local charges."),
    ("C107", "through", "rail", "china", "europe", "no", "", "USD/FEU", 2025, "", "", "no", "Retail price to Eastern Europe, ends not named."),
    ("C108", "through", "sea", "busan", "europe", "no", "", "USD/container", 2015, "", "", "no", "South Korea to Europe by sea; 7,000 by rail; undated."),
    ("C110", "segment", "sea", "derince", "aktau", "no", "", "USD/voyage", 2022, "", "", "no", "River-sea charter of 3,000 t by Volga-Don."),
    ("C111", "segment", "sea", "olya", "anzali", "no", "", "USD/t", 2020, "2020-01", "", "no", "Grain in parcels of 3,000 t from Astrakhan."),
    ("C096", "surcharge", "sea", "", "", "yes", "", "USD/container", 2026, "2026-03-01", "2026-07-01", "no", "Bunker surcharge, Asia to Europe; inside later prices."),
]  # fmt: skip


#: Values of the World Container Index between those of the shared table: rate, USD/FEU, price year, day, source, note
WCI = (
    ("wci-2023-02", 1732, 2023, "2023-02-02", "symlog-2023-2", "World Container Index. " + INDEX),
    (
        "wci-2025-01",
        3274,
        2025,
        "2025-01-30",
        "vibewire-2025-2",
        "World Container Index, average of late January. " + INDEX,
    ),
    ("wci-2025-03", 2463, 2025, "2025-03-20", "vibewire-2025-2", "World Container Index. " + INDEX),
    ("wci-2025-10", 1736, 2025, "2025-10-23", "thedcn-au-2025-2", "World Container Index. " + INDEX),
    ("wci-2025-11", 2028, 2025, "2025-11-13", "maritime-economies-2025", "World Container Index. " + INDEX),
)


def _bounds(row: Row) -> tuple[str, str, str]:
    value, low, high = row["value"], row["value_low"], row["value_high"]
    if not value:
        value = low if not high else f"{(float(low) + float(high)) / 2:g}"
    if not low and high:
        low = value
    return value, low, high


def rates(shared: Any) -> list[Row]:  # noqa: ANN401 - build_numbers.Shared
    """Return every row of rates.csv."""
    costs = {r["cost_id"]: r for r in shared.read("corridor/costs")}
    rows = []
    for row, scope, mode, a, b, both, corridor, unit, year, start, end, chosen, note in ROWS:
        value, low, high = _bounds(costs[row])
        source, grade = shared.by_id[row]
        rows.append({
            "rate": row, "scope": scope, "mode": mode, "from_id": a, "to_id": b, "both_ways": both, "corridor": corridor, "value": value,
            "low": low, "high": high, "unit": unit, "price_year": year, "valid_from": start, "valid_to": end, "chosen": chosen,
            "source_id": source, "locator": row, "grade": grade, "note": note,
        })  # fmt: skip
    source, grade = shared.by_id["C008"]
    for name, a, b, value in (
        ("C008-west", "china-border", "eu-border", 2875),
        ("C008-east", "eu-border", "china-border", 2667),
    ):
        rows.append({
            "rate": name, "scope": "through", "mode": "rail", "from_id": a, "to_id": b, "both_ways": "no", "value": value, "unit": "USD/FEU",
            "price_year": 2018, "valid_from": "2018-09", "valid_to": "2024-07-15", "chosen": "yes", "source_id": source, "locator": "C008",
            "grade": grade, "note": "ERAI U-" + name[5:].capitalize() + ". " + INDEX,
        })  # fmt: skip
    for name, value, year, start, source, note in WCI:
        rows.append({
            "rate": name, "scope": "segment", "mode": "sea", "from_id": "shanghai", "to_id": "rotterdam", "both_ways": "no", "value": value,
            "unit": "USD/FEU", "price_year": year, "valid_from": start, "chosen": "yes", "source_id": source, "locator": "Shanghai-Rotterdam",
            "grade": "press", "note": note,
        })  # fmt: skip
    source, _ = shared.by_id["C094"]
    rows.append({
        "rate": "C094-announced", "scope": "segment", "mode": "sea", "from_id": "shanghai", "to_id": "rotterdam", "both_ways": "no",
        "value": 3100, "low": 1900, "high": 5300, "unit": "USD/FEU", "price_year": 2026, "valid_from": "2026-03-01", "chosen": "yes",
        "source_id": source, "locator": "C094, C097", "grade": "other",
        "note": "What carriers announced for March 2026; an index rose 23 % in one week of spring 2026 (C097). The last known state.",
    })  # fmt: skip
    rows.append({
        "rate": "C084-before", "scope": "segment", "mode": "sea", "from_id": "shanghai", "to_id": "rotterdam", "both_ways": "no",
        "value": 1922, "low": 1200, "high": 2500, "unit": "USD/FEU", "price_year": 2020, "valid_to": "2020-07-01", "chosen": "yes",
        "source_id": "daliz", "locator": "C084", "grade": "assumed",
        "note": "Before the first row, the second half of 2020: that price is taken; low and high are ours.",
    })  # fmt: skip
    rows.append({
        "rate": "C019", "scope": "surcharge", "mode": "sea", "from_id": "aktau", "to_id": "alat", "both_ways": "no", "value": 350, "low": 200,
        "high": 500, "unit": "USD/FEU", "price_year": 2025, "valid_from": "2025-01-01", "valid_to": "2025-02-01", "chosen": "no",
        "source_id": shared.by_id["C019"][0], "locator": "C019", "grade": "press", "note": "Rise of the price in a storm month, year 2025 or 2026.",
    })  # fmt: skip
    return rows
