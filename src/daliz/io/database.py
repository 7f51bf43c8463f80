"""SQLite files that lose nothing that was accepted: a write-ahead log, synced at every change, several writers."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

__all__ = ["open_database"]

WAIT_S = 30  # how long a writer waits for another
RETRY_S, RETRIES_COUNT = 0.05, 200


def open_database(path: Path, schema: str, *, threads: bool = False) -> sqlite3.Connection:
    """Return a connection to a file, made with its folder and tables if it is new.

    With ``threads`` several threads may use it; the caller keeps them apart.

    Raises
    ------
    OSError
        If the folder or the file cannot be made.
    sqlite3.Error
        If the file is no database, or others hold it for longer than a writer waits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=not threads)
    try:
        _write_ahead(db)
        db.execute("PRAGMA synchronous = FULL")
        db.executescript(schema)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _write_ahead(db: sqlite3.Connection) -> None:
    """Set the write-ahead log, again and again while another process sets it or mends the log of a dead one.

    SQLite says "locked" at once there: its own waiting does not cover the change of the mode.
    """
    for left in reversed(range(RETRIES_COUNT)):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(RETRY_S)
        else:
            return
