"""What we decide about words: how firmly a finding is meant, by the charter. Plain values, no clock, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from comptoir.language.findings import Finding, Fix

LEVELS = ("off", "hint", "confirm", "hold", "forbid")
"""Do not look; say it; ask before sending; keep it until somebody approves; refuse it. The later, the stricter."""

BLOCKING = frozenset(("confirm", "hold", "forbid"))
"""Levels at which a message does not simply go out."""


class Draft(NamedTuple):
    """What an agent is about to send, and all of its circumstances that a verdict depends on."""

    shop_id: int
    charter_version_id: int
    audience: str
    channel: str
    body: str
    language: str
    """As the agent said it; "" to tell it from the text."""
    usual_language: str
    """The conversation's own, which wins on short texts; "" for the shop's."""
    is_first_reply: bool
    agent_name: str
    upset_words: str
    """The customer's last words while they are upset; "" when calm."""
    topic: str
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the level that the charter gives to its clause; places are characters, the end exclusive."""

    clause: str
    level: str
    start: int
    end: int
    why: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a draft: the strictest level of its findings ("off" without any), and they in reading order.

    `is_complete` is False where the checker could not be asked; `silent` names the clauses that the charter asks for and nobody looked at.
    """

    language: str
    level: str = "off"
    findings: tuple[Judged, ...] = ()
    is_complete: bool = True
    silent: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Judged, ...]:
        """The findings for which the message does not simply go out: those at the verdict's own level."""
        if self.level not in BLOCKING:
            return ()
        return tuple(each for each in self.findings if each.level == self.level)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a customer's message reads. Nothing in it is a fault; `level` is "off" in each of its findings."""

    language: str
    findings: tuple[Judged, ...] = ()

    @property
    def mood(self) -> str:
        """ "calm", "upset" or "angry"."""
        found = self._clauses
        return "angry" if "angry" in found else "upset" if "upset" in found else "calm"

    @property
    def is_insult(self) -> bool:
        return "insult" in self._clauses

    @property
    def is_harassment(self) -> bool:
        return "harassment" in self._clauses

    @property
    def is_compliment(self) -> bool:
        return "compliment" in self._clauses

    @property
    def _clauses(self) -> set[str]:
        return {each.clause for each in self.findings}


def judged(finding: Finding, level: str) -> Judged:
    """The finding, at that level."""
    return Judged(
        finding.clause, level, finding.start, finding.end, finding.why, finding.facts, finding.fixes, finding.due
    )


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; "off" of none."""
    return max(levels, key=LEVELS.index, default="off")
