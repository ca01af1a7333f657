"""How a due date came about, step by step: what counted, what did not, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast

from comptoir.domain.charter.rules.calendar import holidays_between
from comptoir.domain.charter.rules.clocks.calendars import Calendar
from comptoir.domain.charter.rules.clocks.counting import due
from comptoir.domain.charter.rules.clocks.moments import (
    SECOND,
    Span,
    Stretch,
    counted_of,
    merged_pauses,
    moment_at,
    year_at,
)
from comptoir.domain.charter.rules.clocks.years import Closings, Stretches, WorkingDay, year_of
from comptoir.domain.charter.rules.wall import midnight_of
from comptoir.domain.charter.shape.duration import Duration

NOTHING = dt.timedelta()
A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the way, in UTC, and how much of the promised time it took.

    `kind` is received, counted, closed, weekend, holiday (with its `name`), paused, working_day (the day of receipt counts
    nothing, each other a day), due, or never at the end of a way without a date.
    """

    kind: str
    start: dt.datetime
    end: dt.datetime
    counted: dt.timedelta = NOTHING
    name: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """When a promise is due (in UTC, or never) and the steps to it; what they counted adds up to `within`."""

    due_at: dt.datetime | None
    steps: tuple[Step, ...]
    within: Duration
    calendar: Calendar


def explained(
    start: dt.datetime, within: Duration, calendar: Calendar, pauses: Sequence[Span] = (), language: str = ""
) -> Explanation:
    """What `due` answers, and why. Holidays are named in `language` where they can be, else in the shop's own.

    Under `opening`, `weekday` and `wall` the steps lie end to end; under `working_days` each is a day, or several alike.
    Raises as `due` does.
    """
    due_at = due(start, within, calendar, pauses)
    way = _Way(calendar, language or calendar.charter.language)
    begins = counted_of(start)
    received = Step("received", moment_at(begins), moment_at(begins))
    if due_at is None:
        steps: Iterator[Step] = iter([Step("never", received.start, received.start)])
    else:
        ends = counted_of(due_at)
        walk = way.of_days if calendar.clock == "working_days" else way.of_stretches
        steps = chain(walk(begins, ends, merged_pauses(pauses, begins)), [Step("due", due_at, due_at)])
    return Explanation(due_at, (received, *steps), within, calendar)


class _Way:
    """Walks from the beginning to the due date."""

    def __init__(self, calendar: Calendar, language: str) -> None:
        self._calendar, self._language = calendar, language
        self._zone = calendar.zone

    def of_stretches(self, start: int, end: int, pauses: Sequence[Stretch]) -> Iterator[Step]:
        for begins, ends in pauses:
            if begins >= end:
                break
            yield from self._running(start, begins)
            yield _step("paused", begins, ends)
            start = ends
        yield from self._running(start, end)

    def of_days(self, start: int, end: int, pauses: Sequence[Stretch]) -> Iterator[Step]:
        """Each working day to the due one, and the days between that are none."""
        is_received = False
        for each in self._working_days(start, end):
            yield from self._not_counted(start, self._midnight(each.day))
            paused = any(begins < each.closes <= ends for begins, ends in pauses)
            step = _step("paused" if paused else "working_day", max(each.opens, start), each.closes)
            yield replace(step, counted=A_DAY) if is_received and not paused else step
            is_received |= not paused
            start = max(each.closes, self._midnight(each.day + A_DAY))

    def _running(self, start: int, end: int) -> Iterator[Step]:
        for opens, closes in self._counted(start, end):
            yield from self._not_counted(start, opens)
            yield replace(_step("counted", opens, closes), counted=moment_at(closes) - moment_at(opens))
            start = closes
        yield from self._not_counted(start, end)

    def _counted(self, start: int, end: int) -> Iterator[Stretch]:
        """What counts between the two; what touches is one."""
        if self._calendar.clock == "wall":
            yield from [(start, end)] if start < end else []
            return
        held: Stretch | None = None
        for year in range(year_at(start), year_at(end) + 1):
            stretches = cast(Stretches, year_of(self._calendar, year))
            for opens, closes in zip(stretches.opens, stretches.closes, strict=True):
                begins, ends = max(opens, start), min(closes, end)
                if begins >= ends:
                    continue
                if held and held[1] < begins:
                    yield held
                    held = None
                held = (held[0] if held else begins, ends)
        if held:
            yield held

    def _not_counted(self, start: int, end: int) -> Iterator[Step]:
        """The days, or parts of days, between the two, with why they do not count; days alike side by side are one step."""
        held: Step | None = None
        while start < end:
            day = self._day(start)
            ends = min(end, self._midnight(day + A_DAY))
            kind, name = self._why(day)
            if held and (held.kind, held.name) == (kind, name):
                held = replace(held, end=moment_at(ends))
            else:
                if held:
                    yield held
                held = replace(_step(kind, start, ends), name=name)
            start = ends
        if held:
            yield held

    def _why(self, day: dt.date) -> tuple[str, str]:
        named = holidays_between(self._calendar.charter, day, day, self._language)
        is_weekday = self._calendar.clock == "weekday"
        if named and (is_weekday or self._calendar.opening_hours.on_holidays in ("closed", ())):
            return "holiday", named[0][1]
        return ("weekend" if is_weekday else "closed"), ""

    def _working_days(self, start: int, end: int) -> Iterator[WorkingDay]:
        for year in range(year_at(start), year_at(end) + 1):
            yield from (
                each for each in cast(Closings, year_of(self._calendar, year)).days if start < each.closes <= end
            )

    def _day(self, moment: int) -> dt.date:
        return moment_at(moment).astimezone(self._zone).date()

    def _midnight(self, day: dt.date) -> int:
        return int(midnight_of(day, self._zone)) * SECOND


def _step(kind: str, start: int, end: int) -> Step:
    return Step(kind, moment_at(start), moment_at(end))
