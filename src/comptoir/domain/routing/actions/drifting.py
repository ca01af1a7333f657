"""Drift: a talk that comes to a topic which its audience does not answer is proposed for hand-over. A5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import audiences_for, may_answer, topic_of
from comptoir.domain.conversations.actions import suggest_hand_over
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.routing.actions.locks import begin_searches, locked_search
from comptoir.domain.routing.events import TopicDrifted
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.queries.words import Said, words_said
from comptoir.foundation.outbox import announce_all


@transaction.atomic
def notice_drift(posted: Sequence[MessagePosted], now: dt.datetime) -> None:
    """Announce where visitors have come to topics that their audience does not answer. One query for all, or none."""
    doubtful = [it for it in posted if it.author == "visitor" and _is_restricted(it.shop_id, it.audience, now)]
    if doubtful:
        begin_searches(it.conversation_id for it in doubtful if it.seq == 1)
        said = words_said([(it.conversation_id, it.seq) for it in doubtful])
        announce_all(list(_drifts(said, now)))


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


def _is_restricted(shop_id: int, audience: str, now: dt.datetime) -> bool:
    """Whether there is any topic that the audience does not answer."""
    charter = charter_in_force(shop_id, now)[1]
    return any(audience not in topic.audiences for topic in charter.topics.values())


def _drifts(said: Sequence[Said], now: dt.datetime) -> Iterator[TopicDrifted]:
    for words in said:
        charter = governing_charter(words, now)
        found = topic_of(charter, words.body, words.language)
        topic = found[0][0] if found else ""
        if not topic or topic in words.suggested_topics or may_answer(charter, words.audience, topic):
            continue
        yield TopicDrifted(words.conversation_id, topic, audiences_for(charter, topic)[0])
