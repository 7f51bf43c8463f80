"""A chain of arcs told as legs: transport and hub elements with their times, costs and emissions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from daliz.model.coefficients import Emissions, Intensity, Prices
from daliz.model.corridor import Corridor
from daliz.model.network import HubTerminal
from daliz.model.plan import CostItem, Element, Leg, Query
from daliz.notes import Note
from daliz.route.graph import LOCAL_KM, Arc, Graph
from daliz.route.rail import Stage, Track
from daliz.route.sailings import Sailing
from daliz.route.times import delay_h, dwell_of
from daliz.route.waits import gap_wait, sailing_waits

__all__ = ["Narrator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrator:
    """Turns arcs into legs for one question."""

    corridor: Corridor
    query: Query
    graph: Graph
    prices: Prices
    emissions: Emissions
    told: dict[tuple[Hashable, ...], tuple[Leg, ...]] = field(default_factory=dict, compare=False, repr=False)

    def legs(self, arcs: Sequence[Arc]) -> tuple[Leg, ...]:
        """Return the legs of a chain, first to last; stages of one train that only pass a required hub are joined."""
        legs: list[Leg] = []
        at_min = 0.0
        waiting: list[Stage] = []
        for i, arc in enumerate(arcs):
            if arc.kind == "rail":
                waiting.append(arc.ref)
                follows = arcs[i + 1].kind if i + 1 < len(arcs) else ""
                if follows == "through":
                    at_min += arc.minutes
                    continue
                # chains share their journeys: each is told once
                key = ("rail", *map(id, waiting))  # the rail network tells each stage once
                if key not in self.graph.told:
                    self.graph.told[key] = (self._rail(waiting),)
                legs.extend(self.graph.told[key])
                waiting = []
            else:
                legs.extend(self._other(arc, self.query.ready + timedelta(minutes=at_min)))
            at_min += arc.minutes
        return self.prices.tapered(tuple(leg for leg in legs if leg.elements or leg.distance_km))

    def _other(self, arc: Arc, on: date) -> Iterable[Leg]:
        # weather at a port is of its day
        key = (id(arc), self.corridor.like_day(on).toordinal() if arc.kind in {"sea", "ferry"} else 0)
        told = self.told if arc.kind in {"first", "last", "road-all", "passing"} else self.graph.told
        if key not in told:
            told[key] = tuple(self._told(arc, on))
        return told[key]

    def _told(self, arc: Arc, on: date) -> Iterable[Leg]:
        if arc.kind in {"first", "last"}:
            return self._end(arc)
        if arc.kind == "operation":
            return (self._operation(arc),)
        if arc.kind in {"sea", "ferry"}:
            return (self._sailing(arc.ref, on),)
        if arc.kind == "truck":
            return (self._truck(arc),)
        if arc.kind == "road-all":
            return (self._road_all(arc),)
        return ()

    # ---------------------------------------------------------------- times
    def _dwell(self, kind: str, subject: str, key: str, place: str, *, own: str | None = None) -> Element:
        facts, on = self.corridor.facts, self.query.ready
        mean_h, fact = dwell_of(facts, subject, own, on)
        return Element(
            kind=kind,
            subject=subject,
            key=key,
            place=place,
            mean_h=mean_h,
            log_sd=facts.value(subject, "log_sd", on, 0.0),
            shocked=True,
            grade=fact.grade,
        )

    def _moving(self, kind: str, subject: str, key: str, hours: float) -> Element:
        facts, on = self.corridor.facts, self.query.ready
        fact = facts.find(subject, "speed", on)
        return Element(
            kind=kind,
            subject=subject,
            key=key,
            place="",
            mean_h=hours,
            log_sd=facts.value(subject, "log_sd", on, 0.0),
            shocked=False,
            grade="assumed" if fact is None else fact.grade,
        )

    def _road_h(self, km: float) -> float:
        return km / self.corridor.facts.value("class:road", "speed", self.query.ready)

    # ---------------------------------------------------------------- legs
    def _leg(
        self,
        kind: str,
        mode: str,
        ends: tuple[str, str],
        km: float,
        elements: Sequence[Element],
        cost: Sequence[CostItem],
        intensities: Sequence[tuple[Intensity, float]],
        **more: object,
    ) -> Leg:
        """Return a leg; an intensity comes with its kilometres, or with 1 for a hub."""
        mass_t = self.query.cargo.mass_t
        return Leg(
            kind=kind,
            mode=mode,
            origin=ends[0],
            destination=ends[1],
            distance_km=km,
            elements=tuple(elements),
            cost=tuple(cost),
            wtw_kg_co2e=mass_t * sum(i.wtw * x for i, x in intensities),
            ttw_kg_co2e=mass_t * sum(i.ttw * x for i, x in intensities),
            wtw_low_kg_co2e=mass_t * sum(i.low * x for i, x in intensities),
            wtw_high_kg_co2e=mass_t * sum(i.high * x for i, x in intensities),
            factor_ids=tuple(dict.fromkeys(f for i, _ in intensities for f in i.factor_ids)),
            **more,  # type: ignore[arg-type]
        )

    def _end(self, arc: Arc) -> Iterable[Leg]:
        t, km = arc.ref
        first = arc.kind == "first"
        end = self.query.origin if first else self.query.destination
        handling = self._dwell(
            "port" if t.mode == "port" else "terminal",
            f"class:{t.dwell_class}",
            t.id,
            t.place,
            own=f"terminal:{t.id}",
        )
        hub = self._leg(
            "hub",
            "handling",
            (t.id, t.id),
            0.0,
            [handling],
            self.prices.hub("handling", t.id),
            [(self.emissions.hub("handling"), 1.0)],
        )
        if self.query.scope != "door":
            return (hub,)
        label = end.hub or end.name
        door = self._dwell("door", "class:door", f"door|{label}", label)
        drive = self._moving("road", "class:road", f"road|{label}|{t.place}", self._road_h(km))
        cost = (
            self.prices.door(t.place)
            if km <= LOCAL_KM
            else self.prices.road(end.name, t.place, end.country, km)
        )
        ends = (end.name, t.id) if first else (t.id, end.name)
        road = self._leg(
            "transport",
            "road",
            ends,
            km,
            [door, drive] if first else [drive, door],
            cost,
            [(self.emissions.road(end.country), km)],
            country_km=((end.country, km),),
            at_door=True,
        )
        return (road, hub) if first else (hub, road)

    def _operation(self, arc: Arc) -> Leg:
        one, two, subject, operation, own = arc.ref
        kind = {"gauge change": "gauge", "transshipment": "port", "handling": "terminal"}[operation]
        priced: HubTerminal = two if two.mode == "port" else one
        dwell = self._dwell(kind, subject, one.place, one.place, own=own)
        if kind == "gauge" and dwell.mean_h == 0:
            dwell = replace(dwell, note=Note.of("note.inside_border"))
        return self._leg(
            "hub",
            operation,
            (one.id, two.id),
            0.0,
            [dwell],
            self.prices.hub(operation, priced.id),
            [(self.emissions.hub(operation), 1.0)],
        )

    def _rail(self, stages: Sequence[Stage]) -> Leg:
        tracks: list[Track] = [t for s in stages for t in self.graph.rail.path(s.origin, s.destination)]
        start, end = stages[0].origin, stages[-1].destination
        km_by: dict[str, float] = {}
        for track in tracks:
            for country, km in track.country_km:
                km_by[country] = km_by.get(country, 0.0) + km
        extra_h = sum(delay_h(self.corridor.facts, t.link.id, self.query.ready) for t in tracks)
        elements = [*self._rail_moving(km_by, f"{start[0]}-{end[0]}", extra_h)]
        cost = list(self.prices.rail(start[0], end[0], tuple(km_by.items())))
        for track in tracks:
            dwell, fees = self._border(track, (start[0], end[0]))
            elements += dwell
            cost += fees
        by_intensity: dict[Intensity, float] = {}
        for track in tracks:
            for country, km in track.country_km:
                intensity = self.emissions.rail(country, track.link.traction)
                by_intensity[intensity] = by_intensity.get(intensity, 0.0) + km
        return self._leg(
            "transport",
            "rail",
            (f"{start[0]}.rail", f"{end[0]}.rail"),
            sum(km_by.values()),
            elements,
            cost,
            list(by_intensity.items()),
            via=tuple(t.head[0] for t in tracks[:-1]),
            country_km=tuple(km_by.items()),
            borders=tuple(t.border for t in tracks if t.border is not None),
            gauge_mm=start[1],
            timetable="on_demand",
            timetable_grade="assumed",
            links=tuple(t.link.id for t in tracks),
        )

    def _border(self, track: Track, stage: tuple[str, str]) -> tuple[list[Element], list[CostItem]]:
        """Return the dwell and the fees of a track's border, empty where it has none."""
        if track.border is None or track.border_class is None or track.border_countries is None:
            return [], []
        subject, own = f"class:{track.border_class}", f"crossing:{track.border}/rail"
        dwell = self._dwell("border", subject, track.border, track.head[0], own=own)
        return [dwell], list(self.prices.border(*track.border_countries, "rail", track.border, stage=stage))

    def _rail_moving(self, km_by: dict[str, float], key: str, extra_h: float) -> Iterable[Element]:
        facts, on = self.corridor.facts, self.query.ready
        runs: dict[str, float] = {}
        yards: dict[str, float] = {}
        for country, km in km_by.items():
            c = self.corridor.countries[country]
            run, yard = f"class:{c.run_class}", f"class:{c.yard_class}"
            runs[run] = runs.get(run, 0.0) + km / facts.value(run, "speed", on)
            yards[yard] = yards.get(yard, 0.0) + km
        for subject, hours in runs.items():
            yield self._moving("run", subject, subject, hours)
        for subject, km in yards.items():
            fact = facts.get(subject, "dwell", on)
            factor = facts.value(subject, "dwell_factor", on, 1.0)
            yield Element(
                kind="yard",
                subject=subject,
                key=key,
                place=key,
                mean_h=max(0.0, fact.value * factor * km / 1000 + extra_h),
                log_sd=facts.value(subject, "log_sd", on, 0.0),
                shocked=True,
                grade=fact.grade,
            )
            extra_h = 0.0  # what single links add is told once

    def _sailing(self, s: Sailing, on: date) -> Leg:
        service = s.service
        elements = [*sailing_waits(self.corridor, s, ready=self.query.ready, on=on)]
        subject = f"class:{service.run_class}"
        elements.append(self._moving("sea", subject, f"{s.origin}-{s.destination}", s.minutes / 60))
        notes = []
        if s.lots_count > 1:
            notes.append(Note.of("note.lots", count=s.lots_count))
        if service.capacity_teu is not None and self.query.cargo.teu_count:
            notes.append(Note.of("note.capacity", teu=service.capacity_teu))
        return self._leg(
            "transport",
            service.mode,
            (s.origin, s.destination),
            s.km,
            elements,
            self.prices.water(service, s.origin, s.destination, s.km),
            [(self.emissions.water(service.run_class, service.mode, s.km), s.km)],
            service=service.id,
            passages=s.passages,
            timetable=service.timetable,
            timetable_grade=service.timetable_grade,
            notes=tuple(notes),
        )

    def _truck(self, arc: Arc) -> Leg:
        service, one, two, km, hours, border = arc.ref
        hubs = self.corridor.hubs
        from_country, to_country = hubs[one.place].country, hubs[two.place].country
        elements: list[Element] = []
        if service.gap_h is not None:
            elements.append(gap_wait(service, one.place, 1.0, 1))
        elements.append(self._moving("road", "class:road", f"{one.place}-{two.place}", hours))
        cost = [*self.prices.road(one.place, two.place, from_country, km)]
        borders: tuple[str, ...] = ()
        if border is not None:
            borders = (f"{one.place}/{two.place}",)
            elements.append(self._dwell("border", f"class:{border}", f"{borders[0]}/road", two.place))
            cost.extend(
                self.prices.border(from_country, to_country, "road", one.place, stage=(one.place, two.place))
            )
        return self._leg(
            "transport",
            "road",
            (one.id, two.id),
            km,
            elements,
            cost,
            [(self.emissions.road(from_country), km)],
            service=service.id,
            country_km=((from_country, km / 2), (to_country, km / 2))
            if from_country != to_country
            else ((from_country, km),),
            borders=borders,
            timetable=service.timetable,
            timetable_grade=service.timetable_grade,
        )

    def _road_all(self, arc: Arc) -> Leg:
        query, km = self.query, arc.ref
        one, two = query.origin, query.destination
        door_one = self._dwell("door", "class:door", f"door|{one.hub or one.name}", one.hub or one.name)
        door_two = self._dwell("door", "class:door", f"door|{two.hub or two.name}", two.hub or two.name)
        drive = self._moving("road", "class:road", f"road|{one.name}|{two.name}", self._road_h(km))
        return self._leg(
            "transport",
            "road",
            (one.name, two.name),
            km,
            [door_one, drive, door_two],
            self.prices.road(one.name, two.name, one.country, km),
            [(self.emissions.road(one.country), km)],
            country_km=((one.country, km),),
        )
