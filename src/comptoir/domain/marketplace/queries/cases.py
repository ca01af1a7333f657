"""Cases: a buyer's own, a seller's own, and the team's list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from comptoir.domain.charter.rules import Reason, Text, named_reason, reason_of
from comptoir.domain.conversations.queries import visible_conversations
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries.hands import InHand, in_hand
from comptoir.domain.marketplace.queries.reading import CaseFile, Message, file_of_case, messages_of
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 30
TURNS = ("seller", "support", "buyer")


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as one side sees it: `messages` are those that side reads, all words in its language. `due_at` is until when whoever's
    turn it is ("seller", "support") answers; `is_late` that this is over. `may_write` whether that side may write now.

    `seller_name` and `buyer_name` are what the other side may know. `reroute` says why it went from the seller to the team.
    """

    conversation_id: int
    reference: str
    shop_id: int
    order_number: str
    products: tuple[str, ...]
    reason: str
    reason_name: str
    answers: tuple[tuple[str, str], ...]
    seller_id: int
    seller_name: str
    buyer_name: str
    status: str
    is_direct: bool
    reroute: str
    turn: str
    turn_since: dt.datetime
    due_at: dt.datetime | None
    is_late: bool
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    may_write: bool
    may_reopen: bool
    messages: tuple[Message, ...]
    playbook: str = ""
    may_offer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    conversation_id: int
    shop_id: int
    reference: str
    order_number: str
    products: tuple[str, ...]
    reason: str
    reason_name: str
    seller_id: int
    seller_name: str
    status: str
    is_direct: bool
    turn: str
    turn_since: dt.datetime
    due_at: dt.datetime | None
    is_late: bool
    opened_at: dt.datetime
    last_at: dt.datetime


class CasesPage(NamedTuple):
    """Some cases, the newest first, and where the next begin."""

    rows: list[CaseRow]
    next_cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What the team asks for. `is_late`: whose turn it is should have answered by now. `state`: "open", "closed", or "" for all."""

    shop_id: int | None = None
    state: str = "open"
    reason: str = ""
    turn: str = ""
    is_late: bool = False
    seller_id: int | None = None


def case_for_buyer(buyer: Buyer, conversation_id: int, now: dt.datetime) -> CaseShown:
    """The buyer's case. Raises `CaseNotFound`, also for another's."""
    hand = _theirs(buyer, conversation_id)
    return _shown(hand, "buyer", hand.buyer_language, now)


def case_for_seller(seller_id: int, conversation_id: int, now: dt.datetime) -> CaseShown:
    """The seller's case: what reached them of it. Raises `CaseNotFound`, also where nothing did."""
    hand = _sellers(seller_id, conversation_id)
    shown = _shown(hand, "seller", hand.seller_language, now)
    if not shown.messages:
        raise CaseNotFound
    return shown


def case_for_team(viewer: Viewer, conversation_id: int, language: str, now: dt.datetime) -> CaseShown:
    """The case with all that was written in it. Raises `CaseNotFound`, also where the member may not see it."""
    hand = in_hand(conversation_id)
    if not may_see(viewer, hand.case.conversation):
        raise CaseNotFound
    return _shown(hand, "team", language, now)


def file_for_buyer(buyer: Buyer, conversation_id: int, key: UUID) -> CaseFile:
    """A file that the buyer reads in their case. Raises `CaseNotFound`."""
    return file_of_case(_theirs(buyer, conversation_id), key, "buyer")


def file_for_seller(seller_id: int, conversation_id: int, key: UUID) -> CaseFile:
    """A file that reached the seller. Raises `CaseNotFound`."""
    return file_of_case(_sellers(seller_id, conversation_id), key, "seller")


def cases_of_buyer(
    shop_id: int, buyer: Buyer, now: dt.datetime, *, after: Cursor | None = None, limit: int = PAGE
) -> CasesPage:
    """A page of the buyer's cases."""
    whose = Q(conversation__visitor_id=buyer.visitor_id)
    if buyer.customer_id is not None:
        whose |= Q(conversation__customer_id=buyer.customer_id)
    return _page([_rows().filter(whose, shop_id=shop_id)], now, after, limit)


def cases_of_seller(seller_id: int, now: dt.datetime, *, after: Cursor | None = None, limit: int = PAGE) -> CasesPage:
    """A page of the seller's cases: those that reached them."""
    reached = Q(is_direct=True) | ~Q(rerouted_why="") | Q(turn__in=("seller", "buyer"))
    return _page([_rows().filter(reached, seller_id=seller_id)], now, after, limit)


def cases(
    viewers: Sequence[Viewer], filters: CaseFilters, now: dt.datetime, *, after: Cursor | None = None, limit: int = PAGE
) -> CasesPage:
    """A page of the cases that the team's viewers may see."""
    parts = []
    for viewer in viewers:
        if filters.shop_id in (None, viewer.shop_id):
            rows = _rows().filter(shop_id=viewer.shop_id)
            if not viewer.sees_all:
                rows = rows.filter(conversation__in=visible_conversations(viewer))
            parts.append(_filtered(rows, filters, now))
    return _page(parts, now, after, limit)


def is_case(conversation_id: int) -> bool:
    """Whether the conversation is one between a buyer and a seller."""
    return Case.objects.filter(pk=conversation_id).exists()


def _theirs(buyer: Buyer, conversation_id: int) -> InHand:
    hand = in_hand(conversation_id)
    talk = hand.case.conversation
    is_customer = buyer.customer_id is not None and talk.customer_id == buyer.customer_id
    if not (is_customer or talk.visitor_id == buyer.visitor_id):
        raise CaseNotFound
    return hand


def _sellers(seller_id: int, conversation_id: int) -> InHand:
    hand = in_hand(conversation_id)
    if hand.seller.pk != seller_id:
        raise CaseNotFound
    return hand


def _rows() -> QuerySet[Case]:
    return Case.objects.select_related("seller", "conversation__visitor", "conversation__customer")


def _filtered(rows: QuerySet[Case], filters: CaseFilters, now: dt.datetime) -> QuerySet[Case]:
    if filters.state == "open":
        rows = rows.exclude(conversation__status="closed")
    elif filters.state == "closed":
        rows = rows.filter(conversation__status="closed")
    if filters.is_late:
        # No promise to answer is shorter than an hour; what is not late after all is left out of the page.
        rows = rows.filter(turn__in=("seller", "support"), turn_since__lte=now - dt.timedelta(hours=1))
    wanted: dict[str, Any] = {"reason": filters.reason, "turn": filters.turn, "seller_id": filters.seller_id}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _page(parts: Sequence[QuerySet[Case]], now: dt.datetime, after: Cursor | None, limit: int) -> CasesPage:
    page: Page[Case] = page_of(parts, "opened_at", after=after, limit=limit)
    return CasesPage([_row(InHand(case), now) for case in page.rows], page.next_cursor)


def _row(hand: InHand, now: dt.datetime) -> CaseRow:
    case, talk, due = hand.case, hand.case.conversation, hand.due_at()
    return CaseRow(
        conversation_id=case.pk,
        shop_id=case.shop_id,
        reference=talk.reference,
        order_number=case.order_number,
        products=products_of(case),
        reason=case.reason,
        reason_name=named_reason(hand.charter, case.reason, hand.buyer_language),
        seller_id=case.seller_id,
        seller_name=hand.seller.name,
        status=talk.status,
        is_direct=case.is_direct,
        turn=case.turn,
        turn_since=case.turn_since,
        due_at=due,
        is_late=due is not None and now >= due,
        opened_at=case.opened_at,
        last_at=talk.last_entry_at,
    )


def products_of(case: Case) -> tuple[str, ...]:
    """What the case is about, as it is named to people."""
    named = []
    for line in case.lines:
        name, pieces = line.get("name") or line.get("reference") or "", line.get("quantity", 1)
        named.append(f"{pieces} × {name}" if pieces > 1 else name)
    return tuple(named)


def _shown(hand: InHand, side: str, language: str, now: dt.datetime) -> CaseShown:
    case, talk, due = hand.case, hand.case.conversation, hand.due_at()
    reason, mediation = reason_of(hand.charter, case.reason), hand.charter.mediation
    playbook = _playbook(reason, side)
    is_closed, closed_at = talk.status == "closed", talk.closed_at
    within = mediation.reopen_within.timedelta if mediation else dt.timedelta()
    may_reopen = is_closed and closed_at is not None and now <= closed_at + within
    return CaseShown(
        conversation_id=case.pk,
        reference=talk.reference,
        shop_id=case.shop_id,
        order_number=case.order_number,
        products=products_of(case),
        reason=case.reason,
        reason_name=named_reason(hand.charter, case.reason, language),
        answers=tuple(talk.answers.items()),
        seller_id=case.seller_id,
        seller_name=hand.seller_shown_as if side == "buyer" else hand.seller.name,
        buyer_name=hand.buyer_shown_as,
        status=talk.status,
        is_direct=case.is_direct,
        reroute=case.rerouted_why,
        turn=case.turn,
        turn_since=case.turn_since,
        due_at=due,
        is_late=due is not None and now >= due,
        opened_at=case.opened_at,
        closed_at=closed_at,
        may_write=not is_closed or (may_reopen and side != "seller"),
        may_reopen=may_reopen,
        messages=tuple(messages_of(hand, side)),
        playbook=playbook.in_language(language) if playbook else "",
        may_offer=tuple(offer.in_language(language) for offer in reason.may_offer) if reason else (),
    )


def _playbook(reason: Reason | None, side: str) -> Text | None:
    """What is told to who answers; the buyer is told nothing of it."""
    if reason is None or side == "buyer":
        return None
    return reason.playbook_seller if side == "seller" else reason.playbook_support
