"""The Pareto search against brute force, and its compiled twin against it."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from daliz.kernels.pareto import ALWAYS, NEVER, Network, enter_reference, pareto_reference
from daliz.model.network import Service
from daliz.route.sailings import departures_of


def network(count, arcs):
    """Arcs are dicts with tail, head, minutes, usd, kg, transfers and, where wanted, departures, profile, open."""
    arcs = sorted(arcs, key=lambda a: a["tail"])
    col = lambda f: np.array([f(a) for a in arcs], dtype=np.int64)  # noqa: E731
    deps, dep_from, dep_to = [], [], []
    profiles, profile = [], []
    for a in arcs:
        dep_from.append(len(deps))
        deps.extend(sorted(a.get("departures", ())))
        dep_to.append(len(deps))
        profile.append(len(profiles) if a.get("profile") else -1)
        if a.get("profile"):
            profiles.append(a["profile"])
    tails = col(lambda a: a["tail"])
    indptr = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(tails, minlength=count), out=indptr[1:])
    return Network(
        indptr,
        col(lambda a: a["head"]),
        col(lambda a: a["minutes"]),
        col(lambda a: a["usd"]),
        col(lambda a: a["kg"]),
        col(lambda a: a["transfers"]),
        col(lambda a: a.get("open", (ALWAYS, NEVER))[0]),
        col(lambda a: a.get("open", (ALWAYS, NEVER))[1]),
        np.array(profile, np.int64),
        np.array(profiles, float).reshape(-1, 13),
        np.array(dep_from, np.int64),
        np.array(dep_to, np.int64),
        np.array(deps, np.int64),
    )


def brute_force(net, source, target, start):
    """Every simple chain, full four-dimensional dominance, no bounds."""
    found = set()

    def walk(node, at, usd, kg, transfers, seen):
        if node == target:
            found.add((at, usd, kg, transfers))
            return
        for arc in range(net.indptr[node], net.indptr[node + 1]):
            head = int(net.head[arc])
            if head in seen:
                continue
            arrives = enter_reference(net, arc, at)
            if arrives >= 0:
                walk(
                    head,
                    int(arrives),
                    usd + int(net.usd[arc]),
                    kg + int(net.kg[arc]),
                    transfers + int(net.transfers[arc]),
                    seen | {head},
                )

    walk(source, start, 0, 0, 0, {source})
    return {
        a for a in found if not any(b != a and all(x <= y for x, y in zip(b, a, strict=True)) for b in found)
    }


small = st.integers(0, 9)


@st.composite
def networks(draw):
    count = draw(st.integers(2, 6))
    node = st.integers(0, count - 1)
    arcs = draw(
        st.lists(
            st.builds(
                lambda tail, head, m, u, k, t, dep, window, prof: {
                    "tail": tail, "head": head, "minutes": m, "usd": u, "kg": k,
                    "transfers": t, "departures": dep, "open": window,
                    **({"profile": prof} if prof else {}),
                },
                node, node, small, small, small, st.integers(0, 1),
                st.one_of(st.just([]), st.lists(st.integers(0, 60), min_size=1, max_size=5)),
                st.sampled_from([(ALWAYS, NEVER), (ALWAYS, 20), (15, NEVER), (5, 30)]),
                st.one_of(st.none(), st.lists(st.integers(0, 40), min_size=12, max_size=12).map(lambda p: [*p, p[0]])),
            ),
            max_size=14,
        )
    )  # fmt: skip
    return network(count, arcs)


@given(networks(), st.integers(0, 25))
@settings(max_examples=300, deadline=None)
def test_the_search_finds_just_the_efficient_chains(net, start):
    got = pareto_reference(net, 0, len(net.indptr) - 2, start)
    measures = [m for m, _ in got]
    assert set(measures) == brute_force(net, 0, len(net.indptr) - 2, start)
    assert len(measures) == len(set(measures))
    assert measures == sorted(measures)


@given(networks(), st.integers(0, 25))
@settings(max_examples=50, deadline=None)
def test_the_chain_of_arcs_gives_the_measures(net, start):
    for (at, usd, kg, transfers), chain in pareto_reference(net, 0, len(net.indptr) - 2, start):
        moment = start
        for arc in chain:
            moment = enter_reference(net, arc, moment)
        assert (moment, sum(net.usd[chain]), sum(net.kg[chain]), sum(net.transfers[chain])) == (
            at,
            usd,
            kg,
            transfers,
        )


@given(networks(), st.integers(0, 25))
@settings(max_examples=200, deadline=None)
def test_the_compiled_twin_answers_the_same(net, start):
    pytest.importorskip("numba")
    from daliz.kernels.pareto_compiled import pareto

    assert pareto(net, 0, len(net.indptr) - 2, start) == pareto_reference(net, 0, len(net.indptr) - 2, start)


def test_the_oracle_can_tell_a_wrong_answer():
    net = network(2, [{"tail": 0, "head": 1, "minutes": 1, "usd": 2, "kg": 3, "transfers": 1}])
    assert brute_force(net, 0, 1, 0) == {(1, 2, 3, 1)}
    assert brute_force(net, 0, 1, 0) != {(1, 2, 3, 0)}


def test_parallel_services_are_both_kept_when_neither_is_worse():
    net = network(
        2,
        [
            {"tail": 0, "head": 1, "minutes": 10, "usd": 5, "kg": 0, "transfers": 1},
            {"tail": 0, "head": 1, "minutes": 5, "usd": 10, "kg": 0, "transfers": 1},
        ],
    )
    assert [m for m, _ in pareto_reference(net, 0, 1, 0)] == [(5, 10, 0, 1), (10, 5, 0, 1)]


def test_a_late_train_waits_for_the_next_sailing():
    net = network(
        3,
        [
            {"tail": 0, "head": 1, "minutes": 11, "usd": 0, "kg": 0, "transfers": 1},
            {"tail": 1, "head": 2, "minutes": 5, "usd": 0, "kg": 0, "transfers": 1, "departures": [10, 100]},
        ],
    )
    assert [m for m, _ in pareto_reference(net, 0, 2, 0)] == [(105, 0, 0, 2)]


def test_no_way_is_an_empty_answer_and_the_source_itself_an_empty_chain():
    net = network(3, [{"tail": 1, "head": 0, "minutes": 1, "usd": 0, "kg": 0, "transfers": 0}])
    assert pareto_reference(net, 0, 2, 7) == []
    assert pareto_reference(net, 0, 0, 7) == [((7, 0, 0, 0), [])]


@pytest.mark.parametrize(("source", "target"), [(-1, 0), (0, 2)])
def test_an_index_outside_is_refused(source, target):
    net = network(2, [])
    with pytest.raises(ValueError, match="the network has 2 nodes"):
        pareto_reference(net, source, target, 0)


def test_a_wait_profile_never_rewards_coming_later():
    profile = [float(x) for x in itertools.islice(itertools.cycle([0, 7200]), 12)]
    net = network(
        2,
        [
            {
                "tail": 0,
                "head": 1,
                "minutes": 0,
                "usd": 0,
                "kg": 0,
                "transfers": 0,
                "profile": [*profile, profile[0]],
            }
        ],
    )
    arrivals = [enter_reference(net, 0, at) for at in range(0, 525_949, 997)]
    assert arrivals == sorted(arrivals)


# ---------------------------------------------------------------- calendars and clocks
#: Days about which something happens to a clock or a calendar: a year's end, summer time, Kazakhstan's one zone of 2024.
EDGES = (
    date(2026, 12, 30),
    date(2027, 12, 30),
    date(2026, 3, 28),
    date(2026, 10, 24),
    date(2024, 2, 28),
    date(2028, 2, 28),
)
ZONES = ("Europe/Berlin", "Asia/Almaty", "Asia/Tokyo", "UTC")
NODES = 5


@dataclass(frozen=True)
class Case:
    """A network with the day on which the search starts, and which arcs sail by a calendar."""

    arcs: tuple[dict[str, object], ...]
    start_min: int
    calendars: int

    @property
    def net(self):
        return network(NODES, [dict(a) for a in self.arcs])


@cache
def calendar(weekdays, at, zone, start, last):
    """Return the departures of a weekly service, minutes, local clock and all."""
    service = Service(
        id="s", names={"en": "s"}, mode="sea", origin="a.port", destination="b.port", both_ways=False, run_class="sea.main",
        timetable="calendar", gap_h=None, gap_cv=None, weekdays=weekdays, departs=at, duration_h=None, km=None,
        cargo=("container",), slot="any", capacity_teu=None, valid_from=None, valid_to=last, timetable_grade="assumed",
        grade="assumed", source_id="test", note=None,
    )  # fmt: skip
    return [m for m in departures_of(service, start, zone) if m < 60 * 24 * 30 + _minute(start)]


def _minute(day, zone="UTC"):
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp()) // 60


@st.composite
def cases(draw):
    edge = draw(st.sampled_from(EDGES))
    start = edge + timedelta(days=draw(st.integers(-3, 3)))
    start_min = _minute(start, draw(st.sampled_from(ZONES))) + draw(st.integers(0, 1439))
    node = st.integers(0, NODES - 1)
    measure = st.integers(0, 6)
    arcs, calendars = [], 0
    for _ in range(draw(st.integers(1, 11))):
        arc = {
            "tail": draw(node), "head": draw(node), "minutes": draw(st.sampled_from([0, 60, 600, 1440, 4000])),
            "usd": draw(measure), "kg": draw(measure), "transfers": draw(st.integers(0, 1)),
        }  # fmt: skip
        kind = draw(st.sampled_from(["any time", "calendar", "irregular", "season"]))
        if kind == "calendar":
            days = draw(
                st.lists(st.sampled_from(["mon", "wed", "sat", "sun"]), min_size=1, max_size=3, unique=True)
            )
            at = draw(st.sampled_from(["00:00", "02:30", "18:00", "23:59"]))
            last = draw(st.one_of(st.none(), st.just(start + timedelta(days=4))))
            sails = calendar(tuple(days), at, draw(st.sampled_from(ZONES)), start, last)
            if sails:
                arc["departures"] = sails
                calendars += 1
        elif kind == "irregular":
            steps = draw(st.lists(st.integers(1, 5000), min_size=1, max_size=6))
            arc["departures"] = [start_min + sum(steps[: i + 1]) for i in range(len(steps))]
        elif kind == "season":  # waits that grow and shrink by the month, the year's end inside
            months = draw(st.lists(st.integers(0, 3000), min_size=12, max_size=12))
            arc["profile"] = [*months, months[0]]
        arcs.append(arc)
    return Case(tuple(arcs), start_min, calendars)


QUICK = settings(max_examples=500, database=None, phases=(Phase.generate,))  # any such network, not the least
SLOW = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(cases())
def test_the_search_finds_them_over_year_ends_and_clock_changes(case):
    got = [m for m, _ in pareto_reference(case.net, 0, NODES - 1, case.start_min)]
    assert set(got) == brute_force(case.net, 0, NODES - 1, case.start_min)


@SLOW
@given(cases())
def test_the_compiled_twin_answers_the_same_over_them(case):
    pytest.importorskip("numba")
    from daliz.kernels.pareto_compiled import pareto

    ends = (0, NODES - 1, case.start_min)
    assert pareto(case.net, *ends) == pareto_reference(case.net, *ends)


def _pairs(case):
    return [(a["tail"], a["head"]) for a in case.arcs]


def _answers(case):
    return pareto_reference(case.net, 0, NODES - 1, case.start_min)


def _sails(case):
    net = case.net
    return any(net.dep_to[i] > net.dep_from[i] for _, way in _answers(case) for i in way)


def _next_year(case):
    year = [
        datetime.fromtimestamp(60 * m, tz=ZoneInfo("UTC")).year
        for m in (case.start_min, *(m[0] for m, _ in _answers(case)))
    ]
    return max(year) > year[0]


TRAITS = {
    "parallel services": lambda c: len(_pairs(c)) != len(set(_pairs(c))) and len(_answers(c)) > 1,
    "arcs that cost nothing": lambda c: (
        any(a["minutes"] == a["usd"] == a["kg"] == 0 for a in c.arcs) and bool(_answers(c))
    ),
    "an unreachable target": lambda c: not _answers(c),
    "self loops": lambda c: any(t == h for t, h in _pairs(c)) and bool(_answers(c)),
    "a calendar on the way": lambda c: c.calendars > 0 and _sails(c),
    "an arrival in the next year": _next_year,
}


@pytest.mark.parametrize("trait", TRAITS)
def test_the_random_networks_hold(trait):
    found = find(cases(), TRAITS[trait], settings=QUICK)
    assert TRAITS[trait](found)


def test_a_trait_that_no_network_has_is_seen():
    with pytest.raises(NoSuchExample):
        find(
            cases(),
            lambda c: any(m[0] >= NEVER for m, _ in _answers(c)),
            settings=QUICK,
        )


def test_an_hour_of_summer_time_changes_the_answer():
    # a ship on Sundays at 18:00 in Berlin: 17:00 UTC in winter, 16:00 in summer; the train comes at 16:30 UTC
    def arrives(day):
        sails = calendar(("sun",), "18:00", "Europe/Berlin", day, None)
        net = network(
            2, [{"tail": 0, "head": 1, "minutes": 60, "usd": 0, "kg": 0, "transfers": 1, "departures": sails}]
        )
        return pareto_reference(net, 0, 1, _minute(day) + 16 * 60 + 30)[0][0][0] - _minute(day)

    assert arrives(date(2026, 3, 22)) == 18 * 60  # still winter: today's ship
    assert arrives(date(2026, 3, 29)) == 7 * 24 * 60 + 17 * 60  # the clock was put on: next week's
