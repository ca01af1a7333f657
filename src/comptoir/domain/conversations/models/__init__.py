"""What we keep of conversations: one row for the present state, and the stream of entries that led to it."""

from comptoir.domain.conversations.models.conversation import Conversation, Status
from comptoir.domain.conversations.models.entry import Attachment, Entry, Kind, Mention
from comptoir.domain.conversations.models.findable import FindableWord
from comptoir.domain.conversations.models.heard import CourtesyCount, Rating, Reading
from comptoir.domain.conversations.models.held import CAME_BACK, HeldMessage, Outcome
from comptoir.domain.conversations.models.learning import LearntCategory, LearntWord, Lesson
from comptoir.domain.conversations.models.putting_in import PutIn
from comptoir.domain.conversations.models.saved import SavedView
from comptoir.domain.conversations.models.solving import Solution, SolutionWord
from comptoir.domain.conversations.models.sorting import Link, Priority, Tag, Tagging
from comptoir.domain.conversations.models.supervising import Approval, Correction, Served, Why

__all__ = [
    "CAME_BACK",
    "Approval",
    "Attachment",
    "Conversation",
    "Correction",
    "CourtesyCount",
    "Entry",
    "FindableWord",
    "HeldMessage",
    "Kind",
    "LearntCategory",
    "LearntWord",
    "Lesson",
    "Link",
    "Mention",
    "Outcome",
    "Priority",
    "PutIn",
    "Rating",
    "Reading",
    "SavedView",
    "Served",
    "Solution",
    "SolutionWord",
    "Status",
    "Tag",
    "Tagging",
    "Why",
]
