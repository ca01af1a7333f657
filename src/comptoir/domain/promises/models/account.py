"""A conversation's account in the ledger."""

from __future__ import annotations

from django.db import models


class Account(models.Model):
    """How far the ledger has read a conversation's stream, and how the talk stood there.

    Its row is the lock of all promises of the conversation: whoever changes one of them holds it.
    """

    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    heard_seq = models.PositiveIntegerField(default=0)
    is_begun = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    is_answered = models.BooleanField(default=False)
