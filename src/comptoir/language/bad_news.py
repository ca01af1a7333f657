"""Bad news comes first, and the good is kept for the end: found is the bad news that follows good."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from comptoir.language.findings import Finding
from comptoir.language.phrases import matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Span, Text, merged, overlaps


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """The first bad news after good, unless good news follow once more. Questions and conditions are no news."""
    parts = _parts(text, rules.language)
    if len(parts) < 2:
        return []
    good, bad = _news(text, rules.language, "good_news"), _news(text, rules.language, "bad_news")
    conditions = [match.start for match in matches(text, rules.language, "conditions")]
    kinds = [_kind(part, good, bad, conditions) for part in parts]
    if "good" not in kinds or "bad" not in kinds:
        return []
    first_good = kinds.index("good")
    late = [at for at, kind in enumerate(kinds) if kind == "bad" and at > first_good]
    if not late or "good" in kinds[late[-1] :]:
        return []
    part = parts[late[0]]
    return [Finding("bad_news_order", part.start, part.end, "bad_news_after_good")]


def _parts(text: Text, language: str) -> list[Span]:
    """The sentences, each cut where its second half turns against the first ("…, mais …")."""
    turns = [match.start for match in matches(text, language, "contrast")]
    found = []
    for sentence in text.sentences:
        inner = turns[bisect_left(turns, sentence.start + 1) : bisect_left(turns, sentence.end)]
        edges = [sentence.start, *inner, sentence.end]
        found += [Span(text.body[a:b], a) for a, b in pairwise(edges)]
    return found


def _news(text: Text, language: str, lexicon: str) -> list[int]:
    """Where news of a kind stand, but for those that another word turns round ("sans retard")."""
    spared = merged([(match.start, match.end) for match in matches(text, language, f"{lexicon}_not")])
    return [match.start for match in matches(text, language, lexicon) if not overlaps(match.start, match.end, spared)]


def _kind(part: Span, good: list[int], bad: list[int], conditions: list[int]) -> str:
    if part.text.rstrip().endswith("?") or _any_in(part, conditions):
        return ""
    if _any_in(part, bad):
        return "bad"
    return "good" if _any_in(part, good) else ""


def _any_in(part: Span, places: list[int]) -> bool:
    at = bisect_left(places, part.start)
    return at < len(places) and places[at] < part.end
