"""Where somebody is signed in, and what was done to their account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from comptoir.domain.accounts.models import SecurityRecord, SignIn

SHOWN = 50
RECORDS_SHOWN = 20


def sign_ins_of(user_id: int, now: dt.datetime) -> list[SignIn]:
    """The browsers in which somebody is signed in, the last used first; fifty at the most."""
    lasts = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return list(SignIn.objects.filter(Exists(lasts), user_id=user_id).order_by("-seen_at", "-pk")[:SHOWN])


def records_of(user_id: int) -> list[SecurityRecord]:
    """What was done to an account of late, with who did it."""
    rows = SecurityRecord.objects.filter(user_id=user_id).select_related("actor")
    return list(rows.order_by("-at", "-pk")[:RECORDS_SHOWN])


def records_of_shops(shop_ids: Collection[int]) -> list[SecurityRecord]:
    """What was changed of late in how these shops sign in."""
    rows = SecurityRecord.objects.filter(shop_id__in=shop_ids).select_related("actor", "user")
    return list(rows.order_by("-at", "-pk")[:RECORDS_SHOWN])
