"""What somebody has written, as it may be kept: bounded, without card numbers, and only what the shop's charter knows."""

from __future__ import annotations

import datetime as dt

import msgspec

from comptoir.domain.automation.errors import NotWritten
from comptoir.domain.automation.rules import (
    NAME_LONGEST,
    NOTE_LONGEST,
    REPLY_LONGEST,
    SNOOZES,
    TAGS_AT_MOST,
    WHENS,
    WORDS_LONGEST,
    Acts,
    Conditions,
    contradiction,
)
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import CHANNELS, Charter
from comptoir.domain.conversations.rules import tag_key, tag_names
from comptoir.domain.people.queries import groups_of
from comptoir.language.cards import masked, masked_line

PRIORITIES = ("low", "normal", "high", "urgent")
MOODS = ("calm", "upset", "angry")
LANGUAGE_LONGEST = 3


def name_kept(name: str) -> str:
    """The name on one line. Raises `NotWritten`."""
    name = masked_line(name)
    if not name:
        raise NotWritten("nothing")
    if len(name) > NAME_LONGEST:
        raise NotWritten("length")
    return name


def acts_kept(acts: Acts, shop_id: int, *, is_rule: bool, now: dt.datetime) -> Acts:
    """The acts as they may be kept. Raises `NotWritten`."""
    charter = charter_in_force(shop_id, now)[1]
    acts = msgspec.structs.replace(
        acts,
        reply=_text(acts.reply, REPLY_LONGEST),
        note=_text(acts.note, NOTE_LONGEST),
        add_tags=_tags(acts.add_tags),
        remove_tags=_tags(acts.remove_tags),
    )
    _known(acts.priority, PRIORITIES, "choice")
    _known(acts.snooze, SNOOZES, "choice")
    _known(acts.topic, charter.topics, "topic")
    _known(acts.to_audience, charter.audiences, "audience")
    if acts.to_group is not None and acts.to_group not in {group.pk for group in groups_of(shop_id)}:
        raise NotWritten("group")
    if why := contradiction(acts, is_rule=is_rule):
        raise NotWritten(why)
    return acts


def conditions_kept(when: str, asked: Conditions, shop_id: int, now: dt.datetime) -> Conditions:
    """The conditions as they may be kept. Raises `NotWritten`."""
    charter = charter_in_force(shop_id, now)[1]
    if when not in WHENS:
        raise NotWritten("choice")
    _check_choices(asked, charter)
    if asked.at_most and (when != "rated" or not 1 <= asked.at_most <= 5):
        raise NotWritten("score")
    if len(asked.words) > WORDS_LONGEST:
        raise NotWritten("length")
    words = ",".join(filter(None, map(tag_key, masked(asked.words.replace("\0", "")).split(","))))
    if asked.words.strip() and not words:
        raise NotWritten("words")
    return msgspec.structs.replace(
        asked, words=words, tag=tag_key(masked(asked.tag)), language=asked.language.strip().lower()
    )


def _check_choices(asked: Conditions, charter: Charter) -> None:
    _known(asked.topic, charter.topics, "topic")
    _known(asked.audience, charter.audiences, "audience")
    _known(asked.priority, PRIORITIES, "choice")
    _known(asked.channel, CHANNELS, "choice")
    _known(asked.mood, MOODS, "choice")
    _known(asked.hours, ("open", "shut"), "choice")
    if len(asked.language.strip()) > LANGUAGE_LONGEST or not (asked.language.strip() or "a").isalpha():
        raise NotWritten("choice")


def _known(value: str, those: object, why: str) -> None:
    if value and value not in those:  # type: ignore[operator]
        raise NotWritten(why)


def _text(text: str, longest: int) -> str:
    text = masked(text.replace("\0", "").replace("\r\n", "\n").strip())
    if len(text) > longest:
        raise NotWritten("length")
    return text


def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(tag_names(map(masked, names)))
    if len(kept) > TAGS_AT_MOST:
        raise NotWritten("tags")
    return kept
