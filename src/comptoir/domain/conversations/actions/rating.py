"""What the customer thought of it: from the widget, or by a link that was given to them. C3, D4."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import ConversationNotFound, NotARating, RatedAlready
from comptoir.domain.conversations.events import ConversationRated, RatingCommented
from comptoir.domain.conversations.models import Rating
from comptoir.domain.conversations.queries.rating import answered_since_closing, rating_asked
from comptoir.domain.conversations.rules.rating import COMMENT_LARGEST, may_rate
from comptoir.language.cards import masked


def rate(*, conversation_id: int, visitor_id: int, score: int, comment: str = "", now: dt.datetime) -> None:
    """Keep the visitor's rating; a second one replaces the first."""
    _refuse_no_rating(score)
    with changed(conversation_id, now) as (stream, row):
        if row.visitor_id != visitor_id:
            raise ConversationNotFound
        _keep(stream, row, score, comment)


def rate_by_link(*, token: str, shop_id: int, score: int, comment: str = "", now: dt.datetime) -> None:
    """Keep the rating of whoever holds the link; it replaces one given less than a day ago.

    Raises what `rating_asked` does, `NotARating`, and `RatedAlready` where the answer stands.
    """
    _refuse_no_rating(score)
    asked = rating_asked(token, shop_id, now)
    with changed(asked.conversation_id, now) as (stream, row):
        answered_at = answered_since_closing(row.id)
        if not may_rate(answered_at, now):
            raise RatedAlready
        _keep(stream, row, score, comment, is_first=answered_at is None)


def _keep(stream: Stream, row: Row, score: int, comment: str, *, is_first: bool = False) -> None:
    """`is_first`: the same score as before the conversation was opened again is told all the same."""
    words = masked(comment.strip())[:COMMENT_LARGEST]
    kept = Rating.objects.filter(conversation_id=row.id).values_list("comment", flat=True).first() or ""
    values = {"score": score, "comment": words, "rated_at": stream.now, **_heard(words, kept)}
    Rating.objects.update_or_create(conversation_id=row.id, defaults=values)
    if words and words != kept:
        stream.happened(RatingCommented(row.id, row.shop_id))
    if row.score != score or is_first:
        row.score = score
        stream.append(row, "rated", author="visitor", facts={"score": score})
        stream.happened(ConversationRated(row.id, row.shop_id, row.assignee_id, score))


def _heard(words: str, kept: str) -> dict[str, Any]:
    """A comment that is another than before praises nobody until it was read."""
    return {} if words == kept else {"membership_id": None}


def _refuse_no_rating(score: int) -> None:
    if not 1 <= score <= 5:
        raise NotARating
