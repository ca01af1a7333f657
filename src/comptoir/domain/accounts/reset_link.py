"""The secret of a link by which a password is given anew: signed, dated, void as soon as the password or the last sign-in changes, never stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from comptoir.domain.accounts.errors import LinkNotValid

LONGEST = 300
HOLDS = dt.timedelta(hours=1)

_SIGNER = signing.Signer(salt="comptoir.reset", sep=".")


def signed_reset(user: Any, now: dt.datetime) -> str:
    """The secret of a link for the user, given out at `now`."""
    return _SIGNER.sign_object([user.pk, int(now.timestamp()), state_of(user)])


def claimed_reset(token: str, now: dt.datetime) -> tuple[int, str]:
    """Whose link it is, and what their account was like, if it is one of ours and not over. Raises `LinkNotValid`."""
    if not token or len(token) > LONGEST:
        raise LinkNotValid
    try:
        user_id, given_at, state = _SIGNER.unsign_object(token)
        is_over = not 0 <= now.timestamp() - int(given_at) <= HOLDS.total_seconds()
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkNotValid from error
    if is_over:
        raise LinkNotValid
    return int(user_id), str(state)


def state_of(user: Any) -> str:
    """A digest of what a new password, a sign-in or another address changes."""
    facts = f"{user.pk} {user.password} {user.last_login} {user.email} {user.is_active}"
    return salted_hmac("comptoir.reset", facts, algorithm="sha256").hexdigest()[:24]
