"""What happened to accounts: ids and plain values, no address and no secret."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("accounts.reset_asked")
@dataclass(frozen=True, slots=True)
class ResetAsked:
    """Somebody has asked for a new password; `user_id` is 0 where nobody has the address that was typed."""

    user_id: int
    asked_at: int


@event("accounts.account_touched")
@dataclass(frozen=True, slots=True)
class AccountTouched:
    """Something was done to an account of which its owner is told by mail."""

    record_id: int
