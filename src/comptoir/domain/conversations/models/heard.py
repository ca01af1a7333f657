"""What visitors' messages and ratings say of how they are."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.conversations.models.conversation import Conversation


class Rating(models.Model):
    """What the visitor thought of it: 1 to 5, and a word.

    `membership` is whom a compliment in that word is for; `counted` what has been counted of it, so that nothing is twice.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1000, blank=True, default="")
    rated_at = models.DateTimeField()
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    counted = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(name="score_one_to_five", condition=Q(score__gte=1, score__lte=5))]
        indexes = [
            models.Index(fields=["membership", "-rated_at"], name="kind_ratings", condition=Q(membership__isnull=False))
        ]


class Reading(models.Model):
    """What a visitor's message says: its language, its mood, and what was found in it, as text of JSON (places in characters).

    `membership` is whom a compliment in it is for.
    """

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True, default="")
    mood = models.CharField(max_length=8)
    findings = models.TextField(default="")
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    read_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["membership", "-read_at"], name="kind_words", condition=Q(membership__isnull=False))
        ]


class CourtesyCount(models.Model):
    """How often something was said to a shop on a day of its calendar; a compliment also by whom it is for.

    It names no conversation, and stays when those are erased.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=16)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", null=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "kind"], name="courtesy_of_shop", condition=Q(membership__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["shop", "day", "kind", "membership"],
                name="courtesy_to_member",
                condition=Q(membership__isnull=False),
            ),
        ]
