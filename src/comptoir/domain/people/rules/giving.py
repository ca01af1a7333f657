"""Who may give which role: nobody one above their own, and nobody changes somebody above them."""

from __future__ import annotations

from comptoir.domain.people.rules.rights import Viewer, may

ROLES = ("ambassador", "advisor", "referent", "community_manager", "manager", "administrator")
"""Roles of a team; each may do more than those before it."""

ROLES_OUTSIDE = ("visitor", "seller")
"""Who comes from outside: the shop's pages let them in, nobody gives these roles."""


def roles_to_give(viewer: Viewer) -> tuple[str, ...]:
    """The roles that the member may give: none above their own."""
    if not may(viewer.role, "change_members"):
        return ()
    return ROLES[: ROLES.index(viewer.role) + 1]


def may_give(viewer: Viewer, role: str) -> bool:
    """Whether the member may make somebody this."""
    return role in roles_to_give(viewer)


def may_change_member(viewer: Viewer, shop_id: int, role: str) -> bool:
    """Whether the member may change the rights of somebody of that shop who has that role."""
    return viewer.shop_id == shop_id and may_give(viewer, role)


def is_lowered(before: str, after: str) -> bool:
    """Whether a role is less than it was."""
    return ROLES.index(after) < ROLES.index(before)
