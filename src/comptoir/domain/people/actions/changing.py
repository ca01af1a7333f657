"""Changing what a member may do and does, by a colleague who may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from comptoir.domain.people.actions.members import remove_member
from comptoir.domain.people.actions.recording import record, rights_changed, rights_in
from comptoir.domain.people.errors import (
    GroupNotFound,
    LastAdministrator,
    LastManager,
    MemberNotFound,
    NotAHour,
    NotThemselves,
    RoleAboveOwn,
)
from comptoir.domain.people.models import Group, Membership
from comptoir.domain.people.queries import forget_members
from comptoir.domain.people.rules import (
    MANAGERS,
    ROLES,
    Hours,
    HoursNotRight,
    Viewer,
    checked_hours,
    is_lowered,
    may,
    may_change_member,
    may_give,
)
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.language.cards import masked_line

WORDS_AT_MOST = 40
"""Skills, topics or languages of one member."""

CHATS_AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What somebody is to be in a shop. Which audiences, topics and languages there are, the caller knows from the charter."""

    role: str
    audience: str = ""
    languages: Sequence[str] = ()
    topics: Sequence[str] = ()
    skills: Sequence[str] = ()
    chats_at_once: int | None = None
    group_ids: Sequence[int] = ()


@transaction.atomic
def change_member(*, viewer: Viewer, membership_id: int, rights: Rights, now: dt.datetime) -> None:
    """Give a member these rights; the record keeps what was before. Their sockets close and come back with what holds now.

    Raises `NotAllowed`, `MemberNotFound`, `RoleAboveOwn`, `LastAdministrator`, `LastManager`, `GroupNotFound`, `BadRequest`.
    """
    member = _theirs(viewer, membership_id)
    if not may_give(viewer, rights.role):
        raise RoleAboveOwn
    if is_lowered(member.role, rights.role):
        _refuse_last(member)
    before = rights_in(member)
    for name, value in values_of(rights).items():
        setattr(member, name, value)
    member.save()
    member.groups.set(groups_for(viewer.shop_id, rights.group_ids))
    after = rights_in(Membership.objects.get(pk=member.pk))
    if after != before:
        record(shop_id=viewer.shop_id, what="changed", by=viewer, member=member, before=before, after=after, now=now)
        rights_changed(member.user_id)


@transaction.atomic
def deactivate_member(*, viewer: Viewer, membership_id: int, now: dt.datetime) -> None:
    """End a membership. What they answer goes back to the queue, their sockets close; what they have said stays theirs.

    Raises `NotAllowed`, `MemberNotFound`, `RoleAboveOwn`, `LastAdministrator`, `LastManager`, `NotThemselves`.
    """
    member = _theirs(viewer, membership_id)
    if member.pk == viewer.membership_id:
        raise NotThemselves
    if member.is_active:
        _refuse_last(member)
        remove_member(membership_id=member.pk, by=viewer, now=now)


@transaction.atomic
def bring_back_member(*, viewer: Viewer, membership_id: int, now: dt.datetime) -> None:
    """Let a former member work again, with the rights that they had. Raises `NotAllowed`, `MemberNotFound`, `RoleAboveOwn`."""
    member = _theirs(viewer, membership_id)
    if member.is_active:
        return
    member.is_active = True
    member.save(update_fields=["is_active"])
    before, after = {"is_active": False}, {"is_active": True}
    record(shop_id=viewer.shop_id, what="returned", by=viewer, member=member, before=before, after=after, now=now)
    rights_changed(member.user_id)


@transaction.atomic
def change_picture(*, viewer: Viewer, membership_id: int, picture: str, now: dt.datetime) -> None:
    """Show customers another picture of a member: the address of one that is kept, or "" for none. The record says who did it.

    Raises `NotAllowed`, `MemberNotFound`, `RoleAboveOwn`.
    """
    member = _theirs(viewer, membership_id)
    member.picture = picture
    member.save(update_fields=["picture"])
    what = "picture_changed" if picture else "picture_removed"
    record(shop_id=viewer.shop_id, what=what, by=viewer, member=member, now=now)
    transaction.on_commit(forget_members)


@transaction.atomic
def set_hours(*, viewer: Viewer, membership_id: int, hours: Hours, time_zone: str, now: dt.datetime) -> None:
    """Say when a member works, by which clock: one's own, or a colleague's whose rights one may change. No hours: always.

    Raises `NotAllowed`, `MemberNotFound`, `RoleAboveOwn`, `NotAHour`; the time zone is one that the caller knows.
    """
    member = _own(viewer) if membership_id == viewer.membership_id else _theirs(viewer, membership_id)
    before = rights_in(member)
    try:
        member.hours = checked_hours(hours)
    except HoursNotRight as error:
        raise NotAHour(day=error.args[0]) from error
    member.save(update_fields=["hours"])
    if member.user.time_zone != time_zone:
        member.user.time_zone = time_zone[:60]
        member.user.save(update_fields=["time_zone"])
    if member.hours != before["hours"]:
        after = before | {"hours": member.hours}
        record(shop_id=viewer.shop_id, what="changed", by=viewer, member=member, before=before, after=after, now=now)


def values_of(rights: Rights) -> dict[str, Any]:
    """The rights as fields, bounded. Raises `BadRequest`."""
    listed = {"languages": rights.languages, "topics": rights.topics, "skills": rights.skills}
    chats = rights.chats_at_once
    if rights.role not in ROLES or (chats is not None and not 0 <= chats <= CHATS_AT_MOST):
        raise BadRequest("no such role, or too many chats at once")
    if any(len(words) > WORDS_AT_MOST for words in listed.values()):
        raise BadRequest("too many languages, topics or skills")
    kept = {name: _words(words) for name, words in listed.items()}
    return kept | {"role": rights.role, "audience": rights.audience[:40], "chats_at_once": chats}


def groups_for(shop_id: int, ids: Sequence[int]) -> list[Group]:
    """The shop's groups of these numbers. Raises `GroupNotFound` where one is not the shop's."""
    found = list(Group.objects.filter(shop_id=shop_id, pk__in=set(ids)))
    if len(found) != len(set(ids)):
        raise GroupNotFound
    return found


def _words(words: Sequence[str]) -> list[str]:
    clean = (masked_line(str(word))[:40] for word in words)
    return list(dict.fromkeys(word for word in clean if word))


def _own(viewer: Viewer) -> Membership:
    return Membership.objects.select_related("user").get(pk=viewer.membership_id)


def _theirs(viewer: Viewer, membership_id: int) -> Membership:
    """A member of the shop whom the viewer may change, locked together with everybody who leads it, in one order.

    So nobody goes by a right that somebody else is taking from them, and two never wait for each other.
    """
    if not may(viewer.role, "change_members"):
        raise NotAllowed
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user").order_by("pk")
    those = Q(pk=membership_id) | Q(role__in=MANAGERS, is_active=True)
    found = {it.pk: it for it in rows.filter(those, shop_id=viewer.shop_id)}
    asker, member = found.get(viewer.membership_id), found.get(membership_id)
    if asker is None or not asker.is_active or asker.role != viewer.role:
        raise NotAllowed
    if member is None:
        raise MemberNotFound
    if not may_change_member(viewer, member.shop_id, member.role):
        raise RoleAboveOwn
    return member


def _refuse_last(member: Membership) -> None:
    """Refuse to take the last administrator from a shop, or the last who may change the team. Use under the lock of `_theirs`."""
    if member.role not in MANAGERS or not member.is_active:
        return
    others = Membership.objects.filter(shop_id=member.shop_id, is_active=True, user__is_active=True)
    roles = set(others.filter(role__in=MANAGERS).exclude(pk=member.pk).values_list("role", flat=True))
    if member.role == "administrator" and "administrator" not in roles:
        raise LastAdministrator
    if not roles:
        raise LastManager
