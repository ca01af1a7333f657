"""Hearing what visitors add to their rating: a customer's text like any other, read away from its way. B3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from comptoir.domain.conversations.actions.courtesies import Said, count_courtesies, counted_in
from comptoir.domain.conversations.actions.hearing import WITHIN
from comptoir.domain.conversations.actions.stream import encode
from comptoir.domain.conversations.events import RatingCommented
from comptoir.domain.conversations.models import Rating
from comptoir.domain.conversations.queries.hearing import praised_in
from comptoir.domain.shops.queries import shop_day
from comptoir.domain.wording.queries import Reading, reading_of
from comptoir.foundation.broadcast import tell


class Comment(NamedTuple):
    """The comment of a rating, and what it says."""

    rating: Rating
    read: Reading
    kind_to: int | None


def comments_of(events: Sequence[RatingCommented]) -> list[Comment]:
    """Read the comments of these ratings as they stand now. Changes nothing."""
    wanted = sorted({event.conversation_id for event in events})
    ratings = Rating.objects.filter(conversation_id__in=wanted).exclude(comment="").select_related("conversation")
    return [_read(rating) for rating in ratings.order_by("conversation_id")]


@transaction.atomic
def keep_comments(comments: Sequence[Comment]) -> None:
    """Count what was said, each kind once for a rating however often it is changed, and tell whom a kind word is for."""
    for it in comments:
        rating = Rating.objects.select_for_update().filter(pk=it.rating.pk, comment=it.rating.comment).first()
        if rating is None:  # changed meanwhile: that was announced too
            continue
        before = tuple(rating.counted.split())
        fresh = tuple(kind for kind in counted_in(it.read) if kind not in before)
        rating.membership_id, rating.counted = it.kind_to, " ".join((*before, *fresh))
        rating.save(update_fields=["membership", "counted"])
        shop_id = it.rating.conversation.shop_id
        count_courtesies([Said(shop_id, shop_day(shop_id, rating.rated_at), fresh, it.kind_to)])
        if it.kind_to is not None and "compliment" in fresh:
            tell((f"member:{it.kind_to}",), encode({"t": "kind_word", "c": rating.conversation_id, "seq": None}))


def _read(rating: Rating) -> Comment:
    conversation = rating.conversation
    read = reading_of(rating.comment, conversation.language, within=WITHIN)
    is_kind = read.is_compliment and not read.is_insult and not read.is_harassment
    return Comment(rating, read, praised_in(conversation.pk, conversation.assignee_id) if is_kind else None)
