"""How a draft stands before its charter, and how a customer's message reads."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.charter.rules import Charter
from comptoir.domain.wording.checker.frames import CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner, manner_of
from comptoir.domain.wording.queries.asking import AWAY, answered
from comptoir.domain.wording.queries.dictionary import Known, known_words
from comptoir.domain.wording.queries.memory import Memory
from comptoir.domain.wording.rules import (
    Draft,
    Reading,
    Verdict,
    asked_at_most,
    judged,
    judged_by,
    levels_of,
    strictest,
)
from comptoir.language.rules import Moment

WITHIN = 2.0
"""Seconds for which the checker is waited for."""

REMEMBERED = 2048
"""Verdicts, and readings, that a process keeps: some 2 kB each."""

MANNERS = 256
"""Ways of reading (a charter's, for an audience on a channel) that a process keeps."""

_A_QUARTER = 900
"""Seconds for which a day that was understood is good: midnight is the beginning of a quarter of an hour everywhere on earth."""

_verdicts = Memory[Verdict](REMEMBERED)
_readings = Memory[Reading](REMEMBERED)


def verdict_on(draft: Draft, *, within: float = WITHIN, key: str = "") -> Verdict:
    """What is to be said of the draft. From any thread; in microseconds when the same was judged before.

    When the checker has not answered `within` seconds, only what needs no dictionary is looked at, and the verdict is
    not complete. `key` names whose draft is being typed: a newer one then supersedes it, and it is answered at once,
    not complete; leave it empty for what is being sent. Raises `NoCharter`.
    """
    known = known_words(draft.shop_id)
    question = _question(draft, known)
    verdict = _verdicts.recall(question)
    if verdict is None:
        verdict = _judge(draft, known, within, key)
        if verdict.is_complete or not key:
            _verdicts.keep(question, verdict, seconds=0.0 if verdict.is_complete else AWAY)
    return verdict


def verdict_known(draft: Draft) -> Verdict | None:
    """What was said of the same draft before, in microseconds, or nothing: for who cannot wait."""
    return _verdicts.recall(_question(draft, known_words(draft.shop_id)))


def reading_of(body: str, usual_language: str, *, within: float = WITHIN) -> Reading:
    """How a customer's message reads. From any thread; in microseconds when the same was read before."""
    question: Hashable = (body, usual_language)
    reading = _readings.recall(question)
    if reading is None:
        answer = answered(CustomerQuestion(body=body, usual_language=_code(usual_language)), within)
        findings = tuple(judged(each, "off") for each in answer.findings)
        reading = Reading(answer.language, findings, answer.is_complete)
        _readings.keep(question, reading, seconds=0.0 if reading.is_complete else AWAY)
    return reading


def forget_verdicts() -> None:
    """Judge and read anew at the next question."""
    _verdicts.clear()
    _readings.clear()
    _manner.cache_clear()


def _question(draft: Draft, known: Known) -> Hashable:
    return (*draft[:-1], int(draft.now.timestamp()) // _A_QUARTER, known)


def _judge(draft: Draft, known: Known, within: float, key: str) -> Verdict:
    charter = charter_of_version(draft.charter_version_id)
    question = ReplyQuestion(
        body=draft.body,
        manner=_manner(charter, draft.audience, draft.channel, known),
        moment=_moment(draft, charter),
        language=_code(draft.language),
        usual_language=_code(draft.usual_language or charter.language),
        key=key,
    )
    answer = answered(question, within)
    is_served = answer.language in map(_code, charter.shop.languages)
    levels = levels_of(charter, draft.audience, draft.channel)
    if not is_served:
        levels = {**levels, "spelling": "off"}
    findings = judged_by(levels, answer.findings, asked_at_most(charter))
    silent = answer.silent if is_served else tuple(sorted({*answer.silent, "spelling"} & question.manner.clauses))
    return Verdict(answer.language, strictest(each.level for each in findings), findings, answer.is_complete, silent)


def _moment(draft: Draft, charter: Charter) -> Moment:
    return Moment(
        now=draft.now.astimezone(ZoneInfo(charter.shop.time_zone)),
        is_first_reply=draft.is_first_reply,
        agent_name=draft.agent_name,
        customer_text=draft.upset_words,
        topic=draft.topic,
    )


@lru_cache(maxsize=MANNERS)
def _manner(charter: Charter, audience: str, channel: str, known: Known) -> Manner:
    """Made once for each charter and dictionary, for the checker knows a manner again that it was sent before."""
    return manner_of(charter, audience, known.words, channel, pages=(f"{settings.PUBLIC_URL}/help/{charter.shop.key}",))


def _code(language: str) -> str:
    """The language without its country: "pt-BR" is read as Portuguese."""
    return language.partition("-")[0].lower()
