"""Second factors that are typed: an app's codes (TOTP), and recovery codes."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction

from comptoir.domain.accounts.errors import CodeDoesNotFit, CodeNotAccepted
from comptoir.domain.accounts.noting import note
from comptoir.domain.people.queries import user_of_id

PERIOD = 30
"""Seconds for which an app shows a code."""

TOLERANCE = 1
"""Codes before and after the present one that count too: clocks differ."""

RECOVERY, TOTP = Authenticator.Type.RECOVERY_CODES, Authenticator.Type.TOTP


def new_totp_secret() -> str:
    """A secret for an app, in the letters that people can type."""
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    return generate_totp_secret()


@transaction.atomic
def add_totp(*, user_id: int, secret: str, code: str, now: dt.datetime) -> None:
    """Make the app in which the secret stands a second factor; the code shows that it stands there. Raises `CodeDoesNotFit`."""
    from allauth.mfa.utils import encrypt

    counter = _counter_of(secret, code, now)
    if counter is None:
        raise CodeDoesNotFit
    _locked(user_id)
    Authenticator.objects.filter(user_id=user_id, type=TOTP).delete()
    Authenticator.objects.create(
        user_id=user_id, type=TOTP, data={"secret": encrypt(secret), "last": counter}, created_at=now
    )
    note("totp_added", user_id=user_id, actor_id=user_id, now=now)
    ensure_recovery_codes(user_id, now)


@transaction.atomic
def remove_totp(*, user_id: int, now: dt.datetime) -> None:
    """Let the app be a second factor no more."""
    _locked(user_id)
    if Authenticator.objects.filter(user_id=user_id, type=TOTP).delete()[0]:
        note("totp_removed", user_id=user_id, actor_id=user_id, now=now)
        forget_dangling_codes(user_id)


def accept_code(*, user_id: int, code: str, now: dt.datetime) -> str:
    """By what the code proves that it is them: "totp" or "recovery". A code counts once, however long it is shown.

    Raises `CodeNotAccepted`.
    """
    typed = "".join(filter(str.isalnum, code))[:20]
    with transaction.atomic():
        if len(typed) == 6 and _accept_totp(user_id, typed, now):
            return "totp"
        if len(typed) > 6 and _accept_recovery(user_id, typed, now):
            return "recovery"
    raise CodeNotAccepted


@transaction.atomic
def make_recovery_codes(*, user_id: int, now: dt.datetime) -> None:
    """New recovery codes, shown once by `take_recovery_codes`; those before hold no more."""
    _locked(user_id)
    Authenticator.objects.filter(user_id=user_id, type=RECOVERY).delete()
    ensure_recovery_codes(user_id, now)
    note("codes_made", user_id=user_id, actor_id=user_id, now=now)


@transaction.atomic
def take_recovery_codes(*, user_id: int) -> tuple[str, ...]:
    """The recovery codes, in the only moment in which they are shown; none at any later one."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    kept = Authenticator.objects.select_for_update().filter(user_id=user_id, type=RECOVERY).first()
    if kept is None or kept.data.get("viewed_at"):
        return ()
    codes = RecoveryCodes(kept)
    codes.mark_as_viewed()
    return tuple(codes.generate_codes())


def ensure_recovery_codes(user_id: int, now: dt.datetime) -> None:
    """Recovery codes for who has a factor and none yet; use under the lock of the user."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(user_of_id(user_id))


def forget_dangling_codes(user_id: int) -> None:
    """Recovery codes recover nothing when the last factor is gone."""
    rows = Authenticator.objects.filter(user_id=user_id)
    if not rows.exclude(type=RECOVERY).exists():
        rows.delete()


def _accept_totp(user_id: int, code: str, now: dt.datetime) -> bool:
    from allauth.mfa.utils import decrypt

    kept = Authenticator.objects.select_for_update().filter(user_id=user_id, type=TOTP).first()
    secret = decrypt(kept.data["secret"]) if kept else ""
    counter = _counter_of(secret, code, now) if secret else None
    if kept is None or counter is None or counter <= kept.data.get("last", 0):
        return False
    kept.data["last"], kept.last_used_at = counter, now
    kept.save(update_fields=["data", "last_used_at"])
    return True


def _accept_recovery(user_id: int, code: str, now: dt.datetime) -> bool:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    kept = Authenticator.objects.filter(user_id=user_id, type=RECOVERY).first()
    if kept is None or not RecoveryCodes(kept).validate_code(code):
        return False
    Authenticator.objects.filter(pk=kept.pk).update(last_used_at=now)
    note("code_used", user_id=user_id, actor_id=user_id, now=now)
    return True


def _counter_of(secret: str, code: str, now: dt.datetime) -> int | None:
    """Which of the codes around this moment it is."""
    from allauth.core.internal.cryptokit import compare_user_code
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    present = int(now.timestamp()) // PERIOD
    around = range(present + TOLERANCE, present - TOLERANCE - 1, -1)
    values = ((it, format_hotp_value(hotp_value(secret, it))) for it in around)
    return next((it for it, value in values if compare_user_code(actual=code, expected=value)), None)


def _locked(user_id: int) -> None:
    user_of_id(user_id, lock=True)
