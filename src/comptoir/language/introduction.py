"""A first reply says who answers."""

from __future__ import annotations

import re

from comptoir.language.findings import Finding, Fix
from comptoir.language.lexicons import entries
from comptoir.language.phrases import matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, small

_NAMED = r",\s(?:ici |c'est |here's |aici |sunt |daqui |fala )?[A-ZÀ-ÞȘȚ][\w'’-]{1,30},?\s(?:de la|de|d['’]|du|chez|from|at|of|with|do|da|din)\s?(?:l['’]équipe )?"
"""A name after the greeting's comma, and what joins the shop's own to it: "Bonjour Madame, Ophélie de Maison Perle"."""
_GREETED = re.compile(r"[\s,.!–-]+")


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """A finding over the first sentence of a first reply that gives neither a name nor a role."""
    if not rules.moment.is_first_reply or not text.sentences or _is_introduced(text, rules):
        return []
    first = text.sentences[0]
    fixes = (Fix(_introduced(first.text, rules)),) if rules.moment.agent_name else ()
    return [Finding("introduction", first.start, first.end, "no_introduction", fixes=fixes)]


def _is_introduced(text: Text, rules: ReplyRules) -> bool:
    name = [piece.form for piece in Text(rules.moment.agent_name).pieces(rules.language)]
    is_written = name and name[0] in small(text.body, rules.language)
    if is_written and name[0] in {piece.form for piece in text.pieces(rules.language)}:
        return True
    if any(re.search(_NAMED + re.escape(shop), text.sentences[0].text) for shop in rules.shop.names):
        return True
    return any(
        _names_somebody(text, match.end, match.beside) for match in matches(text, rules.language, "introduction")
    )


def _names_somebody(text: Text, end: int, beside: str) -> bool:
    """Whether a name follows, where the phrase alone would not do ("je suis désolée")."""
    following = text.body[end : end + 3].lstrip(" ,:")
    return beside != "name" or following[:1].isupper()


def _introduced(sentence: str, rules: ReplyRules) -> str:
    """The sentence with the agent's name before it; a greeting that stands there is not said twice."""
    opening = entries(rules.language, "opening")[0][0].format(name=rules.moment.agent_name)
    greetings = {small(line, rules.language) for line, _ in entries(rules.language, "agent_greetings")}
    for greeting in sorted(greetings, key=len, reverse=True):
        if small(sentence, rules.language).startswith(greeting):
            sentence = (
                _GREETED.sub("", sentence[len(greeting) : len(greeting) + 3], count=1) + sentence[len(greeting) + 3 :]
            )
            break
    return f"{opening} {sentence[:1].upper()}{sentence[1:]}".rstrip()
