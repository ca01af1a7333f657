"""A voice says things in one language: sentences, spans, days, hours and lists as that language writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_percent
from babel.units import format_unit

from comptoir.domain.charter.catalogue import N_, filled
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.interval import DAY, Interval
from comptoir.domain.charter.shape.text import Text
from comptoir.language.locales import locale_of

UNITS = {"s": "duration-second", "min": "duration-minute", "h": "duration-hour", "d": "duration-day"}
SHORT = {("pt", "d")}
"""Where Babel knows no long form, and the short one is the whole word: "14 dias"."""

FIRST = re.compile(r"(?<!\S)1 (?=\D)")


class Translations(Protocol):
    """Where sentences are translated."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...

    def pgettext(self, context: str, message: str) -> str: ...


class Voice:
    """Says things in `language`."""

    def __init__(self, language: str, translations: Translations) -> None:
        self.language = language
        self._translations = translations
        self._locale = _locale(language)

    def say(self, sentence: str, **params: Any) -> str:
        """A sentence (marked for translation where it stands), its gaps filled."""
        return filled(self._translations.gettext(sentence), params)

    def pgettext(self, context: str, sentence: str, **params: Any) -> str:
        """A sentence whose words mean other things elsewhere."""
        return filled(self._translations.pgettext(context, sentence), params)

    def ngettext(self, one: str, many: str, number: int, **params: Any) -> str:
        """The sentence for that number, which fills {number}."""
        return filled(self._translations.ngettext(one, many, number), {"number": number, **params})

    def of_shop(self, key: str, known: Mapping[str, str]) -> str:
        """A key that the shop chose: in words where it is one of the `known`, else as it stands."""
        return self.say(known[key]) if key in known else key.replace("_", " ")

    def text(self, text: Text) -> str:
        """A text of the shop."""
        return text.in_language(self.language)

    def span(self, span: Duration) -> str:
        """A span: "30 seconds"."""
        return self._unit(span.amount, span.unit)

    def share(self, share: float) -> str:
        """A share of a hundred: "90 %" as the language writes it."""
        return str(format_percent(share / 100, "0.#%" if share % 1 else None, locale=self._locale))

    def day(self, day: dt.date | str) -> str:
        """A date, or a day of every year given as "12-24"."""
        if isinstance(day, str):
            month, number = map(int, day.split("-"))
            any_year = dt.datetime(2024, month, number, tzinfo=dt.UTC)
            return self._with_ordinal(str(format_skeleton("MMMMd", any_year, locale=self._locale)))
        return self._with_ordinal(str(format_date(day, "long", locale=self._locale)))

    def full_day(self, day: dt.date) -> str:
        """A date with its day of the week."""
        return self._with_ordinal(str(format_date(day, "full", locale=self._locale)))

    def length(self, length: dt.timedelta, *, in_days: bool = False) -> str:
        """A stretch of time in hours, minutes and seconds: "2 hours 30 minutes"; what is less than a second is left out.

        With `in_days`, each 24 hours are a day.
        """
        days, seconds = divmod(int(length.total_seconds()), 86400)
        if not in_days:
            days, seconds = 0, days * 86400 + seconds
        parts = ((days, "d"), (seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
        said = [self._unit(amount, unit) for amount, unit in parts if amount]
        return " ".join(said) or self._unit(0, "s")

    def weekdays(self, first: int, last: int) -> str:
        """A day of the week, or from one to another; Monday is 0. A capital stands first."""
        names = self._locale.days["stand-alone"]["wide"]
        if last - first <= 1:
            return _capital(self.all_of(dict.fromkeys((names[first], names[last]))))
        return _capital(self.say(N_("{first} to {last}"), first=names[first], last=names[last]))

    def interval(self, interval: Interval) -> str:
        """Hours of a day."""
        if interval == Interval(0, DAY):
            return self.say(N_("all day"))
        opens, closes = str(interval).split("-")
        if interval.closes > DAY:
            return self.say(N_("{opens} to {closes} on the next day"), opens=opens, closes=closes)
        return f"{opens}–{closes}"

    def intervals(self, intervals: Sequence[Interval]) -> str:
        """All the hours of a day, or that it is closed."""
        if not intervals:
            return self.pgettext("opening hours", "closed")
        return ", ".join(self.interval(interval) for interval in intervals)

    def all_of(self, names: Iterable[str]) -> str:
        """A list joined by "and"."""
        return str(format_list(list(names), locale=self._locale))

    def country(self, code: str) -> str:
        """The name of a country."""
        return str(self._locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """The name of a language."""
        return str(self._locale.languages.get(code, code))

    def city(self, time_zone: str) -> str:
        """The city that a time zone is named after."""
        return str(get_timezone_location(time_zone, locale=self._locale, return_city=True))

    def _unit(self, amount: int, unit: str) -> str:
        length: Literal["short", "long"] = "short" if (self._locale.language, unit) in SHORT else "long"
        return str(format_unit(amount, UNITS[unit], length, locale=self._locale))

    def _with_ordinal(self, day: str) -> str:
        """French counts the first day of a month, which Babel does not."""
        return FIRST.sub("1er ", day) if self._locale.language == "fr" else day


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(locale_of(language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
