"""At which level a request stands, and what its customer may expect when."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.promises.models import Escalation
from comptoir.domain.promises.rules import Steps
from comptoir.domain.promises.steps import steps_of


class Standing(NamedTuple):
    """The level, since when, who passed it on and why; the days that are expected now, and when the customer was last told."""

    level: str
    since: dt.datetime
    by: str
    why: str
    steps: Steps
    told_at: dt.datetime | None


def level_of(conversation_id: int) -> str:
    """The level that a request was escalated to, or nothing; the caller has asked whether it may be seen. One query."""
    rows = Escalation.objects.filter(conversation_id=conversation_id).order_by("-seq")
    return rows.values_list("level", flat=True).first() or ""


def standing_of(conversation_id: int, now: dt.datetime) -> Standing | None:
    """Where an escalated request stands; the caller has asked whether it may be seen. Two queries."""
    rows = Escalation.objects.filter(conversation_id=conversation_id).select_related("by")
    it = rows.order_by("-seq").first()
    if it is None:
        return None
    by = it.by.display_name if it.by else ""
    return Standing(it.level, it.at, by, it.why, steps_of(conversation_id, now), it.told_at)
