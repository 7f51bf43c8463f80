"""Answers are JSON, to the byte what Python's own writer gives; what JSON cannot say is null or escaped."""

import json

from daliz.web.plain import json_bytes


def test_bytes_are_those_of_json():
    data = {"a": [1, 2.5, 0.0001, -0.0, 1e16, True, None], "б": 'Қазақ 東京 "\\\n\u2028', "n": {"x": []}}
    assert json_bytes(data) == json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def test_a_number_that_is_not_finite_is_null():
    assert json_bytes([float("nan"), float("inf")]) == b"[null,null]"


def test_a_lone_surrogate_is_escaped():
    assert json_bytes({"a": "\ud800"}) == b'{"a":"\\ud800"}'
