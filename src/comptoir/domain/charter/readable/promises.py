"""Chapters: promises, commitments, escalation."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.audiences import level
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import CALENDAR_DAYS, CLOCKS, PAUSES, PEOPLE, PERIODS, REQUESTS, WHO_ASKS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.promise import Promise


def promises(charter: Charter, voice: Voice) -> Chapter:
    """What we promise, with what the team does before a promise is broken."""
    sentences = tuple(
        " ".join([promise_sentence(promise, voice), *_around(charter, promise, voice)])
        for promise in charter.promises.values()
    )
    return Chapter("promises", voice.say(N_("What we promise")), sentences)


def commitments(charter: Charter, voice: Voice) -> Chapter:
    """How often we keep a promise at least."""
    rows = tuple(
        (
            promise_sentence(charter.promises[commitment.promise], voice),
            voice.say(PERIODS[commitment.by], share=voice.share(commitment.share)),
        )
        for commitment in charter.commitments
    )
    return Chapter("commitments", voice.say(N_("How often we keep it")), (), rows)


def escalation(charter: Charter, voice: Voice) -> Chapter:
    """Where a request goes that needs somebody who knows more."""
    levels = charter.escalation.levels
    if not levels:
        return Chapter("escalation", voice.say(N_("When we need an expert")))
    names = ", ".join(level(charter, key, voice) for key in levels)
    told = (
        N_("The customer is told the steps and the expected dates, and told again when they move.")
        if charter.escalation.tell_customer
        else N_("The customer is not told of the steps.")
    )
    sentences = (
        voice.say(N_("A request goes through these levels, as far as needed: {levels}."), levels=names),
        voice.say(told),
    )
    rows = tuple(
        (level(charter, key, voice), voice.say(N_("answered by: {who}"), who=_who_answers(charter, key, voice)))
        for key in levels
        if key in charter.escalation.answered_by
    )
    return Chapter("escalation", voice.say(N_("When we need an expert")), sentences, rows)


def promise_sentence(promise: Promise, voice: Voice) -> str:
    """The promise itself, as a customer may read it."""
    who, what = voice.say(WHO_ASKS[promise.of]), voice.say(REQUESTS[promise.of])
    time = _time(promise.within, promise.clock, voice)
    said = {
        "first_answer": voice.say(N_("{who} receives a first answer within {time}"), who=who, time=time),
        "next_answer": voice.say(N_("{who} receives each answer within {time}"), who=who, time=time),
        "follow_up": voice.say(N_("{who} learns the next steps within {time}"), who=who, time=time),
        "resolution": voice.say(N_("{what} is resolved within {time}"), what=what, time=time),
        "refund": voice.say(N_("A return is refunded within {time}"), time=time),
    }[promise.when]
    return f"{said}{_counting(promise, voice)}."


def _who_answers(charter: Charter, key: str, voice: Voice) -> str:
    named = charter.escalation.answered_by[key]
    return voice.text(charter.audiences[named].name) if named in charter.audiences else named


def _around(charter: Charter, promise: Promise, voice: Voice) -> list[str]:
    said = []
    if promise.paused_while:
        said.append(voice.say(PAUSES[promise.paused_while]))
    if promise.follow_up_every:
        often = _time(promise.follow_up_every, promise.clock, voice)
        said.append(voice.say(N_("Until then we give news at least every {time}."), time=often))
    if promise.warn_at:
        times = voice.all_of(_time(warning, promise.clock, voice) for warning in promise.warn_at)
        said.append(voice.say(N_("Our team is warned after {times}."), times=times))
    if promise.escalate:
        steps = ", ".join(_step(charter, step, voice) for step in promise.escalate)
        said.append(voice.say(N_("Told one after the other: {steps}."), steps=steps))
    return said


def _counting(promise: Promise, voice: Voice) -> str:
    """How the time is counted; working days say it themselves."""
    if promise.clock == "working_days":
        return ""
    in_days = promise.clock == "wall" and promise.within.unit == "d"
    return ", " + voice.say(CALENDAR_DAYS if in_days else CLOCKS[promise.clock])


def _time(span: Duration, clock: str, voice: Voice) -> str:
    if clock == "working_days":
        return voice.ngettext("{number} working day", "{number} working days", span.amount)
    return voice.span(span)


def _step(charter: Charter, step: str, voice: Voice) -> str:
    if step in PEOPLE:
        return voice.say(PEOPLE[step])
    if step in charter.audiences:
        return voice.text(charter.audiences[step].name)
    return level(charter, step, voice)
