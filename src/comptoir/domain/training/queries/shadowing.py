"""What a newcomer watches in silence: colleagues' conversations, read only, as far as the charter lets their audience see. D6, A11"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.conversations.queries import Talk, Told, answered_by_colleague, answered_by_colleagues, told_after
from comptoir.domain.people.rules import Viewer
from comptoir.domain.training.errors import NotYoursToWatch
from comptoir.domain.training.models import Newcomer, Stage, Watching

LIST_AT_MOST = 30
ENTRIES_AT_MOST = 300
SHOWN = ("message",)
"""Kinds of entries that are shown: what customer and colleague said. Notes, facts and files are not."""


class ToWatch(NamedTuple):
    """A conversation to watch; `is_watched` when it has counted already."""

    talk: Talk
    is_watched: bool


def newcomer_of(membership_id: int) -> Newcomer | None:
    """How far somebody's start has come; nothing for who has not begun it."""
    return Newcomer.objects.filter(pk=membership_id).first()


def watched_count(membership_id: int) -> int:
    """How many conversations somebody has watched."""
    return Watching.objects.filter(membership_id=membership_id).count()


def to_watch(viewer: Viewer, now: dt.datetime) -> list[ToWatch]:
    """Conversations that a newcomer who is to watch may open, the latest first; nothing for anybody else."""
    if not _is_watching(viewer):
        return []
    found = answered_by_colleagues(viewer, now, limit=LIST_AT_MOST)
    rows = Watching.objects.filter(membership_id=viewer.membership_id, conversation_id__in=[it.id for it in found])
    seen = set(rows.values_list("conversation_id", flat=True))
    return [ToWatch(it, it.id in seen) for it in found]


def is_watchable(viewer: Viewer, conversation_id: int, now: dt.datetime) -> bool:
    """Whether a newcomer who is to watch may open the conversation."""
    return _is_watching(viewer) and answered_by_colleague(viewer, conversation_id, now) is not None


def words_to_watch(viewer: Viewer, conversation_id: int, now: dt.datetime) -> tuple[Talk, list[Told]]:
    """What was said in it to the customer and by them. Raises `NotYoursToWatch`."""
    talk = answered_by_colleague(viewer, conversation_id, now) if _is_watching(viewer) else None
    if talk is None:
        raise NotYoursToWatch
    told = [it for it in told_after({conversation_id: 0}, SHOWN) if it.public_seq is not None]
    return talk, told[:ENTRIES_AT_MOST]


def _is_watching(viewer: Viewer) -> bool:
    return Newcomer.objects.filter(pk=viewer.membership_id, shop_id=viewer.shop_id, stage=Stage.WATCHING).exists()
