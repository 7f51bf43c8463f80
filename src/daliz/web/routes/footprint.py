"""Footprint: a chain's greenhouse gases as ISO 14083 asks, with levers and the price of carbon."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from daliz.app.jobs import account_given
from daliz.web.dto import Document, FootprintReport, FootprintRequest
from daliz.web.etags import ConditionalRoute
from daliz.web.plain import json_response, plain
from daliz.web.reach import Shared

__all__ = ["router"]

router = APIRouter(prefix="/footprint", tags=["footprint"], route_class=ConditionalRoute)


@router.post("", operation_id="accountChain", summary="Account a chain", response_model=FootprintReport)
async def account(services: Shared, asked: FootprintRequest) -> Response:
    """Return the account of a chain: totals, elements, sums by mode and country, data shares, deviations."""
    factors = services.factors

    def work() -> Any:  # noqa: ANN401 - plain data
        report = account_given(
            asked.chain,
            option=asked.option,
            factors=factors,
            folders=services.folders,
            levers=asked.levers,
            carbon_price=asked.carbon_price,
            carbon_year=asked.carbon_year,
        )
        return plain(report)

    return json_response(await services.gate.run(work))


@router.get("/factors", operation_id="listFactors", summary="The factors in use", response_model=Document)
def factors(services: Shared) -> Response:
    """Return the emission factors with their range, source and grade."""
    found = services.factors
    return json_response({"id": found.id, "version": found.version, "factors": plain(found.factors)})
