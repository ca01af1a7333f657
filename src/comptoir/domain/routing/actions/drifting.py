"""Drift: a talk that comes to a topic which its audience does not answer is proposed for hand-over. A5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, audiences_for, may_answer, topic_of
from comptoir.domain.conversations.actions import suggest_hand_over
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.queries import Said, words_said
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.events import TopicDrifted
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Search


def drifts_in(posted: Sequence[MessagePosted], now: dt.datetime) -> list[TopicDrifted]:
    """Where visitors have come to topics that their audience does not answer. One query for all, or none."""
    spoken = [it for it in posted if it.author == "visitor"]
    restricted = {
        (shop_id, audience)
        for shop_id, audience in {(it.shop_id, it.audience) for it in spoken}
        if _is_restricted(charter_in_force(shop_id, now)[1], audience)
    }
    places = [(it.conversation_id, it.seq) for it in spoken if (it.shop_id, it.audience) in restricted]
    return list(_new_drifts(_drifts(words_said(places), now)))


@transaction.atomic
def propose_hand_over(*, conversation_id: int, topic: str, audience: str, now: dt.datetime) -> None:
    """Suggest to the team to hand the conversation over to the audience that answers the topic; once for each topic."""
    search = locked_search(conversation_id)
    conversation = search.conversation
    if topic in search.suggested_topics or conversation.status == "closed":
        return
    if may_answer(governing_charter(conversation, now), conversation.audience, topic):
        return
    search.suggested_topics = [*search.suggested_topics, topic]
    search.save(update_fields=["suggested_topics"])
    suggest_hand_over(conversation_id=conversation_id, topic=topic, audience=audience, now=now)


@lru_cache(maxsize=1024)
def _is_restricted(charter: Charter, audience: str) -> bool:
    """Whether there is any topic that the audience does not answer."""
    return any(audience not in topic.audiences for topic in charter.topics.values())


def _drifts(said: Sequence[Said], now: dt.datetime) -> Iterator[TopicDrifted]:
    for words in said:
        charter = governing_charter(words, now)
        found = topic_of(charter, words.body, words.language)
        topic = found[0][0] if found else ""
        if topic and not may_answer(charter, words.audience, topic):
            yield TopicDrifted(words.conversation_id, topic, audiences_for(charter, topic)[0])


def _new_drifts(drifts: Iterable[TopicDrifted]) -> Iterator[TopicDrifted]:
    """Each once, without those that were proposed before."""
    fresh = dict.fromkeys(drifts)
    if not fresh:
        return
    searches = Search.objects.filter(pk__in={drift.conversation_id for drift in fresh})
    proposed = dict(searches.values_list("pk", "suggested_topics"))
    for drift in fresh:
        if drift.topic not in proposed.get(drift.conversation_id, ()):
            yield drift
