"""Why a promise is due when it is."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.domain.charter.rules import Explanation
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.dates import explanation_of_date
from comptoir.domain.promises.errors import PromiseNotFound
from comptoir.domain.promises.models import Promise, PromiseMove
from comptoir.domain.promises.queries.finding import with_names
from comptoir.domain.promises.rules import may_see_alone


class PromiseExplained(NamedTuple):
    """A promise, how its date came about (nothing where a person named it), and how it moved, oldest first."""

    promise: Promise
    explanation: Explanation | None
    moves: list[PromiseMove]


def explanation_of(promise_id: int, viewers: Viewer | list[Viewer]) -> PromiseExplained:
    """How the date of a promise came about. Raises `PromiseNotFound`, also for who may not see it."""
    promise = with_names().filter(pk=promise_id).first()
    if promise is None or not _is_seen(promise, [viewers] if isinstance(viewers, Viewer) else viewers):
        raise PromiseNotFound
    moves = list(PromiseMove.objects.filter(promise_id=promise_id).order_by("id"))
    return PromiseExplained(promise, explanation_of_date(promise), moves)


def _is_seen(promise: Promise, viewers: list[Viewer]) -> bool:
    if promise.conversation_id is None:
        return any(may_see_alone(viewer, promise.shop_id, promise.owner_id) for viewer in viewers)
    try:
        conversation_for(viewers, promise.conversation_id)
    except ConversationNotFound:
        return False
    return True
