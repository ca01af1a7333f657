"""The team steps in, gives back, closes and opens again; a case goes to the team when its seller cannot be reached. E8."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import Mediated
from comptoir.domain.conversations.rules import may_change, may_see
from comptoir.domain.marketplace.actions.passing import refuse_closed, refuse_viewer
from comptoir.domain.marketplace.actions.speaking import turned
from comptoir.domain.marketplace.actions.writing import may_reopen, refuse_stranger
from comptoir.domain.marketplace.errors import CaseIsOver, CaseNotFound, NotTheirTurn, NotTheOnesWhoAnswer
from comptoir.domain.marketplace.events import CaseMoved, CaseRerouted
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries.hands import InHand, in_hand
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.outbox import announce

TOGETHER = 200


@transaction.atomic
def step_in(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """From now on the team stands between both: the seller's answers come to the team. Twice is once.

    Raises `CaseNotFound`, `NotTheOnesWhoAnswer`.
    """
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    refuse_closed(hand)
    refuse_viewer(hand, viewer, now)
    if hand.case.is_direct:
        _to_team(hand, "support_stepped_in", now, by=viewer)


@transaction.atomic
def give_back(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Let buyer and seller write to each other again. Twice is once.

    Raises `CaseNotFound`, `NotTheOnesWhoAnswer`, `NotTheirTurn` where the seller's tool is off.
    """
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    refuse_closed(hand)
    refuse_viewer(hand, viewer, now)
    if hand.case.is_direct:
        return
    if not hand.seller.is_on:
        raise NotTheirTurn
    hand.case.is_direct, hand.case.rerouted_why = True, ""
    turn = turned(hand, "seller", now) if hand.case.turn == "support" else None
    _write(hand, Mediated(uuid4(), "agent", membership_id=viewer.membership_id, turn=turn), now)


@transaction.atomic
def close_case(
    *, conversation_id: int, viewer: Viewer | None = None, buyer: Buyer | None = None, now: dt.datetime
) -> None:
    """End the case: the team, or the buyer, for whom it is solved. Closing twice closes once.

    Raises `CaseNotFound`, `NotTheOnesWhoAnswer`.
    """
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    talk = hand.case.conversation
    if buyer is not None:
        refuse_stranger(hand, buyer)
    elif viewer is not None:
        if not may_see(viewer, talk):
            raise CaseNotFound
        if talk.assignee_id is not None and not may_change(viewer, talk):
            raise NotTheOnesWhoAnswer
    if talk.status == "closed":
        return
    visitor_id = talk.visitor_id if buyer is not None else None
    conversations.close_conversation(conversation_id=conversation_id, viewer=viewer, visitor_id=visitor_id, now=now)
    hand.case.turn, hand.case.turn_since = "", now
    hand.case.save()
    announce(CaseMoved(hand.id, hand.case.shop_id, "closed"))


@transaction.atomic
def reopen_case(
    *, conversation_id: int, viewer: Viewer | None = None, buyer: Buyer | None = None, now: dt.datetime
) -> None:
    """Open it again: the buyer while the charter's time lasts, the team always. It is the team's turn, until somebody writes.

    Raises `CaseNotFound`, `CaseIsOver`.
    """
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    if buyer is not None:
        refuse_stranger(hand, buyer)
    if hand.case.conversation.status != "closed":
        return
    if buyer is not None:
        if not may_reopen(hand, now):
            raise CaseIsOver
    elif viewer is not None and not may_see(viewer, hand.case.conversation):
        raise CaseNotFound
    by = viewer.membership_id if viewer else None
    turn = turned(hand, "support", now)
    words = Mediated(uuid4(), "agent" if viewer else "visitor", membership_id=by, turn=turn)
    conversations.write_mediated(conversation_id=hand.id, words=words, reopens=True, now=now)
    hand.case.save()
    announce(CaseMoved(hand.id, hand.case.shop_id, "open"))


def reroute_cases(*, seller_id: int, why: str, now: dt.datetime) -> int:
    """Give all open cases of a seller who cannot be written to any more to the team; returns how many. Threat 18."""
    rows = Case.objects.filter(seller_id=seller_id, is_direct=True).exclude(conversation__status="closed")
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), TOGETHER):
        _reroute(ids[start : start + TOGETHER], why, now)
    return len(ids)


@transaction.atomic
def _reroute(ids: Iterable[int], why: str, now: dt.datetime) -> None:
    conversations.lock(ids)
    for pk in ids:
        hand = in_hand(pk)
        if hand.case.is_direct and hand.case.conversation.status != "closed":
            _to_team(hand, why, now)


def _to_team(hand: InHand, why: str, now: dt.datetime, by: Viewer | None = None) -> None:
    """The buyer's clock runs on; what the seller has still to answer is the team's to see to."""
    hand.case.is_direct, hand.case.rerouted_why = False, why
    turn = turned(hand, "support", hand.case.turn_since) if hand.case.turn == "seller" else None
    author, member = ("agent", by.membership_id) if by else ("system", None)
    # Stepping in is no answer: the ledger hears the house, so that the buyer's time runs on.
    _write(hand, Mediated(uuid4(), "system" if turn else author, membership_id=member, turn=turn), now)
    announce(CaseRerouted(hand.id, hand.case.shop_id, hand.seller.pk, why))


def _write(hand: InHand, words: Mediated, now: dt.datetime) -> None:
    conversations.write_mediated(conversation_id=hand.id, words=words, now=now)
    hand.case.save()
