"""Connects mailboxes in a desk's own database: run in the desk's environment, for there their secrets are sealed."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from comptoir.domain.channels.models import Mailbox  # noqa: E402
from comptoir.domain.channels.sealing import seal  # noqa: E402
from comptoir.domain.shops.queries import shop_of_key  # noqa: E402

FEW = 5
SECRETS = ("imap_secret", "smtp_secret", "webhook_secret")


def connect(shop: str, boxes: str) -> Any:
    """Mailboxes of the shop, as JSON says them; returns their numbers."""
    made = []
    for facts in json.loads(boxes):
        facts |= {name: seal(facts[name]) for name in SECRETS if name in facts}
        made.append(Mailbox.objects.create(shop_id=shop_of_key(shop).id, **facts).pk)
    return made


def cases(number: str, seller: str, buyer: str) -> Any:
    """So many cases of a marketplace between a seller and a buyer at these addresses; returns their conversations.

    The buyer has a customer's number for every few of them: of one number no more are taken a day.
    """
    from comptoir.domain.marketplace.tests.stage import DAY, a_buyer, a_market, a_seller, an_order, writes
    from comptoir.domain.shops.rules import Buyer
    from comptoir.foundation.clock import now

    shop = a_market()
    a_seller(shop, name="Relógios do Largo", support_name="Relógios do Largo", support_email=seller)
    known = {"first_name": "João", "last_name": "Carvalhal Pimenta", "email": buyer}
    made = []
    for n in range(int(number)):
        customer, order = f"C-{n // FEW}", f"P-2026-0004{n:03}"
        told = Buyer(customer, buyer, "João Carvalhal Pimenta")
        an_order(shop, order, customer=told, placed_at=now() - 9 * DAY, delivered_at=now() - DAY)
        who = a_buyer(shop, customer, **known)
        made.append(writes(shop, who, "O relógio chegou sem o estojo.", order_number=order, now=now()).pk)
    return made


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"connect": connect, "cases": cases}[verb](*arguments)))
