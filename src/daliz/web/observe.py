"""What a server tells of itself: request ids, one log line a request as JSON, counts for Prometheus."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daliz.web.clock import now
from daliz.web.problems import problem_body, problem_response

__all__ = ["JsonLines", "Metrics", "Observe", "log"]

log = logging.getLogger("daliz.web")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
#: What a log line may say of a request; never a header, a query or a body, which may hold secrets or persons.
FIELDS = ("request_id", "method", "path", "status", "ms", "job", "kind", "state")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON."""
        line: dict[str, object] = {
            "time": now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


class Durations:
    """How long one kind of work took: a histogram for Prometheus."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._lock, self._sum_s, self._buckets = threading.Lock(), 0.0, [0] * (len(BOUNDS_S) + 1)

    def add(self, took_s: float) -> None:
        """Count one piece of work."""
        with self._lock:
            self._sum_s += took_s
            self._buckets[next((i for i, b in enumerate(BOUNDS_S) if took_s <= b), len(BOUNDS_S))] += 1

    def lines(self) -> list[str]:
        """Return it in the Prometheus text format."""
        found, so_far = [f"# HELP {self.name} {self.text}", f"# TYPE {self.name} histogram"], 0
        with self._lock:
            for bound, n in zip((*map(str, BOUNDS_S), "+Inf"), self._buckets, strict=True):
                so_far += n
                found.append(f'{self.name}_bucket{{le="{bound}"}} {so_far}')
            return [*found, f"{self.name}_sum {self._sum_s:.6f}", f"{self.name}_count {so_far}"]


class Metrics:
    """Counts of requests by method, operation and status, with their durations; in Prometheus text."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count: Counter[tuple[str, str, int]] = Counter()
        self._sum_s: Counter[tuple[str, str]] = Counter()
        self._buckets: dict[tuple[str, str], list[int]] = {}
        self._gauges: list[tuple[str, str, Callable[[], Iterable[tuple[str, float]]]]] = []
        self.in_flight_count = 0
        self.plans = Durations("daliz_plan_seconds", "Time of working out one plan, without waiting for it.")

    def add_gauge(self, name: str, text: str, read: Callable[[], Iterable[tuple[str, float]]]) -> None:
        """Add a gauge: its name, what it is, and a function that gives (labels, value) pairs."""
        self._gauges.append((name, text, read))

    def count(self, method: str, route: str, status: int, took_s: float) -> None:  # unit-ok: a code
        """Count one finished request."""
        method = method if method in METHODS else "OTHER"
        with self._lock:
            self._count[method, route, status] += 1
            self._sum_s[method, route] += took_s  # type: ignore[assignment]  # a Counter adds floats as well
            buckets = self._buckets.setdefault((method, route), [0] * (len(BOUNDS_S) + 1))
            buckets[next((i for i, b in enumerate(BOUNDS_S) if took_s <= b), len(BOUNDS_S))] += 1

    def text(self) -> str:
        """Return everything in the Prometheus text format 0.0.4."""
        with self._lock:
            lines = ["# HELP daliz_requests_total Requests answered.", "# TYPE daliz_requests_total counter"]
            for (method, route, status), n in sorted(self._count.items()):
                labels = f'method="{method}",operation="{_escaped(route)}",status="{status}"'
                lines.append(f"daliz_requests_total{{{labels}}} {n}")
            lines += [
                "# HELP daliz_request_seconds Time from the request to the end of the answer.",
                "# TYPE daliz_request_seconds histogram",
            ]
            for (method, route), buckets in sorted(self._buckets.items()):
                labels = f'method="{method}",operation="{_escaped(route)}"'
                so_far = 0
                for bound, n in zip((*map(str, BOUNDS_S), "+Inf"), buckets, strict=True):
                    so_far += n
                    lines.append(f'daliz_request_seconds_bucket{{{labels},le="{bound}"}} {so_far}')
                lines.append(f"daliz_request_seconds_sum{{{labels}}} {self._sum_s[method, route]:.6f}")
                lines.append(f"daliz_request_seconds_count{{{labels}}} {so_far}")
            lines += [
                "# HELP daliz_in_flight Requests being answered.",
                "# TYPE daliz_in_flight gauge",
                f"daliz_in_flight {self.in_flight_count}",
                *self.plans.lines(),
            ]
        for name, text, read in self._gauges:
            lines += [f"# HELP {name} {text}", f"# TYPE {name} gauge"]
            lines += [f"{name}{{{labels}}} {v:g}" if labels else f"{name} {v:g}" for labels, v in read()]
        return "\n".join(lines) + "\n"


class Observe:
    """Gives each request an id, counts and logs it, bounds how many run at once; the last door for errors."""

    def __init__(self, app: ASGIApp, metrics: Metrics, in_flight_most_count: int) -> None:
        self.app, self.metrics, self.most_count = app, metrics, in_flight_most_count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope["daliz_request_id"] = request_id
        began_s, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        self.metrics.in_flight_count += 1
        try:
            if self.metrics.in_flight_count > self.most_count:
                await _too_many(request_id)(scope, receive, sending)
            else:
                await self.app(scope, receive, sending)
        except Exception:  # the last door: whatever was missed below is logged here and answered
            log.exception("failed", extra={"request_id": request_id, "path": scope["path"]})
            if not status:
                hint = "Report it with this request_id; the server's log holds the cause."
                body = problem_body(
                    "internal", "Something failed that should not.", hint, request_id=request_id
                )
                await problem_response(body)(scope, receive, sending)
        finally:
            self.metrics.in_flight_count -= 1
            took_s = time.perf_counter() - began_s
            route = getattr(scope.get("route"), "operation_id", None) or "other"
            self.metrics.count(scope["method"], route, status, took_s)
            log.info(
                "request",
                extra={
                    "request_id": request_id,
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "ms": round(1000 * took_s, 1),
                },
            )


def _too_many(request_id: str) -> ASGIApp:
    body = problem_body(
        "too-many", "The server has as many requests as it takes.", "Ask again.", request_id=request_id
    )
    return problem_response(body, {"Retry-After": "1"})
