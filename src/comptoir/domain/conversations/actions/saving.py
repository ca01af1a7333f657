"""Keeping lists under a name."""

from __future__ import annotations

from django.db import transaction

from comptoir.domain.conversations.errors import NameMissing, TooManyViews
from comptoir.domain.conversations.models import SavedView
from comptoir.domain.conversations.queries.finding import VIEWS
from comptoir.domain.conversations.queries.sorting import Sorting
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import BadRequest
from comptoir.language.cards import masked_line

VIEWS_AT_MOST = 20
NAME_LONGEST = 30


@transaction.atomic
def save_view(*, user_id: int, name: str, view: str, viewer: Viewer | None, sorted_by: Sorting) -> None:
    """Keep a list under a name, for this user alone: of the viewer's shop, or of all; the same name again takes its place."""
    name = masked_line(name)[:NAME_LONGEST]
    if not name:
        raise NameMissing
    if view not in VIEWS:
        raise BadRequest("there is no such view")
    mine = SavedView.objects.filter(user_id=user_id)
    if mine.exclude(name=name).count() >= VIEWS_AT_MOST:
        raise TooManyViews(most=VIEWS_AT_MOST)
    kept = {"view": view, "shop_id": viewer.shop_id if viewer else None, **sorted_by._asdict()}
    SavedView.objects.update_or_create(user_id=user_id, name=name, defaults=kept)


def drop_view(*, user_id: int, view_id: int) -> None:
    """Forget one of the user's own; one that is not there, or not theirs, stays as it is."""
    SavedView.objects.filter(user_id=user_id, pk=view_id).delete()
