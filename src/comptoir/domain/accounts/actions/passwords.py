"""Passwords: chosen, changed, and given anew to who reads the mail of the account."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare

from comptoir.domain.accounts.actions.sign_ins import end_sign_ins
from comptoir.domain.accounts.errors import LinkNotValid, PasswordNotAccepted
from comptoir.domain.accounts.events import ResetAsked
from comptoir.domain.accounts.noting import note
from comptoir.domain.accounts.reset_link import claimed_reset, state_of
from comptoir.domain.people.actions import set_password
from comptoir.domain.people.errors import UserNotFound
from comptoir.domain.people.queries import user_of_email, user_of_id
from comptoir.foundation.outbox import announce

LONGEST = 200


def checked_password(password: str, *, email: str = "", name: str = "") -> str:
    """A password that may be had: long enough, and none that others would think of. Raises `PasswordNotAccepted`."""
    from django.contrib.auth import get_user_model

    if len(password) > LONGEST or "\0" in password:
        password = ""
    try:
        validate_password(password, get_user_model()(email=email, name=name))
    except ValidationError as error:
        raise PasswordNotAccepted(why=" ".join(error.messages)) from error
    return password


@transaction.atomic
def ask_reset(*, email: str, now: dt.datetime) -> None:
    """Somebody wants a new password. The same is done whether or not anybody has the address; a letter goes to who has. A23."""
    user = user_of_email(email)
    announce(ResetAsked(user.pk if user else 0, int(now.timestamp())))


@transaction.atomic
def reset_password(*, token: str, password: str, now: dt.datetime) -> int:
    """Give the account of a link a new password, and end every session of it; returns whose it is. The link holds once.

    Raises `LinkNotValid`, `PasswordNotAccepted`.
    """
    user = _user_of_reset(token, now, lock=True)
    user_id = int(user.pk)
    set_password(user_id=user_id, password=checked_password(password, email=user.email, name=user.name))
    end_sign_ins(user_id=user_id)
    note("password_reset", user_id=user_id, actor_id=user_id, now=now)
    return user_id


def checked_reset(token: str, now: dt.datetime) -> None:
    """Raise `LinkNotValid` unless the link still gives its account a new password."""
    _user_of_reset(token, now)


@transaction.atomic
def change_password(*, user_id: int, password: str, session_key: str, now: dt.datetime) -> None:
    """Give oneself a new password; every session but this one ends. Raises `PasswordNotAccepted`."""
    user = user_of_id(user_id, lock=True)
    set_password(user_id=user_id, password=checked_password(password, email=user.email, name=user.name))
    end_sign_ins(user_id=user_id, but=session_key)
    note("password_changed", user_id=user_id, actor_id=user_id, now=now)


def _user_of_reset(token: str, now: dt.datetime, *, lock: bool = False) -> Any:
    user_id, state = claimed_reset(token, now)
    try:
        user = user_of_id(user_id, lock=lock)
    except UserNotFound as error:
        raise LinkNotValid from error
    if not user.is_active or not constant_time_compare(state_of(user), state):
        raise LinkNotValid
    return user
