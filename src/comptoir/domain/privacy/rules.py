"""What we decide about privacy requests: which rights there are, what may follow what, and which reasons hold. Pure.

The rights are those of the General Data Protection Regulation, articles 15 to 18, 20 and 21; its terms those of article 12.
"""

from __future__ import annotations

RIGHTS = ("access", "rectification", "erasure", "restriction", "portability", "objection")

STATES = ("asked", "confirmed", "answered", "refused", "withdrawn")
NEXT = {
    "asked": ("confirmed", "refused", "withdrawn"),
    "confirmed": ("answered", "refused", "withdrawn"),
}
"""What may follow: nothing is answered before it is known who asks. What follows nothing is over."""

OPEN = tuple(NEXT)
STEPS = (*STATES, "extended")
"""What may stand in the record; an extension changes where a request stands in no way but its date."""

IDENTIFIED_BY = ("signed_in", "known_address", "questions", "document")
"""How it was established who asks: signed in at the shop; answered from the address on file; knew what only they could
know; showed a document, of which nothing is kept."""

REFUSED_FOR = ("identity", "unfounded", "excessive", "duty_to_keep")
"""Why the law lets one refuse: who asks could not be established; the request is manifestly unfounded, or excessive; the
law itself demands that the data be kept."""

EXTENDED_FOR = ("complex", "many")
"""Why the law lets one take longer: the request is complex, or there are many."""

EXTENDED_BY = 2
"""Months."""

NOTE_LARGEST = 300


def may_follow(state: str, to: str) -> bool:
    """Whether a request may go from one state to the other."""
    return to in NEXT.get(state, ())


def reasons_to_refuse(state: str) -> tuple[str, ...]:
    """Why a request that stands so may be refused: once it is known who asks, that is no reason any more."""
    return tuple(reason for reason in REFUSED_FOR if reason != "identity" or state == "asked")


def number_of(request_id: int) -> str:
    """The number of a request, as people quote it: P-17."""
    return f"P-{request_id}"


WAYS: tuple[str, ...] = (
    "opened",
    "watched",
    "search",
    "review",
    "shadow",
    "file",
    "mail",
    "raw_mail",
    "original",
    "export",
    "approval",
    "feed",
)
"""How a conversation is read: opened in the console; followed live; opened from what a search found; in a review of closed ones;
by a newcomer who watches; a file of it; a mail as it was written, or as it came; what was written before it was masked; in
an export; beside a message that waits for approval; to choose from it what the referents are asked about in the feed.
"""


def is_own(membership_id: int, assignee_id: int | None) -> bool:
    """Whether a conversation is the reader's own: reading it is their work, and is not written down."""
    return assignee_id == membership_id
