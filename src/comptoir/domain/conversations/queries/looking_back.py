"""What can be seen in a conversation that is over: who answered it, what went wrong in it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from comptoir.domain.conversations.models import Approval, Conversation, Entry, Kind, Reading, Status, Why
from comptoir.domain.shops.queries import shop_of_id

ENDED_AT_MOST = 5000
"""Conversations of a week that are looked back on."""


class Signs(NamedTuple):
    """What went on in a conversation: the customer insulted or harassed, an answer was sent although the checker asked, and who
    answered was new and under approval.
    """

    is_insulted: bool
    is_overruled: bool
    is_newcomer: bool


def answered_to(conversation_id: int) -> int | None:
    """Who wrote the last answer in the conversation; nobody where nobody did."""
    written = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.MESSAGE, author="agent")
    return written.filter(membership__isnull=False).order_by("-seq").values_list("membership_id", flat=True).first()


def signs_in(conversation_id: int, membership_id: int) -> Signs:
    """What a second look is worth for, in what that member answered."""
    heard = Reading.objects.filter(conversation_id=conversation_id)
    insulted = heard.filter(Q(findings__contains='"insult"') | Q(findings__contains='"harassment"'))
    answers = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.MESSAGE, membership_id=membership_id)
    new = Approval.objects.filter(membership_id=membership_id, why=Why.NEWCOMER, lifted_at=None)
    return Signs(insulted.exists(), answers.filter(facts__contains='"overruled":').exists(), new.exists())


def ended_between(shop_id: int, first: dt.date, until: dt.date) -> dict[int, list[int]]:
    """The conversations that the shop closed from one day of its calendar to before another, by who last held them."""
    zone = ZoneInfo(shop_of_id(shop_id).time_zone)
    begin, end = (dt.datetime.combine(day, dt.time(), zone) for day in (first, until))
    rows = Conversation.objects.filter(shop_id=shop_id, status=Status.CLOSED, closed_at__gte=begin, closed_at__lt=end)
    rows = rows.filter(last_entry_at__gte=begin).exclude(assignee=None).filter(last_answer_seq__gt=0)
    found: dict[int, list[int]] = {}
    for pk, member in rows.order_by("id").values_list("pk", "assignee_id")[:ENDED_AT_MOST]:
        found.setdefault(member, []).append(pk)
    return found
