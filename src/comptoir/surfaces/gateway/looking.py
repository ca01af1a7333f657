"""Somebody who looks at the wall: what of it they see, what they have been told, and how much they may be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.supervision.rules import Choice, Tile, changed_in, counted, is_shown
from comptoir.foundation.clock import now

PAGE = 48
"""Conversations that are seen at once."""

WORDS_LONGEST = 64
"""Characters of the last words on a tile."""

BURST = 16_000
A_SECOND = 1_250
"""Bytes that one who looks is told at once, and in every second after: with a whole page besides under 100 kB in any minute."""


class Looker:
    """One connection's look. `frame` says what there is to tell, `pay` what it was."""

    def __init__(self, viewers: Sequence[Viewer], choice: Choice, page: int) -> None:
        self.viewers = tuple(viewers)
        self.choice = choice
        self.page = page
        self._sent: dict[int, dict[str, Any]] = {}
        self._head: dict[str, Any] = {}
        self._left = float(BURST)
        self._paid_at: float | None = None
        self._names: dict[int, frozenset[str]] = {}

    def frame(self, tiles: Sequence[Tile], moment: float) -> dict[str, Any]:
        """What is to be told now of the wall's tiles in their order; nothing when nothing is new, or too much was told of late."""
        if self._left_at(moment) <= 0:
            return {}
        shown = [tile for tile in tiles if is_shown(tile, self.choice)]
        here = shown[self.page * PAGE : (self.page + 1) * PAGE]
        order = [tile.live.id for tile in here]
        head = {"n": len(shown), "counts": self._counts(tiles), "order": order}
        rows = [row for row in (self._changes(it) for it in self._as_wire(here)) if row]
        for gone in self._sent.keys() - set(order):
            del self._sent[gone]
        changed = {name: value for name, value in head.items() if self._head.get(name) != value}
        self._head = head
        if not changed and not rows:
            return {}
        return {"t": "wall", **changed, **({"rows": rows} if rows else {})}

    def pay(self, size: int, moment: float) -> None:
        """So many bytes were told."""
        self._left, self._paid_at = self._left_at(moment) - size, moment

    def _left_at(self, moment: float) -> float:
        if self._paid_at is None:
            return self._left
        return min(BURST, self._left + (moment - self._paid_at) * A_SECOND)

    def _counts(self, tiles: Sequence[Tile]) -> dict[str, int]:
        """Of what they look at, whichever state they have chosen."""
        whole = self.choice._replace(state="")
        return counted(tile for tile in tiles if is_shown(tile, whole))

    def _changes(self, wire: dict[str, Any]) -> dict[str, Any]:
        changes = changed_in(self._sent.get(wire["c"]), wire)
        self._sent[wire["c"]] = wire
        return changes

    def _as_wire(self, tiles: Sequence[Tile]) -> list[dict[str, Any]]:
        people = people_of(tile.live.assignee_id for tile in tiles if tile.live.assignee_id)
        return [tile_as_wire(it, people, self._granted(it.live.shop_id)) for it in tiles]

    def _granted(self, shop_id: int) -> frozenset[str]:
        """What the charter lets them see of the shop's customers. A11."""
        if shop_id not in self._names:
            viewer = next(it for it in self.viewers if it.shop_id == shop_id)
            charter = charter_in_force(shop_id, now())[1]
            self._names[shop_id] = fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)
        return self._names[shop_id]


def tile_as_wire(tile: Tile, people: dict[str, dict[str, Any]], granted: frozenset[str]) -> dict[str, Any]:
    """A conversation on the wall, in few bytes. Words that may hurt are not on it."""
    live = tile.live
    agent = people.get(str(live.assignee_id), {}) if live.assignee_id else {}
    names = (live.first_name if "first_name" in granted else "", live.last_name if "last_name" in granted else "")
    is_clocked = live.first_answer_at is None and live.due_at is not None
    words = "" if live.is_shielded else live.words
    return {
        "c": live.id,
        "shop": live.shop_id,
        "ref": live.reference[-3:],
        "who": " ".join(part for part in names if part),
        "aud": live.audience,
        "by": agent.get("name", ""),
        "need": tile.need,
        "since": _seconds(tile.since),
        "began": _seconds(live.opened_at) if is_clocked else 0,
        "due": _seconds(live.due_at) if is_clocked else 0,
        "warn": _seconds(live.warn_at) if is_clocked else 0,
        "words": words if len(words) <= WORDS_LONGEST else words[: WORDS_LONGEST - 1].rstrip() + "…",
        "from": live.words_from[:1],
        "held": live.held,
        "mood": live.mood,
        "shield": live.is_shielded,
    }


def _seconds(moment: dt.datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0
