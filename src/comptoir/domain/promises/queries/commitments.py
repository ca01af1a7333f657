"""How the shares that a charter commits to stand, while they can still be kept. G4."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Commitment
from comptoir.domain.conversations.queries import visible_conversations
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.models import Kind, Promise, State
from comptoir.domain.promises.models.promise import OPEN
from comptoir.domain.promises.queries.finding import with_names
from comptoir.domain.promises.rules import Span, Standing, period_of, standing
from comptoir.domain.shops.queries import zone_of

AT_STAKE = 20
"""Open promises that are named."""


class CommitmentStanding(NamedTuple):
    """A commitment's present period, its numbers, and the open promises, soonest due first, that could tip it."""

    period: Span
    standing: Standing
    at_stake: list[Promise]


def standing_of_commitment(
    shop_id: int, commitment: Commitment, now: dt.datetime, *, viewer: Viewer | None = None
) -> CommitmentStanding:
    """How a commitment of the shop stands in the period that holds `now`. What was released counts for nothing.

    A promise belongs to the period in which it is due. With a `viewer`, only promises that they may see are named; the
    numbers are the shop's. Two queries.
    """
    period = period_of(commitment.by, now, zone_of(shop_id))
    rows = _due_in(shop_id, commitment, period, now)
    numbers = Counter(dict(rows.values_list("state").annotate(Count("id")).order_by()))
    open_ones = sum(numbers[state] for state in (State.RUNNING, State.AT_RISK, State.PAUSED))
    found = standing(
        kept=numbers[State.KEPT], broken=numbers[State.BROKEN], open=open_ones, share=commitment.share / 100
    )
    named = _seen(rows.filter(OPEN), viewer)
    at_stake = list(named.order_by("due_at", "id")[:AT_STAKE]) if found.can_tip else []
    return CommitmentStanding(period, found, at_stake)


def _seen(rows: QuerySet[Promise], viewer: Viewer | None) -> QuerySet[Promise]:
    if viewer is None or viewer.sees_all:
        return rows
    visible = Exists(visible_conversations(viewer).filter(pk=OuterRef("conversation_id")))
    return rows.filter(Q(owner_id=viewer.membership_id) | visible)


def _due_in(shop_id: int, commitment: Commitment, period: Span, now: dt.datetime) -> QuerySet[Promise]:
    clause = charter_in_force(shop_id, now)[1].promises[commitment.promise]
    kind = Kind.RIGHTS if clause.of == "rights_request" else clause.when
    begin, end = period
    return with_names().filter(shop_id=shop_id, clause=clause.key, kind=kind, due_at__gte=begin, due_at__lt=end)
