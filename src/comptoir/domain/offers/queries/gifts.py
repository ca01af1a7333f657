"""The audit of the wallet: every gift, by whom, where it was asked for, where it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from comptoir.domain.offers.models import Gift, State, TakenOut
from comptoir.domain.offers.queries.whose import of_person, whose_talk
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
TOGETHER = 500
"""Gifts of a file that are held at once."""

OF_PERSON = 1000
_DAY = dt.timedelta(days=1)


class GiftFilters(NamedTuple):
    """Which gifts: of one shop, one offer, one member, in one state; taken from one day to another of the shop's calendar."""

    shop_id: int | None = None
    offer_id: int | None = None
    membership_id: int | None = None
    state: str = ""
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None


def gifts(
    viewers: Sequence[Viewer], filters: GiftFilters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[Gift]:
    """A page of gifts, the newest first."""
    return page_of([_asked(viewers, filters)], "taken_at", after=after, limit=limit)


def number_of_gifts(viewers: Sequence[Viewer], filters: GiftFilters) -> int:
    """How many gifts there are of these."""
    return _asked(viewers, filters).count()


def every_gift(viewers: Sequence[Viewer], filters: GiftFilters) -> Iterator[Gift]:
    """All of these gifts one after the other, the oldest first; some hundred are held at once."""
    after = None
    while True:
        page = page_of([_asked(viewers, filters)], "taken_at", after=after, limit=TOGETHER, is_rising=True)
        yield from page.rows
        if (after := page.next_cursor) is None:
            return


def gifts_to(conversation_id: int) -> list[Gift]:
    """What the customer of this conversation was given, wherever it was; the caller has asked whether it may be seen."""
    rows = Gift.objects.filter(of_person(whose_talk(conversation_id)), state=State.GIVEN)
    return list(rows.select_related("offer", "code").order_by("given_at", "id")[:OF_PERSON])


def taken_out(viewers: Sequence[Viewer], at_most: int = 10) -> list[TakenOut]:
    """Who has last taken gifts out as a file."""
    rows = TakenOut.objects.filter(shop_id__in=[it.shop_id for it in viewers]).select_related("taken_by")
    return list(rows.order_by("-taken_at", "-id")[:at_most])


def gifts_here(conversation_id: int) -> list[Gift]:
    """What was given in a conversation, in order."""
    rows = Gift.objects.filter(conversation_id=conversation_id, state=State.GIVEN)
    return list(rows.select_related("offer").order_by("given_at", "id")[:20])


def _asked(viewers: Sequence[Viewer], filters: GiftFilters) -> QuerySet[Gift]:
    rows = Gift.objects.filter(shop_id__in=[it.shop_id for it in viewers if filters.shop_id in (None, it.shop_id)])
    if filters.offer_id:
        rows = rows.filter(offer_id=filters.offer_id)
    if filters.membership_id:
        rows = rows.filter(membership_id=filters.membership_id)
    if filters.state in State.values:
        rows = rows.filter(state=filters.state)
    # The moment goes by the index, a day wider than any zone; the day of the shop's calendar decides.
    if filters.begins_on:
        rows = rows.filter(taken_at__gte=_midnight(filters.begins_on) - _DAY, day__gte=filters.begins_on)
    if filters.ends_on:
        rows = rows.filter(taken_at__lt=_midnight(filters.ends_on) + 2 * _DAY, day__lte=filters.ends_on)
    return rows.select_related("offer", "code", "membership", "conversation")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
