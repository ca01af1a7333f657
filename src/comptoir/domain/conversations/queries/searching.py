"""Finding conversations by their words: those that the viewer may see, by what the charter lets them see of a customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted
from comptoir.domain.conversations.models import Conversation, FindableWord
from comptoir.domain.conversations.queries.finding import Cursor, InboxPage, cut, from_cursor, visible_to, with_names
from comptoir.domain.conversations.words import words_in
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now

WORDS_AT_MOST = 8
FEW = 1000
"""Up to so many conversations with all the words are asked for by number; of more, the newest are tried first."""

LISTED = 20_000
"""Conversations with a word that are listed; a word that more have is looked up in those that come into question."""

CHUNK = 250

AFTER_ALL = b"\xff"
"""No UTF-8 has this byte: with it behind, a word stands after all those that begin so."""


def search(viewers: Sequence[Viewer], words: str, *, before: Cursor | None = None, limit: int = 30) -> InboxPage:
    """Conversations in which all the `words` stand, newest first: in messages, the reference, the customer's name or address.

    The last word may be the beginning of one. Names and addresses count where the charter grants them to the viewer.
    """
    wanted = words_in(words)[:WORDS_AT_MOST]
    found: list[Conversation] = []
    for viewer in viewers if wanted else ():
        rows = from_cursor(visible_to(Conversation.objects.all(), viewer), before)
        ids = _newest_with_all(rows, _of_each_word(viewer, wanted), limit + 1)
        found += with_names().filter(pk__in=ids)
    return cut(found, limit)


def _of_each_word(viewer: Viewer, wanted: list[str]) -> list[QuerySet[FindableWord]]:
    """For each word the rows of the index that stand for it."""
    _, charter = charter_in_force(viewer.shop_id, now())
    granted = fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)
    index = FindableWord.objects.filter(shop_id=viewer.shop_id, field__in=["", *sorted(granted)])
    *whole, begun = [word.encode() for word in wanted]
    return [
        index.filter(q) for q in (*(Q(word=word) for word in whole), Q(word__gte=begun, word__lt=begun + AFTER_ALL))
    ]


def _newest_with_all(rows: QuerySet[Conversation], each: list[QuerySet[FindableWord]], limit: int) -> list[int]:
    """The first `limit` of `rows` that stand in the index for every word."""
    listed, common = _listed(each)
    if listed is not None and len(listed) <= FEW:
        rows = rows.filter(pk__in=listed)
    found: list[int] = []
    for chunk in _chunks(rows.values_list("pk", flat=True)):
        ids = [pk for pk in chunk if listed is None or pk in listed]
        for word in common:
            there = (
                set(word.filter(conversation_id__in=ids).values_list("conversation_id", flat=True)) if ids else set()
            )
            ids = [pk for pk in ids if pk in there]
        found += ids
        if len(found) >= limit:
            break
    return found[:limit]


def _listed(each: Iterable[QuerySet[FindableWord]]) -> tuple[set[int] | None, list[QuerySet[FindableWord]]]:
    """The conversations that have all of the rarer words (None where there is none such), and the words too common to list."""
    listed: set[int] | None = None
    common = []
    for word in each:
        ids = list(word.values_list("conversation_id", flat=True)[: LISTED + 1])
        if len(ids) > LISTED:
            common.append(word)
        else:
            listed = set(ids) if listed is None else listed.intersection(ids)
    return listed, common


def _chunks(numbers: QuerySet[Conversation, int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for number in numbers.iterator(chunk_size=CHUNK):
        chunk.append(number)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk
