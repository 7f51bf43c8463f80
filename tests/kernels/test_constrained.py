"""The best chain under a rule against brute force, and its compiled twin against it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daliz.kernels.constrained import Rule, best_chain_reference
from daliz.kernels.pareto import ALWAYS, NEVER, Network, enter_reference, lower_bounds_reference

NODES_COUNT = 5
node = st.integers(0, NODES_COUNT - 1)
small = st.integers(0, 6)
ARCS = st.lists(
    st.tuples(
        node,
        node,
        small,
        small,
        st.lists(st.integers(0, 40), max_size=3),
        st.integers(0, 3),
        st.sampled_from([False, False, True]),
    ),
    max_size=12,
)


def problem(rows):
    """Rows are tail, head, minutes, USD, departures, bits passed, barred."""
    rows = sorted(rows, key=lambda r: r[0])
    col = lambda values: np.array(list(values), dtype=np.int64)  # noqa: E731
    count = len(rows)
    indptr = np.zeros(NODES_COUNT + 1, np.int64)
    np.cumsum(np.bincount(col(r[0] for r in rows), minlength=NODES_COUNT), out=indptr[1:])
    cuts = np.cumsum([0, *(len(r[4]) for r in rows)]).astype(np.int64)
    zeros = np.zeros(count, np.int64)
    net = Network(
        indptr, col(r[1] for r in rows), col(r[2] for r in rows), col(r[3] for r in rows), zeros, zeros,
        np.full(count, ALWAYS), np.full(count, NEVER), np.full(count, -1), np.zeros((0, 13)),
        cuts[:-1], cuts[1:], col(d for r in rows for d in sorted(r[4])),
    )  # fmt: skip
    return net, col(r[5] for r in rows), np.array([r[6] for r in rows], bool)


def plain(net):
    return Network(*(c.tolist() for c in net))


def ask(find, net, passes, barred, must, which, limit=NEVER):
    lists = plain(net)
    weights = getattr(lists, which)
    bound = lower_bounds_reference(lists, NODES_COUNT - 1, weights)
    rule = Rule(passes & must, barred, must)
    if find is best_chain_reference:
        return find(lists, rule, weights, bound, (0, NODES_COUNT - 1), 0, limit)
    return find(
        net, rule, np.array(weights, np.int64), np.array(bound, np.int64), (0, NODES_COUNT - 1), 0, limit
    )


@given(ARCS, st.sampled_from([0, 1, 3]))
@settings(max_examples=200, deadline=None)
def test_without_departures_the_chain_is_the_cheapest_that_keeps_the_rule(rows, must):
    net, passes, barred = problem([(*r[:4], [], *r[5:]) for r in rows])
    least = {(0, 0): 0}
    for _ in range(4 * NODES_COUNT):  # values over (node, bits) settle: no weight is negative
        for tail in range(NODES_COUNT):
            for arc in range(net.indptr[tail], net.indptr[tail + 1]):
                for got in range(4):
                    if barred[arc] or (tail, got) not in least:
                        continue
                    state = (int(net.head[arc]), got | int(passes[arc]) & must)
                    least[state] = min(least.get(state, NEVER), least[tail, got] + int(net.usd[arc]))
    chain = ask(best_chain_reference, net, passes, barred, must, "usd")
    wanted = least.get((NODES_COUNT - 1, must))
    assert (None if chain is None else sum(int(net.usd[a]) for a in chain)) == wanted


@given(ARCS, st.sampled_from([0, 1, 3]), st.sampled_from(["minutes", "usd"]), st.sampled_from([4, NEVER]))
@settings(max_examples=200, deadline=None)
def test_the_compiled_twin_finds_the_same_chain(rows, must, which, limit):
    pytest.importorskip("numba")
    from daliz.kernels.constrained_compiled import best_chain

    asked = (*problem(rows), must, which, limit)
    assert ask(best_chain, *asked) == ask(best_chain_reference, *asked)


def test_a_rule_sends_the_chain_round():
    straight, there, on = (0, 4, 1, 1, [], 0, False), (0, 1, 5, 5, [], 1, False), (1, 4, 5, 5, [], 0, False)
    net, passes, barred = problem([straight, there, on])
    head = net.head.tolist()
    assert [head[a] for a in ask(best_chain_reference, net, passes, barred, 0, "usd")] == [4]
    assert [head[a] for a in ask(best_chain_reference, net, passes, barred, 1, "usd")] == [1, 4]


def test_a_chain_that_cannot_leave_any_more_is_none():
    net, passes, barred = problem([(0, 1, 9, 0, [], 0, False), (1, 4, 1, 0, [5], 0, False)])
    assert enter_reference(net, 1, 9) == -1
    assert ask(best_chain_reference, net, passes, barred, 0, "usd") is None


def test_too_many_tokens_are_refused_by_the_compiled_twin():
    from daliz.kernels.constrained_compiled import MOST_TOKENS, best_chain

    net, passes, barred = problem([])
    with pytest.raises(ValueError, match="more than 12 tokens"):
        ask(best_chain, net, passes, barred, (1 << MOST_TOKENS) + 1, "usd")
