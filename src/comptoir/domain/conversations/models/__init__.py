"""What we keep of conversations: one row for the present state, and the stream of entries that led to it."""

from comptoir.domain.conversations.models.conversation import Conversation, Status
from comptoir.domain.conversations.models.entry import Attachment, Entry, Kind, Mention
from comptoir.domain.conversations.models.findable import FindableWord
from comptoir.domain.conversations.models.heard import CourtesyCount, Rating, Reading
from comptoir.domain.conversations.models.held import HeldMessage, Outcome

__all__ = [
    "Attachment",
    "Conversation",
    "CourtesyCount",
    "Entry",
    "FindableWord",
    "HeldMessage",
    "Kind",
    "Mention",
    "Outcome",
    "Rating",
    "Reading",
    "Status",
]
