"""The steps of a return, each once, by whom and when, told to the customer; a refund is a promise from the day of receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from comptoir.domain.conversations.queries import talks
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.promises import actions as promises
from comptoir.domain.promises.errors import PromiseIsSettled
from comptoir.domain.returns.actions.locking import lock_orders
from comptoir.domain.returns.actions.telling import promise_refund, tell_customer
from comptoir.domain.returns.errors import (
    NoteMissing,
    NotReturnable,
    ReasonUnknown,
    RefundMistaken,
    RefundPromised,
    ReturnIsElsewhere,
)
from comptoir.domain.returns.events import ReturnMoved
from comptoir.domain.returns.models import Return, ReturnStep
from comptoir.domain.returns.queries import return_for, return_of_shop
from comptoir.domain.returns.rules import CLOSED_FOR, NOTE_LARGEST, REFUSED_FOR, may_be_refunded, may_follow
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked_line

CLOCKED = ("received", "refunded", "closed")
"""Steps that make, keep or release the promise of the refund."""


class Refund(NamedTuple):
    """What is paid back; without a currency it is the order's."""

    amount: Decimal
    currency: str = ""


@again_when_crossed
@transaction.atomic
def accept_return(*, return_id: int, viewer: Viewer, note: str = "", now: dt.datetime) -> Return:
    """Let it come back. Against the charter only who may, with a word why. Raises `NotReturnable`, `NoteMissing`."""
    ret, is_done = _locked(return_id, "accepted", viewer, None, now)
    if not is_done:
        refuse_unallowed(ret, viewer, note)
        add_step(ret, "accepted", by=viewer.membership_id, note=note, now=now)
    return ret


@again_when_crossed
@transaction.atomic
def refuse_return(*, return_id: int, viewer: Viewer, reason: str, note: str = "", now: dt.datetime) -> Return:
    """Do not let it come back, for one of the reasons that the customer can be told. Raises `ReasonUnknown`."""
    ret, is_done = _locked(return_id, "refused", viewer, None, now)
    if not is_done:
        if reason not in reasons_to_refuse(ret):
            raise ReasonUnknown
        add_step(ret, "refused", by=viewer.membership_id, reason=reason, note=note, now=now)
    return ret


@again_when_crossed
@transaction.atomic
def receive_return(
    *, return_id: int, viewer: Viewer | None = None, shop_id: int | None = None, now: dt.datetime
) -> Return:
    """It has come in: from now on the refund is promised, where the charter promises it. Told by the shop's system or a member."""
    ret, is_done = _locked(return_id, "received", viewer, shop_id, now)
    if not is_done:
        add_step(ret, "received", by=viewer.membership_id if viewer else None, now=now)
    return ret


@again_when_crossed
@transaction.atomic
def refund_return(
    *, return_id: int, refund: Refund, viewer: Viewer | None = None, shop_id: int | None = None, now: dt.datetime
) -> Return:
    """It was paid back, once, whoever says so again; what was promised is kept. Raises `RefundMistaken` for another amount."""
    ret, is_done = _locked(return_id, "refunded", viewer, shop_id, now)
    currency = refund.currency or ret.currency
    if is_done:
        if not refund.amount.is_finite() or (ret.amount, ret.currency) != (refund.amount, currency):
            raise RefundMistaken
        return ret
    is_other = bool(ret.currency) and currency != ret.currency
    is_currency = len(currency) == 3 and currency.isascii() and currency.isupper()
    if is_other or not is_currency or not may_be_refunded(refund.amount, ret.total, _refunded(ret)):
        raise RefundMistaken
    ret.amount, ret.currency = refund.amount, currency
    step = add_step(ret, "refunded", by=viewer.membership_id if viewer else None, now=now)
    if ret.promise_id:
        with suppress(PromiseIsSettled):
            promises.keep(promise_id=ret.promise_id, seq=_shown_by(step, ret), now=now)
    return ret


@again_when_crossed
@transaction.atomic
def close_return(*, return_id: int, viewer: Viewer, reason: str, note: str = "", now: dt.datetime) -> Return:
    """End it without a refund. What has come in may be closed only by who may release what was promised."""
    ret, is_done = _locked(return_id, "closed", viewer, None, now)
    if is_done:
        return ret
    if reason not in CLOSED_FOR:
        raise ReasonUnknown
    if ret.state == "received" and not may(viewer.role, "release_promises"):
        raise RefundPromised
    add_step(ret, "closed", by=viewer.membership_id, reason=reason, note=note, now=now)
    if ret.promise_id:
        with suppress(PromiseIsSettled):
            promises.release(promise_id=ret.promise_id, viewer=viewer, why="return_closed", now=now)
    return ret


def taken_in_turn(*, shop_id: int, return_ids: Iterable[int], now: dt.datetime) -> list[int]:
    """Those of the shop's returns that are there, in the order in which one transaction moves them.

    Their orders are locked first, then the accounts of their conversations, each in one order, as everybody locks them:
    who moves several at once waits in no circle.
    """
    found = Return.objects.filter(shop_id=shop_id, pk__in=list(return_ids))
    rows = sorted(found.values_list("conversation_id", "pk", "order_id"))
    lock_orders(order for _, _, order in rows)
    promises.hear([conversation for conversation, _, _ in rows], now)
    return [pk for _, pk, _ in rows]


def reasons_to_refuse(ret: Return) -> tuple[str, ...]:
    """What can truly be told: what the charter says of its products, and the condition."""
    against = {line.why for line in ret.lines.all() if not line.is_allowed}
    return tuple(reason for reason in REFUSED_FOR if reason == "condition" or reason in against)


def refuse_unallowed(ret: Return, viewer: Viewer, note: str) -> None:
    """Raise what stands against accepting it."""
    if all(line.is_allowed for line in ret.lines.all()):
        return
    if not may(viewer.role, "accept_any_return"):
        raise NotReturnable(clause="returns")
    if not note.strip():
        raise NoteMissing


def add_step(
    ret: Return,
    state: str,
    *,
    by: int | None,
    reason: str = "",
    note: str = "",
    tells: bool = True,
    now: dt.datetime,
) -> ReturnStep:
    """Let the return, under its order's lock, come to `state`, and tell the customer. Without `by` the shop's system said so."""
    ret.state, ret.moved_at = state, now
    if state in CLOCKED:
        # The account first, then the conversation, as whoever makes a promise there does.
        promises.hear([ret.conversation_id], now)
    told = tell_customer(ret, reason, now) if tells else None
    if state == "received" and told is not None:
        ret.promise_id = promise_refund(ret, told, now)
    words = masked_line(note)[:NOTE_LARGEST]
    ret.save()
    step = ReturnStep.objects.create(
        ret=ret,
        state=state,
        membership_id=by,
        is_by_shop=by is None,
        reason=reason,
        note=words,
        seq=told.seq if told else None,
        at=now,
    )
    announce(ReturnMoved(ret.pk, ret.shop_id, ret.conversation_id, state, by))
    return step


def _locked(
    return_id: int, to: str, viewer: Viewer | None, shop_id: int | None, now: dt.datetime
) -> tuple[Return, bool]:
    """The return under its order's lock, and whether the step was made before. Raises `ReturnIsElsewhere`."""
    seen = return_for(viewer, return_id, now)[0] if viewer else return_of_shop(shop_id or 0, return_id)
    lock_orders([seen.order_id])
    ret = return_of_shop(seen.shop_id, return_id)
    if any(step.state == to for step in ret.steps.all()):
        return ret, True
    if not may_follow(ret.state, to):
        raise ReturnIsElsewhere
    return ret, False


def _shown_by(step: ReturnStep, ret: Return) -> int | None:
    """The entry that shows it, unless the promise stays in a conversation that has ended in the one that was told."""
    here = ret.promise.conversation_id if ret.promise else None
    talk = talks([here])[here] if here else None
    return step.seq if talk and talk.merged_into_id is None else None


def _refunded(ret: Return) -> Decimal:
    """What was paid back for the order before."""
    others = Return.objects.filter(order_id=ret.order_id, state="refunded").aggregate(sum=Sum("amount"))
    return Decimal(others["sum"] or 0)
