"""What a letter of ours is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class Unbuildable(ValueError):
    """No letter can be built of this. `code`: "bad_address", "bad_message_id", "bad_content_id", "bad_header",
    "no_recipient", "no_time_zone" or "too_long".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Who(NamedTuple):
    """Somebody a letter is from or to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that goes with a letter. With a `content_id` (no brackets) it is a picture shown amid the text."""

    name: str
    content_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A letter to build. Nothing in it needs to be escaped or cleaned by the caller."""

    sender: Who
    to: tuple[Who, ...]
    subject: str
    text: str
    date: dt.datetime
    """Aware."""
    message_id: str
    """Ours, in angle brackets: see `tokens.message_id`."""
    language: str = "en"
    cc: tuple[Who, ...] = ()
    reply_to: tuple[Who, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    """Oldest first. The first and the last ten are kept; what is no Message-ID is left out."""
    marker: str = ""
    """The line above which to answer, when the letter is to have one: see `marker.marker_line`."""
    signature: str = ""
    quoted: str = ""
    """What was written before, shown as a quotation; none unless given."""
    quoted_head: str = ""
    """The line that says whose it is: "On Monday, Ana wrote:"."""
    link_hosts: tuple[str, ...] = ()
    """Hosts, with those below them, to which links in the text are links; the others stay text."""
    attached: tuple[Attached, ...] = ()
    automatic: str = ""
    """Empty for what a person wrote; else "auto-replied" or "auto-generated" (RFC 3834)."""
    is_relayed: bool = False
    """Whether it passes on what one party wrote to the other: absences are not to be answered to it."""
    loop: str = ""
    """The name of this installation: a letter that comes back with it is in a loop."""
