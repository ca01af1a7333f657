"""Who may settle a promise. That they may see it is decided by its conversation, where it has one."""

from __future__ import annotations

from comptoir.domain.people.rules import Viewer, may

BY_WHAT_HAPPENS = frozenset({"first_answer", "next_answer", "follow_up", "resolution"})
"""Kinds that a conversation's stream settles: nobody says by hand that they were kept."""


def may_see_alone(viewer: Viewer, shop_id: int, owner_id: int | None) -> bool:
    """Whether the member may see a promise that belongs to no conversation: whose it is, and who watches over the shop."""
    return viewer.shop_id == shop_id and (viewer.sees_all or owner_id == viewer.membership_id)


def may_settle(viewer: Viewer, shop_id: int, owner_id: int | None) -> bool:
    """Whether the member may say that a promise is done, or that it waits: who gave it, and who watches over the shop."""
    return viewer.shop_id == shop_id and (owner_id == viewer.membership_id or may(viewer.role, "release_promises"))


def may_release(viewer: Viewer, shop_id: int, kind: str, owner_id: int | None) -> bool:
    """Whether the member may release a promise: who watches over the shop; of one's own word also oneself."""
    if viewer.shop_id != shop_id:
        return False
    return may(viewer.role, "release_promises") or (kind == "spoken" and owner_id == viewer.membership_id)
