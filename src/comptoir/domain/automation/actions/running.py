"""Running rules: each once for an event, in their order, none kept from its turn by another that fails."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec
from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation

from comptoir.domain.automation.actions.performing import Doer, perform, text_for
from comptoir.domain.automation.actions.writing import keep_version
from comptoir.domain.automation.events import RulesDue
from comptoir.domain.automation.models import Rule, RuleRun
from comptoir.domain.automation.queries.looking import circumstances_now
from comptoir.domain.automation.rules import Acts, Circumstances, Conditions, cause_of, is_caused_by_rule, matches
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import Post, post_message, raise_alarm
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import Refusal
from comptoir.foundation.outbox import because_of, present_cause
from comptoir.foundation.shapes import decoded

log = logging.getLogger(__name__)

FAILURES_AT_MOST = 5
"""So many one after the other, and a rule is switched off."""

TOLD_LONGEST = 300
_RUNS = UUID("0d7c1d8b-5a51-4f43-9f0f-8c2be1a4c0de")


class Outcome(NamedTuple):
    """What came of a run: "done", "refused" or "failed"; why; the answer it proposes."""

    name: str
    told: str = ""
    draft: str = ""


def rules_due(happened: Iterable[RulesDue]) -> list[RulesDue]:
    """Those that a rule waits for, and that no rule has caused. One query."""
    happened = list(happened)
    if not happened or is_caused_by_rule(present_cause()):
        return []
    shops, whens = {it.shop_id for it in happened}, {it.when for it in happened}
    rows = Rule.objects.filter(shop_id__in=shops, when__in=whens, is_on=True)
    waiting = set(rows.values_list("shop_id", "when").distinct())
    return [it for it in happened if (it.shop_id, it.when) in waiting]


@transaction.atomic
def run_rules(event: RulesDue, now: dt.datetime) -> None:
    """Run the shop's rules that wait for such an event and whose conditions hold, in their order; each sees what those
    before it did. A rule that has run on this event does not run again; one that fails is written down, and no more."""
    waiting = Rule.objects.filter(shop_id=event.shop_id, when=event.when, is_on=True)
    rules = list(waiting.order_by("place", "id"))
    ran = set(RuleRun.objects.filter(rule__in=rules, key=event.key).values_list("rule_id", flat=True))
    seen = circumstances_now(event) if rules else None
    for rule in rules:
        if rule.pk in ran or seen is None:
            continue
        with because_of(cause_of(rule.pk)):
            outcome = _run(rule, event, seen, now)
            if outcome is not None:
                _write_down(rule, event, outcome, now)
                seen = circumstances_now(event)


def _run(rule: Rule, event: RulesDue, seen: Circumstances, now: dt.datetime) -> Outcome | None:
    """What it did; None where its conditions do not hold."""
    try:
        if not matches(decoded(rule.conditions, Conditions), seen):
            return None
        with transaction.atomic():
            return _done(rule, event, now)
    except Refusal as refusal:
        return Outcome("refused", _in_shops_language(refusal, rule.shop_id, now))
    except (OperationalError, InterfaceError):
        # Not the rule's doing: the outbox tries again.
        raise
    except Exception as error:
        log.exception("rule %s failed on %s", rule.pk, event.key)
        return Outcome("failed", type(error).__name__)


def _done(rule: Rule, event: RulesDue, now: dt.datetime) -> Outcome:
    acts = decoded(rule.acts, Acts)
    once = uuid5(_RUNS, f"{rule.pk}:{event.key}")
    case = perform(acts, event.conversation_id, Doer(None, rule.name, once), now)
    draft = text_for(acts.reply, case, None, now) if acts.reply else ""
    if draft:
        post = Post(case.id, uuid5(once, "draft"), f"{rule.name}: {draft}", kind="note")
        post_message(post, now=now)
    if acts.tells:
        raise_alarm(conversation_id=case.id, why="rule", now=now)
        _tell_watchers(rule, "matched", conversation_id=case.id)
    return Outcome("done", "", draft)


def _write_down(rule: Rule, event: RulesDue, outcome: Outcome, now: dt.datetime) -> None:
    RuleRun.objects.create(
        rule=rule,
        number=rule.version,
        conversation_id=event.conversation_id,
        key=event.key,
        outcome=outcome.name,
        told=outcome.told[:TOLD_LONGEST],
        draft=outcome.draft,
        at=now,
    )
    _count_failures(rule, outcome.name != "done", now)


def _count_failures(rule: Rule, has_failed: bool, now: dt.datetime) -> None:
    if not has_failed and not rule.failures:
        return
    # Behind the conversation's lock, and in the rules' order: who writes rules locks nothing else.
    rule = Rule.objects.select_for_update().get(pk=rule.pk)
    rule.failures = rule.failures + 1 if has_failed else 0
    if rule.failures < FAILURES_AT_MOST or not rule.is_on:
        rule.save(update_fields=["failures"])
        return
    rule.is_on, rule.stopped_at = False, now
    keep_version(rule, "stopped", None, now)
    _tell_watchers(rule, "stopped")


def _tell_watchers(rule: Rule, why: str, conversation_id: int | None = None) -> None:
    """Let those who watch over the shop know, after the commit."""
    frame = {"t": "rule", "why": why, "c": conversation_id, "shop": rule.shop_id, "rule": rule.pk, "name": rule.name}
    tell((f"shop:{rule.shop_id}:watchers",), msgspec.json.encode(frame))


def _in_shops_language(refusal: Refusal, shop_id: int, now: dt.datetime) -> str:
    with translation.override(charter_in_force(shop_id, now)[1].language):
        reasons: Sequence[Refusal] = getattr(refusal, "refusals", (refusal,))
        return " ".join(dict.fromkeys(reason.text() for reason in reasons))
