"""Who may ask what: Host, other sites, tokens, sizes, and what a browser may load."""

import json
import threading

import pytest

from daliz.errors import QueryError
from daliz.web.limits import Gate
from daliz.web.problems import HttpProblem
from daliz.web.settings import Settings, is_loopback, read_token

TOKEN = "a-token-that-is-long-enough"  # noqa: S105
JOB = {"kind": "validation"}


def code(answer):
    return answer.json().get("code")


@pytest.mark.parametrize("host", ["localhost", "localhost:8008", "127.0.0.1:8008", "[::1]:8008", "LOCALHOST"])
def test_a_loopback_name_is_answered(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "localhost@evil",
        "a b",
        "[::2]",
    ],
)
def test_a_rebound_name_is_refused(client, host):
    answer = client.get("/api/v1/scenarios", headers={"Host": host})
    assert (answer.status_code, code(answer)) == (421, "host-not-allowed")


def test_a_name_that_was_allowed_is_answered(serve):
    client = serve(allowed_hosts=("daliz.example",))
    assert client.get("/healthz", headers={"Host": "daliz.example:443"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "other.example"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_cannot_write(client, headers):
    for method, path in (
        ("POST", "/api/v1/jobs"),
        ("POST", "/api/v1/plans"),
        ("DELETE", f"/api/v1/jobs/{'0' * 32}"),
    ):
        answer = client.request(method, path, json=JOB, headers=headers)
        assert (answer.status_code, code(answer)) == (403, "cross-site")


def test_the_own_page_can_write(client):
    question = {"from": "Aktau", "to": "Baku", "tonnes": 20, "options": "shown"}
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/v1/plans", json=question, headers=headers).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_that_a_form_could_send_is_refused(client, kind):
    answer = client.post("/api/v1/plans", content=json.dumps(JOB), headers={"Content-Type": kind})
    assert (answer.status_code, code(answer)) == (415, "media-type")


WRITING = [
    ("GET", "/api/v1/jobs", None),
    ("POST", "/api/v1/jobs", JOB),
    ("GET", f"/api/v1/jobs/{'0' * 32}", None),
    ("DELETE", f"/api/v1/jobs/{'0' * 32}", None),
    ("GET", f"/api/v1/jobs/{'0' * 32}/events", None),
    ("GET", f"/api/v1/jobs/{'0' * 32}/result", None),
    ("GET", "/api/v1/register/changes", None),
    ("POST", "/api/v1/register/changes", {"who": "a", "why": "b", "rows": {}}),
    ("PATCH", "/api/v1/register/changes", {"who": "a", "why": "b", "table": "t", "key": "k", "columns": {}}),
    ("POST", "/api/v1/register/changes/1/undo", {"who": "a", "why": "b"}),
    ("POST", "/api/v1/register/changes/drafts", {"text": "a"}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITING)
def test_writing_and_jobs_need_the_token_where_there_is_one(serve, method, path, body):
    client = serve(token=TOKEN)
    for headers, said in (
        ({}, "token-needed"),
        ({"Authorization": "Basic abc"}, "token-needed"),
        ({"Authorization": "Bearer wrong-token-entirely"}, "token-wrong"),
        ({"Authorization": "Bearer тест"}, "token-wrong"),
    ):
        raw = {k.encode(): v.encode() for k, v in headers.items()}
        answer = client.request(method, path, json=body, headers=raw)
        assert (answer.status_code, code(answer)) == (401, said)
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_right_token_is_let_through(serve):
    client = serve(token=TOKEN)
    assert client.get("/api/v1/jobs", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("more", [{"host": "192.0.2.1"}, {"allowed_hosts": ("daliz.example",)}])
def test_beyond_loopback_nothing_is_written_without_a_token(serve, more):
    client = serve(**more)
    host = {"Host": "daliz.example"} if "allowed_hosts" in more else {}
    for method, path, body in WRITING:
        answer = client.request(method, path, json=body, headers=host)
        assert (answer.status_code, code(answer)) == (403, "writing-off")
    assert client.get("/api/v1/scenarios", headers=host).status_code == 200


def test_a_short_token_and_an_empty_file_are_refused(tmp_path):
    with pytest.raises(QueryError, match="16 or more"):
        Settings(workspace=tmp_path, jobs=tmp_path, token="short")  # noqa: S106
    empty = tmp_path / "token"
    empty.write_text("\n", encoding="utf-8")
    with pytest.raises(QueryError, match="first line is empty"):
        read_token(empty)
    empty.write_text(f" {TOKEN} \nmore", encoding="utf-8")
    assert read_token(empty) == TOKEN


def test_a_token_is_shown_nowhere(tmp_path):
    assert TOKEN not in repr(Settings(workspace=tmp_path, jobs=tmp_path, token=TOKEN))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_a_loopback_address_is_known(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["192.0.2.1", "192.168.0.1", "::", "localhost.evil", ""])
def test_another_address_is_not_taken_for_loopback(address):
    assert not is_loopback(address)


def test_a_body_that_is_too_large_is_refused_by_its_length_and_by_its_bytes(client):
    large = b'{"from": "' + b"a" * 1_100_000 + b'"}'
    told = client.post("/api/v1/plans", content=large, headers={"Content-Type": "application/json"})
    assert (told.status_code, code(told)) == (413, "body-too-large")

    async def pieces():
        for i in range(0, len(large), 100_000):
            yield large[i : i + 100_000]

    untold = client.post("/api/v1/plans", content=pieces(), headers={"Content-Type": "application/json"})
    assert "content-length" not in untold.request.headers
    assert (untold.status_code, code(untold)) == (413, "body-too-large")


@pytest.mark.parametrize("path", ["/", "/docs", "/api/v1/scenarios", "/api/v1/nothing", "/healthz"])
def test_a_browser_may_load_nothing_from_elsewhere_and_run_no_inline_script(client, path):
    headers = client.get(path).headers
    policy = {p.split()[0]: p.split()[1:] for p in headers["content-security-policy"].split("; ")}
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["worker-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_the_pages_made_here_keep_that_policy(client, path):
    page = client.get(path)
    assert page.status_code == 200
    for forbidden in ("<script", "style=", "<style", 'src="http', 'href="http'):
        assert forbidden not in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/settings.py",
        "/assets/..%2f..%2fsettings.py",
        "/%00.js",
        "/" + "a" * 5000 + ".js",
    ],
)
def test_no_way_leads_out_of_the_pages_folder(serve, tmp_path, path):
    static = tmp_path / "static"
    static.mkdir()
    (static / "index.html").write_text("<p>page</p>", encoding="utf-8")
    (tmp_path / "settings.py").write_text("secret", encoding="utf-8")
    answer = serve(static=static).get(path)
    assert answer.status_code in {200, 404}
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_the_built_page_answers_at_every_address_of_its_own(serve, tmp_path):
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<p>page</p>", encoding="utf-8")
    (static / "assets/main-1a2b3c4d.js").write_text("1", encoding="utf-8")
    client = serve(static=static)
    for path in ("/", "/plan", "/register/c-aktau"):
        assert client.get(path).text == "<p>page</p>"
    script = client.get("/assets/main-1a2b3c4d.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    kept = client.get("/assets/main-1a2b3c4d.js", headers={"If-None-Match": script.headers["etag"]})
    assert kept.status_code == 304
    assert client.get("/assets/main-1a2b3c4d.js", headers={"If-None-Match": "*"}).status_code == 304
    for wanted in ("bytes=0-0", "bytes=9-2", "lines=1-2", "bytes=99-", "bytes=0-,0-,0-"):
        whole = client.get("/assets/main-1a2b3c4d.js", headers={"Range": wanted})
        assert (whole.status_code, whole.text, whole.headers["accept-ranges"]) == (200, "1", "none")
    assert client.get("/assets/none.js").status_code == 404
    (static / "worker-plain.mjs").write_text("1", encoding="utf-8")
    assert client.get("/worker-plain.mjs").headers["cache-control"] == "no-cache"


def test_a_file_of_the_page_is_packed_for_who_takes_it_and_renewed_with_the_file(serve, tmp_path):
    static = tmp_path / "static"
    static.mkdir()
    (static / "index.html").write_text("<p>page</p>", encoding="utf-8")
    client = serve(static=static)
    for words in ("1;" * 2000, "22;" * 2000):
        (static / "main.js").write_text(words, encoding="utf-8")
        packed = client.get("/main.js", headers={"Accept-Encoding": "gzip"})
        plain = client.get("/main.js", headers={"Accept-Encoding": "identity"})
        assert (packed.text, plain.text) == (words, words)
        assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
        assert int(packed.headers["content-length"]) < len(words) / 10
        assert "content-encoding" not in plain.headers


def test_without_a_built_page_the_server_says_how_to_build_it(serve, tmp_path):
    answer = serve(static=tmp_path / "none").get("/")
    assert "make ui" in answer.text
    assert "/docs" in answer.text


def test_what_waits_behind_too_much_is_told_when_to_come_back(serve):
    client = serve(working_count=1, waiting_count=1)
    base = {"from": "Kobe", "to": "Almaty", "tonnes": 40, "options": "shown", "ready": "2026-12-01"}
    asked = [("POST", "/api/v1/plans", {"json": base | {"seed": i}}) for i in range(8)]
    answers = client.together(asked)
    refused = [a for a in answers if a.status_code == 429]
    assert sorted({a.status_code for a in answers}) == [200, 429]
    assert all(int(a.headers["retry-after"]) >= 1 and code(a) == "too-many" for a in refused)
    assert client.post("/api/v1/plans", json=base).status_code == 200


def test_more_requests_at_once_than_allowed_are_refused(serve):
    client = serve(in_flight_count=2)
    base = {"from": "Kobe", "to": "Almaty", "tonnes": 40, "options": "shown", "ready": "2026-12-01"}
    answers = client.together([("POST", "/api/v1/plans", {"json": base | {"seed": i}}) for i in range(6)])
    assert sorted(a.status_code for a in answers) == [200, 200, 429, 429, 429, 429]


def test_what_takes_too_long_is_given_up_and_holds_its_place_until_it_ends():
    import asyncio

    async def run():
        gate = Gate(working_count=1, waiting_count=0, most_s=0.05)
        leave = threading.Event()
        with pytest.raises(HttpProblem) as slow:
            await gate.run(leave.wait)
        with pytest.raises(HttpProblem) as full:
            await gate.run(lambda: 1)
        leave.set()
        while gate.held_count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return slow.value.code, full.value.code, await gate.run(lambda: 2)

    assert asyncio.run(run()) == ("too-slow", "too-many", 2)


def test_fifty_planners_at_once_are_all_answered(client):
    base = {"from": "Kobe", "to": "Almaty", "tonnes": 40, "options": "shown", "ready": "2026-12-01"}
    ends = ["Almaty", "Tashkent", "Baku", "Aktau", "Bishkek"]
    asked = [
        ("POST", "/api/v1/plans", {"json": base | {"to": ends[i % 5], "seed": i % 3}}) for i in range(50)
    ]
    answers = client.together(asked)
    assert {a.status_code for a in answers} == {200}
    same = [a.json() for a in answers if a.json()["links"] == answers[0].json()["links"]]
    assert all(s == same[0] for s in same)
