"""Who is away now, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Exists, OuterRef

from comptoir.domain.people.models import Absence, Membership
from comptoir.domain.people.rules import Away, Hours, Span, away_at
from comptoir.domain.shops.queries import shop_of_id

COMING_AT_MOST = 50
"""Absences of one member that are looked at."""


def absent(membership_ids: Iterable[int], now: dt.datetime) -> frozenset[int]:
    """Those of the members who do not work at `now`: absent, or off their own hours. Two queries, whatever the number."""
    return frozenset(away_now(membership_ids, now))


def away_now(membership_ids: Iterable[int], now: dt.datetime) -> dict[int, Away]:
    """For each who does not work at `now`: why, and until when. Two queries, whatever the number."""
    wanted = sorted(set(membership_ids))
    if not wanted:
        return {}
    fields = ("pk", "shop_id", "hours", "user__time_zone")
    known = {row[0]: row for row in Membership.objects.filter(pk__in=wanted).values_list(*fields)}
    spans: dict[int, list[Span]] = {pk: [] for pk in wanted}
    planned = Absence.objects.filter(membership__in=wanted, state="planned")
    coming = planned.filter(ends_at__gt=now, starts_at__lt=now + dt.timedelta(days=400))
    for pk, begins, ends in coming.values_list("membership_id", "starts_at", "ends_at"):
        spans[pk].append(Span(begins, ends))
    found = {pk: _away(known[pk], spans[pk], now) for pk in wanted if pk in known}
    return {pk: it for pk, it in found.items() if it is not None}


def is_absent(member: str, now: dt.datetime) -> Exists:
    """The condition that a member is absent at `now`, for queries of others; `member` is the path to their number."""
    return Exists(
        Absence.objects.filter(membership=OuterRef(member), state="planned", starts_at__lte=now, ends_at__gt=now)
    )


def absences_of(membership_id: int, now: dt.datetime) -> list[Absence]:
    """A member's absences that are not over, asked for and refused ones too, the next first."""
    rows = Absence.objects.filter(membership_id=membership_id, ends_at__gt=now)
    return list(rows.select_related("membership", "answered_by").order_by("ends_at", "pk")[:COMING_AT_MOST])


def zone_of(time_zone: str, shop_id: int) -> ZoneInfo:
    """The clock by which a member lives: their own, else the shop's."""
    try:
        return ZoneInfo(time_zone or shop_of_id(shop_id).time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(shop_of_id(shop_id).time_zone)


def _away(row: tuple[int, int, Hours, str], spans: list[Span], now: dt.datetime) -> Away | None:
    _pk, shop_id, hours, time_zone = row
    if not hours and not spans:
        return None
    return away_at(hours, zone_of(time_zone, shop_id), spans, now)
