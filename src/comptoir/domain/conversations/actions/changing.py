"""What happens to a conversation besides messages: who answers, what it is about, how it ends. One transaction each."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.holding import lapse_held
from comptoir.domain.conversations.actions.learning import learn
from comptoir.domain.conversations.actions.post import Post
from comptoir.domain.conversations.actions.posting import post_message
from comptoir.domain.conversations.actions.stream import Row
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound, IsMerged
from comptoir.domain.conversations.events import (
    AgentJoined,
    BecameRequest,
    ConversationClosed,
    ConversationFiled,
    ConversationHandedBack,
    ConversationReopened,
)
from comptoir.domain.people.queries import person
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import BadRequest
from comptoir.language.cards import masked


def assign(*, conversation_id: int, membership_id: int, audience: str = "", now: dt.datetime) -> int | None:
    """Let a member answer the conversation; returns the member who answered before, if another did."""
    with changed(conversation_id, now) as (stream, row):
        _refuse_closed(row)
        before, agent = row.assignee_id, person(membership_id)
        if before == membership_id and row.status == "active":
            return None
        row.assignee_id, row.status, row.group_id, row.waiting_since = membership_id, "active", None, None
        row.audience = audience or agent["audience"] or row.audience
        stream.append(row, "joined", membership_id=membership_id, facts={"agent": agent})
        left = before if before != membership_id else None
        if left is not None:
            lapse_held(row, now)
        stream.happened(AgentJoined(row.id, row.shop_id, membership_id, left))
    return left


def hand_back(*, conversation_id: int, why: str, now: dt.datetime) -> int | None:
    """Put the conversation back among those that wait; returns the member who had it."""
    with changed(conversation_id, now) as (stream, row):
        before = row.assignee_id
        if before is None or row.status != "active":
            return None
        row.assignee_id, row.status = None, "waiting"
        row.waiting_since = row.unanswered_since or now
        lapse_held(row, now)
        stream.append(row, "handed_back", membership_id=before, facts={"why": why})
        stream.happened(ConversationHandedBack(row.id, row.shop_id, before, why))
    return before


def note_hand_over(
    *,
    conversation_id: int,
    viewer: Viewer | None,
    audience: str,
    group_id: int | None = None,
    name: str = "",
    summary: str = "",
    now: dt.datetime,
) -> None:
    """Say in the stream that the conversation goes to another audience, group or person; the summary is for the team."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_closed(row)
        by = viewer.membership_id if viewer else None
        summary = masked(summary)
        if summary:
            facts = {"by": viewer.name if viewer else "", "mentions": []}
            author = "agent" if viewer else "system"
            stream.append(row, "note", author=author, membership_id=by, body=summary, facts=facts, is_public=False)
        row.group_id = group_id
        if row.status == "waiting":
            row.audience = audience or row.audience
        stream.append(row, "handed_over", membership_id=by, facts={"to": audience, "name": name})


def choose_audience(*, conversation_id: int, audience: str, now: dt.datetime) -> None:
    """Ask another audience for a waiting conversation."""
    with changed(conversation_id, now) as (stream, row):
        _refuse_closed(row)
        if row.audience != audience and row.status == "waiting":
            row.audience, row.group_id = audience, None
            stream.append(row, "handed_over", facts={"to": audience, "name": ""})


def send_card(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Give the customer the link to the shop's contact page."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_closed(row)
        if row.charter_version_id is None:
            raise BadRequest("the shop has no charter yet")
        url = charter_of_version(row.charter_version_id).shop.contact_page
        if not url:
            raise BadRequest("the charter names no contact page")
        row.last_answer_seq, row.unanswered_since = row.seq + 1, None
        stream.append(row, "card", author="agent", membership_id=viewer.membership_id, facts={"url": url})


def become_request(
    *,
    conversation_id: int,
    viewer: Viewer | None = None,
    visitor_id: int | None = None,
    email: str = "",
    body: str = "",
    client_id: UUID | None = None,
    now: dt.datetime,
) -> str:
    """Turn a chat into a request that is answered later, with all that was said; returns its reference."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_stranger(row, visitor_id)
        _refuse_closed(row)
        row.email = masked(email)[:254] or row.email
        if row.is_live:
            row.is_live = False
            by = viewer.membership_id if viewer else None
            stream.append(row, "request", membership_id=by, facts={"reference": row.reference})
            stream.happened(BecameRequest(row.id, row.shop_id, by))
        else:
            stream.restate(row)
    if body.strip() and visitor_id:
        post_message(Post(conversation_id, client_id or uuid4(), body, visitor_id=visitor_id), now=now)
    return row.reference


def choose_topic(*, conversation_id: int, viewer: Viewer | None, topic: str, now: dt.datetime) -> None:
    """Say what the conversation is about: one of the charter's topics, or nothing."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_unknown_topic(row, topic)
        if row.topic != topic:
            row.topic = topic = masked(topic)
            by = viewer.membership_id if viewer else None
            stream.append(row, "topic", membership_id=by, facts={"value": topic}, is_public=False)
            stream.happened(ConversationFiled(row.id, row.shop_id, row.topic, row.category))


def choose_category(*, conversation_id: int, viewer: Viewer, category: str, now: dt.datetime) -> None:
    """File the conversation under one of the charter's topics, or none; the shop learns from it what such requests say."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_unknown_topic(row, category)
        if row.category != category:
            row.category = category = masked(category)
            facts = {"value": category}
            stream.append(row, "category", membership_id=viewer.membership_id, facts=facts, is_public=False)
            learn(row)
            stream.happened(ConversationFiled(row.id, row.shop_id, row.topic, row.category))


def suggest_hand_over(*, conversation_id: int, topic: str, audience: str, now: dt.datetime) -> None:
    """Tell the team that the talk has come to a topic which another audience answers."""
    with changed(conversation_id, now) as (stream, row):
        if row.status != "closed":
            stream.append(row, "suggestion", facts={"topic": topic, "audience": audience}, is_public=False)


def raise_alarm(*, conversation_id: int, why: str, now: dt.datetime) -> None:
    """Keep in the stream that the conversation is in danger of a broken promise, or that nobody is free."""
    with changed(conversation_id, now) as (stream, row):
        if row.status != "closed":
            stream.append(row, "alarm", facts={"why": why}, is_public=False)


def close_conversation(
    *,
    conversation_id: int,
    viewer: Viewer | None = None,
    visitor_id: int | None = None,
    why: str = "",
    now: dt.datetime,
) -> None:
    """End the conversation, by the agent, by the visitor, or by the house. Closing twice closes once."""
    with changed(conversation_id, now, viewer) as (stream, row):
        _refuse_stranger(row, visitor_id)
        if row.status == "closed":
            return
        row.status, row.closed_at, row.waiting_since, row.unanswered_since = "closed", now, None, None
        row.snoozed_until = None
        if row.assignee_id is not None:
            lapse_held(row, now)
        author = "visitor" if visitor_id else "agent" if viewer else "system"
        by = viewer.membership_id if viewer else None
        stream.append(row, "closed", author=author, membership_id=by, facts={"why": why or author})
        stream.happened(ConversationClosed(row.id, row.shop_id, by, why or author))


def reopen_conversation(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Open a closed conversation again, as a request that its agent answers."""
    with changed(conversation_id, now, viewer) as (stream, row):
        if row.status != "closed":
            return
        if row.merged_into_id:
            raise IsMerged
        row.status = "active" if row.assignee_id else "waiting"
        row.is_live, row.closed_at = False, None
        row.waiting_since = None if row.assignee_id else now
        stream.append(row, "reopened", author="agent", membership_id=viewer.membership_id)
        stream.happened(ConversationReopened(row.id, row.shop_id, row.is_live))


def _refuse_closed(row: Row) -> None:
    if row.status == "closed":
        raise ConversationIsClosed


def _refuse_stranger(row: Row, visitor_id: int | None) -> None:
    if visitor_id is not None and row.visitor_id != visitor_id:
        raise ConversationNotFound


def _refuse_unknown_topic(row: Row, topic: str) -> None:
    if not topic or row.charter_version_id is None:
        return
    if topic not in charter_of_version(row.charter_version_id).topics:
        raise BadRequest(f"the charter has no topic {masked(topic)[:40]!r}")
