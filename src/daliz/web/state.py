"""What all requests share: the worlds of the scenarios, the register as it stands, the answers given last."""

from __future__ import annotations

import gc
import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path

from daliz import __version__
from daliz.app.account_footprint import read_factor_set
from daliz.app.brief_register import Register, read_register
from daliz.app.describe_network import Network
from daliz.app.fact_names import fact_names
from daliz.app.jobs import JobRunner
from daliz.app.plan_chain import World, plan_chain, read_world
from daliz.app.plan_output import plan_document
from daliz.app.plan_request import Request, query_of_request
from daliz.errors import UnknownIdError
from daliz.io.corridor import corridor_of, read_corridor_tables
from daliz.io.jobs import JobStore
from daliz.io.scenarios import scenario_names
from daliz.io.tables import facts_layers
from daliz.io.workspace import Workspace
from daliz.kernels.pareto_compiled import compiled
from daliz.model.emissions import FactorSet
from daliz.model.plan import Plan
from daliz.web.clock import now, today
from daliz.web.limits import Gate
from daliz.web.observe import Metrics
from daliz.web.settings import Settings

__all__ = ["Answers", "Plans", "Services", "SharedWorld"]

LOOK_EVERY_S, QUIET_LOOKS = 0.1, 5
SELDOM = (
    50_000,
    20,
    20,
)  # new objects before the youngest are looked through, and how often the older ones are


@dataclass(frozen=True, slots=True)
class SharedWorld:
    """A world and the lock that keeps its memo to one planner at a time."""

    world: World
    lock: threading.Lock = field(default_factory=threading.Lock)


def _files(folder: Path) -> Iterator[str]:
    """Yield a line on every file of facts and code: its path, size and time of change."""
    for here, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if name not in {"__pycache__", "static"}]
        for name in names:
            if name.endswith((".csv", ".toml", ".json", ".py")):
                path = os.path.join(here, name)  # noqa: PTH118 - a thousand times at every start
                stat = os.stat(path)  # noqa: PTH116 - as above
                yield f"{path}:{stat.st_size}:{stat.st_mtime_ns};"


class Answers:
    """The answers given last, by their question; the oldest goes first."""

    def __init__(self, most_bytes: int) -> None:  # unit-ok: bytes
        self.most_bytes, self._held_bytes = most_bytes, 0
        self._lock, self._kept = threading.Lock(), OrderedDict[str, bytes]()

    def find(self, key: str) -> bytes | None:
        """Return the answer to a question, or None where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer."""
        with self._lock:
            self._held_bytes += len(answer) - len(self._kept.pop(key, b""))
            self._kept[key] = answer
            while self._held_bytes > self.most_bytes and len(self._kept) > 1:
                self._held_bytes -= len(self._kept.popitem(last=False)[1])


class Plans:
    """The plans made last, by their question: who asks for the other options, or for the lines, need not wait twice."""

    MOST_COUNT = 8

    def __init__(self) -> None:
        self._lock, self._kept = threading.Lock(), OrderedDict[str, Plan]()

    def find(self, key: str) -> Plan | None:
        """Return the plan of a question, or None where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, plan: Plan) -> None:
        """Keep a plan."""
        with self._lock:
            self._kept[key] = plan
            while len(self._kept) > self.MOST_COUNT:
                self._kept.popitem(last=False)


class Services:
    """What the operations work with; made once for an application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folders: tuple[Path, ...] = settings.folders
        self.metrics = Metrics()
        self.answers = Answers(64 * 1_048_576)
        self.plans = Plans()
        self.streams_count = 0
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._worlds: dict[str, SharedWorld] = {}
        self._register: tuple[tuple[Path, ...], Register] | None = None

    @cached_property
    def gate(self) -> Gate:
        """What runs heavy work."""
        return Gate(
            working_count=self.settings.working_count,
            waiting_count=self.settings.waiting_count,
            most_s=self.settings.request_most_s,
        )

    @cached_property
    def store(self) -> JobStore:
        """The jobs, in their file; those that a killed server left running are marked as interrupted."""
        store = JobStore(self.settings.jobs)
        store.hold()
        store.interrupt_running(
            "The server stopped before the job was finished; submit it again.",
            at=now().isoformat(timespec="milliseconds"),
        )
        return store

    @cached_property
    def runner(self) -> JobRunner:
        """What runs the jobs, one at a time, in a process of its own."""
        return JobRunner(self.store, clock=now, folders=self.folders)

    @cached_property
    def files_tag(self) -> str:
        """A hash of every file that answers are made from: names, sizes, times of change."""
        root = Path(str(resources.files("daliz")))
        found = hashlib.sha256(__version__.encode())
        for folder in (root, *facts_layers(self.folders)[1:]):
            for line in sorted(_files(folder)):
                found.update(line.encode("utf-8", "surrogateescape"))
        return found.hexdigest()[:16]

    @cached_property
    def network(self) -> Network:
        """The tables of facts, read once for all scenarios, and what hangs together in each."""
        return Network(tables=read_corridor_tables(self.folders))

    def tag(self) -> str:
        """Return what answers depend on beside the question: files, workspace, day."""
        return f"{self.files_tag}-{self.layers()[:1]}-{today()}"

    def kept(self, key: str, work: Callable[[], bytes]) -> bytes:
        """Return the answer kept under a key, or make it; for what depends on the facts of this process alone."""
        found = self.answers.find(key)
        if found is None:
            found = work()
            self.answers.keep(key, found)
        return found

    async def worked_out(self, key: str, work: Callable[[], bytes]) -> bytes:
        """Return the answer kept under a key, or have it made, once for all who ask meanwhile."""
        found = self.answers.find(key)
        return found if found is not None else await self.gate.run(lambda: self.kept(key, work), key=key)

    def layers(self) -> tuple[Path, ...]:
        """Return the layers over the built-in facts: the workspace as it stands, then the user's folders."""
        if not self.settings.workspace.is_file():
            return self.folders
        with Workspace(self.settings.workspace) as workspace:
            return (workspace.as_layer(), *self.folders)

    def register(self) -> Register:
        """Return the register as it stands."""
        layers = self.layers()
        with self._lock:
            if self._register is None or self._register[0] != layers:
                self._register = (layers, read_register(layers))
            return self._register[1]

    def scenarios(self) -> Sequence[str]:
        """Return the names of the scenarios."""
        return scenario_names(self.folders)

    def world(self, scenario: str) -> SharedWorld:
        """Return the world of a scenario, read once.

        Raises
        ------
        UnknownIdError
            If there is no such scenario.
        """
        with self._lock:
            if scenario not in self._worlds:
                names = self.scenarios()
                if scenario not in names:
                    raise UnknownIdError.of("scenario", scenario, names, "scenario")
                self._worlds[scenario] = SharedWorld(self._read_world(scenario))
                gc.collect()
                gc.freeze()  # facts stay for good: collecting among them would take a tenth of every plan
                gc.set_threshold(
                    *SELDOM
                )  # a plan makes much that lives as long as itself: looking through it is vain
            return self._worlds[scenario]

    def _read_world(self, scenario: str) -> World:
        corridor = corridor_of(self.network.tables, scenario)
        return World(corridor=corridor, factors=self.factors, folders=self.folders)

    @cached_property
    def factors(self) -> FactorSet:
        """The emission factors, the same in every scenario."""
        return read_factor_set(facts_layers(self.folders))

    def warm(self) -> None:
        """Read what the first questions need, and load the compiled search, so that nobody waits for them."""
        self._stopping.clear()
        if self._stopping.wait(LOOK_EVERY_S):  # the port opens first
            return
        self.world("base")
        self.register()
        quiet_count = 0
        while quiet_count < QUIET_LOOKS:  # who asks already comes first: loading would slow that answer down
            if self._stopping.wait(LOOK_EVERY_S):
                return
            quiet_count = quiet_count + 1 if self.gate.held_count == 0 else 0
        fact_names(facts_layers(self.folders))
        try:
            compiled()
        except ImportError:  # numba is not installed: the plain search answers
            return
        own = read_world("base", self.folders)  # not the shared one: its lock is for those who ask
        asked = Request(origin="kobe", destination="almaty", containers="1x40HC", ready=own.corridor.as_of)
        plan_document(own, plan_chain(own, query_of_request(own, asked)), first=1)

    def open(self) -> None:
        """Open the file of jobs, so that a fault of it is told before the server starts.

        Raises
        ------
        DataError
            If it is none, or another server holds it.
        """
        self.store.find("")

    def close(self) -> None:
        """Stop what runs; what is needed again afterwards is made anew."""
        self._stopping.set()
        for name in ("gate", "runner", "store"):
            found = self.__dict__.pop(name, None)
            if found is not None:
                found.close()
