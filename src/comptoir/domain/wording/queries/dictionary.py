"""The shop's dictionary. It is asked for with every draft, so each process remembers it for a second."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max, QuerySet

from comptoir.domain.people.queries import members_of
from comptoir.domain.wording.models import DictionaryWord
from comptoir.domain.wording.rules import LONGEST_WORD
from comptoir.language.folding import folded
from comptoir.language.originals import as_read
from comptoir.language.rules import LANGUAGES

REMEMBERED = 1.0
"""Seconds for which a process trusts what it has read of a dictionary."""

NAMES_REMEMBERED = 60.0
"""Seconds for which a process trusts the names of a shop's members, which are no mistakes either."""

A_PAGE = 50
"""Words of a page."""

_NAME = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the dictionary as others need it; `language` "" means every language, `added_by` is a name or nothing."""

    id: int
    language: str
    word: str
    added_by: str
    added_by_id: int | None
    added_at: dt.datetime


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The words that are right in a shop, by language, as they are compared. The same object as long as they are the same."""

    words: Mapping[str, frozenset[str]]
    rows: tuple[int, int]
    """How many rows there are, and the newest: whatever is added or removed changes one of the two."""
    names: frozenset[str]


class _Remembered(NamedTuple):
    known: Known
    read_at: float
    names_read_at: float


_remembered: dict[int, _Remembered] = {}


def words_of(shop_id: int, language: str | None = None) -> list[Word]:
    """The dictionary of the shop, or what of it counts in one language, by the alphabet."""
    rows = DictionaryWord.objects.filter(shop_id=shop_id).order_by("plain", "language")
    if language is not None:
        rows = rows.filter(language__in=("", language))
    return _words_in(rows)


@dataclass(frozen=True, slots=True)
class WordPage:
    """Some words of the dictionary, by the alphabet; `many` is how many there are of them on all pages."""

    words: tuple[Word, ...]
    many: int
    number: int
    """From 1; the last one where there are fewer than was asked for."""
    pages: int


def page_of_words(shop_id: int, *, language: str = "", search: str = "", number: int = 1) -> WordPage:
    """A page of the shop's words: all of them or those that count in a language, and that hold what is searched for,
    with accents or without.
    """
    rows = DictionaryWord.objects.filter(shop_id=shop_id)
    rows = rows.filter(language__in=("", language)) if language else rows
    wanted = folded(search.strip()[:LONGEST_WORD])
    keys = [(folded(word), word, pk) for pk, word in rows.values_list("id", "plain")]
    found = [pk for plainest, _, pk in sorted(keys) if wanted in plainest]
    pages = max(1, -(-len(found) // A_PAGE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    by_id = {word.id: word for word in _words_in(DictionaryWord.objects.filter(pk__in=shown))} if shown else {}
    return WordPage(tuple(by_id[pk] for pk in shown if pk in by_id), len(found), number, pages)


def known_words(shop_id: int) -> Known:
    """The words that are right in the shop; what another process changed is known within a second."""
    before, now = _remembered.get(shop_id), time.monotonic()
    if before and now - before.read_at < REMEMBERED:
        return before.known
    _remembered[shop_id] = after = _read(shop_id, before, now)
    return after.known


def forget_words() -> None:
    """Read again at the next question."""
    _remembered.clear()


def plain(word: str) -> str:
    """The word as it is compared: as rules read it, in small letters."""
    return as_read(word).lower()


def _words_in(rows: QuerySet[DictionaryWord]) -> list[Word]:
    fields = ("id", "language", "word", "added_by__display_name", "added_by_id", "added_at")
    return [Word(pk, code, word, name or "", by, at) for pk, code, word, name, by, at in rows.values_list(*fields)]


def _read(shop_id: int, before: _Remembered | None, now: float) -> _Remembered:
    found = DictionaryWord.objects.filter(shop_id=shop_id).aggregate(many=Count("id"), newest=Max("id"))
    rows = (found["many"], found["newest"] or 0)
    if before and now - before.names_read_at < NAMES_REMEMBERED:
        names, names_read_at = before.known.names, before.names_read_at
    else:
        names, names_read_at = _names(shop_id), now
    if before and (rows, names) == (before.known.rows, before.known.names):
        return _Remembered(before.known, now, names_read_at)
    return _Remembered(Known(_words(shop_id, names), rows, names), now, names_read_at)


def _words(shop_id: int, names: frozenset[str]) -> dict[str, frozenset[str]]:
    rows = list(DictionaryWord.objects.filter(shop_id=shop_id).values_list("language", "plain"))
    return {
        language: names | frozenset(word for code, word in rows if code in ("", language)) for language in LANGUAGES
    }


def _names(shop_id: int) -> frozenset[str]:
    return frozenset(plain(name) for member in members_of(shop_id) for name in _NAME.findall(member.display_name))
