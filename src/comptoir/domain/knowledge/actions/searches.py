"""Searches in vain are settled: by an article, a synonym, or because nothing is to be said."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.knowledge.models import Search
from comptoir.domain.knowledge.rules.articles import may_write
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import BadRequest, NotAllowed, NotFound

SETTLED_BY = ("article", "synonym", "nothing")
"""What was done about it."""


@transaction.atomic
def settle_search(*, viewer: Viewer, search_id: int, how: str, now: dt.datetime) -> None:
    """Take it off the list. Looked for in vain again, it stays settled. Raises `NotFound`, `NotAllowed`, `BadRequest`."""
    if not may_write(viewer, viewer.shop_id):
        raise NotAllowed
    if how not in SETTLED_BY:
        raise BadRequest("no such way")
    settled = {"settled_at": now, "settled_by_id": viewer.membership_id, "settled_how": how}
    if not Search.objects.filter(pk=search_id, shop_id=viewer.shop_id).update(**settled):
        raise NotFound


@transaction.atomic
def take_up_search(*, viewer: Viewer, search_id: int) -> None:
    """Put it back on the list. Raises `NotFound`, `NotAllowed`."""
    if not may_write(viewer, viewer.shop_id):
        raise NotAllowed
    open_again = {"settled_at": None, "settled_by_id": None, "settled_how": ""}
    if not Search.objects.filter(pk=search_id, shop_id=viewer.shop_id).update(**open_again):
        raise NotFound
