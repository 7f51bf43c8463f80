"""The ends of a published outcome read as places: a hub, a region that pools its members, or the nearest hub of a town."""

# ruff: noqa: E501 - a pattern stays on one line
from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daliz.app.find_place import find_place
from daliz.errors import QueryError, UnreadableCaseError
from daliz.model.corridor import Corridor
from daliz.model.place import great_circle_km
from daliz.model.validation import PublishedEnd
from daliz.notes import Named, Note
from daliz.words import fault

__all__ = ["Atlas", "EndText", "Member", "hub_named", "split_end", "split_pair"]

Region = Mapping[str, object]
PORT_KM = 120.0  # a port this near serves a hub that has none
NEAREST_KM = 400.0  # a town farther than this from every hub of its country stands for none of them
#: Words of scope inside an end; the scope itself is read from the whole row.
SCOPE_WORDS = re.compile(
    r"\b(?:door[- /]*(?:to[- /]*)?door|terminal[- /]*(?:to[- /]*)?terminal|port[- /]*(?:to[- /]*)?port|station[- ]to[- ]station"
    r"|cy[-/]cy|dtd|d2d|ddp|dap|fob|cif|fca|for|fast train|block train|express)\b|от двери до двери|дверь-дверь",
    re.IGNORECASE,
)
KIND_WORDS = re.compile(
    r"^(?:from|to|ex|port of|ports of|city of|the|station|порт|станция|г\.)\s+|\s+(?:area|hub|dry port|rail terminal|terminal|inland port)$",
    re.IGNORECASE,
)
ALTERNATIVES = re.compile(r"\s*(?:/|\+|&|;|\bor\b|\band\b|\bили\b|\bи\b|、|・)\s*", re.IGNORECASE)
VIA = re.compile(r"\b(?:via|through|by way of|через|经)\b\s*(.+)$", re.IGNORECASE)


def hub_named(corridor: Corridor, ident: str) -> Named:
    """Return a hub with its names."""
    return Named.of(ident, corridor.hubs[ident].names)


def fold(text: str) -> str:
    """Return a name without case, accents and punctuation: letters of any script, parted by hyphens."""
    text = unicodedata.normalize("NFKD", re.sub(r"['’ʼ`´]", "", text.casefold()))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", text).strip("-")


@dataclass(frozen=True, slots=True)
class Member:
    """One of the places that an end stands for, with its weight."""

    place: str
    weight_share: float


@dataclass(frozen=True, slots=True)
class EndText:
    """An end without scope words: its name, and what it says it passes."""

    name: str
    via: str


def split_end(text: str) -> EndText:
    """Return an end without its scope words and definitions, and what follows ``via``."""
    text = re.sub(r"\([^)]*definition\)", "", text, flags=re.IGNORECASE)
    text = SCOPE_WORDS.sub("", text)
    inner = re.search(r"\(([^)]*\b(?:via|through|через)\b[^)]*)\)", text, flags=re.IGNORECASE)
    via = ""
    if inner is not None:
        match = VIA.search(inner[1])
        via = match[1] if match else ""
        text = text.replace(inner[0], "")
    match = VIA.search(text)
    if match is not None:
        via = f"{via} - {match[1]}".strip(" -")
        text = text[: match.start()]
    text = re.sub(r"\(\s*[,;-]*\s*\)", "", text)
    return EndText(re.sub(r"\s+", " ", text).strip(" ,;-–—"), via)


def split_pair(text: str) -> tuple[str, str] | None:
    """Return two ends written in one cell, ``Aktau->Alat`` or ``China – Europe``; None where there is one."""
    for mark in (r"\s*(?:->|→|⇒|=>|>)\s*", r"\s+(?:-|–|—|to)\s+", r"\s*[–—]\s*", r"(?<=\w)-(?=[A-ZА-ЯЁ])"):
        parts = [p for p in re.split(mark, text.strip()) if p.strip()]
        if len(parts) == 2:  # noqa: PLR2004 - a pair
            return parts[0], parts[1]
    return None


class Atlas:
    """Hubs, regions and countries by all their names."""

    def __init__(self, corridor: Corridor, regions: Sequence[Region]) -> None:
        self.corridor = corridor
        self.members: dict[str, list[Region]] = {}
        self.region_of: dict[str, str] = {}
        for r in regions:
            name = str(r["region"])
            self.members.setdefault(name, []).append(r)
            also = r.get("also")
            for text in (
                name,
                r["name_en"],
                r["name_ru"],
                *(also if isinstance(also, (list, tuple)) else ()),
            ):
                self.region_of.setdefault(fold(str(text)), name)
        self.countries: dict[str, str] = {}
        for country in corridor.countries.values():
            keys = {fold(n) for n in (*country.names.values(), country.iso3)}
            for key in keys:
                self.countries.setdefault(key, country.id)
            region = next((self.region_of[k] for k in keys if k in self.region_of), None)
            if region is not None:
                for key in keys:
                    self.region_of.setdefault(key, region)
        self.hubs: dict[str, str] = {}
        for hub in corridor.hubs.values():
            for text in (hub.id, *hub.names.values()):
                self.hubs.setdefault(fold(text), hub.id)
                self.hubs.setdefault(fold(text).replace("-", ""), hub.id)

    def hub(self, text: str) -> str | None:
        """Return the hub of just this name, None where there is none."""
        key = fold(KIND_WORDS.sub("", text.strip()))
        key = re.sub(r"^(?:port|порт)-|-(?:port|station|порт|станция)$", "", key)
        return self.hubs.get(key) or self.hubs.get(key.replace("-", ""))

    def region(self, text: str, group: str | None) -> list[Member]:
        """Return the members of a region of this name, by weight, for a group of corridors; none where there is no such region."""
        key = fold(KIND_WORDS.sub("", text.strip()))
        name = self.region_of.get(fold(text)) or self.region_of.get(key)
        if (
            name is None
            and re.fullmatch(r"[A-Z]{2}", text.strip())
            and text.strip() in self.corridor.countries
        ):
            country = self.corridor.countries[text.strip()]
            name = next(
                (self.region_of[k] for n in country.names.values() if (k := fold(n)) in self.region_of), None
            )
        if name is None:
            return []
        rows = self.members[name]
        kinds = {str(r["corridor_group"]) for r in rows}
        order = (group, "any", "northern", min(kinds))
        kind = next(k for k in order if k in kinds)
        chosen = [
            (str(r["place"]), float(str(r["weight_share"]))) for r in rows if r["corridor_group"] == kind
        ]
        if group == "sea":
            ports = [(p, w) for p, w in chosen if f"{p}.port" in self.corridor.terminals]
            chosen = ports or chosen
        total = sum(w for _, w in chosen)
        return [Member(p, w / total) for p, w in chosen]

    def told(self, text: str) -> tuple[PublishedEnd, ...]:
        """Return an end as published, without its words of scope: one, or the parts of ``Poti/Batumi``."""
        name = split_end(text).name
        parts = [p.strip() for p in ALTERNATIVES.split(name) if p.strip()]
        whole = self._told(name)
        return (whole,) if whole.names or len(parts) < 2 else tuple(map(self._told, parts))  # noqa: PLR2004

    def _told(self, text: str) -> PublishedEnd:
        """Return a name with the same in other languages; a reading of it, "Vostochny" for Nakhodka, is another name."""
        key, hub = fold(text), self.hub(text)
        country = text if text in self.corridor.countries else self.countries.get(key)
        if country is not None:
            return PublishedEnd(text=text, names=self.corridor.countries[country].names)
        if hub is not None:
            names: Mapping[str, str] = self.corridor.hubs[hub].names
        else:
            try:
                names = find_place(text).names
            except QueryError:
                names = {}
        bare = {lang: _parentheses(name)[0] for lang, name in names.items()}  # Alat (Baku port) is Alat
        return PublishedEnd(text=text, names=bare if key in map(fold, bare.values()) else {})

    def end(self, text: str, group: str | None, notes: list[Note]) -> list[Member]:
        """Return the places of an end; ``notes`` takes what a reader must know.

        Raises
        ------
        UnreadableCaseError
            If some part of it names no place, region or country of ours.
        """
        whole = self._one(text, group)
        if whole:
            return whole
        bare, inner = _parentheses(text)
        if inner:
            inside = self._one(inner, group) or self._pieces(inner, group)
            outside = self._one(bare, group) or self._pieces(bare, group)
            if inside and (not outside or len(outside) > 1):
                return inside  # China (Khorgos): the nearer word
            if outside:
                return outside  # Baku (Sumgait): a hub with a remark
        pieces = self._pieces(bare, group)
        if pieces:
            return pieces
        return self._known_of(bare, group, notes)

    def _known_of(self, text: str, group: str | None, notes: list[Note]) -> list[Member]:
        """Return the pooled parts of ``A/B``; a part that names nothing is left out where another does, and told."""
        parts = [p for p in ALTERNATIVES.split(text) if p.strip()] or [text]
        found: list[list[Member]] = []
        unknown: UnreadableCaseError | None = None
        missed = ""
        for part in parts:
            try:
                found.append(self._one(part, group) or [Member(self._found(part, notes), 1.0)])
            except UnreadableCaseError as error:
                unknown = error
                missed = part.strip()
        if unknown is not None:
            if not found:
                raise unknown
            notes.append(Note.of("note.case.left_out", name=missed))
        return [Member(m.place, m.weight_share / len(found)) for members in found for m in members]

    def with_port(self, members: Sequence[Member], notes: list[Note]) -> list[Member]:
        """Return the members with the port that serves each where it has none itself: Alat for Baku, Ambarli for Istanbul."""
        hubs, found = self.corridor.hubs, []
        for m in members:
            here = hubs[m.place]
            near = min(
                (
                    (great_circle_km(here.lat_deg, here.lon_deg, h.lat_deg, h.lon_deg), h.id)
                    for h in hubs.values()
                    if h.country == here.country and f"{h.id}.port" in self.corridor.terminals
                ),
                default=None,
            )
            if f"{m.place}.port" not in self.corridor.terminals and near is not None and near[0] <= PORT_KM:
                port, place = (hub_named(self.corridor, one) for one in (near[1], m.place))
                notes.append(Note.of("note.case.port_of", port=port, place=place))
                found.append(Member(near[1], m.weight_share))
            else:
                found.append(m)
        return found

    def _one(self, text: str, group: str | None) -> list[Member]:
        found = self.region(text, group)
        if found:
            return found
        hub = self.hub(text)
        return [Member(hub, 1.0)] if hub is not None else []

    def _pieces(self, text: str, group: str | None) -> list[Member]:
        """Return the pooled parts of ``A/B`` or ``A, B``, none unless each part is known."""
        for mark in (ALTERNATIVES, re.compile(r"\s*,\s*"), re.compile(r"\s+-\s+")):
            parts = [p for p in mark.split(text) if p.strip()]
            if len(parts) == 2 and fold(parts[1]) in self.countries and fold(parts[0]) not in self.countries:  # noqa: PLR2004
                parts = parts[:1] if "," in text else parts  # Almaty, Kazakhstan is one place
                if len(parts) == 1:
                    return self._one(parts[0], group)
            found = [self._one(p, group) for p in parts]
            if len(parts) > 1 and all(found):
                return [Member(m.place, m.weight_share / len(parts)) for members in found for m in members]
        return []

    def _found(self, text: str, notes: list[Note]) -> str:
        """Return the hub that a name finds, or the nearest hub of the town's country."""
        name = KIND_WORDS.sub("", text.strip()) or text
        try:
            match = find_place(name)
        except QueryError as error:
            first = (
                self.hub(re.split(r"[-‐‑‒–—]", name, maxsplit=1)[0]) if re.search(r"[-‐‑‒–—]", name) else None
            )
            if first is not None:  # Nakhodka-Vostochnaya: a station of a town
                notes.append(Note.of("note.case.read_as", name=name, hub=hub_named(self.corridor, first)))
                return first
            told = Note.of("error.case.no_place", name=text.strip())
            raise fault(UnreadableCaseError, told, *error.notes[1:]) from error
        if match.place_id is not None and match.place_id in self.corridor.hubs:
            return match.place_id
        here = (match.lat_deg, match.lon_deg)
        near = sorted(
            (great_circle_km(*here, h.lat_deg, h.lon_deg), h.id)
            for h in self.corridor.hubs.values()
            if h.country == match.country and self._has_terminal(h.id)
        )
        if not near or near[0][0] > NEAREST_KM:
            raise fault(
                UnreadableCaseError,
                Note.of(
                    "error.case.far",
                    name=text.strip(),
                    match=Named.of(match.name, match.names),
                    country=match.country or "?",
                    km=round(NEAREST_KM),
                ),
            )
        km, hub = near[0]
        named, near_hub = Named.of(match.name, match.names), hub_named(self.corridor, hub)
        notes.append(Note.of("note.case.near", name=named, hub=near_hub, km=round(km)))
        return hub

    def _has_terminal(self, hub: str) -> bool:
        return any(f"{hub}.{kind}" in self.corridor.terminals for kind in ("rail", "port"))


def _parentheses(text: str) -> tuple[str, str]:
    inner = re.search(r"[(（]([^)）]*)[)）]", text)
    if inner is None:
        return text, ""
    return re.sub(r"\s+", " ", text.replace(inner[0], " ")).strip(" ,"), inner[1].strip()
