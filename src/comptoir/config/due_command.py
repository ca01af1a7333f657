"""`comptoir due`: when a promise of a charter's file is due, and why; without a database and without a server."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from comptoir.domain.charter.rules import Charter, Explanation, Promise, Step

DUE, NEVER, UNREADABLE = 0, 1, 2
"""Exit statuses: there is a date; by these hours there is none; what was given cannot be used."""

LANGUAGES = ("en", "fr", "pt", "ro")

YEARS = range(1900, 2501)
"""Between which something may be received; further off is a slip of the hand."""

_END_OF_DAY = re.compile(r"(?<=[T ])24(?::?00){0,2}(?=$|[Z+-])", re.IGNORECASE)


class NotUsable(ValueError):
    """Why what was given cannot be used."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    due = commands.add_parser("due", help="say when a promise of a charter is due, and how that date comes about")
    due.add_argument("--charter", required=True, metavar="FILE")
    due.add_argument("--clause", required=True, metavar="NAME", help="the promise: NAME of [promises.NAME]")
    due.add_argument(
        "--from",
        required=True,
        dest="start",
        metavar="TIME",
        help="when it was received (2026-12-24T16:00+01:00); without an offset, by the shop's clock",
    )
    due.add_argument(
        "--paused",
        action="append",
        default=[],
        metavar="A/B",
        help="a stretch in which the clock stood still (2026-12-27T10:00/2026-12-28T09:00); may be given again",
    )
    due.add_argument("--audience", default="", help="who answers, where the promise names no hours of its own")
    due.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the sentences")
    due.add_argument("--json", action="store_true", help="print one JSON object instead of lines for people")
    due.set_defaults(run=tell_due)


def tell_due(arguments: argparse.Namespace) -> int:
    """Print when it is due and why; returns the exit status."""
    try:
        explanation = _explained(arguments)
    except NotUsable as why:
        print(f"comptoir: {why}", file=sys.stderr)
        return UNREADABLE
    told = _told(explanation, arguments.language)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(told["due_at"] or "—")
        print("\n".join(f"  {sentence}" for sentence in told["because"]))  # type: ignore[attr-defined]
    return NEVER if explanation.due_at is None else DUE


def _explained(arguments: argparse.Namespace) -> Explanation:
    from comptoir.domain.charter.rules import calendar_for, explained

    charter = _charter(arguments.charter)
    promise = _promise(charter, arguments.clause)
    _expect_audience(charter, arguments.audience)
    zone = ZoneInfo(charter.shop.time_zone)
    start = _moment(arguments.start, zone, "--from")
    pauses = [_pause(written, zone) for written in arguments.paused]
    calendar = calendar_for(charter, promise, arguments.audience)
    return explained(start, promise.within, calendar, pauses, arguments.language)


def _told(explanation: Explanation, language: str) -> dict[str, object]:
    from comptoir.domain.charter.rules import because

    zone = explanation.calendar.zone
    due_at = explanation.due_at
    return {
        "due_at": due_at.astimezone(zone).isoformat() if due_at else None,
        "because": because(explanation, language),
        "steps": [_step(step, zone) for step in explanation.steps],
    }


def _step(step: Step, zone: ZoneInfo) -> dict[str, object]:
    """A step in plain values; of working days `counted` is 86400 a day."""
    return {
        "kind": step.kind,
        "start": step.start.astimezone(zone).isoformat(),
        "end": step.end.astimezone(zone).isoformat(),
        "counted": step.counted.total_seconds(),
        "name": step.name,
    }


def _charter(file: str) -> Charter:
    from comptoir.domain.charter.rules import beside, examine, explain

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "this is not a text in UTF-8"
        raise NotUsable(f"{file}: {why}") from None
    found = examine(text, beside(file))
    if found.charter is None:
        mistakes = (f"{file}:{it.line}:{it.column}: {explain(it, 'en')}" for it in found.mistakes)
        raise NotUsable("\n".join((f"{file} has mistakes", *mistakes)))
    return found.charter


def _promise(charter: Charter, clause: str) -> Promise:
    from comptoir.domain.charter.rules import promise_named

    promise = promise_named(charter, clause.removeprefix("promises."))
    if promise is None:
        known = ", ".join(charter.promises) or "none"
        raise NotUsable(f"there is no promise “{clause}” in this charter; it makes these: {known}")
    return promise


def _expect_audience(charter: Charter, audience: str) -> None:
    if audience and audience not in charter.audiences:
        known = ", ".join(charter.audiences)
        raise NotUsable(f"there is no audience “{audience}” in this charter, but {known}")


def _pause(written: str, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    begins, slash, ends = written.partition("/")
    if not slash or "/" in ends:
        raise NotUsable(f"--paused {written}: write its beginning and its end with a slash between them")
    pause = _moment(begins, zone, "--paused"), _moment(ends, zone, "--paused")
    if pause[1].astimezone(dt.UTC) < pause[0].astimezone(dt.UTC):
        raise NotUsable(f"--paused {written}: it ends before it begins")
    return pause


def _moment(written: str, zone: ZoneInfo, option: str) -> dt.datetime:
    """A moment as ISO 8601 writes it, a day alone being its midnight; without an offset by the shop's clock."""
    plain, is_end_of_day = _END_OF_DAY.subn("00:00", written.strip())
    try:
        moment = dt.datetime.fromisoformat(plain)
    except ValueError:
        raise NotUsable(f"{option}: “{written}” is not a time; write it like 2026-12-24T16:00+01:00") from None
    if moment.year not in YEARS:
        raise NotUsable(f"{option}: the year of “{written}” must be from {YEARS[0]} to {YEARS[-1]}")
    moment += dt.timedelta(days=is_end_of_day)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
