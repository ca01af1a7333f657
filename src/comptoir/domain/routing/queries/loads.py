"""What weighs on a desk, counted anew from what is kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from comptoir.domain.routing.models import Desk, Offer, Outcome, Search


def counted_loads(user_ids: Iterable[int]) -> dict[int, int]:
    """For each user: the live conversations they hold and the offers before them. Two queries, whatever the number."""
    loads = dict.fromkeys(user_ids, 0)
    held = Search.objects.filter(
        conversation__assignee__user__in=list(loads), conversation__status="active", conversation__is_live=True
    ).values_list("conversation__assignee__user")
    pending = Offer.objects.filter(membership__user__in=list(loads), outcome=Outcome.PENDING).values_list(
        "membership__user"
    )
    for rows in (held, pending):
        for user_id, count in rows.annotate(count=Count("pk")).order_by():
            loads[user_id] += count
    return loads


def users_of(membership_ids: Iterable[int]) -> list[int]:
    """The users of these memberships who have a desk."""
    wanted = list(membership_ids)
    desks = Desk.objects.filter(user__memberships__pk__in=wanted) if wanted else Desk.objects.none()
    return list(desks.values_list("user_id", flat=True).distinct())
