"""Who writes macros and rules, and who uses which. What a macro does is decided by the rights in the conversation."""

from __future__ import annotations

from comptoir.domain.people.rules import Viewer, may


def may_use_macro(viewer: Viewer, shop_id: int, owner_id: int | None) -> bool:
    """The shop's are everybody's there; one's own are one's own."""
    return viewer.shop_id == shop_id and owner_id in (None, viewer.membership_id)


def may_write_macro(viewer: Viewer, shop_id: int, owner_id: int | None) -> bool:
    """The shop's are written by managers and referents; one's own by oneself, and nobody else."""
    if viewer.shop_id != shop_id:
        return False
    return owner_id == viewer.membership_id or (owner_id is None and may(viewer.role, "write_shop_macros"))


def may_write_rules(viewer: Viewer, shop_id: int) -> bool:
    """Managers and referents."""
    return viewer.shop_id == shop_id and may(viewer.role, "write_rules")
