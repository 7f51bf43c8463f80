"""Equal questions asked at one instant are worked out once; who leaves or tires takes nothing from the others."""

import asyncio
import threading

import pytest

from daliz.app.plan_output import plan_document
from daliz.errors import NoPlanError
from daliz.web.limits import Gate
from daliz.web.problems import HttpProblem
from daliz.web.routes import plans


class Work:
    """Counts how often it is done, and lasts until it is let go."""

    def __init__(self, result="answer"):
        self.count, self.result = 0, result
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self):
        self.count += 1
        self.begun.set()
        assert self.go.wait(10)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def through_a_gate(story, **limits):
    async def told():
        gate = Gate(**{"working_count": 1, "waiting_count": 3, "most_s": 10.0, **limits})
        try:
            return await story(gate)
        finally:
            gate.close()

    return asyncio.run(told())


async def a_moment():
    for _ in range(5):
        await asyncio.sleep(0.01)


def test_the_second_waits_for_the_first_and_takes_no_place():
    work = Work()

    async def story(gate):
        both = [asyncio.create_task(gate.run(work, key="q")) for _ in range(5)]
        await a_moment()
        held = gate.held_count
        work.go.set()
        found = await asyncio.gather(*both)
        await a_moment()
        return held, found, gate.held_count

    assert through_a_gate(story, waiting_count=0) == (1, ["answer"] * 5, 0)
    assert work.count == 1


def test_another_question_or_one_asked_later_is_work_of_its_own():
    work = Work()
    work.go.set()

    async def story(gate):
        await asyncio.gather(gate.run(work, key="a"), gate.run(work, key="b"), gate.run(work))
        await gate.run(work, key="a")

    through_a_gate(story)
    assert work.count == 4


@pytest.mark.parametrize("queued", [True, False])
def test_who_leaves_takes_nothing_from_those_who_stay(queued):
    before, work = Work("before"), Work()

    async def story(gate):
        first = asyncio.create_task(gate.run(before, key="before")) if queued else None
        leaves, stays = (asyncio.create_task(gate.run(work, key="q")) for _ in range(2))
        await a_moment()
        leaves.cancel()
        await a_moment()
        before.go.set()
        work.go.set()
        found = await stays
        assert leaves.cancelled()
        if first is not None:
            await first
        return found

    assert through_a_gate(story) == "answer"
    assert work.count == 1


def test_what_nobody_waits_for_any_more_is_not_begun_and_can_be_asked_anew():
    before, work = Work("before"), Work()
    work.go.set()

    async def story(gate):
        first = asyncio.create_task(gate.run(before, key="before"))
        asked = [asyncio.create_task(gate.run(work, key="q")) for _ in range(2)]
        await a_moment()
        for task in asked:
            task.cancel()
        again = asyncio.create_task(gate.run(work, key="q"))  # at once, before the loop has heard of the end
        await a_moment()
        before.go.set()
        found = await again
        await first
        await a_moment()
        return found, gate.held_count

    assert through_a_gate(story) == ("answer", 0)
    assert work.count == 1


def test_who_waited_too_long_is_told_and_who_came_later_still_hears_it():
    work = Work()

    async def story(gate):
        early = asyncio.create_task(gate.run(work, key="q"))
        await asyncio.sleep(0.25)
        late = asyncio.create_task(gate.run(work, key="q"))
        with pytest.raises(HttpProblem) as told:
            await early
        assert told.value.code == "too-slow"
        work.go.set()
        return await late

    assert through_a_gate(story, most_s=0.5) == "answer"
    assert work.count == 1


def test_work_left_by_all_runs_on_and_is_joined_by_the_next():
    work = Work()

    async def story(gate):
        with pytest.raises(HttpProblem):
            await gate.run(work, key="q")
        held = gate.held_count
        again = asyncio.create_task(gate.run(work, key="q"))
        await a_moment()
        work.go.set()
        return held, await again

    assert through_a_gate(story, most_s=0.2) == (1, "answer")
    assert work.count == 1


def test_a_fault_is_told_to_all_and_not_kept():
    work = Work(NoPlanError("There is no way."))
    work.go.set()

    async def story(gate):
        found = await asyncio.gather(gate.run(work, key="q"), gate.run(work, key="q"), return_exceptions=True)
        assert [type(e) for e in found] == [NoPlanError, NoPlanError]
        with pytest.raises(NoPlanError):
            await gate.run(work, key="q")

    through_a_gate(story)
    assert work.count == 2


def test_the_server_works_one_plan_out_for_all_who_ask_at_once(serve, monkeypatch):
    made = []
    monkeypatch.setattr(plans, "plan_document", lambda *a, **k: made.append(1) or plan_document(*a, **k))
    question = {"from": "Aktau", "to": "Baku", "tonnes": 41, "ready": "2026-12-01", "options": "shown"}
    client = serve(waiting_count=0)
    answers = client.together([("POST", "/api/v1/plans", {"json": question})] * 6)
    assert [a.status_code for a in answers] == [200] * 6
    assert len({a.content for a in answers}) == 1
    assert made == [1]
