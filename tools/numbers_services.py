"""Services: what sails, how often, and who says so. No weekday is invented: without a source the gap is assumed."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

from typing import Any

from numbers_timetables import published

__all__ = ["services"]

Row = dict[str, Any]

WEEK_H = 168.0
JP = ("yokohama", "tokyo", "nagoya", "osaka", "kobe", "hakata")
KR = ("busan", "incheon")
CN_SHORT = ("lianyungang", "qingdao", "tianjin", "dalian", "shanghai", "ningbo")
FAR_EAST = ("vostochny", "vladivostok")
DEEP_EAST = ("yokohama", "nagoya", "kobe", "busan", "shanghai", "ningbo", "qingdao", "tianjin", "shenzhen", "hongkong", "kaohsiung",
             "singapore")  # fmt: skip
DEEP_WEST = ("rotterdam", "hamburg", "antwerp", "bremerhaven", "felixstowe", "lehavre", "gdansk", "piraeus", "koper", "trieste", "genoa",
             "barcelona", "mersin", "ambarli", "izmir", "constanta", "poti", "klaipeda", "riga", "bandarabbas", "jebelali", "mundra",
             "nhavasheva", "karachi")  # fmt: skip
FEEDERS = [
    *((a, b) for a in ("rotterdam", "hamburg", "bremerhaven") for b in ("klaipeda", "riga", "gdansk", "spb", "kaliningrad", "tallinn")),
    *((a, b) for a in ("piraeus", "ambarli") for b in ("constanta", "varna", "burgas", "izmir", "mersin", "thessaloniki")),
    ("singapore", "nhavasheva"), ("singapore", "mundra"), ("jebelali", "bandarabbas"), ("jebelali", "karachi"), ("jebelali", "mundra"),
    ("shanghai", "kaohsiung"), ("shanghai", "hongkong"), ("busan", "shanghai"), ("busan", "ningbo"), ("rotterdam", "felixstowe"),
    ("trieste", "mersin"), ("trieste", "ambarli"), ("karachi", "bandarabbas"), ("mersin", "piraeus"),
    *(("busan", b) for b in ("kitakyushu", "niigata", "toyama", "maizuru", "sendai", "tomakomai", "hiroshima", "gwangyang")),
    *((a, "taicang") for a in ("kobe", "osaka", "nagoya", "yokohama", "hakata", "busan")),
    ("shanghai", "xiamen"), ("hamburg", "helsinki"), ("ambarli", "derince"), ("mersin", "iskenderun"), ("karachi", "gwadar"),
    ("bandarabbas", "chabahar"), ("ambarli", "trabzon"),
]  # fmt: skip
NO_ROW = "No timetable was compiled; one sailing a week is assumed, as is usual for liners. Weekday unknown."
TITLES_RU = {
    "aktau": "Актау", "kuryk": "Курык", "alat": "Алят", "turkmenbashi": "Туркменбаши", "anzali": "Энзели", "amirabad": "Амирабад",
    "poti": "Поти", "batumi": "Батуми", "constanta": "Констанца", "varna": "Варна", "burgas": "Бургас", "chornomorsk": "Черноморск",
    "ambarli": "Амбарлы", "piraeus": "Пирей", "mersin": "Мерсин", "novorossiysk": "Новороссийск", "samsun": "Самсун", "trieste": "Триест",
    "yokohama": "Иокогама", "tokyo": "Токио", "nagoya": "Нагоя", "osaka": "Осака", "kobe": "Кобе", "hakata": "Хаката", "busan": "Пусан",
    "incheon": "Инчхон", "lianyungang": "Ляньюньган", "qingdao": "Циндао", "tianjin": "Тяньцзинь", "tianjinport": "Тяньцзинь",
    "dalian": "Далянь", "shanghai": "Шанхай", "ningbo": "Нинбо", "vostochny": "Восточный", "vladivostok": "Владивосток",
    "shenzhen": "Шэньчжэнь", "hongkong": "Гонконг", "kaohsiung": "Гаосюн", "singapore": "Сингапур", "rotterdam": "Роттердам",
    "hamburg": "Гамбург", "antwerp": "Антверпен", "bremerhaven": "Бремерхафен", "felixstowe": "Феликстоу", "lehavre": "Гавр",
    "gdansk": "Гданьск", "koper": "Копер", "genoa": "Генуя", "barcelona": "Барселона", "izmir": "Измир", "klaipeda": "Клайпеда",
    "riga": "Рига", "bandarabbas": "Бендер-Аббас", "jebelali": "Джебель-Али", "mundra": "Мундра", "nhavasheva": "Нава-Шева",
    "karachi": "Карачи", "spb": "Санкт-Петербург", "kaliningrad": "Калининград", "tallinn": "Таллин", "thessaloniki": "Салоники",
    "tatvan": "Татван", "van": "Ван", "xian": "Сиань", "baku": "Баку", "almaty": "Алматы", "altynkol": "Алтынколь", "tbilisi": "Тбилиси",
    "tashkent": "Ташкент", "khorgos": "Хоргос", "taicang": "Тайцан",
    "kitakyushu": "Китакюсю", "niigata": "Ниигата", "toyama": "Тояма", "maizuru": "Майдзуру", "sendai": "Сендай", "tomakomai": "Томакомай",
    "hiroshima": "Хиросима", "gwangyang": "Кванъян", "xiamen": "Сямэнь", "helsinki": "Хельсинки", "derince": "Дериндже", "iskenderun": "Искендерун",
    "gwadar": "Гвадар", "chabahar": "Чабахар", "trabzon": "Трабзон",
}  # fmt: skip
TITLES = {
    "lehavre": "Le Havre", "hongkong": "Hong Kong", "bandarabbas": "Bandar Abbas", "jebelali": "Jebel Ali", "nhavasheva": "Nhava Sheva",
    "spb": "Saint Petersburg", "xian": "Xi'an", "tianjinport": "Tianjin",
}  # fmt: skip


def _title(place: str) -> str:
    return TITLES.get(place, place.capitalize())


def service(
    name: str,
    ends: tuple[str, str],
    mode: str,
    run_class: str,
    *,
    what: tuple[str, str],
    port: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - columns
) -> Row:
    """Return a services.csv row with the usual values filled in."""
    a, b = ends
    kind = {"sea": "port", "ferry": "port"}.get(mode, mode)
    row: Row = {
        "service": name,
        "name_en": f"{_title(a)}–{_title(b)} {what[0]}",
        "name_ru": f"{TITLES_RU[a]} – {TITLES_RU[b]}, {what[1]}",
        "mode": mode,
        "from_terminal": f"{(port or {}).get(a, a)}.{kind}",
        "to_terminal": f"{(port or {}).get(b, b)}.{kind}",
        "both_ways": "yes",
        "run_class": run_class,
        "timetable": "headway",
        "gap_h": WEEK_H,
        "gap_cv": 0,
        "cargo": "container",
        "slot": "any",
        "timetable_grade": "assumed",
        "source_id": "daliz",
        "grade": "assumed",
        "note": NO_ROW,
    }
    row.update(more)
    return row


def _caspian(gap_h: float, gap_cv: float) -> list[Row]:
    """Return the Caspian lines twice each: for block trains, which hold slots, and for single containers."""
    feeder = ("container feeder", "контейнерный фидер")
    ferry = ("rail ferry and ro-ro", "железнодорожный паром и ро-ро")
    lines: list[tuple[str, tuple[str, str], str, tuple[str, str], dict[str, Any]]] = [
        ("aktau-alat-feeder", ("aktau", "alat"), "sea", feeder, {
            "timetable": "irregular", "gap_h": gap_h, "gap_cv": gap_cv, "km": 508, "capacity_teu": 237, "source_id": "T059",
            "timetable_grade": "computed", "grade": "press", "locator": "T058, T059, L073",
            "note": "Sails when full. Mean gap fitted with the transit times (class:gap.caspian). 237 TEU a voyage is 3,600 TEU a month over "
                    "3.5 voyages a week (T059). Length as published (L073).",
        }),
        ("kuryk-alat-ferry", ("kuryk", "alat"), "ferry", ferry, {
            "timetable": "irregular", "gap_h": 96, "gap_cv": 1, "duration_h": 24, "cargo": "container|wagon|truck", "source_id": "L074",
            "timetable_grade": "other", "grade": "other", "locator": "L074",
            "note": "No timetable: every 3 to 5 days and about 24 h at sea in one traveller's log; 46 wagons a day loaded in June 2025 (T175).",
        }),
        ("turkmenbashi-alat-feeder", ("turkmenbashi", "alat"), "sea", feeder, {
            "timetable": "irregular", "gap_h": 120, "gap_cv": 1, "duration_h": 18, "valid_from": "2023-01", "source_id": "L075",
            "grade": "other", "locator": "L075, V068",
            "note": "Feeder Balkan since January 2023; 2,362 TEU in the first half of 2023. The gap of five days and 18 h at sea are assumed.",
        }),
        ("turkmenbashi-alat-ropax", ("turkmenbashi", "alat"), "ferry", ferry, {
            "timetable": "irregular", "gap_h": 72, "gap_cv": 1, "duration_h": 9.5, "cargo": "container|wagon|truck", "source_id": "T060",
            "timetable_grade": "assumed", "grade": "press", "locator": "T060, L075",
            "note": "9 to 10 h at 17.6 knots (2015). How often it sails was not found; three days are assumed.",
        }),
        ("aktau-turkmenbashi", ("aktau", "turkmenbashi"), "sea", ("on inducement", "по накоплению груза"), {
            "timetable": "irregular", "gap_h": 336, "gap_cv": 1,
            "note": "No regular line was found; a vessel about every two weeks is assumed.",
        }),
        ("aktau-anzali", ("aktau", "anzali"), "sea", ("general cargo", "генеральные грузы"), {
            "timetable": "irregular", "gap_h": 168, "gap_cv": 1, "cargo": "container|bulk", "source_id": "L077", "grade": "official",
            "locator": "L077, V066", "note": "Grain trade of 1.27 Mt a season; containers on inducement. The gap of a week is assumed.",
        }),
        ("aktau-amirabad", ("aktau", "amirabad"), "sea", ("general cargo", "генеральные грузы"), {
            "timetable": "irregular", "gap_h": 168, "gap_cv": 1, "cargo": "container|bulk", "source_id": "V066", "grade": "official",
            "locator": "V066", "note": "Grain trade to northern Iran; containers on inducement. The gap of a week is assumed.",
        }),
    ]  # fmt: skip
    rows = []
    for name, ends, mode, what, more in lines:
        for slot, tail, en, ru in (
            ("needed", "", "", ""),
            ("without", "-unbooked", ", without a booked slot", ", без брони места"),
        ):
            rows.append(
                service(
                    name + tail,
                    ends,
                    mode,
                    "sea.caspian",
                    what=(what[0] + en, what[1] + ru),
                    **{**more, "slot": slot},
                )
            )
    rows.append(
        service("aktau-makhachkala-tanker", ("aktau", "makhachkala"), "sea", "sea.caspian", what=("oil tankers", "нефтяные танкеры"),
                timetable="on_demand", gap_h="", gap_cv="", cargo="bulk", note="Oil only; no containers. On demand.")
    )  # fmt: skip
    return rows


def _black_sea(gap_h: float, gap_cv: float) -> list[Row]:
    feeder = ("container feeder", "контейнерный фидер")
    ferry = ("rail ferry and ro-ro", "железнодорожный паром и ро-ро")
    gap = {"timetable": "irregular", "gap_h": gap_h, "gap_cv": gap_cv, "timetable_grade": "computed"}
    five = {**gap, "gap_h": 120, "source_id": "L117", "grade": "official", "locator": "L117, T051",
            "note": "Six voyages a month in 2022: a gap of five days; 5 days one way in the plan of 2019. Irregularity assumed."}  # fmt: skip
    cgx = {
        **gap,
        "gap_h": 243,
        "source_id": "L121",
        "grade": "official",
        "timetable_grade": "official",
        "locator": "L121, L122, T054, T055",
    }
    other = {
        **gap,
        "note": "No timetable was compiled; the gap is the mean of the lines that have one (L117, L119, L121). Weekday unknown.",
    }
    weekly = {
        "timetable": "headway",
        "gap_h": WEEK_H,
        "gap_cv": 0,
        "cargo": "container|wagon|truck",
        "timetable_grade": "press",
        "grade": "press",
    }
    return [
        service("poti-constanta-feeder", ("poti", "constanta"), "sea", "sea.blacksea", what=feeder, **five),
        service("batumi-constanta-feeder", ("batumi", "constanta"), "sea", "sea.blacksea", what=feeder, **five),
        service("batumi-burgas-ferry", ("batumi", "burgas"), "ferry", "sea.blacksea", what=ferry, duration_h=60, source_id="T052",
                locator="T052, L119", note="Once a week, 60 h; the source names no weekday. Carries wagons and vehicles.", **weekly),
        service("poti-burgas-ferry", ("poti", "burgas"), "ferry", "sea.blacksea", what=ferry, cargo="container|wagon|truck", **other),
        service("batumi-varna-ferry", ("batumi", "varna"), "ferry", "sea.blacksea", what=ferry, cargo="container|wagon|truck", **other),
        service("poti-varna-feeder", ("poti", "varna"), "sea", "sea.blacksea", what=feeder, **other),
        service("batumi-chornomorsk-ferry", ("batumi", "chornomorsk"), "ferry", "sea.blacksea", what=ferry, duration_h=72, source_id="T053",
                cargo="container|wagon|truck", grade="press", timetable_grade="assumed", valid_from="2024-07-09", locator="T053, L120",
                note="Announced for July 2024."),
        service("poti-ambarli-feeder", ("poti", "ambarli"), "sea", "sea.blacksea", what=feeder, **other),
        service("poti-piraeus-cgx", ("poti", "piraeus"), "sea", "sea.blacksea", what=("feeder CGX", "фидер CGX"), duration_h=72,
                note="Three days; about three round trips a month (2023): a gap of ten days.", **cgx),
        service("poti-mersin-feeder", ("poti", "mersin"), "sea", "sea.blacksea", what=feeder, **other),
        service("poti-novorossiysk-feeder", ("poti", "novorossiysk"), "sea", "sea.blacksea", what=feeder, **other),
        service("samsun-poti-feeder", ("samsun", "poti"), "sea", "sea.blacksea", what=feeder, **other),
        service("ambarli-novorossiysk-feeder", ("ambarli", "novorossiysk"), "sea", "sea.blacksea", what=feeder, **other),
        service("constanta-ambarli-feeder", ("constanta", "ambarli"), "sea", "sea.blacksea", what=feeder, **other),
    ]  # fmt: skip


def _grid(ports: dict[str, str]) -> list[Row]:
    rows: dict[frozenset[str], Row] = {}
    short = ("short sea line", "короткая морская линия")
    deep = ("ocean line", "океанская линия")
    feeder = ("feeder", "фидер")
    pairs = [
        *((a, b, "short", short) for a in (*JP, *KR) for b in (*CN_SHORT, *FAR_EAST)),
        *((a, b, "short", short) for a in KR for b in JP),
        *((a, b, "short", short) for a in ("shanghai", "qingdao") for b in FAR_EAST),
        *((a, b, "main", deep) for a in DEEP_EAST for b in DEEP_WEST),
        *((a, "singapore", "main", deep) for a in DEEP_EAST if a != "singapore"),
        *((a, b, "short", feeder) for a, b in FEEDERS),
    ]
    for a, b, sea, what in pairs:
        key = frozenset((a, b))
        if key in rows:
            continue
        rows[key] = service(
            f"{a}-{b}-liner" if what is deep else f"{a}-{b}-feeder",
            (a, b),
            "sea",
            f"sea.{sea}",
            what=what,
            port=ports,
        )
    return list(rows.values())


def _land() -> list[Row]:
    truck = ("truck service", "автомобильная линия")
    demand = {"timetable": "on_demand", "gap_h": "", "gap_cv": ""}
    no_row = (
        "A named truck way of the tables; on demand. Length and times from the road network and class:road."
    )
    return [
        service("xian-baku-train", ("xian", "baku"), "rail", "rail", what=("block train via Aktau", "контейнерный поезд через Актау"),
                both_ways="no", timetable="headway", gap_h=24, gap_cv=0, slot="needed", duration_h=288, valid_from="2024-07",
                timetable_grade="press", grade="press", source_id="T033", locator="T033, V031",
                note="Daily as announced in July 2024, 12 days; 358 trains came in 2024 and over 390 in 2025. An annotation: the plan is made of "
                     "its legs."),
        service("poti-baku-train-2014", ("poti", "baku"), "rail", "rail", what=("block train", "блок-поезд"), timetable="calendar", gap_h="",
                gap_cv="", weekdays="tue|sat", duration_h=34, slot="needed", valid_from="2014-07", valid_to="2015-01", timetable_grade="press",
                grade="press", source_id="T050", locator="T050", note="30 to 40 wagons, Tuesdays and Saturdays, in 2014. How long it ran is unknown."),
        service("poti-baku-express", ("poti", "baku"), "rail", "rail", what=("express block train", "ускоренный блок-поезд"),
                timetable="irregular", gap_h=84, gap_cv=0.5, slot="needed", valid_from="2026-01-30", source_id="L082", grade="official",
                locator="L082, L089", note="Relaunched on 30 January 2026; how often it runs was not found: twice a week is assumed, as in 2014."),
        service("tianjin-almaty-train", ("tianjinport", "almaty"), "rail", "rail", what=("block train via Horgos", "поезд через Хоргос"),
                both_ways="no", slot="needed", duration_h=240, valid_from="2025-10", timetable_grade="press", grade="press", source_id="T085",
                locator="T085", note="Weekly from October 2025, 55 forty-foot boxes, 10 days planned; the source says Kazakhstan, Almaty is assumed."),
        service("khorgos-almaty-truck", ("altynkol", "almaty"), "road", "road", what=truck, note=no_row, **demand),
        service("alat-tbilisi-truck", ("alat", "tbilisi"), "road", "road", what=truck, source_id="L186", grade="official", locator="L185-L187",
                note=no_row, **demand),
        service("tbilisi-poti-truck", ("tbilisi", "poti"), "road", "road", what=truck, note=no_row, **demand),
        service("tbilisi-samsun-truck", ("tbilisi", "samsun"), "road", "road", what=truck, source_id="L189", grade="official",
                locator="L188, L189", note=no_row + " Crosses at Sarpi.", **demand),
        service("tashkent-turkmenbashi-truck", ("tashkent", "turkmenbashi"), "road", "road", what=truck, note=no_row, **demand),
        service("tatvan-van-ferry", ("tatvan", "van"), "ferry", "sea.short", what=("lake ferry", "паром по озеру"), timetable="irregular",
                gap_h=24, gap_cv=0.5, km=90, duration_h=5, cargo="container|wagon", source_id="daliz", grade="assumed", locator="L180",
                note="Train ferry over Lake Van on the way to Iran; length, hours and gap are assumed, no row was compiled."),
    ]  # fmt: skip


def services(*, gap_caspian_h: float, gap_blacksea_h: float, ports: dict[str, str]) -> list[Row]:
    """Return every row of services.csv.

    Parameters
    ----------
    ports
        Place id of a sea port where it is not the port's own name.
    """
    TITLES_RU.setdefault("makhachkala", "Махачкала")
    return published([*_caspian(gap_caspian_h, 1), *_black_sea(gap_blacksea_h, 0.5), *_grid(ports), *_land()])
