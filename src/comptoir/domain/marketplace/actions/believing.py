"""Who may write as a seller: the confirmed address, proven by its domain, or believed once somebody has said so. Threats 1, 4, 18."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.channels import actions as channels
from comptoir.domain.marketplace.errors import SellerNotFound
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed


@transaction.atomic
def believe_sender(*, seller_id: int, viewer: Viewer | None = None, now: dt.datetime) -> None:
    """From now on mails from the seller's address are taken though their domain proves nothing, and marked. Said by the seller on
    their own page, or by a member of the team. Raises `NotAllowed`, `SellerNotFound`.
    """
    seller = Seller.objects.select_for_update().filter(pk=seller_id).first()
    if seller is None:
        raise SellerNotFound
    if viewer is not None and (viewer.shop_id != seller.shop_id or not may(viewer.role, "manage_sellers")):
        raise NotAllowed
    seller.sends_unproven, seller.unproven_at = True, None
    seller.save(update_fields=["sends_unproven", "unproven_at"])
    ids = list(_open_cases(seller))
    channels.process_held(shop_id=seller.shop_id, conversation_ids=ids, why="unproven_sender", now=now)


def end_reply_addresses(seller: Seller, now: dt.datetime) -> None:
    """Nobody may answer the letters that went to the seller any more. Threat 18."""
    for conversation_id in _open_cases(seller):
        channels.bind_reply_address(
            shop_id=seller.shop_id, conversation_id=conversation_id, party="seller", address="", now=now
        )


def _open_cases(seller: Seller) -> list[int]:
    rows = Case.objects.filter(seller_id=seller.pk).exclude(conversation__status="closed").order_by("pk")
    return list(rows.values_list("pk", flat=True))
