"""Macros, for those who may use them."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.automation.errors import MacroNotFound
from comptoir.domain.automation.models import Macro
from comptoir.domain.automation.rules import Acts, may_use_macro
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.shapes import decoded

SHOWN_AT_MOST = 250


class MacroRead(NamedTuple):
    """A macro with its acts."""

    id: int
    shop_id: int
    owner_id: int | None
    name: str
    shortcut: str
    acts: Acts


def macros_for(viewer: Viewer) -> list[MacroRead]:
    """The member's own and the shop's, by name: bounded by how many there may be. One query."""
    usable = Q(owner=None) | Q(owner_id=viewer.membership_id)
    rows = Macro.objects.filter(usable, shop_id=viewer.shop_id).order_by("name", "id")
    return [_read(row) for row in rows[:SHOWN_AT_MOST]]


def macro_for(viewer: Viewer, macro_id: int) -> MacroRead:
    """One of them. Raises `MacroNotFound`."""
    row = Macro.objects.filter(pk=macro_id).first()
    if row is None or not may_use_macro(viewer, row.shop_id, row.owner_id):
        raise MacroNotFound
    return _read(row)


def _read(row: Macro) -> MacroRead:
    return MacroRead(row.pk, row.shop_id, row.owner_id, row.name, row.shortcut, decoded(row.acts, Acts))
