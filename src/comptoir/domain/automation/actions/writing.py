"""Rules: written, switched, put in order, removed. Each version stays, with who and when."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db import transaction
from django.db.models import Max

from comptoir.domain.automation.actions.shaping import acts_kept, conditions_kept, name_kept
from comptoir.domain.automation.errors import RuleNotFound, TooManyOfThem
from comptoir.domain.automation.models import Rule, RuleVersion
from comptoir.domain.automation.rules import Acts, Conditions, may_write_rules
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed

RULES_AT_MOST = 100
"""Rules of a shop."""


@transaction.atomic
def write_rule(
    *,
    viewer: Viewer,
    rule_id: int | None,
    name: str,
    when: str,
    conditions: Conditions,
    acts: Acts,
    now: dt.datetime,
) -> Rule:
    """Write a rule, or a new version of it. A new one is off, so that it can be tried on the past first.

    Raises `NotAllowed`, `RuleNotFound`, `NotWritten`, `TooManyOfThem`.
    """
    rule = writable(viewer, rule_id) if rule_id else _new(viewer)
    rule.name, rule.when = name_kept(name), when
    asked = conditions_kept(when, conditions, viewer.shop_id, now)
    rule.conditions = msgspec.json.encode(asked).decode()
    rule.acts = msgspec.json.encode(acts_kept(acts, viewer.shop_id, is_rule=True, now=now)).decode()
    rule.failures, rule.stopped_at = 0, None
    keep_version(rule, "written", viewer.membership_id, now)
    return rule


@transaction.atomic
def switch_rule(*, viewer: Viewer, rule_id: int, is_on: bool, now: dt.datetime) -> None:
    """Switch a rule on or off; on again, its failures are forgotten. Raises `RuleNotFound`."""
    rule = writable(viewer, rule_id)
    if rule.is_on == is_on:
        return
    rule.is_on, rule.failures, rule.stopped_at = is_on, 0, None
    keep_version(rule, "on" if is_on else "off", viewer.membership_id, now)


@transaction.atomic
def move_rule(*, viewer: Viewer, rule_id: int, is_up: bool) -> None:
    """Let a rule change places with the one before it, or after it. Raises `RuleNotFound`."""
    if not may_write_rules(viewer, viewer.shop_id):
        raise RuleNotFound
    # All of them, in the order in which they run: who runs them may wait for one, but never for another in turn.
    rows = list(
        Rule.objects.select_for_update().filter(shop_id=viewer.shop_id, removed_at=None).order_by("place", "id")
    )
    at = next((n for n, row in enumerate(rows) if row.pk == rule_id), None)
    if at is None:
        raise RuleNotFound
    other = at - 1 if is_up else at + 1
    if not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for place, row in enumerate(rows):
        row.place = place
    Rule.objects.bulk_update(rows, ["place"])


@transaction.atomic
def remove_rule(*, viewer: Viewer, rule_id: int, now: dt.datetime) -> None:
    """Take a rule away; what it did stays. Raises `RuleNotFound`."""
    rule = writable(viewer, rule_id)
    rule.is_on, rule.removed_at = False, now
    keep_version(rule, "removed", viewer.membership_id, now)


def writable(viewer: Viewer, rule_id: int) -> Rule:
    """The rule, locked. Raises `RuleNotFound` also where the member has not the right."""
    rule = Rule.objects.select_for_update().filter(pk=rule_id, removed_at=None).first()
    if rule is None or not may_write_rules(viewer, rule.shop_id):
        raise RuleNotFound
    return rule


def keep_version(rule: Rule, change: str, by_id: int | None, now: dt.datetime) -> None:
    """Save the rule as it is now under the next number, which stays."""
    rule.version += 1
    rule.save()
    RuleVersion.objects.create(
        rule=rule,
        number=rule.version,
        change=change,
        name=rule.name,
        when=rule.when,
        conditions=rule.conditions,
        acts=rule.acts,
        by_id=by_id,
        at=now,
    )


def _new(viewer: Viewer) -> Rule:
    if not may_write_rules(viewer, viewer.shop_id):
        raise NotAllowed
    rows = Rule.objects.filter(shop_id=viewer.shop_id, removed_at=None)
    if rows.count() >= RULES_AT_MOST:
        raise TooManyOfThem(most=RULES_AT_MOST)
    last = rows.aggregate(last=Max("place"))["last"]
    return Rule(shop_id=viewer.shop_id, place=0 if last is None else last + 1)
