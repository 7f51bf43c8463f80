"""A user's own additions and edits: one SQLite file that keeps who, when and why of every change.

The file holds a list of changes and nothing else; what stands now is the last change of each row that was not
undone. Nothing is ever overwritten. Each change is one transaction (write-ahead log, full synchronisation),
so that a killed process leaves either all of it or none, and writers wait for each other. The rows that stand
now are written out as a folder of facts tables, which wins over the built-in facts and can be contributed as
it is.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from daliz.errors import DataError, QueryError, UnknownIdError, look_up
from daliz.io.database import open_database
from daliz.io.tables import Problem, Table, read_fields, read_rows, read_table

__all__ = ["Change", "Workspace", "check_row", "register_tables"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS changes (
    change INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    facts TEXT NOT NULL,
    row_key TEXT NOT NULL,
    row TEXT,
    undoes INTEGER REFERENCES changes (change)
) STRICT;
CREATE INDEX IF NOT EXISTS changes_by_row ON changes (facts, row_key, change);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: who made it, when, why, and the row it left; ``row`` is None where it took the row away."""

    number: int  # unit-ok: a running number
    at: str
    who: str
    why: str
    table: str
    key: tuple[str, ...]
    row: dict[str, str] | None
    undoes: int | None  # unit-ok: a running number


def register_tables() -> dict[str, Table]:
    """Return the tables that a workspace may hold: those of the register, and the sources."""
    return {
        name: table
        for name, table in read_fields().items()
        if table.path.startswith("register/") or name == "sources"
    }


def _table(name: str) -> Table:
    return look_up(register_tables(), name, kind="table of the register", where="fields.csv")


def _write(table: Table, rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Write rows as the table's CSV into a folder."""
    path = folder / table.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        columns = [field.column for field in table.fields]
        writer.writerow(columns)
        writer.writerows([row.get(c, "") for c in columns] for row in rows)


def check_row(name: str, row: Mapping[str, str], layers: Sequence[Path]) -> list[Problem]:
    """Return every fault of one row as it would be read: columns, cells, references."""
    table = _table(name)
    known = {f.column for f in table.fields}
    problems = [
        Problem(
            file=table.path,
            line=2,
            column=c,
            found="no such column.",
            hint=f"The columns are {', '.join(known)}.",
        )
        for c in row
        if c not in known
    ]
    found: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        _write(table, [row], Path(folder))
        read = list(read_rows(table, Path(folder), found))
    # The row was read from a file that is gone: what is told is its table.
    problems += [replace(p, file=table.path) for p in found]
    for field in table.fields if read else ():
        if field.refers_to is None or field.refers_to == f"{name}.{field.column}":
            continue
        target, _, column = field.refers_to.partition(".")
        there = {r[column] for r in read_table(target, layers)}
        value = read[0][field.column]
        problems += [
            Problem(
                file=table.path,
                line=2,
                column=field.column,
                found=f"there is no {field.refers_to} {part!r}.",
                hint="Add it first.",
            )
            for part in (value if isinstance(value, tuple) else (value,))
            if part is not None and part not in there
        ]
    return problems


class Workspace:
    """The changes of one user or team, in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = open_database(path, SCHEMA)
        except (OSError, sqlite3.DatabaseError) as error:
            raise DataError(
                f"{path}: this is no workspace ({error}).", "Name another file, or a new one."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; other writers wait."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise DataError(f"{self.path}: another writer holds it ({error}).", "Try again.") from error
        whole = False
        try:
            yield self._db
            whole = True
        finally:
            self._db.execute("COMMIT" if whole else "ROLLBACK")

    def put(
        self,
        name: str,
        rows: Sequence[Mapping[str, str]],
        *,
        who: str,
        why: str,
        at: str,
        layers: Sequence[Path],
    ) -> list[int]:
        """Add or replace rows of one table in one transaction; return the numbers of the changes.

        Raises
        ------
        DataError
            If a row is wrong; then none is kept.
        """
        table = _table(name)
        _named(who, why)
        problems = [p for row in rows for p in check_row(name, row, [*layers, *self._folders()])]
        if problems:
            raise DataError(" ".join(str(p) for p in problems), "Nothing was changed.")
        with self._transaction() as db:
            return [
                self._insert(db, at, who, why, name, tuple(row[c] for c in table.key), dict(row), None)
                for row in rows
            ]

    @staticmethod
    def _insert(
        db: sqlite3.Connection,
        at: str,
        who: str,
        why: str,
        name: str,
        key: tuple[str, ...],
        row: dict[str, str] | None,
        undoes: int | None,  # unit-ok: a running number
    ) -> int:
        stored = (
            None if row is None else json.dumps({k: v for k, v in row.items() if v != ""}, ensure_ascii=False)
        )
        values = (at, who, why, name, json.dumps(key, ensure_ascii=False), stored, undoes)
        cursor = db.execute(
            "INSERT INTO changes (at, who, why, facts, row_key, row, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return int(cursor.lastrowid or 0)

    def history(self, name: str | None = None, key: str | None = None) -> list[Change]:
        """Return the changes, oldest first: all, or those of one table or one row (by its first key)."""
        query = "SELECT change, at, who, why, facts, row_key, row, undoes FROM changes ORDER BY change"
        found = [_change(row) for row in self._db.execute(query)]
        return [c for c in found if name in {None, c.table} and key in {None, c.key[0]}]

    def undo(self, number: int, *, who: str, why: str, at: str) -> int:  # unit-ok: running numbers
        """Take one change back by a new one that restores what stood before; return its number.

        Raises
        ------
        UnknownIdError
            If there is no such change.
        QueryError
            If it was undone already, or if its row was changed again since.
        """
        _named(who, why)
        with self._transaction() as db:
            history = self.history()
            wanted = next((c for c in history if c.number == number), None)
            if wanted is None:
                raise UnknownIdError.of(
                    "change", str(number), [str(c.number) for c in history], str(self.path)
                )
            own = [c for c in history if (c.table, c.key) == (wanted.table, wanted.key)]
            if any(c.undoes == number for c in own):
                raise QueryError(f"Change {number} was undone already.", "See: daliz register history")
            if own[-1].number != number and not _all_undone(own, number):
                raise QueryError(
                    f"The row of change {number} was changed again by change {own[-1].number}.",
                    "Undo that one first.",
                )
            before = _standing_before(own, number)
            return self._insert(db, at, who, why, wanted.table, wanted.key, before, number)

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Return what stands now, by table, in order of first appearance."""
        last: dict[tuple[str, tuple[str, ...]], dict[str, str] | None] = {}
        for change in self.history():
            last[change.table, change.key] = change.row
        found: dict[str, list[dict[str, str]]] = {}
        for (name, _), row in last.items():
            if row is not None:
                found.setdefault(name, []).append(row)
        return found

    def write_facts(self, folder: Path) -> list[Path]:
        """Write what stands now as facts tables into a folder; return the files."""
        written = []
        for name, rows in self.rows().items():
            _write(_table(name), rows, folder)
            written.append(folder / _table(name).path)
        return written

    def as_layer(self) -> Path:
        """Return a folder of facts tables with what stands now, written once for each state of the file."""
        state = self._db.execute("SELECT COALESCE(MAX(change), 0) FROM changes").fetchone()[0]
        home = self.path.with_name(self.path.name + ".facts")
        folder = home / str(state)
        if folder.is_dir():
            return folder
        home.mkdir(exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=home))
        self.write_facts(draft)
        try:
            draft.rename(folder)
        except OSError:  # another process was first
            shutil.rmtree(draft, ignore_errors=True)
        self._forget(home, folder)
        return folder

    @staticmethod
    def _forget(home: Path, keep: Path) -> None:
        """Remove folders of states older than the one before, which a reader may still hold."""
        states = sorted((p for p in home.iterdir() if p.name.isdigit()), key=lambda p: int(p.name))
        for old in states[:-2]:
            if old != keep:
                shutil.rmtree(old, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [self.as_layer()] if self.path.stat().st_size else []


def _named(who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise QueryError("A change needs who made it and why.", "Give --who and --why.")


def _change(row: Sequence[object]) -> Change:
    number, at, who, why, name, key, stored, undoes = row
    return Change(
        number=int(str(number)),
        at=str(at),
        who=str(who),
        why=str(why),
        table=str(name),
        key=tuple(json.loads(str(key))),
        row=None if stored is None else json.loads(str(stored)),
        undoes=None if undoes is None else int(str(undoes)),
    )


def _undone(own: Sequence[Change]) -> set[int]:
    return {c.undoes for c in own if c.undoes is not None}


def _all_undone(own: Sequence[Change], number: int) -> bool:  # unit-ok: a running number
    """Return whether every later change of the row was itself undone or is an undoing."""
    gone = _undone(own)
    return all(c.number in gone or c.undoes is not None for c in own if c.number > number)


def _standing_before(
    own: Sequence[Change], number: int
) -> dict[str, str] | None:  # unit-ok: a running number
    """Return the row as it stood before a change: the last earlier one that was not undone."""
    gone = _undone(own)
    earlier = [c for c in own if c.number < number and c.number not in gone and c.undoes is None]
    return earlier[-1].row if earlier else None
