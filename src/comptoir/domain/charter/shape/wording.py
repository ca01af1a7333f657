"""How the shop writes: what the reply checker looks at, and how firmly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from types import MappingProxyType
from typing import Any

from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import expect_known, list_of, one_of, string_up_to, whole_number, yes_or_no
from comptoir.domain.charter.reading.tables import clause, expect_table, holds, keys_of, read_keys
from comptoir.domain.charter.reading.texts import plain_words

LEVELS = ("hint", "confirm", "hold", "forbid", "off")
"""Say it; ask before sending; keep it until somebody approves; refuse it; do not look."""

_level = one_of(*LEVELS)


@clause
class Wording:
    """`[wording]`: the clauses with their levels; `[wording.AUDIENCE]` says where an audience is held to others."""

    allowed_abbreviations: tuple[str, ...] = holds(list_of(string_up_to(20)), default=())
    plain_words: Mapping[str, Mapping[str, str]] = holds(plain_words, factory=lambda: MappingProxyType({}))
    emoji_at_most: int = holds(whole_number(0, 20), default=1)
    longest_sentence: int = holds(whole_number(5, 200), default=30)
    diacritics_required: bool = holds(yes_or_no, default=True)
    spelling: str = holds(_level, default="hint")
    grammar: str = holds(_level, default="hint")
    texting: str = holds(_level, default="confirm")
    capitals: str = holds(_level, default="confirm")
    emoji: str = holds(_level, default="hint")
    familiarity: str = holds(_level, default="confirm")
    sentence_length: str = holds(_level, default="hint")
    jargon: str = holds(_level, default="hint")
    negative_phrasing: str = holds(_level, default="hint")
    bad_news_order: str = holds(_level, default="hint")
    introduction: str = holds(_level, default="hint")
    empathy: str = holds(_level, default="hint")
    off_topic: str = holds(_level, default="hint")
    contact_details: str = holds(_level, default="confirm")
    link: str = holds(_level, default="confirm")
    outside_offer: str = holds(_level, default="confirm")
    promise: str = holds(_level, default="hint")
    for_audience: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, audience: str) -> Wording:
        """The wording that this audience is held to."""
        return replace(self, for_audience=MappingProxyType({}), **self.for_audience.get(audience, {}))


CLAUSES = tuple(each.name for each in fields(Wording) if each.metadata.get("read") is _level)
"""The clauses that have a level."""


def wording(cell: Cell) -> Wording:
    """Read `[wording]` with the tables of single audiences inside."""
    expect_table(cell)
    known = keys_of(Wording)
    overrides = {it.name: it for it in cell.cells() if isinstance(it.value, dict) and it.name not in known}
    own = replace(cell, value={name: value for name, value in cell.value.items() if name not in overrides})
    expect_known(own, known)
    values, _ = read_keys(Wording, own)
    return Wording(
        **values, for_audience=MappingProxyType({name: _override(table) for name, table in overrides.items()})
    )


def _override(cell: Cell) -> Mapping[str, Any]:
    expect_known(cell, keys_of(Wording))
    return MappingProxyType(read_keys(Wording, cell)[0])
