"""Whatever is sent, the server answers: a fuzzed body is at most a problem, never a fault of ours."""

import json
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZ = settings(max_examples=60, suppress_health_check=list(HealthCheck), database=None)
BODIES = (
    ("POST", "/api/v1/plans"),
    ("POST", "/api/v1/footprint"),
    ("POST", "/api/v1/programmes/find"),
    ("POST", "/api/v1/jobs"),
    ("POST", "/api/v1/register/changes"),
    ("PATCH", "/api/v1/register/changes"),
    ("POST", "/api/v1/register/changes/drafts"),
    ("POST", "/api/v1/register/changes/1/undo"),
)
numbers = st.integers() | st.floats() | st.sampled_from([1e308, -1e308, 5e-324, 2**63, -(2**63), 10**400])
scalars = (
    st.none()
    | st.booleans()
    | numbers
    | st.text(max_size=30)
    | st.sampled_from(["\ud800", "\x00", "", "é" * 200])
)
anything = st.recursive(
    scalars,
    lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(max_size=12), x, max_size=4),
    max_leaves=12,
)


def sent(client, method, path, body):
    headers = {"Content-Type": "application/json"}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.request(method, path, content=content, headers=headers)
    assert answer.status_code < 500, (path, body, answer.text)
    if answer.is_error:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] != "internal"
    return answer


@FUZZ
@given(st.sampled_from(BODIES), anything)
def test_any_json_is_answered(client, where, body):
    sent(client, *where, body)


@FUZZ
@given(st.sampled_from(BODIES), st.binary(max_size=200))
def test_any_bytes_are_answered(client, where, body):
    sent(client, *where, body)


@settings(FUZZ, max_examples=10)
@given(
    st.sampled_from(BODIES),
    st.sampled_from([b"[" * 50_000, b'{"a":' * 20_000, b'"' + b"\\ud800" * 9000 + b'"']),
)
def test_deep_and_broken_json_is_answered(client, where, body):
    sent(client, *where, body)


PLACES = (
    "Kobe",
    "Almaty",
    "aktau",
    "KZAAU",
    "43.2,76.9",
    "-90,180",
    "0,0",
    "Tokyo, JP",
    "Duisburg",
    "ташкент",
    "東京",
    "90,0",
    "nan,1",
)
TOKENS = (
    "RU",
    "IR",
    "aktau",
    "mode:sea",
    "mode:rail",
    "passage:suez",
    "corridor:middle",
    "sea:caspian",
    "country:KZ",
    ":",
    "mode:",
)
questions = st.fixed_dictionaries(
    {"from": st.sampled_from(PLACES), "to": st.sampled_from(PLACES), "options": st.just("shown")},
    optional={
        "containers": st.sampled_from(
            ["2x40HC", "1x20,3x45", "0x40", "9" * 60 + "x40", "-1x20", "x", "1x20RF", "²x20"]
        ),
        "wagons": st.sampled_from([1, 50, 10_000, 0]),
        "tonnes": st.sampled_from([1e-300, 0.001, 40, 1e6]),
        "ready": st.sampled_from(["1992-01-01", "2016-02-29", "2026-12-01", "2099-12-31"]),
        "deadline": st.sampled_from(["1992-01-01", "2027-02-01", "2099-12-31"]),
        "scope": st.sampled_from(["door", "terminal"]),
        "slot": st.booleans(),
        "dangerous": st.booleans(),
        "avoid": st.lists(st.sampled_from(TOKENS), max_size=3),
        "avoid_transit": st.lists(st.sampled_from(TOKENS), max_size=2),
        "require": st.lists(st.sampled_from(TOKENS), max_size=2),
        "scenario": st.sampled_from(["base", "kazakhstan-shut", "../base", "base/../../x"]),
        "seed": st.sampled_from([0, 1, 2**31 - 1]),
        "commodity": st.sampled_from(["general", "grain", "\u202e", "🛢"]),
    },
)


@settings(FUZZ, max_examples=80)
@given(questions)
def test_any_question_has_an_answer_or_a_reason(client, question):
    answer = sent(client, "POST", "/api/v1/plans", question)
    if answer.is_success:
        plan = answer.json()
        assert plan["options"]
        assert client.get(plan["links"]["self"]).content == answer.content


FIELDS = ("kind", "mode", "distance_km", "mass_t", "stretches", "refrigerants", "factor", "vehicle", "from", "place",
          "operation", "reefer", "country", "traction", "data_kind", "departs", "kwh_per_tkm", "teu_count")  # fmt: skip
MODES = st.sampled_from(["rail", "road", "sea", "ferry", "air", "inland", "pipeline"])
elements = st.dictionaries(
    st.sampled_from(FIELDS), scalars | st.lists(anything, max_size=2) | MODES, max_size=6
)
sound = st.fixed_dictionaries(
    {"kind": st.just("leg"), "mode": MODES, "distance_km": st.sampled_from([0, 1, 3000, 1e300, -5])},
    optional={f: scalars | st.lists(anything, max_size=2) for f in FIELDS[3:]},
)
chains = st.fixed_dictionaries(
    {"elements": st.lists(sound | elements, max_size=3)},
    optional={
        "mass_t": scalars | st.just(20),
        "teu_count": scalars,
        "containers_count": scalars,
        "id": scalars,
        "period": anything,
        "cargo": scalars,
        "offsets_kg_co2e": scalars,
    },
)


@settings(FUZZ, max_examples=300)
@given(chains, st.booleans())
def test_any_chain_has_an_account_or_a_reason(client, chain, levers):
    sent(client, "POST", "/api/v1/footprint", {"chain": chain, "levers": levers})


options = st.lists(
    st.dictionaries(st.sampled_from(["legs", "chain", "id"]), anything, max_size=3), max_size=2
)


@settings(FUZZ, max_examples=100)
@given(
    st.fixed_dictionaries({"options": options, "query": st.just({}) | anything, "provenance": st.just({})})
)
def test_any_plan_document_has_an_account_or_a_reason(client, plan):
    sent(client, "POST", "/api/v1/footprint", {"chain": plan})


NAMED = (
    "/places/",
    "/facts/sources/",
    "/register/records/",
    "/scenarios/",
    "/programmes/",
    "/register/themes/",
)


@FUZZ
@given(st.sampled_from(NAMED), st.text(max_size=40))
def test_any_name_in_an_address_is_answered(client, path, name):
    answer = client.get(f"/api/v1{path}{quote(name, safe='', errors='replace')}")
    assert answer.status_code < 500, (path, name)


FILTERS = ("as_of", "known_by", "from", "to", "kind", "theme", "party", "place", "status", "limit", "cursor")
DATES = st.sampled_from(["9999", "0000-01", "2024-02-30", "2024-Q4", "1992-01-01", "2099-12-31"])


@FUZZ
@given(st.dictionaries(st.sampled_from(FILTERS), st.text(max_size=12) | DATES, max_size=4))
def test_any_filter_of_records_is_answered(client, wanted):
    assert client.get("/api/v1/register/records", params=wanted).status_code < 500
