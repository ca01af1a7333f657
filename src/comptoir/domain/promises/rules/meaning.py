"""What an entry of a conversation's stream means for what was promised there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

ANSWERS = ("first_answer", "next_answer")
WORDS_TO_CUSTOMER = ("next_answer", "follow_up")
MERGED_INTO = "merged_into "
"""Why a promise was released where its conversation ended in another, whose number follows."""
SPLIT_INTO = "split_into "
"""Why an answer is awaited no more whose question has moved into a request of its own, whose number follows."""
FILED = ("topic", "category")
"""Entries that say what a request is about: how complex it is follows from the conversation as it stands."""
MERGED = "merged"
"""The entry that stands in both of two conversations that were made one."""
SPLIT = "split"
"""The entry that says from which message on a conversation became a request of its own."""
TURN = "turn"
"""The entry that says whose turn it is between a buyer and a seller."""
READ = ("message", "card", "request", "closed", "reopened", TURN, MERGED, SPLIT, *FILED)
"""The kinds of entries that the ledger reads; all others change no promise."""

_ASKS = re.compile(r"\?(?=[\s\"'»”’)\]*_]|$)")


class Talking(Protocol):
    """How a talk stands before an entry: an account has it."""

    is_live: bool
    is_answered: bool


class Heard(Protocol):
    """What an entry says: who wrote it, whether it asks the customer something, and whether they see it."""

    @property
    def kind(self) -> str: ...

    @property
    def author(self) -> str: ...

    @property
    def body(self) -> str: ...

    @property
    def public_seq(self) -> int | None: ...


Entry = TypeVar("Entry", bound=Heard)


@dataclass(frozen=True, slots=True)
class Make:
    """Something is promised from here on, unless it is promised already and undone."""

    kind: str


@dataclass(frozen=True, slots=True)
class Fulfil:
    """What was promised is done."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Nobody waits for it any more."""

    kinds: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class HandOn:
    """The same is promised by another clause from here on, where it was still awaited."""

    kinds: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Pause:
    """It is another's turn: the customer's, or a seller's."""

    whose: str = "customer"


@dataclass(frozen=True, slots=True)
class Resume:
    """They have had their turn."""

    whose: str = "customer"


Step = Make | Fulfil | Release | HandOn | Pause | Resume


def meaning(talk: Talking, entry: Heard) -> list[Step]:
    """What follows from `entry`, in order; `talk` is moved on to where it stands after it."""
    if entry.kind in ("message", "card"):
        return _of_words(talk, entry)
    if entry.kind == "request":
        return _of_request(talk)
    if entry.kind == "closed":
        return [Fulfil(("resolution",)), Release((*ANSWERS, "follow_up"), "closed")]
    if entry.kind == "reopened":
        talk.is_live = False
        return [Make("resolution"), Make("follow_up")]
    return []


def last_merging(entries: Sequence[Entry]) -> Entry | None:
    """In a conversation that ended in another, the entry that says so: nothing is merged into what has ended."""
    return next((entry for entry in reversed(entries) if entry.kind == MERGED), None)


def asks(body: str) -> bool:
    """Whether a message asks something. A question mark within a word, as addresses of pages have it, asks nothing."""
    return _ASKS.search(body) is not None


def _of_words(talk: Talking, entry: Heard) -> list[Step]:
    if entry.author == "visitor":
        # Where it was closed before anybody answered, nobody has promised an answer since.
        return [Resume(), Make("next_answer" if talk.is_answered else "first_answer")]
    if entry.author != "agent" or entry.public_seq is None:
        # What an agent writes to the seller alone answers the customer nothing.
        return []
    if entry.kind == "card":
        # A link to a page helps on; it is not the answer that was promised.
        return [Fulfil(WORDS_TO_CUSTOMER), Make("follow_up")]
    talk.is_answered = True
    answered: list[Step] = [Fulfil((*ANSWERS, "follow_up")), Make("follow_up")]
    return [*answered, Pause()] if asks(entry.body) else answered


def _of_request(talk: Talking) -> list[Step]:
    was_live, talk.is_live = talk.is_live, False
    handed_on: list[Step] = [HandOn(ANSWERS, "became_request")] if was_live else []
    return [*handed_on, Make("resolution"), Make("follow_up")]
