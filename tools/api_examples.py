"""Fill the answers into the examples of the API: ask each example for real and keep a short form of what comes.

``python tools/api_examples.py`` rewrites ``src/daliz/web/examples.json``; the requests in it are written by hand.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx

from daliz.web.application import create_app
from daliz.web.settings import Settings

FILE = Path(__file__).parents[1] / "src" / "daliz" / "web" / "examples.json"
LONGEST, DEEPEST, MOST_MEMBERS = 60, 4, 20


def short(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """Return a value with one item a list, few members an object, and long texts cut."""
    if isinstance(value, dict):
        return {
            k: short(v, depth + 1) for k, v in list(value.items())[: MOST_MEMBERS if depth < DEEPEST else 4]
        }
    if isinstance(value, list):
        return [short(v, depth + 1) for v in value[:1]] if depth < DEEPEST else []
    if isinstance(value, str) and len(value) > LONGEST:
        return value[: LONGEST - 1] + "…"
    return value


def address(path: str, parameters: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the path with its parameters in it, and those that belong behind the question mark."""
    rest = dict(parameters)
    for name in list(rest):
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", str(rest.pop(name)))
    return path, rest


async def ask_all(examples: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(workspace=Path(folder) / "w.sqlite", jobs=Path(folder) / "j.sqlite", warm=False)
        app = create_app(settings)
        description = app.openapi()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=120) as client:
            for path, operations in description["paths"].items():
                for method, operation in operations.items():
                    found = examples.get(operation["operationId"], {})
                    if "response" in found and "answer_by_hand" in found:
                        continue
                    where, query = address(path, found.get("parameters", {}))
                    answer = await client.request(method, where, params=query, json=found.get("body"))
                    if answer.is_error:
                        print(
                            operation["operationId"], answer.status_code, answer.text[:300], file=sys.stderr
                        )
                    elif answer.headers["content-type"].startswith(("application/json", "application/geo")):
                        examples.setdefault(operation["operationId"], {})["response"] = short(answer.json())
        app.state.services.close()
    return examples


if __name__ == "__main__":
    made = asyncio.run(ask_all(json.loads(FILE.read_text(encoding="utf-8"))))
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
