"""What is written in a case goes to those who read it: once each, whoever wrote it, and however often it is told. E3, E4, R1."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.channels import actions as channels
from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import Mediated
from comptoir.domain.marketplace import sentences
from comptoir.domain.marketplace.actions.alarming import alarm_team
from comptoir.domain.marketplace.actions.letters import letter_to_buyer, letter_to_seller, word_to_seller
from comptoir.domain.marketplace.actions.speaking import turned
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries.hands import InHand, answer_due, in_hand
from comptoir.domain.marketplace.queries.reading import Message, message_of, messages_of

TURNS = UUID("9b1d3c52-0f0e-4f57-8f6f-5f0c2b7d1a44")
"""The namespace of turns that follow from what an agent wrote."""


@transaction.atomic
def relay(conversation_id: int, seq: int, now: dt.datetime) -> int:
    """Write the letters of the message at `seq`; returns how many. Told again, none is written twice."""
    conversations.lock([conversation_id])
    try:
        hand = in_hand(conversation_id)
    except CaseNotFound:
        return 0
    message = message_of(conversation_id, seq)
    if message is None:
        return 0
    _after_agent(hand, message, now)
    written = [_to_seller(hand, message, now), _to_buyer(hand, message, now)]
    return sum(letter is not None for letter in written)


@transaction.atomic
def remind(conversation_id: int, number: int, now: dt.datetime) -> int | None:
    """Tell the team, and a seller whose turn it is, before the time is over, that a buyer waits. E8."""
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    alarm_team(hand, "at_risk", now)
    due = hand.due_at()
    if hand.case.turn != "seller" or due is None or now >= due:
        return None
    once = f"reminder {number} of {conversation_id} since {hand.case.turn_since.isoformat()}"
    letter = word_to_seller(hand, f"reminder_{number}", sentences.reminder(hand, due), once, now)
    return channels.write_letter(letter) if letter else None


@transaction.atomic
def tell_late(conversation_id: int, now: dt.datetime) -> int | None:
    """Tell the team that the time is over, and a seller whose turn it is that the team knows. E8."""
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    alarm_team(hand, "late", now)
    if hand.case.turn != "seller":
        return None
    due = answer_due(hand.case.shop_id, hand.case.turn_since)
    if due is None or now < due:
        return None
    once = f"late {conversation_id} since {hand.case.turn_since.isoformat()}"
    letter = word_to_seller(hand, "late", sentences.too_late(hand, due), once, now)
    return channels.write_letter(letter) if letter else None


def _to_seller(hand: InHand, message: Message, now: dt.datetime) -> int | None:
    if "seller" not in message.read_by or message.author == "seller":
        return None
    before = [it for it in messages_of(hand, "seller") if it.author != "seller" and it.seq < message.seq]
    letter = letter_to_seller(hand, message, is_first=not before, now=now)
    return channels.write_letter(letter) if letter else None


def _to_buyer(hand: InHand, message: Message, now: dt.datetime) -> int | None:
    if "buyer" not in message.read_by or message.author == "buyer":
        return None
    letter = letter_to_buyer(hand, message, now)
    return channels.write_letter(letter) if letter else None


def _after_agent(hand: InHand, message: Message, now: dt.datetime) -> None:
    """What an agent wrote to the buyer answers them; what they asked the seller, while the team stands between, is the seller's to answer."""
    if message.author != "support" or message.passes_on is not None or hand.case.conversation.status == "closed":
        return
    to = "buyer" if "buyer" in message.read_by else "seller" if not hand.case.is_direct else None
    turn = turned(hand, to if to != "buyer" or hand.case.turn != "seller" else None, message.at)
    if turn is None:
        return
    words = Mediated(uuid5(TURNS, f"{hand.id}.{message.seq}"), "agent", turn=turn)
    conversations.write_mediated(conversation_id=hand.id, words=words, now=now)
    hand.case.save()


def places_in_cases(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the entries (conversation and `seq`) that stand in cases. One query."""
    cases = set(Case.objects.filter(pk__in={pk for pk, _ in places}).values_list("pk", flat=True))
    return [(pk, seq) for pk, seq in places if pk in cases]


def relay_all(places: Sequence[tuple[int, int]], now: dt.datetime) -> None:
    """Each in its order."""
    for conversation_id, seq in sorted(set(places)):
        relay(conversation_id, seq, now)


def remind_all(due: Sequence[tuple[int, int]], now: dt.datetime) -> None:
    """Each case with the number of the warning."""
    for conversation_id, number in due:
        with suppress(CaseNotFound):
            remind(conversation_id, number, now)


def tell_all_late(conversation_ids: Sequence[int], now: dt.datetime) -> None:
    """Each of them."""
    for conversation_id in conversation_ids:
        with suppress(CaseNotFound):
            tell_late(conversation_id, now)
