"""Due dates computed in a second on one core, beside `businesstimedelta` on the same promises and hours in the same run.

    python -m bench due

Half of them are counted in opening hours and half in weekdays, from moments all over two years, with the public holidays of France.
The answers are compared for every one that the peer is asked. A line before tells each clock by itself, and the share with a pause.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from zoneinfo import ZoneInfo

import businesstimedelta
import holidays
import pytz

from bench.figures import Figure
from comptoir.domain.charter.rules import Calendar, Duration, calendar_of, due, parse

GOAL = 100_000
EACH = int(os.environ.get("BENCH_DATES", "100000"))
PEERS = EACH // 100
NEARLY = dt.timedelta(microseconds=5)
"""The peer's days end a microsecond before midnight, and it loses one with each."""

PARIS = ZoneInfo("Europe/Paris")
CHARTER = """
[shop]
key = "shop"
name = "Shop"
languages = ["fr"]
time_zone = "Europe/Paris"
[charter]
title = "Charter"
in_force_from = 2026-01-01
[holidays]
country = "FR"
[hours.office]
mon-fri = ["08:00-12:00", "13:30-18:30"]
sat = ["09:00-16:30"]
[audiences.advisor]
name = "Advisor"
hours = "office"
"""
WITHIN = {
    "opening": Duration(4, "h"),
    "weekday": Duration(23, "h"),
    "working_days": Duration(2, "d"),
    "wall": Duration(24, "h"),
}
Ask = Callable[[dt.datetime], object]


def run() -> Figure:
    """Measure every clock, and those that the peer knows too; the figure is of the two together."""
    _on_one_core()
    charter = parse(CHARTER)
    starts = list(_starts(EACH))
    rates = {}
    for clock, within in WITHIN.items():
        calendar = calendar_of(charter, clock)
        rates[clock] = _a_second(lambda at, it=calendar, for_=within: due(at, for_, it), starts)
        paused = _a_second(lambda at, it=calendar, for_=within: due(at, for_, it, _pauses(at)), starts[: EACH // 10])
        print(f"{clock}: {rates[clock]:,.0f} a second; with a pause {paused:,.0f}", flush=True)
    peer = {clock: _peer(clock, calendar_of(charter, clock), starts[:PEERS]) for clock in ("opening", "weekday")}
    ours = _together(rates["opening"], rates["weekday"])
    return Figure("due", ours, "dates/s", goal=GOAL, bound=round(_together(*peer.values()), 1), ratio_goal=1).tell()


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _starts(number: int) -> Iterator[dt.datetime]:
    chance, first = random.Random(4), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for _ in range(number):
        yield first + dt.timedelta(seconds=chance.randrange(2 * 365 * 86400))


def _pauses(at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    return [(at + dt.timedelta(hours=1), at + dt.timedelta(hours=3))]


def _a_second(ask: Ask, starts: Sequence[dt.datetime]) -> float:
    """How many are answered in a second of this process's own time; years are worked out before, as they are in a server."""
    for start in starts[:1000]:
        ask(start)
    began = time.process_time()
    for start in starts:
        ask(start)
    return len(starts) / (time.process_time() - began)


def _together(*rates: float) -> float:
    """How many a second, when each kind comes as often."""
    return len(rates) / sum(1 / rate for rate in rates)


def _peer(clock: str, calendar: Calendar, starts: Sequence[dt.datetime]) -> float:
    """The peer's dates a second; raises where one of them is another than ours."""
    rules = businesstimedelta.Rules(_peer_rules(clock))
    span = businesstimedelta.BusinessTimeDelta(rules, seconds=WITHIN[clock].seconds)
    local = [start.astimezone(pytz.timezone("Europe/Paris")) for start in starts]
    for there, start in zip(local, starts, strict=True):
        theirs, ours = there + span, due(start, WITHIN[clock], calendar)
        if ours is None or abs(theirs - ours) > NEARLY:
            raise AssertionError(f"{clock} from {there}: {theirs} there, {ours and ours.astimezone(PARIS)} here")
    return _a_second(lambda at: at + span, local)  # type: ignore[operator]


def _peer_rules(clock: str) -> list[object]:
    days_off = businesstimedelta.HolidayRule(holidays.country_holidays("FR"), tz=pytz.timezone("Europe/Paris"))
    whole = [(range(5), dt.time(), dt.time(23, 59, 59, 999999))]
    open_hours = [
        (range(5), dt.time(8), dt.time(12)),
        (range(5), dt.time(13, 30), dt.time(18, 30)),
        ([5], dt.time(9), dt.time(16, 30)),
    ]
    days = [
        businesstimedelta.WorkDayRule(begins, ends, working_days=list(weekdays), tz=pytz.timezone("Europe/Paris"))
        for weekdays, begins, ends in (open_hours if clock == "opening" else whole)
    ]
    return [*days, days_off]


if __name__ == "__main__":
    run()
