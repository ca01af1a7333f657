"""Counting mistakes: each message that an agent has sent is read again, away from its way, as it was read when it went out.

What was mended before sending is not counted. The process that posted a message remembers what it found in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from comptoir.domain.conversations.actions.judging import judge
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Entry, Reading
from comptoir.domain.conversations.rules import draft_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.wording.actions import Written

UPSET_LONGEST = 1000
Place = tuple[int, int]


def written_by_agents(posted: Sequence[MessagePosted]) -> list[Written]:
    """What agents wrote among these, with what was found in it. Changes nothing."""
    by_agents = {(it.conversation_id, it.seq): it for it in posted if it.author == "agent"}
    entries = {(it.conversation_id, it.seq): it for it in _messages_at(by_agents)} if by_agents else {}
    upset = _upset_words({place: it.created_at for place, it in entries.items()}) if entries else {}
    found = (_written(it, by_agents[place], upset.get(place, "")) for place, it in sorted(entries.items()))
    return [it for it in found if it is not None]


def _written(entry: Entry, event: MessagePosted, upset_words: str) -> Written | None:
    """The conversation is taken as it stood when this was sent."""
    member, talk = entry.membership, entry.conversation
    if member is None:
        return None
    talk.audience, talk.upset_words = event.audience, upset_words
    if not entry.was_answered:  # type: ignore[attr-defined]  # annotated
        talk.first_answer_at = None
    viewer = Viewer(member.user_id, member.pk, talk.shop_id, member.role, member.audience, name=member.display_name)
    judgement = judge(draft_of(viewer, talk, entry.body, event.posted_at))
    if judgement is None:
        return None
    name, day = f"c{talk.pk}.{entry.seq}", event.posted_at.astimezone(ZoneInfo(shop_of_id(talk.shop_id).time_zone))
    return Written(name, talk.shop_id, member.pk, entry.body, judgement.verdict, day.date())


def _messages_at(places: Collection[Place]) -> list[Entry]:
    """Agents' messages at these places (conversation, number in the team's stream), with whether an answer went before."""
    ids, seqs = {c for c, _ in places}, {seq for _, seq in places}
    spoken = Entry.objects.filter(author="agent", kind="message")
    before = spoken.filter(conversation_id=OuterRef("conversation_id"), seq__lt=OuterRef("seq"))
    rows = spoken.filter(conversation_id__in=ids, seq__in=seqs, membership__isnull=False).exclude(body="")
    rows = rows.select_related("conversation", "membership").annotate(was_answered=Exists(before))
    return [it for it in rows if (it.conversation_id, it.seq) in places]


def _upset_words(sent: Mapping[Place, dt.datetime]) -> dict[Place, str]:
    """The customer's last upset words, where they were upset when somebody answered; one calm message does not end it."""
    read = Reading.objects.filter(conversation_id__in={conversation_id for conversation_id, _ in sent})
    if not read.exclude(mood="calm").exists():
        return {}
    moods = list(read.order_by("-seq").values_list("conversation_id", "seq", "mood", "read_at"))
    upset: dict[Place, Place] = {}
    for place, at in sent.items():
        before = [it for it in moods if it[0] == place[0] and it[1] < place[1] and it[3] <= at]
        last = next(((c, seq) for c, seq, mood, _ in before[:2] if mood != "calm"), None)
        if last:
            upset[place] = last
    said = _bodies(upset.values())
    return {place: said.get(of, "")[:UPSET_LONGEST] for place, of in upset.items()}


def _bodies(places: Collection[Place]) -> dict[Place, str]:
    ids, seqs = {c for c, _ in places}, {seq for _, seq in places}
    rows = Entry.objects.filter(conversation_id__in=ids, seq__in=seqs).values_list("conversation_id", "seq", "body")
    return {(c, seq): body for c, seq, body in rows}
