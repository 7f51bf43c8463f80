"""``daliz serve``: the page and the API on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from daliz.cli.options import shared_options

__all__ = ["command"]


def _data_folder() -> Path:
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "daliz"


@click.command("serve", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; loopback by default."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--allow-host", "allowed_hosts", multiple=True, metavar="NAME",
    help="A name, beside localhost, under which browsers may ask this server.",
)  # fmt: skip
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the bearer token for writing and jobs; else DALIZ_TOKEN. Needed beyond loopback.",
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The workspace file, as for register add.",
)
@click.option("--jobs", type=click.Path(path_type=Path, dir_okay=False), help="The file of long work.")
@shared_options("facts")
def command(**given: Any) -> None:
    """Serve the page and the API: one process, no outside network. Stop with Ctrl-C."""
    import gc

    from daliz.cli.kernels import tell_plain_search
    from daliz.errors import QueryError

    gc.disable()  # what is imported stays: looking for waste among it takes a tenth of the start
    try:
        import uvicorn

        from daliz.web.application import create_app
        from daliz.web.connections import patient_protocol
    except ImportError as error:
        raise QueryError(
            f"The server's packages are not installed ({error.name}).",
            "Install them: pip install 'daliz[web]'",
        ) from error
    tell_plain_search("en")
    settings = _settings(given)
    app = create_app(settings)
    app.state.services.open()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=patient_protocol(settings),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=65_536,
    )
    _log_lines()
    gc.enable()
    _run(config)


def _settings(given: dict[str, Any]) -> Any:
    from daliz.cli.record_edit import workspace_path
    from daliz.web.settings import Settings, read_token

    token = read_token(given["token_file"]) if given["token_file"] else os.environ.get("DALIZ_TOKEN") or None
    return Settings(
        host=given["host"],
        port=given["port"],
        allowed_hosts=tuple(given["allowed_hosts"]),
        token=token,
        folders=tuple(given["folders"]),
        workspace=workspace_path(given["workspace"]),
        jobs=given["jobs"] or _data_folder() / "jobs.sqlite",
    )


def _log_lines() -> None:
    import logging

    from daliz.web.observe import JsonLines

    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name, level in (("daliz.web", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


def _run(config: Any) -> None:
    import uvicorn

    from daliz.errors import QueryError

    try:
        listening = config.bind_socket()
    except SystemExit as error:
        raise QueryError(
            f"{config.host}:{config.port} cannot be listened on.",
            "Choose another with --port, or stop what holds it.",
        ) from error
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else "localhost" if host.startswith("127.") else host
    click.echo(f"Daliz is at http://{shown}:{port}/ (Ctrl-C stops it)")
    uvicorn.Server(config).run(sockets=[listening])
