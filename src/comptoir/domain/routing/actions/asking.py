"""Asking: who answers a conversation is found, and the offer made. All of it runs under the lock of its search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q

from comptoir.domain.charter.rules import Charter, answers_at, audiences_for, ladder
from comptoir.domain.routing.actions.ending import end_hand_over
from comptoir.domain.routing.actions.falling_back import alarm_once, propose_once
from comptoir.domain.routing.events import OfferExpires
from comptoir.domain.routing.frames import offer_as_wire, tell_offer
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Availability, Desk, HandOver, HandOverOutcome, Offer, Outcome, Search
from comptoir.domain.routing.queries.candidates import candidates_for
from comptoir.domain.routing.queries.waiting import substitutes
from comptoir.domain.routing.rules import (
    AGAIN_AFTER,
    AGAIN_AFTER_NOBODY,
    HAND_OVER_WAITS,
    Candidate,
    Wish,
    has_room,
    is_sought,
    last_resorts,
    may_be_asked,
    ranked,
)
from comptoir.foundation.outbox import announce_all

DECLINED = (Outcome.REFUSED, Outcome.TIMED_OUT)
TRIES = 20
"""So often the best candidate may be lost to somebody else's search before this one leaves it to its next round."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One look for somebody: the locked search, its charter, the hand-over under way if one is, and whom it wishes."""

    search: Search
    charter: Charter
    hand_over: HandOver | None
    wish: Wish
    trigger: str
    now: dt.datetime


class Look(NamedTuple):
    """What one look found: the offer made, or else whether colleagues are there who are merely busy, or anybody at all."""

    offer: Offer | None = None
    is_busy: bool = False
    is_anybody_there: bool = False


def begin_spell(search: Search, given_back_by: int | None = None) -> None:
    """Begin the search anew: everybody may be asked, but in its first round not who gave the conversation back."""
    search.round += 1
    search.given_back_by_id = given_back_by
    search.alarmed_at = search.told_visitor_at = None


def begin_round(search: Search) -> None:
    """Ask everybody again, also who has declined or given it back."""
    search.round += 1
    search.given_back_by_id = None


def ask_next(search: Search, trigger: str, now: dt.datetime) -> Offer | None:
    """Offer the conversation to the best of those who can be asked, unless it is offered already or need not be.

    With nobody left it does what the charter says of that, and looks again after a while. Saves the search.
    """
    hand_over = open_hand_over(search.pk)
    if not is_sought(search.conversation, hand_over is not None):
        search.again_at = None
        search.save()
        return None
    made = _offers_of_round(search)
    pending = next((offer for offer in made if offer.outcome == Outcome.PENDING), None)
    if pending is not None:
        search.again_at = pending.expires_at + AGAIN_AFTER
        search.save()
        return None
    asking = _asking(search, hand_over, made, trigger, now)
    offer = _hand_over(asking) if hand_over else _ask_waiting(asking)
    if offer is not None:
        search.again_at = offer.expires_at + AGAIN_AFTER
    search.save()
    return offer


def open_hand_over(conversation_id: int) -> HandOver | None:
    """The hand-over that is under way, if one is."""
    rows = HandOver.objects.select_related("by")
    return rows.filter(conversation_id=conversation_id, ended_at=None).first()


def _offers_of_round(search: Search) -> list[Offer]:
    declined = Q(round=search.round, outcome__in=DECLINED)
    return list(Offer.objects.filter(Q(outcome=Outcome.PENDING) | declined, conversation_id=search.pk))


def _asking(search: Search, hand_over: HandOver | None, made: list[Offer], trigger: str, now: dt.datetime) -> Asking:
    conversation = search.conversation
    never = [pk for pk in (search.given_back_by_id, conversation.assignee_id) if pk is not None]
    charter = governing_charter(conversation, now)
    topic = charter.topics.get(conversation.topic)
    wish = Wish(
        language=conversation.language,
        topic=conversation.topic,
        skills=frozenset(skill.casefold() for skill in topic.skills) if topic else frozenset(),
        declined={offer.membership_id: offer.ended_at for offer in made if offer.ended_at},
        never=frozenset(never),
        person=hand_over.to_membership_id if hand_over else None,
    )
    return Asking(search, charter, hand_over, wish, "hand_over" if hand_over else trigger, now)


def _hand_over(asking: Asking) -> Offer | None:
    hand_over = asking.hand_over
    assert hand_over is not None
    found = _offer_to_best(asking, lambda: hand_over_candidates(asking.search, hand_over, asking.charter, asking.now))
    if found.offer is not None:
        return found.offer
    if found.is_busy and asking.now - hand_over.asked_at < HAND_OVER_WAITS:
        asking.search.again_at = asking.now + AGAIN_AFTER
        return None
    giver = hand_over.by.audience if hand_over.by else ""
    end_hand_over(hand_over, HandOverOutcome.NOBODY, asking.now, last_resorts(ladder(asking.charter, giver)))
    asking.search.again_at = None
    return ask_next(asking.search, "hand_back", asking.now)


def hand_over_candidates(search: Search, hand_over: HandOver, charter: Charter, now: dt.datetime) -> list[Candidate]:
    """Who is at their desk among those a hand-over is for; somebody asked by name also outside their hours."""
    shop_id = search.conversation.shop_id
    if hand_over.to_group_id:
        found = candidates_for(shop_id, charter, now, group_id=hand_over.to_group_id)
    else:
        found = candidates_for(shop_id, charter, now, audiences=[hand_over.to_audience])
    topic = search.conversation.topic
    able = {name for name in audiences_for(charter, topic) if answers_at(charter, name, now)}
    return [each for each in found if each.audience in able or each.membership_id == hand_over.to_membership_id]


def _ask_waiting(asking: Asking) -> Offer | None:
    conversation = asking.search.conversation
    is_open = answers_at(asking.charter, conversation.audience, asking.now)
    audiences = None if conversation.group_id else [conversation.audience] if is_open else []
    found = _ask(asking, audiences, conversation.group_id)
    return found.offer or _fall_back(asking, found)


def _fall_back(asking: Asking, found: Look) -> Offer | None:
    """Go down the charter's ladder; the conversation stays waiting, and is looked at again."""
    search, charter, now = asking.search, asking.charter, asking.now
    search.again_at = now + (AGAIN_AFTER if found.is_anybody_there else AGAIN_AFTER_NOBODY)
    for step in charter.chat.fallback:
        if step == "other_audience" and not search.conversation.asked_for:
            other = _ask(asking, substitutes(search, charter, now), None)
            if other.offer is not None:
                return other.offer
            if other.is_anybody_there:
                search.again_at = now + AGAIN_AFTER
        elif step == "referent_alarm":
            alarm_once(search, now)
        elif step == "message" and not found.is_busy:
            propose_once(search, charter, now)
    return None


def _ask(asking: Asking, audiences: Sequence[str] | None, group_id: int | None) -> Look:
    if audiences is not None and not audiences:
        return Look()
    shop_id = asking.search.conversation.shop_id
    return _offer_to_best(
        asking, lambda: candidates_for(shop_id, asking.charter, asking.now, audiences=audiences, group_id=group_id)
    )


def _offer_to_best(asking: Asking, look: Callable[[], list[Candidate]]) -> Look:
    for _ in range(TRIES):
        there = look()
        best = next(iter(ranked(there, asking.wish)), None)
        if best is None:
            is_busy = any(may_be_asked(each, asking.wish) and not has_room(each) for each in there)
            return Look(is_busy=is_busy, is_anybody_there=bool(there))
        if _claim(best):
            return Look(_offer(asking, best))
    return Look(is_busy=True, is_anybody_there=True)


def _claim(candidate: Candidate) -> bool:
    """Put one more on the desk if it is still as it was seen: so no limit is exceeded, whoever else looks at it."""
    as_seen = Desk.objects.filter(pk=candidate.desk_id, availability=Availability.AVAILABLE, load=candidate.load)
    with transaction.atomic():
        is_claimed = bool(as_seen.update(load=F("load") + 1))
        # PostgreSQL keeps the lock of a row that it waited for in vain; rolled back to here, no search holds a second desk.
        transaction.set_rollback(not is_claimed)
    return is_claimed


def _offer(asking: Asking, candidate: Candidate) -> Offer:
    search, now = asking.search, asking.now
    lasts = asking.charter.chat.offer_lasts.timedelta
    offer = Offer.objects.create(
        conversation=search.conversation,
        membership_id=candidate.membership_id,
        audience=candidate.audience,
        trigger=asking.trigger,
        round=search.round,
        made_at=now,
        expires_at=now + lasts,
    )
    announce_all([OfferExpires(offer.pk)], at=offer.expires_at, key=f"offer:{offer.pk}")
    tell_offer(candidate.user_id, offer_as_wire(offer, asking.hand_over, asking.charter))
    return offer
