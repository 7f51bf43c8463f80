"""Plan freight door to door: which way, when, how much, how sure, how green, and where each number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from daliz import __version__
from daliz.app.account_footprint import read_factor_set
from daliz.app.apart import refuse_apart
from daliz.app.find_place import find_place
from daliz.app.intensities import Intensities
from daliz.app.read_tokens import tokens_of
from daliz.errors import NoPlanError, QueryError
from daliz.io.corridor import read_corridor
from daliz.io.tables import facts_layers
from daliz.model.cargo import CONTAINER_TYPES, LEAST_T, MOST_T, Cargo, read_containers
from daliz.model.corridor import Corridor
from daliz.model.emissions import FactorSet
from daliz.model.place import PlaceMatch
from daliz.model.plan import End, Plan, Query
from daliz.notes import Named, Note
from daliz.route.chain import Narrator
from daliz.route.choice import choose, retraced
from daliz.route.closed import closed_ways, shut_on_the_way
from daliz.route.compile import Memo, compile_graph
from daliz.route.limits import blocked_tokens, wanted_tokens
from daliz.route.options import Options, Sketch, sketch_options
from daliz.route.sample import Sampler
from daliz.route.search import candidates
from daliz.route.tokens import token_title
from daliz.tariff.prices import Tariff
from daliz.tariff.rates import KnownRates, known_rates
from daliz.tariff.through import with_through_rates
from daliz.words import fault

__all__ = ["World", "make_cargo", "make_query", "plan_chain", "read_world"]

WAGON_T = 60.0  # usual load of a four-axle wagon, assumed
TEU_MOST_T = 24.0  # dense cargo in a 20-foot box on 1520 track, assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What every plan of a session shares: the corridor of a scenario and the factor set."""

    corridor: Corridor
    factors: FactorSet
    folders: tuple[Path, ...] = ()
    memo: Memo = field(default_factory=dict, compare=False, repr=False)


def read_world(scenario: str = "base", folders: Sequence[Path] = ()) -> World:
    """Return the corridor of a scenario and the factors, read once for many plans."""
    return World(
        corridor=read_corridor(scenario, folders),
        factors=read_factor_set(facts_layers(folders)),
        folders=tuple(folders),
    )


def make_cargo(
    *,
    containers: str | None = None,
    wagons: int | None = None,
    tonnes: float | None = None,
    commodity: str = "general",
    dangerous: bool = False,
) -> Cargo:
    """Return the consignment; loose tonnes go into 20-foot boxes.

    Raises
    ------
    QueryError
        If nothing, or too much, is said.
    """
    if containers is not None and wagons is not None:
        raise fault(QueryError, Note.of("error.cargo_twice"), Note.of("error.give_one"))
    if tonnes is not None and not tonnes >= LEAST_T:
        raise fault(QueryError, Note.of("error.no_weight", tonnes=f"{tonnes:g}", least=f"{LEAST_T:g}"))
    if containers is not None:
        boxes = read_containers(containers)
        mass_t = tonnes if tonnes is not None else sum(n * c.payload_t for n, c in boxes)
        return Cargo(
            containers=boxes,
            mass_t=mass_t,
            mass_given=tonnes is not None,
            commodity=commodity,
            dangerous=dangerous,
        )
    if wagons is not None:
        if wagons < 1:
            raise fault(QueryError, Note.of("error.no_wagons", number=wagons))
        return Cargo(
            wagons_count=wagons,
            mass_t=tonnes or wagons * WAGON_T,
            mass_given=tonnes is not None,
            commodity=commodity,
            dangerous=dangerous,
        )
    if tonnes is None:
        raise fault(QueryError, Note.of("error.no_cargo"), Note.of("error.say_cargo"))
    number = -int(-min(tonnes, 2 * MOST_T) // TEU_MOST_T)  # beyond that the cargo refuses itself
    return Cargo(
        containers=((number, CONTAINER_TYPES["20"]),),
        mass_t=tonnes,
        mass_given=True,
        commodity=commodity,
        dangerous=dangerous,
    )


@lru_cache(maxsize=1024)
def _place(text: str, folders: tuple[Path, ...]) -> PlaceMatch:
    return find_place(text, folders)


def _end(corridor: Corridor, text: str, folders: Sequence[Path]) -> End:
    match = _place(text, tuple(folders))
    hub = match.place_id if match.place_id in corridor.hubs else None
    if hub is not None:
        h = corridor.hubs[hub]
        return End(
            name=h.names["en"],
            country=h.country,
            lat_deg=h.lat_deg,
            lon_deg=h.lon_deg,
            tz=h.tz,
            hub=hub,
            names=tuple(sorted(h.names.items())),
            note=match.note,
            alternatives=tuple(match.alternatives),
        )
    country = corridor.countries.get(match.country)
    return End(
        name=match.name,
        country=match.country,
        lat_deg=match.lat_deg,
        lon_deg=match.lon_deg,
        tz=country.tz if country else "UTC",
        names=tuple(sorted(match.names.items())),
        note=match.note,
        alternatives=tuple(match.alternatives),
    )


def make_query(
    world: World,
    origin: str,
    destination: str,
    *,
    cargo: Cargo,
    ready: date,
    deadline: date | None = None,
    scope: str = "door",
    slot: bool | None = None,
    avoid: Sequence[str] = (),
    avoid_transit: Sequence[str] = (),
    require: Sequence[str] = (),
    seed: int = 1,
) -> Query:
    """Return the checked question.

    Raises
    ------
    QueryError
        If the ends are one place or a word names nothing.
    NoPlanError
        If an end lies in an area that no freight way reaches.
    """
    corridor = world.corridor
    one, two = _end(corridor, origin, world.folders), _end(corridor, destination, world.folders)
    for end in (one, two):
        refuse_apart(end, ready, world.folders)
    if (one.hub is not None and one.hub == two.hub) or (one.lat_deg, one.lon_deg) == (
        two.lat_deg,
        two.lon_deg,
    ):
        raise fault(QueryError, Note.of("error.one_place", place=one.named), Note.of("error.two_places"))
    return Query(
        origin=one,
        destination=two,
        cargo=cargo,
        ready=ready,
        deadline=deadline,
        scope=scope,
        slot=slot,
        avoid=tokens_of(corridor, avoid),
        avoid_transit=tokens_of(corridor, avoid_transit),
        require=tokens_of(corridor, require),
        scenario=corridor.scenario,
        seed=seed,
    )


def plan_chain(world: World, query: Query) -> Plan:
    """Return the options of a question.

    Raises
    ------
    NoPlanError
        If no chain joins the ends; the message names what is shut or avoided.
    """
    corridor = world.corridor
    prices = Tariff.of(corridor, query, _rates(world, query.ready))
    emissions = _intensities(world, query.cargo)
    graph = compile_graph(
        corridor,
        query,
        prices=prices,
        emissions=emissions,
        blocked=blocked_tokens(corridor, query),
        wanted=wanted_tokens(corridor, query),
        memo=world.memo,
    )
    found = candidates(corridor, query, graph)
    if not found:
        raise _no_plan(corridor, query, closed_ways(corridor, query, graph, ()))
    narrator = Narrator(corridor=corridor, query=query, graph=graph, prices=prices, emissions=emissions)
    sampler = Sampler.of(corridor.facts, query.ready, query.seed, query.draws_count)
    options = sketch_options(corridor, query, narrator, sampler, found)
    options = with_through_rates(corridor, query, prices, options)
    options, later = _open_all_the_way(corridor, query, options)
    if not options:
        raise _no_plan(corridor, query, [*closed_ways(corridor, query, graph, ()), *later])
    straight = [o for o in options if not retraced(o)]  # a way back over itself only where it must
    chosen = choose(_distinct(straight or options))
    shown_count = sum(bool(o.why) for o in chosen)
    closed = [*closed_ways(corridor, query, graph, chosen[:shown_count]), *later]
    return Plan(
        query=query,
        options=Options(corridor, query, sampler, chosen),
        shown_count=shown_count,
        closed=tuple(closed),
        warnings=tuple(_warnings(corridor, query, graph.origin_notes)),
        provenance={
            "version": __version__,
            "facts_sha256": corridor.facts_hash,
            "factors_sha256": world.factors.sha256,
            "scenario": corridor.scenario,
            "seed": query.seed,
            "draws": query.draws_count,
            "as_of": corridor.as_of.isoformat(),
        },
    )


def _open_all_the_way(
    corridor: Corridor, query: Query, options: Sequence[Sketch]
) -> tuple[list[Sketch], list[Note]]:
    """Return the options that nothing shuts while they are under way, and what shuts the others."""
    kept: list[Sketch] = []
    first: dict[tuple[Named | Note, Note], date] = {}
    for option in options:
        shut = shut_on_the_way(corridor, query, option.legs)
        if shut is None:
            kept.append(option)
        else:
            title, why, on = shut
            first[title, why] = min(on, first.get((title, why), on))
    return kept, [
        Note.of("note.shut_later", what=title, date=on, why=why) for (title, why), on in first.items()
    ]


def _rates(world: World, on: date) -> KnownRates:
    """Return the rates that stand on a day, kept between the plans of a world."""
    on = world.corridor.like_day(on)
    key = ("rates", world.corridor.facts_hash, world.corridor.price_year, on)
    if key not in world.memo:
        world.memo[key] = known_rates(world.corridor, on)
    found: KnownRates = world.memo[key]
    return found


def _intensities(world: World, cargo: Cargo) -> Intensities:
    """Return the intensities of a consignment, kept between the plans of a world."""
    key = ("intensities", id(world.factors), cargo)
    if key not in world.memo:
        world.memo[key] = Intensities(world.factors, cargo)
    found: Intensities = world.memo[key]
    return found


def _distinct(options: Sequence[Sketch]) -> list[Sketch]:
    """Drop options that no person could tell apart: the same legs by the same services."""
    seen: dict[tuple[object, ...], Sketch] = {}
    for o in options:
        key = tuple((leg.mode, leg.origin, leg.destination, leg.service) for leg in o.legs)
        seen.setdefault(key, o)
    return list(seen.values())


def _no_plan(corridor: Corridor, query: Query, closed: Sequence[Note]) -> NoPlanError:
    """Return the error of a question without an answer: what was avoided, asked for or shut."""
    hints = []
    if query.avoid or query.avoid_transit:
        words = tuple(token_title(corridor, t) for t in (*query.avoid, *query.avoid_transit))
        hints.append(Note.of("no_plan.avoided", words=words))
    if query.require:
        words = tuple(token_title(corridor, t) for t in query.require)
        hints.append(Note.of("no_plan.required", words=words))
    if query.cargo.kind == "wagon":
        hints.append(Note.of("no_plan.wagons"))
    if closed:
        hints.append(Note.of("no_plan.shut", lines=tuple(closed)))
    message = Note.of("no_plan", origin=query.origin.named, destination=query.destination.named)
    return fault(NoPlanError, message, *(hints or [Note.of("no_plan.no_service")]))


def _warnings(corridor: Corridor, query: Query, notes: Sequence[Note]) -> list[Note]:
    cargo = query.cargo
    found = list(notes)
    found.extend(end.note for end in (query.origin, query.destination) if end.note)
    if query.ready > corridor.as_of:
        found.append(Note.of("note.known_to", date=corridor.as_of))
    if cargo.reefer:
        found.append(Note.of("note.reefer_unchecked"))
    if cargo.dangerous:
        found.append(Note.of("note.dangerous_unchecked"))
    if not cargo.mass_given:
        found.append(Note.of("note.mass_assumed", tonnes=cargo.mass_t, cargo=cargo.told))
    return found
