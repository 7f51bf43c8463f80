"""No answer tells a path of the server's disk: errors, rows of one's own, jobs, health, description."""

import tempfile

import pytest

from daliz.web.discretion import Discretion

SOURCE = {"source_id": "mine", "publisher": "Me", "accessed": "2026-11-24"}
OWN = "subject,quantity,source_id,value,unit,chosen,grade\nclass:x,dwell,daliz,10,h,yes,other\n"
CHANGES = "/api/v1/register/changes"
WHO = {"who": "me", "why": "a test"}


@pytest.fixture
def own(tmp_path):
    """A folder of facts of one's own, with letters that JSON may escape."""
    folder = tmp_path / "тайное место" / "own"
    folder.mkdir(parents=True)
    (folder / "quantities.csv").write_text(OWN, encoding="utf-8")
    return folder


def everything(client):
    """Every GET of the description with its examples, then faults of every kind, as (name, answer)."""
    description = client.get("/api/v1/openapi.json")
    yield "description", description
    for path, found in description.json()["paths"].items():
        for method, operation in found.items():
            given = {p["name"]: p.get("example") for p in operation.get("parameters", ())}
            filled = path
            for name, value in given.items():
                filled = filled.replace(f"{{{name}}}", str(value))
            if method == "get" and not path.endswith("/events"):
                wanted = {k: v for k, v in given.items() if v is not None and f"{{{k}}}" not in path}
                yield f"GET {path}", client.get(filled, params=wanted)
                unknown = path.replace("{", "no-such-").replace("}", "")
                yield f"GET {unknown}", client.get(unknown, params={"scenario": "none", "on": "x", "id": ""})
            elif method in {"post", "patch"} and "/cancel" not in path:
                for body in ({}, {"rows": {"commitments": [{"x": "1"}]}, **WHO}, [1], {"question": {}}):
                    yield f"{method} {path} {body}", client.request(method.upper(), filled, json=body)


def faults_of_rows(client):
    yield "added", client.post(CHANGES, json={"rows": {"sources": [SOURCE]}, **WHO})
    yield "row", client.post(CHANGES, json={"rows": {"sources": [{"source_id": ""}]}, **WHO})
    cells = {"commitment": "c-mine", "made_on": "yesterday"}
    yield "cells", client.post(CHANGES, json={"rows": {"commitments": [cells]}, **WHO})
    edit = {"table": "commitments", "key": "c-aktau", "columns": {"due": "soon"}, **WHO}
    yield "edit", client.request("PATCH", CHANGES, json=edit)
    yield "undo", client.post(f"{CHANGES}/99/undo", json=WHO)
    yield "own row", client.get("/api/v1/facts?table=quantities&subject=class:x")
    yield "own why", client.get("/api/v1/facts/why/class:x")
    yield "own source", client.get("/api/v1/register/records/c-aktau")


def secrets(tmp_path):
    plain = str(tmp_path)
    return (plain.encode(), tempfile.gettempdir().encode() + b"/", b"site-packages", b"/src/daliz", b"/home/")


def test_a_faulty_row_is_told_by_its_table_and_column(serve, tmp_path):
    problem = serve().post(CHANGES, json={"rows": {"commitments": [{"commitment": "c-mine"}]}, **WHO}).json()
    assert problem["code"] == "data"
    assert " register/commitments.csv:2:title_en: it is empty." in problem["detail"]
    assert str(tmp_path) not in problem["detail"]


def test_no_answer_holds_a_path_of_the_servers_disk(serve, own, tmp_path):
    client = serve(folders=(own,))
    seen = [*faults_of_rows(client), *everything(client)]
    assert len(seen) > 100
    leaks = [(name, s) for name, answer in seen for s in secrets(tmp_path) if s in answer.content]
    assert leaks == []
    told = dict(seen)
    assert '"own/quantities.csv:2"' in told["own row"].text, "the row still says where it stands"
    assert {answer.status_code for _, answer in seen} >= {200, 201, 404, 409, 422}


def test_a_file_that_is_no_workspace_is_named_without_its_path(serve, tmp_path):
    (tmp_path / "workspace.sqlite").write_bytes(b"no database" * 100)
    problem = serve().get(CHANGES).json()
    assert problem["detail"].startswith("workspace.sqlite: this is no workspace")
    assert str(tmp_path) not in str(problem)


def test_a_job_that_fails_tells_no_path(serve, own, tmp_path):
    client = serve(folders=(own,))
    store = client.app.state.services.store
    made = client.post("/api/v1/jobs", json={"kind": "validation"}).json()
    client.post(f"/api/v1/jobs/{made['id']}/cancel")
    store._db.execute("UPDATE jobs SET state = 'failed', reason = ?", (f"{own}/quantities.csv:2: wrong.",))
    answer = client.get(f"/api/v1/jobs/{made['id']}")
    assert answer.json()["problem"]["detail"] == "own/quantities.csv:2: wrong."


def test_without_the_filter_the_scan_finds_a_leak(serve, own, tmp_path, monkeypatch):
    monkeypatch.setattr(Discretion, "_cut", lambda _, body: body)
    client = serve(folders=(own,))
    told = dict(faults_of_rows(client))
    assert str(tmp_path) in told["own row"].json()["items"][0]["where"]


def test_a_stream_is_filtered_piece_by_piece_and_keeps_its_length():
    from daliz.web.settings import Settings

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})
        await send({"type": "http.response.body", "body": scope["body"], "more_body": scope["more"]})

    import asyncio
    from pathlib import Path

    settings = Settings(workspace=Path("/srv/a/w.sqlite"), jobs=Path("/srv/j.sqlite"))
    for more, length in ((True, b"99"), (False, b"8")):
        sent = []

        async def send(message, sent=sent):
            sent.append(message)

        scope = {"type": "http", "path": "/api/v1/x", "body": b"/srv/a/w.sqlite", "more": more}
        asyncio.run(Discretion(app, settings)(scope, None, send))
        assert dict(sent[0]["headers"])[b"content-length"] == length
        assert sent[1]["body"] == b"w.sqlite"
