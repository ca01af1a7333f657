"""Praise and complaint put together from words: what is said (good, bad, absent, late) and of whom or of what.

`lexicons/<language>/tone.txt` says which part each word may play; the sentences below are the same for every language. A sentence
becomes a line of signs, one a word (or a phrase of the lexicon), and expressions over these signs find what is said in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries
from comptoir.language.text import Text

_FIRST_SIGN = 0xE000
"""Signs are characters of the private area: one for each set of parts that a word of the lexicon may play."""
_MOST_SENTENCES = 200
_LONGEST_PHRASE = 4
"""Words."""
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W_]+(?:\x00[^\W_]+)*|[,;:()–—]")
"""Words, and marks that part; an apostrophe that joins ("haven't") is a zero here."""
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_LONG_WORD = 6
_PART = re.compile(r"<([a-z_|]+)>")
_BEFORE = 4
"""Words before what is said in which a negation or its speaker turns it."""

_OF_WHOM = "(?:<your|the><very|fair|link>?<service|reply>|<the_service>)<link|your|you|colleague|name>{0,3}"
_OF_WHAT = (
    "(?:<your|the><very|fair|link>?<service|reply|delivery>|<the_service|the_delivery>)<link|your|you|thing|name>{0,3}"
)
_FILLED = "<link|very|me|your|you|the|a|other|be|number>"
_SO = "(?:<very>{0,3}<good|kind>|<very>{1,3}<fair>|<fair><and><very>{0,2}<good|kind|fair>)"
_WELL = "(?:<very>{0,2}<well|good>|<very>{1,2}<fair|kind>)"
_BAD = "<very>{0,3}<bad>"
_LAST = "<still|very|after>{0,2}<number|a|the|very>{0,3}<time>"
PRAISE = (
    f"{_OF_WHOM}<be>{{1,2}}{_SO}",  # your answer was very clear
    f"(?:^|<comma|and|a|link|the>|<name|colleague|you|helped>{_FILLED}{{1,3}}?)(?:<very>{{0,2}}<good|kind><service>|<service><very>{{0,2}}<good|kind>|<very>{{1,2}}<fair><service>|<service><very>{{1,2}}<fair>)",
    "<very>{1,2}<good|kind><service>",
    f"(?:{_WELL}<link|be>?<helped>|<helped><link|me|the|thing|other>{{0,4}}{_WELL})",  # très bien conseillée
    "<appreciate><very|link|such|much>{0,3}<the|your>{0,3}<very|fair>?<virtue>",
    "<love><very|link>{0,2}(?:<your><very|fair>?<service|virtue>|<the_service>)",
    "<happy><very|link|the>{0,2}(?:<your|the><very|fair|link>?<service|reply|colleague|virtue>|<the_service|service|virtue>)",
    "^<such><link|very>{0,2}<virtue>",
    "<fair|good|kind><link|the|a>{0,2}<talk><link|other>{0,2}<you>",  # so nice to chat with you
    "<you><be>{1,2}(?:<very|a>{0,3}<kind|good>|<very>{1,3}<fair>)",
    "<name|colleague|you><be>{1,2}<best>(?:$|<comma>)",
    "(?:^|<comma>)<such><a|very>{0,3}(?:<fair|good|kind><reply|service>|<reply|service><very>{0,2}<fair|good|kind>)",
    "<appreciate><very|link|such|much>{0,3}<the|your>{0,3}<very>?(?:<fair|good|kind><reply|service>|<reply|service|the_service><fair|good|kind>)",
    "(?<!<a|me>)<colleague|name><link|name>{0,2}<be>{1,2}<very>{0,3}<kind>",
    "<colleague|name|you><link|be|you|name>{0,3}<devoted>",  # the adviser took the time
    f"<works><link|a>{{0,2}}{_WELL}",
    "^<such><very>{0,2}(?:<kind|swift>(?:<comma|you|service|reply>|$)|<good|fair><service|reply|colleague>)",
    "<because_of_you><comma>?(?:<link|me|very|other>{0,3}<able>|<able>)",
    "<felt><very|link|fair|well>{0,4}<helped|welcome>",
    "(?:<helped><link|me>{0,3}<much>|<much><link>?<helped>)",
    "<your><very>{0,2}<good|kind><service|reply|virtue>",
    "<cheer>",
    "^<very>{0,2}<good|kind|fair><service|reply|colleague>(?:<comma|and>|$)",  # fast service and pleasant staff
    "^<service|reply|colleague><very>{0,2}<good|kind|fair>(?:<comma|and>|$)",
    "<your><very|fair>{0,2}<virtue><be>{1,2}<very>{0,3}<good|kind|fair>",
    "^<be>{1,2}<very>{1,3}<kind>(?!<comma>?<but>)",  # a language may leave "you" out
    "(?:^<number><star>|<number><star><link|the|a>{0,3}<service|reply|virtue|colleague>)",
    "(?:<your><very|fair>{0,2}<virtue>|<virtue|the_service><you|your>)<link|me|very|much>{0,4}<touched>",
    "<well|good|able|fair><link|very|comma|me|the>{0,3}<because_of_you>",  # all went well, thanks to you
    "(?:<service|reply><link|the>{0,2}<your|the>{0,2}|<your|the><very|fair>?)<colleague><service|reply|link|the>{0,4}<be>{1,2}"
    "(?:<very>{0,3}<good|kind>|<very>{1,3}<fair>)",
    "<thanks><link|much>?<comma>?<and|be><very>{1,3}<kind>(?!<comma>?<but>)",
    "<you_are><very|a>{0,3}<kind|good>",
    "<found><link|very>{0,2}<your|the>{0,2}<service|reply|the_service|colleague><your>?<link|very>{0,3}<good|kind|fair>",
    "<found><very>{0,3}<good|kind><your|the>?<service|reply|the_service|colleague>",
    "<thanks><very|link|much>{0,2}<comma>?<name><comma>?<be>{1,2}<very>{0,3}<kind|good>",
    "<be>{1,2}<very>{1,2}<fair><welcome|received|helped>",
    "<helped|reply|service><link>?<after><number|a|very>{0,3}<moments>",
    "(?:^|<comma|and>)<me><be|very|link>{0,3}<amazed>(?:$|<comma>)",
    "^<such><service><very>{0,2}<kind|good>",
    f"(?<!<a|me>)<colleague>{_FILLED}{{0,6}}<be>{{1,2}}<very>{{0,3}}<kind>",
)
COMPLAINTS = (
    f"<charged>{_FILLED}{{0,3}}<twice>",
    "<moved><link|thing|service|the|very|time|number|a|other>{0,5}<in_vain>",
    "<nothing><link|not|be|me|very|still>{0,3}<knows|moves>",
    "<very|still><the|a>?<same><reply|story>",
    "<money><link|your|be>{0,2}<not>?<link|be>?<still><link|me|not|be|since>{0,5}<received>",
    "<you><link|be|me|still|very>{0,3}<lost>",
    "<they_lost|waste>",
    "<unlike><link|the|a|thing|other>{0,5}<shown>",
    f"<time>(?:{_FILLED}|<delivery|service>){{0,6}}<comma>?<link|be|very>{{0,3}}<too_much>",
    "<at_a_loss><link>?<whom>",
    "<carrier><link|be|me|not|very>{0,4}<mishandled>",
    "(?:(?<!<not>)<me><be|very|link|still>{0,4}|^<very|be|link>{0,2})<hurt>",
    "(?:<nothing><link|be|me>{0,3}<received>|<received><link|very>{0,2}<nothing>)",
    "<received|sent><link|be|very|a|the|me|thing>{0,4}(?:<thing>?<wrong>(?:<thing>|$|<comma|and>)|<wrong><thing|other>)",
    "<received|sent><be|link|very|still|other|a|the|me|thing|and>{0,5}<damaged>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>?{_FILLED}{{0,3}}<without><very|link|a>{{0,2}}<reply|answers>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>{_FILLED}{{0,3}}<not>?<link|me|be>{{0,2}}<received>?<without|not><very|link|a>{{0,2}}<reply|answers>",
    f"<contact>{_FILLED}{{0,4}}<comma|and>{_FILLED}{{0,3}}<nothing><link|not>{{0,3}}<answers|reply>",
    f"(?:<you>|{_OF_WHOM})<other>?(?:<not><link|still|very>{{0,2}}<answers>|<answers><link>?<not>)",
    f"<broke><comma|still|very>?<after>{_LAST}",
    "(?:<still><link|be>?<broke>|<broke><still>)",
    f"<told>{_FILLED}{{0,3}}<time>{_FILLED}{{0,3}}<comma|and>{_FILLED}{{0,3}}<since>{_FILLED}{{0,4}}<time>",
    f"(?:{_OF_WHAT}|<colleague><link|your|you|name|the>{{0,4}})<be>{{1,2}}{_BAD}",
    f"{_OF_WHAT}(?:<link>?<be>{{1,2}}<not>|<not><be>{{1,2}})<very|link>{{0,3}}<good|kind|fair>",
    "(?:^|<comma|and|a>)(?:<very>{0,2}<bad><service|delivery>|<service|delivery><very>{0,2}<bad>)",
    "(?:<time><link>?<be|the|very>{0,2}<late>|<late><link>{0,2}<number|a><time>)",
    "<not><link|be|received|other|the|me>{0,6}<in_time>",
    f"(?:<waiting><link|very>{{0,2}}<since>{_LAST}|<since>{_LAST}<link|me|be>{{0,4}}<waiting>)",
)


@dataclass(frozen=True, slots=True)
class Said:
    """Where praise or a complaint stands in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    signs: dict[frozenset[str], str]
    phrases: dict[tuple[str, ...], frozenset[str]]
    stems: dict[str, frozenset[str]]

    def sign(self, parts: frozenset[str]) -> str:
        return self.signs[parts]

    def compiled(self, expression: str) -> re.Pattern[str]:
        return re.compile(_PART.sub(lambda found: self._any_of(found[1]), expression))

    def _any_of(self, names: str) -> str:
        wanted = set(names.split("|"))
        signs = "".join(sign for parts, sign in self.signs.items() if parts & wanted)
        return f"[{signs}]" if signs else r"(?!)"


def praise(text: Text, language: str) -> list[Said]:
    """What is good about who answers. Questions, conditions, wishes and what is denied are none."""
    return list(_said(text, language, "praise"))


def complaints(text: Text, language: str) -> list[Said]:
    """What went wrong, as the customer tells it. Questions and conditions are none."""
    return list(_said(text, language, "complaints"))


def _said(text: Text, language: str, kind: str) -> Iterator[Said]:
    lexicon = _lexicon(language)
    denials = _any_of(lexicon.signs, "not")
    for sentence in text.sentences[:_MOST_SENTENCES]:
        if "?" in text.body[sentence.end - 1 : sentence.end + 2]:
            continue
        signs, places = _signs(sentence.text, language)
        condition = _condition(lexicon, signs)
        wish = _first(lexicon, signs, "seek") if kind == "praise" else len(signs)
        for expression in _expressions(language, kind):
            for found in expression.finditer(signs):
                at = found.start()
                is_denied = kind == "praise" and not denials.isdisjoint(signs[max(0, at - _BEFORE) : at])
                if at < condition and at <= wish and not is_denied:
                    yield Said(sentence.start + places[found.start()][0], sentence.start + places[found.end() - 1][1])


def is_wished(sentence: str, place: int, language: str) -> bool:
    """Whether somebody looks for what stands at this place of the sentence ("I need an excellent service")."""
    signs, places = _signs(sentence, language)
    wishes = _any_of(_lexicon(language).signs, "seek")
    return any(sign in wishes and end <= place for sign, (_, end) in zip(signs, places, strict=True))


def is_supposed(sentence: str, place: int, language: str) -> bool:
    """Whether what stands at this place is asked, or is a condition, or stands after one."""
    return sentence.endswith("?") or _supposed_from(sentence, language) <= place


@lru_cache(maxsize=64)
def _supposed_from(sentence: str, language: str) -> int:
    """The place of the first condition, or the end of the sentence."""
    signs, places = _signs(sentence, language)
    condition = _condition(_lexicon(language), signs)
    return places[condition][0] if condition < len(signs) else len(sentence)


def is_of_another(sentence: str, end: int, language: str, shops: tuple[str, ...]) -> bool:
    """Whether somebody of the customer's own is spoken of ("my colleague", "mon fils") before this place, and nothing
    that plays one of the parts of a shop.
    """
    lexicon = _lexicon(language)
    signs, places = _signs(sentence, language)
    signs = signs[: sum(start < end for start, _ in places)]
    own, some, friends = (_any_of(lexicon.signs, part) for part in ("my", "a", "mate"))
    friends |= _any_of(lexicon.signs, "kin")
    pairs = [*pairwise(signs), *pairwise(signs[::-1])]
    people = friends | _any_of(lexicon.signs, "colleague")
    if not any((left in own and right in people) or (left in some and right in friends) for left, right in pairs):
        return False
    return not any(set(signs) & _any_of(lexicon.signs, part) for part in shops)


def _first(lexicon: _Lexicon, signs: str, part: str) -> int:
    """Where the first word stands that plays this part; behind the end when none does."""
    wanted = _any_of(lexicon.signs, part)
    return next((at for at, sign in enumerate(signs) if sign in wanted), len(signs))


def _condition(lexicon: _Lexicon, signs: str) -> int:
    """Where the first condition stands; "si" and "se" are conditions only where a clause begins."""
    opening, pauses = _any_of(lexicon.signs, "if_opening"), _any_of(lexicon.signs, "comma")
    opens = (at for at, sign in enumerate(signs) if sign in opening and (at == 0 or signs[at - 1] in pauses))
    return min(_first(lexicon, signs, "if"), next(opens, len(signs)))


def _any_of(signs: dict[frozenset[str], str], part: str) -> set[str]:
    return {sign for parts, sign in signs.items() if part in parts}


@lru_cache(maxsize=64)
def _signs(sentence: str, language: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as signs, and the place of each."""
    lexicon = _lexicon(language)
    plain = folded(sentence)
    if language == "en":
        plain = _JOINED.sub("\x00", plain)
    words = [(found[0], *found.span()) for found in _WORD.finditer(plain)]
    forms = [_form(word.replace("\x00", "")) for word, _, _ in words]
    signs, places, at = [], [], 0
    while at < len(forms):
        length, parts = _longest(lexicon, forms, at)
        if parts is None:
            parts = _unknown(sentence[words[at][1] : words[at][2]])
        signs.append(lexicon.sign(parts))
        places.append((words[at][1], words[at + length - 1][2]))
        at += length
    return "".join(signs), places


def _longest(lexicon: _Lexicon, forms: list[str], at: int) -> tuple[int, frozenset[str] | None]:
    for length in range(min(_LONGEST_PHRASE, len(forms) - at), 0, -1):
        parts = lexicon.phrases.get(tuple(forms[at : at + length]))
        if parts:
            return length, parts
    word = forms[at]
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        parts = lexicon.stems.get(word[:end])
        if parts:
            return 1, parts
    return 1, None


_COMMA, _NUMBER, _NAME, _OTHER = (frozenset({part}) for part in ("comma", "number", "name", "other"))


def _unknown(word: str) -> frozenset[str]:
    if not word[0].isalnum():
        return _COMMA
    if word.isdecimal():
        return _NUMBER
    return _NAME if len(word) > 2 and word[0].isupper() and word[1:].islower() else _OTHER


def _form(word: str) -> str:
    """The word as it is looked up: in a long one, doubled letters count once ("dissapointed")."""
    return _DOUBLED.sub(r"\1", word) if len(word) >= _LONG_WORD else word


@cache
def _lexicon(language: str) -> _Lexicon:
    phrases: dict[tuple[str, ...], set[str]] = {}
    stems: dict[str, set[str]] = {}
    for line, part in entries(language, "tone"):
        for entry in folded(line).split("|"):
            forms = tuple(_form(word) for word in re.findall(r"[^\W_]+\*?", entry))
            if len(forms) == 1 and forms[0].endswith("*"):
                stems.setdefault(_form(forms[0][:-1]), set()).add(part)
            else:
                phrases.setdefault(forms, set()).add(part)
    known = {key: frozenset(parts | _stem_parts(stems, key)) for key, parts in phrases.items()}
    stemmed = {key: frozenset(parts) for key, parts in stems.items()}
    every = sorted({*known.values(), *stemmed.values(), _COMMA, _NUMBER, _NAME, _OTHER}, key=sorted)
    return _Lexicon({parts: chr(_FIRST_SIGN + number) for number, parts in enumerate(every)}, known, stemmed)


def _stem_parts(stems: dict[str, set[str]], forms: tuple[str, ...]) -> set[str]:
    """The parts that a single word plays by its stem: "excelent" says how something is, and how it is done."""
    if len(forms) > 1:
        return set()
    return next((stems[forms[0][:end]] for end in range(len(forms[0]), 2, -1) if forms[0][:end] in stems), set())


@cache
def _expressions(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    lexicon = _lexicon(language)
    return tuple(lexicon.compiled(each) for each in (PRAISE if kind == "praise" else COMPLAINTS))
