"""Groups of a team."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.people.actions.recording import record, rights_changed
from comptoir.domain.people.errors import GroupNameTaken, GroupNotFound, TooManyOfThem
from comptoir.domain.people.models import Group
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.language.cards import masked_line

GROUPS_AT_MOST = 100


@transaction.atomic
def make_group(*, viewer: Viewer, name: str, now: dt.datetime) -> Group:
    """Make a group of the shop. Raises `NotAllowed`, `BadRequest`, `GroupNameTaken`, `TooManyOfThem`."""
    name = _free_name(viewer, name)
    if Group.objects.filter(shop_id=viewer.shop_id).count() >= GROUPS_AT_MOST:
        raise TooManyOfThem(most=GROUPS_AT_MOST)
    group = Group.objects.create(shop_id=viewer.shop_id, name=name)
    record(shop_id=viewer.shop_id, what="group_made", by=viewer, after={"group": name}, now=now)
    return group


@transaction.atomic
def rename_group(*, viewer: Viewer, group_id: int, name: str, now: dt.datetime) -> None:
    """Call a group otherwise. Raises `NotAllowed`, `GroupNotFound`, `BadRequest`, `GroupNameTaken`."""
    group = _theirs(viewer, group_id)
    before = group.name
    group.name = _free_name(viewer, name, except_id=group.pk)
    group.save(update_fields=["name"])
    was, now_is = {"group": before}, {"group": group.name}
    record(shop_id=viewer.shop_id, what="group_renamed", by=viewer, before=was, after=now_is, now=now)


@transaction.atomic
def remove_group(*, viewer: Viewer, group_id: int, now: dt.datetime) -> None:
    """Remove a group; its members stay, and what waits for it waits for its audience. Raises `NotAllowed`, `GroupNotFound`."""
    group = _theirs(viewer, group_id)
    users = list(group.members.values_list("user_id", flat=True))
    names = sorted(group.members.values_list("display_name", flat=True))
    record(
        shop_id=viewer.shop_id,
        what="group_removed",
        by=viewer,
        before={"group": group.name, "members": names},
        now=now,
    )
    group.delete()
    for user_id in users:
        rights_changed(user_id)


def _free_name(viewer: Viewer, name: str, except_id: int = 0) -> str:
    if not may(viewer.role, "change_members"):
        raise NotAllowed
    name = masked_line(name)[:80]
    if not name:
        raise BadRequest("a name is needed")
    if Group.objects.filter(shop_id=viewer.shop_id, name__iexact=name).exclude(pk=except_id).exists():
        raise GroupNameTaken
    return name


def _theirs(viewer: Viewer, group_id: int) -> Group:
    if not may(viewer.role, "change_members"):
        raise NotAllowed
    group = Group.objects.select_for_update().filter(pk=group_id, shop_id=viewer.shop_id).first()
    if group is None:
        raise GroupNotFound
    return group
