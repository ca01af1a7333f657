"""Writing down what was done to an account, so that its owner learns of it."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.accounts.events import AccountTouched
from comptoir.domain.accounts.models import SecurityRecord
from comptoir.foundation.outbox import announce

TOLD = frozenset(
    {
        "totp_added",
        "totp_removed",
        "passkey_added",
        "passkey_removed",
        "codes_made",
        "code_used",
        "second_factor_reset",
        "password_changed",
        "password_reset",
        "new_browser",
        "tied_elsewhere",
    }
)
"""Of what its owner is told by mail."""


def note(
    act: str,
    *,
    user_id: int | None,
    actor_id: int | None,
    shop_id: int | None = None,
    detail: str = "",
    now: dt.datetime,
) -> SecurityRecord:
    """Keep that it was done, in the caller's transaction, and let the owner of the account be told."""
    record = SecurityRecord.objects.create(
        user_id=user_id, actor_id=actor_id, shop_id=shop_id, act=act, detail=detail[:200], at=now
    )
    if user_id is not None and act in TOLD:
        announce(AccountTouched(record.pk))
    return record
