"""What happened to mail: ids and plain values, no words and no addresses of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("channels.letter_bounced")
@dataclass(frozen=True, slots=True)
class LetterBounced:
    """A letter of ours did not arrive: for good, or (`is_permanent` False) not so far. `party` is whom it was for."""

    letter_id: int
    shop_id: int
    conversation_id: int | None
    entry_seq: int | None
    party: str
    is_permanent: bool
    detail: str


@event("channels.mail_quarantined")
@dataclass(frozen=True, slots=True)
class MailQuarantined:
    """A mail is held until somebody looks, for the reason `why`; `party` is whose address it came to, where that is known."""

    mail_id: int
    shop_id: int
    conversation_id: int | None
    party: str
    why: str


@event("channels.still_unread")
@dataclass(frozen=True, slots=True)
class StillUnread:
    """The time is over in which a customer could read a message on the page."""

    conversation_id: int
    shop_id: int
    seq: int
