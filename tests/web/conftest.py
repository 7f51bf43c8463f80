"""A server without a socket: the application as it is, its workspace and jobs in a folder of their own."""

import asyncio
import contextlib
import threading

import httpx
import pytest

from daliz.web.application import create_app
from daliz.web.settings import Settings


class Client:
    """Asks an application, over ASGI, from tests that are not asynchronous; starts and stops it."""

    def __init__(self, app, **headers):
        self.app, self.headers = app, headers
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._stack = contextlib.AsyncExitStack()
        self._run(self._open())

    def _run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(120)

    async def _open(self):
        await self._stack.enter_async_context(self.app.router.lifespan_context(self.app))
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self.http = await self._stack.enter_async_context(
            httpx.AsyncClient(
                transport=transport, base_url="http://localhost", headers=self.headers, timeout=120
            )
        )

    def request(self, method, path, **given):
        return self._run(self.http.request(method, path, **given))

    def get(self, path, **given):
        return self.request("GET", path, **given)

    def post(self, path, **given):
        return self.request("POST", path, **given)

    def together(self, asked):
        """Send requests at the same time; (method, path, more) each."""

        async def send():
            return await asyncio.gather(*(self.http.request(m, p, **given) for m, p, given in asked))

        return self._run(send())

    def close(self):
        self._run(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def settings_in(folder, **more):
    return Settings(
        **{
            "workspace": folder / "workspace.sqlite",
            "jobs": folder / "jobs.sqlite",
            "static": folder / "no-page",
            "warm": False,
            **more,
        }
    )


@pytest.fixture
def serve(tmp_path):
    """Make clients of applications; each ends with the test."""
    opened = []

    def make(**more):
        opened.append(Client(create_app(settings_in(tmp_path, **more))))
        return opened[-1]

    yield make
    for client in opened:
        client.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """One application for tests that only read."""
    return create_app(settings_in(tmp_path_factory.mktemp("web")))


@pytest.fixture(scope="session")
def client(app):
    client = Client(app)
    yield client
    client.close()
