"""Errors: each survives a worker process, has its own code, and says what to do."""

import ast
import pickle

import pytest

from daliz import errors


def every(cls=errors.DalizError):
    yield cls
    for sub in cls.__subclasses__():
        yield from every(sub)


@pytest.mark.parametrize("cls", list(every()), ids=lambda c: c.__name__)
def test_an_error_survives_pickling_and_being_made_again_from_its_arguments(cls):
    error = cls("rates.csv:3: unknown unit 'ton'.", "Write 't'.")
    for twin in (pickle.loads(pickle.dumps(error)), type(error)(*error.args)):
        assert (type(twin), str(twin)) == (cls, "rates.csv:3: unknown unit 'ton'. Write 't'.")
        assert (twin.message, twin.hint) == (error.message, error.hint)


def test_an_error_with_a_keyword_only_argument_would_not_survive():
    class Fragile(Exception):  # noqa: N818
        def __init__(self, *, where):
            super().__init__(where)

    with pytest.raises(TypeError, match="positional"):
        Fragile(*Fragile(where="x").args)


def test_no_two_errors_share_a_code():
    codes = [c.code for c in every()]
    assert len(codes) == len(set(codes))


def test_every_error_of_the_tree_is_public():
    assert sorted(c.__name__ for c in every()) == [name for name in errors.__all__ if name[0].isupper()]


def test_what_stands_under_an_identifier_is_found_or_the_nearest_named():
    known = {"KZAAU": 0, "GEPTI": None}
    assert errors.look_up(known, "KZAAU", kind="terminal", where="services.csv:14") == 0
    assert errors.look_up(known, "GEPTI", kind="terminal", where="services.csv:14") is None
    with pytest.raises(errors.UnknownIdError) as info:
        errors.look_up(known, "KZAAV", kind="terminal", where="services.csv:14")
    assert str(info.value) == "services.csv:14: there is no terminal 'KZAAV'. Did you mean 'KZAAU'?"


def test_a_near_miss_is_named():
    error = errors.UnknownIdError.of(
        "terminal", "aktao.port", ["aktau.port", "lianyungang"], "services.csv:14"
    )
    assert str(error) == "services.csv:14: there is no terminal 'aktao.port'. Did you mean 'aktau.port'?"


#: Where a fault of any kind must be reported rather than lost, and why.
BOUNDARIES = {"app/jobs.py": "a job that fails for whatever reason must say so to who waits for it"}
BROAD = {"Exception", "BaseException"}


def broad_handlers(text, file="x.py"):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            names = (
                [n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)] if node.type else ["Exception"]
            )
            if BROAD & set(names):
                yield f"{file}:{node.lineno}"


def test_nothing_below_the_command_line_catches_everything(source):
    below = [
        f
        for f in source.rglob("*.py")
        if f.relative_to(source).parts[0] not in {"cli", "web"}
        and f.relative_to(source).as_posix() not in BOUNDARIES
    ]
    assert [
        o for f in below for o in broad_handlers(f.read_text(encoding="utf-8"), f.relative_to(source))
    ] == []


def test_a_broad_handler_is_found():
    assert list(broad_handlers("try:\n    f()\nexcept Exception:\n    pass")) == ["x.py:3"]
    assert list(broad_handlers("try:\n    f()\nexcept (KeyError, ValueError):\n    pass")) == []
