"""What the tests of replies share: rules with few words, and findings as their words."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

from comptoir.language.findings import Finding
from comptoir.language.rules import Moment, ReplyRules
from comptoir.language.text import Text

NOW = dt.datetime(2026, 3, 11, 10, tzinfo=dt.UTC)


def reply_rules(language: str = "fr", **changes) -> ReplyRules:
    moment = Moment(
        now=NOW,
        is_first_reply=changes.pop("is_first_reply", False),
        agent_name=changes.pop("agent_name", ""),
        customer_text=changes.pop("customer_text", ""),
        topics=changes.pop("topics", {}),
    )
    return ReplyRules(language=language, moment=moment, allowed_abbreviations=("SVP", "SAV", "OK"), **changes)


def findings_of(rule: ModuleType, body: str, language: str = "fr", **changes) -> list[Finding]:
    return rule.find(Text(body), reply_rules(language, **changes))


def words_found(rule: ModuleType, body: str, language: str = "fr", **changes) -> list[str]:
    return [body[each.start : each.end] for each in findings_of(rule, body, language, **changes)]
