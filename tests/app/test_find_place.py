"""Place names: every language, every code, the hub before the gazetteer, and no guess ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from daliz.app.find_place import find_place, suggest_places
from daliz.errors import QueryError, UnknownPlaceError
from daliz.io.gazetteer import fold, open_gazetteer
from daliz.io.tables import built_in_facts
from daliz.words import tell


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("aktau", "aktau"),
        ("Aktau", "aktau"),
        ("Актау", "aktau"),
        ("АКТАУ ПОРТ", "aktau"),
        ("Ақтау", "aktau"),
        ("アクタウ", "aktau"),
        ("KZAAU", "aktau"),
        ("kz aau", "aktau"),
        ("KZ_AAU", "aktau"),
        ("Alma-Ata", "almaty"),
        ("Алма-Ата", "almaty"),
        ("алма ата", "almaty"),
        ("アルマトイ", "almaty"),
        ("Almaty, Kazakhstan", "almaty"),
        ("Алматы, Казахстан", "almaty"),
        ("東京", "tokyo"),
        ("东京", "tokyo"),
        ("神戸", "kobe"),
        ("神戸港", "kobe"),
        ("Порт Кобе", "kobe"),
        ("JPUKB", "kobe"),
        ("上海", "shanghai"),
        ("重庆", "chongqing"),
        ("重慶", "chongqing"),
        ("Xi'an", "xian"),
        ("Xi’an", "xian"),
        ("Нур-Султан", "astana"),
        ("Кёльн", "cologne"),
        ("Кельн", "cologne"),
        ("Köln", "cologne"),
        ("Łódź", "lodz"),
        ("Saint Petersburg", "spb"),
        ("St. Petersburg", "spb"),
        ("Port of Baku", "alat"),
        ("Baku", "baku"),
        ("Semipalatinsk", "semey"),
        ("Yantian", "shenzhen"),
        ("Vostochny", "nakhodka"),
        ("Poti port", "poti"),
        ("NLRTM", "rotterdam"),
    ],
)
def test_a_hub_is_found_by_any_of_its_names_and_codes(text: str, place: str):
    assert find_place(text).place_id == place


def test_every_hub_is_found_by_its_id_and_by_its_english_and_russian_name():
    from daliz.io.tables import read_table

    for row in read_table("places", [built_in_facts()]):
        assert find_place(row["place"]).place_id == row["place"]
        for name in (row["name_en"], row["name_ru"]):
            match = find_place(name)
            assert match.place_id == row["place"] or any(
                f"(hub {row['place']})" in tell("en", a) for a in match.alternatives
            ), name


def test_an_ambiguous_name_takes_the_hub_and_lists_the_others_with_their_size():
    match = find_place("Aktau")
    assert match.place_id == "aktau"
    assert len(match.alternatives) == 2
    assert all("inhabitants" in tell("en", line) for line in match.alternatives)
    assert match.note is not None
    assert "the hub of that name" in tell("en", match.note)


def test_a_name_of_one_meaning_has_no_note():
    match = find_place("Pavlodar")
    assert match.alternatives == ()
    assert match.note is None


def test_among_gazetteer_places_the_most_populous_is_taken():
    match = find_place("Birmingham")
    assert match.place_id is None
    assert match.country == "GB"
    assert match.lat_deg == pytest.approx(52.48, abs=0.1)


@pytest.mark.parametrize(
    ("text", "country", "other"),
    [
        ("Alexandria", "EG", "Mashhad"),  # founded by the same king, so GeoNames says
        ("Talas", "KG", "Taraz"),
        ("Goris", "AM", "Gori"),
    ],
)
def test_the_place_of_that_name_comes_before_one_that_is_also_spelt_so(text, country, other):
    match = find_place(text)
    assert match.country == country
    assert any(tell("en", line).startswith(other) for line in match.alternatives), match.alternatives


@pytest.mark.parametrize("text", ["Georgia", "Kazakhstan", "Казахстан", "Қазақстан", "日本", "Georgia, GE"])
def test_a_country_is_refused_with_places_in_it(text):
    with pytest.raises(UnknownPlaceError) as caught:
        find_place(text)
    if "," not in text:
        assert "is a country" in str(caught.value)
        assert caught.value.hint.startswith("Name a place in it: ")


@pytest.mark.parametrize(("text", "place"), [("Hong Kong", "hongkong"), ("Singapore", "singapore")])
def test_a_city_that_bears_its_countrys_name_is_a_place(text, place):
    assert find_place(text).place_id == place


def test_a_terminal_is_taken_for_its_place_and_said_so():
    match = find_place("aktau.port")
    assert (match.place_id, match.alternatives) == ("aktau", ())
    assert match.note is not None
    assert "aktau.port is a terminal" in tell("en", match.note)


def test_a_country_tells_namesakes_apart():
    assert find_place("Brest").place_id == "brest"
    french = find_place("Brest, France")
    assert (french.place_id, french.country) == (None, "FR")


def test_istanbul_and_khorgos_say_that_they_have_several_hubs():
    istanbul = find_place("Istanbul")
    assert istanbul.place_id == "halkali"
    assert any("ambarli" in tell("en", line) for line in istanbul.alternatives)
    khorgos = find_place("Хоргос")
    assert {
        khorgos.place_id,
        *(tell("en", a).split("hub ")[-1].rstrip(")") for a in khorgos.alternatives),
    } == {
        "khorgos",
        "khorgosgateway",
        "altynkol",
    }


def test_a_point_takes_the_country_of_the_nearest_known_place_and_says_so():
    match = find_place("43.25, 76.95")
    assert (match.place_id, match.country) == (None, "KZ")
    assert match.note is not None
    assert "Almaty" in tell("en", match.note)


@pytest.mark.parametrize("text", ["99,200", "-91, 0", "", "   "])
def test_a_point_off_the_earth_or_an_empty_name_is_refused(text: str):
    with pytest.raises(QueryError) as caught:
        find_place(text)
    assert caught.value.hint


def test_an_unknown_name_is_refused_with_the_nearest_spellings():
    with pytest.raises(UnknownPlaceError) as caught:
        find_place("Almatty")
    assert "Almaty" in caught.value.hint
    with pytest.raises(UnknownPlaceError):
        find_place("qqqq")


def test_a_guess_matches_and_is_never_shown():
    gazetteer = open_gazetteer([built_in_facts()])
    places = [gazetteer.place(i) for i, line in enumerate(gazetteer.lines) if line]
    guessed = [p for p in places if p.guesses]
    assert len(guessed) > 500, "there must be guesses, or this proves nothing"
    for place in guessed:
        assert not set(place.guesses) & set(place.names.values())
    sample = next(p for p in guessed if p.country == "KZ" and p.population_count > 100_000)
    match = find_place(sample.guesses[0])
    assert match.lat_deg == pytest.approx(sample.lat_deg, abs=0.5)
    assert sample.guesses[0] not in match.name


def test_no_shown_japanese_name_outside_japan_korea_and_taiwan_is_a_chinese_spelling():
    gazetteer = open_gazetteer([built_in_facts()])
    for i, line in enumerate(gazetteer.lines):
        if line:
            place = gazetteer.place(i)
            if place.country == "CN" and "ja" in place.names:
                assert not any("\u4e00" <= c <= "\u9fff" for c in place.names["ja"]), place


def test_a_users_place_is_found_and_wins(tmp_path: Path):
    header = (built_in_facts() / "places.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "places.csv").write_text(
        f"{header}\nzhanatas,KZ,43.57,69.74,Asia/Almaty,Zhanatas,Жанатас,,,,daliz,,other,a mine\n",
        encoding="utf-8",
    )
    assert find_place("Жанатас", [tmp_path]).place_id == "zhanatas"
    assert find_place("zhanatas", [tmp_path]).place_id == "zhanatas"


def test_folding_joins_spellings_and_keeps_kana_apart():
    assert fold("Алёша") == fold("алеша")
    assert fold("Łódź") == "lodz"
    assert fold("ハンブルク") != fold("バンブルク")


def test_suggestions_put_hubs_first_and_speak_the_language():
    russian = suggest_places("ал", 5, "ru")
    assert {"almaty", "altynkol"} <= {m.place_id for m in russian}
    assert russian[0].name.startswith("Ал")
    assert suggest_places("大阪", 1, "ja")[0].place_id == "osaka"
    assert suggest_places("", 5) == []
    assert len(suggest_places("a", 7)) == 7
