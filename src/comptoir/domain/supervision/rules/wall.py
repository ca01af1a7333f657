"""What of the wall needs somebody, and first: every live conversation has a need, and the longest stands before the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

NEEDS = ("insult", "late", "at_risk", "held", "waiting", "upset", "owed", "fine")
"""What a conversation needs, the most pressing first: its last words hurt; a promise is broken, or nearly; a message waits
for approval; nobody answers; the customer is upset; the customer waits for an answer; nothing.
"""

STATES: Mapping[str, frozenset[str]] = {
    "risk": frozenset(("late", "at_risk")),
    "held": frozenset(("held",)),
    "waiting": frozenset(("waiting",)),
    "upset": frozenset(("insult", "upset")),
    "owed": frozenset(("owed", "late", "at_risk", "waiting")),
}
"""By what the wall can be narrowed down besides shop and audience."""

OWED_AFTER = dt.timedelta(seconds=45)
"""So long an answer may take in a live chat before the wall says that somebody waits."""

_RANK = {need: n for n, need in enumerate(NEEDS)}


class Live(NamedTuple):
    """A live conversation as the wall needs it; `due_at` and `warn_at` are of its first answer while there was none.

    `risk` is "at_risk" or "late" where another promise made in it stands so.
    """

    id: int
    shop_id: int
    reference: str
    first_name: str
    last_name: str
    status: str
    audience: str
    assignee_id: int | None
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    unanswered_since: dt.datetime | None
    first_answer_at: dt.datetime | None
    last_entry_at: dt.datetime
    words: str
    words_from: str
    is_shielded: bool
    mood: str
    held: int
    held_since: dt.datetime | None
    due_at: dt.datetime | None
    warn_at: dt.datetime | None
    risk: str = ""


class Choice(NamedTuple):
    """What somebody looks at: one shop or all of theirs, one audience, one of `STATES`."""

    shop_id: int | None = None
    audience: str = ""
    state: str = ""


class Tile(NamedTuple):
    """A conversation on the wall: what it needs, and since when."""

    live: Live
    need: str
    since: dt.datetime


def need_of(live: Live, now: dt.datetime) -> tuple[str, dt.datetime]:
    """What the conversation needs now, and since when it does."""
    since, clock = live.unanswered_since or live.last_entry_at, _clock(live, now)
    is_owed = live.unanswered_since is not None and now - live.unanswered_since >= OWED_AFTER
    so = (
        (live.is_shielded, since),
        ("late" in (clock, live.risk), since),
        ("at_risk" in (clock, live.risk), since),
        (live.held > 0, live.held_since or since),
        (live.status == "waiting", live.waiting_since or since),
        (live.mood != "calm", since),
        (is_owed, since),
        (True, since),
    )
    return next((need, at) for need, (is_so, at) in zip(NEEDS, so, strict=True) if is_so)


def ranked(lives: Iterable[Live], now: dt.datetime) -> list[Tile]:
    """All of them, what needs somebody first, and of those the longest."""
    tiles = [Tile(live, *need_of(live, now)) for live in lives]
    return sorted(tiles, key=lambda it: (_RANK[it.need], it.since, it.live.id))


def is_shown(tile: Tile, choice: Choice) -> bool:
    """Whether somebody who looks at this choice sees the tile."""
    if choice.shop_id is not None and tile.live.shop_id != choice.shop_id:
        return False
    if choice.audience and tile.live.audience != choice.audience:
        return False
    if choice.state == "held":
        return tile.live.held > 0
    return not choice.state or tile.need in STATES[choice.state]


def counted(tiles: Iterable[Tile]) -> dict[str, int]:
    """How many there are of each state, and of all."""
    counts = dict.fromkeys(("all", *STATES), 0)
    for tile in tiles:
        counts["all"] += 1
        for state, needs in STATES.items():
            counts[state] += tile.live.held > 0 if state == "held" else tile.need in needs
    return counts


def changed_in(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any]:
    """What is different in a tile as the wire has it, with its number; all of it where it is new, nothing where it is the same."""
    if before is None:
        return dict(after)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return {"c": after["c"], **changed} if changed else {}


def _clock(live: Live, now: dt.datetime) -> str:
    if live.first_answer_at is not None or live.due_at is None:
        return ""
    if now > live.due_at:
        return "late"
    return "at_risk" if live.warn_at is not None and now >= live.warn_at else ""
