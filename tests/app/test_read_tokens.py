"""What --avoid and --require may name, and that naming it does something."""

from datetime import date

import pytest

from daliz.app.plan_chain import make_cargo, make_query, plan_chain, read_world
from daliz.app.read_tokens import tokens_of
from daliz.errors import NoPlanError, QueryError

READY = date(2026, 12, 1)
BOXES = make_cargo(containers="2x40HC")


@pytest.fixture(scope="module")
def world():
    return read_world()


def ask(world, **more):
    return plan_chain(world, make_query(world, "chongqing", "duisburg", cargo=BOXES, ready=READY, **more))


@pytest.mark.parametrize(
    ("word", "token"),
    [
        ("ru", "country:RU"), ("Россия", "country:RU"), ("KAZ", "country:KZ"), ("country:kz", "country:KZ"),
        ("aktau", "aktau"), ("Актау", "aktau"), ("hub:aktau", "aktau"), ("sea", "mode:sea"), ("mode:Rail", "mode:rail"),
        ("suez", "passage:suez"), ("Suez Canal", "passage:suez"), ("スエズ運河", "passage:suez"),
        ("khorgos/altynkol", "border:altynkol/khorgos"), ("border:Altynkol/Khorgos", "border:altynkol/khorgos"),
        ("border:kz/cn", "border:CN/KZ"), ("China/Kazakhstan", "border:CN/KZ"),
        ("northern", "corridor:northern"), ("corridor:middle-poti", "corridor:middle-poti"),
        ("sea:caspian", "sea:caspian"), ("aktau-alat-feeder", "service:aktau-alat-feeder"),
        ("operator:Feeder", "operator:feeder"),
    ],
)  # fmt: skip
def test_a_word_names_one_thing(world, word, token):
    assert tokens_of(world.corridor, (word,)) == (token,)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("aktua", "Aktau"), ("country:ZZ", "Known"), ("aktau/kobe", "border:CN/KZ"), ("KZ/ZZ", "border:CN/KZ"),
        ("operator:Nobody at all", "services"), ("operator:", "services"), ("border:", "border:CN/KZ"),
        ("a/b/c", "border:CN/KZ"), ("passage:suze", "suez"),
    ],
)  # fmt: skip
def test_a_word_that_names_nothing_is_refused_with_what_to_write(world, word, hint):
    with pytest.raises(QueryError) as error:
        tokens_of(world.corridor, (word,))
    assert hint in f"{error.value}"


def test_words_may_be_many_and_are_taken_once(world):
    assert tokens_of(world.corridor, ("RU, BY", "ru", "")) == ("country:RU", "country:BY")


@pytest.mark.parametrize(
    "token",
    [
        "country:RU", "dostyk", "mode:ferry", "passage:south_africa", "border:altynkol/khorgos", "border:CN/KZ",
        "corridor:northern", "corridor:northern-dostyk", "operator:feeder", "sea:caspian",
        "service:aktau-alat-feeder-unbooked",
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["avoid", "avoid_transit", "require"])
def test_what_is_avoided_is_not_passed_and_what_is_required_is(world, token, how):
    free = ask(world)
    asked = ask(world, **{how: (token,)})
    kind, _, name = token.partition(":")

    def passes(option):
        if kind == "corridor":
            return name in {option.corridor, option.group}
        if kind == "operator":
            by = [s for s in world.corridor.services if f"service:{s.id}" in option.tokens]
            return any(s.is_of(name) for s in by)
        return token in option.tokens

    assert asked.options
    assert any(passes(o) for o in free.options) or how == "require"
    assert all(passes(o) is (how == "require") for o in asked.options)


def test_all_corridors_avoided_leave_no_plan_and_the_message_names_them(world):
    with pytest.raises(NoPlanError, match="Avoided: northern"):
        plan_chain(
            world,
            make_query(
                world,
                "moscow",
                "almaty",
                cargo=BOXES,
                ready=READY,
                avoid=("corridor:northern", "local", "sea", "ferry"),
            ),
        )


def test_what_is_both_required_and_avoided_is_refused(world):
    with pytest.raises(QueryError, match="country:RU: both required and to be avoided"):
        ask(world, avoid=("RU",), require=("ru",))


def test_requirements_that_follow_from_others_are_not_counted(world):
    many = ("aktau", "alat", "akhalkalaki", "KZ", "AZ", "GE", "CN", "DE", "sea", "duisburg")
    options = ask(world, require=many).options
    assert options
    assert all({"aktau", "alat", "akhalkalaki", "mode:sea"} <= o.tokens for o in options)


def test_too_many_requirements_are_refused_before_the_search_doubles_itself(world):
    with pytest.raises(QueryError, match="Require at most 6"):
        ask(world, require=("RU", "BY", "PL", "UZ", "TM", "AZ", "GE", "TR"))


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(9999, 12, 31)])
def test_a_day_of_which_nothing_is_known_is_refused(world, day):
    with pytest.raises(QueryError, match="2000 to 2100"):
        make_query(world, "kobe", "almaty", cargo=BOXES, ready=day)


def test_a_cargo_of_a_million_tonnes_and_more_is_refused():
    with pytest.raises(QueryError, match="at most 1,000,000 t"):
        make_cargo(wagons=10**20)
    assert make_cargo(wagons=1000).mass_t == 60_000
