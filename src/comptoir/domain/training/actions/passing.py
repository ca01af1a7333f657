"""Passes: given when a module is passed or known, and watched until they end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.queries import members_of, user_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.events import ModulePassed, PassExpires
from comptoir.domain.training.frames import tell_training
from comptoir.domain.training.models import Attempt, Newcomer, Pass, Stage
from comptoir.domain.training.queries.gate import forget_passes
from comptoir.domain.training.rules import WATCHED, taught_to
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.foundation.outbox import announce, announce_all, forget

REMINDERS_AT_MOST = 5
"""As many as the charter may ask for."""


def give_pass(
    membership_id: int,
    shop_id: int,
    key: str,
    charter: Charter,
    now: dt.datetime,
    *,
    attempt: Attempt | None = None,
    recognised_by: int | None = None,
    ends: bool = True,
) -> Pass:
    """Write a pass down in the caller's transaction, with the timers of its reminders; the gate knows it after the commit."""
    training = charter.training
    lasts = training.valid_for if training and ends else None
    given, _ = Pass.objects.update_or_create(
        membership_id=membership_id,
        key=key,
        defaults={
            "attempt": attempt,
            "recognised_by_id": recognised_by,
            "number": uuid4(),
            "given_at": now,
            "valid_until": now + lasts.timedelta if lasts else None,
        },
    )
    _set_timers(given, [it.amount for it in training.remind_before] if training else [], now)
    announce(ModulePassed(membership_id, shop_id, key))
    transaction.on_commit(lambda: forget_passes([membership_id]))
    tell_moved(membership_id)
    return given


def tell_moved(membership_id: int) -> None:
    """Tell a member's consoles that their standing is another."""
    user_id = user_of(membership_id)
    if user_id is not None:
        tell_training(user_id, "", -1)


@transaction.atomic
def recognise_training(
    *, membership_id: int, shop_id: int, viewer: Viewer | None, keys: Iterable[str] = (), now: dt.datetime
) -> list[Pass]:
    """Write down that a member knows what these modules teach (all of their audience's, without keys), from before they were asked.

    A manager does this for others, never for themselves; `viewer` is None for who sets the house up. It makes nobody a
    newcomer. Raises `NotAllowed` and `NotFound`.
    """
    if viewer is not None and (
        viewer.shop_id != shop_id or not may(viewer.role, "recognise_training") or viewer.membership_id == membership_id
    ):
        raise NotAllowed
    member = next((it for it in members_of(shop_id) if it.pk == membership_id), None)
    if member is None:
        raise NotFound
    charter = charter_in_force(shop_id, now)[1]
    asked = (*taught_to(charter, member.audience), *watched_too(charter))
    by = viewer.membership_id if viewer else None
    wanted = [key for key in asked if key in set(keys or asked)]
    _begin_as_known(membership_id, shop_id, by, now)
    return [give_pass(membership_id, shop_id, key, charter, now, recognised_by=by) for key in wanted]


def _begin_as_known(membership_id: int, shop_id: int, by: int | None, now: dt.datetime) -> None:
    """Who is known needs no start; one that is under way goes on until a referent ends it."""
    known = {"shop_id": shop_id, "stage": Stage.RELEASED, "began_at": now, "moved_at": now, "decided_by_id": by}
    Newcomer.objects.get_or_create(membership_id=membership_id, defaults=known)


@transaction.atomic
def remind_of_pass(*, pass_id: int, days: int, now: dt.datetime) -> None:
    """Tell its owner that a pass ends in so many days, or has ended; nothing where it was renewed since."""
    known = Pass.objects.select_related("membership").filter(pk=pass_id, valid_until__isnull=False).first()
    if known is None or known.valid_until is None or not known.membership.is_active:
        return
    if known.valid_until > now + dt.timedelta(days=days):
        return
    forget_passes([known.membership_id])
    tell_training(known.membership.user_id, known.key, days)


def watched_too(charter: Charter) -> tuple[str, ...]:
    """The mark of who has watched colleagues, where the charter asks for it."""
    return (WATCHED,) if charter.training and charter.training.watch_conversations else ()


def _set_timers(given: Pass, days: list[int], now: dt.datetime) -> None:
    for left in range(REMINDERS_AT_MOST + 1):
        forget(f"pass:{given.pk}:{left}")
    if given.valid_until is None:
        return
    for place, left in enumerate((0, *days[:REMINDERS_AT_MOST])):
        at = given.valid_until - dt.timedelta(days=left)
        if at > now:
            announce_all([PassExpires(given.pk, left)], at=at, key=f"pass:{given.pk}:{place}")
