"""Who does what in the demo: its members, each with the rights that they have there."""

from __future__ import annotations

from comptoir.domain.people.models import Membership
from comptoir.domain.people.queries import members_of, viewer_in
from comptoir.domain.people.rules import Viewer


def acting(member: Membership) -> Viewer:
    """The member as they act in their shop."""
    viewer = viewer_in(member.user_id, member.shop_id)
    assert viewer is not None
    return viewer


def manager_of(shop_id: int) -> Viewer:
    """The manager of a shop of the demo: each has one."""
    return acting(next(member for member in members_of(shop_id) if member.role == "manager"))
