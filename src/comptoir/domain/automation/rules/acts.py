"""What a macro or a rule does: a closed list of acts, each at most once."""

from __future__ import annotations

import unicodedata

import msgspec

NAME_LONGEST = 60
SHORTCUT_LONGEST = 20
REPLY_LONGEST = 2000
"""Characters of an answer, before its variables are filled in."""
NOTE_LONGEST = 1000
TAGS_AT_MOST = 10
SNOOZES = {"next_opening": 0, "1d": 1, "3d": 3, "7d": 7, "14d": 14}
"""Until when a request may be put aside, with its days; the next opening is the charter's."""


class Acts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is empty is left as it is. `tells` tells the referents, which only rules do."""

    reply: str = ""
    note: str = ""
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    priority: str = ""
    topic: str = ""
    snooze: str = ""
    to_audience: str = ""
    to_group: int | None = None
    closes: bool = False
    tells: bool = False

    @property
    def hands_over(self) -> bool:
        return bool(self.to_audience) or self.to_group is not None

    @property
    def sorts(self) -> bool:
        return bool(self.add_tags or self.remove_tags or self.priority or self.topic)


def contradiction(acts: Acts, *, is_rule: bool) -> str:
    """Why these acts cannot go together, as a key of `errors.WHY`; empty when they can."""
    if acts == Acts():
        return "nothing"
    if acts.to_audience and acts.to_group is not None:
        return "two_targets"
    if acts.closes and (acts.snooze or acts.hands_over):
        return "closes_and_goes_on"
    if acts.reply and not is_rule and (acts.closes or acts.hands_over):
        return "reply_comes_first"
    if acts.tells and not is_rule:
        return "nobody_told"
    return ""


def shortcut_of(text: str) -> str:
    """A shortcut as it is kept: small letters and digits without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isascii() and (sign.isalnum() or sign in "-_"))[:SHORTCUT_LONGEST]
