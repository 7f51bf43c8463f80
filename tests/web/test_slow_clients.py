"""A client that asks, sends or reads slowly: others are answered meanwhile, and it does not stay for ever."""

import json
import socket
import threading
import time

import httpx
import pytest
import uvicorn

from daliz.web.application import create_app
from daliz.web.connections import patient_protocol
from daliz.web.settings import Settings

QUICK = {"head_most_s": 0.5, "piece_most_s": 0.5, "body_most_s": 1.2, "unread_most_s": 0.5}
POST = b"POST /api/v1/plans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"


@pytest.fixture
def listen(tmp_path):
    """Servers with sockets, in threads of this process; each ends with the test."""
    running = []

    def run(**limits):
        settings = Settings(
            workspace=tmp_path / "w.sqlite",
            jobs=tmp_path / "j.sqlite",
            static=tmp_path,
            warm=False,
            **QUICK | limits,
        )
        app = create_app(settings)

        async def with_much(scope, receive, send):
            if scope.get("path") != "/much":
                await app(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _ in range(200):
                await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
            await send({"type": "http.response.body", "body": b""})

        config = uvicorn.Config(
            with_much,
            port=0,
            http=patient_protocol(settings),
            log_config=None,
            timeout_keep_alive=1,
            ws="none",
        )
        listening = config.bind_socket()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        address = listening.getsockname()
        client = httpx.Client(base_url=f"http://localhost:{address[1]}", timeout=20)
        running.append((server, thread, listening, client))
        for _ in range(100):
            try:
                assert client.get("/healthz").status_code == 200
                break
            except httpx.TransportError:
                time.sleep(0.05)
        return server, address, client

    yield run
    for server, thread, listening, client in running:
        client.close()
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture
def opened():
    """Connections; each is closed with the test."""
    made = []

    def open_one(address, sent=b""):
        made.append(socket.create_connection(address, timeout=10))
        made[-1].sendall(sent)
        return made[-1]

    yield open_one
    for one in made:
        one.close()


def rest_of(made):
    """What comes until the server ends the connection, and how long that took."""
    began_s, found = time.monotonic(), b""
    try:
        while piece := made.recv(65_536):
            found += piece
    except ConnectionResetError:
        pass
    return found, time.monotonic() - began_s


@pytest.mark.parametrize("sent", [b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nHost: localh"])
def test_a_head_that_does_not_come_is_given_up(listen, opened, sent):
    _, address, _ = listen()
    told, took_s = rest_of(opened(address, sent))
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"request-timeout"' in told
    assert 0.3 < took_s < 3


@pytest.mark.parametrize(
    "sent", [b"GET /healthz HTTP/1.1\r\n\r\n", POST.replace(b"100", b"-1"), b"\x16\x03\x01\r\n\r\n"]
)
def test_what_is_no_http_is_refused_as_a_problem(listen, opened, sent):
    _, address, client = listen()
    head, _, body = rest_of(opened(address, sent))[0].partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"Content-Type: application/problem+json" in head
    assert json.loads(body)["code"] == "bad-request"
    assert client.get("/healthz").status_code == 200


def test_a_head_that_trickles_is_given_up_all_the_same(listen, opened):
    _, address, _ = listen()
    made, began_s = opened(address), time.monotonic()
    with pytest.raises(OSError):  # noqa: PT012 - the server ends it, sooner or later
        for _ in range(100):
            made.sendall(b"G")
            time.sleep(0.1)
    assert time.monotonic() - began_s < 5


def test_a_second_request_of_a_connection_is_held_to_the_same(listen, opened):
    _, address, _ = listen()
    made = opened(address, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert made.recv(65_536).startswith(b"HTTP/1.1 200 ")
    made.sendall(b"GET /heal")
    told, _ = rest_of(made)
    assert b"HTTP/1.1 408 " in told


def test_a_body_that_stops_coming_is_408(listen, opened):
    _, address, _ = listen()
    told, took_s = rest_of(opened(address, POST + b'{"from"'))
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b'"code":"request-timeout"' in told
    assert took_s < 3


def test_a_body_that_trickles_is_408_after_all_its_time(listen, opened):
    _, address, _ = listen()
    made = opened(address, POST)
    made.settimeout(0.2)
    began_s, told = time.monotonic(), b""
    while not told and time.monotonic() - began_s < 6:
        made.sendall(b" ")
        try:
            told = made.recv(65_536)
        except TimeoutError:
            continue
    assert told.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - began_s > 1


def test_a_body_in_time_is_answered(listen, opened):
    _, address, client = listen()
    body = b'{"from": "nowhere-at-all", "to": "Baku", "tonnes": 3}'
    made = opened(address, POST.replace(b"100", str(len(body)).encode()) + body[:9])
    time.sleep(0.3)
    made.sendall(body[9:])
    assert made.recv(65_536).startswith(b"HTTP/1.1 404 ")
    assert client.get("/healthz").status_code == 200


def test_others_are_answered_while_many_send_slowly(listen, opened):
    _, address, client = listen(piece_most_s=5.0, body_most_s=5.0, head_most_s=5.0)
    slow = [opened(address, POST + b"{") for _ in range(60)] + [opened(address, b"GET ") for _ in range(60)]
    began_s = time.monotonic()
    for _ in range(5):
        assert client.get("/api/v1/scenarios").status_code == 200
    assert time.monotonic() - began_s < 4
    assert len(slow) == 120


def test_who_does_not_read_is_cut_off_and_who_reads_gets_all(listen, opened):
    server, address, client = listen()
    deaf = opened(address, b"GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert len(client.get("/much").content) == 20_000_000
    client.close()
    for _ in range(60):
        if not server.server_state.connections and not server.server_state.tasks:
            break
        time.sleep(0.1)
    assert not server.server_state.tasks, "the answer to the deaf reader is given up"
    assert not server.server_state.connections
    assert len(rest_of(deaf)[0]) < 20_000_000


def test_who_watches_a_job_for_long_is_asked_to_come_back(listen):
    _, _, client = listen(stream_most_s=0.5)
    job = client.post("/api/v1/jobs", json={"kind": "validation"}).json()["id"]
    began_s = time.monotonic()
    told = client.get(f"/api/v1/jobs/{job}/events").text
    assert told.startswith("retry: 2000")
    assert "event: end" not in told
    assert time.monotonic() - began_s < 10
    client.post(f"/api/v1/jobs/{job}/cancel").raise_for_status()
    assert "event: end" in client.get(f"/api/v1/jobs/{job}/events").text
