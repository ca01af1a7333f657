"""Messages that wait for approval."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.conversations.models.conversation import Conversation


class Outcome(models.TextChoices):
    """What became of a held message; nothing while it is held."""

    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


CAME_BACK = (Outcome.LAPSED, Outcome.RETURNED)
"""What waits for its author to see it: it did not go out."""


class HeldMessage(models.Model):
    """An agent's message that the charter keeps back until somebody approves it: no answer yet, and no entry.

    `findings` says why, as text of JSON; `language` is the one its author said it is in, if they did. Once it is settled,
    `outcome` says how, and `seq` where it stands if it was posted. One that was returned, or lapsed, waits for its author until
    `seen_at`.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    body = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    files = models.JSONField(default=list)
    mentions = models.JSONField(default=list)
    carried = models.JSONField(default=dict)
    """How it travels by mail, where it does."""
    findings = models.TextField(default="")
    held_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    word = models.CharField(max_length=500, blank=True, default="")
    seen_at = models.DateTimeField(null=True)
    seq = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "client_id"], name="held_once")]
        indexes = [
            models.Index(fields=["shop", "held_at", "id"], name="held_in_shop", condition=Q(outcome="")),
            models.Index(fields=["conversation"], name="held_in_conversation", condition=Q(outcome="")),
            models.Index(
                fields=["membership", "conversation"],
                name="held_came_back_to",
                condition=Q(outcome__in=["lapsed", "returned"], seen_at__isnull=True),
            ),
        ]
