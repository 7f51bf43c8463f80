"""How much heavy work runs at once: few threads, a bounded line before them, a limit on the wait."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from daliz.web.problems import HttpProblem

__all__ = ["Gate"]

Result = TypeVar("Result")
USUAL_S = 0.2  # what a plan takes, for Retry-After


@dataclass(slots=True)
class _Flight:
    """Work under way, what its thread will set, and how many wait for it."""

    submitted: Future[Any]
    told: asyncio.Future[Any]
    waiting_count: int = 0


class Gate:
    """Runs heavy work in a few threads; refuses what would wait behind too many; gives up after a while.

    Equal work asked for while it is under way is waited for, not done twice. All but the work itself happens in
    the thread of the event loop.
    """

    def __init__(self, *, working_count: int, waiting_count: int, most_s: float) -> None:
        self._pool = ThreadPoolExecutor(working_count, thread_name_prefix="daliz-plan")
        self.working_count, self.most_count, self.most_s = (
            working_count,
            working_count + waiting_count,
            most_s,
        )
        self.held_count = 0
        self._flights: dict[str, _Flight] = {}

    async def run(self, work: Callable[[], Result], *, key: str | None = None) -> Result:
        """Return what the work returns; work under the same key is done once for all who ask meanwhile.

        Raises
        ------
        HttpProblem
            If too many wait, or the work took too long; it then runs on to its end, holding its place.
        """
        flight = None if key is None else self._flights.get(key)
        if flight is None or flight.submitted.cancelled():
            flight = self._begin(work, key)
        flight.waiting_count += 1
        try:
            found: Result = await asyncio.wait_for(asyncio.shield(flight.told), self.most_s)
        except TimeoutError as error:
            raise HttpProblem(
                "too-slow",
                f"The answer was not ready after {self.most_s:g} s.",
                "Ask for less at once, or make a job of it.",
                {"Retry-After": "10"},
            ) from error
        finally:
            flight.waiting_count -= 1
            if flight.waiting_count == 0:  # nobody is left to hear it: what has not begun will not begin
                flight.submitted.cancel()
        return found

    def _begin(self, work: Callable[[], Result], key: str | None) -> _Flight:
        if self.held_count >= self.most_count:
            wait_s = math.ceil(max(1.0, USUAL_S * self.held_count / self.working_count))
            raise HttpProblem(
                "too-many",
                f"{self.held_count} answers are being worked out already.",
                f"Ask again in {wait_s} s.",
                {"Retry-After": str(wait_s)},
            )
        self.held_count += 1
        loop = asyncio.get_running_loop()
        submitted = self._pool.submit(work)
        submitted.add_done_callback(lambda _: self._leave(loop))
        flight = _Flight(submitted, asyncio.wrap_future(submitted))
        flight.told.add_done_callback(lambda told: self._land(key, flight, told))
        if key is not None:
            self._flights[key] = flight
        return flight

    def _land(self, key: str | None, flight: _Flight, told: asyncio.Future[Any]) -> None:
        if key is not None and self._flights.get(key) is flight:
            del self._flights[key]
        if not told.cancelled():
            told.exception()  # seen, also where all who waited have gone

    def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        def leave() -> None:
            self.held_count -= 1

        try:
            loop.call_soon_threadsafe(leave)
        except RuntimeError:  # the loop has ended
            leave()

    def close(self) -> None:
        """Drop what waits and let what runs end."""
        self._pool.shutdown(wait=False, cancel_futures=True)
