"""Events in our own words, closures and regimes."""

# ruff: noqa: E501 - a row of data stays on one line
from __future__ import annotations

__all__ = ["CLOSURES", "EVENTS", "PLACES", "REGIMES"]

EVENTS = {
    "E01": (
        "Trucks stopped at Alashankou and Khorgos so that trains go first",
        "Грузовики остановлены в Алашанькоу и Хоргосе ради поездов",
    ),
    "E02": ("Suez Canal blocked by the Ever Given", "Суэцкий канал перекрыт судном «Эвер Гивен»"),
    "E03": ("Covid controls at the Chinese borders", "Ковидный контроль на границах Китая"),
    "E04": (
        "Invasion of Ukraine; shippers leave the Northern corridor",
        "Вторжение в Украину; грузы уходят с Северного коридора",
    ),
    "E05": (
        "Middle Corridor congested after the jump in demand",
        "Затор на Среднем коридоре после скачка спроса",
    ),
    "E06": (
        "Caspian storm off Kuryk: ships wait about five days",
        "Шторм у Курыка: суда ждут около пяти дней",
    ),
    "E07": (
        "Wind delays loading at Aktau; one ferry pier works",
        "Ветер задерживает погрузку в Актау; работает один паромный причал",
    ),
    "E08": (
        "Slow Azerbaijan–Georgia border in a pilot: more than 75 hours",
        "Медленная граница Азербайджан – Грузия: более 75 часов",
    ),
    "E09": ("Georgian road borders saturated", "Автомобильные границы Грузии переполнены"),
    "E10": ("Red Sea crisis: ships go round the Cape", "Кризис в Красном море: суда идут вокруг Африки"),
    "E11": (
        "Queues at the Kazakhstan–China crossings, westbound",
        "Очереди на границе Казахстана и Китая на запад",
    ),
    "E12": (
        "No container trains to China by Dostyk",
        "Контейнерные поезда в Китай через Достык не принимаются",
    ),
    "E13": (
        "No new cargo to Altynkol and Dostyk; four trains a day",
        "Новый груз на Алтынколь и Достык не принимается; четыре поезда в сутки",
    ),
    "E14": ("No rail cargo accepted for the port of Kuryk", "Грузы на порт Курык не принимаются"),
    "E15": ("Twelve-day war of Israel and Iran", "Двенадцатидневная война Израиля и Ирана"),
    "E16": ("Poland shuts the Belarus border", "Польша закрывает границу с Беларусью"),
    "E17": (
        "Weather shuts Aktau and Kuryk on eleven days; low water",
        "Погода закрывает Актау и Курык на одиннадцать дней; низкая вода",
    ),
    "E18": ("No export grain accepted for Aktau", "Экспортное зерно на Актау не принимается"),
    "E19": ("China takes fewer trains at Altynkol", "Китай принимает меньше поездов на Алтынколе"),
    "E20": ("Trains from Central Asia to Kuryk stopped", "Поезда из Средней Азии в Курык остановлены"),
    "E21": ("A January with ten storm days on the Caspian", "Январь с десятью штормовыми днями на Каспии"),
    "E22": (
        "War on Iran; Hormuz shut, carriers return to the Cape",
        "Война против Ирана; Ормуз закрыт, суда снова идут вокруг Африки",
    ),
    "E23": ("Short return to Suez", "Краткое возвращение в Суэцкий канал"),
    "E24": ("Demand surge on the Middle Corridor", "Всплеск спроса на Среднем коридоре"),
    "E25": ("Freight prices jump with two straits shut", "Скачок фрахта при двух закрытых проливах"),
    "E26": ("The level of the Caspian falls", "Уровень Каспия падает"),
}

PLACES = {
    "E01": ("alashankou", "khorgos"), "E02": ("passage:suez",), "E03": ("alashankou", "khorgos"), "E04": ("country:RU", "country:BY"),
    "E05": ("aktau", "poti", "constanta"), "E06": ("kuryk",), "E07": ("aktau",), "E08": ("boyukkesik",), "E09": ("tbilisi", "batumi"),
    "E10": ("passage:babalmandab", "passage:suez"), "E11": ("dostyk", "altynkol"), "E12": ("dostyk",), "E13": ("altynkol", "dostyk"),
    "E14": ("kuryk",), "E15": ("country:IR",), "E16": ("brest", "malaszewicze"), "E17": ("aktau", "kuryk"), "E18": ("aktau",),
    "E19": ("altynkol",), "E20": ("kuryk",), "E21": ("aktau", "kuryk"), "E22": ("country:IR", "passage:ormuz", "passage:suez"),
    "E23": ("passage:suez",), "E24": ("aktau", "alat"), "E25": ("passage:ormuz", "passage:suez"), "E26": ("aktau", "kuryk", "alat"),
}  # fmt: skip

_STORM = "Share of the month's days on which weather shut the ports; shut means that no ship enters."
_NEXT = "No row for this month yet: the mean of the months that have one (9, 10 and 11 days, T170-T172)."

#: subject, first day, day after the last, share, cargo, row, note
CLOSURES: list[tuple[str, str, str, object, str, str, str]] = [
    *(
        (f"place:{port}", "2022-05-05", "2022-05-11", 1, "", "E06", "Ships waited off Kuryk about five days; the storm is taken for both ports.")
        for port in ("aktau", "kuryk")
    ),
    *(
        (f"terminal:{port}.port", start, end, share, "", row, note)
        for port in ("aktau", "kuryk")
        for start, end, share, row, note in (
            ("2024-10-01", "2024-11-01", 0.29, "T172", _STORM + " 9 of 31."),
            ("2025-10-01", "2025-11-01", 0.355, "T170", _STORM + " 11 of 31."),
            ("2025-01-01", "2025-02-01", 0.323, "T171", _STORM + " 10 of 31; the row prints no year: January 2025 or 2026, taken for both."),
            ("2026-01-01", "2026-02-01", 0.323, "T171", _STORM + " 10 of 31; the row prints no year: January 2025 or 2026, taken for both."),
            ("2026-10-01", "2026-11-01", 0.323, "", _NEXT),
            ("2027-01-01", "2027-02-01", 0.323, "", _NEXT),
            ("2027-10-01", "2027-11-01", 0.323, "", _NEXT),
        )
    ),
    ("place:aktau", "2015-12-04", "2015-12-10", 1, "", "E07", "Ferries delayed by wind 6 to 9 December; the year is inferred."),
    ("place:kuryk", "2025-04-22", "2025-07-01", 1, "", "E14", "The railway accepted no cargo for the port; extended four times."),
    ("place:kuryk", "2025-11-01", "2025-11-21", 1, "wagon", "E20", "Wagons from Central Asia only; berth repair."),
    ("place:aktau", "2025-10-09", "2025-11-01", 1, "bulk", "E18", "Export grain only."),
    ("crossing:dostyk/alashankou/rail", "2024-08-13", "2024-12-01", 1, "container", "E12", "Container trains to China only; the other way stayed open."),
    ("crossing:dostyk/alashankou/rail", "2024-12-01", "2025-01-01", 0.5, "container", "E13",
     "New cargo to China stopped, four trains a day by Altynkol: half is our reading, the row gives no share."),
    ("passage:suez", "2021-03-23", "2021-03-30", 1, "", "E02", "Blocked by one ship."),
    ("passage:babalmandab", "2023-11-19", "2026-02-15", 1, "container", "E10",
     "Container lines went round the Cape; the strait itself was not shut. Suez container calls fell by two thirds."),
    ("passage:babalmandab", "2026-03-01", "", 1, "container", "E22", "Carriers went back to the Cape from 1 March 2026; the last known state."),
    ("passage:ormuz", "2026-02-28", "", 1, "", "E22", "Shipping through Hormuz stopped with the war; shut again on 22 June 2026 (E25); the last known state."),
    ("passage:panama", "", "", 1, "container", "",
     "The network serves no America, and container lines from East Asia to Europe go by Suez or the Cape. Open it in a scenario to see."),
    ("country:IR", "2025-06-13", "2025-06-25", 1, "", "E15", "Land transport through Iran suspended."),
    ("country:IR", "2026-02-28", "", 1, "", "E22", "Transit through Iran largely suspended; the last known state."),
]  # fmt: skip

#: group of corridors, first day, day after the last, scenario, rows, note
REGIMES = [
    (
        "any",
        "2021-01-01",
        "2026-02-28",
        "calm-2025",
        "",
        "A way of no named group of corridors: calm, but for dated facts.",
    ),
    ("any", "2026-02-28", "", "base", "", "A way of no named group of corridors."),
    (
        "middle",
        "2021-01-01",
        "2022-01-01",
        "calm-2025",
        "E03",
        "Calm but for the Chinese border, whose dated factor applies by itself.",
    ),
    (
        "middle",
        "2022-01-01",
        "2022-04-01",
        "no-block-trains-2023",
        "V040,V029",
        "Busy already (V040). 11 container trains in all of 2023: hardly more the year before, so no slots; no row counts them.",
    ),
    (
        "middle",
        "2022-04-01",
        "2023-01-01",
        "congested-2022",
        "E05,E04",
        "Demand left the Northern corridor; ports and feeders were full. The start is that of the row; the first quarter was busy too (V040).",
    ),
    (
        "middle",
        "2023-01-01",
        "2024-01-01",
        "no-block-trains-2023",
        "V029,V030",
        "11 container trains in 2023, 358 in 2024: no slots before 2024.",
    ),
    ("middle", "2024-01-01", "2026-02-28", "calm-2025", "V030,V031", "Block trains with slots."),
    ("middle", "2026-02-28", "", "base", "E24,T173", "Demand and port times since the war on Iran."),
    (
        "northern",
        "2021-01-01",
        "2025-09-12",
        "calm-2025",
        "E03",
        "Low demand in 2022; the Chinese border by its dated factor.",
    ),
    ("northern", "2025-09-12", "2025-09-26", "northern-shut", "E16", "Poland shut the Belarus border."),
    ("northern", "2025-09-26", "2026-02-28", "calm-2025", "", "Open again; no row says otherwise."),
    ("northern", "2026-02-28", "", "base", "", "No row; as 2025."),
    (
        "sea",
        "2021-01-01",
        "2023-11-19",
        "hormuz-suez-open",
        "E02",
        "By Suez; shut 23 to 29 March 2021 by its dated closure.",
    ),
    ("sea", "2023-11-19", "2026-02-15", "red-sea-shut", "E10", "Round the Cape."),
    (
        "sea",
        "2026-02-15",
        "2026-02-28",
        "hormuz-suez-open",
        "E23",
        "Two weeks of return to Suez by some carriers.",
    ),
    ("sea", "2026-02-28", "", "base", "E22,E25", "Hormuz shut, round the Cape."),
    (
        "southern",
        "2021-01-01",
        "2026-02-28",
        "calm-2025",
        "E15",
        "Open but for twelve days in June 2025, by their dated closure.",
    ),
    ("southern", "2026-02-28", "", "base", "E22", "Iran shut."),
    ("sea-rail", "2021-01-01", "2023-11-19", "hormuz-suez-open", "E02", "Sea part by Suez."),
    ("sea-rail", "2023-11-19", "2026-02-28", "red-sea-shut", "E10", "Sea part round the Cape."),
    ("sea-rail", "2026-02-28", "", "base", "E22", "As the sea."),
]
