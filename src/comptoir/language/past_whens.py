"""A "when" before a past tense tells what happened ("quand j'ai ouvert la boîte, …"): it is no condition, as "when it comes" is."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS_BETWEEN = r"(?:[\w'-]{1,20}[ \x00]){0,4}?"
"""Who did it, or what: a few words at most."""
_WHENS = {
    "fr": re.compile(
        rf"\b(?P<when>quand|lorsque|lorsqu)[ '](?:{_WORDS_BETWEEN}(?:[jl]')?(?:ai|as|a|avons|avez|ont|avais|avait|avions|avaient|"
        r"etais|etait|etions|etaient|fut)\b(?! l'intention| besoin| le temps| envie)|"
        rf"{_WORDS_BETWEEN}(?:suis|est|sommes|sont|s'est)[ ](?:\w{{1,12}}[ ])?(?:arriv|ven|pass|parti|tomb|rentr|sorti|revenu|all|cass|bris|ouvert))"
    ),
    "en": re.compile(
        rf"\b(?P<when>when|once)[ ](?:opened|unpacked|delivered|worn|{_WORDS_BETWEEN}(?<!am )(?<!is )(?<!are )(?<!be )(?<!get )(?<!gets )(?<!been )(?<!has )"
        r"(?<!have )(?<!\x00s )(?<!\x00m )(?<!\x00re )(?:\w{2,14}[^e\W]ed|was|were|had|did|didn't|got|came|went|took|saw|tried|bought|sent|told|said|found|left|broke|"
        r"rang|began|made|gave|wore|woke|ran|fell|tore|felt|asked|paid|spoke|wrote|put it on)\b)"
    ),
    "ro": re.compile(
        rf"\b(?P<when>cand)[ ]{_WORDS_BETWEEN}(?:(?:l-|i-|le-|mi-|s-|ne-|v-|ni-|si-|n-|m-|t-)?(?:am|ai|a|ati|au|as)[ ](?:\w{{1,8}}[ ])?\w{{1,14}}(?:t|s)\b|"
        r"(?:era|erau|eram|mergea|statea|venea|facea|voia|voiam|puteam)\b)"
    ),
    "pt": re.compile(
        rf"\b(?P<when>quando)[ ]{_WORDS_BETWEEN}(?!(?:sei|hei|lei|rei|sou|vou|dou|estou|meu|seu|teu|eu|deu-se)\b)"
        r"(?:\w{2,14}(?:ei|eu|iu|ou|aram|eram|iram|ava|avam)|abri|recebi|vi|li|pedi|saí|sai de|fui|foi|foram|era|eram|tinha|tinham|havia|"
        r"estava|estavam|fiz|quis|pus|veio|vieram|disse|disseram|fomos|vim)(?:-\w{1,4})?\b"
    ),
}

_NOBODY_WOULD = re.compile(r"\b(?:nobody|no one|none of \w{2,4})\b[^,.;]{0,30}? (?P<when>would|could)\b")
"""So nobody did."""


@lru_cache(maxsize=64)
def past_whens(plain: str, language: str) -> frozenset[int]:
    """Where, in a folded sentence, a "when" stands that tells what happened."""
    found = [*_WHENS[language].finditer(plain), *(_NOBODY_WOULD.finditer(plain) if language == "en" else ())]
    return frozenset(each.start("when") for each in found)
