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
    read = _Read(text, rules.language)
    parts = _whole(_parts(text, rules.language), read)
    if len(parts) < 2:
        return []
    kinds = [read.kind(part) for part in parts]
    _infer_good(parts, kinds, read)
    if "good" not in kinds or "bad" not in kinds:
        return []
    first_good = kinds.index("good")
    late = [at for at, kind in enumerate(kinds) if kind == "bad" and at > first_good]
    if not late or "good" in kinds[late[-1] :]:
        return []
    part = parts[late[0]]
    return [Finding("bad_news_order", part.start, part.end, "bad_news_after_good")]


class _Read:
    """Where the words of news stand in a text."""

    def __init__(self, text: Text, language: str) -> None:
        self.language = language
        self._good, self._bad = _news(text, language, "good_news"), _news(text, language, "bad_news")
        self._denials = _news(text, language, "denials", spared="bad_news")
        self._conditions = [match.start for match in matches(text, language, "conditions")]
        self._against = [match.start for match in matches(text, language, "contrast") if match.beside == "against"]

    def kind(self, part: Span) -> str:
        """What a part tells: "bad", "good", or nothing."""
        if part.text.rstrip().endswith("?") or _any_in(part, self._conditions):
            return ""
        if _any_in(part, self._bad) or (self.turns(part) and _any_in(part, self._denials)):
            return "bad"
        return "good" if _any_in(part, self._good) else ""

    def turns(self, part: Span) -> bool:
        """Whether it says by its words that what was told before it was better."""
        return _any_in(part, self._against)


def _parts(text: Text, language: str) -> list[Span]:
    """The sentences, each cut where its second half turns against the first ("…, mais …")."""
    turns = [match.start for match in matches(text, language, "contrast")]
    found = []
    for sentence in text.sentences:
        inner = turns[bisect_left(turns, sentence.start + 1) : bisect_left(turns, sentence.end)]
        edges = [sentence.start, *inner, sentence.end]
        found += [Span(text.body[a:b], a) for a, b in pairwise(edges)]
    return found


def _whole(parts: list[Span], read: _Read) -> list[Span]:
    """The parts, what is but the beginning of a sentence joined with what follows ("The cable, | though, is lost.")."""
    found: list[Span] = []
    for part in parts:
        last = found[-1] if found else None
        if last and last.end == part.start and len(last.text) < _SHORT and not read.kind(last):
            found[-1] = Span(last.text + part.text, last.start)
        else:
            found.append(part)
    return found


def _news(text: Text, language: str, lexicon: str, spared: str = "") -> list[int]:
    """Where news of a kind stand, but for those that another word turns round ("sans retard")."""
    turned = matches(text, language, f"{spared or lexicon}_not")
    away = merged([(match.start, match.end) for match in turned])
    return [match.start for match in matches(text, language, lexicon) if not overlaps(match.start, match.end, away)]


def _infer_good(parts: list[Span], kinds: list[str], read: _Read) -> None:
    """What bad news are set against in a sentence of their own ("However, …") was good, unless the writer speaks there."""
    for at in range(1, len(parts)):
        if kinds[at] == "bad" and not kinds[at - 1] and read.turns(parts[at]):
            said = parts[at - 1].text
            forms = {piece.form for piece in Text(said).pieces(read.language)}
            if said.rstrip().endswith(".") and len(forms) > 2 and forms.isdisjoint(_SPEAKER[read.language].split()):
                kinds[at - 1] = "good"


def _any_in(part: Span, places: list[int]) -> bool:
    at = bisect_left(places, part.start)
    return at < len(places) and places[at] < part.end
