"""The notice that an export of the network carries."""

from __future__ import annotations

__all__ = ["CREDITS", "DATABASE_NOTICE"]

#: What an export is made from: what, licence, credit.
CREDITS: tuple[tuple[str, str, str], ...] = (
    ("rail track: lengths and lines", "ODbL-1.0", "© OpenStreetMap contributors"),
    ("names and positions of places", "CC-BY-4.0", "GeoNames"),
    ("sea lanes", "Apache-2.0", "searoute"),
    ("everything else", "CC-BY-4.0", "Daliz, from the sources named by source_id"),
)

DATABASE_NOTICE = """\
Rail track, its lengths and lines: © OpenStreetMap contributors. They are a database under the Open
Database Licence (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/1-0/. You may use it for anything if
you name the contributors; a database that you make from it and share must be under the same licence.
Names and positions of places: GeoNames, CC BY 4.0, https://www.geonames.org/.
Sea lanes: searoute, Apache-2.0.
Everything else: Daliz, CC BY 4.0, from the sources named by source_id.
"""
