"""A promise's dates, counted by its clause and that clause's clock: when it is due, and when something must be told next."""

from __future__ import annotations

import datetime as dt
from typing import cast

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import (
    Calendar,
    Charter,
    Duration,
    Explanation,
    calendar_for,
    due,
    explained,
    opening_intervals,
    promise_named,
)
from comptoir.domain.charter.rules import Promise as Clause
from comptoir.domain.promises.models import Kind, Promise, State
from comptoir.domain.promises.rules import months_later, reminder_of, word_reminder
from comptoir.domain.shops.queries import zone_of


def duration(text: str) -> Duration:
    """The span that a promise remembers, "24 h"."""
    amount, unit = text.split()
    return Duration(int(amount), cast("str", unit))  # type: ignore[arg-type]


def clause_of(promise: Promise) -> Clause | None:
    """The clause that a promise was made by, as the version it is judged by has it; none where a person gave their word."""
    charter = _charter_of(promise)
    return promise_named(charter, promise.clause) if charter else None


def due_date(promise: Promise) -> dt.datetime | None:
    """When it is due by its clock and its pauses, in UTC, with the months that were added; a word that was given is due when it said."""
    calendar = _calendar_of(promise)
    if calendar is None:
        return promise.due_at
    found = due(promise.made_at, duration(promise.within), calendar, promise.spans)
    return _extended(promise, found) if found else None


def end_of_day(shop_id: int, audience: str, day: dt.date, now: dt.datetime) -> dt.datetime:
    """When a day that somebody named is over: once the audience closes on it, at midnight where it does not open or has closed."""
    zone = zone_of(shop_id)
    begin, end = (dt.datetime.combine(it, dt.time(), zone) for it in (day, day + dt.timedelta(days=1)))
    try:
        spans = opening_intervals(charter_in_force(shop_id, now)[1], audience, begin, end)
    except NoCharter:
        spans = []
    return spans[-1][1] if spans and spans[-1][1] > now else end.astimezone(dt.UTC)


def is_of_escalation(promise: Promise) -> bool:
    """Whether it is a word that the charter promises when a request is escalated."""
    clause = clause_of(promise)
    return clause is not None and clause.of == "escalation"


def explanation_of_date(promise: Promise) -> Explanation | None:
    """How the date came about, step by step; nothing where a person named it."""
    calendar = _calendar_of(promise)
    return explained(promise.made_at, duration(promise.within), calendar, promise.spans) if calendar else None


def warnings_by(promise: Promise, at: dt.datetime) -> int:
    """How many of its warnings lie at or before `at`, and before it is due."""
    return sum(moment <= at for moment in _warnings(promise))


def next_moment(promise: Promise) -> dt.datetime | None:
    """When something must be told next: the first warning that was not told, else that it is due; nothing while it is paused."""
    if promise.is_settled or promise.state == State.PAUSED:
        return None
    return next(iter(_warnings(promise)[promise.warned :]), promise.due_at)


def _warnings(promise: Promise) -> list[dt.datetime]:
    clause, calendar = clause_of(promise), _calendar_of(promise)
    if clause is None or calendar is None:
        reminder = reminder_of(promise.made_at, promise.due_at)
        return [reminder] if promise.kind == Kind.SPOKEN and reminder < promise.due_at else []
    if promise.kind == Kind.FOLLOW_UP and clause.when != Kind.FOLLOW_UP:
        reminder = word_reminder(promise.made_at, promise.due_at)
        return [reminder] if reminder < promise.due_at else []
    spans = sorted(clause.warn_at, key=lambda span: span.seconds)
    found = (due(promise.made_at, span, calendar, promise.spans) for span in spans)
    moments = [_extended(promise, moment) for moment in found if moment is not None]
    return [moment for moment in moments if moment < promise.due_at]


def _extended(promise: Promise, at: dt.datetime) -> dt.datetime:
    """So many months later as its term was extended by: the end, and the warnings before it."""
    return months_later(at, promise.extra_months, zone_of(promise.shop_id)) if promise.extra_months else at


def _charter_of(promise: Promise) -> Charter | None:
    return charter_of_version(promise.charter_version_id) if promise.clause and promise.charter_version_id else None


def _calendar_of(promise: Promise) -> Calendar | None:
    charter, clause = _charter_of(promise), clause_of(promise)
    return calendar_for(charter, clause, promise.audience) if charter and clause else None
