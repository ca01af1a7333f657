"""Who may see a conversation, who may post in it, who listens."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import NamedTuple, Protocol

from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.wording.rules import Draft

BODY_LARGEST = 4000
"""Characters of a message."""

LETTER_LARGEST = 20_000
"""Characters of a message that an agent sends by mail: as many as a frame holds in any language."""

FILES_AT_MOST = 10
"""Files of a message."""

MAIL_LARGEST = 50_000
"""Characters of a message that came by mail: the rest stands in the mail as it came."""

MAIL_FILES_AT_MOST = 50
"""Files of a message that came by mail."""

WATCHERS_AT_MOST = 10
"""Members who watch a conversation that is not theirs."""


class Facts(Protocol):
    """What the rules need to know of a conversation; its row has it, and so has the model."""

    id: int
    shop_id: int
    status: str
    audience: str
    topic: str
    group_id: int | None
    assignee_id: int | None
    visitor_id: int
    watched_by: str


def may_see(viewer: Viewer, facts: Facts) -> bool:
    """Whether the member may read the conversation.

    Referents and managers see all of their shop; an agent sees what is theirs, what they watch, what waits for their
    audience on their topics, and, unless a volunteer, what their audience's colleagues answer.
    """
    if viewer.shop_id != facts.shop_id:
        return False
    if viewer.sees_all or facts.assignee_id == viewer.membership_id or is_watched_by(viewer, facts):
        return True
    if facts.group_id and facts.group_id in viewer.groups and facts.status == "waiting":
        return True
    if not viewer.audience or facts.audience != viewer.audience:
        return False
    if facts.topic and viewer.topics and facts.topic not in viewer.topics:
        return False
    return facts.status == "waiting" or viewer.role != "ambassador"


def is_watched_by(viewer: Viewer, facts: Facts) -> bool:
    """Whether the member watches the conversation."""
    return watch_mark(viewer.membership_id) in facts.watched_by


def watch_mark(membership_id: int) -> str:
    """How a member stands among those who watch a conversation."""
    return f",{membership_id},"


def watchers(watched_by: str) -> tuple[int, ...]:
    """The members who watch a conversation, the last to come standing last."""
    return tuple(int(pk) for pk in watched_by.split(",") if pk)


def watched_also_by(watched_by: str, membership_id: int) -> str:
    """Those who watch, with one more; of too many the first to come are left out."""
    those = [pk for pk in watchers(watched_by) if pk != membership_id]
    kept = [*those[-(WATCHERS_AT_MOST - 1) :], membership_id]
    return f",{','.join(map(str, kept))},"


def may_answer(viewer: Viewer, facts: Facts) -> bool:
    """Whether the member may write to the customer: only the one who answers does."""
    return facts.assignee_id == viewer.membership_id and viewer.shop_id == facts.shop_id


def may_change(viewer: Viewer, facts: Facts) -> bool:
    """Whether the member may sort, close and open again: who answers may, and who watches over the shop."""
    return viewer.shop_id == facts.shop_id and (viewer.sees_all or facts.assignee_id == viewer.membership_id)


class Spoken(Protocol):
    """What a draft's circumstances are taken from; a conversation's row has it, and so has the model."""

    shop_id: int
    charter_version_id: int | None
    channel: str
    audience: str
    language: str
    topic: str
    upset_words: str
    first_answer_at: dt.datetime | None


WRITTEN_IN = ("en", "fr", "pt", "ro")
"""Languages in which an agent may say that they write; "" is told from the text."""


def draft_of(viewer: Viewer, facts: Spoken, body: str, now: dt.datetime, language: str = "") -> Draft | None:
    """What the member is about to send, as it is judged; None in a conversation that began before there was a charter.

    It is judged in the language that its writer says it is in, where we read that one; else in that of the text.
    """
    version_id = facts.charter_version_id
    if version_id is None:
        return None
    audience, is_first = viewer.audience or facts.audience, facts.first_answer_at is None
    circumstances = (is_first, viewer.name, facts.upset_words, facts.topic, now)
    written_in = language if language in WRITTEN_IN else ""
    return Draft(facts.shop_id, version_id, audience, facts.channel, body, written_in, facts.language, *circumstances)


def may_approve(viewer: Viewer, shop_id: int) -> bool:
    """Whether the member may let through, in that shop, what colleagues of theirs have written and the charter holds."""
    return viewer.shop_id == shop_id and may(viewer.role, "approve_held")


def may_see_held(viewer: Viewer, shop_id: int, author_id: int) -> bool:
    """Whether the member may read a held message: its author may, and who approves."""
    return viewer.membership_id == author_id or may_approve(viewer, shop_id)


class Listing(NamedTuple):
    """What decides in whose lists a conversation stands."""

    shop_id: int
    status: str
    audience: str
    topic: str
    assignee_id: int | None
    group_id: int | None
    watched_by: str


listing_values = attrgetter(*Listing._fields)
"""A conversation's values for a `Listing`."""


def list_topics(facts: Facts | Listing) -> tuple[str, ...]:
    """The broadcast topics of those in whose lists the conversation stands; the counterpart of `topics_of_viewer`."""
    scope = "waiting" if facts.status == "waiting" else "open"
    inbox = f"inbox:{facts.shop_id}"
    topics = [f"{inbox}:all", f"{inbox}:{facts.audience}:{scope}", f"{inbox}:{facts.audience}:{scope}:{facts.topic}"]
    if facts.assignee_id:
        topics.append(f"member:{facts.assignee_id}")
    if facts.group_id and scope == "waiting":
        topics.append(f"{inbox}:group:{facts.group_id}")
    topics += [f"member:{pk}" for pk in watchers(facts.watched_by) if pk != facts.assignee_id]
    return tuple(topics)


def topics_of_viewer(viewer: Viewer) -> tuple[str, ...]:
    """The broadcast topics that a member's console listens to; the counterpart of `list_topics`."""
    topics = [f"member:{viewer.membership_id}", f"shop:{viewer.shop_id}:presence"]
    inbox = f"inbox:{viewer.shop_id}"
    if viewer.sees_all:
        return (*topics, f"{inbox}:all", f"shop:{viewer.shop_id}:watchers")
    topics += [f"{inbox}:group:{group}" for group in viewer.groups]
    scopes = ["waiting"] if viewer.role == "ambassador" else ["waiting", "open"]
    for scope in scopes if viewer.audience else []:
        mine = f"{inbox}:{viewer.audience}:{scope}"
        topics += [f"{mine}:{topic}" for topic in ("", *sorted(viewer.topics))] if viewer.topics else [mine]
    return tuple(topics)


def held_topics(shop_id: int, author_id: int) -> tuple[str, str]:
    """The broadcast topics of those who see an author's held messages; the counterpart of `may_see_held`."""
    return f"member:{author_id}", f"shop:{shop_id}:watchers"


def team_topic(conversation_id: int) -> str:
    """Where the team's stream of a conversation is told."""
    return f"c:{conversation_id}:team"


WORDS_OF_COLLEAGUES = frozenset(("note", "whisper", "solved", "escalated"))
"""Kinds of entries in which colleagues write to each other, perhaps about the customer."""


def notes_topic(conversation_id: int, *, is_whole: bool) -> str:
    """Where the words of colleagues in a conversation are told, to those who may read them whole; or only that there are some."""
    return f"c:{conversation_id}:{'notes' if is_whole else 'notes-in-part'}"


def public_topic(conversation_id: int) -> str:
    """Where the visitor's stream of a conversation is told."""
    return f"c:{conversation_id}:public"


def first_words(body: str, longest: int = 160) -> str:
    """The beginning of a message on one line, for lists."""
    line = " ".join(body[: longest * 2].split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
