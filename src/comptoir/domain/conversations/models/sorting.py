"""How requests are sorted: by urgency, by tags, and beside which others they stand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from comptoir.domain.conversations.models.conversation import Conversation


class Priority(models.TextChoices):
    """How urgent a request is, the least first."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Tag(models.Model):
    """A word of a shop by which its requests are marked; `folded` makes no difference of accents and capitals."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=30)
    folded = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "folded"], name="tag_once_in_shop")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A tag on a conversation."""

    pk = models.CompositePrimaryKey("conversation_id", "tag_id")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["tag", "conversation"], name="tagged")]


class Link(models.Model):
    """Two conversations that have to do with each other; the one with the smaller number stands first."""

    one = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="linked_once"),
            models.CheckConstraint(name="linked_in_order", condition=Q(one__lt=F("other"))),
        ]
