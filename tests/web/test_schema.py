"""Schemathesis over the whole description: whatever it thinks of, the server answers as it is described to."""

import tempfile
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

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
    for path, methods in found.items():
        for method, operation in methods.items():
            yield method.upper(), path, GenerationMode.POSITIVE
            if operation.get("parameters") or operation.get("requestBody"):  # else nothing can be wrong
                yield method.upper(), path, GenerationMode.NEGATIVE


@pytest.mark.parametrize(
    ("method", "path", "mode"), list(operations()), ids=lambda part: str(getattr(part, "value", part))
)
def test_the_server_answers_as_described(schema, method, path, mode):
    operation = schema[path][method]

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
        case.call_and_validate(headers=token, timeout=120)

    answered()
