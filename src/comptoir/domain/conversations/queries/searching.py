"""Finding conversations by their words: those that the viewer may see, by what the charter lets them see of a customer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted
from comptoir.domain.conversations.models import Conversation, FindableWord
from comptoir.domain.conversations.queries.finding import Cursor, InboxPage, cut, page_of, visible_to, with_names
from comptoir.domain.conversations.words import words_in
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now

WORDS_AT_MOST = 8
FEW = 2000
"""Up to so many conversations with a word are looked through one by one; of a commoner word, the newest are tried."""

AFTER_ALL = b"\xff"
"""No UTF-8 has this byte: with it behind, a word stands after all those that begin so."""


def search(viewers: Sequence[Viewer], words: str, *, before: Cursor | None = None, limit: int = 30) -> InboxPage:
    """Conversations in which all the `words` stand, newest first: in messages, the reference, the customer's name or address.

    The last word may be the beginning of one. Names and addresses count where the charter grants them to the viewer.
    """
    wanted = words_in(words)[:WORDS_AT_MOST]
    found: list[Conversation] = []
    for viewer in viewers if wanted else ():
        found += page_of(_with_all(viewer, _conditions(viewer, wanted)), before, limit)
    return cut(found, limit)


def _conditions(viewer: Viewer, wanted: list[str]) -> list[Q]:
    """For each word the rows of the index that stand for it."""
    _, charter = charter_in_force(viewer.shop_id, now())
    granted = fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)
    where = Q(field__in=["", *sorted(granted)])
    *whole, begun = [word.encode() for word in wanted]
    return [where & Q(word=word) for word in whole] + [where & Q(word__gte=begun, word__lt=begun + AFTER_ALL)]


def _with_all(viewer: Viewer, conditions: list[Q]) -> QuerySet[Conversation]:
    rows = visible_to(with_names(), viewer)
    for condition in conditions:
        here = FindableWord.objects.filter(condition, shop_id=viewer.shop_id)
        ids = list(here.values_list("conversation_id", flat=True)[: FEW + 1])
        if len(ids) <= FEW:
            rows = rows.filter(pk__in=set(ids))
        else:
            rows = rows.filter(Exists(FindableWord.objects.filter(condition, conversation_id=OuterRef("pk"))))
    return rows
