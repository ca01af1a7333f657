"""What is said in the stream when a conversation comes to somebody by another way than the plain one."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.actions import choose_audience, note_hand_over
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.queries import viewer_in
from comptoir.domain.people.rules import Viewer
from comptoir.domain.routing.actions.asking import open_hand_over
from comptoir.domain.routing.actions.ending import end_hand_over
from comptoir.domain.routing.models import HandOver, HandOverOutcome, Search


def say_who_takes_over(search: Search, audience: str, name: str, now: dt.datetime) -> None:
    """Say where the conversation goes, before it is assigned. A hand-over ends here, and its summary is noted."""
    under_way = open_hand_over(search.pk)
    if under_way is not None:
        note_hand_over(
            conversation_id=search.pk,
            viewer=_giver(search, under_way),
            audience=audience,
            name=name,
            summary=under_way.summary,
            now=now,
        )
        end_hand_over(under_way, HandOverOutcome.ACCEPTED, now)
    elif audience and audience != search.conversation.audience and search.conversation.status == "waiting":
        choose_audience(conversation_id=search.pk, audience=audience, now=now)


def _giver(search: Search, under_way: HandOver) -> Viewer | None:
    """The one who hands over, unless they have left or may no longer see the conversation."""
    viewer = viewer_in(under_way.by.user_id, under_way.by.shop_id) if under_way.by else None
    return viewer if viewer and may_see(viewer, search.conversation) else None
