"""Who sits at an open desk and could be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.queries import is_absent, zone_of
from comptoir.domain.people.rules import PERMISSIONS, is_at_work
from comptoir.domain.routing.models import Availability, Desk
from comptoir.domain.routing.rules import CONNECTED_WITHIN, Candidate, is_spared
from comptoir.domain.training.queries import passed_by
from comptoir.domain.training.rules import closed_topics, missing_before

AT_MOST = 500
"""Desks that are looked at for one conversation."""

_ROLES = sorted(PERMISSIONS["be_offered_conversations"])
_MEMBER = "user__memberships__"
_FIELDS = {
    "desk_id": "pk",
    "user_id": "user_id",
    "load": "load",
    "idle_since": "idle_since",
    "changed_at": "changed_at",
    "is_spared": "spared_until",
    "membership_id": f"{_MEMBER}pk",
    "audience": f"{_MEMBER}audience",
    "name": f"{_MEMBER}display_name",
    "limit": f"{_MEMBER}chats_at_once",
    "languages": f"{_MEMBER}languages",
    "topics": f"{_MEMBER}topics",
    "skills": f"{_MEMBER}skills",
    "hours": f"{_MEMBER}hours",
    "time_zone": "user__time_zone",
}


def candidates_for(
    shop_id: int,
    charter: Charter,
    now: dt.datetime,
    *,
    audiences: Sequence[str] | None = None,
    group_id: int | None = None,
) -> list[Candidate]:
    """Who of the shop is available and connected, of these audiences (None: of any) and this group, is not away, and has passed
    what the charter asks for before every answer (G5). One query, and one for what they have passed.

    Whether an audience is open is for the caller to decide; the limit is the member's own, else the charter's.
    """
    wanted: dict[str, Any] = {f"{_MEMBER}shop_id": shop_id, f"{_MEMBER}is_active": True, f"{_MEMBER}role__in": _ROLES}
    if audiences is not None:
        wanted[f"{_MEMBER}audience__in"] = list(audiences)
    if group_id is not None:
        wanted[f"{_MEMBER}groups"] = group_id
    desks = Desk.objects.filter(
        ~is_absent(f"{_MEMBER}pk", now),
        availability=Availability.AVAILABLE,
        seen_at__gte=now - CONNECTED_WITHIN,
        user__is_active=True,
        **wanted,
    )
    rows = desks.order_by("load", "idle_since").values_list(*_FIELDS.values())[:AT_MOST]
    there = [it for it in (dict(zip(_FIELDS, row, strict=True)) for row in rows) if _is_at_work(it, shop_id, now)]
    found = (_candidate(each, charter, now) for each in there)
    return _trained([each for each in found if each.audience in charter.audiences], charter, now)


def _is_at_work(values: dict[str, Any], shop_id: int, now: dt.datetime) -> bool:
    """Whether it is one of the member's own hours, whatever their switch says; they are read and taken out of the values."""
    hours, time_zone = values.pop("hours"), values.pop("time_zone")
    return not hours or is_at_work(hours, zone_of(time_zone, shop_id), now)


def _trained(candidates: list[Candidate], charter: Charter, now: dt.datetime) -> list[Candidate]:
    """Those before whom nothing stands, each with the topics for which something more is missing."""
    if charter.training is None:
        return candidates
    passed = passed_by([each.membership_id for each in candidates], now)
    able = [it for it in candidates if not missing_before(charter, it.audience, "", passed[it.membership_id])]
    if not charter.training.before_topic:
        return able
    return [replace(it, closed=closed_topics(charter, it.audience, passed[it.membership_id])) for it in able]


def _candidate(values: dict[str, Any], charter: Charter, now: dt.datetime) -> Candidate:
    known = charter.audiences.get(values["audience"])
    spared_until = values.pop("is_spared")
    limit = values.pop("limit")
    return Candidate(
        limit=limit if limit is not None else known.chats_at_once if known else 0,
        languages=frozenset(values.pop("languages")),
        topics=frozenset(values.pop("topics")),
        skills=frozenset(skill.casefold() for skill in values.pop("skills")),
        is_spared=is_spared(spared_until, now),
        **values,
    )
