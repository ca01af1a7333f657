"""A question answered: the language told, the text read, what nobody looked at named. Pure; without process or socket."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from msgspec import structs

from comptoir.domain.wording.checker.frames import Answer, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner
from comptoir.language import grammalecte
from comptoir.language.customer import read_customer
from comptoir.language.detection import language_of
from comptoir.language.dictionaries import is_installed
from comptoir.language.memory import Memory
from comptoir.language.reply import check_reply, silent_clauses
from comptoir.language.rules import LANGUAGES, CustomerRules, Moment
from comptoir.language.suggestions import is_speakable

OF_ANY_LANGUAGE = frozenset(("capitals", "contact_details", "emoji", "link", "sentence_length"))
"""Clauses that are found in a text of a language that we do not read."""

_LONG_ENOUGH = 160
"""Letters: what a shorter draft is in may change with each word."""
_TOLD_BY = 2000
"""Letters of a draft by which it is told."""
_SAME = 0.75
_DRAFTS = Memory[tuple[str, frozenset[str]]](at_most=256)
"""Languages that were told of drafts, with the words that they were told by."""

_SAMPLES = {
    "fr": "Bonjour, votre comande est partie hier et nous vous rappellons demain matin avant midi. Voir https://exemple.fr/a, exemple.fr, 06 12 34 56 78, FR76 3000 6000 0112 3456 7890 189.",
    "en": "Hello, your ordre certainely left yesterday and we will call you back tomorrow morning. See https://example.com/a, example.com, 07911 123456, GB29 NWBK 6016 1331 9268 19.",
    "ro": "Bună ziua, comadna dumneavoastră a plecat ieri și vă sunăm mîine dimineață înainte de prânz. Vedeți https://exemplu.ro/a, exemplu.ro, 0721 234 567, RO49 AAAA 1B31 0075 9384 0000.",
    "pt": "Bom dia, a sua encomneda saiu ontem e nós voltamos a ligar-lhe amanhã de manhã sem falta. Veja https://exemplo.pt/a, exemplo.pt, 912 345 678, PT50 0002 0123 1234 5678 9015 4.",
}
"""Sentences of each language, with mistakes, a link, a telephone and an account, so that all is loaded that a draft may need."""


def answer_to(question: ReplyQuestion | CustomerQuestion) -> Answer:
    """What is to be said of the text. Any thread; slow where its language was not asked for before."""
    return _answer_in(question.language or _told(question.body, question.usual_language), question)


def _answer_in(language: str, question: ReplyQuestion | CustomerQuestion) -> Answer:
    if isinstance(question, CustomerQuestion):
        return Answer(language=language, findings=tuple(read_customer(question.body, CustomerRules(language))))
    rules = question.manner.rules(language, question.moment)
    silent = _silent(language, rules.clauses)
    found = check_reply(question.body, replace(rules, clauses=rules.clauses - silent))
    return Answer(language=language, findings=tuple(found), silent=tuple(sorted(silent)))


def answer_soon(question: ReplyQuestion) -> tuple[Answer, list[str]]:
    """The same without waiting for who reads slowly, and the sentences to `read_further` before it is complete."""
    with grammalecte.putting_off() as unread:
        answer = _answer_in(question.language or _told_of_draft(question), question)
    return structs.replace(answer, is_complete=not unread), unread


def read_further(sentence: str) -> None:
    """Have a sentence read that was put off, so that the next answer knows what is found in it."""
    running = grammalecte.running()
    if running is not None:
        running.errors(sentence)


def warm(language: str) -> None:
    """Load what texts of this language need: seconds of work, once."""
    moment = Moment(dt.datetime(2026, 1, 5, 10, 0, tzinfo=dt.UTC))
    sample = _SAMPLES[language]
    answer_to(ReplyQuestion(body=sample, manner=Manner(), moment=moment, usual_language=language))
    answer_to(ReplyQuestion(body=sample, manner=Manner(), moment=moment, language=language))
    answer_to(CustomerQuestion(body=sample, language=language))
    is_speakable(language, sample)  # of few misspelt words it is asked


def _told(body: str, usual_language: str) -> str:
    """The language of the text; where it does not tell, the usual one, or else English."""
    return language_of(body, usual_language or None) or usual_language or "en"


def _told_of_draft(question: ReplyQuestion) -> str:
    """The same for a draft that is typed: as long as most of it stood there when its language was told, it stays the language."""
    body, usual = question.body, question.usual_language
    if len(body) < _LONG_ENOUGH:
        return _told(body, usual)
    words = body[:_TOLD_BY].split()
    before = _DRAFTS.kept((question.key, usual))
    if before is not None:
        language, known = before
        if sum([len(word) for word in words if word in known]) >= _SAME * sum(map(len, words)):
            return language
    language = _told(body, usual)
    _DRAFTS.keep((question.key, usual), (language, frozenset(words)))
    return language


def _silent(language: str, asked: frozenset[str]) -> frozenset[str]:
    """The clauses asked for that cannot be looked at here: not installed, or not known in this language."""
    if language not in LANGUAGES:
        return asked - OF_ANY_LANGUAGE
    silent = asked.intersection(silent_clauses())
    return silent if is_installed(language) else silent | asked.intersection(("spelling",))
