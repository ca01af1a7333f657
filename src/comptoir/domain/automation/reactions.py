"""What automation does when others tell it something; `config/wiring.py` says who is told what.

What happened is only written down as due; the rules run in a transaction of their own, in which the conversation's lock
comes first. What a rule has caused is never due: `rules/causes.py` says why.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Protocol
from uuid import uuid4

from comptoir.domain.automation import actions
from comptoir.domain.automation.events import RulesDue
from comptoir.domain.conversations import events as talk
from comptoir.domain.promises import events as promises
from comptoir.foundation.clock import now
from comptoir.foundation.outbox import announce_all
from comptoir.foundation.worker import Writing, in_batches


class InConversation(Protocol):
    """Any event of a conversation."""

    @property
    def conversation_id(self) -> int: ...

    @property
    def shop_id(self) -> int: ...


WHEN: dict[type, str] = {
    talk.ConversationOpened: "opened",
    talk.BecameRequest: "request",
    talk.ConversationFiled: "topic",
    talk.ConversationClosed: "closed",
    talk.ConversationReopened: "reopened",
    talk.ConversationRated: "rated",
    talk.TagsAdded: "tagged",
}


def look(event: InConversation) -> None:
    """Something that rules may wait for. It is told once; what may come again to a conversation has a key of its own."""
    when, at = WHEN[type(event)], now()
    tags, score = getattr(event, "tags", ()), getattr(event, "score", 0)
    it = RulesDue(event.conversation_id, event.shop_id, when, f"{when}:{uuid4().hex}", at, score=score, tags=tags)
    _announce([it])


@in_batches
def look_at_messages(events: list[talk.MessagePosted]) -> Writing | None:
    """What customers wrote."""
    return _writing(
        [
            RulesDue(
                it.conversation_id, it.shop_id, "wrote", _key("wrote", it.conversation_id, it.seq), it.posted_at, it.seq
            )
            for it in events
            if it.author == "visitor"
        ]
    )


@in_batches
def look_at_risks(events: list[promises.PromiseAtRisk]) -> Writing | None:
    """Promises that are about to be broken."""
    at = now()
    return _writing([it for each in events if (it := _of_promise(each, "at_risk", each.number, at))])


@in_batches
def look_at_breaks(events: list[promises.PromiseBroken]) -> Writing | None:
    """Promises that were broken."""
    at = now()
    return _writing([it for each in events if (it := _of_promise(each, "broken", 0, at))])


def run(event: RulesDue) -> None:
    """Run the rules."""
    actions.run_rules(event, now())


def _of_promise(
    event: promises.PromiseAtRisk | promises.PromiseBroken, when: str, number: int, at: dt.datetime
) -> RulesDue | None:
    if event.conversation_id is None:
        return None
    # It may be broken again by another date: then it is another event.
    key = _key(when, event.promise_id, number, int(event.due_at.timestamp()))
    return RulesDue(event.conversation_id, event.shop_id, when, key, at)


def _key(*parts: object) -> str:
    return ":".join(map(str, parts))


def _announce(happened: list[RulesDue]) -> None:
    if due := actions.rules_due(happened):
        announce_all(due)


def _writing(happened: list[RulesDue]) -> Writing | None:
    due = actions.rules_due(happened)
    return partial(announce_all, due) if due else None
