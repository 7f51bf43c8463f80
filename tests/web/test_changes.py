"""The register, written over HTTP: added, changed, undone, each with who, when and why."""

SOURCE = {"source_id": "mine", "publisher": "Me", "accessed": "2026-11-24"}


def change(client, method, path="", **body):
    answer = client.request(
        method, f"/api/v1/register/changes{path}", json={"who": "me", "why": "a test", **body}
    )
    return answer.status_code, answer.json()


def test_a_changed_record_is_read_at_once_and_undone_again(serve):
    client = serve()
    path = "/api/v1/register/records/c-aktau"
    before = client.get(path).json()["record"]["due"]
    status, made = change(client, "PATCH", table="commitments", key="c-aktau", columns={"due": "2027-06"})
    assert status == 201
    assert client.get(path).json()["record"]["due"] == "2027-06"
    status, undone = change(client, "POST", f"/{made['changes'][0]}/undo")
    assert status == 201
    assert client.get(path).json()["record"]["due"] == before
    history = client.get("/api/v1/register/changes").json()["items"]
    assert [(c["who"], c["why"], c["undoes"]) for c in history] == [
        ("me", "a test", None),
        ("me", "a test", made["changes"][0]),
    ]
    assert undone["changes"] == [history[1]["number"]]


def test_rows_are_added_with_the_source_they_name(serve):
    client = serve()
    status, _ = change(client, "POST", rows={"sources": [SOURCE]})
    assert status == 201
    assert client.get("/api/v1/register/changes?key=mine").json()["total"] == 1


def test_records_are_proposed_from_a_text_and_nothing_is_kept(serve):
    client = serve()
    text = "On 30 January 2026 Japan and Kazakhstan signed a grant agreement of JPY 500 million for Aktau customs."
    found = client.post("/api/v1/register/changes/drafts", json={"text": text, "published": "2026-02"}).json()
    draft = found["drafts"][0]
    assert draft["words"] in text
    assert (draft["row"]["made_on"], draft["row"]["currency"]) == ("2026-01-30", "JPY")
    assert client.get("/api/v1/register/changes").json()["total"] == 0


def test_a_faulty_row_is_refused_and_its_column_named(serve):
    client = serve()
    status, problem = change(client, "POST", rows={"sources": [SOURCE | {"colour": "red"}]})
    assert (status, problem["code"]) == (409, "data")
    assert "colour" in problem["detail"]
    status, problem = change(client, "POST", rows={"rates": [{}]})
    assert (status, problem["code"]) == (404, "unknown-id")
    assert client.get("/api/v1/register/changes").json()["items"] == []


def test_what_is_not_there_cannot_be_changed_or_undone(serve):
    client = serve()
    status, problem = change(client, "PATCH", table="commitments", key="none", columns={"due": "2027"})
    assert (status, problem["code"]) == (404, "unknown-id")
    assert change(client, "POST", "/1/undo")[1]["code"] == "unknown-id"
    assert change(client, "POST", rows={}, who="")[1]["code"] == "invalid-request"


def test_an_edit_of_a_row_changed_since_it_was_read_is_refused_with_who_and_when(serve):
    client = serve()
    _, made = change(client, "PATCH", table="commitments", key="c-aktau", columns={"due": "2027-06"}, after=0)
    (number,) = made["changes"]
    status, problem = change(
        client, "PATCH", table="commitments", key="c-aktau", columns={"note": "x"}, after=0
    )
    assert (status, problem["code"]) == (409, "changed-meanwhile")
    assert problem["notes"][0]["values"]["who"] == "me"
    status, _ = change(
        client, "PATCH", table="commitments", key="c-aktau", columns={"note": "x"}, after=number
    )
    assert status == 201
    status, _ = change(client, "PATCH", table="commitments", key="c-aktau", columns={"note": "y"})
    assert status == 201
