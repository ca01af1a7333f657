"""Who sees a post, who may do what with it, and on which topics its changes are told. A11."""

from __future__ import annotations

from typing import Protocol

from comptoir.domain.people.rules import PERMISSIONS, Viewer, may

BODY_LARGEST = 4000
"""Characters of a post."""
FILES_AT_MOST = 5
"""Files of a post."""
EXCERPT_AT_MOST = 12
"""Messages of a conversation that are shown with a question."""
NAMED_AT_MOST = 10
"""Colleagues whom one post calls."""
ANSWERS_SHOWN = 20
"""Answers of one thread that come with a page of the feed; the rest when they are asked for."""
PINS_AT_MOST = 5
"""Posts that are pinned at a time, in a shop."""
WHY_LARGEST = 200
"""Characters of the reason for which something is hidden."""
SIGNS = ("agreed", "thanks", "helped", "looking", "unclear")
"""Reactions: a closed set, in the order in which they are shown."""


class Said(Protocol):
    """What the rules need to know of a post."""

    shop_id: int
    reach: str
    membership_id: int | None


def sees_staff(viewer: Viewer) -> bool:
    """Whether the member sees what volunteers do not."""
    return may(viewer.role, "see_staff_feed")


def may_see_post(viewer: Viewer, post: Said) -> bool:
    """Whether the member may read it, and know that it is there. Its twin in SQL is `queries.visible_to`."""
    if viewer.shop_id != post.shop_id or not may(viewer.role, "use_feed"):
        return False
    return post.reach == "all" or sees_staff(viewer)


def may_change(viewer: Viewer, post: Said) -> bool:
    """Whether the member may change or take back these words: only whose they are."""
    return post.membership_id == viewer.membership_id and may_see_post(viewer, post)


def may_moderate(viewer: Viewer, shop_id: int) -> bool:
    """Whether the member hides, pins and reads what stood there before."""
    return viewer.shop_id == shop_id and may(viewer.role, "moderate_feed")


def may_mark(viewer: Viewer, root: Said) -> bool:
    """Whether the member says which answer counts: who asked, and who moderates."""
    return root.membership_id == viewer.membership_id or may_moderate(viewer, root.shop_id)


def reach_for(viewer: Viewer, wanted: str, *, is_for_volunteers: bool = True) -> str:
    """Who sees a new post: what is taken from a conversation that is not for volunteers does not reach them, whatever is wanted.

    A volunteer's own words are always for everybody: they could not see them otherwise.
    """
    if not sees_staff(viewer):
        return "all"
    return "all" if wanted == "all" and is_for_volunteers else "staff"


def topic_of_viewer(viewer: Viewer) -> tuple[str, ...]:
    """The broadcast topic on which a member hears of their shop's feed: one of two, or none."""
    if viewer.role not in PERMISSIONS["use_feed"]:
        return ()
    return (f"shop:{viewer.shop_id}:feed:staff",) if sees_staff(viewer) else (f"shop:{viewer.shop_id}:feed",)


def topics_of_reach(shop_id: int, reach: str) -> tuple[tuple[str, bool], ...]:
    """The topics on which a change is told, each with whether it is numbered among what everybody sees."""
    staff = (f"shop:{shop_id}:feed:staff", False)
    return (staff, (f"shop:{shop_id}:feed", True)) if reach == "all" else (staff,)
