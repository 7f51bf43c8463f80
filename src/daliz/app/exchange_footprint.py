"""Use cases of exchange: an account as iLEAP or PACT JSON, such a file as a chain, our checks of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from daliz.app.account_footprint import FootprintReport
from daliz.model.chain import TransportChain

__all__ = ["chain_of_exchange_file", "check_exchange_file", "ileap_document", "pact_document"]


def ileap_document(report: FootprintReport) -> str:
    """Return the account as iLEAP JSON text: shipmentFootprint, tocs, hocs, tads."""
    return _text(_ileap(report))


def _ileap(report: FootprintReport) -> dict[str, Any]:
    from daliz.io.messages.ileap import ileap_data
    from daliz.words import tell

    return ileap_data(report.footprint, report.factors, lambda note: tell("en", note))


def _text(data: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def pact_document(
    report: FootprintReport,
    *,
    created: str,
    version: str = "3",
    company_name: str | None = None,
    company_urn: str | None = None,
) -> str:
    """Return the account as PACT JSON text, ``{"data": [footprints]}``; version 2 or 3.

    ``created`` is an instant of RFC 3339. Without a period in the chain, the reference period is the year of
    it, and the comment says so.
    """
    from daliz.footprint.report import data_shares
    from daliz.io.messages.pact import Company, pact_footprints

    chain = report.footprint.chain
    year = created[:4]
    period = (f"{year}-01-01T00:00:00Z", f"{int(year) + 1}-01-01T00:00:00Z")
    comment = "The chain names no period: the calendar year is given. " if chain.period is None else ""
    if chain.period is not None:
        period = (_instant(chain.period[0]), _instant(chain.period[1]))
    footprints = pact_footprints(
        _ileap(report),
        created=created,
        period=period,
        version=version,
        company=Company(
            name=company_name or chain.shipper or Company().name, urn=company_urn or Company().urn
        ),
        primary_share=data_shares(report.footprint)["by_emissions"]["primary"],
        comment=f"{comment}ISO 14083; factor set {report.factors.id} {report.factors.version}.",
    )
    return _text({"data": footprints})


def _instant(day: str) -> str:
    return day if "T" in day else f"{day}T00:00:00Z"


def check_exchange_file(path: Path) -> list[str]:
    """Return the faults of an iLEAP or PACT JSON file by our own rules, and known published errors inside."""
    from daliz.app.account_footprint import read_published_errors
    from daliz.io.chains import read_json
    from daliz.io.messages.check import check_document

    data = read_json(path)
    found = check_document(data)
    text = json.dumps(data)
    for row in read_published_errors():
        wrong = row["published"]
        if (
            wrong is not None
            and row["should_be"] is not None
            and f'"{wrong:g}"' in text
            and "." in f"{wrong:g}"
        ):
            found.append(f"The figure {wrong:g} is known to be wrong ({row['error']}: {row['note']})")
    return found


def chain_of_exchange_file(path: Path) -> TransportChain:
    """Return the chain inside an iLEAP document or PACT footprints."""
    from daliz.io.chains import read_json
    from daliz.io.messages.pact import chain_of_exchange

    return chain_of_exchange(read_json(path), path.name)
