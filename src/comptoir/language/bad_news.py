"""Bad news comes first, and the good is kept for the end: found is the bad news that follows good."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from comptoir.language import learnt
from comptoir.language.findings import Finding
from comptoir.language.phrases import matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Span, Text, alone, merged, overlaps

_SHORT = 30
_TURN_ALONE = 16
"""Letters."""
_DOUBTFUL = -1.0
"""What leans so far to bad news is no good news for having been done ("The hotel moved you to the annexe")."""
_DONE = {
    "fr": re.compile(
        r"\b(?:est|sont|a|ont|été|sera|seront) (?:bien |déjà |enfin |désormais |déjà été |bien été )?(?!été\b)(?P<done>[^\W\d_]{2,20}(?:é|ée|és|ées|i|ie|is|ies))\b",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|been|has|have) (?:now |already |just |safely |all )?(?P<done>[a-z]{2,20}ed)\b", re.I
    ),
    "ro": re.compile(
        r"\b(?:este|e|sunt|a|au|fost|va fi|s-a|s-au) (?:deja |acum |fost )?(?P<done>[^\W\d_]{2,20}(?:at|ată|ate|ați|it|ită|ite|iți|ut|ută|ute))\b",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:(?:está|estão|foi|foram|é|são|fica|ficou) (?:já |agora )?(?=[^\W\d_]{2,20}(?:ado|ada|ados|adas|ido|ida|idos|idas)\b)|(?=[^\W\d_]{3,20}ou\b))(?P<done>[^\W\d_]+)",
        re.I,
    ),
}
"""Something was done: what it was is not asked, for bad news are told first."""
_NO_NEWS = {
    "fr": (
        "not",
        "indi",
        "demand",
        "pass",
        "compos",
        "situ",
        "prév",
        "pens",
        "li",
        "inscri",
        "concern",
        "consul",
        "vérif",
        "écri",
        "ouver",
        "appel",
        "signal",
        "mention",
        "fabriqu",
        "sold",
        "dét",
        "désol",
        "parm",
        "jol",
        "fatigu",
        "gên",
        "ici",
        "ni",
        "quali",
        "ai",
        "choisi",
        "command",
        "pri",
    ),
    "en": (
        "need",
        "plac",
        "ask",
        "locat",
        "relat",
        "suppos",
        "mention",
        "request",
        "order",
        "bas",
        "list",
        "call",
        "check",
        "contact",
        "nam",
        "design",
        "us",
        "concern",
        "dedicat",
        "advis",
        "inform",
        "review",
        "interest",
        "tir",
        "worri",
        "report",
        "add",
        "chang",
        "sold",
    ),
    "ro": (
        "cer",
        "plas",
        "notat",
        "situat",
        "legat",
        "compus",
        "solicitat",
        "mențion",
        "indic",
        "comandat",
        "anun",
        "semnal",
        "numit",
        "fabricat",
        "cuv",
        "bucat",
        "înregistr",
        "verific",
        "trecut",
    ),
    "pt": (
        "ped",
        "anot",
        "situ",
        "lig",
        "compos",
        "indic",
        "encomend",
        "mencion",
        "comunic",
        "contact",
        "sou",
        "vou",
        "dou",
        "estou",
        "outr",
        "fabric",
        "vend",
        "localiz",
        "registad",
        "verific",
        "acontec",
        "passou",
        "liga",
        "telefon",
        "mud",
    ),
}
"""Beginnings of what is done without being news."""
_SPEAKER = {
    "fr": "je j' nous on me m' moi merci bonjour bonsoir désolé désolée ne n' si",
    "en": "i we me us our my thank thanks hello sorry not no n't if t",
    "ro": "am avem eu noi ma ne imi multumesc multumim buna scuze nu daca inteleg intelegem va",
    "pt": "eu nós me nos obrigado obrigada olá lamento não se compreendo percebo agradeço peço verifiquei registámos recebemos tomámos pedimos verificámos lemos",
}
"""Words of thanks, of sympathy and of what the writer did: no news, whatever follows. And denials, which are no good ones."""


def may_find(sentence: str, language: str) -> bool:
    """Whether a message with this sentence may tell bad news: without them no order is wrong."""
    text = alone(sentence)
    if matches(text, language, "bad_news") or matches(text, language, "denials"):
        return True
    return len(_parts(text, language)) > 1 or learnt.leans(sentence, language, "bad")


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """The first bad news after good, unless good news follow once more. Questions and conditions are no news."""
    every = [(by, *part) for by, told in text.of_sentences(rules.language, "told", _told) for part in told]
    if len(every) < 2:
        return []
    parts, kinds = [Span(said, by + start) for by, (said, start), _, _ in every], [kind for _, _, kind, _ in every]
    _infer_good(parts, kinds, [turns for _, _, _, turns in every], rules.language)
    if "good" not in kinds or "bad" not in kinds:
        return []
    first_good = kinds.index("good")
    late = [at for at, kind in enumerate(kinds) if kind == "bad" and at > first_good]
    if not late or "good" in kinds[late[-1] :]:
        return []
    part = parts[late[0]]
    return [Finding("bad_news_order", part.start, part.end, "bad_news_after_good")]


def _told(text: Text, language: str) -> list[tuple[Span, str, bool]]:
    """The parts of sentences: what each tells, and whether it turns against what was told before."""
    read = _Read(text, language)
    return [(part, read.kind(part), read.turns(part)) for part in _whole(_parts(text, language), read)]


class _Read:
    """Where the words of news stand in a text."""

    def __init__(self, text: Text, language: str) -> None:
        self.language = language
        self._good, self._bad = _news(text, language, "good_news"), _news(text, language, "bad_news")
        self._denials = _news(text, language, "denials", spared="bad_news")
        self._spared = [match.start for match in matches(text, language, "bad_news_not")]
        self._conditions = [match.start for match in matches(text, language, "conditions")]
        self._against = [match.start for match in matches(text, language, "contrast") if match.beside == "against"]

    def kind(self, part: Span) -> str:
        """What a part tells: "bad", "good", or nothing; small talk is no news."""
        if part.text.rstrip().endswith("?") or _any_in(part, self._conditions) or self._leans(part, "drift"):
            return ""
        if _any_in(part, self._bad) or (self.turns(part) and _any_in(part, self._denials)):
            return "bad"
        if _any_in(part, self._good):
            return "good"
        if not _any_in(part, self._spared) and self._leans(part, "bad"):
            return "bad"
        is_done = self._is_done(part) and learnt.weight(part.text, self.language, "bad") < _DOUBTFUL
        return "good" if is_done or self._leans(part, "good") else ""

    def _is_done(self, part: Span) -> bool:
        """Whether it tells, of whatever is not the writer, that something was done or came about."""
        seen = _DONE[self.language].search(part.text)
        return seen is not None and not seen["done"].lower().startswith(_NO_NEWS[self.language])

    def _leans(self, part: Span, leaning: str) -> bool:
        """Whether all its words together say so; a short half of a sentence is too little to tell by."""
        is_whole = part.text[:1].isupper() and part.text.endswith((".", "!"))
        is_told = is_whole or len(part.text) >= _SHORT
        return is_told and learnt.leans(part.text, self.language, leaning)

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
        if (
            last
            and last.end == part.start
            and (_is_but_a_turn(part) or (len(last.text) < _SHORT and not read.kind(last)))
        ):
            found[-1] = Span(last.text + part.text, last.start)
        else:
            found.append(part)
    return found


def _is_but_a_turn(part: Span) -> bool:
    """ "…, however." """
    return len(part.text) < _TURN_ALONE


def _news(text: Text, language: str, lexicon: str, spared: str = "") -> list[int]:
    """Where news of a kind stand, but for those that another word turns round ("sans retard")."""
    turned = matches(text, language, f"{spared or lexicon}_not")
    away = merged([(match.start, match.end) for match in turned])
    return [match.start for match in matches(text, language, lexicon) if not overlaps(match.start, match.end, away)]


def _infer_good(parts: list[Span], kinds: list[str], turns: list[bool], language: str) -> None:
    """What bad news are set against in a sentence of their own ("However, …") was good, unless the writer speaks there."""
    for at in range(1, len(parts)):
        if kinds[at] == "bad" and not kinds[at - 1] and turns[at]:
            said = parts[at - 1].text
            forms = {piece.form for piece in Text(said).pieces(language)}
            if (
                len(forms) > 2
                and not said.rstrip().endswith((":", "?"))
                and forms.isdisjoint(_SPEAKER[language].split())
            ):
                kinds[at - 1] = "good"


def _any_in(part: Span, places: list[int]) -> bool:
    at = bisect_left(places, part.start)
    return at < len(places) and places[at] < part.end
