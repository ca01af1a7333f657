"""The demo's marketplace: its sellers with their settings, and what buyers and they wrote to each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comptoir.config.demo import stories
from comptoir.config.demo.posting import MailRead, MailSaid
from comptoir.config.demo.stories import Line
from comptoir.config.demo.telling import ACTS, Telling
from comptoir.config.wiring import REACTIONS
from comptoir.domain.channels.models import SentMail
from comptoir.domain.conversations.actions import Post
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.marketplace.actions import (
    NewFile,
    answer_as_seller,
    close_case,
    confirm_support,
    open_case,
    pass_on,
    set_support,
    tell_seller,
    write_to_case,
)
from comptoir.domain.marketplace.queries import case_for_team, seller_of_key
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.people.actions import meet_visitor
from comptoir.domain.shops.queries import KnownShop, order_of_number
from comptoir.foundation.worker import Worker
from comptoir.surfaces.storefront.catcher.reading import opened
from comptoir.surfaces.storefront.catcher.writing import Author
from comptoir.surfaces.storefront.shelves import STOREFRONTS

DAY = dt.timedelta(days=1)
SET_UP = 90
"""Days ago, when the sellers chose their settings."""


def set_up_sellers(shop: KnownShop, at: dt.datetime) -> None:
    """Let the shop tell of its sellers, and those with an address switch the tool on with the code that they were sent."""
    for trader in STOREFRONTS[shop.key].traders:
        told: dict[str, Any] = {"key": trader.key, "name": trader.name, "language": shop.language}
        account = trader.email or f"conta@{trader.key}.example"
        seller = tell_seller(shop=shop, account_email=account, **told)
        if not trader.email:
            continue
        when = at - SET_UP * DAY
        set_support(seller_id=seller.pk, email=trader.email, name=trader.name, now=when)
        letter = opened(bytes(SentMail.objects.filter(recipient=trader.email).latest("pk").content))
        found = re.search(r"\b\d{3} \d{3}\b", letter.text)
        assert found is not None
        confirm_support(seller_id=seller.pk, code=found[0], now=when)


class CaseTelling(Telling):
    """A story between a buyer and a seller: `case: order | seller | reason`. The buyer writes on the page; the seller, who is called
    `seller`, by mail where the tool is on, else on the page.
    """

    reader: MailRead

    def _open(self, first_words: str) -> None:
        order, self._seller_key, reason = (it.strip() for it in self._story.heads["case"].split("|"))
        visitor, _ = meet_visitor(
            shop=self._shop, language=self._shop.language, identity=self._identity(), now=self._now
        )
        customer = visitor.customer
        assert customer is not None
        facts = (customer.pk, customer.external_id, customer.email, customer.first_name)
        self._buyer = Buyer(visitor.pk, *facts, self._shop.language)
        known = order_of_number(self._shop.id, order)
        assert known is not None
        self._id = open_case(
            shop=self._shop,
            buyer=self._buyer,
            order_number=order,
            seller_key=self._seller_key,
            places=[n for n, line in enumerate(known.lines) if line.seller == self._seller_key],
            reason=reason,
            answers=self._answers(),
            body=first_words,
            files=self._pictures("with"),
            opening_id=self._uuid("opening"),
            now=self._now,
        )
        self._visitor_id = visitor.pk
        Worker(REACTIONS).deliver_all()

    def _say(self, line: Line, post: Post) -> None:
        if line.who == "seller":
            self._seller_says(line)
        elif line.who:
            super()._say(line, post)
        else:
            said: dict[str, Any] = {"body": line.words, "client_id": post.client_id, "now": self._now}
            write_to_case(conversation_id=self._id, buyer=self._buyer, **said)
        Worker(REACTIONS).deliver_all()

    def _seller_says(self, line: Line) -> None:
        seller = seller_of_key(self._shop.id, self._seller_key, self._now)
        if seller.state == "on":
            author = Author(seller.name, seller.support_email)
            self.reader.answers(MailSaid(self._id, author, line.words, self._shop.language, self._told), self._now)
            return
        said: dict[str, Any] = {"body": line.words, "client_id": self._uuid(f"seller {self._told}"), "now": self._now}
        answer_as_seller(conversation_id=self._id, seller_id=seller.id, **said)

    def _passes_on(self, who: str, _words: str) -> None:
        case = case_for_team(self._viewer(who), self._id, self._shop.language, self._now)
        last = next(it for it in reversed(case.messages) if it.author in ("buyer", "seller"))
        pass_on(conversation_id=self._id, seq=last.seq, viewer=self._viewer(who), now=self._now)
        Worker(REACTIONS).deliver_all()

    def _is_solved(self, _who: str, _words: str) -> None:
        close_case(conversation_id=self._id, buyer=self._buyer, now=self._now)

    def _leave_read(self, last: Line) -> None:
        if Conversation.objects.filter(pk=self._id, status="closed").exists() or last.who not in ("", "seller"):
            super()._leave_read(last)

    def _pictures(self, head: str) -> list[NewFile]:
        folder = Path(stories.__file__).parent / self._shop.key
        names = [it.strip() for it in self._story.heads.get(head, "").split(",") if it.strip()]
        return [NewFile(name, (folder / name).read_bytes()) for name in names]


CASE_ACTS: dict[str, Callable[[CaseTelling, str, str], None]] = {
    "passes on": CaseTelling._passes_on,
    "is solved": CaseTelling._is_solved,
}
ACTS |= CASE_ACTS  # type: ignore[arg-type]
