"""Hand-overs: warm, with a summary. The giver keeps the conversation until somebody accepts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from comptoir.domain.charter.rules import Charter, answers_at, fields_granted, ladder, may_answer
from comptoir.domain.conversations.actions import assign, hand_back, note_hand_over
from comptoir.domain.conversations.errors import ConversationIsClosed
from comptoir.domain.conversations.queries import conversation_for, redactor_of
from comptoir.domain.conversations.rules import blotted, may_see
from comptoir.domain.people.queries import groups_of, members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.actions.asking import hand_over_candidates, open_hand_over
from comptoir.domain.routing.actions.desks import count_loads
from comptoir.domain.routing.actions.ending import end_hand_over, withdraw_pending
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.errors import (
    AlreadyBeingHandedOver,
    NobodyFree,
    NotAHandOver,
    SummaryMissing,
    TopicNotTheirs,
)
from comptoir.domain.routing.events import SearchBegan
from comptoir.domain.routing.frames import tell_hand_over
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import HandOver, HandOverOutcome, Search
from comptoir.domain.routing.rules import last_resorts
from comptoir.domain.training.errors import ColleagueNotTrained
from comptoir.domain.training.queries import may_answer as are_trained
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked

SUMMARY_LARGEST = 2000
"""Characters."""

TOLD_IN_SUMMARIES = frozenset({"last_name", "email", "phone", "address", "orders"})
"""What colleagues write of a customer, and the charter may keep back."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a conversation is for: an audience or a group, in an audience perhaps one person. `name` is for people."""

    audience: str = ""
    group_id: int | None = None
    membership_id: int | None = None
    name: str = ""


@transaction.atomic
def hand_over(
    *,
    conversation_id: int,
    viewer: Viewer,
    to_audience: str = "",
    to_group_id: int | None = None,
    to_membership_id: int | None = None,
    summary: str,
    now: dt.datetime,
) -> HandOver:
    """Ask an audience, a group or a person to take the conversation over; the summary is for whoever does.

    What nobody holds, and what is not live, moves at once: it rings for nobody. Raises `ConversationNotFound`,
    `NotAllowed`, `ConversationIsClosed`, `NotAHandOver`, `SummaryMissing`, `AlreadyBeingHandedOver`, `TopicNotTheirs`,
    `ColleagueNotTrained`, and `NobodyFree` when none of those asked is at their desk.
    """
    conversation_for(viewer, conversation_id)
    search = locked_search(conversation_id)
    charter = governing_charter(search.conversation, now)
    _check(search, viewer, summary)
    target = _target(viewer, charter, to_audience, to_group_id, to_membership_id)
    _check_target(search, charter, target, now)
    asked = HandOver(
        conversation_id=conversation_id,
        by_id=viewer.membership_id,
        to_audience=target.audience,
        to_group_id=target.group_id,
        to_membership_id=target.membership_id,
        summary=_kept(summary, conversation_id, charter, target, now),
        asked_at=now,
    )
    count_loads(withdraw_pending(search, now))
    if not search.conversation.is_live:
        return _move(asked, search, viewer, target, now)
    if search.conversation.assignee_id is None and target.membership_id is None:
        if target.audience and not answers_at(charter, target.audience, now):
            raise _nobody_free(viewer, charter)
        return _move(asked, search, viewer, target, now)
    return _ask(asked, search, viewer, charter, now)


@transaction.atomic
def cancel_hand_over(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Take a hand-over back: nobody is asked any more. Without one under way nothing happens.

    Raises `ConversationNotFound`, `NotAllowed`.
    """
    conversation_for(viewer, conversation_id)
    search = locked_search(conversation_id)
    under_way = open_hand_over(conversation_id)
    if under_way is None:
        return
    if under_way.by_id != viewer.membership_id and not _is_in_charge(search, viewer):
        raise NotAllowed
    end_hand_over(under_way, HandOverOutcome.CANCELLED, now)
    count_loads(withdraw_pending(search, now))


def _kept(summary: str, conversation_id: int, charter: Charter, target: Target, now: dt.datetime) -> str:
    """The summary without card numbers, and without what the charter keeps from the audience that it is for. A11, D9."""
    kept = masked(summary.strip())[:SUMMARY_LARGEST]
    granted = fields_granted(charter, audience=target.audience, sees_all=False)
    if not target.audience or granted >= TOLD_IN_SUMMARIES:
        return kept
    redact = redactor_of(conversation_id, now, guesses=False)
    return blotted(redact(kept))


def _check(search: Search, viewer: Viewer, summary: str) -> None:
    if not may(viewer.role, "hand_over") or not _is_in_charge(search, viewer):
        raise NotAllowed
    if search.conversation.status == "closed":
        raise ConversationIsClosed
    if not summary.strip():
        raise SummaryMissing
    if open_hand_over(search.pk) is not None:
        raise AlreadyBeingHandedOver


def _is_in_charge(search: Search, viewer: Viewer) -> bool:
    return viewer.sees_all or search.conversation.assignee_id in (None, viewer.membership_id)


def _target(
    viewer: Viewer, charter: Charter, to_audience: str, to_group_id: int | None, to_membership_id: int | None
) -> Target:
    if [bool(to_audience), to_group_id is not None, to_membership_id is not None].count(True) != 1:
        raise NotAHandOver
    if to_group_id is not None:
        found = [Target(group_id=it.pk, name=it.name) for it in groups_of(viewer.shop_id) if it.pk == to_group_id]
    elif to_membership_id is not None:
        found = [
            Target(it.audience, membership_id=it.pk, name=it.display_name)
            for it in members_of(viewer.shop_id)
            if it.pk == to_membership_id and may(it.role, "be_offered_conversations")
        ]
    else:
        found = [Target(key, name=str(it.name)) for key, it in charter.audiences.items() if key == to_audience]
    if not found:
        raise NotAHandOver
    return found[0]


def _check_target(search: Search, charter: Charter, target: Target, now: dt.datetime) -> None:
    if target.membership_id is not None and target.membership_id == search.conversation.assignee_id:
        raise NotAHandOver
    topic = search.conversation.topic
    if target.audience and not may_answer(charter, target.audience, topic):
        raise TopicNotTheirs(clause=f"topics.{topic}")
    named = [] if target.membership_id is None else [target.membership_id]
    if set(named) - are_trained(named, topic, now, shop_id=search.conversation.shop_id, charter=charter):
        raise ColleagueNotTrained(clause=f"training.before_answering.{target.audience}")


def _move(asked: HandOver, search: Search, viewer: Viewer, target: Target, now: dt.datetime) -> HandOver:
    pk = search.pk
    if search.conversation.assignee_id is not None and target.membership_id is None:
        hand_back(conversation_id=pk, why="handed_over", now=now)
        search = locked_search(pk)
    note_hand_over(
        conversation_id=pk,
        viewer=viewer if may_see(viewer, search.conversation) else None,
        audience=target.audience,
        group_id=target.group_id,
        name=target.name,
        summary=asked.summary,
        now=now,
    )
    if target.membership_id is not None:
        assign(conversation_id=pk, membership_id=target.membership_id, audience=target.audience, now=now)
    asked.ended_at, asked.outcome = now, HandOverOutcome.MOVED
    asked.save()
    announce(SearchBegan(pk, "redirected"))
    return asked


def _ask(asked: HandOver, search: Search, viewer: Viewer, charter: Charter, now: dt.datetime) -> HandOver:
    holder = search.conversation.assignee_id
    there = hand_over_candidates(search, asked, charter, now)
    if asked.to_membership_id is not None:
        there = [each for each in there if each.membership_id == asked.to_membership_id]
    if not any(each.membership_id != holder for each in there):
        raise _nobody_free(viewer, charter)
    asked.save()
    tell_hand_over(asked)
    announce(SearchBegan(asked.conversation_id, "hand_over"))
    return asked


def _nobody_free(viewer: Viewer, charter: Charter) -> NobodyFree:
    clause = f"audiences.{viewer.audience}.when_in_doubt" if viewer.audience in charter.audiences else ""
    return NobodyFree(possible=last_resorts(ladder(charter, viewer.audience)), clause=clause)
