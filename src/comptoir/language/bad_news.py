"""Bad news comes first, and the good is kept for the end: found is the bad news that follows good."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from comptoir.language.findings import Finding
from comptoir.language.phrases import matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Span, Text, merged, overlaps

_SHORT = 30
"""Letters."""
_SPEAKER = {
    "fr": "je j' nous on me m' moi merci bonjour bonsoir désolé désolée ne n' si",
    "en": "i we me us our my thank thanks hello sorry not no n't if t",
    "ro": "am avem eu noi ma ne imi multumesc multumim buna scuze nu daca inteleg intelegem va",
    "pt": "eu nós me nos obrigado obrigada olá lamento não se compreendo percebo agradeço peço verifiquei",
}
"""Words of thanks, of sympathy and of what the writer did: no news, whatever follows. And denials, which are no good ones."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """The first bad news after good, unless good news follow once more. Questions and conditions are no news."""
    parts = _parts(text, rules.language)
    if len(parts) < 2:
        return []
    good, bad = _news(text, rules.language, "good_news"), _news(text, rules.language, "bad_news")
    conditions = [match.start for match in matches(text, rules.language, "conditions")]
    kinds = [_kind(part, good, bad, conditions) for part in parts]
    _infer_good(parts, kinds, text, rules.language)
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


def _infer_good(parts: list[Span], kinds: list[str], text: Text, language: str) -> None:
    """What bad news are set against in a sentence of their own ("However, …") was good, unless the writer speaks there."""
    against = {match.start for match in matches(text, language, "contrast") if match.beside == "against"}
    for at in range(1, len(parts)):
        before = at - 1 - (at > 1 and _is_subject(parts[at - 1].text))
        if kinds[at] == "bad" and not kinds[before] and parts[at].start in against:
            said = parts[before].text
            forms = {piece.form for piece in Text(said).pieces(language)}
            if said.rstrip().endswith(".") and len(forms) > 2 and forms.isdisjoint(_SPEAKER[language].split()):
                kinds[before] = "good"


def _is_subject(said: str) -> bool:
    """Whether it is but the beginning of what the turn stands in ("The cable, though, …")."""
    return len(said) < _SHORT and said.rstrip().endswith(",")


def _kind(part: Span, good: list[int], bad: list[int], conditions: list[int]) -> str:
    if part.text.rstrip().endswith("?") or _any_in(part, conditions):
        return ""
    if _any_in(part, bad):
        return "bad"
    return "good" if _any_in(part, good) else ""


def _any_in(part: Span, places: list[int]) -> bool:
    at = bisect_left(places, part.start)
    return at < len(places) and places[at] < part.end
