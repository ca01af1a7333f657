"""The steps of a privacy request, each once, by whom and when. What is answered is the agents' own words; the record has where they stand."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.db import transaction

from comptoir.domain.conversations.queries import last_message_by, talks_merged
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.privacy.actions.recording import Shown, add_step, tell_customer
from comptoir.domain.privacy.errors import (
    AnswerMissing,
    IdentityMissing,
    NothingWithdrawn,
    ReasonNotOfTheLaw,
    RightsRequestIsElsewhere,
    TermIsOver,
    WayUnknown,
)
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.privacy.queries import rights_for
from comptoir.domain.privacy.rules import (
    EXTENDED_BY,
    EXTENDED_FOR,
    IDENTIFIED_BY,
    OPEN,
    may_follow,
    reasons_to_refuse,
)
from comptoir.domain.privacy.sentences import extended, refused
from comptoir.domain.promises import actions as promises
from comptoir.domain.promises.errors import PromiseIsExtended, PromiseIsSettled
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed


@again_when_crossed
@transaction.atomic
def confirm_identity(*, request_id: int, viewer: Viewer, way: str, note: str = "", now: dt.datetime) -> RightsRequest:
    """Say how it was established who asks: one of `IDENTIFIED_BY`. Raises `WayUnknown`."""
    request, viewer, is_done = _locked(request_id, "confirmed", viewer, now)
    if not is_done:
        if way not in IDENTIFIED_BY:
            raise WayUnknown
        add_step(request, "confirmed", viewer=viewer, reason=way, note=note, now=now)
    return request


@again_when_crossed
@transaction.atomic
def answer_request(*, request_id: int, viewer: Viewer, note: str = "", now: dt.datetime) -> RightsRequest:
    """It is answered: the last message of an agent since it was asked shows it, and what was promised is kept.

    Raises `IdentityMissing`, and `AnswerMissing` where nothing was written.
    """
    request, viewer, is_done = _locked(request_id, "answered", viewer, now)
    if not is_done:
        shown = _last_by("agent", request)
        if shown is None:
            raise AnswerMissing
        add_step(request, "answered", viewer=viewer, note=note, shown=shown, now=now)
        _keep(request, shown, now)
    return request


@again_when_crossed
@transaction.atomic
def refuse_request(*, request_id: int, viewer: Viewer, reason: str, note: str = "", now: dt.datetime) -> RightsRequest:
    """Refuse it for a reason of the law, which the customer is told, and to whom they may turn: that too answers in time.

    Raises `NotAllowed` for who may not decide it, `ReasonNotOfTheLaw`.
    """
    request, viewer, is_done = _locked(request_id, "refused", viewer, now)
    if not is_done:
        _refuse_deciding(viewer)
        if reason not in reasons_to_refuse(request.state):
            raise ReasonNotOfTheLaw
        shown = tell_customer(request, "refused", refused(request, reason, now), now)
        add_step(request, "refused", viewer=viewer, reason=reason, note=note, shown=shown, now=now)
        _keep(request, shown, now)
    return request


@again_when_crossed
@transaction.atomic
def withdraw_request(*, request_id: int, viewer: Viewer, note: str = "", now: dt.datetime) -> RightsRequest:
    """The customer has withdrawn it: their last message since they asked shows it. Raises `NothingWithdrawn`."""
    request, viewer, is_done = _locked(request_id, "withdrawn", viewer, now)
    if not is_done:
        shown = _last_by("visitor", request)
        if shown is None:
            raise NothingWithdrawn
        add_step(request, "withdrawn", viewer=viewer, note=note, shown=shown, now=now)
        if request.promise_id:
            why, by = "rights_withdrawn", viewer.membership_id
            with suppress(PromiseIsSettled):
                promises.release(promise_id=request.promise_id, why=why, by=by, now=now)
    return request


@again_when_crossed
@transaction.atomic
def extend_term(*, request_id: int, viewer: Viewer, reason: str, note: str = "", now: dt.datetime) -> RightsRequest:
    """Take two months more, once, for a reason of the law that the customer is told within the first term.

    Raises `NotAllowed` for who may not decide it, `ReasonNotOfTheLaw`, `TermIsOver`.
    """
    request, viewer, is_done = _locked(request_id, "extended", viewer, now)
    if not is_done:
        _refuse_deciding(viewer)
        if reason not in EXTENDED_FOR:
            raise ReasonNotOfTheLaw
        due_at = _extended(request, now)
        shown = tell_customer(request, "extended", extended(request, reason, due_at), now)
        add_step(request, "extended", viewer=viewer, reason=reason, note=note, shown=shown, now=now)
    return request


def _locked(request_id: int, step: str, viewer: Viewer, now: dt.datetime) -> tuple[RightsRequest, Viewer, bool]:
    """The request under its account's lock, and whether the step was made before. Raises what stands against it."""
    promises.hear([rights_for(viewer, request_id)[0].conversation_id], now)
    request, viewer = rights_for(viewer, request_id)
    if any(it.step == step for it in request.steps.all()):
        return request, viewer, True
    if step == "answered" and request.state == "asked":
        raise IdentityMissing
    if not (request.state in OPEN if step == "extended" else may_follow(request.state, step)):
        raise RightsRequestIsElsewhere
    return request, viewer, False


def _refuse_deciding(viewer: Viewer) -> None:
    if not may(viewer.role, "decide_privacy"):
        raise NotAllowed


def _last_by(author: str, request: RightsRequest) -> Shown | None:
    """Their last message since it was asked, also where the conversation goes on."""
    told = last_message_by(author, sorted(talks_merged([request.conversation_id])))
    if told is None or told.created_at < request.asked_at:
        return None
    is_asking = (told.conversation_id, told.seq) == (request.conversation_id, request.asked_seq)
    return None if is_asking else Shown(told.seq, told.conversation_id)


def _keep(request: RightsRequest, shown: Shown | None, now: dt.datetime) -> None:
    """What was promised is done; the ledger names the entry where it stands in the promise's own conversation."""
    if request.promise_id:
        seq = shown.seq if shown and shown.conversation_id == request.conversation_id else None
        with suppress(PromiseIsSettled):
            promises.keep(promise_id=request.promise_id, seq=seq, now=now)


def _extended(request: RightsRequest, now: dt.datetime) -> dt.datetime:
    if request.promise_id is None:
        raise TermIsOver
    try:
        due_at = promises.extend(promise_id=request.promise_id, months=EXTENDED_BY, now=now)
    except (PromiseIsSettled, PromiseIsExtended) as error:
        raise TermIsOver from error
    request.is_extended = True
    return due_at
