"""What the tests of automation share: rules and macros in a line, and a worker that tells everything."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import time_machine

from comptoir.domain.automation import reactions
from comptoir.domain.automation.actions import run_macro, save_macro, switch_rule, write_rule
from comptoir.domain.automation.events import RulesDue
from comptoir.domain.automation.models import Macro, Rule, RuleRun
from comptoir.domain.automation.rules import Acts, Conditions
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.queries import tags_on
from comptoir.domain.promises.events import PromiseAtRisk, PromiseBroken
from comptoir.domain.promises.tests.stage import REACTIONS as LEDGER
from comptoir.foundation.worker import Worker
from tests.people import NOON, a_conversation, a_viewer

RULES = dict.fromkeys(reactions.WHEN, reactions.look) | {
    MessagePosted: reactions.look_at_messages,
    PromiseAtRisk: reactions.look_at_risks,
    PromiseBroken: reactions.look_at_breaks,
    RulesDue: reactions.run,
}
REACTIONS = {kind: [*LEDGER.get(kind, []), *([RULES[kind]] if kind in RULES else [])] for kind in LEDGER | RULES}


def a_rule(by: Any, when: str, acts: Acts, *, is_on: bool = True, name: str = "Une règle", **conditions: Any) -> Rule:
    """A rule, by default switched on."""
    viewer, asked = a_viewer(by), Conditions(**conditions)
    rule = write_rule(viewer=viewer, rule_id=None, name=name, when=when, conditions=asked, acts=acts, now=NOON)
    if is_on:
        switch_rule(viewer=viewer, rule_id=rule.pk, is_on=True, now=NOON)
        rule.refresh_from_db()
    return rule


def a_macro(by: Any, *, is_own: bool = False, name: str = "Une macro", shortcut: str = "", **acts: Any) -> Macro:
    viewer = a_viewer(by)
    made = {"name": name, "shortcut": shortcut, "acts": Acts(**acts), "is_own": is_own, "now": NOON}
    return save_macro(viewer=viewer, macro_id=None, **made)


def ran(by: Any, conversation: Any, macro: Macro) -> Any:
    """The macro is run in the conversation."""
    return run_macro(viewer=a_viewer(by), conversation_id=conversation.pk, macro_id=macro.pk, once=uuid4(), now=NOON)


def tell(at: dt.datetime = NOON) -> None:
    """Everybody hears what was announced, and what follows from it."""
    with time_machine.travel(at, tick=False):
        Worker(REACTIONS).deliver_all(at)


def a_request(shop: Any, **fields: Any) -> Any:
    """A message that was left; nobody has heard of it yet."""
    return a_conversation(shop, leave_message=True, **fields)


def tags_of(conversation: Any) -> list[str]:
    return [tag.name for tag in tags_on([conversation.pk])[conversation.pk]]


def notes_in(conversation: Any) -> list[str]:
    rows = Entry.objects.filter(conversation_id=conversation.pk, kind="note").order_by("seq")
    return list(rows.values_list("body", flat=True))


def outcomes(rule: Rule) -> list[str]:
    """What came of each of its runs."""
    return list(RuleRun.objects.filter(rule=rule).order_by("id").values_list("outcome", flat=True))
