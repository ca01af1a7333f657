"""How a newcomer starts: they watch colleagues, answer under approval, and are released by a referent. D6"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.actions import lift_approval, put_under_approval
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.actions.passing import give_pass, tell_moved
from comptoir.domain.training.errors import NewcomerNotFound, NotYoursToWatch, WordMissing
from comptoir.domain.training.events import NewcomerReleased
from comptoir.domain.training.models import Newcomer, Pass, Stage, Watching
from comptoir.domain.training.queries.shadowing import is_watchable
from comptoir.domain.training.rules import WATCHED
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked

WORD_LARGEST = 300
LONGER_AT_MOST = 50
"""Conversations by which a start may be prolonged at once."""


def begin_start(membership_id: int, shop_id: int, audience: str, charter: Charter, now: dt.datetime) -> None:
    """Begin the start of who has just passed all that comes before answering; of who has begun it before, nothing changes."""
    training = charter.training
    if training is None or Newcomer.objects.filter(pk=membership_id).exists():
        return
    passed = set(Pass.objects.filter(membership_id=membership_id).values_list("key", flat=True))
    if not set(training.before_answering.get(audience, ())) <= passed:
        return
    newcomer = Newcomer(membership_id=membership_id, shop_id=shop_id, began_at=now, moved_at=now)
    if training.watch_conversations:
        newcomer.stage, newcomer.needed = Stage.WATCHING, training.watch_conversations
        newcomer.save(force_insert=True)
    else:
        _supervise(newcomer, training.shadow_conversations, now)


@transaction.atomic
def watch_in_silence(*, viewer: Viewer, conversation_id: int, now: dt.datetime) -> Newcomer:
    """Write down that a newcomer has read a colleague's conversation. The last that was needed opens their next stage.

    Raises `NotYoursToWatch`.
    """
    newcomer = Newcomer.objects.select_for_update().filter(pk=viewer.membership_id).first()
    if newcomer is None or newcomer.stage != Stage.WATCHING or not is_watchable(viewer, conversation_id, now):
        raise NotYoursToWatch
    Watching.objects.get_or_create(
        membership_id=viewer.membership_id, conversation_id=conversation_id, defaults={"at": now}
    )
    if Watching.objects.filter(membership_id=viewer.membership_id).count() >= newcomer.needed:
        charter = charter_in_force(viewer.shop_id, now)[1]
        give_pass(viewer.membership_id, viewer.shop_id, WATCHED, charter, now, ends=False)
        _supervise(newcomer, charter.training.shadow_conversations if charter.training else 0, now)
    return newcomer


@transaction.atomic
def end_supervision(*, membership_id: int, now: dt.datetime) -> None:
    """The last of their conversations under approval has ended: a referent may release them. Their messages still wait."""
    rows = Newcomer.objects.filter(pk=membership_id, stage=Stage.SUPERVISED)
    if rows.update(stage=Stage.TO_RELEASE, moved_at=now):
        tell_moved(membership_id)


@transaction.atomic
def release_newcomer(*, membership_id: int, viewer: Viewer, word: str, now: dt.datetime) -> Newcomer:
    """Let a newcomer answer on their own, also before their number is full. Releasing twice releases once.

    Raises `NotAllowed`, `NewcomerNotFound`, `WordMissing`.
    """
    newcomer = _newcomer(membership_id, viewer)
    if newcomer.stage == Stage.RELEASED:
        return newcomer
    _decided(newcomer, viewer, word, now)
    if newcomer.stage == Stage.WATCHING:
        charter = charter_in_force(viewer.shop_id, now)[1]
        give_pass(membership_id, viewer.shop_id, WATCHED, charter, now, recognised_by=viewer.membership_id, ends=False)
    newcomer.stage, newcomer.needed = Stage.RELEASED, 0
    newcomer.save()
    lift_approval(membership_id=membership_id, shop_id=viewer.shop_id, why="newcomer", now=now)
    announce(NewcomerReleased(membership_id, viewer.shop_id, viewer.membership_id))
    tell_moved(membership_id)
    return newcomer


@transaction.atomic
def prolong_start(*, membership_id: int, viewer: Viewer, conversations: int, word: str, now: dt.datetime) -> Newcomer:
    """Let a newcomer answer so many more conversations under approval; who was released before comes under it again.

    Raises `NotAllowed`, `NewcomerNotFound`, `WordMissing`, `BadRequest`.
    """
    newcomer = _newcomer(membership_id, viewer)
    if not 1 <= conversations <= LONGER_AT_MOST or newcomer.stage == Stage.WATCHING:
        raise BadRequest("a number of conversations is wanted")
    _decided(newcomer, viewer, word, now)
    _supervise(newcomer, conversations, now)
    return newcomer


def _supervise(newcomer: Newcomer, conversations: int, now: dt.datetime) -> None:
    newcomer.stage = Stage.SUPERVISED if conversations else Stage.RELEASED
    newcomer.needed, newcomer.moved_at = conversations, now
    newcomer.save()
    if conversations:
        put_under_approval(
            membership_id=newcomer.pk,
            shop_id=newcomer.shop_id,
            why="newcomer",
            remaining=conversations,
            word=newcomer.word,
            now=now,
        )
    tell_moved(newcomer.pk)


def _newcomer(membership_id: int, viewer: Viewer) -> Newcomer:
    if not may(viewer.role, "release_newcomers") or membership_id == viewer.membership_id:
        raise NotAllowed
    rows = Newcomer.objects.select_for_update().filter(pk=membership_id, shop_id=viewer.shop_id)
    newcomer = rows.first()
    if newcomer is None:
        raise NewcomerNotFound
    return newcomer


def _decided(newcomer: Newcomer, viewer: Viewer, word: str, now: dt.datetime) -> None:
    said = masked(word.strip())[:WORD_LARGEST]
    if not said:
        raise WordMissing
    newcomer.word, newcomer.decided_by_id, newcomer.moved_at = said, viewer.membership_id, now
