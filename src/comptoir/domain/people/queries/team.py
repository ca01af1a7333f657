"""The team of a shop, page by page: members, groups, invitations, and how rights have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from comptoir.domain.people.errors import MemberNotFound
from comptoir.domain.people.models import Group, Invitation, Membership, RightsChange
from comptoir.domain.people.rules import Viewer, may, token_digest
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom the list of a team shows: by a part of the name or address, a role, a group; former members; these users only."""

    words: str = ""
    role: str = ""
    group_id: int | None = None
    is_active: bool = True
    user_ids: Sequence[int] | None = None


class TeamPage(NamedTuple):
    """Members by name, and where the next page begins."""

    rows: list[Membership]
    following: tuple[str, int] | None


def team_page(viewer: Viewer, wanted: Wanted, *, after: tuple[str, int] | None = None, limit: int = PAGE) -> TeamPage:
    """A page of the shop's members, by name. An address is searched only by who may change members. Two queries."""
    rows = Membership.objects.filter(shop_id=viewer.shop_id, is_active=wanted.is_active)
    if wanted.words:
        told = Q(display_name__icontains=wanted.words)
        if may(viewer.role, "change_members"):
            told |= Q(user__email__icontains=wanted.words) | Q(user__name__icontains=wanted.words)
        rows = rows.filter(told)
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    if wanted.group_id is not None:
        rows = rows.filter(groups=wanted.group_id)
    if wanted.user_ids is not None:
        rows = rows.filter(user_id__in=wanted.user_ids)
    if after is not None:
        rows = rows.filter(Q(display_name__gt=after[0]) | Q(display_name=after[0], pk__gt=after[1]))
    found = list(rows.select_related("user").prefetch_related("groups").order_by("display_name", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return TeamPage(found[:limit], (last.display_name, last.pk) if last else None)


def member_for(viewers: Iterable[Viewer], membership_id: int) -> tuple[Membership, Viewer]:
    """A colleague, also a former one, and as which of their memberships one sees them. Raises `MemberNotFound`."""
    member = Membership.objects.select_related("user").prefetch_related("groups").filter(pk=membership_id).first()
    for viewer in viewers:
        if member is not None and viewer.shop_id == member.shop_id:
            if not member.is_active and not may(viewer.role, "change_members"):
                break
            return member, viewer
    raise MemberNotFound


def groups_with_sizes(shop_id: int) -> list[Group]:
    """The shop's groups by name, each with its active members' number as `size`."""
    size = Count("members", filter=Q(members__is_active=True))
    return list(Group.objects.filter(shop_id=shop_id).annotate(size=size).order_by("name"))


def skills_of(shop_id: int) -> list[str]:
    """Every skill that somebody of the shop has, by name."""
    rows = Membership.objects.filter(shop_id=shop_id, is_active=True).values_list("skills", flat=True)
    return sorted({skill for skills in rows for skill in skills}, key=str.lower)


def invitations_page(viewer: Viewer, *, after: Cursor | None = None, limit: int = PAGE) -> Page[Invitation]:
    """The shop's invitations, the last sent first. Raises `NotAllowed`. Two queries."""
    if not may(viewer.role, "invite"):
        raise NotAllowed
    rows = Invitation.objects.filter(shop_id=viewer.shop_id).select_related("invited_by", "accepted_as")
    return page_of([rows.prefetch_related("groups")], "sent_at", after=after, limit=limit)


def invitation_of_token(token: str, now: dt.datetime) -> Invitation | None:
    """The invitation whose link this is, while it can be accepted. Attack A16."""
    digest = token_digest(token)
    if not digest:
        return None
    found = Invitation.objects.filter(digest=digest, expires_at__gt=now).select_related("invited_by").first()
    return found if found is not None and found.is_open else None


def open_invitation(email: str, now: dt.datetime) -> Invitation | None:
    """The newest invitation to an address that can be accepted, in whichever shop; the address must be proven."""
    waiting = Invitation.objects.filter(email=email.lower(), accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    return waiting.order_by("-sent_at").first() if email else None


def invitation_to_send(invitation_id: int, time: int) -> Invitation | None:
    """An invitation whose letter is to be written: none where it was sent again since, or waits no more."""
    found = Invitation.objects.filter(pk=invitation_id, times_sent=time).exclude(email="").first()
    return found if found is not None and found.is_open else None


def rights_changes(
    viewer: Viewer, *, membership_id: int | None = None, after: Cursor | None = None, limit: int = PAGE
) -> Page[RightsChange]:
    """How rights in the shop have changed, of one member or of all, the last first. Raises `NotAllowed`. One query."""
    if not may(viewer.role, "see_changes_of_rights"):
        raise NotAllowed
    rows: QuerySet[RightsChange] = RightsChange.objects.filter(shop_id=viewer.shop_id)
    if membership_id is not None:
        rows = rows.filter(member_id=membership_id)
    return page_of([rows.select_related("member", "by")], "at", after=after, limit=limit)
