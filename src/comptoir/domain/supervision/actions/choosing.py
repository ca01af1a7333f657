"""Choosing what is reviewed: what a rule points at when a conversation ends or is rated, a share at random, and what somebody asks for."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Reviews
from comptoir.domain.conversations.queries import answered_to, conversation_for, ended_between, signs_in, talks
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.queries import conversations_broken
from comptoir.domain.shops.queries import shop_day
from comptoir.domain.supervision.errors import NothingToReview, ReviewIsDone, ReviewNotFound
from comptoir.domain.supervision.models import Review, Sampling
from comptoir.domain.supervision.rules import may_review, number_to_draw
from comptoir.foundation.errors import NotAllowed

EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def choose_closed(*, conversation_id: int, now: dt.datetime) -> int | None:
    """A conversation has ended: review it if something in it asks for it; returns the review's id. The first reason counts.

    An insult, a broken promise, what was sent although the checker asked, an agent who is new.
    """
    talk = talks([conversation_id]).get(conversation_id)
    member_id = answered_to(conversation_id) if talk else None
    if talk is None or member_id is None:
        return None
    signs = signs_in(conversation_id, member_id)
    is_broken = conversation_id in conversations_broken([conversation_id], EVER)
    reasons = {
        "insult": signs.is_insulted,
        "promise": is_broken,
        "overruled": signs.is_overruled,
        "newcomer": signs.is_newcomer,
    }
    reason = next((reason for reason, is_so in reasons.items() if is_so), "")
    return _choose(talk.shop_id, conversation_id, member_id, reason, now) if reason else None


def choose_rated(*, conversation_id: int, shop_id: int, score: int, now: dt.datetime) -> int | None:
    """A customer has rated a conversation: what the shop's charter calls a low rating asks for a review of it."""
    is_low = score <= _clause(shop_id, now).low_rating
    member_id = answered_to(conversation_id) if is_low else None
    return _choose(shop_id, conversation_id, member_id, "rating", now) if member_id else None


def ask_review(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> int:
    """Somebody wants to review a closed conversation; one that is chosen already stays. Returns the review's id.

    Raises `ConversationNotFound`, `NothingToReview`, `NotAllowed`.
    """
    talk, _ = conversation_for(viewer, conversation_id)
    member_id = answered_to(conversation_id)
    if talk.status != "closed" or member_id is None:
        raise NothingToReview
    if not may_review(viewer, talk.shop_id, member_id):
        raise NotAllowed
    return _chosen(talk.shop_id, conversation_id, member_id, "asked", now, by=viewer.membership_id)[0].pk


@transaction.atomic
def drop_review(*, review_id: int, viewer: Viewer) -> None:
    """Take a conversation off the list: there is nothing to say of it. Raises `ReviewNotFound`, `ReviewIsDone`."""
    review = Review.objects.select_for_update().filter(pk=review_id).first()
    if review is None or not may_review(viewer, review.shop_id, review.membership_id):
        raise ReviewNotFound
    if review.reviewed_at is not None:
        raise ReviewIsDone
    review.delete()


@transaction.atomic
def draw_week(
    *, shop_id: int, now: dt.datetime, draw: Callable[[Sequence[int], int], list[int]] = random.sample
) -> list[int]:
    """Draw the charter's share of what each member closed in the week before this one, once for each week.

    Returns the conversations drawn.
    """
    today = shop_day(shop_id, now)
    week = today - dt.timedelta(days=today.weekday() + 7)
    try:
        with transaction.atomic():
            sampling = Sampling.objects.create(shop_id=shop_id, week=week)
    except IntegrityError:
        return []
    closed = ended_between(shop_id, week, week + dt.timedelta(days=7))
    share = _clause(shop_id, now).drawn / 100
    drawn = [pk for talks_of in closed.values() for pk in draw(talks_of, number_to_draw(len(talks_of), share))]
    members = {pk: member for member, talks_of in closed.items() for pk in talks_of}
    for pk in drawn:
        _choose(shop_id, pk, members[pk], "random", now)
    sampling.chosen = len(drawn)
    sampling.save(update_fields=["chosen"])
    return drawn


def _clause(shop_id: int, now: dt.datetime) -> Reviews:
    """What the shop's charter says of reviews at `now`; the usual where there is no charter yet."""
    try:
        return charter_in_force(shop_id, now)[1].reviews
    except NoCharter:
        return Reviews()


def _choose(shop_id: int, conversation_id: int, member_id: int, reason: str, now: dt.datetime) -> int | None:
    review, is_new = _chosen(shop_id, conversation_id, member_id, reason, now)
    return review.pk if is_new else None


def _chosen(
    shop_id: int, conversation_id: int, member_id: int, reason: str, now: dt.datetime, *, by: int | None = None
) -> tuple[Review, bool]:
    """The review of what a member answered there, and whether it is chosen only now."""
    chosen = {"shop_id": shop_id, "reason": reason, "chosen_at": now, "chosen_by_id": by}
    keys = {"conversation_id": conversation_id, "membership_id": member_id}
    return Review.objects.get_or_create(**keys, defaults=chosen)
