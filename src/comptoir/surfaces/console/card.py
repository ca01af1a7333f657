"""The customer's card: what the charter grants to this viewer, and nothing that is masked leaves the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.channels.queries import suppressions_of
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import conversations_of_visitor
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer
from comptoir.domain.routing.queries import offers_of
from comptoir.surfaces.console.courtesy import hidden_words
from comptoir.surfaces.console.escalating import ShownEscalation, escalation_here
from comptoir.surfaces.console.mailing.beside import travels_by_mail
from comptoir.surfaces.console.mailing.words import not_sent_words
from comptoir.surfaces.console.ordering import ShownOrder, orders_here
from comptoir.surfaces.console.privacy import ShownRequest, promises_besides, requests_here
from comptoir.surfaces.console.promising import Shown
from comptoir.surfaces.console.rows import is_hidden
from comptoir.surfaces.console.showing import granted_fields, moment, name_of, page_link, span_of

BEFORE_AT_MOST = 20
WHOLE = frozenset({"first_name", "last_name", "email", "phone", "page", "language", "answers", "orders", "history"})


@dataclass(frozen=True, slots=True)
class Card:
    """What the card shows. `is_partial` when the charter keeps something back; no `orders` at all where it keeps these back."""

    name: str
    facts: list[tuple[str, str]]
    page: tuple[str, str]
    page_title: str
    answers: list[tuple[str, str]]
    before: list[dict[str, Any]]
    offers: list[dict[str, Any]]
    promises: list[Shown]
    privacy: list[ShownRequest]
    escalation: ShownEscalation | None
    orders: list[ShownOrder] | None
    is_partial: bool
    stopped: str = ""
    """Why no letter goes to the customer's address, for whom the charter shows it."""


def card_of(conversation: Any, viewer: Viewer, charter: Charter) -> Card:
    """The card of the conversation's customer for this viewer."""
    granted = granted_fields(viewer, charter)
    sees_page, privacy = "page" in granted, requests_here(conversation, viewer)
    return Card(
        name=name_of(conversation, granted),
        facts=_facts(conversation, granted),
        page=page_link(conversation.page_url) if sees_page else ("", ""),
        page_title=conversation.page_title if sees_page else "",
        answers=_answers(conversation, charter) if "answers" in granted else [],
        before=_before(conversation, viewer, charter.courtesy.blur_insults) if "history" in granted else [],
        offers=[_offer(offer) for offer in offers_of(conversation.pk)],
        promises=promises_besides(viewer, conversation.pk, privacy),
        privacy=privacy,
        escalation=escalation_here(conversation, charter),
        orders=orders_here(conversation, viewer) if "orders" in granted else None,
        is_partial=not granted >= WHOLE,
        stopped=_stopped(conversation) if "email" in granted and travels_by_mail(conversation) else "",
    )


def email_of(conversation: Any) -> str:
    """The address at which the customer can be answered, for those to whom the charter grants it."""
    customer = conversation.customer
    return str(conversation.email or (customer.email if customer else "") or conversation.visitor.email)


def _stopped(conversation: Any) -> str:
    address = email_of(conversation).lower()
    found = suppressions_of(conversation.shop_id, [address]) if address else {}
    return not_sent_words(found[address].why) if address in found else ""


def _facts(conversation: Any, granted: frozenset[str]) -> list[tuple[str, str]]:
    customer = conversation.customer
    known = [
        ("email", _("E-mail"), email_of(conversation)),
        ("phone", _("Telephone"), customer.phone if customer else ""),
        ("language", _("Language"), conversation.language.upper()),
    ]
    return [(label, value) for field, label, value in known if value and field in granted]


def _answers(conversation: Any, charter: Charter) -> list[tuple[str, str]]:
    labels = {question.key: question.label.in_language(conversation.language) for question in charter.widget.questions}
    return [(labels.get(key, key.replace("_", " ")), value) for key, value in conversation.answers.items() if value]


def _before(conversation: Any, viewer: Viewer, blurs: bool) -> list[dict[str, Any]]:
    others = conversations_of_visitor(conversation.visitor_id, BEFORE_AT_MOST)
    return [
        {
            "id": it.pk,
            "words": hidden_words() if is_hidden(it, blurs) else it.last_words or it.reference,
            "at": moment(it.last_entry_at),
            "status": it.status,
        }
        for it in others
        if it.pk != conversation.pk and may_see(viewer, it)
    ]


def _offer(offer: Any) -> dict[str, Any]:
    seconds = round((offer.ended_at - offer.made_at).total_seconds()) if offer.ended_at else None
    return {
        "name": offer.membership.display_name,
        "outcome": offer.outcome,
        "at": moment(offer.made_at),
        "span": span_of(seconds) if seconds is not None else "",
    }
