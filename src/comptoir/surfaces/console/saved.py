"""The lists that an agent has kept, as places of the rail."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.conversations.queries import saved_views


class Place(NamedTuple):
    """A list by its name, and where it is."""

    id: int
    name: str
    address: str


def saved_places(user_id: int) -> list[Place]:
    """Those of this user."""
    places = []
    for it in saved_views(user_id):
        only = f"priority:{it.priority}" if it.priority else f"tag:{it.tag}" if it.tag else ""
        asked = urlencode({"view": it.view, "shop": it.shop_id or "", "only": only})
        places.append(Place(it.pk, it.name, f"{reverse('console:inbox')}?{asked}"))
    return places
