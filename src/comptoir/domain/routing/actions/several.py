"""The same change to several conversations: each on its own, with the rights that one has there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions import close_conversation, set_priority, set_tags
from comptoir.domain.conversations.errors import ConversationIsClosed, IsMerged
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.conversations.rules import may_change
from comptoir.domain.people.rules import Viewer
from comptoir.domain.routing.actions.hand_overs import hand_over
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.actions.taking import take_conversation
from comptoir.domain.routing.errors import TooManyAtOnce
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import BadRequest, NotAllowed, Refusal

AT_ONCE = 100
"""Conversations of one change."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with each; what is empty stays as it is. Tags are added; a colleague who is given them reads the summary."""

    priority: str = ""
    tags: tuple[str, ...] = ()
    to_membership_id: int | None = None
    summary: str = ""
    closes: bool = False

    @property
    def sorts(self) -> bool:
        return bool(self.priority or self.tags)


class NotChanged(NamedTuple):
    """A conversation that stays as it was, and why. It has a number for those who may see it."""

    conversation_id: int
    reference: str
    refusal: Refusal


def change_several(
    *, conversation_ids: Iterable[int], viewers: Sequence[Viewer], change: Change, now: dt.datetime
) -> list[NotChanged]:
    """Change each wholly or not at all, whatever becomes of the others; returns those that stay as they were, in order.

    A change gives them to somebody or closes them, not both. Raises `TooManyAtOnce` and `BadRequest` before anything is done.
    """
    ids = list(dict.fromkeys(conversation_ids))
    if len(ids) > AT_ONCE:
        raise TooManyAtOnce(most=AT_ONCE)
    if change == Change() or (change.closes and change.to_membership_id is not None):
        raise BadRequest(_("say what is to change: sort them, and give them to somebody or close them"))
    tried = (_try(pk, viewers, change, now) for pk in ids)
    return [it for it in tried if it is not None]


def _try(pk: int, viewers: Sequence[Viewer], change: Change, now: dt.datetime) -> NotChanged | None:
    reference = ""
    try:
        conversation, viewer = conversation_for(viewers, pk)
        reference = conversation.reference
        _change(pk, viewer, change, now)
    except Refusal as refusal:
        return NotChanged(pk, reference, refusal)
    return None


@again_when_crossed
@transaction.atomic
def _change(pk: int, viewer: Viewer, change: Change, now: dt.datetime) -> None:
    """Under the lock that giving and taking need first, so that nobody waits for another in a circle."""
    search = locked_search(pk)
    if search.conversation.merged_into_id:
        raise IsMerged
    if change.closes and search.conversation.status == "closed":
        raise ConversationIsClosed
    is_own = change.to_membership_id == viewer.membership_id
    if is_own:
        take_conversation(conversation_id=pk, viewer=viewer, now=now)
    if (change.sorts or change.closes) and not is_own and not may_change(viewer, search.conversation):
        raise NotAllowed
    _sort(pk, viewer, change, now)
    if change.closes:
        close_conversation(conversation_id=pk, viewer=viewer, now=now)
    elif change.to_membership_id is not None and not is_own:
        _give(pk, viewer, change, now)


def _sort(pk: int, viewer: Viewer, change: Change, now: dt.datetime) -> None:
    if change.tags:
        set_tags(conversation_id=pk, viewer=viewer, names=change.tags, keeps_others=True, now=now)
    if change.priority:
        set_priority(conversation_id=pk, viewer=viewer, priority=change.priority, now=now)


def _give(pk: int, viewer: Viewer, change: Change, now: dt.datetime) -> None:
    if locked_search(pk).conversation.assignee_id == change.to_membership_id:
        return
    to, summary = change.to_membership_id, change.summary
    hand_over(conversation_id=pk, viewer=viewer, to_membership_id=to, summary=summary, now=now)
