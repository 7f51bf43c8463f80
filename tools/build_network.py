"""Compile the network tables from the shared material: python tools/build_network.py SHARED_DIR.

Writes src/daliz/facts/osm (ODbL 1.0), facts/sea (Apache-2.0) and facts/gazetteer (CC BY 4.0). The hand-kept
tables (places, terminals, links, border_crossings, aliases, corridors, regions) are not touched.
"""

from __future__ import annotations

import sys
from pathlib import Path

import build_gazetteer
import build_osm
import build_sea


def main(argv: list[str]) -> int:
    if len(argv) != 2 or not (Path(argv[1]) / "network/rail_links.geojson").is_file():
        print("Usage: python tools/build_network.py SHARED_DIR; it holds network/rail_links.geojson.")
        return 2
    shared = Path(argv[1])
    facts = Path(__file__).resolve().parent.parent / "src/daliz/facts"
    build_osm.build(shared, facts)
    build_sea.write(build_sea.load(shared / "network/sea_graph.json"), facts)
    build_gazetteer.build(shared, facts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
