"""The forms of what comes in and goes out: the only place where Pydantic is used.

What comes in is closed: an unknown field is a fault. What goes out is described by its main members and open
for more: a reader must pass over members it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

__all__ = [
    "Change",
    "ChangeRequest",
    "CompareQuery",
    "Day",
    "Document",
    "DraftRequest",
    "EditRequest",
    "ExportQuery",
    "FeatureCollection",
    "FootprintReport",
    "FootprintRequest",
    "FootprintsJob",
    "JobKind",
    "JobRequest",
    "JobView",
    "Language",
    "LeversJob",
    "Name",
    "PartialDate",
    "Person",
    "Piece",
    "PlanDocument",
    "PlanLinkQuery",
    "PlanQuestion",
    "PlansJob",
    "Problem",
    "Scenario",
    "UndoRequest",
    "ValidationJob",
]

Language = Literal["en", "ru", "kk", "ja"]


def _day_pattern(years: str, leap_years: str) -> str:
    """Return the pattern of every day of some years, and of no other text."""
    usual = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
    return f"^(({years})-({usual})|({leap_years})-02-29)$"


def _day(pattern: str) -> Callable[[object], object]:
    """Return the reader of a day: text of the pattern alone, where Pydantic would take numbers and instants too."""
    form = re.compile(pattern)

    def read(value: object) -> object:
        if value is None or type(value) is date:
            return value
        if not isinstance(value, str) or form.fullmatch(value) is None:
            raise ValueError("write a day as 2026-12-01")
        return date.fromisoformat(value)

    return read


LEAP_OF_2000 = "20([02468][048]|[13579][26])"
DAY = _day_pattern("199[2-9]|20[0-9][0-9]", f"1992|1996|{LEAP_OF_2000}")
BIRTH_DAY = _day_pattern("19[0-9][0-9]|20[0-9][0-9]", f"19(0[48]|[2468][048]|[13579][26])|{LEAP_OF_2000}")
Day = Annotated[date, BeforeValidator(_day(DAY)), WithJsonSchema({"type": "string", "pattern": DAY})]
BirthDay = Annotated[
    date, BeforeValidator(_day(BIRTH_DAY)), WithJsonSchema({"type": "string", "pattern": BIRTH_DAY})
]
PartialDate = Annotated[
    str,
    Field(
        pattern=f"{_day_pattern('(19|20)[0-9][0-9]', LEAP_OF_2000)}|^(19|20)[0-9][0-9](-(0[1-9]|1[0-2])|-Q[1-4])?$"
    ),
]
JobKind = Literal["plans", "levers", "footprints", "cuts", "validation"]
PlaceText = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=80)]


def _truth(value: object) -> object:
    """Return the value if it is true or false: 0, yes and on are no answers of the described form."""
    if value is None or isinstance(value, bool) or value in ("true", "false"):
        return value
    raise ValueError("write true or false")


def _number(value: object) -> object:
    """Return the value unless it is true or false, which Python takes for numbers."""
    if isinstance(value, bool):
        raise ValueError("write a number")  # noqa: TRY004 - Pydantic turns a ValueError into a fault of the form
    return value


Truth = Annotated[bool, BeforeValidator(_truth)]
#: Stands after the bounds, which the description would lose otherwise.
NO_TRUTH = BeforeValidator(_number)
Seed = Annotated[int, Field(ge=0, le=2**31 - 1), NO_TRUTH]


class Closed(BaseModel):
    """Something that comes in."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, allow_inf_nan=False)


class Open(BaseModel):
    """Something that goes out; it may hold more."""

    model_config = ConfigDict(extra="allow")


class PlanQuestion(Closed):
    """One freight question. Cargo is one of containers, wagons and tonnes; tonnes may also weigh the boxes."""

    origin: PlaceText = Field(
        alias="from",
        description="Hub id, UN/LOCODE, name in any of the languages, `Name, CC`, or `lat,lon`.",
        examples=["Kobe"],
    )
    destination: PlaceText = Field(alias="to", description="As `from`.", examples=["Almaty"])
    containers: Annotated[str, Field(max_length=100)] | None = Field(
        None, description="Boxes by type.", examples=["2x40HC"]
    )
    wagons: Annotated[int, Field(ge=1, le=10_000), NO_TRUTH] | None = Field(None, description="Rail wagons.")
    tonnes: Annotated[float, Field(ge=0.001, le=1_000_000), NO_TRUTH] | None = Field(
        None, description="Mass with packaging; alone, it goes into 20-foot boxes."
    )
    commodity: Name = Field("general", description="What it is: general, metal, grain, …")
    dangerous: Truth = Field(default=False, description="Dangerous goods.")
    ready: Day | None = Field(
        None, description="Day the cargo stands ready; today if left out.", examples=["2026-12-01"]
    )
    deadline: Day | None = Field(None, description="Day by whose end it should be there.")
    scope: Literal["door", "terminal"] = Field("door", description="Door to door or terminal to terminal.")
    slot: Truth | None = Field(None, description="Whether places on block trains and their ships are booked.")
    avoid: Words = Field(
        default_factory=list, description="Countries, hubs, modes, passages, corridors to keep out of.",
        examples=[["RU"]],
    )  # fmt: skip
    avoid_transit: Words = Field(default_factory=list, description="As avoid; the ends may lie there.")
    require: Words = Field(default_factory=list, description="What the way must pass.")
    scenario: Name = Field("base", description="State of the world; see /scenarios.", examples=["base"])
    seed: Seed = Field(1, description="Seed of the draws: the same gives the same answer.")


class PlanLinkQuery(PlanQuestion):
    """A question as an address, with what of its answer is wanted."""

    options: Literal["all", "shown"] = Field(
        "shown", description="Those of a named advantage only, or every option: four times the size."
    )
    lines: Truth = Field(default=True, description="Whether each leg has its line for the map.")


class ExportQuery(PlanLinkQuery):
    """A question as an address, with the form of its answer."""

    options: Literal["all", "shown"] = Field("all", description="Every option, or the shown ones only.")
    form: Literal["geojson", "csv"] = Field(description="Options as rows, or legs as GeoJSON.")
    option: Annotated[int, Field(ge=1, le=1000)] | None = Field(  # unit-ok: an order
        None, description="Only the legs of this option; all shown ones if left out."
    )
    lang: Language = Field("en", description="Language of the names in GeoJSON.")


class CompareQuery(PlanLinkQuery):
    """A question as an address, asked in several scenarios."""

    scenarios: Annotated[list[Name], Field(min_length=1, max_length=4)] = Field(
        description="States of the world; the first is what the others are held against."
    )
    pick: Literal["surest", "fastest", "cheapest", "greenest"] = Field(
        "surest", description="Which option of each scenario is compared."
    )


class Problem(Open):
    """A fault, RFC 9457."""

    type: str = Field(examples=["/docs#problem-unknown-place"])
    title: str = Field(examples=["A place name matches nothing"])
    status: int = Field(examples=[422])
    code: str = Field(examples=["unknown-place"])
    detail: str = Field(examples=["No place is called 'Almatty'."])
    hint: str = Field(examples=["Did you mean Almaty?"])
    request_id: str | None = Field(examples=["3f2a9c"])
    errors: list[dict[str, str]] | None = Field(
        None, description="Each fault of a request's form, with its place."
    )
    notes: list[dict[str, Any]] | None = Field(
        None,
        description="Detail and hint as keys and values, where the fault is about what was asked; "
        "they are then told in the language of `lang` or Accept-Language.",
    )


class Document(Open):
    """An object; its members stand in the reference."""


class Piece(BaseModel):
    """One piece of a list."""

    model_config = ConfigDict(extra="allow")

    items: list[dict[str, Any]]
    total: int = Field(description="Length of the whole list.")
    cursor: str | None = Field(description="Where the next piece begins; null at the end.")
    next: str | None = Field(description="Address of the next piece; null at the end.")


class Note(Open):
    """What is told beside the numbers; the catalogues of `/words/{lang}` hold the text of its key."""

    key: str
    values: dict[str, Any] = Field(
        description="Words, numbers, `{date}`, `{id, names}`, notes, or lists of these."
    )
    text: str = Field(description="The note in English.")


class PlanDocument(Open):
    """A plan: what `daliz plan --json` prints, with its permanent address. See the reference of the plan file."""

    format: Literal["daliz-plan-2"]
    query: dict[str, Any]
    options: list[dict[str, Any]] = Field(
        description="Best first; those of a named advantage (`why`) before others."
    )
    shown: int = Field(description="How many options have a named advantage.")
    closed: list[Note]
    warnings: list[Note]
    places: dict[str, Any]
    sources: dict[str, Any]
    provenance: dict[str, Any]
    links: dict[str, str] = Field(description="`self`: the address that gives this same answer.")


class FeatureCollection(Open):
    """GeoJSON, RFC 7946; every feature's `kind` says what it is."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]


class Scenario(Open):
    """A state of the world."""

    id: str
    titles: dict[str, str]
    why: str
    extends: list[str]
    as_of: str
    price_year: int


class FootprintReport(Open):
    """The account of one chain, ISO 14083."""

    chain: str
    totals: dict[str, Any]
    elements: list[dict[str, Any]]
    deviations: list[Note]
    provenance: dict[str, Any]


class Person(Closed):
    """What one says of oneself; what is left out is unknown, never assumed. Nothing of it is kept or logged."""

    birth_date: BirthDay | None = None
    nationality: Annotated[str, Field(min_length=2, max_length=2)] = "KZ"
    years_work: Annotated[float, Field(ge=0, le=80), NO_TRUTH] | None = None
    years_teaching: Annotated[float, Field(ge=0, le=80), NO_TRUTH] | None = None
    years_schooling: Annotated[float, Field(ge=0, le=40), NO_TRUTH] | None = None
    employer: (
        Literal[
            "university", "school", "teacher training school", "public administration", "company", "other"
        ]
        | None
    ) = None
    education: Literal["university", "teacher training school", "school"] | None = None
    role: Literal["undergraduate", "graduate", "young professional"] | None = None
    same_field: Truth | None = None
    goes_on_to_degree: Truth | None = None
    learns_japanese: Truth | None = None
    returns_to_teach: Truth | None = None
    mext_before: Truth | None = None
    recommended: Truth | None = None
    intake: Annotated[str, Field(pattern=r"^20\d\d$")] | None = Field(None, description="Intake year.")
    programmes: Annotated[list[Name], Field(max_length=50)] = Field(
        default_factory=list, description="Programme ids; all if empty."
    )


class FootprintRequest(Closed):
    """A chain to be accounted: the `chain` of a plan's option, a saved plan, or your own."""

    chain: dict[str, Any] = Field(description="A chain, or a whole plan document.")
    option: Annotated[int, Field(ge=1, le=1000), NO_TRUTH] = Field(
        1, description="Of a plan document: which option."
    )
    levers: Truth = Field(default=False, description="Whether to add what each lever would change.")
    carbon_price: Name | None = Field(None, description="A series of carbon prices to cost it at.")
    carbon_year: Annotated[int, Field(ge=1990, le=2100), NO_TRUTH] = 2026


class PlansJob(Closed):
    """Many questions."""

    kind: Literal["plans"]
    questions: Annotated[list[PlanQuestion], Field(min_length=1, max_length=5000)]


class LeversJob(Closed):
    """What each promise and project changes on a flow."""

    kind: Literal["levers"]
    question: PlanQuestion
    late_months: Annotated[int, Field(ge=0, le=240), NO_TRUTH] = Field(
        0, description="How late the projects come against their due dates."
    )


class FootprintsJob(Closed):
    """Many chains, accounted, or the ways to cut their emissions ranked over all of them."""

    kind: Literal["footprints", "cuts"]
    chains: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=100_000)]


class ValidationJob(Closed):
    """The model against every published case."""

    kind: Literal["validation"]
    seed: Seed = 1


JobRequest = Annotated[PlansJob | LeversJob | FootprintsJob | ValidationJob, Field(discriminator="kind")]


class JobView(Open):
    """A job and how far it is."""

    id: str
    kind: JobKind
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    done: int
    total: int | None
    created: str
    started: str | None
    ended: str | None
    problem: dict[str, Any] | None = Field(description="Why it failed or was interrupted.")
    links: dict[str, str]


class ChangeRequest(Closed):
    """Rows to add to the user's own register, by table; a row with the key of another replaces it."""

    who: Name
    why: Annotated[str, Field(min_length=1, max_length=500)]
    rows: dict[Name, Annotated[list[dict[str, Any]], Field(max_length=500)]] = Field(
        description="Table to rows; a row's members are the columns of the table."
    )


class DraftRequest(Closed):
    """A text from which records are to be proposed; it is not kept."""

    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    lang: Language | None = Field(None, description="Language of the text; told by itself if left out.")
    published: PartialDate | None = Field(
        None, description="When the text appeared; dates relative expressions."
    )
    source: Name | None = Field(None, description="Id of its source.")


class EditRequest(Closed):
    """Columns to change in one record."""

    who: Name
    why: Annotated[str, Field(min_length=1, max_length=500)]
    table: Name
    key: Annotated[str, Field(min_length=1, max_length=200)]
    columns: dict[Name, Annotated[str, Field(max_length=5000)]]
    after: Annotated[int, Field(ge=0, le=2**53)] | None = Field(
        None,
        description="Number of the last change of the row that its editor saw, 0 for none; no later one is overwritten.",
    )


class UndoRequest(Closed):
    """Who takes a change back, and why."""

    who: Name
    why: Annotated[str, Field(min_length=1, max_length=500)]


class Change(Open):
    """One kept change."""

    number: int
    at: str
    who: str
    why: str
    table: str
    key: list[str]
