"""Passkeys (WebAuthn): a key that the browser or a stick in it holds, bound to the address of our own pages.

What was asked of the browser is kept in the session until it answers; each question is answered once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from comptoir.domain.accounts.actions.codes import ensure_recovery_codes, forget_dangling_codes
from comptoir.domain.accounts.errors import PasskeyNotAccepted
from comptoir.domain.accounts.noting import note
from comptoir.domain.people.queries import user_of_id
from comptoir.foundation.errors import NotFound, TooMany
from comptoir.language.cards import masked_line

AT_MOST = 10
"""Passkeys of one user."""

NAME_LONGEST = 60
KEY = Authenticator.Type.WEBAUTHN

Session = MutableMapping[str, Any]


def ask_for_new_passkey(session: Session, *, user_id: int, may_sign_in: bool) -> dict[str, Any]:
    """What to ask of the browser for a new passkey: one that signs in by itself, or a second factor only. Raises `TooMany`."""
    if Authenticator.objects.filter(user_id=user_id, type=KEY).count() >= AT_MOST:
        raise TooMany
    with _asking(session) as webauthn:
        return dict(webauthn.begin_registration(user_of_id(user_id), may_sign_in))


@transaction.atomic
def add_passkey(session: Session, *, user_id: int, name: str, answer: Any, now: dt.datetime) -> None:
    """Keep the passkey that the browser has made. Raises `PasskeyNotAccepted`."""
    name = masked_line(name)[:NAME_LONGEST]
    user_of_id(user_id, lock=True)
    with _asking(session) as webauthn:
        _check_origin(answer)
        webauthn.complete_registration(answer)
        webauthn.WebAuthn.add(user_of_id(user_id), name, _kept(answer))
    note("passkey_added", user_id=user_id, actor_id=user_id, detail=name, now=now)
    ensure_recovery_codes(user_id, now)


@transaction.atomic
def remove_passkey(*, user_id: int, passkey_id: int, now: dt.datetime) -> None:
    """Forget a passkey. Raises `NotFound` for another's."""
    user_of_id(user_id, lock=True)
    kept = Authenticator.objects.filter(pk=passkey_id, user_id=user_id, type=KEY).first()
    if kept is None:
        raise NotFound
    kept.delete()
    note("passkey_removed", user_id=user_id, actor_id=user_id, detail=str(kept.data.get("name", "")), now=now)
    forget_dangling_codes(user_id)


def ask_for_passkey(session: Session, *, user_id: int | None = None) -> dict[str, Any]:
    """What to ask of the browser: for one of the user's passkeys; with nobody named, for whichever signs in by itself."""
    with _asking(session) as webauthn:
        return dict(webauthn.begin_authentication(user_of_id(user_id) if user_id is not None else None))


@transaction.atomic
def accept_passkey(session: Session, *, user_id: int | None = None, answer: Any, now: dt.datetime) -> int:
    """Whose passkey has signed what was asked; with `user_id`, theirs. Raises `PasskeyNotAccepted`."""
    with _asking(session) as webauthn:
        _check_origin(answer)
        user = user_of_id(user_id) if user_id is not None else webauthn.extract_user_from_response(answer)
        kept = webauthn.complete_authentication(user, answer)
        counted = webauthn.parse_authentication_response(answer).response.authenticator_data.counter
    if counted and counted <= int(kept.data.get("counter", 0)):
        raise PasskeyNotAccepted  # a copy of the key has signed in the meantime
    kept.data["counter"], kept.last_used_at = counted, now
    kept.save(update_fields=["data", "last_used_at"])
    return int(user.pk)


@contextmanager
def _asking(session: Session) -> Iterator[Any]:
    """allauth's ceremony, with the session in which it remembers what it asked; what is not as it should be is refused."""
    from allauth.core.context import request_context
    from allauth.mfa.webauthn.internal import auth

    here: Any = SimpleNamespace(session=session)
    try:
        with request_context(here):
            yield auth
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        session.pop(auth.STATE_SESSION_KEY, None)
        raise PasskeyNotAccepted from error


def _check_origin(answer: Any) -> None:
    """The browser says on which page it was asked: ours, to the letter. A10."""
    from fido2.utils import websafe_decode

    said = json.loads(websafe_decode(answer["response"]["clientDataJSON"]))
    own = urlsplit(settings.PUBLIC_URL)
    if said.get("origin") != f"{own.scheme}://{own.netloc}" or said.get("crossOrigin"):
        raise PasskeyNotAccepted


def _properties(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    told = answer.get("clientExtensionResults")
    found = told.get("credProps") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


def _kept(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Of what the browser sent, what is needed again."""
    response = answer["response"]
    said = {"clientDataJSON": response["clientDataJSON"], "attestationObject": response["attestationObject"]}
    return {
        "id": answer["id"],
        "rawId": answer["rawId"],
        "type": "public-key",
        "response": said,
        "clientExtensionResults": {"credProps": {"rk": bool(_properties(answer).get("rk"))}},
    }
