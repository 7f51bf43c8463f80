"""Questions of many kinds: the pairs of places that benchmarks ask for, and the cargoes of the questions compared."""

from __future__ import annotations

from typing import Any

__all__ = ["PAIRS", "questions"]

#: Forty-eight pairs between East Asia, Central Asia, the Caucasus and Europe; hubs, cities beside them, and far ones.
PAIRS = (
    ("kobe", "almaty"), ("chongqing", "duisburg"), ("tashkent", "london"), ("pavlodar", "osaka"),
    ("xian", "duisburg"), ("osaka", "tashkent"), ("shanghai", "baku"), ("yokohama", "hamburg"),
    ("almaty", "duisburg"), ("chengdu", "warsaw"), ("tashkent", "istanbul"), ("tokyo", "astana"),
    ("nagoya", "bishkek"), ("busan", "almaty"), ("seoul", "tashkent"), ("shenzhen", "moscow"),
    ("wuhan", "hamburg"), ("zhengzhou", "almaty"), ("urumqi", "baku"), ("yiwu", "madrid"),
    ("lianyungang", "aktau"), ("qingdao", "tashkent"), ("tianjin", "ulaanbaatar"), ("guangzhou", "tbilisi"),
    ("aktau", "constanta"), ("karaganda", "rotterdam"), ("aktobe", "istanbul"), ("shymkent", "poti"),
    ("astana", "antwerp"), ("almaty", "mersin"), ("samarkand", "gdansk"), ("dushanbe", "kobe"),
    ("bishkek", "hamburg"), ("ashgabat", "osaka"), ("turkmenbashi", "baku"), ("baku", "vienna"),
    ("tbilisi", "yokohama"), ("batumi", "almaty"), ("ankara", "tashkent"), ("istanbul", "almaty"),
    ("milan", "almaty"), ("paris", "chengdu"), ("prague", "xian"), ("budapest", "tashkent"),
    ("riga", "almaty"), ("hamburg", "kobe"), ("london", "bishkek"), ("sapporo", "kostanay"),
)  # fmt: skip


def questions() -> list[dict[str, Any]]:
    """Return one question a pair, as ``POST /api/v1/plans`` takes it, with cargoes, rules and limits that vary."""
    kinds: tuple[dict[str, Any], ...] = (
        {"containers": "2x40HC"},
        {"containers": "1x20", "seed": 7},
        {"tonnes": 300, "ready": "2026-11-03"},
        {"containers": "1x40RF", "deadline": "2027-01-20"},
        {"wagons": 4, "commodity": "metal"},
        {"containers": "2x40HC", "avoid_transit": ["RU"]},
        {"containers": "40x40HC", "slot": True},
        {"containers": "2x40HC", "require": ["aktau"]},
    )
    return [
        {"from": one, "to": two, "ready": "2026-12-01", **more}
        for i, (one, two) in enumerate(PAIRS)
        for more in ({"containers": "2x40HC"}, kinds[i % len(kinds)])
    ]
