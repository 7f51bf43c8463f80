"""The HTTP API and the page's server: one process, loopback by default, nothing fetched from elsewhere."""

from __future__ import annotations

__all__: list[str] = []
