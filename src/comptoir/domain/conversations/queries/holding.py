"""What waits for approval: in a conversation, and in a shop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from comptoir.domain.conversations.errors import HeldNotFound
from comptoir.domain.conversations.held import clauses_of, findings_of, held_as_wire
from comptoir.domain.conversations.models import CAME_BACK, Attachment, Conversation, HeldMessage, Outcome
from comptoir.domain.conversations.rules import may_approve, may_see, may_see_held
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.rules import Judged

PAGE = 50
COUNT_AT_MOST = 100


class Waiting(NamedTuple):
    """A message that waits for approval, as it is shown to who may read it."""

    id: int
    conversation: Conversation
    author_id: int
    author: str
    body: str
    findings: tuple[Judged, ...]
    clauses: tuple[str, ...]
    files: list[dict[str, Any]]
    held_at: dt.datetime
    may_approve: bool
    """Whether who asks may approve it; nobody may their own."""


def held_in(conversation_id: int, viewer: Viewer) -> list[dict[str, Any]]:
    """What the viewer sees waiting for approval in the conversation, oldest first, as the wire tells it."""
    rows = HeldMessage.objects.filter(conversation_id=conversation_id, outcome="").order_by("id")
    seen = [row for row in rows if may_see_held(viewer, row.shop_id, row.membership_id)]
    files = _files(seen)
    return [held_as_wire(row, _files_of(row, files)) for row in seen]


def held_bodies(conversation_id: int) -> list[str]:
    """The words that wait for approval in the conversation, whoever's they are."""
    return list(HeldMessage.objects.filter(conversation_id=conversation_id, outcome="").values_list("body", flat=True))


class Returned(NamedTuple):
    """A message that came back to its author, who has not seen it yet: by whom, and with what word; or that nobody approved
    before the conversation was over for them. `is_seen_there`: whether they may still open the conversation.
    """

    id: int
    conversation_id: int
    client_id: UUID
    body: str
    files: list[dict[str, Any]]
    by: str
    word: str
    at: dt.datetime
    has_lapsed: bool
    is_seen_there: bool


def returned_to(viewers: Sequence[Viewer], conversation_id: int | None = None, limit: int = PAGE) -> list[Returned]:
    """The user's own messages that came back or lapsed and wait to be seen, oldest first; in one conversation, or all: returned
    ones where they still see the conversation, lapsed ones always, for nobody else keeps their words.

    Of more than `limit` the newest.
    """
    mine = {viewer.membership_id: viewer for viewer in viewers}
    rows = HeldMessage.objects.filter(membership_id__in=mine, outcome__in=CAME_BACK, seen_at=None)
    if conversation_id is not None:
        rows = rows.filter(conversation_id=conversation_id)
    newest = rows.select_related("settled_by", "conversation").order_by("-settled_at", "-id")[:limit]
    sight = {row.pk: may_see(mine[row.membership_id], row.conversation) for row in newest}
    found = [row for row in reversed(newest) if sight[row.pk] or row.outcome == Outcome.LAPSED]
    files = _files(found)
    return [_returned(row, _files_of(row, files), sight[row.pk]) for row in found]


def held_messages(
    viewers: Sequence[Viewer], *, after: tuple[dt.datetime, int] | None = None, limit: int = PAGE
) -> list[Waiting]:
    """What waits for approval in the shops where the user approves, longest waiting first; `after` = (held_at, id) of the last one shown."""
    judges = {viewer.shop_id: viewer for viewer in viewers if may_approve(viewer, viewer.shop_id)}
    found: list[HeldMessage] = []
    for shop_id in judges:
        rows = _waiting(shop_id)
        if after is not None:
            rows = rows.filter(held_at__gte=after[0]).exclude(held_at=after[0], pk__lte=after[1])
        found += rows[:limit]
    found.sort(key=lambda row: (row.held_at, row.pk))
    return _shown(found[:limit], judges)


def waiting_in(conversation_id: int, viewer: Viewer) -> list[Waiting]:
    """What the viewer sees waiting for approval in the conversation, oldest first, with why it does."""
    rows = _with_names().filter(conversation_id=conversation_id, outcome="").order_by("id")
    seen = [row for row in rows if may_see_held(viewer, row.shop_id, row.membership_id)]
    return _shown(seen, {viewer.shop_id: viewer})


def viewer_of_held(viewers: Sequence[Viewer], held_id: int) -> Viewer:
    """As which of their memberships the user sees a message that is held, or was. Raises `HeldNotFound`."""
    known = HeldMessage.objects.filter(pk=held_id).values_list("shop_id", "membership_id").first()
    for viewer in viewers:
        if known is not None and viewer.shop_id == known[0] and may_see_held(viewer, *known):
            return viewer
    raise HeldNotFound


def held_count(viewers: Sequence[Viewer]) -> int:
    """How many messages wait for the user's approval, counted up to `COUNT_AT_MOST` a shop."""
    shops = [viewer for viewer in viewers if may_approve(viewer, viewer.shop_id)]
    return sum(len(_others(it).values_list("pk", flat=True)[:COUNT_AT_MOST]) for it in shops)


def _returned(row: HeldMessage, files: list[dict[str, Any]], is_seen_there: bool) -> Returned:
    by = row.settled_by.display_name if row.settled_by else ""
    at, has_lapsed = row.settled_at or row.held_at, row.outcome == Outcome.LAPSED
    told = (row.body, files, by, row.word, at, has_lapsed, is_seen_there)
    return Returned(row.pk, row.conversation_id, row.client_id, *told)


def _others(viewer: Viewer) -> Any:
    return HeldMessage.objects.filter(shop_id=viewer.shop_id, outcome="").exclude(membership_id=viewer.membership_id)


def _with_names() -> Any:
    names = ("membership", "conversation__visitor", "conversation__customer", "conversation__assignee")
    return HeldMessage.objects.select_related(*names)


def _waiting(shop_id: int) -> Any:
    return _with_names().filter(shop_id=shop_id, outcome="").order_by("held_at", "id")


def _shown(rows: Sequence[HeldMessage], viewers: dict[int, Viewer]) -> list[Waiting]:
    files = _files(rows)
    return [
        Waiting(
            id=row.pk,
            conversation=row.conversation,
            author_id=row.membership_id,
            author=row.membership.display_name,
            body=row.body,
            findings=findings_of(row),
            clauses=clauses_of(row),
            files=_files_of(row, files),
            held_at=row.held_at,
            may_approve=viewers[row.shop_id].membership_id != row.membership_id
            and may_approve(viewers[row.shop_id], row.shop_id),
        )
        for row in rows
    ]


def _files(rows: Iterable[HeldMessage]) -> dict[str, Attachment]:
    keys = [UUID(key) for row in rows for key in row.files]
    return {str(file.key): file for file in Attachment.objects.filter(key__in=keys)} if keys else {}


def _files_of(row: HeldMessage, files: dict[str, Attachment]) -> list[dict[str, Any]]:
    return [files[key].as_wire() for key in row.files if key in files]
