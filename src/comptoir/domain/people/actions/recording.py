"""Writing down how rights change, and letting everybody know that they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from comptoir.domain.people.models import Membership, RightsChange
from comptoir.domain.people.queries import forget_members
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import NotAllowed

FIELDS = ("role", "audience", "languages", "topics", "skills", "chats_at_once", "hours", "is_active")


def rights_in(member: Membership) -> dict[str, Any]:
    """A member's rights as plain values, for the record."""
    groups = sorted(group.name for group in member.groups.all()) if member.pk else []
    return {name: getattr(member, name) for name in FIELDS} | {"groups": groups}


def record(
    *,
    shop_id: int,
    what: str,
    now: dt.datetime,
    by: Viewer | None = None,
    member: Membership | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Keep who did what when; of two accounts of the same, only what differs."""
    old, new = dict(before or {}), dict(after or {})
    same = {name for name in old.keys() & new.keys() if old[name] == new[name]}
    RightsChange.objects.create(
        shop_id=shop_id,
        what=what,
        member=member,
        by_id=by.membership_id if by else None,
        before={name: value for name, value in old.items() if name not in same},
        after={name: value for name, value in new.items() if name not in same},
        at=now,
    )


def rights_changed(user_id: int) -> None:
    """Every process reads the user's rights anew, and their sockets close: they come back with what rights are left."""
    transaction.on_commit(forget_members)
    tell([f"user:{user_id}"], b"1012", orders="close")


def note_readings_taken_out(*, viewer: Viewer, now: dt.datetime) -> None:
    """Keep that somebody takes the record of readings away as a file, before the first line of it goes out. Raises `NotAllowed`."""
    if not may(viewer.role, "see_access_log"):
        raise NotAllowed
    record(shop_id=viewer.shop_id, what="readings_taken_out", by=viewer, now=now)
