"""A case with all that decides about it, fetched together: not for surfaces, but for what this app does and tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import Charter, Mediation
from comptoir.domain.marketplace.errors import CaseNotFound, NotMediated
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.marketplace.rules import Parties, own_of
from comptoir.domain.promises.queries import due_if_promised
from comptoir.domain.shops.queries import KnownShop, shop_of_id


def mediation_of(shop_id: int, now: dt.datetime) -> tuple[Charter, Mediation]:
    """The charter in force and what it says of buyers and sellers. Raises `NotMediated`."""
    charter = charter_in_force(shop_id, now)[1]
    if charter.mediation is None:
        raise NotMediated
    return charter, charter.mediation


@dataclass(frozen=True)
class InHand:
    """A case, its conversation and its seller, as they stand in this transaction."""

    case: Case

    @property
    def id(self) -> int:
        return self.case.pk

    @property
    def seller(self) -> Seller:
        return self.case.seller

    @cached_property
    def shop(self) -> KnownShop:
        return shop_of_id(self.case.shop_id)

    @cached_property
    def charter(self) -> Charter:
        """The charter under which it was opened."""
        return charter_of_version(self.case.conversation.charter_version_id or 0)

    @property
    def buyer_language(self) -> str:
        return self.case.conversation.language or self.shop.language

    @property
    def seller_language(self) -> str:
        return language_of(self.seller, self.shop)

    @property
    def buyer_email(self) -> str:
        """Where the buyer is written to: what the shop signed, else what they left; none where neither is known."""
        talk = self.case.conversation
        return (talk.customer.email if talk.customer else "") or talk.visitor.email or talk.email

    @property
    def buyer_shown_as(self) -> str:
        """All that the seller learns of the buyer's name, by the charter."""
        mediation = self.charter.mediation
        if mediation is None or mediation.buyer_name == "none":
            return ""
        talk = self.case.conversation
        return (talk.customer.first_name if talk.customer else "") or talk.visitor.first_name

    @property
    def seller_shown_as(self) -> str:
        """Under which name the seller's answers reach the buyer."""
        return self.seller.support_name or self.seller.name

    def parties(self, names: tuple[str, ...] = (), addresses: tuple[str, ...] = ()) -> Parties:
        """What is known of both and must not pass; with what else was seen of the one who writes."""
        talk, seller = self.case.conversation, self.seller
        customer = talk.customer
        of_buyer = [talk.email, talk.visitor.email, self.case.buyer_email]
        buyer_names = [talk.visitor.first_name, self.case.buyer_name]
        phones: list[str] = []
        if customer is not None:
            of_buyer.append(customer.email)
            buyer_names += [f"{customer.first_name} {customer.last_name}".strip()]
            phones.append(customer.phone)
        of_seller = [seller.support_email, seller.account_email, seller.new_email]
        shown = (seller.support_name, seller.name, self.shop.name, self.buyer_shown_as)
        return Parties(
            addresses=_said((*of_buyer, *of_seller, *addresses)),
            names=_said((*buyer_names, *names)),
            phones=_said(phones),
            allowed=_said(shown),
            shop=own_of(self.charter),
        )

    def due_at(self) -> dt.datetime | None:
        """Until when whoever's turn it is answers, by the charter's promise; nothing where nobody's or the buyer's it is."""
        if self.case.turn not in ("seller", "support"):
            return None
        return answer_due(self.case.shop_id, self.case.turn_since)


def answer_due(shop_id: int, since: dt.datetime) -> dt.datetime | None:
    """Until when what is asked of a seller at `since` is answered."""
    return due_if_promised(shop_id=shop_id, of="marketplace", when="next_answer", made_at=since)


def in_hand(conversation_id: int) -> InHand:
    """The case of that conversation. Raises `CaseNotFound`."""
    rows = Case.objects.select_related("seller", "conversation__visitor", "conversation__customer")
    found = rows.filter(pk=conversation_id).first()
    if found is None:
        raise CaseNotFound
    return InHand(found)


def language_of(seller: Seller, shop: KnownShop) -> str:
    """In which language a seller is written to: theirs where the shop speaks it, else the shop's."""
    return seller.language if seller.language in shop.languages else shop.language


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
