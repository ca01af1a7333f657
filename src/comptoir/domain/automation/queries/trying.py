"""Trying a rule on the past: read, counted, and nothing done.

Conversations are judged by how they stand now, for their rows keep no past; the message that was written, the moment, and
whether it was open then are those of the past.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from comptoir.domain.automation.queries.looking import circumstances
from comptoir.domain.automation.queries.rules import RuleRead
from comptoir.domain.automation.rules import Circumstances, matches
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import (
    Case,
    Written,
    cases_since,
    tags_on,
    with_entries,
    written_in,
)
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.queries import conversations_broken, conversations_warned
from comptoir.foundation.pages import Cursor

DRY_RUN_DAYS = 30
LOOKED_AT_ONCE = 2_000
"""Conversations of one look, at the most."""
PORTION = 200
EXAMPLES = 10

_ENTRIES = {"topic": ("topic", "category"), "reopened": ("reopened",), "tagged": ("tags",), "request": ("request",)}


class Example(NamedTuple):
    """A conversation that would have matched."""

    id: int
    reference: str
    at: dt.datetime


class DryRun(NamedTuple):
    """How many conversations were looked at, and in how many the rule would have run; `following` is where to look on."""

    looked_at: int
    matched: int
    examples: list[Example]
    following: Cursor | None


class Portion(NamedTuple):
    """What is known of some conversations."""

    cases: Sequence[Case]
    happened: Callable[[Case], bool]
    tags: dict[int, frozenset[str]]
    written: dict[int, list[Written]]


def dry_run(viewer: Viewer, rule: RuleRead, *, now: dt.datetime, after: Cursor | None = None) -> DryRun:
    """In which conversations of the last days the rule would have run. Examples are those that the viewer may see.

    At most four questions for each two hundred conversations, whatever they hold.
    """
    since = now - dt.timedelta(days=DRY_RUN_DAYS)
    charter = charter_in_force(rule.shop_id, now)[1]
    looked_at, matched, examples = 0, 0, list[Example]()
    while looked_at < LOOKED_AT_ONCE:
        cases = cases_since(rule.shop_id, since, before=after, limit=PORTION)
        looked_at += len(cases)
        for case in _matching(rule, _known(rule, cases, since), charter, since):
            matched += 1
            if len(examples) < EXAMPLES and may_see(viewer, case):
                examples.append(Example(case.id, case.reference, case.last_entry_at))
        if len(cases) < PORTION:
            return DryRun(looked_at, matched, examples, None)
        after = Cursor(cases[-1].last_entry_at, cases[-1].id)
    return DryRun(looked_at, matched, examples, after)


def _matching(rule: RuleRead, known: Portion, charter: Charter, since: dt.datetime) -> Iterator[Case]:
    for case in known.cases:
        if known.happened(case) and any(
            matches(rule.conditions, seen) for seen in _occasions(rule, case, known, charter, since)
        ):
            yield case


def _occasions(
    rule: RuleRead, case: Case, known: Portion, charter: Charter, since: dt.datetime
) -> Iterator[Circumstances]:
    """Each message, where the rule waits for one; else the conversation once."""
    tags, written = known.tags.get(case.id, frozenset()), known.written.get(case.id, [])
    if rule.when == "wrote":
        for it in written:
            if it.at >= since:
                yield circumstances(case, tags=tags, words=it.words, charter=charter, at=it.at)
        return
    words: frozenset[str] = frozenset().union(*(it.words for it in written))
    at = {"opened": case.opened_at, "closed": case.closed_at}.get(rule.when) or case.last_entry_at
    yield circumstances(case, tags=tags, words=words, charter=charter, at=at)


def _known(rule: RuleRead, cases: Sequence[Case], since: dt.datetime) -> Portion:
    ids = [case.id for case in cases]
    tags = {}
    if rule.conditions.tag:
        tags = {pk: frozenset(tag.folded for tag in those) for pk, those in tags_on(ids).items()}
    needs_words = rule.when == "wrote" or rule.conditions.words
    return Portion(cases, _happened(rule.when, ids, since), tags, written_in(ids) if needs_words else {})


def _happened(when: str, ids: Sequence[int], since: dt.datetime) -> Callable[[Case], bool]:
    """Whether what the rule waits for has happened in a conversation of these, since then."""
    if when == "wrote":
        return lambda case: True
    if when == "opened":
        return lambda case: case.opened_at >= since
    if when == "closed":
        return lambda case: case.closed_at is not None and case.closed_at >= since
    if when == "rated":
        return lambda case: case.score is not None
    found = _among(when, ids, since)
    return lambda case: case.id in found


def _among(when: str, ids: Sequence[int], since: dt.datetime) -> set[int]:
    if when == "at_risk":
        return conversations_warned(ids, since)
    if when == "broken":
        return conversations_broken(ids, since)
    return with_entries(ids, _ENTRIES[when], since)
