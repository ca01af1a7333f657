"""What we do when others tell us something."""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.queries import told_at
from comptoir.domain.offers.actions import note_sent
from comptoir.foundation.worker import in_batches


@in_batches
def note_codes(happened: Sequence[MessagePosted]) -> None:
    """Mark the codes of the wallet that agents have sent."""
    places = [(each.conversation_id, each.seq) for each in happened if each.author == "agent"]
    if places:
        note_sent(told_at(places))
