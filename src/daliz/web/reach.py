"""What an operation reaches for: the services of its application."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from daliz.web.state import Services

__all__ = ["Shared"]


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Shared = Annotated[Services, Depends(_services)]
