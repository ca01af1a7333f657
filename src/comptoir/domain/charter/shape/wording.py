"""How the shop writes: what the reply checker looks at, and how firmly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, fields, replace
from types import MappingProxyType
from typing import Any

from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import expect_known, list_of, one_of, string_up_to, whole_number, yes_or_no
from comptoir.domain.charter.reading.tables import clause, expect_table, holds, keys_of, read_keys
from comptoir.domain.charter.reading.texts import plain_words
from comptoir.domain.charter.shape.channel import CHANNELS, WIDER

LEVELS = ("hint", "confirm", "hold", "forbid", "off")
"""Say it; ask before sending; keep it until somebody approves; refuse it; do not look."""

_level = one_of(*LEVELS)


@clause
class Wording:
    """`[wording]`: the clauses with their levels, and where an audience, a channel, or an audience on a channel is held to others.

    Those stand in `[wording.AUDIENCE]`, `[wording.CHANNEL]` and `[wording.AUDIENCE.CHANNEL]`, and in `exceptions` under
    "ambassador", "email", "ambassador.email".
    """

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
    unfilled: str = holds(_level, default="confirm")
    promise: str = holds(_level, default="hint")
    exceptions: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, audience: str, channel: str = "") -> Wording:
        """The wording that this audience is held to on this channel; what is said of both goes before what is said of one.

        Without a channel: what holds wherever they write. What is said of the audience goes before what is said of the channel.
        """
        channels = [name for name in (WIDER.get(channel, ""), channel) if name]
        names = [*channels, audience, *(f"{audience}.{name}" for name in channels)]
        changed = {key: value for name in names for key, value in self.exceptions.get(name, {}).items()}
        return replace(self, exceptions=MappingProxyType({}), **changed)


CLAUSES = tuple(each.name for each in fields(Wording) if each.metadata.get("read") is _level)
"""The clauses that have a level."""


def wording(cell: Cell) -> Wording:
    """Read `[wording]` with the tables of single audiences and channels inside."""
    expect_table(cell)
    exceptions: dict[str, Mapping[str, Any]] = {}
    for table in exceptions_in(cell):
        on_channels = [] if table.name in CHANNELS else exceptions_in(table)
        exceptions[table.name] = _exception(_without(table, on_channels))
        exceptions |= {f"{table.name}.{it.name}": _exception(it) for it in on_channels}
    return Wording(**_exception(_without(cell, exceptions_in(cell))), exceptions=MappingProxyType(exceptions))


def exceptions_in(cell: Cell) -> list[Cell]:
    """The tables inside `[wording]` or one of its tables that are no keys of it: for whom, or where, something else holds."""
    known = keys_of(Wording)
    return [it for it in cell.cells() if isinstance(it.value, dict) and it.name not in known]


def _without(cell: Cell, tables: Iterable[Cell]) -> Cell:
    names = {table.name for table in tables}
    return replace(cell, value={name: value for name, value in cell.value.items() if name not in names})


def _exception(cell: Cell) -> Mapping[str, Any]:
    expect_known(cell, keys_of(Wording))
    return MappingProxyType(read_keys(Wording, cell)[0])
