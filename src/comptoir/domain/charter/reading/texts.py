"""Readers of what is said in languages: texts, and lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from babel.core import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import Reader, list_of, mapping_of, string, string_up_to
from comptoir.domain.charter.reading.near import did_you_mean
from comptoir.domain.charter.shape.text import Text

T = TypeVar("T")

SPOKEN = ("fr", "en", "ro", "pt")
"""The languages in which Comptoir itself speaks."""


def text(longest: int = 400) -> Reader[Text]:
    """A reader of texts that people see: plain, or a table of languages with at least the shop's own."""
    read_string = string_up_to(longest)

    def read(cell: Cell) -> Text:
        if not isinstance(cell.value, dict):
            return Text(plain=read_string(cell))
        said = _by_language(read_string, cell)
        expect_own_language(cell)
        return Text(by_language=said)

    return read


def words_by_language(cell: Cell) -> Mapping[str, tuple[str, ...]]:
    """Words for each language; a plain list is in the shop's own language."""
    read_words = list_of(string_up_to(80))
    if isinstance(cell.value, list):
        own = cell.sheet.languages[0] if cell.sheet.languages else "en"
        return MappingProxyType({own: read_words(cell)})
    return _by_language(read_words, cell)


def plain_words(cell: Cell) -> Mapping[str, Mapping[str, str]]:
    """For each language: a term of the trade, and what to say instead."""

    def read_terms(terms: Cell) -> Mapping[str, str]:
        return mapping_of(string_up_to(200), check_name=lambda _: None)(terms)

    return _by_language(read_terms, cell)


def language(cell: Cell) -> str:
    """A language by its two letters."""
    value = string(cell, 20)
    if value not in _languages():
        raise cell.refuse("unknown_language", _language_advice(value), value=value)
    if value not in SPOKEN:
        cell.warn("language_not_spoken", Advice("one_of", {"choices": ", ".join(SPOKEN)}), value=value)
    return value


def expect_own_language(cell: Cell) -> None:
    """Report a text that is missing in the shop's own language; warn of the other languages."""
    own, *others = cell.sheet.languages or ("",)
    if own and own not in cell:
        cell.refuse("own_language_missing", Advice("add_language", {"language": own}), language=own)
    for other in others:
        if other not in cell:
            cell.warn("language_missing", Advice("add_language", {"language": other}), language=other)


def _by_language(read: Reader[T], cell: Cell) -> Mapping[str, T]:
    said = mapping_of(read, _check_language)(cell)
    own_first = sorted(said, key=lambda code: cell.sheet.languages.index(code) if code in cell.sheet.languages else 99)
    return MappingProxyType({code: said[code] for code in own_first})


def _check_language(cell: Cell) -> None:
    if cell.name not in _languages():
        raise cell.refuse_key("unknown_language", _language_advice(cell.name), value=cell.name)
    if cell.sheet.languages and cell.name not in cell.sheet.languages:
        cell.warn("language_not_offered", language=cell.name)


def _language_advice(value: str) -> Advice | None:
    try:
        code = Locale.parse(value.replace("-", "_")).language
    except (UnknownLocaleError, ValueError):
        return did_you_mean(value, SPOKEN)
    return Advice("did_you_mean", {"near": code})


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(code for code in locale_identifiers() if "_" not in code)
