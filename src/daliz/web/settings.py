"""What a server is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from daliz.errors import QueryError

__all__ = ["LOOPBACK_NAMES", "Settings", "is_loopback", "read_token"]

#: Names under which a browser reaches this machine only.
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
TOKEN_LEAST_CHARS = 16


def is_loopback(host: str) -> bool:
    """Return whether an address is reached from this machine only.

    >>> [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "daliz.example")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is started with: where it listens, whom it trusts, where it keeps things, and its limits.

    Attributes
    ----------
    allowed_hosts
        Names, beside those of loopback, that a request's Host may carry.
    token
        The bearer token for writing and for jobs; None allows them on loopback only.
    static
        The folder of the built page.
    head_most_s, piece_most_s, body_most_s, unread_most_s, stream_most_s
        How long a client may take: for the head of a request, for each piece of its body, for all of it, to read
        what fills its connection, and to watch a job before it must come back.
    """

    host: str = "127.0.0.1"
    port: int = 8008  # unit-ok: a port number
    allowed_hosts: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    folders: tuple[Path, ...] = ()
    workspace: Path
    jobs: Path
    static: Path = Path(__file__).parent / "static"
    warm: bool = True
    body_most_bytes: int = 1_048_576  # unit-ok: bytes
    job_body_most_bytes: int = 16_777_216  # unit-ok: bytes
    request_most_s: float = 60.0
    head_most_s: float = 10.0
    piece_most_s: float = 15.0
    body_most_s: float = 60.0
    unread_most_s: float = 30.0
    stream_most_s: float = 900.0
    working_count: int = 2
    waiting_count: int = 128
    in_flight_count: int = 512
    streams_count: int = 32
    jobs_waiting_count: int = 64

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < TOKEN_LEAST_CHARS:
            raise QueryError(
                f"The token has {len(self.token)} characters; it needs {TOKEN_LEAST_CHARS} or more.",
                "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
            )

    @property
    def hosts(self) -> frozenset[str]:
        """Every name that a request's Host may carry, lower case, without the port."""
        return LOOPBACK_NAMES | {h.lower() for h in self.allowed_hosts}


def read_token(path: Path) -> str:
    """Return the token that a file holds: its first line.

    Raises
    ------
    QueryError
        If the file cannot be read or is empty.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: the token cannot be read.", "Name a text file with the token.") from error
    if not lines[0].strip():
        raise QueryError(f"{path}: the first line is empty.", "Write the token into it.")
    return lines[0].strip()
