"""A row becomes a frozen record: each field is the column of its own name."""

from dataclasses import dataclass
from datetime import date

import pytest

from daliz.errors import DataError
from daliz.io.rows import from_row, names_of
from daliz.model.network import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    id: str
    names: dict[str, str]
    length_km: float | None
    valid_from: date | None
    note: str | None = None
    where: str = ""

    def __post_init__(self) -> None:
        if self.length_km is not None and not self.length_km > 0:
            raise DataError(f"{self.where}: length_km is {self.length_km}.")


ROW = {
    "berth": "aktau-4",
    "name_en": "Berth 4",
    "name_ru": "Причал 4",
    "name_kk": None,
    "length_km": 0.15,
    "valid_from": "2024-Q2",
    "note": None,
    "_where": "berths.csv:5",
    "_layer": "facts",
}


def test_each_field_takes_the_column_of_its_name():
    assert from_row(Berth, ROW, id=ROW["berth"]) == Berth(
        id="aktau-4",
        names={"en": "Berth 4", "ru": "Причал 4"},
        length_km=0.15,
        valid_from=date(2024, 4, 1),
        note=None,
        where="berths.csv:5",
    )


def test_an_empty_cell_stays_none_and_what_is_given_wins():
    empty = {**ROW, "length_km": None, "valid_from": None}
    found = from_row(Berth, empty, id="x", note="measured")
    assert (found.length_km, found.valid_from, found.note) == (None, None, "measured")


def test_a_field_without_a_column_is_a_fault_even_where_it_has_a_default():
    misspelt = {("notes" if k == "note" else k): v for k, v in ROW.items()}
    with pytest.raises(KeyError, match="note"):
        from_row(Berth, misspelt, id="x")


def test_the_checks_of_the_record_run():
    with pytest.raises(DataError, match=r"berths.csv:5: length_km is -1"):
        from_row(Berth, {**ROW, "length_km": -1}, id="x")


def test_names_are_those_that_are_filled():
    assert names_of({"name_en": "Aktau", "name_ru": "", "name_ja": None}) == {"en": "Aktau"}
    assert names_of({}) == {}


def test_a_row_of_the_facts_lacks_no_field_of_its_record():
    from daliz.io.tables import built_in_facts, read_table

    row = read_table("rates", [built_in_facts()])[0]
    assert from_row(Rate, row, id=row["rate"]).source_id == row["source_id"]
