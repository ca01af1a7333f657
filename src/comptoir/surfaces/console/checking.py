"""A verdict as the composer shows it: sentences for the agent, places as browsers count them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from comptoir.domain.conversations.queries import findings_as_wire
from comptoir.domain.conversations.rules import draft_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.because import because, clause_name, rule_of, unchecked
from comptoir.domain.wording.queries import Judged, Verdict, verdict_on

WHILE_TYPING = 0.5
"""Seconds for which the checker is waited for while somebody writes; the composer asks again."""
BEFORE_SENDING = 2.0


def verdict_of(
    conversation: Any, viewer: Viewer, body: str, *, language: str, key: str, now: dt.datetime
) -> dict[str, Any]:
    """How the text stands before the shop's rules, as the composer reads it; `language` as the writer says it is.

    `key` names the draft while it is being typed, and is empty for what is about to be sent.
    """
    draft = draft_of(viewer, conversation, body, now, language)
    if draft is None:
        return shown(Verdict(language or conversation.language), body)
    return shown(verdict_on(draft, within=WHILE_TYPING if key else BEFORE_SENDING, key=key), body)


def shown(verdict: Verdict, body: str) -> dict[str, Any]:
    """The verdict in the active language."""
    return {
        "language": verdict.language,
        "level": verdict.level,
        "is_complete": verdict.is_complete,
        "silent": unchecked(verdict.silent),
        "findings": findings_shown(verdict.findings, body, verdict.language),
    }


def findings_shown(findings: Sequence[Judged], body: str, language: str) -> list[dict[str, Any]]:
    """The findings in the active language, each with its rule and an example in the language of the text."""
    return [
        wire | {"name": clause_name(each.clause), "because": because(each), "rule": _rule(each.clause, language)}
        for wire, each in zip(findings_as_wire(findings, body), findings, strict=True)
    ]


def _rule(clause: str, language: str) -> dict[str, str]:
    rule = rule_of(clause)
    example = rule.examples.get(language)
    return {"says": rule.says} | ({"flagged": example.flagged, "better": example.better} if example else {})
