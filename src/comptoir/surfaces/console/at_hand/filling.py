"""What a phrase is filled with: from what this agent may see of the customer, and nothing else."""

from __future__ import annotations

from typing import Any

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import facts_of
from comptoir.domain.people.queries import person
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.console.showing import granted_fields


def values_here(conversation: Any, viewer: Viewer, charter: Charter) -> dict[str, str]:
    """What each variable stands for in this conversation; "" for what is not known, or not granted. A11."""
    granted, me = granted_fields(viewer, charter), person(viewer.membership_id)
    return {
        "customer.first_name": _first_name(conversation) if "first_name" in granted else "",
        "agent.name": str(me["name"]),
        "agent.note": str(me["note"]),
        "shop.name": shop_of_id(conversation.shop_id).name,
        "order.number": _order(conversation, viewer) if "orders" in granted else "",
        "reference": conversation.reference,
    }


def _first_name(conversation: Any) -> str:
    customer = conversation.customer
    return str((customer.first_name if customer else "") or conversation.visitor.first_name)


def _order(conversation: Any, viewer: Viewer) -> str:
    """The one order that the conversation speaks of; of several nobody knows which is meant."""
    numbers = {fact.order.number for fact in facts_of(conversation, viewer, now()) if fact.order}
    return numbers.pop() if len(numbers) == 1 else ""
