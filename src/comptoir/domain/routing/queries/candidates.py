"""Who sits at an open desk and could be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.rules import PERMISSIONS
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
}


def candidates_for(
    shop_id: int,
    charter: Charter,
    now: dt.datetime,
    *,
    audiences: Sequence[str] | None = None,
    group_id: int | None = None,
) -> list[Candidate]:
    """Who of the shop is available and connected, of these audiences (None: of any) and this group, and has passed what the
    charter asks for before every answer (G5). One query, and one for what they have passed.

    Whether an audience is open is for the caller to decide; the limit is the member's own, else the charter's.
    """
    wanted: dict[str, Any] = {f"{_MEMBER}shop_id": shop_id, f"{_MEMBER}is_active": True, f"{_MEMBER}role__in": _ROLES}
    if audiences is not None:
        wanted[f"{_MEMBER}audience__in"] = list(audiences)
    if group_id is not None:
        wanted[f"{_MEMBER}groups"] = group_id
    desks = Desk.objects.filter(
        availability=Availability.AVAILABLE, seen_at__gte=now - CONNECTED_WITHIN, user__is_active=True, **wanted
    )
    rows = desks.order_by("load", "idle_since").values_list(*_FIELDS.values())[:AT_MOST]
    found = (_candidate(dict(zip(_FIELDS, row, strict=True)), charter, now) for row in rows)
    return _trained([each for each in found if each.audience in charter.audiences], charter, now)


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
        is_spared=is_spared(spared_until, now),
        **values,
    )
