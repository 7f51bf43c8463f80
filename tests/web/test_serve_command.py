"""``daliz serve`` as a process: it listens on loopback alone, reaches nobody, stops cleanly, and survives a kill."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import httpx
import pytest

TOKEN = "a-token-that-is-long-enough"  # noqa: S105
#: Refuses every connection of the process but those to itself, and says so on stderr.
FENCE = """
import socket, sys
def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        host = args[1][0] if event == "socket.connect" and isinstance(args[1], tuple) else args[0]
        if event != "socket.connect" or host not in ("127.0.0.1", "::1"):
            if host not in (None, "127.0.0.1", "::1", "localhost"):
                print("REACHED OUT", event, host, file=sys.stderr, flush=True)
                raise OSError("no way out")
sys.addaudithook(refuse)
"""


@pytest.fixture
def start(tmp_path):
    running = []
    (tmp_path / "fence").mkdir()
    (tmp_path / "fence/sitecustomize.py").write_text(FENCE, encoding="utf-8")

    def run(*arguments, **environment):
        log = (tmp_path / "log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "daliz", "serve", "--port", "0", "--jobs", tmp_path / "jobs.sqlite",
             "--workspace", tmp_path / "workspace.sqlite", *arguments],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "fence"), "PYTHONUNBUFFERED": "1", **environment},
        )  # fmt: skip
        log.close()
        running.append(process)
        address = re.search(r"http://\S+?/", process.stdout.readline())
        return process, None if address is None else httpx.Client(base_url=address[0], timeout=60)

    yield run
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def ready(client):
    for _ in range(200):
        try:
            return client.get("/healthz").json()
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server never answered")


def test_it_answers_on_loopback_reaches_nobody_and_logs_json(start, tmp_path):
    process, client = start()
    with client:
        assert ready(client)["status"] == "ok"
        asked = {"from": "Aktau", "to": "Baku", "tonnes": 40, "options": "shown"}
        assert client.post("/api/v1/plans", json=asked).status_code == 200
        for path in ("/", "/docs", "/metrics", "/api/v1/register/themes", "/api/v1/network/hubs"):
            assert client.get(path).status_code == 200
        assert "server" not in client.get("/").headers
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) in {0, -signal.SIGTERM}
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "REACHED OUT" in line] == []
    assert all(json.loads(line)["status"] == 200 for line in lines)


def test_the_fence_of_that_test_sees_a_way_out(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(FENCE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), 1)"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "REACHED OUT" in done.stderr


def test_an_accepted_job_survives_a_kill(start):
    process, client = start()
    with client:
        ready(client)
        jobs = [client.post("/api/v1/jobs", json={"kind": "validation"}).json() for _ in range(3)]
        while client.get(jobs[0]["links"]["self"]).json()["state"] == "queued":
            time.sleep(0.05)
    process.kill()
    process.wait()
    _, again = start()
    with again:
        ready(again)
        first, *others = [again.get(j["links"]["self"]).json() for j in jobs]
        assert first["state"] == "interrupted"
        assert "stopped" in first["problem"]["detail"]
        assert {j["state"] for j in others} <= {"queued", "running"}
        for job in others:
            again.delete(job["links"]["self"])


def test_the_token_comes_from_a_file_or_the_environment(start, tmp_path):
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    for arguments, environment in (
        (("--token-file", tmp_path / "token"), {}),
        (("--jobs", tmp_path / "others.sqlite"), {"DALIZ_TOKEN": TOKEN}),
    ):
        _, client = start(*arguments, **environment)
        with client:
            ready(client)
            assert client.get("/api/v1/jobs").status_code == 401
            assert client.get("/api/v1/jobs", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_port_that_is_taken_is_said_in_words(start, tmp_path):
    _, client = start()
    port = client.base_url.port
    client.close()
    done = subprocess.run(
        [sys.executable, "-m", "daliz", "serve", "--port", str(port), "--jobs", tmp_path / "other.sqlite"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be listened on" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_server_on_the_same_jobs_is_refused_in_words(start, tmp_path):
    _, client = start()
    client.close()
    done = subprocess.run(
        [sys.executable, "-m", "daliz", "serve", "--port", "0", "--jobs", tmp_path / "jobs.sqlite"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 4
    assert "another server" in done.stderr
    assert "--jobs" in done.stderr
