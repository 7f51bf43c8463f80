"""Maps and timelines: projection, land, great circles, labels."""

from __future__ import annotations

import math
import re

import pytest

from daliz.io.basemap import frame_of, great_circle_line, land_paths


def test_the_frame_shows_every_point_inside_its_margin():
    points = [(135.2, 34.7), (76.9, 43.2), (6.8, 51.4)]
    frame = frame_of(points, 1000, 520, 60)
    for point in points:
        x, y = frame.xy(point)
        assert 59 <= x <= 941
        assert 59 <= y <= 461


def test_north_is_up_and_east_is_right():
    frame = frame_of([(60.0, 40.0), (80.0, 50.0)], 1000, 520)
    assert frame.xy((70, 50))[1] < frame.xy((70, 40))[1]
    assert frame.xy((80, 45))[0] > frame.xy((60, 45))[0]


def test_the_map_keeps_areas():
    frame = frame_of([(20.0, 10.0), (120.0, 65.0)], 1000, 520)

    def area_px(lon, lat):
        half = 0.5
        corners = [
            frame.xy((lon + a, lat + b))
            for a, b in ((-half, -half), (half, -half), (half, half), (-half, half))
        ]
        turned = corners[1:] + corners[:1]
        return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, turned, strict=True))) / 2

    def true_area(lat):
        return math.cos(math.radians(lat))

    ratios = [area_px(lon, lat) / true_area(lat) for lon, lat in ((70, 40), (30, 60), (110, 20))]
    assert max(ratios) / min(ratios) == pytest.approx(1, abs=0.01)


def test_a_long_stretch_follows_the_great_circle():
    line = great_circle_line([(140.0, 35.0), (-120.0, 35.0)])
    assert len(line) > 20
    assert max(lat for _, lat in line) == pytest.approx(47.4, abs=0.5)  # the arc lies north of its ends
    assert great_circle_line([]) == []


def test_land_is_drawn_where_there_is_land():
    land, borders = land_paths(frame_of([(49.9, 40.3), (51.2, 43.6)], 1000, 520))
    assert land.startswith("M")
    assert borders.startswith("M")
    far, _ = land_paths(frame_of([(-150.0, -30.0), (-149.0, -31.0)], 1000, 520))  # the empty South Pacific
    assert far == ""
    assert not re.search(r"nan|inf", land)
