"""Where somebody is signed in: remembered, shown to them, and ended from elsewhere. The sockets of a session end with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterable

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from comptoir.domain.accounts.models import KnownBrowser, SignIn
from comptoir.domain.accounts.noting import note
from comptoir.domain.accounts.rules import browser_of, place_of
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import NotFound

SEEN_EVERY = 300.0
"""Seconds between two notes that a session is used."""

BROWSERS_KEPT = 50

_noted: dict[int, float] = {}


@transaction.atomic
def keep_sign_in(
    *,
    user_id: int,
    session_key: str,
    by: str,
    second_by: str = "",
    user_agent: str = "",
    address: str = "",
    browser_key: str = "",
    now: dt.datetime,
) -> int:
    """Remember that somebody has signed in; returns the number of the sign-in. From a browser that they never used, though
    they have used others, they are told of it. `browser_key` is what the browser shows to be known again.
    """
    browser, system = browser_of(user_agent)
    row = SignIn.objects.create(
        user_id=user_id,
        session_key=session_key,
        browser=browser,
        system=system,
        place=place_of(address),
        by=by[:80],
        second_by=second_by,
        at=now,
        seen_at=now,
    )
    if not _is_known(user_id, browser_key, now):
        detail = ", ".join(it for it in (browser, system, row.place) if it)
        note("new_browser", user_id=user_id, actor_id=user_id, detail=detail, now=now)
    return row.pk


@transaction.atomic
def move_sign_in(*, sign_in_id: int, new_key: str, second_by: str = "") -> None:
    """The session has another key now; the sockets of the one before come back with it."""
    row = SignIn.objects.select_for_update().filter(pk=sign_in_id).first()
    if row is None:
        return
    tell([f"session:{row.session_key}"], b"1012", orders="close")
    row.session_key, row.second_by = new_key, second_by or row.second_by
    row.save(update_fields=["session_key", "second_by"])


def sign_in_is_used(*, sign_in_id: int, now: dt.datetime) -> None:
    """Note that a session is in use; at most every five minutes, and at no cost in between."""
    noted = _noted.get(sign_in_id)
    if noted is not None and time.monotonic() - noted < SEEN_EVERY:
        return
    if len(_noted) > 10_000:
        _noted.clear()
    _noted[sign_in_id] = time.monotonic()
    SignIn.objects.filter(pk=sign_in_id, seen_at__lt=now).update(seen_at=now)


@transaction.atomic
def end_sign_in(*, user_id: int, sign_in_id: int) -> None:
    """Sign somebody out of one of their browsers. Raises `NotFound` for another's."""
    key = SignIn.objects.filter(pk=sign_in_id, user_id=user_id).values_list("session_key", flat=True).first()
    if key is None:
        raise NotFound
    _end([key])


@transaction.atomic
def end_sign_ins(*, user_id: int, but: str = "") -> int:
    """Sign somebody out everywhere, `but` in the session of that key; returns of how many browsers."""
    keys = list(SignIn.objects.filter(user_id=user_id).exclude(session_key=but).values_list("session_key", flat=True))
    _end(keys)
    return len(keys)


@transaction.atomic
def signed_out(*, session_key: str) -> None:
    """Forget the sign-in of a session that its owner has ended."""
    _end([session_key])


def forget_old_sign_ins(now: dt.datetime) -> None:
    """Forget sign-ins whose sessions are over, and browsers that were not seen for long."""
    over = now - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignIn.objects.filter(at__lt=over).delete()
    KnownBrowser.objects.filter(seen_at__lt=now - dt.timedelta(days=400)).delete()


def _end(keys: Iterable[str]) -> None:
    keys = list(keys)
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    for key in keys:
        tell([f"session:{key}"], b"4401", orders="close")


def _is_known(user_id: int, browser_key: str, now: dt.datetime) -> bool:
    """Whether they have used this browser before, or never any; from now on it is known."""
    known = KnownBrowser.objects.filter(user_id=user_id)
    is_first = not known.exists()
    digest = hashlib.sha256(browser_key.encode()).hexdigest() if browser_key else ""
    if digest and known.filter(digest=digest).update(seen_at=now):
        return True
    if digest:
        KnownBrowser.objects.create(user_id=user_id, digest=digest, seen_at=now)
        too_old = known.order_by("-seen_at").values_list("pk", flat=True)[BROWSERS_KEPT : BROWSERS_KEPT + 50]
        KnownBrowser.objects.filter(pk__in=list(too_old)).delete()
    return is_first
