"""Schemathesis over the whole description: whatever it thinks of, the server answers as it is described to."""

import tempfile
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from daliz.web.application import create_app
from daliz.web.settings import Settings

TOKEN = "a-token-that-is-long-enough"  # noqa: S105
EXAMPLES = 8  # an operation and mode; the same on every run
#: Operations that read everything: fewer examples, so that the whole stays under a minute.
SLOW = (
    "/network/stats",
    "/network/geojson",
    "/network/gaps",
    "/facts",
    "/facts/why/{subject}",
    "/facts/{subject}",
)
#: What checks leave out, and why.
LEFT_OUT = [positive_data_acceptance]  # a question of the right form may name a place that is none: 422


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schema")
    app = create_app(
        Settings(
            workspace=folder / "w.sqlite",
            jobs=folder / "j.sqlite",
            warm=False,
            token=TOKEN,
            allowed_hosts=("testserver",),  # what schemathesis calls the application
            jobs_waiting_count=0,  # a job that is accepted would run
        )
    )
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    app.state.services.close()


def operations():
    nowhere = Path(tempfile.gettempdir()) / "daliz-nowhere"
    found = create_app(Settings(workspace=nowhere, jobs=nowhere)).openapi()["paths"]
    return [(method.upper(), path) for path, methods in found.items() for method in methods]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize(("method", "path"), operations())
def test_the_server_answers_as_described(schema, method, path, mode):
    operation = schema[path][method]
    if mode.is_negative and not (operation.query or operation.path_parameters or operation.body):
        pytest.skip("nothing can be wrong where nothing is asked")

    @settings(
        max_examples=2 if path.removeprefix("/api/v1") in SLOW else EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case):
        token = {"Authorization": f"Bearer {TOKEN}"}
        case.call_and_validate(headers=token, excluded_checks=LEFT_OUT, timeout=120)

    answered()
