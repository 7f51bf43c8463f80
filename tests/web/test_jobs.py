"""Long work: accepted means kept; progress, result, cancelling; a restart and a kill lose nothing that was accepted."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from daliz.app.jobs import run_job
from daliz.errors import DataError, QueryError
from daliz.io.jobs import JobStore
from daliz.web.clock import now

AT = "2026-11-24T00:00:00+00:00"
QUESTION = {"from": "Aktau", "to": "Baku", "tonnes": 40, "ready": "2026-12-01"}


def wait_for(client, job, *states):
    for _ in range(600):
        found = client.get(job["links"]["self"]).json()
        if found["state"] in states:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def submit(client, **body):
    answer = client.post("/api/v1/jobs", json=body)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == answer.json()["links"]["self"]
    return answer.json()


def test_a_batch_of_plans_is_done_in_the_background_with_its_faults_beside(serve):
    client = serve()
    job = submit(client, kind="plans", questions=[QUESTION, QUESTION | {"to": "Nowherecity"}])
    assert client.get(f"{job['links']['self']}/result").json()["code"] in {"not-finished", None}
    done = wait_for(client, job, "done")
    assert (done["done"], done["total"]) == (2, 2)
    found = client.get(done["links"]["result"]).json()
    assert (found["answered"], found["failed"]) == (1, 1)
    assert found["plans"][0]["options"][0]["days_p50"] > 0
    assert found["plans"][1]["problem"]["code"] == "unknown-place"


def test_a_plan_of_a_batch_is_the_plan_that_is_answered_at_once(serve):
    client = serve()
    job = submit(client, kind="plans", questions=[QUESTION])
    row = client.get(wait_for(client, job, "done")["links"]["result"]).json()["plans"][0]["options"][0]
    option = client.post("/api/v1/plans", json=QUESTION).json()["options"][0]
    assert (row["id"], row["days_p50"], row["cost_usd_p50"]) == (
        option["id"],
        option["days"]["p50"],
        option["cost_usd"]["p50"],
    )


def test_many_chains_are_accounted_and_the_ways_to_cut_ranked(serve):
    client = serve()
    chain = {
        "mass_t": 20,
        "elements": [{"kind": "leg", "mode": "rail", "distance_km": 3000, "country": "KZ"}],
    }
    job = submit(client, kind="footprints", chains=[chain, chain, {"elements": 1}])
    found = client.get(wait_for(client, job, "done")["links"]["result"]).json()
    assert found["totals"]["wtw_kg_co2e"] == pytest.approx(2 * found["chains"][0]["totals"]["wtw_kg_co2e"])
    assert found["faults"][0]["number"] == 3
    job = submit(client, kind="cuts", chains=[chain, chain])
    levers = client.get(wait_for(client, job, "done")["links"]["result"]).json()["levers"]
    known = [r["change_kg_co2e"] for r in levers if r["change_kg_co2e"] is not None]
    assert known == sorted(known)
    assert [r["rank"] for r in levers] == list(range(1, len(levers) + 1))


def test_promises_are_ranked_by_what_they_change_on_a_flow(serve):
    client = serve()
    job = submit(client, kind="levers", question=QUESTION, late_months=3)
    found = client.get(wait_for(client, job, "done")["links"]["result"]).json()
    known = {lever["id"] for lever in client.get("/api/v1/register/levers").json()["items"]}
    assert {row["lever"] for row in found["levers"]} == known
    assert {"shortens", "lengthens", "too small to tell", "not on these ways"} >= {
        row["verdict"] for row in found["levers"]
    }
    assert client.get(f"/api/v1/register/records/{found['levers'][0]['record']}").status_code == 200


def read_events(text):
    parts = [dict(line.split(": ", 1) for line in e.splitlines()) for e in text.strip().split("\n\n")]
    assert parts[0] == {"retry": "2000"}
    return parts[1:]


def test_the_events_of_a_job_end_with_its_end(serve):
    client = serve()
    job = submit(client, kind="plans", questions=[QUESTION] * 3)
    stream = client.get(job["links"]["events"])
    assert stream.headers["content-type"].startswith("text/event-stream")
    events = read_events(stream.text)
    assert {e["event"] for e in events[:-1]} <= {"progress"}
    assert events[-1]["event"] == "end"
    assert json.loads(events[-1]["data"])["state"] == "done"
    done = [json.loads(e["data"])["done"] for e in events]
    assert done == sorted(done)


def test_a_reader_that_comes_back_gets_what_is_new_and_always_the_end(serve, tmp_path):
    store = JobStore(tmp_path / "jobs.sqlite")
    client = serve()
    ident = "d" * 32
    store.add(ident, "plans", {}, at=AT, waiting_most_count=9)
    store.start(ident, at=AT)
    store.progress(ident, 1, 3)

    def later():
        time.sleep(0.6)
        store.progress(ident, 2, 3)
        time.sleep(0.6)
        store.finish(ident, "{}", at=AT)
        store.close()

    worker = threading.Thread(target=later)
    worker.start()
    headers = {"Last-Event-ID": "running-1-3"}
    events = read_events(client.get(f"/api/v1/jobs/{ident}/events", headers=headers).text)
    worker.join()
    assert [e["id"] for e in events] == ["running-2-3", "done-3-3"]
    last = {"Last-Event-ID": events[-1]["id"]}
    again = read_events(client.get(f"/api/v1/jobs/{ident}/events", headers=last).text)
    assert [e["event"] for e in again] == ["end"]


def test_a_job_that_is_removed_is_gone_and_who_watched_it_is_told(serve):
    client = serve()
    for _ in range(5):  # on a busy machine the watcher may come after the removal: then once more
        job = submit(client, kind="validation")
        wait_for(client, job, "running")
        watched, removed = client.together(
            [("GET", job["links"]["events"], {}), ("DELETE", job["links"]["self"], {})]
        )
        assert removed.json()["state"] == "cancelled"
        if watched.status_code == 200:
            break
    assert json.loads(read_events(watched.text)[-1]["data"])["state"] == "cancelled"
    assert client.get(job["links"]["self"]).status_code == 404
    assert client.request("DELETE", job["links"]["self"]).status_code == 404
    assert client.get("/api/v1/jobs").json()["total"] == 0


def test_a_running_job_is_cancelled_and_the_next_one_runs(serve):
    client = serve()
    long = submit(client, kind="validation")
    after = submit(client, kind="plans", questions=[QUESTION])
    wait_for(client, long, "running")
    assert client.post(f"{long['links']['self']}/cancel").json()["state"] == "cancelled"
    assert wait_for(client, after, "done")["problem"] is None
    assert client.get(long["links"]["self"]).json()["state"] == "cancelled"
    assert client.get(f"{long['links']['self']}/result").status_code == 409
    assert client.post(f"{after['links']['self']}/cancel").json()["state"] == "done"


def test_jobs_are_listed_by_kind_and_state_the_latest_first(serve):
    client = serve()
    first, second = (submit(client, kind="plans", questions=[QUESTION]) for _ in range(2))
    wait_for(client, second, "done")
    listed = client.get("/api/v1/jobs?kind=plans&state=done").json()
    assert [j["id"] for j in listed["items"]] == [second["id"], first["id"]]
    assert client.get("/api/v1/jobs?kind=levers").json()["total"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "none"},
        {"kind": "plans"},
        {"kind": "plans", "questions": []},
        {"kind": "plans", "questions": [{"from": "Kobe"}]},
        {"kind": "validation", "seed": -1},
        {"kind": "levers", "question": {"from": "Kobe"}},
        {"kind": "footprints", "chains": ["/etc/passwd"]},
    ],
)
def test_a_job_of_the_wrong_form_is_not_accepted(client, body):
    assert client.post("/api/v1/jobs", json=body).json()["code"] == "invalid-request"


def test_more_jobs_than_may_wait_are_refused(serve):
    client = serve(jobs_waiting_count=0)
    answer = client.post("/api/v1/jobs", json={"kind": "validation"})
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many")
    assert answer.headers["retry-after"] == "30"


def test_after_a_restart_queued_jobs_go_on_and_running_ones_are_interrupted(serve, tmp_path):
    store = JobStore(tmp_path / "jobs.sqlite")
    one = {"origin": "Aktau", "destination": "Baku", "tonnes": 40, "ready": "2026-12-01"}
    for ident in ("a" * 32, "b" * 32):
        store.add(ident, "plans", {"questions": [one]}, at=AT, waiting_most_count=9)
    store.start("a" * 32, at=AT)
    store.close()
    client = serve()
    lost = client.get(f"/api/v1/jobs/{'a' * 32}").json()
    assert lost["state"] == "interrupted"
    assert "stopped" in lost["problem"]["detail"]
    wait_for(client, {"links": {"self": f"/api/v1/jobs/{'b' * 32}"}}, "done")


def test_a_finished_validation_is_shown(serve, tmp_path):
    store = JobStore(tmp_path / "jobs.sqlite")
    store.add("c" * 32, "validation", {}, at=AT, waiting_most_count=9)
    store.start("c" * 32, at=AT)
    store.finish("c" * 32, json.dumps({"summary": {"days": {"n": 1}}, "cases": []}), at=AT)
    store.close()
    found = serve().get("/api/v1/validation").json()
    assert found["summary"]["days"]["n"] == 1
    assert (found["job"], found["computed"]) == ("c" * 32, AT)


@pytest.fixture
def store(tmp_path):
    store = JobStore(tmp_path / "jobs.sqlite")
    yield store
    store.close()


def test_a_state_moves_in_one_direction_only(store):
    store.add("j", "plans", {}, at=AT, waiting_most_count=1)
    with pytest.raises(QueryError, match="waiting already"):
        store.add("k", "plans", {}, at=AT, waiting_most_count=1)
    assert store.start("j", at=AT)
    assert not store.start("j", at=AT)
    assert store.cancel("j", at=AT)
    assert not store.finish("j", "{}", at=AT)
    assert not store.fail("j", code="data", reason="", hint="", at=AT)
    store.progress("j", 5, 10)
    assert (store.find("j").state, store.find("j").done_count, store.result("j")) == ("cancelled", 0, None)


def test_old_jobs_are_removed_and_waiting_ones_are_not(store):
    for i in range(5):
        store.add(f"old{i}", "plans", {}, at=AT, waiting_most_count=9)
        store.cancel(f"old{i}", at=AT)
    store.add("waits", "plans", {}, at=AT, waiting_most_count=9)
    assert store.remove_ended(2) == 3
    assert [j.id for j in store.jobs()] == ["waits", "old4", "old3"]


def test_a_file_that_is_no_store_is_refused(tmp_path):
    path = tmp_path / "jobs.sqlite"
    path.write_text(
        "this is no database, and long enough to be read as a header of one" * 20, encoding="utf-8"
    )
    with pytest.raises(DataError, match="no file of jobs"):
        JobStore(path)


def test_a_file_is_held_by_one_server_and_let_go(store, tmp_path):
    store.hold()
    other = JobStore(tmp_path / "jobs.sqlite")
    with pytest.raises(DataError, match="another server"):
        other.hold()
    store.close()
    other.hold()
    other.close()


def test_work_that_fails_unexpectedly_fails_with_its_reason(store):
    store.add("j", "plans", {"questions": [{"origin": 1, "nothing": 2}]}, at=AT, waiting_most_count=1)
    store.start("j", at=AT)
    run_job(store.path, "j", (), now)
    job = store.find("j")
    assert (job.state, job.code) == ("failed", "internal")
    assert "TypeError" in job.reason


WRITER = """
import sys
from pathlib import Path
from daliz.io.jobs import JobStore
store = JobStore(Path(sys.argv[1]))
i = 0
while True:
    ident = f"{sys.argv[2]}-{i}"
    store.add(ident, "plans", {"questions": [ident] * 50}, at="2026-11-24", waiting_most_count=10**9)
    if i % 3 == 0:
        store.start(ident, at="x")
        store.finish(ident, '{"whole": "' + "y" * 20000 + '"}', at="x")
    print(ident, flush=True)
    i += 1
"""


def test_kills_at_any_moment_of_writing_lose_no_accepted_job_and_leave_no_half_result(tmp_path):
    """Two processes write to one file, twelve times over; one is killed at a moment drawn from a fixed seed."""
    path = tmp_path / "jobs.sqlite"
    moments = np.random.default_rng(7).uniform(0.0, 0.05, 12)
    accepted = []
    for turn, moment in enumerate(moments):
        killed, other = (
            subprocess.Popen(
                [sys.executable, "-c", WRITER, path, f"{turn}{name}"], stdout=subprocess.PIPE, text=True
            )
            for name in "ab"
        )
        accepted += [writer.stdout.readline().strip() for writer in (killed, other) for _ in range(3)]
        time.sleep(moment)
        os.kill(killed.pid, signal.SIGKILL)
        accepted += [other.stdout.readline().strip() for _ in range(3)]  # it goes on beside the dead one
        os.kill(other.pid, signal.SIGKILL)
        for writer in (killed, other):
            accepted += writer.stdout.read().split("\n")[:-1]
            writer.wait()
            writer.stdout.close()
    store = JobStore(path)
    kept = {j.id: j for j in store.jobs()}
    assert len(accepted) >= 12 * 9
    assert set(accepted) <= kept.keys()
    for ident, job in kept.items():
        assert store.request(ident) == {"questions": [ident] * 50}
        if job.state == "done":
            assert len(json.loads(store.result(ident))["whole"]) == 20000
    store.close()


def test_that_test_would_see_a_store_that_does_not_keep(tmp_path):
    """The control: jobs that are told before they are written are lost by the same kill."""
    path = tmp_path / "jobs.sqlite"
    hasty = WRITER.replace("    store.add(", "    print(ident, flush=True)\n    store.add(").replace(
        "store = JobStore(Path(sys.argv[1]))",
        "store = JobStore(Path(sys.argv[1]))\nstore._db.execute('BEGIN')",
    )
    writer = subprocess.Popen([sys.executable, "-c", hasty, path, "h"], stdout=subprocess.PIPE, text=True)
    told = {writer.stdout.readline().strip() for _ in range(9)}
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    store = JobStore(path)
    assert not told <= {j.id for j in store.jobs()}
    store.close()
