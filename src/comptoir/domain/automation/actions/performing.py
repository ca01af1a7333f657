"""Doing what a macro or a rule says: existing actions, in one order, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from comptoir.domain.automation.errors import NothingWasChanged
from comptoir.domain.automation.rules import SNOOZES, Acts, filled
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted, next_opening
from comptoir.domain.conversations import actions as talk
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    IsMerged,
    NotInTheFuture,
    NotYours,
)
from comptoir.domain.conversations.queries import Case, case_of, first_name_in
from comptoir.domain.conversations.rules import BODY_LARGEST, SNOOZE_LONGEST, may_answer, may_change
from comptoir.domain.people.queries import person
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing import actions as routing
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import NotAllowed, Refusal


class Doer(NamedTuple):
    """Who does it, under which `name`: a member with their rights, or the house itself. `once` is the id of what it writes."""

    viewer: Viewer | None
    name: str
    once: UUID


@transaction.atomic
def perform(acts: Acts, conversation_id: int, doer: Doer, now: dt.datetime) -> Case:
    """Do all of the acts that change the conversation; returns it as it was. Raises `NothingWasChanged` with every reason
    that stands in the way, `ConversationNotFound`, `IsMerged`."""
    routing.lock_for_changes(conversation_id)
    case = case_of(conversation_id)
    if case is None:
        raise ConversationNotFound
    if case.merged_into_id:
        raise IsMerged
    refusals = [refusal for act in _steps(acts, case, doer, now) if (refusal := _refused(act)) is not None]
    if refusals:
        raise NothingWasChanged(refusals)
    return case


def text_for(text: str, case: Case, viewer: Viewer | None, now: dt.datetime) -> str:
    """A text with its variables filled in, as far as its reader may know them: the member, or who answers there."""
    _version, charter = charter_in_force(case.shop_id, now)
    audience = viewer.audience if viewer else case.audience
    granted = fields_granted(charter, audience=audience, sees_all=viewer is not None and viewer.sees_all)
    agent = viewer.name if viewer else person(case.assignee_id)["name"] if case.assignee_id else ""
    values = {
        "customer": first_name_in(case.id) if "first_name" in granted and "{customer}" in text.lower() else "",
        "agent": agent,
        "reference": case.reference,
        "shop": shop_of_id(case.shop_id).name,
    }
    return filled(text, values)[:BODY_LARGEST]


def _refused(act: Callable[[], None]) -> Refusal | None:
    try:
        with transaction.atomic():
            act()
    except Refusal as refusal:
        return refusal
    return None


def _steps(acts: Acts, case: Case, doer: Doer, now: dt.datetime) -> Iterator[Callable[[], None]]:
    """In this order: what it is about decides who may have it, and nothing is done to what is closed."""
    if acts.reply and doer.viewer is not None:
        yield lambda: _require_answer(case, doer.viewer)
    if acts.sorts or acts.snooze or acts.closes:
        yield lambda: _require_change(case, doer)
    pk, viewer = case.id, doer.viewer
    if acts.topic:
        yield lambda: talk.choose_topic(conversation_id=pk, viewer=viewer, topic=acts.topic, now=now)
    if acts.add_tags or acts.remove_tags:
        tags = {"names": acts.add_tags, "without": acts.remove_tags, "keeps_others": True}
        yield lambda: talk.set_tags(conversation_id=pk, viewer=viewer, now=now, **tags)  # type: ignore[arg-type]
    if acts.priority:
        yield lambda: talk.set_priority(conversation_id=pk, viewer=viewer, priority=acts.priority, now=now)
    if acts.note:
        yield lambda: _write_note(acts.note, case, doer, now)
    if acts.snooze:
        yield lambda: talk.snooze(conversation_id=pk, viewer=viewer, until=_until(acts.snooze, case, now), now=now)
    if acts.hands_over:
        yield lambda: _hand_over(acts, case, doer, now)
    if acts.closes:
        yield lambda: talk.close_conversation(conversation_id=pk, viewer=viewer, why="" if viewer else "rule", now=now)


def _require_answer(case: Case, viewer: Viewer | None) -> None:
    """What the answer is written for can still be answered, and by this member."""
    if case.status == "closed":
        raise ConversationIsClosed
    if viewer is not None and not may_answer(viewer, case):
        raise NotYours


def _require_change(case: Case, doer: Doer) -> None:
    if doer.viewer is not None and not may_change(doer.viewer, case):
        raise NotAllowed


def _write_note(note: str, case: Case, doer: Doer, now: dt.datetime) -> None:
    if doer.viewer is not None and not may(doer.viewer.role, "write_notes"):
        raise NotAllowed
    text = text_for(note, case, doer.viewer, now)
    body = text if doer.viewer else f"{doer.name}: {text}"
    talk.post_message(talk.Post(case.id, doer.once, body, viewer=doer.viewer, kind="note"), now=now)


def _until(snooze: str, case: Case, now: dt.datetime) -> dt.datetime:
    if SNOOZES[snooze]:
        return now + dt.timedelta(days=SNOOZES[snooze])
    _version, charter = charter_in_force(case.shop_id, now)
    opening = next_opening(charter, case.audience, now)
    if opening is None:
        raise NotInTheFuture(days=SNOOZE_LONGEST.days)
    return opening


def _hand_over(acts: Acts, case: Case, doer: Doer, now: dt.datetime) -> None:
    if doer.viewer is None:
        routing.move_conversation(
            conversation_id=case.id, to_audience=acts.to_audience, to_group_id=acts.to_group, now=now
        )
        return
    routing.hand_over(
        conversation_id=case.id,
        viewer=doer.viewer,
        to_audience=acts.to_audience,
        to_group_id=acts.to_group,
        summary=doer.name,
        now=now,
    )
