"""The operations of the API, one file a subject."""

from __future__ import annotations

__all__: list[str] = []
