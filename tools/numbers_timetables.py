"""Published timetables: how often a line sails by somebody's word. What is not here keeps its assumption."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

from itertools import product
from typing import Any

__all__ = ["PUBLISHED", "published"]

Row = dict[str, Any]
WEEK_H = 168
MONTH_H = 730.5  # a twelfth of 365.25 days


def _said(source_id: str, note: str, *, gap_h: float = WEEK_H, grade: str = "press", **more: Any) -> Row:  # noqa: ANN401 - columns
    """Return what a source says of a line; unless it says otherwise, a headway without weekdays."""
    return {"timetable": "headway", "gap_h": gap_h, "gap_cv": 0, "timetable_grade": grade, "grade": grade, "source_id": source_id,
            "locator": "", "note": note, **more}  # fmt: skip


def _pairs(one: tuple[str, ...], two: tuple[str, ...], kind: str, said: Row) -> dict[str, Row]:
    return {f"{a}-{b}-{kind}": said for a, b in product(one, two)}


HANSHIN = _said("japanpress-2021", "Three ships on a round of 21 days: once a week. Osaka, Kobe, Taicang and Shanghai stand in that order; the source prints a range of days for a call, so no weekday is taken.")  # fmt: skip
FERRIES = "Once a week by three container lines, and once a week by two ferries that call at Kobe and Osaka in turn (traicy-2020): two sailings a week. There are more; they were not counted."
JTSL = _said("jetro-2018", "Japan Trans Siberian Line: once a week from August 2018; two ships in early 2022 (erina-2022). Whether it has run since March 2022 was not found.", grade="official", valid_from="2018-08-24")  # fmt: skip
SINOKOR_2014 = _said("ksg-2014", "Once a week from March 2014. Whether it has changed since was not found.")
SINOKOR_2016 = _said("ksg-2016", "Once a week on a round of Tianjin, Dalian, Gwangyang, Busan, Hakata, Moji and Hiroshima since March 2016. Whether it has changed since was not found.")  # fmt: skip
COSCO_LYG = _said("portnews-2008", "Yantai, Lianyungang, Tokyo, Yokohama with two ships, once a week in 2008. Whether it has changed since was not found.")  # fmt: skip
LOOP = "A direct loop with both ports is published; once a week is assumed, as is usual for liners. Weekday unknown."
OCEAN_MED = _said("ciscoconsultant-2025", LOOP, timetable_grade="assumed")
PREMIER = _said("asiae-2025", LOOP, timetable_grade="assumed")
LEFT = _said(
    "portnews-2022",
    "Once a week is assumed until lines of the West left Russia in spring 2022; none was found since, and the month is ours.",
    timetable_grade="assumed",
    grade="assumed",
    valid_to="2022-06",
)
KURYK = _said("azerbaycan24-2023", "About 600 ferries handled at Kuryk in ten months of 2023, as the railway said: a gap of 12 h if all of them serve Alat. They leave when full, with up to 54 wagons, of two TEU each (sea-news.az, August 2021). About 24 h at sea (L074).",
              timetable="irregular", gap_h=round(304 * 24 / 600, 1), gap_cv=1, capacity_teu=108, timetable_grade="computed", locator="L074, T175")  # fmt: skip
ROPAX = _said("newscentralasia-2023-ferries", "213 ships from Baku came to the ferry terminal in January to May 2023: a gap of 17 h, rail ferries and ro-ro together. 9 to 10 h at sea at 17.6 knots (T060).",
              timetable="irregular", gap_h=round(151 * 24 / 213, 1), gap_cv=1, timetable_grade="computed", locator="T060, L075")  # fmt: skip

#: Service id to the columns that a source settles.
PUBLISHED: dict[str, Row] = {
    **_pairs(("kobe", "osaka"), ("taicang",), "feeder", HANSHIN),
    **_pairs(("kobe", "osaka"), ("shanghai",), "feeder", {**HANSHIN, "gap_h": WEEK_H / 2, "note": FERRIES}),
    **_pairs(("yokohama", "nagoya", "kobe"), ("vladivostok", "vostochny"), "feeder", JTSL),
    **_pairs(("tokyo", "yokohama"), ("lianyungang",), "feeder", COSCO_LYG),
    **_pairs(("busan",), ("toyama", "niigata", "tomakomai"), "feeder", SINOKOR_2014),
    **_pairs(("busan",), ("hiroshima", "gwangyang", "kitakyushu", "hakata", "tianjin", "dalian"), "feeder", SINOKOR_2016),
    "busan-lianyungang-feeder": _said("ksg-2020", "Twice a week with the line opened in 2020.", gap_h=84),
    "busan-vladivostok-feeder": _said("ksg-2022", "Once a week since 8 November 2022, two days at sea.", duration_h=48),
    "hakata-shanghai-feeder": _said("ksg-2016-2", "Twice a week since April 2016: from Shanghai on Saturday and on Tuesday; from Hakata the days are not named.", gap_h=84),
    "incheon-dalian-feeder": _said("shine-2024", "Ro-ro ship with 145 TEU, three round trips a week, about 16 h at sea.", gap_h=56, duration_h=16, capacity_teu=145),
    **{f"kuryk-alat-ferry{slot}": KURYK for slot in ("", "-unbooked")},
    **{f"turkmenbashi-alat-ropax{slot}": ROPAX for slot in ("", "-unbooked")},
    "rotterdam-riga-feeder": _said("oevz-2023", "Rotterdam, Helsinki, Riga, Hull, once a week since November 2023."),
    "rotterdam-klaipeda-feeder": _said("hansa-2024", "Klaipeda joined the weekly round of Rotterdam and Riga in March 2024."),
    **_pairs(("incheon",), ("qingdao", "shanghai"), "feeder", _said("kbs-2026", "Incheon, Qingdao, Shanghai and on to Indonesia, once a week since January 2026 with four ships.")),
    **_pairs(("rotterdam", "hamburg", "bremerhaven"), ("spb", "kaliningrad"), "feeder", LEFT),
    "batumi-constanta-feeder": _said("portnews-2022-2", "Every ten days, as the terminal said in 2022; six voyages a month, both ways counted, by the railway (L117). 5 days one way in the plan of 2019 (T051).", timetable="irregular", gap_h=240, gap_cv=0.5, locator="L117, T051"),
    "batumi-varna-ferry": _said("onmytodd-2016", "No fixed timetable; about once a week by another traveller's log (pedalpromise.com). 58 h at sea in June 2016.", timetable="irregular", gap_cv=0.5, duration_h=58, grade="other"),
    "batumi-chornomorsk-ferry": _said("rnti-2025", "The start of July 2024 was put off; sailings of 18 and 26 March 2025 and one planned for mid-April: a mean gap of two weeks. About 60 h at sea.",
                                      timetable="irregular", gap_h=348, gap_cv=0.5, duration_h=60, timetable_grade="computed", valid_from="2025-03-18"),
    "ambarli-novorossiysk-feeder": _said("portnews-2022", "Four calls a month by one line in 2022; a second line sails once a week (splash247.com, January 2023).", timetable="irregular", gap_h=round(MONTH_H / 4), gap_cv=0.5, timetable_grade="computed"),
    "constanta-ambarli-feeder": _said("japanpress-2016", "Once a week since July 2016: Ambarli, then Constanta and on round the Black Sea."),
    **_pairs(("qingdao", "shanghai", "ningbo", "kaohsiung", "hongkong", "shenzhen", "singapore"), ("piraeus", "genoa"), "liner", OCEAN_MED),
    **_pairs(("shanghai", "ningbo", "busan", "shenzhen", "singapore"), ("koper", "trieste"), "liner", OCEAN_MED),
    **_pairs(("qingdao", "ningbo", "shenzhen", "singapore"), ("felixstowe", "hamburg", "antwerp"), "liner", PREMIER),
    **_pairs(("shanghai", "busan"), ("rotterdam", "hamburg", "lehavre"), "liner", PREMIER),
}  # fmt: skip


def published(rows: list[Row]) -> list[Row]:
    """Return the services with what sources say of their timetables in place of the assumptions.

    Raises
    ------
    KeyError
        If a published line is not among the services.
    """
    missing = set(PUBLISHED) - {row["service"] for row in rows}
    if missing:
        raise KeyError(sorted(missing))
    return [{**row, **PUBLISHED.get(row["service"], {})} for row in rows]
