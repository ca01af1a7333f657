"""The whole charter: every section, in the order in which a shop writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from comptoir.domain.charter.reading.kinds import Reader, list_of, mapping_of, reference
from comptoir.domain.charter.reading.tables import table_of, tables_of
from comptoir.domain.charter.shape.at_hand import Links, Offers
from comptoir.domain.charter.shape.audience import Audience
from comptoir.domain.charter.shape.chat import Chat
from comptoir.domain.charter.shape.commitment import Commitment
from comptoir.domain.charter.shape.courtesy import Courtesy
from comptoir.domain.charter.shape.escalation import Escalation
from comptoir.domain.charter.shape.heading import Heading
from comptoir.domain.charter.shape.holidays import Holidays
from comptoir.domain.charter.shape.hours import Hours, hours
from comptoir.domain.charter.shape.kept import Privacy, Retention
from comptoir.domain.charter.shape.mediation import Mediation
from comptoir.domain.charter.shape.orders import Orders
from comptoir.domain.charter.shape.page import Page
from comptoir.domain.charter.shape.promise import Promise
from comptoir.domain.charter.shape.returns import Returns
from comptoir.domain.charter.shape.reviews import Reviews
from comptoir.domain.charter.shape.shop import Shop
from comptoir.domain.charter.shape.team import Team
from comptoir.domain.charter.shape.topic import Topic, TopicDetails
from comptoir.domain.charter.shape.training import Training
from comptoir.domain.charter.shape.widget import Widget
from comptoir.domain.charter.shape.wording import Wording, wording
from comptoir.domain.charter.telephones import country_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Charter:
    """A charter without mistakes. Two charters are compared by `compare`, never by `==`."""

    shop: Shop
    heading: Heading
    holidays: Holidays
    hours: Mapping[str, Hours]
    audiences: Mapping[str, Audience]
    topics: Mapping[str, Topic]
    pages: tuple[Page, ...]
    widget: Widget
    chat: Chat
    promises: Mapping[str, Promise]
    commitments: tuple[Commitment, ...]
    escalation: Escalation
    wording: Wording
    courtesy: Courtesy
    links: Links
    offers: Offers | None
    orders: Orders
    returns: Returns | None
    mediation: Mediation | None
    team: Team
    training: Training | None
    reviews: Reviews
    retention: Retention
    privacy: Privacy | None

    @property
    def language(self) -> str:
        """The shop's own language."""
        return self.shop.languages[0]

    @property
    def country(self) -> str:
        """The country whose telephone numbers are meant where none is written, or ""."""
        return country_of(self.shop, self.holidays)


NEEDED = ("shop", "charter", "hours", "audiences")
"""Sections without which there is nothing to serve by."""

READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "shop": table_of(Shop),
        "charter": table_of(Heading),
        "holidays": table_of(Holidays),
        "hours": mapping_of(hours),
        "audiences": tables_of(Audience),
        "topics": mapping_of(list_of(reference)),
        "topic": tables_of(TopicDetails),
        "pages": list_of(table_of(Page), once=False),
        "widget": table_of(Widget),
        "chat": table_of(Chat),
        "promises": tables_of(Promise),
        "commitments": list_of(table_of(Commitment), once=False),
        "escalation": table_of(Escalation),
        "wording": wording,
        "courtesy": table_of(Courtesy),
        "links": table_of(Links),
        "offers": table_of(Offers),
        "orders": table_of(Orders),
        "returns": table_of(Returns),
        "mediation": table_of(Mediation),
        "team": table_of(Team),
        "training": table_of(Training),
        "reviews": table_of(Reviews),
        "retention": table_of(Retention),
        "privacy": table_of(Privacy),
    }
)
"""How each section is read, in the order of the file."""
