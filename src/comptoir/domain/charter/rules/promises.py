"""What was promised."""

from __future__ import annotations

from comptoir.domain.charter.shape.channel import WIDER
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.promise import Promise

RIGHTS_CLAUSE = "privacy.rights_answered_within"
"""By which name the plain term of `[privacy]` is a promise too."""

BY_LAW = Duration(30, "d")
"""Where a charter says nothing of it, the law still does."""

LAST_WARNING = 3
"""Days before the end of that term."""


def promise_for(charter: Charter, of: str, when: str) -> Promise | None:
    """The promise for a channel or kind of request `of` and a moment `when`; the nearest that is made, or none."""
    made = {(promise.of, promise.when): promise for promise in charter.promises.values()}
    for subject in (of, WIDER.get(of, "any"), "any"):
        if (subject, when) in made:
            return made[subject, when]
    return None


def promise_named(charter: Charter, key: str) -> Promise | None:
    """The promise of that name: `NAME` of `[promises.NAME]`, or `RIGHTS_CLAUSE`; none where the charter does not make it."""
    return charter.promises.get(key) or (_plain_term(charter) if key == RIGHTS_CLAUSE else None)


def rights_promise(charter: Charter) -> Promise:
    """By what an answer to a privacy request is promised: the clause of `rights_request` (that of `resolution` where there
    are several), else the plain term of `[privacy]`, by every clock's hour. What holds for `any` request is not meant.
    """
    own = [promise for promise in charter.promises.values() if promise.of == "rights_request"]
    return next((it for it in own if it.when == "resolution"), own[0] if own else _plain_term(charter))


def _plain_term(charter: Charter) -> Promise:
    """The days of `[privacy]` as a promise: warned of when two thirds are over, and three days before the end."""
    within = charter.privacy.rights_answered_within if charter.privacy else BY_LAW
    warnings = sorted({within.amount * 2 // 3, within.amount - LAST_WARNING})
    return Promise(
        key=RIGHTS_CLAUSE,
        of="rights_request",
        when="resolution",
        within=within,
        clock="wall",
        warn_at=tuple(Duration(days, "d") for days in warnings if days > 0),
        escalate=("owner", "manager"),
    )
