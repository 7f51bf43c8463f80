"""The Pareto search against brute force, and its compiled twin against it."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daliz.kernels.pareto import ALWAYS, NEVER, Network, enter_reference, pareto_reference


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
