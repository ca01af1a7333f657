"""Who sits at which desk."""

from __future__ import annotations

from comptoir.domain.routing.models import Availability, Desk
from comptoir.foundation.clock import now


def desk_of(user_id: int) -> Desk:
    """The user's desk; for somebody who has never sat down, an empty one that is not kept."""
    found = Desk.objects.filter(user_id=user_id).first()
    return found or Desk(user_id=user_id, availability=Availability.AWAY, changed_at=now())


def desks_of(shop_id: int) -> dict[int, Desk]:
    """The desks of a shop's active members, by user."""
    rows = Desk.objects.filter(user__memberships__shop_id=shop_id, user__memberships__is_active=True)
    return {desk.user_id: desk for desk in rows}
