"""Who takes mail that belongs to apps above this one: they are named here by the wiring, and asked inside the transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comptoir.domain.conversations.actions import MailFile
from comptoir.letters.letter import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A mail that came in, read, checked and routed. `text` is what is new in it, `quoted` what was cut off.

    `files` are cleaned and lie where they belong; name them by `conversations.actions.post_by_mail`. `refused` are names,
    types and why. `party` is whose address it came to ("customer", "seller"), "" where it came to a mailbox and belongs
    to nothing yet; `mailbox_id` is that mailbox. `sender_check` is "proven", "unproven" or "forged"; a taker gets what is
    unproven too, and says itself whether that will do. Who the sender is, `sender` says, no other reading of the letter.
    """

    mail_id: int
    shop_id: int
    conversation_id: int | None
    party: str
    mailbox_id: int | None
    letter: Letter
    sender: str
    text: str
    quoted: str
    files: tuple[MailFile, ...]
    refused: tuple[tuple[str, str, str], ...]
    sender_check: str
    has_means: bool
    """Whether the sender's domain publishes how its mail is proven."""
    received_at: dt.datetime
    is_automatic: bool
    is_let_in: bool
    """A member has looked at it, and lets it in whatever its sender proves."""
    now: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of it: a state of `models.Received` ("applied", "quarantined", "ignored"), why, and where it stands."""

    state: str
    why: str = ""
    conversation_id: int | None = None
    entry_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """What would begin something new may: with this topic, and so for those who answer it. `why` in a word; then no
    acknowledgement goes out but the one that who says so writes.
    """

    topic: str = ""
    why: str = ""


Taker = Callable[[Arrived], Taken]
Screen = Callable[[Arrived], "Taken | Opens | None"]
"""Looks at what would begin something new; answers where it is not to, or not as any other would."""

TAKERS: dict[str, Taker] = {}
"""By "channel:party" of the conversation, or by party alone."""

SCREENS: list[Screen] = []


Link = Callable[[Any, dt.datetime], str]
"""Of a conversation, an address at which its customer finds something."""

LINKS: dict[str, Link] = {}
"""By what is found there ("rating")."""


def taker_for(channel: str, party: str) -> Taker | None:
    """Who takes what a party writes in conversations of a channel; None: this app itself."""
    return TAKERS.get(f"{channel}:{party}") or TAKERS.get(party)
