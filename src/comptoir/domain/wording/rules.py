"""What we decide about words: how firmly a finding is meant, by the charter. Plain values, no clock, no database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from comptoir.domain.charter.rules import CHANNELS, Charter
from comptoir.domain.people.rules import Viewer, may
from comptoir.language.findings import REPLY_CLAUSES, Finding, Fix

LEVELS = ("off", "hint", "confirm", "hold", "forbid")
"""Do not look; say it; ask before sending; keep it until somebody approves; refuse it. The later, the stricter."""

BLOCKING = frozenset(("confirm", "hold", "forbid"))
"""Levels at which a message does not simply go out."""


_CODES_UNKNOWN = frozenset(("unknown_code",))
"""What is found for want of a list of the shop's codes."""

WORDED = frozenset(("spelling", "grammar", "texting", "familiarity", "jargon", "negative_phrasing"))
"""Clauses of which the words themselves are counted; of the others (a telephone number) only the clause is."""

ALIKE = 0.85
"""How alike an unknown word and its first suggestion are, at the least, for it to be taught as the better form."""

LONGEST_WORD = 40
"""Characters of a word in the dictionary."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


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
    is_complete: bool = True

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


def levels_of(charter: Charter, audience: str, channel: str = "") -> Mapping[str, str]:
    """The level of each clause of replies for what this audience writes on this channel; of everybody's where it has none of its own."""
    held_to = charter.wording.of(audience, channel)
    return {clause: getattr(held_to, clause) for clause in REPLY_CLAUSES}


def asked_at_most(charter: Charter) -> frozenset[str]:
    """The reasons for which nobody is ever more than asked: where a charter lists no codes, one unknown here may be the shop's."""
    return frozenset() if charter.offers and charter.offers.codes else _CODES_UNKNOWN


def judged_by(
    levels: Mapping[str, str], findings: Iterable[Finding], asked: frozenset[str] = _CODES_UNKNOWN
) -> tuple[Judged, ...]:
    """The findings with their levels; without those of clauses that are off. `asked`: as `asked_at_most` says."""
    each = ((finding, _level(finding, levels, asked)) for finding in findings)
    return tuple(judged(finding, level) for finding, level in each if level != "off")


def judged(finding: Finding, level: str) -> Judged:
    """The finding, at that level."""
    return Judged(
        finding.clause, level, finding.start, finding.end, finding.why, finding.facts, finding.fixes, finding.due
    )


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; "off" of none."""
    return max(levels, key=LEVELS.index, default="off")


class Mistake(NamedTuple):
    """A mistake as it is counted. `word` is what was written, where that says nothing but how it was spelt or put."""

    clause: str
    why: str
    word: str
    better: str = ""
    """What would have been better; for words alone."""


def mistakes_in(verdict: Verdict, body: str) -> list[Mistake]:
    """What a verdict holds of mistakes; a promise is none."""
    return [_mistake(each, body) for each in verdict.findings if each.clause != "promise"]


def is_word(text: str) -> bool:
    """Whether a dictionary may hold it: one word of letters, with hyphens and apostrophes inside."""
    return len(text) <= LONGEST_WORD and _WORD.fullmatch(text) is not None


def may_add_words(charter: Charter, viewer: Viewer) -> bool:
    """Whether the member may add to the dictionary: not those whose spelling waits for others' approval, on any channel."""
    if not viewer.audience or may(viewer.role, "approve_held"):
        return True
    levels = {charter.wording.of(viewer.audience, channel).spelling for channel in ("", *CHANNELS)}
    return levels.isdisjoint(("hold", "forbid"))


def may_remove_word(viewer: Viewer, shop_id: int, added_by_id: int | None) -> bool:
    """Whether the member may take a word out of that shop's dictionary: who looks after it may, and who added the word."""
    if viewer.shop_id != shop_id:
        return False
    return may(viewer.role, "remove_words") or (added_by_id is not None and added_by_id == viewer.membership_id)


def _mistake(each: Judged, body: str) -> Mistake:
    written = " ".join(body[each.start : each.end].lower().split())
    if each.clause not in WORDED or len(written) > LONGEST_WORD:
        return Mistake(each.clause, each.why, "")
    return Mistake(each.clause, each.why, written, _better(each, written))


def _better(each: Judged, written: str) -> str:
    fix = each.fixes[0].text.strip() if each.fixes else str(each.facts.get("plain", ""))
    if fix.lower() != written:  # else capitals are what is better
        fix = fix.lower()
    is_guess = each.why == "unknown_word" and SequenceMatcher(None, written, fix).ratio() < ALIKE
    return "" if is_guess or len(fix) > LONGEST_WORD else fix


def _level(finding: Finding, levels: Mapping[str, str], asked: frozenset[str]) -> str:
    level = levels.get(finding.clause, "off")
    return min(level, "confirm", key=LEVELS.index) if finding.why in asked else level
