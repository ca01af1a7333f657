"""Making conversations findable: their words go into one table, as the same plain rows in every database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from comptoir.domain.conversations.models import Conversation, FindableWord
from comptoir.domain.conversations.words import words_in

SQLITE_PAIRS = 500
"""Pairs in one statement: each is a row of `VALUES`, of which SQLite takes so many at once."""

_KEEP = """
    INSERT INTO conversations_findableword (conversation_id, shop_id, word, field) VALUES (%s, %s, %s, %s)
    ON CONFLICT DO NOTHING
"""
_READ = """
    SELECT e.conversation_id, c.shop_id, e.body
    FROM conversations_entry e JOIN conversations_conversation c ON c.id = e.conversation_id
    WHERE e.kind = 'message' AND (e.conversation_id, e.seq) IN (VALUES {pairs})
"""

Found = tuple[int, int, bytes, str]


def index_messages(messages: Sequence[tuple[int, int]]) -> None:
    """Let conversations be found by the words of these messages, named by conversation and `seq`; twice does no harm."""
    keep_words(words_of_messages(messages))


def words_of_messages(messages: Sequence[tuple[int, int]]) -> list[Found]:
    """The words by which conversations are to be found because of these messages, named by conversation and `seq`."""
    portions = [messages[start : start + SQLITE_PAIRS] for start in range(0, len(messages), SQLITE_PAIRS)]
    return [
        (conversation_id, shop_id, word.encode(), "")
        for portion in portions
        for conversation_id, shop_id, body in _written(portion)
        for word in words_in(body)
    ]


@transaction.atomic
def keep_words(found: Iterable[Found]) -> None:
    """Write down by which words conversations are to be found; in one order, so that two who do it wait for each other
    instead of locking each other out.
    """
    rows = sorted(set(found))
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)


@transaction.atomic
def index_names(conversation_ids: Iterable[int]) -> None:
    """Let conversations be found by reference, and by what is known of the customer now instead of before."""
    ids = sorted(set(conversation_ids))
    FindableWord.objects.filter(conversation_id__in=ids).exclude(field="").delete()
    for conversation in Conversation.objects.filter(pk__in=ids).select_related("visitor", "customer"):
        keep_words(
            (conversation.pk, conversation.shop_id, word.encode(), field)
            for field, text in _known_of(conversation)
            for word in words_in(text)
        )


def _known_of(conversation: Conversation) -> list[tuple[str, str]]:
    visitor, customer = conversation.visitor, conversation.customer
    known = [("", conversation.reference), ("first_name", visitor.first_name)]
    known += [("email", address) for address in (conversation.email, visitor.email)]
    if customer is not None:
        known += [("first_name", customer.first_name), ("last_name", customer.last_name)]
        known += [("email", customer.email), ("phone", customer.phone)]
    return known


def _written(messages: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    pairs = ", ".join(["(%s, %s)"] * len(messages))
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(pairs=pairs), [number for pair in messages for number in pair])
        return list(cursor.fetchall())
