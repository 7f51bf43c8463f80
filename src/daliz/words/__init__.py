"""Words in four languages: the catalogues, plurals, dates and numbers as a reader writes them.

A catalogue is a flat JSON object of key to text. Each area has its own file, ``AREA.LANG.json`` (say,
``register.ru.json``); ``LANG.json`` holds what all areas share. A key that a language lacks is read in
English; a key that English lacks is an error. Counted words carry one key a plural form,
``count.THING.one``, ``.few``, ``.many``, ``.other``, by the rules of the Unicode CLDR.
"""

from __future__ import annotations

from daliz.words.catalogue import LANGUAGES, check_language, plural_form, text
from daliz.words.figures import date_text, in_language, number_text, plural
from daliz.words.notes import error_dict, error_texts, fault, tell, told_dict, told_plain

__all__ = [
    "LANGUAGES",
    "check_language",
    "date_text",
    "error_dict",
    "error_texts",
    "fault",
    "in_language",
    "number_text",
    "plural",
    "plural_form",
    "tell",
    "text",
    "told_dict",
    "told_plain",
]
