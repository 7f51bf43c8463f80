"""Hand-written cost quantities and price indices: what is sourced, what is assumed and why."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

from numbers_time import Q

__all__ = ["CAPACITY", "COST", "CPI"]

#: US consumer prices, all urban consumers, all items, annual averages of the monthly index (1982-84 = 100)
CPI = {
    2014: 236.736, 2015: 237.017, 2016: 240.007, 2017: 245.120, 2018: 251.107, 2019: 255.657, 2020: 258.811, 2021: 270.970,
    2022: 292.655, 2023: 304.702, 2024: 313.689,
}  # fmt: skip

COST = [
    Q("class:rate.rail", "value", 840.0, 612.0, 924.0, "USD/500km.20t", "C048", "computed",
      "Mean of the CAREC region's rail cost per 500 km and 20 t in 2019-2022 (820, 836, 902, 804); low and high are countries' years.",
      locator="C047-C056"),
    Q("class:rate.rail", "exponent", 0.507, 0.4, 0.7, "1", "C008", "computed",
      "Taper: what makes 840 USD at 500 km meet the 2,783 USD of the ERAI on 5,315 km (2018). A stage of L km costs value*(L/500)^exponent "
      "for a forty-foot container.", locator="C008"),
    Q("class:rate.rail", "unit_20ft", 0.62, 0.5, 0.75, "1", "C030", "computed",
      "Price of a twenty-foot container over a forty-foot one: 0.15/0.24 in the INSTC tariff; a Kazakh tariff of 2016-17 says 0.5.",
      locator="C028, C029, C030, C032"),
    Q("class:rate.rail", "price_year", 2021.0, None, None, "1", "daliz", "computed", "Middle of the years of the cost rows, 2019-2022."),
    Q("class:rate.rail", "westbound_factor", 1.04, 1.0, 1.14, "1", "C008", "computed",
      "Westbound over the mean of both ways: U-West over U-East was 1.08 in 2018 and 1.30 in 2024.", locator="C005, C006, C008"),
    Q("class:rate.rail", "eastbound_factor", 0.96, 0.86, 1.0, "1", "C008", "computed",
      "Eastbound over the mean of both ways: U-West over U-East was 1.08 in 2018 and 1.30 in 2024.", locator="C005, C006, C008"),
    Q("class:rate.rail", "log_sd", 0.35, 0.2, 0.5, "1", "daliz", "assumed",
      "Spread of prices of one lane at one time: p90 over p10 2.45. Chosen by us to hold the published rows."),
    Q("class:rate.sea.backhaul", "value", 0.17, 0.15, 0.20, "1", "C092", "computed",
      "Price Europe to Asia over Asia to Europe on the same day: 652/4,406 and 475/2,392.", locator="C088, C090, C092, C093"),
    Q("class:rate.sea.main", "exponent", 0.5, 0.3, 0.8, "1", "daliz", "assumed",
      "How the price of an ocean lane grows with distance from the Shanghai-Rotterdam price: half the distance costs 0.7. No row; the square root "
      "is between a fixed and a proportional price."),
    Q("class:rate.sea.main", "reference_km", 19631.0, None, None, "km", "L128", "official",
      "Length of the lane Shanghai-Rotterdam that the index prices: by Suez.", "", "", "L128"),
    Q("class:rate.sea.main", "reference_km", 25558.0, None, None, "km", "L129", "official",
      "Length of the lane that the index prices: round the Cape since the Red Sea crisis (E10).", "2023-11-19", "", "L129"),
    Q("class:rate.sea.short", "base", 300.0, 150.0, 600.0, "USD/FEU", "daliz", "assumed",
      "Fixed part of a short sea haul without terminal handling: no sourced rate; Poti-Mersin was 450 USD per twenty-foot box in 2018 (C025)."),
    Q("class:rate.sea.short", "per_km", 0.10, 0.05, 0.20, "USD/FEU.km", "daliz", "assumed",
      "Part of a short sea haul that grows with distance: no sourced rate."),
    Q("class:rate.sea.blacksea", "base", 300.0, 150.0, 900.0, "USD/FEU", "daliz", "assumed",
      "As class:rate.sea.short; Poti-Mersin was 450 USD per twenty-foot box in 2018 (C025)."),
    Q("class:rate.sea.blacksea", "per_km", 0.10, 0.05, 0.25, "USD/FEU.km", "daliz", "assumed", "As class:rate.sea.short."),
    Q("class:rate.sea.caspian", "base", 600.0, 300.0, 1200.0, "USD/FEU", "daliz", "assumed",
      "Caspian leg with handling in both ports: no tariff of Aktau, Alat or a ferry was found anywhere. The storm surcharge alone is 200 to 500 (C019)."),
    Q("class:rate.sea.caspian", "per_km", 0.0, 0.0, 0.5, "USD/FEU.km", "daliz", "assumed", "Inside the fixed part."),
    *(
        Q(f"class:rate.{c}", "price_year", y, None, None, "1", "daliz", "assumed", "Year of the money of the assumed price.")
        for c, y in (("sea.short", 2023.0), ("sea.blacksea", 2023.0), ("sea.caspian", 2023.0), ("thc", 2023.0), ("door", 2023.0),
                     ("empty", 2023.0))
    ),
    Q("class:rate.thc", "value", 200.0, 120.0, 350.0, "USD/container", "daliz", "assumed",
      "Terminal handling of one container in one port or terminal: no general row; Poti 290 and Mersin 350 USD for twenty feet in 2018 are "
      "the dearest of their sea (C024, C026, C027)."),
    Q("class:rate.thc.rail", "value", 100.0, 50.0, 200.0, "USD/container", "daliz", "assumed",
      "Handling of one container at a rail terminal: no row; half of a port's."),
    Q("class:rate.thc.rail", "price_year", 2023.0, None, None, "1", "daliz", "assumed", "Year of the money of the assumed price."),
    Q("class:rate.door", "value", 400.0, 200.0, 700.0, "USD/container", "C107", "other",
      "Delivery from a terminal to a door: 300 to 500 USD in Eastern Europe in 2025.", locator="C107"),
    Q("class:rate.empty", "value", 250.0, 0.0, 800.0, "USD/container", "daliz", "assumed",
      "Return of the empty container or its one-way lease: no row; imbalance decides, westbound 92 % on the Caspian (VAL47)."),
    Q("class:rate.gauge", "value", 225.0, 120.0, 329.0, "USD/operation", "C045", "computed",
      "Mean of the gauge change at Dostyk 329 and Erenhot 120 (2020).", locator="C045, C046"),
    Q("class:rate.gauge", "price_year", 2020.0, None, None, "1", "C045", "official", "Year of the rows."),
    Q("class:rate.border.rail", "value", 215.0, 178.0, 215.0, "USD/crossing", "C044", "official",
      "Mean of all CAREC rail crossings 2022, for countries without a row.", locator="C041-C044"),
    Q("class:rate.border.rail", "price_year", 2022.0, None, None, "1", "C044", "official", "Year of the row."),
    Q("class:rate.border.road", "value", 208.0, 162.0, 357.0, "USD/crossing", "C074", "official",
      "Mean of all CAREC road crossings 2022, for countries without a row.", locator="C071-C074"),
    Q("class:rate.border.road", "price_year", 2022.0, None, None, "1", "C074", "official", "Year of the row."),
    Q("class:rate.road", "value", 945.0, 945.0, 1256.0, "USD/500km.20t", "C060", "official",
      "Mean of CAREC road cost 2022, for countries without a row.", locator="C059, C060"),
    Q("class:rate.road", "price_year", 2022.0, None, None, "1", "C060", "official", "Year of the row."),
    Q("class:rate.road", "log_sd", 0.35, 0.2, 0.5, "1", "daliz", "assumed", "Spread of prices: as rail."),
    Q("class:rate.sea.main", "log_sd", 0.35, 0.2, 0.6, "1", "daliz", "assumed",
      "Spread of ocean prices at one time; between dates they differ by a factor of nine (1,553 in 2023, 14,028 in 2021)."),
]

#: Published capacities and quotas; none is used by a plan's duration, all by notes and by the simulator
CAPACITY = [
    Q("service:aktau-alat-feeder", "capacity", 89000.0, None, None, "TEU/a", "L073", "official",
      "What six feeders can move from Aktau to Alat in a year.", "2025"),
    Q("service:kuryk-alat-ferry", "capacity", 46.0, None, None, "wagon/d", "L074", "other", "Wagons loaded a day on average, June 2025.", "2025"),
    Q("link:dostyk-moiynty", "capacity", 12.0, None, None, "train/d", "L021", "official", "Pairs of trains a day on single track.", "", "2025-09-30"),
    Q("link:dostyk-moiynty", "capacity", 60.0, None, None, "train/d", "L021", "official", "Pairs of trains a day on double track.", "2025-09-30"),
    Q("place:altynkol", "eastbound_quota", 14.0, 6.0, 14.0, "train/d", "L015", "official",
      "Trains a day that China takes in calm times; 10, then 6, in autumn 2025 (E19).", "2025"),
    Q("place:dostyk", "capacity_planned", 35.0, None, None, "Mt/a", "L016", "press", "Station after the double track and its yards."),
    Q("place:saryagash", "capacity", 27.0, None, None, "Mt/a", "L038", "press", "Fully used in 2022.", "2022"),
    Q("place:tashkent", "northern_quota", 30.0, 30.0, 36.0, "train/d", "L039", "official", "Trains a day taken from Kazakhstan of 36 planned.", "2025-11"),
    Q("link:samtredia-tbilisi", "capacity", 27.0, None, None, "Mt/a", "L087", "press", "Georgian main line; 48 planned after modernisation."),
    Q("link:akhalkalaki-marabda", "capacity", 1.0, None, None, "Mt/a", "L092", "official", "Georgian part of Baku-Tbilisi-Kars before its rebuilding.",
      "", "2024-05-20"),
    Q("link:akhalkalaki-marabda", "capacity", 5.0, None, None, "Mt/a", "L092", "official", "Georgian part of Baku-Tbilisi-Kars.", "2024-05-20"),
    Q("link:gebze-halkali", "quota", 4.0, None, None, "train/d", "L102", "official", "Freight trains a day through the Marmaray tunnel."),
    Q("country:CN", "border_train_capacity", 184.0, None, None, "train/d", "V041", "official",
      "China-Europe trains a day at five border stations and Tongjiang.", "2025"),
]
