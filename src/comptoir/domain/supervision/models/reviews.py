"""Reviews of closed conversations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.supervision.rules import REASONS, VERDICTS

WORD_LONGEST = 1000
"""Characters of a word about a conversation, and of the answer to it."""


class Review(models.Model):
    """A closed conversation that a watcher looks at again, for what a member wrote in it; done when it has `reviewed_at`.

    `chosen_by` is who asked for it, where it was no rule. `answer` is what the member says to it.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    reason = models.CharField(max_length=10, choices=[(it, it) for it in REASONS])
    chosen_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    chosen_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)
    word = models.CharField(max_length=WORD_LONGEST, blank=True, default="")
    seen_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=WORD_LONGEST, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "membership"], name="reviewed_once")]
        indexes = [
            models.Index(
                fields=["shop", "chosen_at", "id"], name="reviews_to_do", condition=Q(reviewed_at__isnull=True)
            ),
            models.Index(
                fields=["shop", "-reviewed_at", "-id"], name="reviews_done", condition=Q(reviewed_at__isnull=False)
            ),
            models.Index(
                fields=["membership", "-reviewed_at", "-id"],
                name="reviews_of_member",
                condition=Q(reviewed_at__isnull=False),
            ),
        ]


class Mark(models.Model):
    """How a clause of the charter was kept in a conversation, as the reviewer sees it."""

    pk = models.CompositePrimaryKey("review_id", "clause")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="marks", db_index=False)
    clause = models.CharField(max_length=20)
    verdict = models.CharField(max_length=4, choices=[(it, it) for it in VERDICTS])


class Sampling(models.Model):
    """That of the conversations a shop closed in a week (its first day) a random share was chosen."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    week = models.DateField()
    chosen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "week"], name="sampled_once")]
