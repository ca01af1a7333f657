"""Finding conversations by their words: those that the viewer may see, by what the charter lets them see of a customer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted
from comptoir.domain.conversations.models import Conversation, FindableWord
from comptoir.domain.conversations.queries.finding import LAST, visible_to, with_names
from comptoir.domain.conversations.words import words_in
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.pages import Cursor, Page, page_of

WORDS_AT_MOST = 8
FEW = 2000
"""Up to so many conversations with all the words are asked for by number; of more, the newest are tried first."""

COUNTED = 20_000
"""How far the conversations with a word are counted, to begin with the rarest."""

AFTER_ALL = b"\xff"
"""No UTF-8 has this byte: with it behind, a word stands after all those that begin so."""


def search(
    viewers: Sequence[Viewer], words: str, *, before: Cursor | None = None, limit: int = 30
) -> Page[Conversation]:
    """Conversations in which all the `words` stand, newest first: in messages, the reference, the customer's name or address.

    The last word may be the beginning of one. Names and addresses count where the charter grants them to the viewer.
    """
    wanted = words_in(words)[:WORDS_AT_MOST]
    parts = [
        _with_all(visible_to(with_names(), viewer), viewer.shop_id, _of_each_word(viewer, wanted))
        for viewer in (viewers if wanted else ())
    ]
    return page_of(parts, LAST, after=before, limit=limit)


def _of_each_word(viewer: Viewer, wanted: list[str]) -> list[Q]:
    """For each word, which rows of the index stand for it."""
    _, charter = charter_in_force(viewer.shop_id, now())
    granted = fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)
    where = Q(field__in=["", *sorted(granted)])
    *whole, begun = [word.encode() for word in wanted]
    return [where & Q(word=word) for word in whole] + [where & Q(word__gte=begun, word__lt=begun + AFTER_ALL)]


def _with_all(rows: QuerySet[Conversation], shop_id: int, each: list[Q]) -> QuerySet[Conversation]:
    """Those of `rows` that stand in the index for every word."""
    of_shop = FindableWord.objects.filter(shop_id=shop_id)
    if len(each) > 1:
        each = sorted(each, key=lambda word: of_shop.filter(word)[:COUNTED].count())
    listed = of_shop.filter(each[0], *(_stands(word, "conversation_id") for word in each[1:]))
    ids = list(listed.values_list("conversation_id", flat=True)[: FEW + 1])
    if len(ids) <= FEW:
        return rows.filter(pk__in=set(ids))
    return rows.filter(*(_stands(word, "pk") for word in each))


class _Stands(Exists):
    """Asked of one conversation after the other, in one step each: what stands behind it keeps PostgreSQL from gathering all
    conversations with the word first.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def _stands(word: Q, conversation: str) -> Exists:
    # Without the shop: so the index by conversation answers, and not the one by shop.
    return _Stands(FindableWord.objects.filter(word, conversation_id=OuterRef(conversation)))
