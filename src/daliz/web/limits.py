"""How much heavy work runs at once: few threads, a bounded line before them, a limit on the wait."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from daliz.web.problems import HttpProblem

__all__ = ["Gate"]

Result = TypeVar("Result")
USUAL_S = 0.2  # what a plan takes, for Retry-After


class Gate:
    """Runs heavy work in a few threads; refuses what would wait behind too many; gives up after a while."""

    def __init__(self, *, working_count: int, waiting_count: int, most_s: float) -> None:
        self._pool = ThreadPoolExecutor(working_count, thread_name_prefix="daliz-plan")
        self.working_count, self.most_count, self.most_s = (
            working_count,
            working_count + waiting_count,
            most_s,
        )
        self.held_count = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what the work returns.

        Raises
        ------
        HttpProblem
            If too many wait, or the work took too long; it then runs on to its end, holding its place.
        """
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
        future = self._pool.submit(work)
        future.add_done_callback(lambda _: self._leave(loop))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.most_s)
        except TimeoutError as error:
            raise HttpProblem(
                "too-slow",
                f"The answer was not ready after {self.most_s:g} s.",
                "Ask for less at once, or make a job of it.",
                {"Retry-After": "10"},
            ) from error

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
