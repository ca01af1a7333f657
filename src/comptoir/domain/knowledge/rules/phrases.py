"""What is decided about phrases: what one is, who may write and use it, and how it is filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from comptoir.domain.knowledge.rules.bounds import PHRASE_LONGEST, SHORTCUT_LONGEST
from comptoir.domain.people.rules import Viewer, may
from comptoir.language.cards import masked

TITLE_LONGEST, WORDS_LONGEST = 160, 600

VARIABLES = ("customer.first_name", "agent.name", "agent.note", "shop.name", "order.number", "reference")
"""What a phrase may leave to be filled. Nothing else in braces means anything."""

_PLACE = re.compile(r"\{(" + "|".join(map(re.escape, VARIABLES)) + r")\}")


class WrittenPhrase(NamedTuple):
    """A phrase as somebody has written it: for one audience, or ("") for all."""

    language: str
    title: str
    body: str
    audience: str = ""
    shortcut: str = ""
    words: str = ""
    topic: str = ""


class Gap(NamedTuple):
    """A variable that is not known here: where it stands in the text."""

    name: str
    start: int
    end: int


class Filled(NamedTuple):
    """A phrase for the composer. What is not known stands there as it was written, and is a gap for the agent."""

    text: str
    gaps: tuple[Gap, ...]


def filled(body: str, values: Mapping[str, str]) -> Filled:
    """The phrase with the known variables in their places. What a variable holds is never read as a variable; A21."""
    text, gaps, done = "", list[Gap](), 0
    for place in _PLACE.finditer(body):
        text += body[done : place.start()]
        value = values.get(place[1], "")
        if not value:
            gaps.append(Gap(place[1], len(text), len(text) + len(place[0])))
        text += value or place[0]
        done = place.end()
    return Filled(text + body[done:], tuple(gaps))


def tidied(it: WrittenPhrase) -> WrittenPhrase:
    """A phrase as it is kept: no card's number, no unseen signs, a shortcut of small letters without spaces."""
    body = it.body.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return it._replace(
        title=masked(_line(it.title)) or masked(_line(body))[:60],
        body=masked(body),
        shortcut=shortcut_of(it.shortcut),
        words=masked(_line(it.words))[:WORDS_LONGEST],
    )


def shortcut_of(text: str) -> str:
    """What is typed after the slash: letters and digits, hyphens, dots."""
    signs = "".join(sign for sign in masked(text).casefold() if sign.isalnum() or sign in "-._")
    return signs[:SHORTCUT_LONGEST]


def is_too_long(it: WrittenPhrase) -> bool:
    """Whether not all of it could be kept."""
    return len(it.body) > PHRASE_LONGEST or len(it.title) > TITLE_LONGEST


def may_use_phrase(viewer: Viewer, shop_id: int, audience: str) -> bool:
    """Whether a member may see and send a phrase: those for all, and those of their audience; who watches, every one. A11."""
    if viewer.shop_id != shop_id or not may(viewer.role, "use_phrases"):
        return False
    return not audience or viewer.sees_all or viewer.audience == audience


def may_write_phrase(viewer: Viewer, shop_id: int, audience: str = "") -> bool:
    """Whether a member may write a phrase of that audience."""
    return may(viewer.role, "write_phrases") and may_use_phrase(viewer, shop_id, audience)


def audience_seen(viewer: Viewer) -> str | None:
    """Whose phrases the member sees besides those for all; None for every audience's."""
    return None if viewer.sees_all else viewer.audience


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
