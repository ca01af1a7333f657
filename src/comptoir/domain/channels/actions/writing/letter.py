"""A letter that is to be written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comptoir.letters.building import Attached, Who

PROMISED = ("reminder", "late")
"""How the templates of letters begin that a clock sends, and that the charter promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToWrite:
    """A letter to one recipient, as the one gate takes it.

    `once` names what it is the letter of: written twice, it is written once. `party` is whom it is for ("customer",
    "seller", "cc", "outsider", "member"). With a `mailbox_id` it goes out from there; without, from the address for
    replies of `reply_party`, whose letters come back to it; without either, from the shop's first mailbox or the house.
    `to_shown` and `cc_shown` stand in its head; none given, the recipient alone. `is_wanted`: the recipient has asked for
    it this moment (a code), so that it is not counted among what is sent by itself.
    """

    shop_id: int
    template: str
    recipient: str
    subject: str
    text: str
    once: str
    at: dt.datetime
    party: str = "customer"
    recipient_name: str = ""
    from_name: str = ""
    language: str = "en"
    conversation_id: int | None = None
    entry_seq: int | None = None
    mailbox_id: int | None = None
    reply_party: str = ""
    to_shown: tuple[Who, ...] = ()
    cc_shown: tuple[Who, ...] = ()
    files: tuple[Attached, ...] = ()
    history: str = ""
    history_head: str = ""
    signature: str | None = None
    """None: the mailbox's own, in the letter's language."""
    link_hosts: tuple[str, ...] = ()
    is_automatic: bool = False
    is_relayed: bool = False
    is_wanted: bool = False
    has_marker: bool = True

    @property
    def is_promised(self) -> bool:
        """A reminder, or the word that a time is over."""
        return self.template.startswith(PROMISED)
