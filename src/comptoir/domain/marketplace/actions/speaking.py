"""One side of a case says something: masked for the other, kept as it came for those who may ask, and the turn goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F

from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import MailFile, Mediated
from comptoir.domain.marketplace.events import ContactMasked
from comptoir.domain.marketplace.models import Attempt, Original
from comptoir.domain.marketplace.queries.hands import InHand
from comptoir.domain.marketplace.rules import Masked, masked_for_other
from comptoir.domain.shops.queries import shop_day
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked

BUYER, SELLER = "visitor", "seller"


class Words(NamedTuple):
    """What a side says. `names` and `addresses` are what else was seen of the writer (a display name, the sender of a mail)."""

    client_id: UUID
    text: str
    files: tuple[MailFile, ...] = ()
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    team_facts: Mapping[str, Any] | None = None
    at: dt.datetime | None = None


class Spoken(NamedTuple):
    """Where it stands in the team's numbering, whether it is new, and what was masked in it."""

    seq: int
    is_new: bool
    kinds: Mapping[str, int]


def speak(
    hand: InHand,
    author: str,
    words: Words,
    *,
    is_public: bool,
    to: tuple[str, ...],
    turn: str | None,
    reopens: bool = False,
    now: dt.datetime,
) -> Spoken:
    """Let buyer or seller say something in the case, whose conversation is locked. `to` are those of "buyer", "seller" who read it."""
    reader = hand.seller_language if author == BUYER else hand.buyer_language
    writer = hand.buyer_language if author == BUYER else hand.seller_language
    said = masked_for_other(words.text, hand.parties(words.names, words.addresses), reader, written_in=writer)
    kinds = dict(said.attempts)
    entry = Mediated(
        client_id=words.client_id,
        author=author,
        body=said.text,
        is_public=is_public,
        facts={"masked": kinds} if kinds else None,
        team_facts={"to": list(to), **(words.team_facts or {})},
        files=words.files,
        turn=turned(hand, turn, words.at or now),
        at=words.at,
    )
    said_on = conversations.write_mediated(conversation_id=hand.id, words=entry, reopens=reopens, now=now)
    if said_on.is_new:
        hand.case.save()
        if said.kinds:
            _keep_original(hand, said_on.seq, words.text, now)
        _count(hand, author, said, now)
    return Spoken(said_on.seq, said_on.is_new, kinds)


def turned(hand: InHand, turn: str | None, at: dt.datetime) -> str | None:
    """Give the turn in the case; None where it is theirs already, or stays. The caller saves the case."""
    if turn is None or turn == hand.case.turn:
        return None
    hand.case.turn, hand.case.turn_since = turn, at
    return turn


def _keep_original(hand: InHand, seq: int, text: str, now: dt.datetime) -> None:
    Original.objects.create(conversation_id=hand.id, entry_seq=seq, body=masked(text), kept_at=now)


def _count(hand: InHand, author: str, said: Masked, now: dt.datetime) -> None:
    """Attempts are counted by seller, side, day and kind: nobody's words, and of buyers nobody in particular."""
    if not said.attempts:
        return
    side = "buyer" if author == BUYER else "seller"
    day = shop_day(hand.case.shop_id, now)
    for kind, number in sorted(said.attempts.items()):
        row, _ = Attempt.objects.get_or_create(
            seller_id=hand.seller.pk, side=side, day=day, kind=kind, defaults={"shop_id": hand.case.shop_id}
        )
        Attempt.objects.filter(pk=row.pk).update(number=F("number") + number)
    announce(ContactMasked(hand.id, hand.case.shop_id, hand.seller.pk, side, said.attempts.total()))
