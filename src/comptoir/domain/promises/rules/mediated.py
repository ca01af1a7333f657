"""What an entry means for what was promised between a buyer and a seller.

Whoever's turn it is has the promised time: the seller from the buyer's message on, or from when the team passed it on; the team
from when it has something to pass on. What answers the buyer keeps the promise, whoever wrote it.
"""

from __future__ import annotations

from typing import Protocol

from comptoir.domain.promises.rules.meaning import (
    ANSWERS,
    TURN,
    Fulfil,
    Heard,
    Make,
    Pause,
    Release,
    Resume,
    Step,
    Talking,
    meaning,
)

MEDIATED = "marketplace"
"""The channel of conversations between a buyer and a seller."""
LEG = "next_answer"
"""What each has within the promised time: the next answer."""


class Entry(Heard, Protocol):
    """What an entry says, and whether the buyer sees it."""

    @property
    def public_seq(self) -> int | None: ...


def mediated_meaning(talk: Talking, entry: Entry) -> list[Step]:
    """What follows from `entry`, in order."""
    if entry.kind == TURN:
        return _of_turn(entry)
    if entry.kind == "message":
        return _of_words(talk, entry)
    return meaning(talk, entry)


def _of_words(talk: Talking, entry: Entry) -> list[Step]:
    if entry.author not in ("seller", "agent") or entry.public_seq is None:
        return []
    talk.is_answered = True
    return [Fulfil((*ANSWERS, "follow_up")), Make("follow_up")]


def _of_turn(entry: Heard) -> list[Step]:
    whose, by = entry.body, entry.author
    if whose == "seller":
        # Passed on by the team: its own time is kept, the seller's begins.
        handed_on: list[Step] = [Fulfil((LEG,))] if by == "agent" else []
        return [*handed_on, Make(LEG), Pause("seller")]
    if whose == "support":
        # A seller who answered the team has kept their time; where the case was taken from them, the buyer's time runs on.
        answered: list[Step] = [Fulfil((LEG,))] if by == "seller" else []
        return [*answered, Make(LEG), Resume("seller")]
    if whose == "buyer":
        return [Fulfil(ANSWERS), Resume("seller")]
    return [Release((LEG,), "nobody_waits"), Resume("seller")]
