"""A conversation as a row of the list: plain values, nothing left to be asked of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.clocks import Clock, first_answer_clock
from comptoir.surfaces.console.showing import (
    audience_names,
    charter_of_shop,
    granted_fields,
    moment,
    name_of,
    topic_names,
)

ONLY_FILES = "📎"
"""What stands for the words of a message that has none."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on two lines: who, their last words, since when, and the marks."""

    id: int
    who: str
    words: str
    at: str
    since: str
    status: str
    audience: str
    audience_name: str
    topic: str
    language: str
    shop: str
    agent: str
    clock: Clock | None
    is_waiting: bool
    is_unread: bool
    is_request: bool


@dataclass(frozen=True, slots=True)
class ShopWords:
    """What a shop's rows have in common for one viewer."""

    name: str
    granted: frozenset[str]
    audiences: dict[str, str]
    topics: dict[str, str]


def rows_for(agent: Agent, conversations: Iterable[Any], now: dt.datetime) -> list[Row]:
    """Rows as this agent may see them, in the order given."""
    words: dict[int, ShopWords] = {}
    rows = []
    for conversation in conversations:
        viewer = agent.in_shop(conversation.shop_id)
        if viewer.shop_id not in words:
            words[viewer.shop_id] = _words_of_shop(viewer, several=len(agent.viewers) > 1)
        rows.append(_row(conversation, viewer, words[viewer.shop_id], now))
    return rows


def _words_of_shop(viewer: Viewer, several: bool) -> ShopWords:
    charter = charter_of_shop(viewer.shop_id)
    name = shop_of_id(viewer.shop_id).name if several else ""
    return ShopWords(name, granted_fields(viewer, charter), audience_names(charter), topic_names(charter))


def _row(conversation: Any, viewer: Viewer, words: ShopWords, now: dt.datetime) -> Row:
    clock = first_answer_clock(conversation, now)
    is_waiting = conversation.unanswered_since is not None and conversation.status != "closed"
    since = conversation.unanswered_since if is_waiting else conversation.last_entry_at
    assignee = conversation.assignee
    return Row(
        id=conversation.pk,
        who=name_of(conversation, words.granted),
        words=_last_words(conversation),
        at=moment(conversation.last_entry_at),
        since=moment(since),
        status=conversation.status,
        audience=conversation.audience,
        audience_name=words.audiences.get(conversation.audience, conversation.audience),
        topic=words.topics.get(conversation.topic, conversation.topic),
        language=conversation.language.upper() if "language" in words.granted else "",
        shop=words.name,
        agent=assignee.display_name if assignee and assignee.pk != viewer.membership_id else "",
        clock=clock if clock and not clock.waited else None,
        is_waiting=is_waiting,
        is_unread=conversation.last_visitor_seq > conversation.team_read_seq,
        is_request=not conversation.is_live,
    )


def _last_words(conversation: Any) -> str:
    if not conversation.last_words:
        return _("Nothing written yet")
    if conversation.last_words == ONLY_FILES:
        return _("A file")
    if conversation.last_from == "visitor":
        return str(conversation.last_words)
    return _("You: %(words)s") % {"words": conversation.last_words}
