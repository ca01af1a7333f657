"""The charter in plain sentences, chapter by chapter: what the console's charter page shows."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.catalogue import translations as catalogue
from comptoir.domain.charter.readable.audiences import answering, level, pages, topics
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.chat import chat, widget
from comptoir.domain.charter.readable.kept import kept, reviews, team, training
from comptoir.domain.charter.readable.mediation import mediation
from comptoir.domain.charter.readable.opening import holidays, opening, shop
from comptoir.domain.charter.readable.promises import commitments, escalation, promises
from comptoir.domain.charter.readable.voice import Translations, Voice
from comptoir.domain.charter.readable.words import MODULES
from comptoir.domain.charter.readable.writing import at_hand, courtesy, returns, writing
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration

CHAPTERS = (
    shop,
    opening,
    holidays,
    answering,
    topics,
    pages,
    widget,
    chat,
    promises,
    commitments,
    escalation,
    writing,
    courtesy,
    at_hand,
    returns,
    mediation,
    team,
    training,
    reviews,
    kept,
)


def day_in(language: str, day: dt.date) -> str:
    """A date in full, as `language` writes it."""
    return Voice(language, catalogue(language)).day(day)


def full_day_in(language: str, day: dt.date) -> str:
    """A date with its day of the week, as `language` writes it."""
    return Voice(language, catalogue(language)).full_day(day)


def level_in(language: str, charter: Charter, key: str) -> str:
    """What a level of expertise is called in `language`."""
    return level(charter, key, Voice(language, catalogue(language)))


def span_in(language: str, span: Duration) -> str:
    """A span as `language` writes it: "30 seconds"."""
    return Voice(language, catalogue(language)).span(span)


def module_in(language: str, key: str) -> str:
    """What a module is called where it has no title: in words where shops usually teach it, else as it stands."""
    return Voice(language, catalogue(language)).of_shop(key, MODULES)


def chapters(charter: Charter, language: str, translations: Translations | None = None) -> list[Chapter]:
    """The charter in `language`, in English where that is not translated; chapters of which it says nothing are left out.

    `translations` (anything with `gettext` and `ngettext`) stands in for the project's own catalogue.
    """
    voice = Voice(language, translations or catalogue(language))
    told = [tell(charter, voice) for tell in CHAPTERS]
    return [chapter for chapter in told if chapter.sentences or chapter.rows]
