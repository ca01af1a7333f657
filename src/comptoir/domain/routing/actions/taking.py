"""Taking a conversation, and giving it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.conversations.actions import assign, hand_back
from comptoir.domain.conversations.errors import AlreadyAnswered, ConversationIsClosed, ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.queries import members_of, person, viewer_in
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.actions.arriving import say_who_takes_over
from comptoir.domain.routing.actions.desks import count_loads
from comptoir.domain.routing.actions.ending import withdraw_pending
from comptoir.domain.routing.actions.locks import locked_desks, locked_search, set_up_desk
from comptoir.domain.routing.errors import AnswererChanged, DeskIsFull, NobodyToGiveBackTo
from comptoir.domain.routing.frames import tell_given_back, tell_taken_over
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Desk, Search
from comptoir.domain.routing.queries.giving_back import who_may_have_it_back
from comptoir.domain.routing.queries.loads import counted_loads
from comptoir.domain.training.queries import refuse_untrained
from comptoir.foundation.errors import NotAllowed


@transaction.atomic
def take_conversation(
    *, conversation_id: int, viewer: Viewer, seen_answering: int | None = None, now: dt.datetime
) -> None:
    """Let the viewer answer the conversation: one that waits, or, where their role may take over, a colleague's.

    An agent who takes what waits stays within their limit; who takes over in an emergency need not. `seen_answering` is the
    membership from whom the viewer means to take it (0: nobody's), so that of two who press at once one relieves the other
    only knowingly. Raises `ConversationNotFound`, `ConversationIsClosed`, `NotAllowed`, `AlreadyAnswered`,
    `AnswererChanged`, `NotTrainedYet`, `DeskIsFull`.
    """
    conversation_for(viewer, conversation_id)
    search = locked_search(conversation_id)
    if search.conversation.assignee_id == viewer.membership_id and search.conversation.status == "active":
        return
    _check_right(search, viewer)
    _check_seen(search, seen_answering)
    charter = governing_charter(search.conversation, now)
    refuse_untrained(viewer, search.conversation.topic, now, charter=charter)
    freed = withdraw_pending(search, now)
    _take_up(search, viewer, freed, now)
    say_who_takes_over(search, viewer.audience, viewer.name, now)
    left = assign(
        conversation_id=conversation_id, membership_id=viewer.membership_id, audience=viewer.audience, now=now
    )
    if left is not None:
        tell_taken_over(conversation_id, left, viewer.name, sees=_still_sees(conversation_id, left, viewer.shop_id))
    search.again_at = None
    search.save()
    count_loads([*freed, viewer.user_id])


@transaction.atomic
def hand_back_conversation(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Put a conversation back into the queue, where it keeps its place. Raises `ConversationNotFound`, `NotAllowed`."""
    conversation_for(viewer, conversation_id)
    search = locked_search(conversation_id)
    if search.conversation.assignee_id != viewer.membership_id and not viewer.sees_all:
        raise NotAllowed
    hand_back(conversation_id=conversation_id, why="agent", now=now)


@transaction.atomic
def give_back_conversation(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> int:
    """Give a conversation that the viewer answers back to the colleague who answered before, and return who that is.

    They need not accept it, so they must be at their desk. Raises `ConversationNotFound`, `NotAllowed`,
    `ConversationIsClosed`, `NobodyToGiveBackTo`.
    """
    conversation_for(viewer, conversation_id)
    search = locked_search(conversation_id)
    if search.conversation.assignee_id != viewer.membership_id:
        raise NotAllowed
    if search.conversation.status == "closed":
        raise ConversationIsClosed
    member = who_may_have_it_back(conversation_id, viewer, now)
    if member is None:
        raise NobodyToGiveBackTo
    theirs = viewer_in(member.user_id, viewer.shop_id) or viewer
    refuse_untrained(theirs, search.conversation.topic, now, charter=governing_charter(search.conversation, now))
    freed = withdraw_pending(search, now)
    locked_desks([*freed, viewer.user_id, member.user_id])
    assign(conversation_id=conversation_id, membership_id=member.pk, audience=member.audience, now=now)
    tell_given_back(conversation_id, member.pk, viewer.name)
    count_loads([*freed, viewer.user_id, member.user_id])
    return int(member.pk)


def _check_right(search: Search, viewer: Viewer) -> None:
    conversation = search.conversation
    if conversation.status == "closed":
        raise ConversationIsClosed
    if conversation.assignee_id is None:
        if not may(viewer.role, "answer") and not may(viewer.role, "take_over"):
            raise NotAllowed
    elif not may(viewer.role, "take_over"):
        raise AlreadyAnswered


def _still_sees(conversation_id: int, membership_id: int, shop_id: int) -> bool:
    """Whether who was relieved may look at it: it may be for another audience now."""
    theirs = next((viewer_in(it.user_id, shop_id) for it in members_of(shop_id) if it.pk == membership_id), None)
    try:
        return theirs is not None and conversation_for(theirs, conversation_id) is not None
    except ConversationNotFound:
        return False


def _check_seen(search: Search, seen_answering: int | None) -> None:
    answers = search.conversation.assignee_id
    if seen_answering is not None and answers is not None and answers != seen_answering:
        raise AnswererChanged(name=person(answers)["name"])


def _take_up(search: Search, viewer: Viewer, freed: list[int], now: dt.datetime) -> None:
    """Lock the desks in question, so that nothing lands there meanwhile; refuse what is too much for the viewer's."""
    set_up_desk(viewer.user_id, now)
    locked_desks([*freed, viewer.user_id])
    Desk.objects.filter(user_id=viewer.user_id).update(seen_at=now, idle_since=now)
    conversation = search.conversation
    if not conversation.is_live or conversation.assignee_id is not None or viewer.sees_all:
        return
    limit = _limit(search, viewer, now)
    if counted_loads([viewer.user_id])[viewer.user_id] >= limit:
        raise DeskIsFull(limit=limit)


def _limit(search: Search, viewer: Viewer, now: dt.datetime) -> int:
    own = next((it.chats_at_once for it in members_of(viewer.shop_id) if it.pk == viewer.membership_id), None)
    if own is not None:
        return own
    known = governing_charter(search.conversation, now).audiences.get(viewer.audience)
    return known.chats_at_once if known else 1
