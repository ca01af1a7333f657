"""What the pages on writing show: mistakes by clause, the rules as this shop holds to them, what cannot be read here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.wording.because import Rule, clause_name, rule_of
from comptoir.domain.wording.queries import ClauseCount, FrequentMistake, Limit, limits_here
from comptoir.domain.wording.rules import levels_of
from comptoir.language.findings import REPLY_CLAUSES
from comptoir.language.rules import LANGUAGES
from comptoir.surfaces.console.showing import audience_names, reading

CHANNEL = "chat"
"""By which way what is written in the console goes to customers."""

LEVEL_WORDS = {
    "off": lambda: _("Not looked at"),
    "hint": lambda: _("A remark"),
    "confirm": lambda: _("Asks for a second look"),
    "hold": lambda: _("Goes to a referent"),
    "forbid": lambda: _("Not allowed"),
}
LIMIT_WORDS = {
    "no_rule": lambda: _("Not checked on this installation."),
    "no_dictionary": lambda: _("Not checked in {language}: its dictionary is not installed."),
    "no_grammalecte": lambda: _("In {language} only mistakes that are certain: Grammalecte is not installed."),
    "language_not_read": lambda: _("Not checked in {language}: it is not one of the languages that are read."),
}


@dataclass(frozen=True, slots=True)
class ClauseOfMistakes:
    """A clause with how often it was missed, and the words in which it was. `share` is a percentage of the most frequent's."""

    clause: str
    name: str
    times: int
    own: int
    share: int
    words: tuple[FrequentMistake, ...]


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule as this shop holds to it. `levels`: audience, its name, level, the level in words; one without an audience
    where all are held to the same.
    """

    rule: Rule
    levels: tuple[tuple[str, str, str, str], ...]
    terms: tuple[str, ...]
    plain_words: tuple[tuple[str, str, str], ...]
    limits: tuple[str, ...]


def languages_of(charter: Charter) -> list[tuple[str, str]]:
    """The shop's languages in which texts are read, with their names in the reader's own; the charter's first."""
    codes = dict.fromkeys((charter.language, *charter.shop.languages))
    return [(code, language_name(code)) for code in codes if code in LANGUAGES]


def language_name(code: str) -> str:
    """What a language is called, in the reader's own."""
    try:
        name = str(translation.get_language_info(code)["name_translated"])
    except KeyError:
        return code.upper()
    return name if reading() == "en" else name.lower()  # English alone writes languages with a capital


def writes_to_customers(viewer: Viewer) -> bool:
    """Whether the viewer has mistakes of their own to look at."""
    return may(viewer.role, "answer")


def clauses_of_mistakes(
    counts: Iterable[ClauseCount], mistakes: Sequence[FrequentMistake], language: str
) -> list[ClauseOfMistakes]:
    """The mistakes in texts of a language clause by clause, the most frequent first."""
    of_language = [it for it in counts if it.language == language]
    most = max((it.times for it in of_language), default=1)
    return [
        ClauseOfMistakes(
            it.clause,
            clause_name(it.clause),
            it.times,
            it.own,
            round(100 * it.times / most),
            tuple(each for each in mistakes if each.clause == it.clause and each.word),
        )
        for it in of_language
    ]


def rules_here(charter: Charter) -> list[RuleHere]:
    """Every rule of replies, with its levels for each audience of the charter in the chat."""
    limits = limits_here(list(dict.fromkeys((charter.language, *charter.shop.languages))))
    names = audience_names(charter)
    levels = {audience: levels_of(charter, audience, CHANNEL) for audience in names}
    return [
        RuleHere(
            rule_of(clause),
            _levels(clause, names, levels),
            _terms(clause, charter),
            _plain_words(charter) if clause == "jargon" else (),
            tuple(_limit_words(it) for it in limits if it.clause == clause),
        )
        for clause in REPLY_CLAUSES
    ]


def read_in_part(charter: Charter, audience: str) -> dict[str, str]:
    """By language of texts: what the composer says of a clause that is looked at in part only on this installation."""
    if levels_of(charter, audience, CHANNEL)["grammar"] == "off":
        return {}
    words = _("French grammar: simple rules only; Grammalecte is not installed.")
    return {it.language: words for it in limits_here(("fr",)) if it.why == "no_grammalecte"}


def _levels(clause: str, names: dict[str, str], levels: dict[str, Any]) -> tuple[tuple[str, str, str, str], ...]:
    each = tuple((key, name, levels[key][clause], LEVEL_WORDS[levels[key][clause]]()) for key, name in names.items())
    if len({level for _key, _name, level, _words in each}) == 1:
        return (("", _("Everybody"), *each[0][2:]),)
    return each


def _terms(clause: str, charter: Charter) -> tuple[str, ...]:
    """How far one may go, by audience where the charter makes a difference."""
    told = {key: _term(clause, charter, key) for key in ("", *charter.audiences)}
    names = audience_names(charter)
    own = [f"{names[key]}: {words}" for key, words in told.items() if key and words and words != told[""]]
    return tuple(words for words in (told[""], *own) if words)


def _term(clause: str, charter: Charter, audience: str) -> str:
    held_to = charter.wording.of(audience, CHANNEL)
    if clause == "texting" and held_to.allowed_abbreviations:
        return _("Allowed: {words}.").format(words=", ".join(held_to.allowed_abbreviations))
    if clause == "emoji":
        most = held_to.emoji_at_most
        return ngettext("At most {n} a message.", "At most {n} a message.", most).format(n=most)
    if clause == "sentence_length":
        most = held_to.longest_sentence
        return ngettext("At most {n} word a sentence.", "At most {n} words a sentence.", most).format(n=most)
    if clause == "spelling" and "ro" in charter.shop.languages and not held_to.diacritics_required:
        return _("Romanian without diacritics is accepted.")
    return ""


def _plain_words(charter: Charter) -> tuple[tuple[str, str, str], ...]:
    """The charter's jargon: language, word, plain word."""
    words = charter.wording.plain_words
    return tuple(
        (code, jargon, plain) for code, _name in languages_of(charter) for jargon, plain in words.get(code, {}).items()
    )


def _limit_words(limit: Limit) -> str:
    return LIMIT_WORDS[limit.why]().format(language=language_name(limit.language) if limit.language else "")
