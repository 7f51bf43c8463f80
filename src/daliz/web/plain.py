"""Results as plain data, ready for JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from pydantic_core import PydanticSerializationError, to_json
from starlette.responses import Response

from daliz.notes import Named, Note
from daliz.words import told_plain

__all__ = ["json_bytes", "json_response", "plain"]


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - anything a result holds
    """Return a result as dicts, lists, texts and numbers; columns that begin with ``_`` are left out.

    Dates become ISO text, a note its key, its values and its English text; a number that is not finite becomes
    None, for JSON knows none.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Note | Named):
        return told_plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items() if not str(k).startswith("_")}
    if isinstance(value, set | frozenset):
        return sorted(plain(v) for v in value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.name
    return float(value) if hasattr(value, "__float__") else str(value)


def json_bytes(value: Any) -> bytes:  # noqa: ANN401 - plain data
    """Return plain data as JSON; a lone surrogate, which UTF-8 cannot carry, is escaped."""
    try:
        return to_json(value, inf_nan_mode="null")  # five times as quick as json, which is left to odd texts
    except PydanticSerializationError:
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()


def json_response(value: Any, headers: Mapping[str, str] | None = None, status_code: int = 200) -> Response:  # noqa: ANN401 # unit-ok: a code
    """Return plain data, or JSON already written, as a response."""
    body = value if isinstance(value, bytes) else json_bytes(plain(value))
    return Response(body, status_code, dict(headers or {}), "application/json")
