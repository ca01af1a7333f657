"""A conversation as a row of the list: plain values, nothing left to be asked of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.channels.queries import subjects_of
from comptoir.domain.conversations.queries import returned_to, tags_on
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.clocks import Clock, first_answer_clock
from comptoir.surfaces.console.courtesy import hidden_words
from comptoir.surfaces.console.showing import (
    audience_names,
    charter_of_shop,
    granted_fields,
    moment,
    name_of,
    topic_names,
)
from comptoir.surfaces.console.sorting import PRIORITIES

ONLY_FILES = "📎"
"""What stands for the words of a message that has none."""

MARKS_LONGEST = 22
"""Letters of marks that stand beside the last words."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on two lines: who, their last words, since when, and as many of the marks as have room."""

    id: int
    address: str
    who: str
    words: str
    marks: str
    all_marks: str
    at: str
    since: str
    audience: str
    audience_name: str
    shop: str
    clock: Clock | None
    is_unread: bool
    is_shielded: bool
    subject: str = ""
    is_mail: bool = False


@dataclass(frozen=True, slots=True)
class ShopWords:
    """What a shop's rows have in common for one viewer."""

    name: str
    granted: frozenset[str]
    audiences: dict[str, str]
    topics: dict[str, str]
    request: str
    blurs: bool


def rows_for(agent: Agent, conversations: Iterable[Any], now: dt.datetime) -> list[Row]:
    """Rows as this agent may see them, in the order given."""
    words: dict[int, ShopWords] = {}
    came_back = {it.conversation_id for it in returned_to(agent.viewers)}
    rows = []
    conversations = list(conversations)
    tags = tags_on(conversation.pk for conversation in conversations)
    subjects = subjects_of(it.pk for it in conversations if it.channel == "email")
    for conversation in conversations:
        viewer = agent.in_shop(conversation.shop_id)
        if viewer.shop_id not in words:
            words[viewer.shop_id] = _words_of_shop(viewer, several=len(agent.viewers) > 1)
        sorts = [PRIORITIES[conversation.priority]() if conversation.priority != "normal" else ""]
        sorts += [tag.name for tag in tags[conversation.pk]]
        row = _row(conversation, viewer, words[viewer.shop_id], sorts, now)
        row = replace(row, subject=subjects.get(row.id, ""), is_mail=conversation.channel == "email")
        rows.append(_with_returned(row) if row.id in came_back else row)
    return rows


def _with_returned(row: Row) -> Row:
    """What came back to its author comes before all other marks, until they have seen it."""
    mark = _("sent back to you")
    return replace(row, marks=mark, all_marks=f"{mark} · {row.all_marks}" if row.all_marks else mark)


def _words_of_shop(viewer: Viewer, several: bool) -> ShopWords:
    charter = charter_of_shop(viewer.shop_id)
    name = shop_of_id(viewer.shop_id).name if several else ""
    granted = granted_fields(viewer, charter)
    return ShopWords(
        name, granted, audience_names(charter), topic_names(charter), _("request"), charter.courtesy.blur_insults
    )


def _row(conversation: Any, viewer: Viewer, words: ShopWords, sorts: list[str], now: dt.datetime) -> Row:
    clock = first_answer_clock(conversation, now)
    marks = _marks(conversation, viewer, words, sorts)
    is_waiting = conversation.unanswered_since is not None and conversation.status != "closed"
    since = conversation.unanswered_since if is_waiting else conversation.last_entry_at
    return Row(
        id=conversation.pk,
        address=f"/console/c/{conversation.pk}",
        who=name_of(conversation, words.granted),
        words=_last_words(conversation, words),
        marks=marks_that_fit(marks),
        all_marks=" · ".join(marks),
        at=moment(conversation.last_entry_at),
        since=moment(since),
        audience=conversation.audience,
        audience_name=words.audiences.get(conversation.audience, conversation.audience),
        shop=words.name,
        clock=clock if clock and clock.waited is None else None,
        is_unread=conversation.last_visitor_seq > conversation.team_read_seq,
        is_shielded=is_hidden(conversation, words.blurs),
    )


def _marks(conversation: Any, viewer: Viewer, words: ShopWords, sorts: list[str]) -> list[str]:
    """What is worth a glance, the most telling first."""
    assignee = conversation.assignee
    marks = (
        *sorts[:1],
        words.name,
        "" if conversation.is_live else words.request,
        assignee.display_name if assignee and assignee.pk != viewer.membership_id else "",
        *sorts[1:],
        words.topics.get(conversation.topic, conversation.topic),
        conversation.language.upper() if "language" in words.granted else "",
    )
    return [mark for mark in marks if mark]


def marks_that_fit(marks: list[str]) -> str:
    """The first marks, whole, as long as the line has room for them."""
    shown = ""
    for mark in marks:
        longer = f"{shown} · {mark}" if shown else mark
        if shown and len(longer) > MARKS_LONGEST:
            break
        shown = longer
    return shown


def is_hidden(conversation: Any, blurs: bool) -> bool:
    """Whether its last words may hurt, and the charter spares agents such words."""
    return bool(blurs and conversation.is_shielded)


def _last_words(conversation: Any, words: ShopWords) -> str:
    if is_hidden(conversation, words.blurs):
        return hidden_words()
    if not conversation.last_words:
        return _("Nothing written yet")
    if conversation.last_words == ONLY_FILES:
        return _("A file")
    if conversation.last_from == "visitor":
        return str(conversation.last_words)
    return _("Answer: %(words)s") % {"words": conversation.last_words}
