"""Which of our languages a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from comptoir.language.dictionaries import with_commas
from comptoir.language.lexicons import words
from comptoir.language.memory import Memory
from comptoir.language.originals import Original
from comptoir.language.rules import LANGUAGES

_NO_LANGUAGE = re.compile(r"@|://|www\.|\d")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-ÖØ-ÞĂŞȘŢȚŒ][^\W\d_]+")
"""A word with a capital after another word: a name, as a rule."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_READ_AT_MOST = 2000
_HEARD_AT_MOST = 400
"""Letters that lingua is given: more do not tell it more."""
_HEARD_BY = 80
"""Beyond twice so many letters it is given whole portions of them: a draft that grows is told anew only now and then."""
_LONGEST_WORD = 40
_FEWEST_WORDS = 3
_FEWEST_LETTERS = 12
_SURE = 0.5
_TIMES_THE_EXPECTED = 3
_HEARD = Memory[dict[str, float]](at_most=2048)


def language_of(body: str, expected: str | None = None) -> str | None:
    """The language of a text, or the expected one where the text is too short or too mixed to tell.

    Greetings and thanks of one language tell it even alone ("Bună ziua", "thanks!").
    """
    read = Original(body[:_READ_AT_MOST]).body
    chunks = (read.lower() if read.isupper() else read).split()
    spoken = _ACRONYM.sub(" ", " ".join(chunk for chunk in chunks if not _NO_LANGUAGE.search(chunk)))
    said = _without_names(spoken) or _words(spoken)
    if len(said) <= _FEWEST_WORDS or sum(map(len, said)) < _FEWEST_LETTERS:
        return _by_own_words(said) or expected
    heard = _heard(said)
    confidences = _HEARD.recall(heard, lambda: _confidences(heard))
    likeliest = max(confidences, key=confidences.__getitem__)
    if likeliest == expected:
        return expected
    is_sure = confidences[likeliest] >= max(_SURE, _TIMES_THE_EXPECTED * confidences.get(expected or "", 0.0))
    return likeliest if is_sure else _by_own_words(said) or expected


def _words(spoken: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(with_commas(spoken)) if len(word) <= _LONGEST_WORD]


def _without_names(spoken: str) -> list[str]:
    """The words, but for names within a sentence: towns and people keep their letters in every language.

    None where hardly anything would be left.
    """
    said = _words(_NAME.sub(" ", spoken))
    return said if len(said) > _FEWEST_WORDS else []


def _heard(said: list[str]) -> str:
    """As much of what was said as lingua is given, ended between words."""
    spoken = " ".join(said)[:_HEARD_AT_MOST]
    if len(spoken) < 2 * _HEARD_BY:
        return spoken
    whole = len(spoken) // _HEARD_BY * _HEARD_BY
    return spoken[: spoken.rfind(" ", 0, whole + 1)]


def _confidences(heard: str) -> dict[str, float]:
    """How likely each of our languages is, by its code."""
    found = _detector().compute_language_confidence_values(heard)
    return {each.language.iso_code_639_1.name.lower(): each.value for each in found}


def _by_own_words(said: list[str]) -> str | None:
    """The one language whose own words are among those said."""
    met = {language for language in LANGUAGES for word in said if word in words(language, "own_words")}
    if len(met) > 1:
        met = {
            language
            for language in met
            if sum(word in words(language, "own_words") for word in said)
            == max(sum(word in words(other, "own_words") for word in said) for other in met)
        }
    return met.pop() if len(met) == 1 else None


@cache
def _detector() -> Any:
    """Lingua with our four languages and no other; a second and two hundred megabytes when first asked for."""
    from lingua import Language, LanguageDetectorBuilder

    ours = (Language.FRENCH, Language.ENGLISH, Language.ROMANIAN, Language.PORTUGUESE)
    return LanguageDetectorBuilder.from_languages(*ours).build()
