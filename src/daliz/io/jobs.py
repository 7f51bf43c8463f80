"""Long work that was asked for, in one SQLite file: accepted means kept, and a result is whole or absent.

Each change is one transaction under full synchronisation, so that a killed process loses no job whose
submission was answered and leaves no half of a result. A state moves in one direction only:
queued, running, then done, failed, cancelled or interrupted; a change that comes too late changes nothing.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daliz.errors import DataError, QueryError
from daliz.io.database import open_database

__all__ = ["ENDED", "STATES", "Job", "JobStore"]

STATES = ("queued", "running", "done", "failed", "cancelled", "interrupted")
ENDED = frozenset({"done", "failed", "cancelled", "interrupted"})
SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    result TEXT,
    code TEXT,
    reason TEXT,
    hint TEXT,
    created TEXT NOT NULL,
    started TEXT,
    ended TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, number);
"""
SELECT = "SELECT number, id, kind, state, done, total, code, reason, hint, created, started, ended FROM jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job without its request and result. ``reason`` says why it failed or was interrupted."""

    number: int  # unit-ok: a running number
    id: str
    kind: str
    state: str
    done_count: int
    total_count: int | None
    code: str | None
    reason: str | None
    hint: str | None
    created: str
    started: str | None
    ended: str | None

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will change."""
        return self.state in ENDED


def _job(row: Sequence[Any]) -> Job:
    number, ident, kind, state, done, total, code, reason, hint, created, started, ended = row
    return Job(
        number=number,
        id=ident,
        kind=kind,
        state=state,
        done_count=done,
        total_count=total,
        code=code,
        reason=reason,
        hint=hint,
        created=created,
        started=started,
        ended=ended,
    )


class JobStore:
    """The file of jobs; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock = path, threading.Lock()
        self._held: sqlite3.Connection | None = None
        try:
            self._db = open_database(path, SCHEMA, threads=True)
        except (OSError, sqlite3.Error) as error:
            raise DataError(
                f"{path}: this is no file of jobs ({error}).", "Name another with --jobs FILE."
            ) from error

    def hold(self) -> None:
        """Keep the file to this server until ``close`` or the end of the process, however it ends.

        Raises
        ------
        DataError
            If another server holds it: the two would take each other's jobs for lost.
        """
        beside = self.path.with_name(self.path.name + ".lock")
        self._held = sqlite3.connect(beside, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            self._held.close()
            self._held = None
            raise DataError(
                f"{self.path}: another server works with this file of jobs.", "Name another with --jobs FILE."
            ) from error

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, closing(self._db.execute(sql, values)) as cursor:
            return cursor.fetchall()

    def _change(self, sql: str, values: Sequence[Any]) -> int:
        with self._lock, closing(self._db.execute(sql, values)) as cursor:
            return cursor.rowcount

    def add(
        self, ident: str, kind: str, request: Mapping[str, Any], *, at: str, waiting_most_count: int
    ) -> Job:
        """Keep a job; once this returns, no crash loses it.

        Raises
        ------
        QueryError
            If too many wait already.
        """
        changed = self._change(
            "INSERT INTO jobs (id, kind, request, state, created) SELECT ?, ?, ?, 'queued', ? "
            "WHERE (SELECT COUNT(*) FROM jobs WHERE state = 'queued') < ?",
            (ident, kind, json.dumps(request, ensure_ascii=True), at, waiting_most_count),
        )
        if not changed:
            raise QueryError(f"{waiting_most_count} jobs are waiting already.", "Wait until one is done.")
        found = self.find(ident)
        if found is None:
            raise DataError(f"{self.path}: job {ident} is gone.", "Check the disk.")
        return found

    def find(self, ident: str) -> Job | None:
        """Return a job, or None where there is none of that id."""
        rows = self._all(f"{SELECT} WHERE id = ?", (ident,))
        return _job(rows[0]) if rows else None

    def request(self, ident: str) -> dict[str, Any]:
        """Return what a job was asked, empty where there is no such job."""
        rows = self._all("SELECT request FROM jobs WHERE id = ?", (ident,))
        found: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
        return found

    def result(self, ident: str) -> str | None:
        """Return the result of a finished job as JSON text."""
        rows = self._all("SELECT result FROM jobs WHERE id = ? AND state = 'done'", (ident,))
        return rows[0][0] if rows else None

    def jobs(self, *, kind: str | None = None, state: str | None = None) -> list[Job]:
        """Return jobs, the latest first."""
        rows = self._all(
            f"{SELECT} WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY number DESC",
            (kind, state),
        )
        return [_job(r) for r in rows]

    def next_queued(self) -> Job | None:
        """Return the job that has waited longest."""
        rows = self._all(f"{SELECT} WHERE state = 'queued' ORDER BY number LIMIT 1")
        return _job(rows[0]) if rows else None

    def start(self, ident: str, *, at: str) -> bool:
        """Mark a queued job as running; False where it no longer waits."""
        sql = "UPDATE jobs SET state = 'running', started = ? WHERE id = ? AND state = 'queued'"
        return self._change(sql, (at, ident)) == 1

    def progress(self, ident: str, done_count: int, total_count: int | None) -> None:
        """Note how far a running job is."""
        self._change(
            "UPDATE jobs SET done = ?, total = ? WHERE id = ? AND state = 'running'",
            (done_count, total_count, ident),
        )

    def finish(self, ident: str, result: str, *, at: str) -> bool:
        """Keep a result; False where the job was cancelled or interrupted meanwhile."""
        sql = (
            "UPDATE jobs SET state = 'done', result = ?, ended = ?, done = COALESCE(total, done) "
            "WHERE id = ? AND state = 'running'"
        )
        return self._change(sql, (result, at, ident)) == 1

    def fail(self, ident: str, *, code: str, reason: str, hint: str, at: str) -> bool:
        """Mark a job as failed, with the reason."""
        sql = (
            "UPDATE jobs SET state = 'failed', code = ?, reason = ?, hint = ?, ended = ? "
            "WHERE id = ? AND state = 'running'"
        )
        return self._change(sql, (code, reason, hint, at, ident)) == 1

    def cancel(self, ident: str, *, at: str) -> bool:
        """Mark a job that is not over as cancelled; False where it is over."""
        sql = "UPDATE jobs SET state = 'cancelled', ended = ? WHERE id = ? AND state IN ('queued', 'running')"
        return self._change(sql, (at, ident)) == 1

    def interrupt_running(self, reason: str, *, at: str) -> int:
        """Mark what a stopped server left running as interrupted; return how many there were."""
        sql = (
            "UPDATE jobs SET state = 'interrupted', code = 'interrupted', reason = ?, ended = ? "
            "WHERE state = 'running'"
        )
        return self._change(sql, (reason, at))

    def remove(self, ident: str) -> bool:
        """Remove a job with its request and result; False where there is none."""
        return self._change("DELETE FROM jobs WHERE id = ?", (ident,)) == 1

    def remove_ended(self, keep_count: int) -> int:
        """Remove the oldest jobs that are over, all but some; return how many."""
        sql = (
            "DELETE FROM jobs WHERE state NOT IN ('queued', 'running') AND number NOT IN "
            "(SELECT number FROM jobs WHERE state NOT IN ('queued', 'running') ORDER BY number DESC LIMIT ?)"
        )
        return self._change(sql, (keep_count,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
            if self._held is not None:
                self._held.close()
                self._held = None
