"""Addresses of pages that go out in letters: only here are both the pages and the letters known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from comptoir.domain.conversations.queries import rating_token
from comptoir.domain.shops.queries import shop_of_id


def rating_link(conversation: Any, now: dt.datetime) -> str:
    """Where a conversation is rated; the link holds for one customer and thirty days."""
    shop, token = shop_of_id(conversation.shop_id), rating_token(conversation, now)
    return str(settings.PUBLIC_URL) + reverse("ratings:arrive", args=[shop.key, token])


def join_link(token: str) -> str:
    """Where somebody who was invited joins a team; the link holds for a week, and once."""
    return str(settings.PUBLIC_URL) + reverse("console:join_link", args=[token])


def reset_link(token: str) -> str:
    """Where somebody chooses a new password; the link holds for one hour, and once."""
    return str(settings.PUBLIC_URL) + reverse("console:reset_link", args=[token])


def absences_link() -> str:
    """Where a member finds their own absences, and what was answered to them."""
    return str(settings.PUBLIC_URL) + reverse("console:team")


def training_link() -> str:
    """Where a member takes their training."""
    return str(settings.PUBLIC_URL) + reverse("console:training")
