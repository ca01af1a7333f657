"""What the customer is told of a return, on the conversation's stream, once for each step."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.conversations.actions import Post, Posted, post_message
from comptoir.domain.conversations.queries import talks
from comptoir.domain.promises.actions import make_promise
from comptoir.domain.promises.queries import due_if_promised
from comptoir.domain.returns.models import Return
from comptoir.domain.returns.sentences import sentence_for

_TOLD = UUID("6c1f0a52-6a0e-4f0b-9a0d-3b0d7f6f2b11")


def tell_customer(ret: Return, reason: str, now: dt.datetime) -> Posted | None:
    """Say in the conversation's language where the return stands now; the same step is said once, however often it is tried."""
    due_at = _refund_due(ret, now) if ret.state == "received" else None
    body = sentence_for(ret, reason, due_at)
    told = post_message(Post(ret.conversation_id, uuid5(_TOLD, f"{ret.pk}:{ret.state}"), body), now=now)
    return told if isinstance(told, Posted) else None


def promise_refund(ret: Return, told: Posted, now: dt.datetime) -> int | None:
    """Put the refund into the ledger, with the message that named its date; nothing where the charter promises none. D8."""
    clause = _clause(ret)
    if not clause:
        return None
    talk = talks([told.conversation_id])[told.conversation_id]
    promise = make_promise(
        shop_id=ret.shop_id,
        of="return",
        when="refund",
        clause=clause,
        made_at=now,
        made_seq=told.seq,
        conversation_id=talk.id,
        subject=f"return:{ret.pk}",
        audience=talk.audience,
        owner_id=talk.assignee_id,
    )
    return promise.pk if promise else None


def _refund_due(ret: Return, now: dt.datetime) -> dt.datetime | None:
    clause = _clause(ret)
    if not clause:
        return None
    audience = ret.conversation.audience
    return due_if_promised(
        shop_id=ret.shop_id, of="return", when="refund", clause=clause, made_at=now, audience=audience
    )


def _clause(ret: Return) -> str:
    returns = charter_of_version(ret.charter_version_id).returns
    return returns.refund_promise if returns else ""
