"""Rules, for those who may write them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.automation.errors import RuleNotFound
from comptoir.domain.automation.models import Rule
from comptoir.domain.automation.rules import Acts, Conditions, may_write_rules
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.shapes import decoded


class RuleRead(NamedTuple):
    """A rule as it stands."""

    id: int
    shop_id: int
    name: str
    when: str
    version: int
    conditions: Conditions
    acts: Acts
    is_on: bool
    failures: int
    stopped_at: dt.datetime | None
    is_removed: bool


def rules_of(viewer: Viewer) -> list[RuleRead]:
    """The shop's rules in their order: bounded by how many there may be. One query. Raises `NotAllowed`."""
    if not may_write_rules(viewer, viewer.shop_id):
        raise NotAllowed
    rows = Rule.objects.filter(shop_id=viewer.shop_id, removed_at=None).order_by("place", "id")
    return [_read(row) for row in rows]


def rule_for(viewer: Viewer, rule_id: int) -> RuleRead:
    """One of them, also one that was removed. Raises `RuleNotFound`."""
    row = Rule.objects.filter(pk=rule_id).first()
    if row is None or not may_write_rules(viewer, row.shop_id):
        raise RuleNotFound
    return _read(row)


def _read(row: Rule) -> RuleRead:
    return RuleRead(
        row.pk,
        row.shop_id,
        row.name,
        row.when,
        row.version,
        decoded(row.conditions, Conditions),
        decoded(row.acts, Acts),
        row.is_on,
        row.failures,
        row.stopped_at,
        row.removed_at is not None,
    )
