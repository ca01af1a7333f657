"""What rules did, and how they came to be as they are."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.domain.automation.models import RuleRun, RuleVersion

RUNS_A_PAGE = 30
VERSIONS_SHOWN = 30
DRAFTS_SHOWN = 3


class RunsPage(NamedTuple):
    """A page of runs, newest first, each with its conversation; `before` is where the next one begins, if there is one."""

    rows: list[RuleRun]
    before: int | None


def runs_of(rule_id: int, *, before: int | None = None) -> RunsPage:
    """What the rule did. The caller has asked whether the rule may be seen. One query."""
    rows = RuleRun.objects.filter(rule_id=rule_id).select_related("conversation")
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-id")[: RUNS_A_PAGE + 1])
    page = found[:RUNS_A_PAGE]
    return RunsPage(page, page[-1].pk if len(found) > RUNS_A_PAGE else None)


def versions_of(rule_id: int) -> list[RuleVersion]:
    """Its latest versions with who wrote them, newest first. One query."""
    rows = RuleVersion.objects.filter(rule_id=rule_id).select_related("by").order_by("-number")
    return list(rows[:VERSIONS_SHOWN])


def drafts_in(conversation_id: int) -> list[RuleRun]:
    """Answers that rules proposed in the conversation, newest first, each with its rule. One query."""
    rows = RuleRun.objects.filter(conversation_id=conversation_id).exclude(draft="").select_related("rule")
    return list(rows.order_by("-id")[:DRAFTS_SHOWN])
