"""What happened to promises: ids and plain values, no words of anybody. All come in bulk: thousands may be due at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("promises.made", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseMade:
    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    audience: str
    due_at: dt.datetime


@event("promises.at_risk", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseAtRisk:
    """A warning, the `number`th from 1; `of` is the channel or kind of request, `tell` the part of the chain to be told."""

    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    of: str
    owner_id: int | None
    due_at: dt.datetime
    number: int
    tell: tuple[str, ...]


@event("promises.broken", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """It was due and is not done; `of` and `tell` as with a warning."""

    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    of: str
    owner_id: int | None
    due_at: dt.datetime
    tell: tuple[str, ...]


@event("promises.kept", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseKept:
    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    owner_id: int | None
    due_at: dt.datetime
    kept_at: dt.datetime


@event("promises.released", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseReleased:
    """Nobody waits for it any more; `released_by` is a member, or none where it followed from what happened."""

    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    released_by: int | None


@event("promises.moved", is_bulk=True)
@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """The due date of an open promise is another; `because` is as in `PromiseMove`."""

    promise_id: int
    shop_id: int
    conversation_id: int | None
    kind: str
    clause: str
    old_due_at: dt.datetime
    new_due_at: dt.datetime
    because: str


@event("promises.to_recompute")
@dataclass(frozen=True, slots=True)
class PromisesToRecompute:
    """A charter comes into force: the open promises of the shop after `after_id` are to be counted anew by it."""

    shop_id: int
    version_id: int
    after_id: int = 0


@event("promises.request_escalated")
@dataclass(frozen=True, slots=True)
class RequestEscalated:
    """A request has come to another level of expertise."""

    conversation_id: int
    shop_id: int
    level: str
    came_from: str
    by_id: int | None


@event("promises.steps_to_tell")
@dataclass(frozen=True, slots=True)
class StepsToTell:
    """The customer was told of the steps less than an hour ago; if they are others by now, they are told again."""

    conversation_id: int


@event("promises.warning_rehearsed")
@dataclass(frozen=True, slots=True)
class WarningRehearsed:
    """A member tries whether a warning would reach them; `key` is the trial's own."""

    membership_id: int
    shop_id: int
    key: str
