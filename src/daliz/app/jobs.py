"""Long work in the background: batches of plans, many footprints, rankings of levers, the validation.

One job runs at a time, in a process of its own, so that it neither slows the answers down nor takes the
server with it when it fails. The file of jobs is the only thing the two share.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from daliz.app.plan_request import Request
from daliz.errors import DalizError, DataError, QueryError
from daliz.io.jobs import Job, JobStore
from daliz.model.emissions import FactorSet
from daliz.words import error_dict

__all__ = ["KINDS", "JobRunner", "account_given", "run_job"]

Step = Callable[[int, int], None]
Clock = Callable[[], datetime]
Work = Callable[[Mapping[str, Any], Sequence[Path], Step], Any]

LOOK_EVERY_S = 0.2  # how often a running job is asked whether it was cancelled
KEPT_COUNT = 200  # jobs that are over and still shown
COMPILE_FROM_COUNT = 8  # plans from which loading the compiled search pays


def _plans(request: Mapping[str, Any], folders: Sequence[Path], step: Step) -> Any:  # noqa: ANN401
    """Plan many questions: for each its shown options in a row each, or why there is no answer."""
    from daliz.app.plan_chain import World, plan_chain
    from daliz.app.plan_output import plan_document
    from daliz.app.plan_request import query_of_request, world_of
    from daliz.io.plans import option_rows

    questions = request["questions"]
    if len(questions) >= COMPILE_FROM_COUNT:
        _load_kernel()
    worlds: dict[str, World] = {}
    answers: list[dict[str, Any]] = []
    for i, given in enumerate(questions):
        step(i, len(questions))
        asked = _request(given)
        try:
            world = world_of(asked.scenario, folders, worlds)
            document = plan_document(world, plan_chain(world, query_of_request(world, asked)), lines=False)
        except DalizError as error:
            answers.append({"number": i + 1, "question": given, "problem": error_dict(error)})
            continue
        answers.append(
            {
                "number": i + 1,
                "question": given,
                "query": document["query"],
                "options": option_rows(document, shown_only=True),
                "warnings": document["warnings"],
                "provenance": document["provenance"],
            }
        )
    failed = sum("problem" in a for a in answers)
    return {"plans": answers, "answered": len(answers) - failed, "failed": failed}


def _request(given: Mapping[str, Any]) -> Request:
    """Return a kept question with its days and words as they are used."""
    days = {k: date.fromisoformat(given[k]) for k in ("ready", "deadline") if given.get(k)}
    words = {k: tuple(given.get(k) or ()) for k in ("avoid", "avoid_transit", "require")}
    return Request(**{**given, **days, **words})


def _load_kernel() -> None:
    from daliz.kernels.pareto_compiled import compiled

    try:
        compiled()
    except ImportError:  # without numba the plain search answers
        return


def account_given(
    chain: Mapping[str, Any],
    *,
    option: int = 1,  # unit-ok: a place in a list
    factors: FactorSet,
    folders: Sequence[Path] = (),
    levers: bool = False,
    carbon_price: str | None = None,
    carbon_year: int = 2026,
) -> dict[str, Any]:
    """Return the account of a chain that a stranger sent, as plain data.

    Raises
    ------
    DataError
        If it has not the form of a chain, in whatever way.
    """
    from daliz.app.account_footprint import account_chain_of

    try:
        return account_chain_of(
            dict(chain),
            option=option,
            factors=factors,
            folders=folders,
            levers=levers,
            carbon_price=carbon_price,
            carbon_year=carbon_year,
        ).to_dict()
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise DataError(
            f"The chain has not the form of one ({type(error).__name__}: {error}).",
            "See the chain file reference; a plan's option holds one under chain.",
        ) from error


def _accounts(
    request: Mapping[str, Any], folders: Sequence[Path], step: Step, *, levers: bool
) -> tuple[list[tuple[int, dict[str, Any]]], list[dict[str, Any]]]:
    from daliz.app.account_footprint import read_factor_set
    from daliz.io.tables import facts_layers

    factors = read_factor_set(facts_layers(folders))
    reports, faults = [], []
    for i, chain in enumerate(request["chains"]):
        step(i, len(request["chains"]))
        try:
            report = account_given(chain, factors=factors, folders=folders, levers=levers)
            reports.append((i + 1, report))
        except DalizError as error:
            faults.append({"number": i + 1, "problem": error_dict(error)})
    return reports, faults


def _footprints(request: Mapping[str, Any], folders: Sequence[Path], step: Step) -> Any:  # noqa: ANN401
    """Account many chains: each chain's report, and the sums."""
    reports, faults = _accounts(request, folders, step, levers=False)
    sums = ("wtw_kg_co2e", "ttw_kg_co2e", "low_kg_co2e", "high_kg_co2e", "tkm")
    return {
        "totals": {name: sum(r["totals"][name] for _, r in reports) for name in sums},
        "chains": [{"number": n, **report} for n, report in reports],
        "faults": faults,
    }


def _levers(request: Mapping[str, Any], folders: Sequence[Path], step: Step) -> Any:  # noqa: ANN401
    """Rank promises and projects by what each changes on a flow: those of greatest effect first, by kind."""
    from daliz.app.levers_output import levers_dict
    from daliz.app.plan_chain import read_world
    from daliz.app.plan_request import query_of_request
    from daliz.app.rank_levers import rank_levers, read_levers, together

    _load_kernel()
    asked = _request(request["question"])
    world = read_world(asked.scenario, folders)
    query = query_of_request(world, asked)
    results = rank_levers(
        world, query, late_months=request.get("late_months", 0), folders=folders, progress=step
    )
    found = levers_dict(results, together(world, query, read_levers(folders, query.ready)))
    ways = [way for row in found["levers"] for way in (row["without"], row["with"], found["best"]) if way]
    names = {
        "places": {hub: world.corridor.hubs[hub].names for way in ways for hub in way["hubs"]},
        "corridors": {r.id: r.names for r in world.corridor.rules if r.id in {w["corridor"] for w in ways}},
    }
    return {"question": request["question"], **found, "names": names}


def _cuts(request: Mapping[str, Any], folders: Sequence[Path], step: Step) -> Any:  # noqa: ANN401
    """Rank the emission levers by what each would save on all chains together; the unknown ones come last."""
    reports, faults = _accounts(request, folders, step, levers=True)
    total_kg = sum(r["totals"]["wtw_kg_co2e"] for _, r in reports)
    rows: dict[str, dict[str, Any]] = {}
    measures = ("change_low_kg_co2e", "change_kg_co2e", "change_high_kg_co2e")
    for _, report in reports:
        for effect in report.get("levers", ()):
            row = rows.setdefault(
                effect["lever"],
                {
                    "lever": effect["lever"],
                    "names": effect["names"],
                    "source_id": effect["source_id"],
                    "note": effect["note"],
                    "statuses": {},
                    "acts_on_kg_co2e": 0.0,
                    **dict.fromkeys(measures),
                },
            )
            row["statuses"][effect["status"]] = row["statuses"].get(effect["status"], 0) + 1
            row["acts_on_kg_co2e"] += effect["acts_on_kg_co2e"]
            for name in measures:
                if effect[name] is not None:
                    row[name] = (row[name] or 0.0) + effect[name]
    order = sorted(
        rows.values(),
        key=lambda r: (
            r["change_low_kg_co2e"] is None,
            r["change_kg_co2e"] if r["change_kg_co2e"] is not None else r["change_low_kg_co2e"] or 0.0,
            r["lever"],
        ),
    )
    return {
        "wtw_kg_co2e": total_kg,
        "levers": [{"rank": i, **r} for i, r in enumerate(order, 1)],
        "faults": faults,
    }


def _validation(request: Mapping[str, Any], folders: Sequence[Path], step: Step) -> Any:  # noqa: ANN401
    """Compare the model with every published case."""
    from daliz.app.validate_model import validate_model
    from daliz.app.validation_output import validation_dict

    _load_kernel()
    return validation_dict(validate_model(None, folders, seed=request.get("seed", 1), progress=step))


#: Kind of job to what does it.
KINDS: dict[str, Work] = {
    "plans": _plans,
    "footprints": _footprints,
    "cuts": _cuts,
    "levers": _levers,
    "validation": _validation,
}


def run_job(path: Path, ident: str, folders: Sequence[Path], clock: Clock) -> None:
    """Do a job that is marked as running and keep its result; the body of the worker process."""
    _end_with_parent()
    store = JobStore(path)

    def at() -> str:
        return clock().isoformat(timespec="milliseconds")

    job = store.find(ident)
    if job is None:
        return
    try:
        result = KINDS[job.kind](
            store.request(ident), folders, lambda done, total: store.progress(ident, done, total)
        )
        store.finish(ident, json.dumps(result, ensure_ascii=True, allow_nan=False), at=at())
    except DalizError as error:
        store.fail(ident, code=error.code, reason=error.message, hint=error.hint, at=at())
    except Exception as error:  # noqa: BLE001 - the door of a process: whatever it is must be told
        reason = f"The work failed: {type(error).__name__}: {error}."
        store.fail(ident, code="internal", reason=reason, hint="Report it with the job's id.", at=at())
    finally:
        store.close()


def _end_with_parent() -> None:
    """End this process when the server that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(3)

    threading.Thread(target=wait, daemon=True).start()


class JobRunner:
    """Runs queued jobs one after another, each in a new process; started by the first that is submitted."""

    def __init__(self, store: JobStore, *, clock: Clock, folders: Sequence[Path] = ()) -> None:
        self.store, self.clock, self.folders = store, clock, tuple(folders)
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def _at(self) -> str:
        return self.clock().isoformat(timespec="milliseconds")

    def submit(self, kind: str, request: Mapping[str, Any], *, waiting_most_count: int = 64) -> Job:
        """Keep a job and see that it is run.

        Raises
        ------
        QueryError
            If there is no such kind, or too many jobs wait.
        """
        if kind not in KINDS:
            raise QueryError(f"There is no kind of job {kind!r}.", f"Choose one of {', '.join(KINDS)}.")
        ident = uuid.uuid4().hex
        job = self.store.add(ident, kind, request, at=self._at(), waiting_most_count=waiting_most_count)
        self.start()
        return job

    def start(self) -> None:
        """Begin to work through the queue, if that is not being done."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="daliz-jobs", daemon=True)
                self._thread.start()
        self._wake.set()

    def cancel(self, ident: str) -> bool:
        """Cancel a job that is not over; a running one is stopped within moments."""
        return self.store.cancel(ident, at=self._at())

    def _loop(self) -> None:
        while not self._stop.is_set():
            job = self.store.next_queued()
            if job is None:
                self._wake.wait()
                self._wake.clear()
            elif self.store.start(job.id, at=self._at()):
                self._run(job.id)
                self.store.remove_ended(KEPT_COUNT)

    def _run(self, ident: str) -> None:
        process = multiprocessing.get_context("spawn").Process(
            target=run_job, args=(self.store.path, ident, self.folders, self.clock), daemon=True
        )
        process.start()
        while process.is_alive():
            process.join(LOOK_EVERY_S)
            job = self.store.find(ident)
            if self._stop.is_set() or job is None or job.is_ended:
                process.join(LOOK_EVERY_S)  # a finished one is leaving by itself
                process.kill()
                process.join()
        if self._stop.is_set():
            self.store.interrupt_running("The server was stopped before the job was finished.", at=self._at())
        reason = f"The worker ended unexpectedly, with status {process.exitcode}."
        self.store.fail(ident, code="interrupted", reason=reason, hint="Submit it again.", at=self._at())

    def close(self) -> None:
        """Stop what runs, and leave the queue as it is for the next start."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(10)
