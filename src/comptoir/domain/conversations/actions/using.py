"""What is at hand is counted as used when the answer that has it was sent; not when it was put into a draft. A8."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from django.db import transaction

from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import PutIn
from comptoir.domain.conversations.queries.asking import asked_before
from comptoir.domain.conversations.queries.redacting import unnamed
from comptoir.domain.conversations.queries.retelling import Talk, Told, talks, told_at
from comptoir.domain.knowledge.actions import count_use
from comptoir.domain.knowledge.queries import words_of_kept
from comptoir.domain.knowledge.rules import is_said
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotFound

FORGOTTEN_AFTER = dt.timedelta(days=30)
"""Longer than any message waits for approval."""

AT_ONCE = 500


class Used(NamedTuple):
    """Something that was sent: by whom, in which message, and the rows that waited for it."""

    put_ins: tuple[int, ...]
    kind: str
    of: int
    told: Told
    talk: Talk


def note_put_in(*, viewer: Viewer, conversation_id: int, kind: str, of: int, now: dt.datetime) -> None:
    """The member has put this into an answer in the conversation; that they may, the caller has asked. Twice does no harm."""
    PutIn.objects.create(
        conversation_id=conversation_id, membership_id=viewer.membership_id, kind=kind, of=of, put_at=now
    )


def used_in(posted: Iterable[MessagePosted]) -> list[Used]:
    """What was put into answers and now was sent, also partly or with other words around it. Changes nothing; one query where
    nothing waits.
    """
    places = [(it.conversation_id, it.seq) for it in posted if it.author == "agent"]
    waiting = list(PutIn.objects.filter(conversation_id__in={place[0] for place in places}).order_by("pk"))
    if not waiting:
        return []
    here = {it.conversation_id for it in waiting}
    told = told_at([place for place in places if place[0] in here])
    where = talks(here)
    kept = _kept(waiting, where)
    return [used for it in told for used in _used(it, where[it.conversation_id], waiting, kept)]


@transaction.atomic
def count_used(used: Sequence[Used]) -> None:
    """Count each once: what another has counted meanwhile is not there any more."""
    for it in used:
        if not PutIn.objects.filter(pk__in=it.put_ins).delete()[0]:
            continue
        with suppress(NotFound):
            count_use(
                shop_id=it.talk.shop_id,
                membership_id=it.told.membership_id,
                kind=it.kind,
                of=it.of,
                topic=it.talk.category or it.talk.topic,
                question=unnamed(
                    it.told.conversation_id, asked_before(it.told.conversation_id, it.told.seq), it.told.created_at
                ),
                language=it.talk.language,
                now=it.told.created_at,
            )


def forget_put_ins(now: dt.datetime) -> int:
    """Forget what was put into drafts that nobody sent, a portion at a time. How many."""
    old = PutIn.objects.filter(put_at__lt=now - FORGOTTEN_AFTER).order_by("put_at").values_list("pk", flat=True)
    return PutIn.objects.filter(pk__in=list(old[:AT_ONCE])).delete()[0]


def _kept(waiting: Iterable[PutIn], where: Mapping[int, Talk]) -> dict[tuple[str, int], str]:
    by_shop: dict[int, set[tuple[str, int]]] = {}
    for it in waiting:
        by_shop.setdefault(where[it.conversation_id].shop_id, set()).add((it.kind, it.of))
    return {key: words for shop_id, keys in by_shop.items() for key, words in words_of_kept(shop_id, keys).items()}


def _used(told: Told, talk: Talk, waiting: Sequence[PutIn], kept: Mapping[tuple[str, int], str]) -> list[Used]:
    """What this message has of what its writer had put in before; a row serves one message."""
    mine: dict[tuple[str, int], list[int]] = {}
    for it in waiting:
        is_theirs = (it.conversation_id, it.membership_id) == (told.conversation_id, told.membership_id)
        if is_theirs and it.put_at <= told.created_at:
            mine.setdefault((it.kind, it.of), []).append(it.pk)
    said = (key for key in mine if key in kept and is_said(key[0], kept[key], told.body))
    return [Used(tuple(mine[key]), *key, told, talk) for key in said]
