"""Problems, tags, pieces of lists, request ids, logs: what holds for every operation."""

import json
import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families

from daliz.web.observe import JsonLines
from daliz.web.problems import CODES

MEMBERS = {"type", "title", "status", "code", "detail", "hint", "request_id"}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not-found"),
        ("GET", "/api/v1/scenarios/none", 404, "unknown-id"),
        ("GET", "/api/v1/register/records/none", 404, "unknown-id"),
        ("GET", "/api/v1/register/themes/none", 404, "unknown-id"),
        ("GET", "/api/v1/programmes/none", 404, "unknown-id"),
        ("GET", "/api/v1/facts/none", 404, "unknown-id"),
        ("GET", "/api/v1/facts/why/none", 404, "unknown-id"),
        ("GET", "/api/v1/facts/sources/none", 404, "unknown-id"),
        ("GET", "/api/v1/facts?table=none", 409, "query"),
        ("GET", "/api/v1/words/de", 422, "invalid-request"),
        ("GET", "/api/v1/answers/none", 422, "invalid-request"),
        ("GET", f"/api/v1/jobs/{'0' * 32}", 404, "unknown-id"),
        ("PUT", "/api/v1/plans", 405, "method-not-allowed"),
        ("GET", "/missing.js", 404, "not-found"),
    ],
)
def test_every_fault_is_a_problem_with_a_code_and_a_hint(client, method, path, status, code):
    answer = client.request(method, path)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.keys() >= MEMBERS
    assert problem["title"] == CODES[code][1]
    assert problem["type"] == f"/docs#problem-{code}"
    assert problem["hint"]
    assert problem["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/scenarios", "/api/v1/none"])
def test_the_head_of_an_answer_is_that_of_the_answer(client, path):
    head, whole = client.request("HEAD", path), client.get(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/v1/plans", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/footprint", "OPTIONS, POST"),
        ("/api/v1/register/changes", "GET, HEAD, OPTIONS, PATCH, POST"),
        ("/api/v1/register/changes/drafts", "OPTIONS, POST"),
        (f"/api/v1/jobs/{'0' * 32}", "DELETE, GET, HEAD, OPTIONS"),
        ("/api/v1/scenarios/base", "GET, HEAD, OPTIONS"),
        ("/docs", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
def test_an_address_says_which_methods_it_takes(client, path, methods):
    told = client.request("OPTIONS", path)
    assert (told.status_code, told.headers["allow"], told.content) == (204, methods, b"")
    for method in {"GET", "POST", "PUT", "DELETE", "TRACE"} - set(methods.split(", ")):
        refused = client.request(method, path)
        assert (refused.status_code, refused.headers["allow"]) == (405, methods), method
        assert refused.json()["code"] == "method-not-allowed"


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS", "POST"])
def test_an_address_that_is_none_takes_no_method(client, method):
    answer = client.request(method, "/api/v1/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert "allow" not in answer.headers


def test_a_body_that_is_not_json_says_where(client):
    answer = client.post("/api/v1/plans", content=b'{"from": ', headers={"Content-Type": "application/json"})
    assert answer.json()["code"] == "invalid-request"
    assert answer.json()["errors"][0]["where"].startswith("body")


@pytest.mark.parametrize(
    "path",
    ["/api/v1/places/%ff%fe", "/%ff", "/api/v1/facts/%00", "/api/v1/places?q=%ff", "/api/v1/register/search?q=%00",
     "/api/v1/places?q=" + "a" * 20_000, "/api/v1/jobs/%0d%0aX-Evil:%201", "/api/v1/plans?from=%0d%0aX-Evil:1&to=b",
     "/api/v1/" + "%2e%2e%2f" * 50, "/api/v1/scenarios?" + "a=1&" * 5000],
)  # fmt: skip
def test_a_strange_address_is_answered(client, path):
    answer = client.get(path)
    assert answer.status_code < 500
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [b'{"from": "Kobe", "from": 1, "to": "Almaty"}', b'{"tonnes": NaN}', b'{"tonnes": Infinity}', b"\xff\xfe{}",
     '{"from": "Kobe"}'.encode("utf-16"), b'{"tonnes": 1e999999}', b'{"seed": ' + b"9" * 5000 + b"}", b"null", b""],
)  # fmt: skip
def test_a_strange_body_is_refused_as_a_problem(client, body):
    answer = client.post("/api/v1/plans", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_request_keeps_its_id_and_a_strange_one_is_replaced(client):
    assert client.get("/healthz", headers={"X-Request-Id": "abc-1"}).headers["x-request-id"] == "abc-1"
    strange = client.get("/healthz", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"]
    assert len(strange) == 32


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/scenarios",
        "/api/v1/register/records?theme=transport",
        "/api/v1/plans?from=Aktau&to=Baku&tonnes=20&ready=2026-12-01&options=shown",
        "/api/v1/network/geojson?kind=hub",
    ],
)
def test_what_a_reader_holds_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    among = client.get(path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert among.status_code == 304
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304


def test_any_answer_is_held_only_where_there_is_one(client):
    assert client.get("/api/v1/scenarios/none", headers={"If-None-Match": "*"}).status_code == 404


def test_the_tag_changes_with_the_address_and_with_the_workspace(serve):
    client = serve()
    path = "/api/v1/register/records"
    one = client.get(path).headers["etag"]
    assert client.get(f"{path}?theme=transport").headers["etag"] != one
    row = {"source_id": "mine", "publisher": "Me", "accessed": "2026-11-24"}
    added = client.post(
        "/api/v1/register/changes", json={"who": "me", "why": "test", "rows": {"sources": [row]}}
    )
    assert added.status_code == 201, added.text
    assert client.get(path, headers={"If-None-Match": one}).status_code == 200


def test_a_fault_has_no_tag(client):
    assert "etag" not in client.get("/api/v1/scenarios/none").headers


def test_the_pieces_of_a_list_make_the_list(client):
    whole = client.get("/api/v1/register/records?limit=1000").json()
    found, path = [], "/api/v1/register/records?limit=40"
    while path is not None:
        piece = client.get(path).json()
        assert len(piece["items"]) <= 40
        assert piece["total"] == whole["total"]
        found += piece["items"]
        path = piece["next"]
    assert found == whole["items"]


@pytest.mark.parametrize("cursor", ["x", "", "AAAA", "é", "MTIzNDU2Nzg5MDEyLjQw=", "." * 200, "A" * 41])
def test_a_cursor_that_was_not_given_out_is_refused(client, cursor):
    answer = client.get("/api/v1/register/records", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


@pytest.mark.parametrize("place", [0, 8, 15, -1])
def test_a_cursor_that_was_changed_is_refused(client, place):
    cursor = client.get("/api/v1/register/records?limit=1").json()["cursor"]
    other = "A" if cursor[place] != "A" else "B"
    changed = cursor[:place] + other + cursor[place:][1:] if place >= 0 else cursor[:-1] + other
    answer = client.get("/api/v1/register/records", params={"cursor": changed})
    assert (answer.status_code, answer.json()["code"]) == (409, "bad-cursor")


def test_a_cursor_of_another_list_is_refused(client):
    cursor = client.get("/api/v1/register/records?limit=1").json()["cursor"]
    assert client.get(f"/api/v1/register/records?limit=1&cursor={cursor}").status_code == 200
    assert client.get(f"/api/v1/register/records?limit=1&kind=meeting&cursor={cursor}").status_code == 409
    assert client.get(f"/api/v1/register/due?limit=1&cursor={cursor}").status_code == 409


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "many"])
def test_a_limit_outside_its_bounds_is_refused(client, limit):
    assert client.get(f"/api/v1/register/records?limit={limit}").json()["code"] == "invalid-request"


def test_metrics_are_what_prometheus_reads_and_count_plans(serve):
    client = serve()
    path = "/api/v1/plans?from=Aktau&to=Baku&tonnes=20&ready=2026-12-01&options=shown"
    timings = [client.get(path).headers["server-timing"] for _ in range(2)]
    assert [t.partition(";dur=")[0] for t in timings] == ["plan", "kept"]
    client.get("/api/v1/scenarios/none")
    client.request("BREW", "/api/v1/scenarios")
    families = {f.name: f for f in text_string_to_metric_families(client.get("/metrics").text)}
    assert {f.type for f in families.values()} == {"counter", "gauge", "histogram"}
    plans = {s.name: s.value for s in families["daliz_plan_seconds"].samples if "le" not in s.labels}
    assert plans["daliz_plan_seconds_count"] == 1  # the second was kept
    assert plans["daliz_plan_seconds_sum"] > 0
    statuses = {s.labels["status"] for s in families["daliz_requests"].samples}
    assert {"200", "404", "405"} <= statuses


def test_the_log_is_json_and_holds_no_token_no_query_and_no_person(serve, caplog):
    client = serve(token="a-secret-token-of-some-length")  # noqa: S106
    with caplog.at_level(logging.INFO, logger="daliz.web"):
        client.get("/api/v1/places?q=secretplace")
        client.post("/api/v1/programmes/find", json={"birth_date": "1995-05-01"})
        client.get("/api/v1/jobs", headers={"Authorization": "Bearer a-secret-token-of-some-length"})
    lines = [JsonLines().format(r) for r in caplog.records if r.name == "daliz.web"]
    assert [json.loads(line)["status"] for line in lines] == [200, 200, 200]
    assert json.loads(lines[0])["path"] == "/api/v1/places"
    for secret in ("secret", "1995"):
        assert secret not in "".join(lines)
