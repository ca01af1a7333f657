"""What watchers do to the answers of others: approvals that are asked for, and corrections."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.conversations.models.conversation import Conversation

WORD_LONGEST = 300
"""Characters of what is said to a member beside an approval or a correction."""


class Why(models.TextChoices):
    """Why somebody's messages wait for approval: a watcher wants to see them, or they are new here."""

    REFERENT = "referent"
    NEWCOMER = "newcomer"


class Approval(models.Model):
    """A member whose every message to customers waits for approval, from `put_at` until it is lifted.

    `remaining` counts down the conversations that they still answer so; without it, it lasts until somebody lifts it. At 0
    it goes on, for a referent to release them. Nobody put a newcomer under it but the house.
    """

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    why = models.CharField(max_length=10, choices=Why.choices)
    word = models.CharField(max_length=WORD_LONGEST, blank=True, default="")
    remaining = models.PositiveSmallIntegerField(null=True)
    put_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    put_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "why"], name="under_approval_once", condition=Q(lifted_at__isnull=True)
            )
        ]
        indexes = [
            models.Index(fields=["shop", "put_at", "id"], name="approvals_of_shop", condition=Q(lifted_at__isnull=True))
        ]


class Served(models.Model):
    """A conversation that was answered to its end under an approval, counted once."""

    pk = models.CompositePrimaryKey("approval_id", "conversation_id")
    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")


class Correction(models.Model):
    """What an answer said before a watcher changed it; the answer itself says what it says now. For the team alone."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry_seq = models.PositiveIntegerField()
    before = models.TextField()
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    corrected_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "entry_seq", "id"], name="corrections_of_answer")]
