"""A mail as it was understood: plain values that cross a process border (msgspec reads and writes them).

Everything in it was written by strangers: decoded and bounded, but not yet fit for a page. Nothing of it belongs into a log.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["human", "automatic", "bounce"]
"""Who wrote it: a person (or what looks like one), a machine by itself, or a mail server that could not deliver."""


class Unreadable(Exception):
    """It cannot be read, or not within the limits. `code` says why, in a word that is safe to log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address in small letters, its domain in ASCII as mail servers say it, and the name that stood with it."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """A file that came with a mail, as it came. The type is what the sender said; `content_id` is without its brackets."""

    name: str
    content_type: str
    content: bytes
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A part that was not taken, and why in a word (`external`, `tnef_unreadable`, `too_many`, …)."""

    name: str
    content_type: str
    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A recipient whom a mail did not reach. `status` is the enhanced code (`5.1.1`), "" where none was told."""

    address: str
    status: str = ""
    is_permanent: bool = True
    diagnostic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail. `sender` is None where no address stands in From.

    `delivered_to` are the addresses by which servers delivered it, the likeliest first. `text` is the plain alternative,
    `html` the other one, raw: either may be empty; `hypertext.words_of` gives a text in any case. `because` names the
    sign that told the kind; `about` is the Message-ID of the mail that a bounce returns. `headers` has those that are
    asked for later, by their name in small letters. `problems` are short words: what was cut, guessed or left out.
    """

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    date: dt.datetime | None = None
    text: str = ""
    html: str = ""
    parts: tuple[Part, ...] = ()
    refused: tuple[Refused, ...] = ()
    headers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kind: Kind = "human"
    because: str = ""
    is_list: bool = False
    """It came by a mailing list or as bulk mail; a person may have written it all the same."""
    bounce: tuple[Failed, ...] = ()
    about: str = ""
    problems: tuple[str, ...] = ()
