"""Telling people by mail of what was done to their account, and sending them the way to a new password."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable
from typing import Any

from comptoir.domain.accounts import sentences
from comptoir.domain.accounts.events import AccountTouched, ResetAsked
from comptoir.domain.accounts.models import SecurityRecord
from comptoir.domain.accounts.queries.providers import provider_required_for
from comptoir.domain.accounts.reset_link import HOLDS, signed_reset
from comptoir.domain.channels.actions import letter_inside, write_letter
from comptoir.domain.charter.rules import full_day_in
from comptoir.domain.people.errors import UserNotFound
from comptoir.domain.people.queries import user_of_id, viewers_of
from comptoir.domain.shops.queries import zone_of
from comptoir.foundation.clock import now as moment

LINKS: dict[str, Callable[[str], str]] = {}
"""Addresses of our own pages, named by the wiring: "reset" takes the secret of a link."""


def send_way_to_password(event: ResetAsked) -> None:
    """Write the letter with the link, to who has the address that was typed. The link is made here, and kept nowhere else."""
    asked_at = dt.datetime.fromtimestamp(event.asked_at, dt.UTC)
    user = _somebody(event.user_id)
    if user is None or moment() > asked_at + HOLDS:
        return
    provider = provider_required_for(user.email, viewers_of(user.pk))
    facts = {"name": user.name, "language": user.language}
    if provider is not None:
        words = sentences.of_reset_elsewhere(label=provider.label, **facts)
    else:
        words = sentences.of_reset(link=LINKS["reset"](signed_reset(user, asked_at)), **facts)
    _write(user, words, template="password_reset", once=f"reset {user.pk} {event.asked_at}", at=asked_at)


def tell_of_change(event: AccountTouched) -> None:
    """Write to the owner of an account what was done to it."""
    record = SecurityRecord.objects.select_related("user", "actor").filter(pk=event.record_id).first()
    if record is None or record.user is None or record.act not in sentences.DONE:
        return
    user = record.user
    words = sentences.of_record(
        record.act,
        name=user.name,
        actor=str(record.actor) if record.actor else "",
        detail=record.detail,
        when=_when(user, record.at),
        language=user.language,
    )
    _write(user, words, template="account", once=f"account record {record.pk}", at=record.at)


def _somebody(user_id: int) -> Any | None:
    try:
        user = user_of_id(user_id)
    except UserNotFound:
        return None
    return user if user.is_active else None


def _write(user: Any, words: tuple[str, str], *, template: str, once: str, at: dt.datetime) -> None:
    """From a shop they work for; who works for none has nothing to come in to."""
    viewers = viewers_of(user.pk)
    if not viewers:
        return
    letter = letter_inside(
        shop_id=viewers[0].shop_id,
        template=template,
        recipient=user.email,
        name=user.name,
        subject=words[0],
        text=[words[1]],
        language=user.language,
        is_wanted=True,
        once=once,
        at=at,
    )
    write_letter(letter)


def _when(user: Any, at: dt.datetime) -> str:
    try:
        zone: dt.tzinfo = zoneinfo.ZoneInfo(user.time_zone) if user.time_zone else _shop_zone(user)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        zone = _shop_zone(user)
    local = at.astimezone(zone)
    return f"{full_day_in(user.language, local.date())}, {local:%H:%M}"


def _shop_zone(user: Any) -> dt.tzinfo:
    viewers = viewers_of(user.pk)
    return zone_of(viewers[0].shop_id) if viewers else dt.UTC
