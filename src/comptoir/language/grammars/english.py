"""Certain faults of English."""

from __future__ import annotations

import re

from comptoir.language.dictionaries import knows
from comptoir.language.grammars.faults import Fault, any_of, fault
from comptoir.language.lexicons import entries

_PLURALS = dict(entries("en", "nouns"))
_SINGULARS = {plural: noun for noun, plural in _PLURALS.items()}
_OWNED = r"(?:own|packaging|box|clasp|case|certificate|strap|warranty|guarantee|invoice|receipt|label|value|pouch|lid)"
_NEVER_A_PERSON = any_of(set(_PLURALS) - {"number", "shop", "store", "gift", "box", "customer", "jeweller", "size"})
_FUNCTION = r"(?=\s*(?:[.,!?;]|$| (?:is|are|was|were|have|has|in|for|from|with|to|of|that|will|and)\b))"
_OPENS = r"(?:^|(?<=[.!?\n] )|(?<=\n))"
_DONE = {
    "send": "sent", "receive": "received", "confirm": "confirmed", "arrange": "arranged",
    "deliver": "delivered", "speak": "spoken", "give": "given", "see": "seen",
    "write": "written", "went": "gone", "did": "done", "gave": "given", "took": "taken", "wrote": "written", "spoke": "spoken",
}  # fmt: skip
_UNDONE = {
    "sent": "send", "received": "receive", "delivered": "deliver", "shipped": "ship", "arrived": "arrive", "replied": "reply",
    "found": "find", "went": "go", "came": "come", "refunded": "refund", "checked": "check", "called": "call", "worked": "work",
    "confirmed": "confirm", "forwarded": "forward", "contacted": "contact", "took": "take", "gave": "give", "got": "get",
}  # fmt: skip
_UNCOUNTED = {
    "informations": "information", "equipments": "equipment", "furnitures": "furniture", "feedbacks": "feedback",
    "luggages": "luggage", "softwares": "software", "stuffs": "stuff", "advices": "advice", "jewelleries": "jewellery",
}  # fmt: skip
_BEFORE_VOWEL = r"(?!(?:one|once|use|usu|uni|uti|eu|ewe|ur[aio]|ub|uk|oui|in\b|is\b|or\b|and\b|as\b|at\b|if\b|it\b|of\b|on\b|are\b|am\b|an\b|all\b|a\b|e\b|i\b|o\b|u\b))"


def _one_with_many(seen: re.Match[str]) -> str:
    return {"is": "are", "was": "were", "has": "have", "isn't": "aren't", "wasn't": "weren't", "doesn't": "don't"}[
        seen["at"].lower()
    ]


def _many_with_one(seen: re.Match[str]) -> str:
    return {"are": "is", "were": "was", "have": "has", "aren't": "isn't", "weren't": "wasn't", "don't": "doesn't"}[
        seen["at"].lower()
    ]


def _plural_with_one(seen: re.Match[str]) -> str | None:
    """The verb for "the bulbs was", where there is such a noun in the singular."""
    noun = seen["noun"].lower()
    return _one_with_many(seen) if noun not in _ONE_IN_S and knows("en", noun[:-1]) else None


_ONE_IN_S = frozenset(
    [
        "series",
        "species",
        "news",
        "means",
        "lens",
        "headquarters",
        "works",
        "sales",
        "gas",
        "canvas",
        "atlas",
        "cosmos",
        "chaos",
        "pants",
        "glasses",
        "customs",
        "contents",
        "thanks",
        "goods",
        "savings",
        "earnings",
        "maths",
        "physics",
        "politics",
        "mumps",
        "measles",
        "billiards",
        "draughts",
        "hers",
        "ours",
        "yours",
    ]
)

_CONFUSED: tuple[Fault, ...] = (
    fault(rf"\b(?P<at>it's) (?={_OWNED}\b)(?! own up)", "confused_words", "its", is_safe=True),
    fault(rf"\b(?:in|on|with|from|for|at|to) (?P<at>it's) (?=(?:{_OWNED}|way|original)\b(?! too))", "confused_words", "its"),
    fault(r"(?<![\w'])(?P<at>its) (?=(?:a|an|the|not|been|very|ready|available|going|too|our|your|my|always|important|possible|because)\b)(?!very own|not inconsiderable)", "confused_words", "it's", is_safe=True),
    fault(r"\b(?P<at>your welcome)(?=\s*(?:[.!,;)]|$))", "confused_words", "you're welcome", is_safe=True),
    fault(rf"{_OPENS}(?P<at>your welcome)\b(?! (?:gift|pack|offer|email|message|code|box|letter|drink|discount|voucher|kit|bonus|page))", "confused_words", "you're welcome"),
    fault(r"\b(?P<at>your) (?=(?:not|going to|able to|entitled to|eligible|all set|looking for|in luck|always welcome|most welcome|very welcome|more than welcome)\b)", "confused_words", "you're", is_safe=True),
    fault(rf"\b(?P<at>you're) (?={_NEVER_A_PERSON}\b)", "confused_words", "your"),
    fault(r"\b(?:could|should|would|must|might)(?:n't)? (?P<at>of)\b(?! course)", "confused_words", "have", is_safe=True),
    fault(r"\b(?P<at>their|they're) (?=(?:is|are|was|were|will be|isn't|aren't|has been|have been|seems)\b)", "confused_words", "there"),
    fault(rf"\b(?P<at>there|they're) (?={any_of(_PLURALS)} (?:is|was|has|will)\b)(?<!is there )(?<!was there )", "confused_words", "their"),
    fault(r"\b(?:(?<!each )other|rather|less likely|no later) (?P<at>then)\b", "confused_words", "than"),
    fault(r"\b(?:more|less|longer|cheaper|larger|smaller|bigger) (?P<at>then) (?=(?:\d|a|an|one|two|three|you|we|the|that|expected|usual)\b)", "confused_words", "than"),
    fault(r"\b(?:is|are|was|were|it's|far|way|much) (?P<at>to) (?=(?:late|small|big|short|large|tight|expensive|heavy|much|many|often)\b)", "confused_words", "too"),
    fault(r"\b(?:to|will|not|don't|won't|might|could) (?P<at>loose) (?=(?:your|the|it|any|its|a|this|that)\b)", "confused_words", "lose"),
    fault(r"\b(?P<at>than you) (?=(?:for|very much|so much)\b)", "confused_words", "thank you"),
    fault(r"\bthere (?P<at>is|was) (?=(?:many|several|two|three|four|five)\b(?! a))", "agreement", lambda m: {"is": "are", "was": "were"}[m["at"].lower()]),
    fault(r"\b(?:know|see|check|wonder|wondering|sure|ask|asked|confirm|certain) (?P<at>weather) (?=(?:it|you|we|they|the|your|or|this|that)\b)", "confused_words", "whether", is_safe=True),
    fault(r"\b(?P<at>an other)\b", "confused_words", "another", is_safe=True),
    fault(r"\b(?P<at>whose) (?=(?:the|a|an|going|been)\b)", "confused_words", "who's"),
    fault(r"\b(?:will|can|could|may|might|does|doesn't|won't|not|an|the) (?P<at>effect) (?=your|the|delivery|this)\b", "confused_words"),
    fault(rf"{_OPENS}(?P<at>its) (?=(?:in|on|at|here|there|with|from|just|still|currently|only|all) (?!house|store))", "confused_words", "it's", is_safe=True),
    fault(r"\b(?:hope|sure|glad|if|know|afraid|unless|when) (?P<at>your) (?=(?:well|ok|okay|fine|happy|right|satisfied|enjoying|aware|ready|still|not|looking|interested|unsure)\b(?!-))", "confused_words", "you're"),
    fault(r"\b(?:we|they) (?P<at>apologi[sz]es|thanks|sends|confirms|hopes|offers|wants|needs|knows|understands|suggests|recommends|checks|ships|delivers|sells|makes|gets|takes|gives|does)\b", "agreement", lambda m: {"apologises": "apologise", "apologizes": "apologise", "does": "do"}.get(m["at"].lower(), m["at"][:-1])),
    fault(rf"{_OPENS}(?P<at>were) (?=(?:happy|sorry|glad|delighted|pleased|open|closed|unable|looking forward)\b)(?![^.!?\n]{{0,80}}\?)", "confused_words", "we're", is_safe=True),
    fault(r"\b(?P<at>for all intensive purposes)\b", "wrong_phrase", "for all intents and purposes"),
)  # fmt: skip

_VERBS: tuple[Fault, ...] = (
    fault(rf"\b(?:have|has|had|we've|i've|they've|you've)(?: already| just| not| now| been)? (?P<at>{any_of(_DONE)})\b(?!-)", "participle_needed", lambda m: _DONE[m["at"].lower()]),
    fault(rf"\b(?:didn't|don't|doesn't|did not|does not|do not|will not|won't|cannot|can't|couldn't|could not) (?P<at>{any_of(_UNDONE)})\b", "base_form_needed", lambda m: _UNDONE[m["at"].lower()]),
    fault(r"\b(?:we|i|you|they|he|she|it) (?:will|can|could|should|would|must) (?P<at>sent|received|delivered|shipped|arrived|replied|refunded|checked|contacted|forwarded|confirmed)\b", "base_form_needed", lambda m: _UNDONE[m["at"].lower()]),
    fault(r"\b(?:can|could|would|will|did|do|does|may|shall) (?:you|we|i|they|he|she) (?:please )?(?P<at>sent|received|delivered|shipped|arrived|replied|refunded|checked|contacted|forwarded|confirmed|went|came|took|gave|got)\b", "base_form_needed", lambda m: _UNDONE[m["at"].lower()]),
    fault(r"\bto (?P<at>sent|gave|took|went|came)\b", "base_form_needed", lambda m: _UNDONE[m["at"].lower()]),
    fault(rf"(?:{_OPENS}(?:he|she|it)|\b(?:he|she)) (?P<at>don't)\b", "agreement", "doesn't", is_safe=True),
    fault(rf"(?:\b(?:we|they)|{_OPENS}you|\b(?:if|when|because) you) (?P<at>was|wasn't)\b", "agreement", lambda m: "weren't" if "n't" in m["at"] else "were"),
    fault(rf"(?:\b(?:we|they)|{_OPENS}you|\b(?:if|when|because) you) (?P<at>has|is|doesn't)\b", "agreement", lambda m: {"has": "have", "is": "are", "doesn't": "don't"}[m["at"].lower()]),
    fault(rf"{_OPENS}(?:he|she|it) (?P<at>have|are|were)\b", "agreement", _many_with_one),
    fault(r"\bI (?P<at>has)\b", "agreement", "have"),
    fault(r"\blook(?:ing)? forward to (?P<at>hear|see|receive|welcome|meet|assist|serve|help)\b(?= (?:you|from|your|in))", "gerund_needed", lambda m: {"receive": "receiving", "welcome": "welcoming", "serve": "serving"}.get(m["at"].lower(), m["at"] + "ing"), is_safe=True),
    fault(r"\b(?P<at>since) (?=(?:two|three|four|five|six|ten|several|many|\d{1,3}) (?:days|weeks|hours|months|years)\b(?! ago))", "confused_words", "for"),
    fault(r"\b(?P<at>(?:more|most) (?:cheaper|better|easier|faster|bigger|smaller|nicer|quicker|safer|cheapest|best|easiest|fastest))\b(?! (?:suited|known|-))", "double_comparison", lambda m: m["at"].split()[1]),
)  # fmt: skip

_NUMBER: tuple[Fault, ...] = (
    fault(rf"{_OPENS}(?:the|your|our|these|those|my|both|all)(?: (?!of\b|for\b|in\b|with\b|on\b|to\b|from\b)[a-z]{{3,15}})? {any_of(_SINGULARS)} (?P<at>is|was|has|isn't|wasn't|doesn't)\b", "agreement", _one_with_many),
    fault(rf"{_OPENS}(?:the|your|our|these|those) (?:(?:two|three|four|five|six|ten|new|other|last) )?(?P<noun>[a-z]{{3,18}}[^\Wsui\d_]s) (?P<at>is|was|has) (?!that\b|what\b|why\b|how\b)", "agreement", _plural_with_one),
    fault(rf"{_OPENS}(?:the|your|our|these|those|both|all) (?:(?:two|three|four|five|six|ten|new|other|last) )?(?P<noun>[a-z]{{3,18}}[^\Wsui\d_]s) (?:in|of|for|from|on) (?:the|your|our|my) [a-z]{{3,18}} (?P<at>is|was|has) (?!that\b|what\b|why\b|how\b)", "agreement", _plural_with_one),
    fault(rf"{_OPENS}(?:the|your|our|this) (?P<noun>driver|courier|customer|seller|colleague|technician|manager|warehouse|label|carrier|bank|photo|address|website|system|item) (?P<at>have|were|are|don't|haven't|aren't|weren't)\b", "agreement", lambda m: {"have": "has", "were": "was", "are": "is", "don't": "doesn't", "haven't": "hasn't", "aren't": "isn't", "weren't": "wasn't"}[m["at"].lower()]),
    fault(rf"{_OPENS}(?:the|your|our|this|that|my|each|every) (?:(?:silver|gold|new|first|second|lost|other) )?{any_of(set(_PLURALS))} (?P<at>are|were|have|aren't|weren't|don't)\b", "agreement", _many_with_one),
    fault(rf"\b(?P<at>(?P<article>these|those|several|two|three|four|many) (?P<noun>{any_of(set(_PLURALS) - {'size', 'price', 'return', 'code', 'order', 'card', 'store', 'gift', 'repair', 'watch'})}))\b{_FUNCTION}", "number", lambda m: f"{m['article']} {_PLURALS[m['noun'].lower()]}"),
    fault(rf"\b(?P<at>(?P<article>a|an|another|each|every) (?P<noun>{any_of(set(_SINGULARS) - {'returns', 'customers', 'repairs', 'offers', 'watches', 'details', 'links', 'deliveries'})}))\b{_FUNCTION}", "number", lambda m: f"{m['article']} {_SINGULARS[m['noun'].lower()]}"),
    fault(rf"(?<![\w'.-])(?P<at>a) (?={_BEFORE_VOWEL}[aeio][a-z]{{2,}})", "article", "an", is_safe=True),
    fault(r"(?<![\w'.-])(?P<at>a) (?=(?:e-?mails?\b|e-?book|hour|honest|honour|heir|urgent|unusual|update|upgrade|unfortunate|umbrella|understanding|unexpected|invoice)\b)", "article", "an", is_safe=True),
    fault(r"(?<![\w'.-])(?P<at>an) (?=(?!h(?:ou|on|ei|isto|oriz|abit|ote|erb)|x-|[bcdfgjklmnpqrstvwxyz]+\b|sms|mp|rs)[bcdfghjklmnpqrstvwxz][a-z]{2,})", "article", "a", is_safe=True),
    fault(r"(?<![\w'.-])(?P<at>an) (?=(?:unique|user|university|union|unit|used|useful|usual|european|euro|one)\b)", "article", "a", is_safe=True),
    fault(rf"\b(?P<at>{any_of(_UNCOUNTED)})\b", "uncountable", lambda m: _UNCOUNTED[m["at"].lower()]),
    fault(r"\b(?:every|each) (?P<at>days|weeks|months|years|hours|times)\b(?!')", "number", lambda m: m["at"][:-1]),
)  # fmt: skip
TABLE: tuple[Fault, ...] = (*_CONFUSED, *_VERBS, *_NUMBER)
