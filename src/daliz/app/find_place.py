"""Find the place that a text names: hub, port, gazetteer place or coordinates, in any of the languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from daliz.errors import QueryError, UnknownPlaceError
from daliz.io.gazetteer import Gazetteer, key_of, open_gazetteer
from daliz.io.rows import names_of
from daliz.io.tables import Row, facts_layers, read_table
from daliz.model.place import GazetteerPlace, PlaceMatch, great_circle_km
from daliz.notes import Named, Note
from daliz.spelling import near_spellings
from daliz.words import fault

__all__ = ["find_place", "suggest_places"]

#: A gazetteer place of a hub's name that lies this near is the hub's own town.
SAME_TOWN_KM = 60.0
#: A place of a country's name with fewer people than this is not what is meant by it.
CITY_COUNT = 50_000
COORDINATES = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*")
#: Words that say what a place is, not which: tried without them when the full text names nothing.
KIND_WORDS = frozenset(
    {"port", "of", "seaport", "sea", "station", "city", "terminal"}
    | {"порт", "морской", "станция", "город", "г", "порты", "қаласы", "станциясы"}
)


@dataclass(frozen=True, slots=True)
class _Hubs:
    """Hubs by id, and the folded names under which they are known, best first."""

    rows: dict[str, Row]
    by_key: dict[str, tuple[str, ...]]
    by_id: dict[str, str]
    terminals: dict[str, str]


def _name_parts(name: str) -> Iterable[str]:
    yield name
    if "(" in name:
        yield name.partition("(")[0]
    if "（" in name:
        yield name.partition("（")[0]


@cache
def _hubs(layers: tuple[Path, ...]) -> _Hubs:
    rows = {r["place"]: r for r in read_table("places", layers)}
    by_key: dict[str, dict[str, None]] = {}
    by_id = {place: place for place in rows}
    for place, row in rows.items():
        for name in names_of(row).values():
            for part in _name_parts(name):
                if part.strip():
                    by_key.setdefault(key_of(part), {}).setdefault(place)
    for alias in read_table("aliases", layers):
        place = alias["target"].partition(".")[0]
        if alias["scheme"] in {"name", "guess"}:
            by_key.setdefault(key_of(alias["value"]), {}).setdefault(place)
        else:
            by_id.setdefault(alias["value"].casefold(), place)
    return _Hubs(
        rows=rows,
        by_key={k: tuple(v) for k, v in by_key.items()},
        by_id=by_id,
        terminals={t["terminal"]: t["place"] for t in read_table("terminals", layers)},
    )


def _of_hub(row: Row) -> PlaceMatch:
    return PlaceMatch(
        place_id=row["place"],
        lat_deg=row["lat_deg"],
        lon_deg=row["lon_deg"],
        country=row["country"],
        name=row["name_en"],
        names=names_of(row),
    )


def _of_gazetteer(place: GazetteerPlace) -> PlaceMatch:
    return PlaceMatch(
        place_id=None,
        lat_deg=place.lat_deg,
        lon_deg=place.lon_deg,
        country=place.country,
        name=place.names["en"],
        names=place.names,
    )


def _line(match: PlaceMatch, population_count: float | None = None) -> Note:
    """Return one line that tells an alternative apart."""
    named = Named.of(match.place_id or match.name, match.names)
    if match.place_id is not None:
        return Note.of("place.hub", place=named, country=match.country, id=match.place_id)
    at = f"{match.lat_deg:g},{match.lon_deg:g}"
    if not population_count:
        return Note.of("place.point", place=named, country=match.country, at=at)
    return Note.of(
        "place.town", place=named, country=match.country, at=at, population=round(population_count)
    )


def find_place(text: str, folders: Sequence[Path] = ()) -> PlaceMatch:
    """Return the place a text names.

    A text is a hub id (``aktau``), a UN/LOCODE (``KZAAU``), a name in English, Russian, Kazakh, Japanese or
    Chinese, a name and a country (``Aktau, KZ``), or ``latitude,longitude``. Hubs and ports win over the
    gazetteer, in which the most populous place wins; the other readings are listed.

    Raises
    ------
    UnknownPlaceError
        If nothing has that name; the hint gives the nearest spellings.
    QueryError
        If the text is empty or the coordinates are not on Earth.
    """
    if not text.strip():
        raise fault(QueryError, Note.of("place.empty"), Note.of("place.write"))
    layers = tuple(facts_layers(folders))
    hubs = _hubs(layers)
    point = COORDINATES.fullmatch(text)
    if point is not None:
        return _at(hubs, open_gazetteer(layers), float(point[1]), float(point[2]))
    code = re.sub(r"\s", "", text).casefold()
    if code in hubs.terminals:
        match = _of_hub(hubs.rows[hubs.terminals[code]])
        return replace(match, note=_of_terminal(code, match))
    if code in hubs.by_id:
        return _named(hubs, layers, key_of(text), None, first=hubs.by_id[code])
    key, country = _key_and_country(text, layers)
    _refuse_a_country(text, key, hubs, layers)
    for attempt in dict.fromkeys((key, _bare(key))):
        if attempt and (attempt in hubs.by_key or open_gazetteer(layers).find(attempt)):
            try:
                return _named(hubs, layers, attempt, country)
            except UnknownPlaceError:
                continue
    raise _unknown(text, layers)


def _of_terminal(code: str, match: PlaceMatch) -> Note:
    place = Named.of(match.name, match.names)
    return Note.of("place.terminal", terminal=code, place=place, country=match.country)


def _key_and_country(text: str, layers: tuple[Path, ...]) -> tuple[str, str | None]:
    """Split ``Aktau, KZ`` into a key and a country; a comma that names no country stays in the key."""
    head, comma, tail = text.rpartition(",")
    if comma:
        wanted = key_of(tail)
        for row in read_table("countries", layers):
            if wanted in {key_of(n) for n in (row["country"], row["iso3"], *names_of(row).values())}:
                return key_of(head), row["country"]
    return key_of(text), None


def _refuse_a_country(text: str, key: str, hubs: _Hubs, layers: tuple[Path, ...]) -> None:
    """Refuse the name of a country, unless a hub or a city bears it too; a village of that name is no answer."""
    for row in read_table("countries", layers):
        if key not in {key_of(n) for n in names_of(row).values()}:
            continue
        cities = (p for p in open_gazetteer(layers).find(key) if p.population_count >= CITY_COUNT)
        if key in hubs.by_key or any(key in {key_of(n) for n in p.names.values()} for p in cities):
            return
        near = [r for r in hubs.rows.values() if r["country"] == row["country"]][:5]
        places = tuple(Named.of(r["place"], names_of(r)) for r in near)
        hint = Note.of("place.in_country", places=places) if near else Note.of("place.town_in_country")
        raise fault(UnknownPlaceError, Note.of("place.is_country", words=text.strip()), hint)


def _bare(key: str) -> str:
    words = [w for w in key.split() if w not in KIND_WORDS]
    bare = " ".join(words)
    return bare[:-1] if len(bare) > 2 and bare.endswith("港") else bare  # 港: port  # noqa: PLR2004


def _named(
    hubs: _Hubs, layers: tuple[Path, ...], key: str, country: str | None, *, first: str | None = None
) -> PlaceMatch:
    """Return the best reading of a key, with the others; ``first`` is a hub already told by its id."""
    found = [p for p in hubs.by_key.get(key, ()) if country in {None, hubs.rows[p]["country"]}]
    if first is not None:
        found = [first, *(p for p in found if p != first)]
    places = [p for p in open_gazetteer(layers).find(key) if country in {None, p.country}]
    shown = [p for p in places if key in {key_of(n) for n in p.names.values()}]
    other = [p for p in places if p not in shown]
    readings: list[tuple[PlaceMatch, Note]] = []
    for hub in (*found, *_hubs_of_towns(hubs, shown)):
        _add(readings, _of_hub(hubs.rows[hub]))
    for place in shown:
        _add(readings, _of_gazetteer(place), place.population_count)
    # A spelling that is nobody's shown name comes last: Alexandria is the city in Egypt before it is Mashhad.
    for hub in _hubs_of_towns(hubs, other):
        _add(readings, _of_hub(hubs.rows[hub]))
    for place in other:
        _add(readings, _of_gazetteer(place), place.population_count)
    if not readings:
        raise fault(UnknownPlaceError, Note.of("place.unknown", words=key))
    best = readings[0][0]
    others = tuple(line for _, line in readings[1:])
    note = None
    if others:
        kind = "hub" if best.place_id is not None else "town"
        note = Note.of(
            f"place.taken_{kind}",
            place=Named.of(best.name, best.names),
            country=best.country,
            others=others[:5],
        )
    return replace(best, alternatives=others, note=note)


def _same_town(match: PlaceMatch, place: GazetteerPlace | PlaceMatch) -> bool:
    return great_circle_km(match.lat_deg, match.lon_deg, place.lat_deg, place.lon_deg) < SAME_TOWN_KM


def _add(
    readings: list[tuple[PlaceMatch, Note]], match: PlaceMatch, population_count: float | None = None
) -> None:
    """Add a reading, unless it is a hub that is there or a town of a hub that is there."""
    for there, _ in readings:
        if there.place_id is not None and (
            there.place_id == match.place_id if match.place_id is not None else _same_town(there, match)
        ):
            return
    readings.append((match, _line(match, population_count)))


def _hubs_of_towns(hubs: _Hubs, places: Iterable[GazetteerPlace]) -> list[str]:
    """Return the hubs that bear a shown name of one of the places and lie in the same town."""
    return [
        hub
        for place in places
        for name in place.names.values()
        for hub in hubs.by_key.get(key_of(name), ())
        if _same_town(_of_hub(hubs.rows[hub]), place)
    ]


def _at(hubs: _Hubs, gazetteer: Gazetteer, lat_deg: float, lon_deg: float) -> PlaceMatch:
    if not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180):  # noqa: PLR2004
        at = f"{lat_deg:g},{lon_deg:g}"
        raise fault(QueryError, Note.of("place.off_earth", at=at), Note.of("place.write_degrees"))
    away_km, row = min(
        ((great_circle_km(lat_deg, lon_deg, r["lat_deg"], r["lon_deg"]), r) for r in hubs.rows.values()),
        key=lambda x: (x[0], x[1]["country"], x[1]["name_en"]),
    )
    nearest = (away_km, row["country"], names_of(row))
    town = gazetteer.nearest(lat_deg, lon_deg)
    if town is not None and town[1] < nearest[0]:
        nearest = (town[1], town[0].country, dict(town[0].names))
    name = f"{lat_deg:g},{lon_deg:g}"
    return PlaceMatch(
        place_id=None,
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        country=nearest[1],
        name=name,
        names={"en": name},
        note=Note.of(
            "place.country_of",
            country=nearest[1],
            place=Named.of(nearest[2]["en"], nearest[2]),
            km=round(nearest[0]),
        ),
    )


@cache
def _shown(layers: tuple[Path, ...]) -> dict[str, str]:
    """Return the names that may be meant by an unknown one, by their keys."""
    shown = {key_of(n): n for n in open_gazetteer(layers).english_names()}
    for row in _hubs(layers).rows.values():
        for name in names_of(row).values():
            shown[key_of(name)] = name
    return shown


def _unknown(text: str, layers: tuple[Path, ...]) -> UnknownPlaceError:
    shown = _shown(layers)
    near = [shown[k] for k in near_spellings(key_of(text), shown, cutoff_share=0.7)]
    hint = Note.of("place.near", names=tuple(near)) if near else Note.of("place.write_larger")
    return fault(UnknownPlaceError, Note.of("place.unknown", words=text.strip()), hint)


def suggest_places(
    prefix: str,
    limit: int = 10,
    lang: str = "en",
    folders: Sequence[Path] = (),  # unit-ok: a count
) -> list[PlaceMatch]:
    """Return places of which some name begins with the prefix: hubs first, then by population.

    Each match's ``name`` is in the language where it is known and no guess, else in English.
    """
    key = key_of(prefix)
    if not key or limit < 1:
        return []
    layers = tuple(facts_layers(folders))
    hubs = _hubs(layers)
    ids = dict.fromkeys(p for k, places in sorted(hubs.by_key.items()) if k.startswith(key) for p in places)
    found = [_of_hub(hubs.rows[p]) for p in ids]
    for place in open_gazetteer(layers).begin(key, limit + len(found)):
        if not any(_same_town(m, place) for m in found if m.place_id is not None):
            found.append(_of_gazetteer(place))
    return [replace(m, name=m.names.get(lang, m.names["en"])) for m in found[:limit]]
