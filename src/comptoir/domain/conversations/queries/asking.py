"""What the customer has just asked."""

from __future__ import annotations

from comptoir.domain.conversations.models import Conversation, Entry

MESSAGES_READ = 4
LETTERS_READ = 2000
NOT_ASKING = ("system", "seller")
"""What the house tells, and what a seller says in between, is no question of the customer's."""


def last_asked(conversation: Conversation) -> str:
    """The customer's last words, oldest first: their messages since the team last answered, or their last one. One query.

    At most `MESSAGES_READ` messages, and `LETTERS_READ` characters of them.
    """
    return _asked(conversation.pk)


def asked_before(conversation_id: int, seq: int) -> str:
    """The customer's last words before that place in the team's stream, as `last_asked` tells them. One query."""
    return _asked(conversation_id, seq)


def _asked(conversation_id: int, before: int | None = None) -> str:
    said = Entry.objects.filter(conversation_id=conversation_id, kind="message").exclude(author__in=NOT_ASKING)
    if before is not None:
        said = said.filter(seq__lt=before)
    newest = list(said.order_by("-seq").values_list("author", "body")[: 3 * MESSAGES_READ])
    while newest and newest[0][0] == "agent":
        newest.pop(0)
    words = list[str]()
    for author, body in newest:
        if author != "visitor" or len(words) == MESSAGES_READ:
            break
        words.append(body)
    return "\n".join(reversed(words))[-LETTERS_READ:]
