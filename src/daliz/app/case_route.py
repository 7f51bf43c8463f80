"""The route of a published outcome read as rules: a group of corridors, what the way passes, which words were not read."""

# ruff: noqa: E501 - a pattern stays on one line

from __future__ import annotations

import re
from dataclasses import dataclass

from daliz.app.case_ends import Atlas, fold
from daliz.errors import UnreadableCaseError
from daliz.notes import Note
from daliz.words import fault

__all__ = ["Route", "read_route"]

#: What a route says, as patterns over its folded words. The inner seas make no ocean voyage.
GROUPS = {
    "middle": r"\bmiddle\b|\btitr\b|\btmtm\b|\bтмтм\b|\bmtmt\b|trans[- ]?caspian|транскаспийск|средн\w+ коридор|орта дәліз"
    r"|caspian (?:route|corridor)|中央回廊|south(?:ern)? channel|\bmcmm?\b",
    "northern": r"\bnorthern\b|north(?:ern)? corridor|trans-?\s?sib\w*|\btsr\b|транссиб\w*|северн\w+|new eurasian land ?bridge|\bnelb\b"
    r"|via russia|through russia|russian route|через росси\w+|シベリア|北回廊|western corridor",
    "southern": r"\bsouthern\b|\binstc\b|north[- –]south|север[- –]юг|мтк|via iran|through iran|через иран|южн\w+",
}
PASSED = {
    r"\bbtk\b|baku[- –]tbilisi[- –]kars|\bбтк\b|баку[- –]тбилиси[- –]карс": "akhalkalaki",
    r"\bsuez(?: canal)?\b|суэц\w*(?: канал\w*)?": "passage:suez",
    r"\bcape\b|(?:cape of )?good hope|добр\w+ надежд\w+|喜望峰": "passage:south_africa",
    r"manchuria|manzhouli|zabai\w*|забай\w*|маньчжур\w*": "zabaikalsk",
    r"mongolia|erlian\w*|erenhot|zamyn\w*|монгол\w*": "country:MN",
    r"black sea|ч[её]рн\w+ мор\w+": "sea:blacksea",
    r"\bcaspian sea\b|over the caspian|via the caspian|каспий\w* мор\w*": "sea:caspian",
    r"\bcku\b|china[- –]kyrgyzstan[- –]uzbekistan|irkeshtam|erkeshtam|иркештам": "country:KG",
    r"vostochny\w*|восточн\w+ порт|порт восточн\w+": "nakhodka",
    r"alashankou|alataw\w*|alatau pass|alashan\w*": "dostyk",
    r"khorgos gateway|dry port khorgos": "khorgosgateway",
}
#: Words of a way in the adjective, with the country they mean.
ADJECTIVES = {
    "kazakh": "KZ", "kazakhstani": "KZ", "russian": "RU", "belarusian": "BY", "iranian": "IR", "turkmen": "TM", "uzbek": "UZ",
    "georgian": "GE", "azerbaijani": "AZ", "turkish": "TR", "kyrgyz": "KG", "mongolian": "MN",
}  # fmt: skip
MODES = {
    "air": r"\bair\b|\bairfreight\b|\bplane\b|\bflights?\b|\bавиа\w*|самол[её]т\w*",
    "road": r"\broad\b|\btrucks?\b|\btrucking\b|\btir\b|\bавто\w*|\bфур\w+",
    "rail": r"\brail\w*|\btrains?\b|\bbtk\b|железн\w+(?: дорог\w*)?|поезд\w*|\bж/?д\b|鉄道",
    "sea": r"\bsea\b|\bocean\b|\bdeep[- ]?sea\b|\bmaritime\b|\bmarine\b|\bshort[- ]?sea\b|морск?\w*|\bмор[ея]\w*|海路|海上|\bfcl\b",
}
SHIPS = r"\bferr(?:y|ies)\b|\bfeeders?\b|\bvessels?\b|\bships?\b|\bliners?\b|\bro-?ro\b|\bro-?pax\b|паром\w*|фидер\w*|\bбарж\w*|\bbarge\b"
TRAINS = r"\bblock[- ]?trains?\b|\bcontainer trains?\b|\bexpress trains?\b|\btrains?\b|\bпоезд\w*"
INNER_SEAS = re.compile(
    r"\b(?:black|caspian|baltic|azov)\s+sea\b|(?:каспийск\w+|ч[её]рн\w+|балтийск\w+) мор\w+"
)
NO_SLOT = r"\bunbooked\b|without (?:a )?(?:booked )?slots?|no slots?|single (?:box|container)s?\b|\blcl\b|groupage|individual|wagonload|без брони|сборн\w+"
SLOT = r"\bblock[- ]?trains?\b|\bcontainer trains?\b|\bexpress trains?\b|with (?:a )?slots?|\bbooked\b|\bcontainer block\b|блок-?поезд\w*|контейнерн\w+ поезд\w*"
COMPARED = r"\bvs\.?\b|\bversus\b|compared (?:to|with)|\bratio\b"
BETWEEN = re.compile(
    r"[-‐‑‒–—―,+()→>;:]|\b(?:via|to|by|through|over|and|then|from|across|through|via|через|и|до|из|по)\b",
    re.IGNORECASE,
)
WAY_WORDS = re.compile(
    r"\b(?:ports?|rail|railways?|railroad|ferry|feeder|sea|borders?|crossing|of|the|corridor|route|railhead|terminal|station|section|part|territory|network|dry port|порт|станци\w+)\b",
    re.IGNORECASE,
)
#: Words that say nothing of the way: not told as unread.
SILENT = re.compile(
    r"\b(?:corridor|route|routes|part|world|bank|the|and|then|via|from|with|through|over|round|around|across|eastbound|westbound|east|west"
    r"|container|containers|block|train|trains|express|service|services|line|way|only|branch|section|segment|territory|network|direct|deep|short|all|main|leg|legs"
    r"|multimodal|intermodal|railway|railways|rail|freight|new|via|into|out|until|same|mixed|mix|borders|border|transit|combined|china|europe|asia"
    r"|model|study|maersk|dhl|calls|call|port|ports|fast|regular|trial|test|pilot|standard|spot|contract|international|transport|trans|caspian"
    r"|коридор|маршрут|через|порт|транзит|далее|затем|контейнер\w*|международн\w+|транспортн\w+|by|to|of|in|on|or|at)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What a route says.

    Attributes
    ----------
    ways
        Tokens that the way must pass, one tuple for each alternative that the route leaves open.
    vehicle
        ship or train where the route names a single vehicle: its time is from departure to arrival.
    unread
        Words that no rule reads.
    """

    group: str | None
    ways: tuple[tuple[str, ...], ...]
    modes: frozenset[str]
    vehicle: str | None
    slot: bool | None
    direction: str | None
    unread: tuple[str, ...]


def read_route(text: str, atlas: Atlas) -> Route:
    """Return what a route says.

    Raises
    ------
    UnreadableCaseError
        If it goes by air, or by road all the way, or compares two routes.
    """
    low = text.casefold()
    if re.search(COMPARED, low):
        raise fault(UnreadableCaseError, Note.of("error.case.compares", route=text))
    inner = INNER_SEAS.sub("", low)
    modes = {mode for mode, words in MODES.items() if re.search(words, inner)}
    ship = re.search(SHIPS, low) is not None
    if "air" in modes or (modes and modes <= {"road"} and not ship):
        by = "_".join(sorted(modes & {"air", "road"}))
        raise fault(UnreadableCaseError, Note.of(f"error.case.by_{by}", route=text))
    group = next((g for g, words in GROUPS.items() if re.search(words, low)), None)
    passed = [token for words, token in PASSED.items() if re.search(words, low)]
    if any(token.startswith("passage:") for token in passed) or (group is None and modes == {"sea"}):
        group = "sea"
    if {"sea", "rail"} <= modes and group != "sea":
        passed.append("mode:sea")
    passed += [f"country:{c}" for c in re.findall(r"\b([A-Z]{2})\b", text) if c in atlas.corridor.countries]
    fixed, open_choices, read = _places(text, atlas)
    ways: list[tuple[str, ...]] = [tuple(dict.fromkeys((*passed, *fixed)))]
    for choice in open_choices:
        ways = [
            tuple(dict.fromkeys((*way, token))) for way in ways for token in choice if token not in way
        ] or ways
    if {"country:MN", "zabaikalsk"} <= set(ways[0]):  # via Manchuria/Mongolia: one or the other
        ways = [tuple(t for t in way if t != drop) for way in ways for drop in ("country:MN", "zabaikalsk")]
    vehicle = (
        "ship" if ship and "rail" not in modes else "train" if re.search(TRAINS, low) and not ship else None
    )
    return Route(
        group=group,
        ways=tuple(dict.fromkeys(ways)),
        modes=frozenset(modes | ({"sea"} if ship else set())),
        vehicle=vehicle,
        slot=False if re.search(NO_SLOT, low) else True if re.search(SLOT, low) else None,
        direction=next(
            (d for d in ("eastbound", "westbound") if d in low or f"u-{d[:4]}" in low or f"u {d[:4]}" in low),
            None,
        ),
        unread=_unread(low, read),
    )


def _places(text: str, atlas: Atlas) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the tokens a route names one after the other, those of which it leaves the choice, and the words they took."""
    fixed: list[str] = []
    choices: list[list[str]] = []
    read: list[str] = []
    for part in BETWEEN.split(text):
        named = [(piece, _token(piece, atlas)) for piece in part.split("/")]
        tokens = [token for _, token in named if token is not None]
        read += [piece for piece, token in named if token is not None or atlas.region(piece, None)]
        if len(tokens) > 1:
            choices.append(tokens)
        else:
            fixed += tokens
    return fixed, choices, read


def _token(piece: str, atlas: Atlas) -> str | None:
    for text in dict.fromkeys((piece.strip(), WAY_WORDS.sub("", piece).strip())):
        if not text:
            continue
        hub = atlas.hub(text)
        if hub is not None:
            return hub
        country = atlas.countries.get(fold(text)) or ADJECTIVES.get(fold(text))
        if country is not None and len(text) > 3:  # noqa: PLR2004 - two and three letters are read as codes elsewhere
            return f"country:{country}"
    return None


def _unread(low: str, read: list[str]) -> tuple[str, ...]:
    """Return the words that neither a pattern nor a place took."""
    rest = low
    for piece in sorted(read, key=len, reverse=True):
        rest = rest.replace(piece.casefold().strip(), " ")
    for words in (*GROUPS.values(), *PASSED, *MODES.values(), SHIPS, TRAINS, NO_SLOT, SLOT):
        rest = re.sub(words, " ", rest)
    rest = INNER_SEAS.sub(" ", rest)
    rest = SILENT.sub(" ", rest)
    rest = re.sub(r"\bdoor\b|\bu-?(?:west|east)\b|\b1520\b", " ", rest)
    return tuple(dict.fromkeys(w for w in re.findall(r"[^\W\d_]{3,}", rest)))
