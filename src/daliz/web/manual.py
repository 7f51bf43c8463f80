"""The API's manual as one page, made from its description; nothing comes from elsewhere, no script runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from daliz.web.problems import CODES

__all__ = ["MANUAL_CSS", "manual_html", "unbuilt_html"]

MANUAL_CSS = """
:root{color-scheme:light dark;--line:#8886;--faint:#8881}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem 1.25rem 4rem}
h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.6rem 0 .2rem}
code,pre{font:.875rem/1.45 ui-monospace,monospace}pre{background:var(--faint);padding:.6rem .8rem;overflow:auto}
h3 b{display:inline-block;min-width:4.2rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{border-bottom:1px solid var(--line);padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:top}
""".strip()

HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/docs/manual.css"></head><body>
"""


def unbuilt_html() -> str:
    """Return the page shown where the real one was not built."""
    return (
        HEAD.format(title="Daliz")
        + "<h1>Daliz</h1><p>The page was not built in this installation. In a copy of the repository, run "
        "<code>make ui</code> and start the server again; the published package brings the page.</p>"
        '<p>The API answers all the same: <a href="/docs">its manual</a>, '
        '<a href="/api/v1/openapi.json">its OpenAPI description</a>, '
        '<a href="/api/v1/plans?from=Kobe&amp;to=Almaty&amp;containers=2x40HC&amp;options=shown">a plan</a>.</p>'
        "</body></html>\n"
    )


def manual_html(description: Mapping[str, Any]) -> str:
    """Return the manual of an OpenAPI description."""
    by_tag: dict[str, list[str]] = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["other"])[0]
            by_tag.setdefault(tag, []).append(_operation(method, path, operation))
    info = description["info"]
    parts = [
        HEAD.format(title="Daliz: the HTTP API"),
        f"<h1>Daliz: the HTTP API, {escape(info['version'])}</h1>",
        *(f"<p>{escape(p)}</p>" for p in info["description"].split("\n\n")),
        '<p><a href="/api/v1/openapi.json">OpenAPI 3.1 description</a> · <a href="/">the page</a></p>',
        "<p>"
        + " · ".join(f'<a href="#{t}">{t}</a>' for t in by_tag)
        + ' · <a href="#problems">problems</a></p>',
    ]
    for tag, found in by_tag.items():
        parts += [f'<h2 id="{tag}">{tag}</h2>', *found]
    parts.append(
        '<h2 id="problems">problems</h2><table><tr><th>code</th><th>status</th><th>meaning</th></tr>'
    )
    parts += [
        f'<tr id="problem-{code}"><td><code>{code}</code></td><td>{status}</td><td>{escape(title)}</td></tr>'
        for code, (status, title) in CODES.items()
    ]
    return "".join((*parts, "</table></body></html>\n"))


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> str:
    parts = [
        f'<h3 id="{escape(operation.get("operationId", ""))}"><b>{method.upper()}</b> <code>{escape(path)}</code></h3>',
        f"<p>{escape(operation.get('description') or operation.get('summary', ''))}</p>",
    ]
    rows = [
        f"<tr><td><code>{escape(p['name'])}</code></td><td>{'required' if p.get('required') else ''}</td>"
        f"<td>{escape(p.get('description') or p.get('schema', {}).get('description') or '')}</td></tr>"
        for p in operation.get("parameters", ())
    ]
    if rows:
        parts.append(f"<table>{''.join(rows)}</table>")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in body:
        parts.append(f"<pre>{escape(json.dumps(body['example'], ensure_ascii=False, indent=1))}</pre>")
    return "".join(parts)
