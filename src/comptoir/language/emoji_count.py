"""Emoji and smileys beyond the charter's number. What is drawn as one (a family, a flag, a skin colour) counts once."""

from __future__ import annotations

import re

from comptoir.language.findings import Finding, Fix
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text

_PICTURE = (
    "[\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\u231a\u231b\u23e9-\u23f3\u2600-\u2604\u2607-\u260d"
    "\u2614\u2615\u2618\u261d\u2620-\u263f\u2648-\u2653\u2660-\u2668\u267b-\u2690\u2693-\u26ff\u2705\u2708-\u2712"
    "\u2728\u2733-\u275f\u2763-\u2767\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)
_DRAWN = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[0-9#*]\ufe0f?\u20e3"  # a key
    f"|(?:{_PICTURE}\ufe0f?|[\u00a9\u00ae\u2122\u2000-\u2bff]\ufe0f)[\U0001f3fb-\U0001f3ff]?"
    f"(?:\u200d(?:{_PICTURE}|[\u2640\u2642\u2695\u27a1])\ufe0f?[\U0001f3fb-\U0001f3ff]?){{0,8}}"
)
_TYPED = re.compile(
    r"(?<![^\s.!?,…(])"
    r"(?:[:;=]['’]?[-o^]?[)(\]\[DPpdbOo|*$]|:['’]?-?[/\\](?!/)|[xX]D+|<3+|\^_?\^|;\)|:-?3|[oO]_[oO]|-_-)"
    r"(?![^\W_]|[:/])"
)


def may_find(sentence: str, language: str) -> bool:
    """Whether an emoji or a smiley stands in this sentence."""
    return _DRAWN.search(sentence) is not None or _TYPED.search(sentence) is not None


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding over each run of emoji too many; the first ones, as many as allowed, are left."""
    drawn = [(found.start(), found.end()) for found in _DRAWN.finditer(text.body)]
    typed = [found.span() for found in _TYPED.finditer(text.body) if not _closes_a_bracket(text.body, found)]
    every = sorted(drawn + typed)
    runs: list[list[int]] = []
    for start, end in every[rules.emoji_at_most :]:
        if runs and not text.body[runs[-1][1] : start].strip():
            runs[-1][1] = end
        else:
            runs.append([start, end])
    facts = {"count": len(every), "at_most": rules.emoji_at_most}
    return [Finding("emoji", start, end, "too_many_emoji", facts, (Fix("", is_safe=True),)) for start, end in runs]


def _closes_a_bracket(body: str, found: re.Match[str]) -> bool:
    """Whether ":)" only ends a remark in brackets."""
    if found[0][-1] != ")":
        return False
    before = body[max(0, found.start() - 80) : found.start()]
    return before.count("(") > before.count(")")
