"""What training does when others tell it something, and when its own timers ring."""

from __future__ import annotations

from comptoir.domain.conversations.events import ApprovalServed
from comptoir.domain.training import actions
from comptoir.domain.training.events import PassExpires
from comptoir.foundation.clock import now


def await_release(event: ApprovalServed) -> None:
    """A newcomer has answered as many conversations under approval as they should."""
    if event.why == "newcomer":
        actions.end_supervision(membership_id=event.membership_id, now=now())


def remind(event: PassExpires) -> None:
    """A pass ends soon, or has ended."""
    actions.remind_of_pass(pass_id=event.pass_id, days=event.days, now=now())
