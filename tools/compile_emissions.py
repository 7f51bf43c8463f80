# ruff: noqa: E501 - the rows of a table stand on one line each
"""Compile the emission tables of a shared data folder into ``src/daliz/facts/emissions``.

    python tools/compile_emissions.py SHARED/data/emissions SOURCE_IDS.json

SOURCE_IDS.json maps the address of each source to its id in ``sources.csv``. Rows whose licence does not allow
redistribution (all GLEC tables and quotations of them) are left out, as are rows that serve only as a sanity band.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src" / "daliz" / "facts" / "emissions"

ISO2 = {
    "KAZ": "KZ", "AZE": "AZ", "GEO": "GE", "TUR": "TR", "CHN": "CN", "JPN": "JP", "UZB": "UZ", "TKM": "TM", "KGZ": "KG",
    "TJK": "TJ", "RUS": "RU", "BLR": "BY", "POL": "PL", "DEU": "DE", "ROU": "RO", "BGR": "BG", "HUN": "HU", "AUT": "AT",
    "CZE": "CZ", "SVK": "SK", "UKR": "UA", "ARM": "AM", "IRN": "IR", "MNG": "MN", "KOR": "KR", "GRC": "GR", "SRB": "RS",
    "ITA": "IT", "NLD": "NL", "AFG": "AF", "PAK": "PK", "GBR": "GB", "EU": "EU", "WORLD": "WORLD",
}  # fmt: skip

RU = [
    ("HGV refrigerated (all diesel)", "Грузовик-рефрижератор, дизель"),
    ("HGV (all diesel)", "Грузовик, дизель"),
    ("Freight flights", "Грузовые рейсы"),
    ("Sea tanker", "Танкер"),
    ("Cargo ship", "Грузовое судно"),
    ("ADEME Base Carbone v20.1", "ADEME Base Carbone v20.1"),
    ("Articulated", "автопоезд"),
    ("All artics", "все автопоезда"),
    ("All rigids", "все одиночные"),
    ("All HGVs", "все грузовики"),
    ("Rigid", "одиночный"),
    ("tonnes", "т"),
    ("50% Laden", "загрузка 50 %"),
    ("100% Laden", "загрузка 100 %"),
    ("Average laden", "средняя загрузка"),
    ("Domestic, to/from UK", "внутренние, Великобритания"),
    ("Short-haul, to/from UK", "короткие, из/в Великобританию"),
    ("Long-haul, to/from UK", "дальние, из/в Великобританию"),
    ("International, to/from non-UK", "международные вне Великобритании"),
    ("With RF", "с радиационным форсингом"),
    ("Without RF", "без радиационного форсинга"),
    ("Freight train", "грузовой поезд"),
    ("Rail", "Железная дорога"),
    ("Crude tanker", "нефть"),
    ("Products tanker", "нефтепродукты"),
    ("Chemical tanker", "химовоз"),
    ("LNG tanker", "СПГ"),
    ("LPG tanker", "СУГ"),
    ("Bulk carrier", "балкер"),
    ("General cargo", "генеральный груз"),
    ("Container ship", "контейнеровоз"),
    ("Vehicle transport", "автомобилевоз"),
    ("Large RoPax ferry", "крупный паром RoPax"),
    ("RoRo-Ferry", "паром RoRo"),
    ("RoRo ferry", "паром RoRo"),
    ("Refrigerated cargo", "рефрижератор"),
    ("All dwt", "любой дедвейт"),
    ("Average", "в среднем"),
    ("container ship dry", "контейнеровоз, сухой груз"),
    ("container ship reefer", "контейнеровоз, рефрижератор"),
    ("cargo ship", "грузовое судно"),
    ("Northern Europe", "Северная Европа"),
    ("Mediterranean", "Средиземное море"),
    ("Europe", "Европа"),
    ("Asia", "Азия"),
    ("Africa", "Африка"),
]


def russian(name: str) -> str:
    for en, ru in RU:
        name = re.sub(re.escape(en), ru, name, flags=re.IGNORECASE)
    return name


def translated(path: Path) -> dict[str, dict[str, str]]:
    """Return the Kazakh and Japanese names that a table holds by its first column: they are written by hand."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    return {
        next(iter(row.values())): {c: row[c] for c in ("name_kk", "name_ja") if row.get(c)} for row in rows
    }


def write(name: str, columns: list[str], rows: list[dict[str, Any]]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    kept = translated(OUT / f"{name}.csv")
    rows = [kept.get(row[columns[0]], {}) | row for row in rows]
    with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({c: "" if row.get(c) is None else row[c] for c in columns})
    print(f"{name}: {len(rows)} rows")


FACTOR_COLUMNS = [
    "factor", "mode", "name_en", "name_ru", "name_kk", "name_ja", "wtt", "ttw", "wtw", "low", "high", "unit", "distance_type", "region",
    "data_year", "data_kind", "licence", "source_id", "locator", "grade", "note",
]  # fmt: skip

OGL = "Open Government Licence v3.0"


def factors(shared: Path, ids: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    with (shared / "factors_open_licence.csv").open(encoding="utf-8", newline="") as f:
        for line, r in enumerate(csv.DictReader(f), 2):
            if "GLEC" in r["licence"] or r["mode"] == "benchmark" or r["licence"].startswith("OEFDB"):
                continue
            if r["unit"] != "kg CO2e/t-km":
                continue
            name = ", ".join(p for p in (r["category"], r["subcategory"], r["size_or_load"]) if p)
            ademe = r["factor_id"].startswith("ademe")
            rows.append(
                {
                    "factor": r["factor_id"],
                    "mode": r["mode"],
                    "name_en": name,
                    "name_ru": russian(name),
                    "wtt": r["wtt"],
                    "ttw": r["ttw"],
                    "wtw": r["wtw"],
                    "unit": "kg/tkm",
                    "distance_type": "gcd" if r["mode"] == "air" else "actual",
                    "region": "FR" if ademe else "GB",
                    "data_year": r["data_year"],
                    "data_kind": "default",
                    "licence": "Licence Ouverte" if ademe else OGL,
                    "source_id": ids[r["source_url"]],
                    "locator": f"shared factors_open_licence.csv:{line}",
                    "grade": "other" if ademe else "official",
                    "note": "Taken from a transcription; the publisher gives the distance basis for none of these rows, "
                    + ("great circle" if r["mode"] == "air" else "distance driven or sailed")
                    + " is our reading.",
                }
            )
    return rows + hub_factors()


def hub_factors() -> list[dict[str, Any]]:
    why = (
        "The operator prints one kilogram figure of CO2 a box and not its parts: 40 % is taken as burnt on site, the rest "
        "as electricity and fuel supply (assumed); the band is half to twice (assumed)."
    )
    base: dict[str, Any] = {
        "mode": "hub",
        "distance_type": "none",
        "region": "DE",
        "data_kind": "default",
        "data_year": 2009,
    }
    return [
        base
        | {
            "factor": "hub.port.container", "name_en": "Sea container terminal, one box handled",
            "name_ru": "Морской контейнерный терминал, обработка одного контейнера",
            "wtt": 6, "ttw": 4, "wtw": 10, "low": 5, "high": 20, "unit": "kg/container", "licence": "facts quoted",
            "source_id": "hhla-co2", "locator": "table of the chain Shanghai-Hamburg-Prague", "grade": "other", "note": why,
        },
        base
        | {
            "factor": "hub.rail.container", "name_en": "Rail container terminal, one box handled",
            "name_ru": "Железнодорожный контейнерный терминал, обработка одного контейнера",
            "wtt": 4.2, "ttw": 2.8, "wtw": 7, "low": 3.5, "high": 14, "unit": "kg/container", "licence": "facts quoted",
            "source_id": "hhla-co2", "locator": "table of the chain Shanghai-Hamburg-Prague", "grade": "other", "note": why,
        },
        base
        | {
            "factor": "hub.transshipment.t", "name_en": "Transshipment of loose cargo, one tonne",
            "name_ru": "Перевалка неконтейнерного груза, одна тонна",
            "wtt": 0.28, "ttw": 0.42, "wtw": 0.7, "low": 0.2, "high": 2, "unit": "kg/t", "data_kind": "default",
            "licence": "Apache-2.0", "region": "", "data_year": 2026,
            "source_id": "daliz", "locator": "hub.rail.container over a light box of 10 t", "grade": "assumed",
            "note": "No open figure for loose cargo was found: the box figure over 10 t a box, 60 % of it burnt on site; "
            "the band is wide on purpose.",
        },
    ]  # fmt: skip


CLASS_COLUMNS = [
    "class", "mode", "name_en", "name_ru", "name_kk", "name_ja", "factor", "factor_low", "factor_high", "from_km", "to_km", "source_id", "grade", "note",
]  # fmt: skip


def classes() -> list[dict[str, Any]]:
    d = "desnz25."
    hgv, ref = f"{d}hgv_all_diesel_articulated_33t_", f"{d}hgv_refrigerated_all_diesel_articulated_33t_"
    ship, a = f"{d}cargo_ship_", "ademe2021.container_ship_dry_"
    rows = [
        ("road.artic", "road", "Articulated lorry over 33 t", "Автопоезд свыше 33 т", f"{hgv}average_laden",
         f"{hgv}100_laden", f"{hgv}50_laden", "", "", "Band: fully laden to half laden. UK fleet: roads and fleets of Asia may be worse."),
        ("road.artic.reefer", "road", "Refrigerated articulated lorry over 33 t", "Авторефрижератор свыше 33 т", f"{ref}average_laden",
         f"{ref}100_laden", f"{ref}50_laden", "", "", "Band: fully laden to half laden."),
        ("road.rigid", "road", "Rigid lorry, all sizes", "Одиночный грузовик, все размеры", f"{d}hgv_all_diesel_all_rigids_average_laden",
         f"{d}hgv_all_diesel_all_rigids_100_laden", f"{d}hgv_all_diesel_all_rigids_50_laden", "", "", "Band: fully laden to half laden."),
        ("sea.short", "sea", "Container feeder", "Фидерный контейнеровоз", f"{ship}container_ship_1000_1999_teu",
         f"{a}intra_mediterranean", f"{ship}container_ship_0_999_teu", 0, 1500,
         "Vessel size by distance is our assumption; the band is a lane average below and the next smaller class above."),
        ("sea.regional", "sea", "Regional container ship", "Региональный контейнеровоз", f"{ship}container_ship_2000_2999_teu",
         f"{a}intra_mediterranean", f"{ship}container_ship_1000_1999_teu", 1500, 6000,
         "Vessel size by distance is our assumption; the band is a lane average below and the next smaller class above."),
        ("sea.deep", "sea", "Deep-sea container ship", "Океанский контейнеровоз", f"{ship}container_ship_8000_teu",
         f"{a}europe_africa", f"{ship}container_ship_average", 6000, "",
         "Vessel size by distance is our assumption; the band is a lane average below and the average of all sizes above."),
        ("sea.caspian", "sea", "Caspian container feeder", "Каспийский контейнерный фидер", f"{ship}container_ship_0_999_teu",
         f"{ship}general_cargo_0_4999_dwt", f"{ship}roro_ferry_0_1999_lm", "", "",
         "No Caspian vessel has a published factor: the smallest container class, between a small general cargo ship and a small RoRo."),
        ("ferry", "ferry", "Rail or RoRo ferry", "Железнодорожный паром или паром RoRo", f"{ship}roro_ferry_0_1999_lm",
         f"{ship}general_cargo_0_4999_dwt_100_teu", f"{ship}large_ropax_ferry_average", "", "",
         "No Caspian or Black Sea rail ferry has a published factor: a small RoRo, between a small cargo ship with boxes and a large RoPax."),
        ("sea.bulk", "sea", "Bulk carrier", "Балкер", f"{ship}bulk_carrier_10_000_34_999_dwt",
         f"{ship}bulk_carrier_average", f"{ship}bulk_carrier_0_9999_dwt", "", "", "Handysize: the size that small ports take (assumed)."),
        ("sea.general", "sea", "General cargo ship", "Судно для генеральных грузов", f"{ship}general_cargo_average",
         f"{ship}general_cargo_10_000_dwt", f"{ship}general_cargo_0_4999_dwt_100_teu", "", "", "Band: largest to small with boxes."),
        ("air.long", "air", "Freight flight, long haul", "Грузовой рейс, дальний", f"{d}freight_flights_long_haul_to_from_uk_without_rf",
         f"{d}freight_flights_long_haul_to_from_uk_without_rf", f"{d}freight_flights_short_haul_to_from_uk_without_rf", "", "",
         "Without radiative forcing, as ISO 14083 counts."),
        ("rail.diesel.published", "rail", "Freight train, United Kingdom", "Грузовой поезд, Великобритания", f"{d}rail_freight_train",
         "", "", "", "", "Upper end of the band of a diesel train; the middle is computed from energy."),
        ("hub.port", "hub", "Port: box between ship and shore", "Порт: контейнер между судном и берегом", "hub.port.container", "", "", "", "",
         "Which factor a port call takes is our choice: the one of a sea container terminal, for any port."),
        ("hub.rail", "hub", "Rail terminal: box on or off a wagon", "Терминал: контейнер на вагон или с вагона", "hub.rail.container", "", "", "", "",
         "Which factor the operation takes is our choice: the one of a rail container terminal, for any yard."),
        ("hub.gauge", "hub", "Gauge change: box from wagon to wagon", "Смена колеи: контейнер с вагона на вагон", "hub.rail.container", "", "", "", "",
         "No figure for 1520/1435 mm was found anywhere: one lift of a rail terminal stands in (assumed)."),
        ("hub.road", "hub", "Road terminal: box on or off a lorry", "Автотерминал: контейнер на машину или с машины", "hub.rail.container", "", "", "", "",
         "A rail terminal's lift stands in (assumed)."),
        ("hub.bulk", "hub", "Transshipment of loose cargo", "Перевалка неконтейнерного груза", "hub.transshipment.t", "", "", "", "",
         "Which factor the operation takes is our choice: the one of transshipment by the tonne, for any cargo."),
    ]  # fmt: skip
    keys = [
        "class",
        "mode",
        "name_en",
        "name_ru",
        "factor",
        "factor_low",
        "factor_high",
        "from_km",
        "to_km",
        "note",
    ]
    return [dict(zip(keys, r, strict=True)) | {"source_id": "daliz", "grade": "assumed"} for r in rows]


GRID_COLUMNS = [
    "country", "g_per_kwh", "low", "high", "data_year", "implausible", "loss_share", "loss_low", "loss_high", "loss_year",
    "loss_source_id", "loss_grade", "licence", "source_id", "locator", "grade", "note",
]  # fmt: skip

#: Losses from generation to the traction supply, share; (value, low, high, year, grade, note).
LOSS_OVERRIDES: dict[str, tuple[float, float, float, str, str]] = {
    "GE": (
        0.10,
        0.0,
        0.13,
        "2011",
        "Distribution companies only; traction is fed at high voltage, so less may apply.",
    ),
    "TJ": (
        0.12,
        0.04,
        0.233,
        "",
        "The published 23.3 % is mostly unpaid use: kept as the upper end, the middle is assumed.",
    ),
}


def grid(shared: Path, ids: dict[str, str]) -> list[dict[str, Any]]:
    losses: dict[str, dict[str, str]] = {}
    with (shared / "grid_td_losses.csv").open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            losses[ISO2[r["iso3"]]] = r
    rows = []
    with (shared / "grid_intensity.csv").open(encoding="utf-8", newline="") as f:
        for line, r in enumerate(csv.DictReader(f), 2):
            country = ISO2[r["iso3"]]
            ember = float(r["gco2e_per_kwh_ember_co2js"])
            owid = float(r["gco2e_per_kwh_owid_codecarbon"]) if r["gco2e_per_kwh_owid_codecarbon"] else None
            implausible = country in {"UZ", "TM"}
            low = 610.0 if implausible else min(ember, owid or ember)
            rows.append(
                {
                    "country": country,
                    "g_per_kwh": ember if owid is None else owid,
                    "low": low,
                    "high": max(ember, owid or ember),
                    "data_year": r["owid_year"],
                    "implausible": "yes" if implausible else "no",
                    "licence": "CC BY 4.0",
                    "source_id": ids[r["source_url_1"] if owid is None else r["source_url_2"]],
                    "locator": f"shared grid_intensity.csv:{line}",
                    "grade": "other",
                    "note": "Generation, without losses."
                    + (
                        " Too high for a country of gas plants: a gas plant at 33 % is about 610 g/kWh by arithmetic "
                        "from 56.1 kg CO2/GJ (our knowledge, the low end). Replace it where you know better."
                        if implausible
                        else " Band: Ember by way of CO2.js 0.19.0, and Our World in Data by way of codecarbon 3.3.2."
                    ),
                }
                | loss_of(country, losses.get(country), ids)
            )
    return rows


def loss_of(country: str, r: dict[str, str] | None, ids: dict[str, str]) -> dict[str, Any]:
    if r is None or not r["loss_pct"]:
        return {
            "loss_share": 0.08, "loss_low": 0.04, "loss_high": 0.14, "loss_source_id": "daliz", "loss_grade": "assumed",
        }  # fmt: skip
    source = ids[r["source_url"]]
    grade = "official" if r["quality"] == "B" and "WDI" in r["source"] else "other"
    if country in LOSS_OVERRIDES:
        share, low, high, year, _ = LOSS_OVERRIDES[country]
        return {
            "loss_share": share, "loss_low": low, "loss_high": high, "loss_year": year, "loss_source_id": source, "loss_grade": "other",
        }  # fmt: skip
    share = round(float(r["loss_pct"]) / 100, 6)
    low = 0.07 if country == "AZ" else share
    year = r["year"] if r["year"].isdigit() else ""
    return {
        "loss_share": share, "loss_low": low, "loss_high": share, "loss_year": year, "loss_source_id": source, "loss_grade": grade,
    }  # fmt: skip


def main() -> None:
    shared, ids = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    write("factors", FACTOR_COLUMNS, factors(shared, ids))
    write("classes", CLASS_COLUMNS, classes())
    write("grid", GRID_COLUMNS, grid(shared, ids))


if __name__ == "__main__":
    main()
