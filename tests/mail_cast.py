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

SECRETS = ("imap_secret", "smtp_secret", "webhook_secret")


def connect(shop: str, boxes: str) -> Any:
    """Mailboxes of the shop, as JSON says them; returns their numbers."""
    made = []
    for facts in json.loads(boxes):
        facts |= {name: seal(facts[name]) for name in SECRETS if name in facts}
        made.append(Mailbox.objects.create(shop_id=shop_of_key(shop).id, **facts).pk)
    return made


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"connect": connect}[verb](*arguments)))
