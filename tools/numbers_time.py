"""Hand-written time quantities: what is sourced, what is assumed and why. The fit overwrites the learned ones."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

from typing import NamedTuple

__all__ = ["TIME", "Q"]


class Q(NamedTuple):
    """One row of quantities.csv."""

    subject: str
    quantity: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str  # an id of sources.csv, or an observation id whose source is taken
    grade: str
    note: str
    valid_from: str = ""
    valid_to: str = ""
    locator: str = ""
    chosen: bool = True


def _sd(subject: str, value: float, why: str, low: float | None = None, high: float | None = None) -> Q:
    return Q(subject, "log_sd", value, low, high, "1", "daliz", "assumed", why)


RUN_SD = "Spread of running times: chosen by us, no published row gives a percentile of them."
YARD_SD = "Spread of yard dwell: chosen by us, no published dwell percentile exists; one in ten then stands 1.5 times the mean."
BORDER_SD = "Spread of border dwell: chosen by us; the year-to-year means of one crossing differ by a factor of 2 to 5 (CPMM)."
PORT_SD = "Spread of port dwell: chosen by us, no published dwell percentile exists."

RUN = [
    Q(
        "class:run.cn",
        "speed",
        80.0,
        64.5,
        82.4,
        "km/h",
        "T162",
        "official",
        "Speed without delay, Xinjiang sample 2023: 80.2. Trains of all kinds; 64.5 in 2021, 82.4 in 2022.",
        locator="T158, T160, T162",
    ),
    Q(
        "class:run.kz",
        "speed",
        57.0,
        49.0,
        65.2,
        "km/h",
        "T156",
        "official",
        "Mean of the speeds without delay of 2020, 2021 and 2022 (65.2, 49.0, 57.9), rounded.",
        locator="T152, T154, T156",
    ),
    Q(
        "class:run.ru",
        "speed",
        50.0,
        42.0,
        65.0,
        "km/h",
        "daliz",
        "assumed",
        "No row for Russia and Belarus; between the means of the CAREC region (42 to 54 in 2020-2022) and Kazakhstan (57).",
    ),
    Q(
        "class:run.eu",
        "speed",
        50.0,
        35.0,
        65.0,
        "km/h",
        "daliz",
        "assumed",
        "No row for the European Union; set equal to Russia. Freight paths between passenger trains are slower than the line.",
    ),
    Q(
        "class:run.uz",
        "speed",
        45.0,
        41.6,
        53.9,
        "km/h",
        "T148",
        "official",
        "Mean of the whole CAREC region 2019 taken for Uzbekistan, Turkmenistan, Kyrgyzstan and Tajikistan: none has a row of its own.",
        locator="T148, T150, T168",
    ),
    Q(
        "class:run.tr",
        "speed",
        42.0,
        33.0,
        54.0,
        "km/h",
        "T150",
        "official",
        "Mean of the whole CAREC region 2020 taken for Türkiye, which has no row; Halkalı-Kapıkule, 226 km in 6.5 h, is 35.",
        locator="T150, T063",
    ),
    Q(
        "class:run.ir",
        "speed",
        42.0,
        33.0,
        54.0,
        "km/h",
        "T150",
        "official",
        "Mean of the whole CAREC region 2020 taken for Iran, which has no row.",
        locator="T150",
    ),
    Q(
        "class:run.az",
        "speed",
        40.0,
        30.0,
        54.0,
        "km/h",
        "daliz",
        "assumed",
        "Azerbaijan and Georgia: below the CAREC mean of 42; Poti-Baku in 34 h (2014) is 27 km/h with stops and border.",
    ),
    Q(
        "class:run.jp",
        "speed",
        60.0,
        45.0,
        75.0,
        "km/h",
        "daliz",
        "assumed",
        "Container trains on the 1067 mm network; no row was compiled. Short hauls only, so little depends on it.",
    ),
    Q(
        "class:run.kr",
        "speed",
        60.0,
        45.0,
        75.0,
        "km/h",
        "daliz",
        "assumed",
        "No row was compiled; set equal to Japan.",
    ),
    Q(
        "class:run.mn",
        "speed",
        42.0,
        33.0,
        54.0,
        "km/h",
        "T150",
        "official",
        "Mean of the whole CAREC region 2020, of which Mongolia is part; no row of its own.",
        locator="T150",
    ),
]

SPREAD = [
    *(
        _sd(f"class:run.{c}", 0.12, RUN_SD)
        for c in ("cn", "kz", "ru", "eu", "uz", "tr", "ir", "az", "jp", "kr", "mn")
    ),
    *(_sd(f"class:yard.{c}", 0.35, YARD_SD) for c in ("cn", "1520", "west")),
    *(
        _sd(f"class:border.{c}", 0.5, BORDER_SD)
        for c in (
            "cn-kz",
            "cn-other",
            "eu-1520",
            "ge-tr",
            "tr-eu",
            "inner",
            "union",
            "schengen",
            "eu-other",
            "ir",
        )
    ),
    *(_sd(f"class:gauge.{c}", 0.5, BORDER_SD) for c in ("cn", "eu", "akhalkalaki", "ir", "other")),
    *(_sd(f"class:port.{c}", 0.5, PORT_SD) for c in ("caspian", "blacksea", "deepsea", "shortsea")),
    _sd("class:terminal.rail", 0.4, "Spread of the time at a rail terminal: chosen by us, no row."),
    _sd("class:terminal.road", 0.4, "Spread of the time at a truck terminal: chosen by us, no row."),
    _sd("class:door", 0.4, "Spread of collection or delivery: chosen by us, no row."),
    *(
        _sd(
            f"class:sea.{c}",
            0.08,
            "Spread of sailing times: chosen by us, no row; ships keep speed better than trains.",
        )
        for c in ("main", "caspian", "blacksea", "short")
    ),
    _sd("class:road", 0.15, "Spread of truck running times: chosen by us, no row."),
    _sd(
        "class:unbooked.caspian",
        0.6,
        "Spread of the wait of a container without a slot, between two readings: the quotes of one carrier scatter by 0.3 (T046-T049), and two trials, known "
        "because they went badly, stood 60 and 90 to 170 days (f5, f6), for which 0.8 would be needed.",
    ),
    _sd(
        "class:shock",
        0.10,
        "Strength of what slows a whole chain at once in a calm state: chosen by us, no row.",
    ),
    _sd(
        "class:model",
        0.24,
        "What the classes leave unexplained: published means, left out of the fit one by one, lie 0.16 (median) to 0.27 (root mean square) in log "
        "from what the others say; a normal law whose median deviation is 0.16 has this spread. Part of it is the scatter of sources about one lane. "
        "Outcomes gathered afterwards and read by no fit lie 0.21 (median) away.",
        0.15,
        0.30,
    ),
    Q(
        "class:within",
        "share",
        0.5,
        0.0,
        1.0,
        "share",
        "daliz",
        "assumed",
        "Correlation of places of one class: chosen by us in the middle; published rows cannot tell 0 from 1.",
    ),
]

FIXED = [
    Q(
        "class:border.union",
        "dwell",
        2.0,
        0.5,
        6.0,
        "h",
        "daliz",
        "assumed",
        "Inside the customs union of Kazakhstan, Kyrgyzstan, Russia, Belarus and Armenia goods are not stopped; a change of engine and crew stays.",
    ),
    Q(
        "class:border.schengen",
        "dwell",
        2.0,
        0.5,
        6.0,
        "h",
        "daliz",
        "assumed",
        "Inside the European Union goods are not stopped; a change of engine, crew or current stays.",
    ),
    Q(
        "class:border.eu-other",
        "dwell",
        12.0,
        4.0,
        36.0,
        "h",
        "daliz",
        "assumed",
        "Other European outer borders without a change of gauge (Lithuania, Latvia, Estonia and Finland with Russia and Belarus; Serbia, Bosnia, Great Britain): "
        "between the inner 1520 borders and the Polish one.",
    ),
    Q(
        "class:gauge.cn",
        "dwell",
        0.0,
        0.0,
        24.0,
        "h",
        "daliz",
        "computed",
        "0 because class:border.cn-kz and class:border.cn-other hold both sides of the border with the gauge change in one number.",
    ),
    Q(
        "class:gauge.eu",
        "dwell",
        0.0,
        0.0,
        24.0,
        "h",
        "daliz",
        "computed",
        "0 because class:border.eu-1520 holds both sides of the border with the gauge change in one number.",
    ),
    Q(
        "class:gauge.other",
        "dwell",
        24.0,
        8.0,
        72.0,
        "h",
        "daliz",
        "assumed",
        "A gauge change away from the borders above: no row; a little less than the Polish border with its gauge change.",
    ),
    Q(
        "class:terminal.road",
        "dwell",
        6.0,
        2.0,
        24.0,
        "h",
        "daliz",
        "assumed",
        "Handing a container to a named truck service or taking it over: no row; a working half-day.",
    ),
    Q(
        "class:port.shortsea",
        "dwell",
        36.0,
        18.0,
        72.0,
        "h",
        "daliz",
        "assumed",
        "Ports of the Japan-Korea-China-Far East feeders: no row; below ocean ports (62 h), since vessels are small and often.",
    ),
    Q(
        "class:sea.main",
        "speed",
        29.6,
        25.0,
        35.0,
        "km/h",
        "T086",
        "official",
        "16 knots: 10,600 nautical miles in 27 days without calls.",
    ),
    Q(
        "class:sea.caspian",
        "speed",
        26.0,
        20.0,
        32.6,
        "km/h",
        "T061",
        "other",
        "Baku-Aktau about 508 km in 20 h in one traveller's log is 25; the ro-pax does 17.6 knots (32.6).",
        locator="T060, T061",
    ),
    Q(
        "class:sea.blacksea",
        "speed",
        25.0,
        18.0,
        30.0,
        "km/h",
        "T054",
        "official",
        "Poti-Piraeus 1,729 km in 3 days is 24; Batumi-Burgas 1,133 km in 60 h is 19.",
        locator="T052, T054",
    ),
    Q(
        "class:sea.short",
        "speed",
        26.0,
        20.0,
        30.0,
        "km/h",
        "daliz",
        "assumed",
        "Feeders between Japan, Korea, China and the Russian Far East: 14 knots, no row; between the Black Sea and ocean ships.",
    ),
    Q(
        "class:sea.caspian",
        "call",
        0.0,
        0.0,
        0.0,
        "h/1000km",
        "daliz",
        "computed",
        "Direct: no calls between.",
    ),
    Q(
        "class:sea.blacksea",
        "call",
        0.0,
        0.0,
        5.0,
        "h/1000km",
        "daliz",
        "computed",
        "Direct: no calls between.",
    ),
    Q(
        "class:sea.short",
        "call",
        0.0,
        0.0,
        8.0,
        "h/1000km",
        "daliz",
        "computed",
        "Direct: no calls between; a string of two or three ports of one country is part of the port dwell.",
    ),
    Q(
        "class:road",
        "speed",
        23.4,
        9.1,
        42.0,
        "km/h",
        "T167",
        "official",
        "Trucks on CAREC corridors 2022, with rests, checks and border delay: 42.0 without delay. Long hauls only.",
        locator="T166, T167",
    ),
    Q(
        "class:storm",
        "closed_spell",
        60.0,
        24.0,
        120.0,
        "h",
        "daliz",
        "assumed",
        "Mean length of a spell of weather that shuts Aktau and Kuryk: single storms lasted four and five days (E06, E07), months with 9 to 11 "
        "shut days had shorter ones too. No row counts spells.",
        locator="E06, E07, T170",
    ),
    Q(
        "class:unbooked.blacksea",
        "wait",
        0.0,
        0.0,
        336.0,
        "h",
        "daliz",
        "assumed",
        "No row tells booked from unbooked containers on the Black Sea; the Caspian is where they differ.",
    ),
]

REGIMES = [
    Q(
        "class:shock",
        "log_sd",
        0.22,
        0.10,
        0.35,
        "1",
        "daliz",
        "assumed",
        "Congested 2022: twice the calm strength, chosen by us, no row.",
        "2022-04-01",
        "2023-01-01",
    ),
    Q(
        "class:shock",
        "log_sd",
        0.22,
        0.10,
        0.35,
        "1",
        "daliz",
        "assumed",
        "Since the war on Iran: as in 2022, chosen by us, no row.",
        "2026-02-28",
    ),
    Q(
        "class:border.cn-kz",
        "dwell_factor",
        1.87,
        1.2,
        2.5,
        "1",
        "T108",
        "computed",
        "Covid controls: means of both sides, Kazakhstan 57.2 + China 83.8 h in 2021, over the mean of 2020 (48.6 + 18.3) and 2023 (69.7 + 14.4).",
        "2021-01-01",
        "2022-01-01",
        "T098, T099, T101, T108, T114; E03 for China 2020",
    ),
    Q(
        "class:border.cn-kz",
        "dwell_factor",
        1.36,
        1.0,
        1.8,
        "1",
        "T111",
        "computed",
        "Covid controls: means of both sides, Kazakhstan 67.4 + China 35.4 h in 2022, over the mean of 2020 (48.6 + 18.3) and 2023 (69.7 + 14.4).",
        "2022-01-01",
        "2023-01-01",
        "T098, T100, T101, T111, T114; E03 for China 2020",
    ),
    Q(
        "class:border.cn-kz",
        "dwell_factor",
        3.0,
        2.0,
        4.5,
        "1",
        "vibewire-2024-2",
        "computed",
        "Queues at Alashankou and Khorgos: 5 to 6 days more westbound (E11), 7 to 10 with a peak of 15 in another source; 5.5 days on the 62 hours "
        "of the calm state make 3.1, rounded. Taken for both directions; trains of a fixed timetable went ahead of the queue.",
        "2024-05-01",
        "2024-08-01",
        "E11",
    ),
    *(
        Q(
            f"class:{name}",
            "dwell_factor",
            1.5,
            1.0,
            3.0,
            "1",
            "daliz",
            "assumed",
            "Since the war on Iran: between the calm state (T013, 2025-26) and the three times the normal time that one observer named for the "
            "first weeks (T173). No later row.",
            "2026-03-15",
            "",
            "T013, T173",
        )
        for name in ("port.caspian", "gap.caspian", "unbooked.caspian")
    ),
    *(
        Q(
            f"class:{name}",
            "dwell_factor",
            3.0,
            1.5,
            4.0,
            "1",
            "T173",
            "other",
            "First weeks after 28 February 2026: container processing at Aktau and Baku took three times the normal time (one observer).",
            "2026-02-28",
            "2026-03-15",
            "T173",
        )
        for name in ("port.caspian", "gap.caspian", "unbooked.caspian")
    ),
]

TIME = [*RUN, *SPREAD, *FIXED, *REGIMES]
