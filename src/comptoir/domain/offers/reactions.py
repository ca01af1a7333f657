"""What we do when others tell us something."""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.queries import told_at
from comptoir.domain.offers.actions import forget_person, note_sent
from comptoir.domain.privacy.events import RightsRequestMoved
from comptoir.foundation.worker import in_batches


@in_batches
def note_codes(happened: Sequence[MessagePosted]) -> None:
    """Mark the codes of the wallet that agents have sent."""
    places = [(each.conversation_id, each.seq) for each in happened if each.author == "agent"]
    if places:
        note_sent(told_at(places))


def forget_who_asked(event: RightsRequestMoved) -> None:
    """Whoever had their data erased is not known to the wallet any more. D9"""
    if (event.right, event.step) == ("erasure", "answered"):
        forget_person(shop_id=event.shop_id, conversation_id=event.conversation_id)
