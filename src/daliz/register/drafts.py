"""Drafts from a document by rules: sentences that show a promise or an act, with what they name.

Rules and the gazetteer only; no model. A draft is a proposal with exact spans, never a record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from daliz.model.draft import Draft, Span
from daliz.register.dates import find_dates
from daliz.register.draft_words import CUES, CURRENCIES, PARTY_WORDS, SCALES, THEME_WORDS

__all__ = ["drafts_of", "find_money", "find_names", "language_of", "sentences_of"]

NUMBER = r"\d{1,3}(?:[  \u00a0,.]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
SENTENCE_END = re.compile(r"[.!?…]+[»\"”')\]]*(?=\s|$)|[。！？]+|\n+")
ABBREVIATIONS = re.compile(
    r"(?:\b(?:г|гг|млн|млрд|трлн|тыс|долл|им|ул|т|ж|Mr|Mrs|Dr|No|vs|Inc|Ltd|Co|U\.S|Amb|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-ZА-ЯЁ])\.$"
)
LETTERS = {
    "ja": re.compile(r"[぀-ヿ]"),
    "kk": re.compile(r"[әіңғүұқөһӘІҢҒҮҰҚӨҺ]"),
    "ru": re.compile(r"[а-яё]", re.IGNORECASE),
}
LEAST_SHARE = 0.02  # of the letters; a Kazakh text holds far more of its own


def language_of(text: str) -> str:
    """Return the language a text is written in, by its letters: ja, kk, ru or en."""
    size = max(1, sum(c.isalpha() for c in text))
    for lang in ("ja", "kk", "ru"):
        least = 0.3 if lang == "ru" else LEAST_SHARE
        if len(LETTERS[lang].findall(text)) / size > least:
            return lang
    return "en"


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of every sentence; abbreviations and initials end none."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match[0] == "." and ABBREVIATIONS.search(text[start : match.end()]):
            after = text[match.end() :].lstrip()[:1]
            if not after.isupper() or re.search(r"\b[A-ZА-ЯЁ]\.$", text[start : match.end()]):
                continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:  # unit-ok: code points
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + lead, start + len(piece.rstrip())


@cache
def _money_pattern() -> re.Pattern[str]:
    scale = "|".join(sorted((re.escape(s) for s in SCALES), key=len, reverse=True))
    money = "|".join(sorted((re.escape(c) for c in CURRENCIES), key=len, reverse=True))
    after = rf"(?P<n>{NUMBER})\s*(?P<s>(?:{scale})[а-яәіңғүұқөһa-z]*\.?)?\s*(?:US\s*)?(?P<c>{money})"
    before = rf"(?P<c2>{money})\s*(?P<n2>{NUMBER})\s*(?P<s2>(?:{scale})\b)?"
    return re.compile(f"(?:{after})|(?:{before})", re.IGNORECASE)


@cache
def _japanese_money() -> re.Pattern[str]:
    """Return the pattern of sums in stacked scales, as 10億8,700万円."""
    return re.compile(r"((?:[\d,.]+\s*[兆億万]\s*)+)([\d,.]*)\s*(円|ドル|ユーロ|テンゲ)")


def _value(text: str) -> float:  # unit-ok: in the currency of the text
    plain = re.sub(r"[  \u00a0]", "", text)
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", plain):
        return float(re.sub(r"[,.]", "", plain))
    return float(plain.replace(",", "."))


def _scale(word: str | None) -> float:  # unit-ok: a pure number
    if not word:
        return 1.0
    low = word.casefold()
    return next(f for s, f in sorted(SCALES.items(), key=lambda p: -len(p[0])) if low.startswith(s))


def find_money(text: str) -> list[Span]:
    """Return every sum of money, as ``JPY 1087000000``, in the currency stated.

    >>> find_money("1,087 млрд иен")[0].value
    'JPY 1087000000'
    """
    found: list[Span] = []
    for match in _japanese_money().finditer(text):
        parts = re.findall(r"([\d,.]+)\s*([兆億万])", match[1])
        total = sum(float(n.replace(",", "")) * SCALES[s] for n, s in parts)
        total += float(match[2].replace(",", "")) if match[2] else 0.0
        value = f"{CURRENCIES[match[3]]} {total:.0f}"
        found.append(Span(kind="money", start=match.start(), end=match.end(), value=value))
    for match in _money_pattern().finditer(text):
        if any(match.start() < s.end and match.end() > s.start for s in found):
            continue
        number, scale, currency = (
            match["n"] or match["n2"],
            match["s"] or match["s2"],
            match["c"] or match["c2"],
        )
        decimal = scale is not None and re.fullmatch(r"\d{1,3},\d{3}", number) is not None
        sum_of_text = (float(number.replace(",", ".")) if decimal else _value(number)) * _scale(scale)
        money = f"{CURRENCIES[currency.casefold()]} {sum_of_text:.0f}"
        found.append(Span(kind="money", start=match.start(), end=match.end(), value=money))
    return sorted(found, key=lambda s: s.start)


def find_names(text: str, names: Mapping[str, Sequence[str]]) -> list[Span]:
    """Return every name of the gazetteer, longest first, none overlapping.

    ``names`` maps an id to its spellings. A spelling in Cyrillic takes the case endings of each of its words.
    """
    found: list[Span] = []
    for key, spellings in names.items():
        for spelling in spellings:
            found += [
                Span(kind="name", start=m.start(), end=m.end(), value=key)
                for m in _name_pattern(spelling).finditer(text)
            ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


@cache
def _name_pattern(spelling: str) -> re.Pattern[str]:
    words = spelling.split()
    if re.search(r"[а-яёәіңғүұқөһ]", spelling, re.IGNORECASE):
        return re.compile(r"\b" + r"\s+".join(_inflected(w) for w in words), re.IGNORECASE)
    if spelling.isascii():
        flags = re.IGNORECASE if len(spelling) > 5 else re.NOFLAG  # noqa: PLR2004 - short ones are acronyms
        return re.compile(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b", flags)
    return re.compile(re.escape(spelling))


def _inflected(word: str) -> str:
    """Return a pattern for a Cyrillic word in any case: the ending may change, the stem may not."""
    if not re.fullmatch(r"[А-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ-]{4,}", word) or word.isupper():
        return re.escape(word)
    stem = re.sub(r"(?:ий|ый|ая|ое|ые|ия|ь|а|я|о|е|й|у|ю|и|ы)$", "", word)
    return re.escape(stem) + r"[а-яёәіңғүұқөһ]{0,5}(?![а-яёәіңғүұқөһ])"


def _cue(sentence: str, lang: str) -> tuple[str, str] | None:
    """Return the status that a sentence shows and the words that show it."""
    for status, by_lang in CUES.items():
        for pattern in by_lang[lang]:
            match = re.search(pattern, sentence, re.IGNORECASE)
            if match is not None:
                return status, match[0]
    return None


def _kind(sentence: str) -> str:
    low = sentence.casefold()
    words = {
        "meeting": (
            "встреч",
            "саммит",
            "форум",
            "визит",
            "meeting",
            "summit",
            "forum",
            "visit",
            "кездесу",
            "сапар",
            "会合",
            "会談",
            "訪問",
        ),
        "document": (
            "меморандум",
            "соглашени",
            "деклараци",
            "заявлени",
            "memorand",
            "agreement",
            "declaration",
            "statement",
            "келісім",
            "覚書",
            "協定",
            "宣言",
            "声明",
        ),
    }
    return next((kind for kind, stems in words.items() if any(s in low for s in stems)), "commitment")


def drafts_of(text: str, names: Mapping[str, Sequence[str]], lang: str | None = None) -> list[Draft]:
    """Return a draft for every sentence that shows a promise or an act, in order."""
    language = lang or language_of(text)
    found: list[Draft] = []
    for start, end in sentences_of(text):
        sentence = text[start:end]
        cue = _cue(sentence, language)
        if cue is None:
            continue
        spans = [
            Span(kind="date", start=d.start, end=d.end, value=d.value) for d in find_dates(sentence, language)
        ]
        spans += find_money(sentence) + find_names(sentence, names)
        low = sentence.casefold()
        found.append(
            Draft(
                id=f"draft-{len(found) + 1}",
                start=start,
                end=end,
                sha256=hashlib.sha256(sentence.encode()).hexdigest(),
                kind=_kind(sentence),
                status=cue[0],
                cue=cue[1],
                spans=tuple(
                    Span(kind=s.kind, start=s.start + start, end=s.end + start, value=s.value)
                    for s in sorted(spans, key=lambda s: s.start)
                ),
                themes=tuple(
                    t for t, stems in THEME_WORDS.items() if any(s.casefold() in low for s in stems)
                ),
                parties=tuple(p for p, stems in PARTY_WORDS.items() if any(s in low for s in stems)),
            )
        )
    return found
