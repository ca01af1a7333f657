"""What a test wants to know of mail in a desk's own database, or change there: run in the desk's environment."""

from __future__ import annotations

import json
import sys
import zlib
from typing import Any

import django

django.setup()

from comptoir.domain.channels.models import Mailbox, RawMail, ReceivedMail, SentMail  # noqa: E402
from comptoir.domain.channels.sealing import seal  # noqa: E402
from comptoir.domain.conversations.models import Conversation, Entry  # noqa: E402
from comptoir.domain.shops.queries import shop_of_key  # noqa: E402

SECRETS = ("imap_secret", "smtp_secret", "webhook_secret")


def connect(shop: str, boxes: str) -> Any:
    """Mailboxes of the shop, as JSON says them; returns their numbers."""
    made = []
    for facts in json.loads(boxes):
        facts |= {name: seal(facts[name]) for name in SECRETS if name in facts}
        made.append(Mailbox.objects.create(shop_id=shop_of_key(shop).id, **facts).pk)
    return made


def look() -> Any:
    """Everything that is kept of mail."""
    received = ReceivedMail.objects.order_by("id").values(
        "id", "source", "source_id", "state", "why", "detail", "message_id", "sender_check", "conversation_id", "entry_seq"
    )
    sent = SentMail.objects.order_by("id").values(
        "id", "template", "party", "recipient", "state", "why", "detail", "message_id", "conversation_id", "entry_seq", "attempts"
    )
    boxes = Mailbox.objects.order_by("id").values("id", "address", "trouble", "uid", "uidvalidity")
    talks = Conversation.objects.filter(channel="email").order_by("id").values("id", "status", "reference")
    ids = [talk["id"] for talk in talks]
    entries = Entry.objects.filter(conversation_id__in=ids).order_by("conversation_id", "seq")
    return {
        "received": list(received),
        "sent": list(sent),
        "boxes": list(boxes),
        "talks": list(talks),
        "entries": list(entries.values("conversation_id", "seq", "public_seq", "kind", "author", "body")),
    }


def raw() -> Any:
    """The mails that came, byte for byte."""
    return [zlib.decompress(it.content).decode("latin-1") for it in RawMail.objects.order_by("mail_id")]


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"connect": connect, "look": look, "raw": raw}[verb](*arguments), default=str))
