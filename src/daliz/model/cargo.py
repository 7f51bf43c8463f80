"""What is moved: containers, wagons or loose tonnes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from daliz.errors import QueryError
from daliz.notes import Note

__all__ = ["CONTAINER_TYPES", "LEAST_T", "MOST_T", "Cargo", "ContainerType", "read_containers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerType:
    """A loading unit: its slots, and the payload assumed where none is given.

    The greatest payload is rounded from the mass marks usual for ISO 668 series 1 boxes; the usual
    payload is assumed: 20 t for 40 feet, the consignment that CAREC's corridor measurements price, and half
    of it for 20 feet.
    """

    id: str
    teu_count: float
    payload_t: float
    payload_most_t: float
    reefer: bool = False


CONTAINER_TYPES: dict[str, ContainerType] = {
    c.id: c
    for c in (
        ContainerType(id="20", teu_count=1, payload_t=10, payload_most_t=28.2),
        ContainerType(id="40", teu_count=2, payload_t=20, payload_most_t=26.7),
        ContainerType(id="40HC", teu_count=2, payload_t=20, payload_most_t=26.5),
        ContainerType(id="45", teu_count=2.25, payload_t=21, payload_most_t=27.7),
        ContainerType(id="20RF", teu_count=1, payload_t=10, payload_most_t=27.4, reefer=True),
        ContainerType(id="40RF", teu_count=2, payload_t=20, payload_most_t=29.4, reefer=True),
    )
}

LEAST_T = 0.001  # a kilogram: below it kilograms of CO2e are no longer counted in whole numbers
MOST_T = 1_000_000.0  # more than a year of any train path here; beyond it no price of ours means anything
_ITEM = re.compile(r"(\d+)\s*[xX×хХ*]\s*([0-9A-Za-z']+)")  # the Cyrillic х is what a Russian keyboard gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """One consignment.

    Attributes
    ----------
    containers
        Pairs of a number and a container type.
    wagons_count
        Rail wagons, where the cargo travels in them.
    mass_t
        Cargo with its packaging, without containers (ISO 14083: carrier equipment out).
    mass_given
        False where the mass is the usual payload, assumed.
    """

    containers: tuple[tuple[int, ContainerType], ...] = ()
    wagons_count: int = 0
    mass_t: float
    mass_given: bool
    commodity: str = "general"
    dangerous: bool = False

    def __post_init__(self) -> None:
        if not self.mass_t > 0:
            raise QueryError(
                f"The cargo weighs {self.mass_t} t; it must weigh more than 0.",
                "",
                (Note.of("error.no_weight", tonnes=self.mass_t),),
            )
        if self.mass_t > MOST_T:
            raise QueryError(
                f"The cargo weighs {self.mass_t:,.0f} t.",
                f"One consignment is at most {MOST_T:,.0f} t: ask for a part of it.",
                (Note.of("error.too_much", tonnes=self.mass_t), Note.of("error.ask_part", most=MOST_T)),
            )
        most = sum(n * c.payload_most_t for n, c in self.containers)
        if self.containers and self.mass_t > most:
            raise QueryError(
                f"{self.mass_t:g} t do not fit into {self.label}: at most {most:g} t.",
                "Add containers or take tonnes off.",
                (
                    Note.of("error.too_heavy", tonnes=self.mass_t, cargo=self.told, most=most),
                    Note.of("error.lighter"),
                ),
            )

    @property
    def teu_count(self) -> float:
        """Container slots."""
        return sum(n * c.teu_count for n, c in self.containers)

    @property
    def units_count(self) -> int:
        """Containers, or wagons where there are none."""
        return sum(n for n, _ in self.containers) or self.wagons_count

    @property
    def reefer(self) -> bool:
        """Whether any box is cooled."""
        return any(c.reefer for _, c in self.containers)

    @property
    def kind(self) -> str:
        """``container`` or ``wagon``: what a service must be able to carry."""
        return "container" if self.containers else "wagon"

    @property
    def label(self) -> str:
        """As a person would write it: ``2x40HC``."""
        if self.containers:
            return ",".join(f"{n}x{c.id}" for n, c in self.containers)
        return f"{self.wagons_count} wagons"

    @property
    def told(self) -> str | Note:
        """The label, or the wagons as a note."""
        return self.label if self.containers else Note.of("note.wagons", count=self.wagons_count)


def read_containers(text: str) -> tuple[tuple[int, ContainerType], ...]:
    """Return the boxes written as ``2x40HC,1x20``.

    Raises
    ------
    QueryError
        If a part is no number of a known container.
    """
    boxes: list[tuple[int, ContainerType]] = []
    for part in text.split(","):
        match = _ITEM.fullmatch(part.strip())
        known = ", ".join(CONTAINER_TYPES)
        if match is None:
            raise QueryError(
                f"{part.strip()!r} is no number of containers.",
                f"Write 2x40HC or 1x20,2x40; types: {known}.",
                (
                    Note.of("error.no_containers", part=part.strip()),
                    Note.of("error.write_containers", types=tuple(CONTAINER_TYPES)),
                ),
            )
        number, kind = (
            int(match[1]),
            match[2].upper().removesuffix("'").replace("HQ", "HC").replace("RH", "RF"),
        )
        if kind not in CONTAINER_TYPES:
            raise QueryError(
                f"There is no container type {match[2]!r}.",
                f"Types: {known}.",
                (
                    Note.of("error.no_container_type", kind=match[2]),
                    Note.of("error.types", types=tuple(CONTAINER_TYPES)),
                ),
            )
        if number < 1:
            raise QueryError(
                f"{part.strip()!r}: the number must be at least 1.",
                "",
                (Note.of("error.number_below_one", part=part.strip()),),
            )
        boxes.append((number, CONTAINER_TYPES[kind]))
    return tuple(boxes)
