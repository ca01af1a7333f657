"""Addresses: who writes from where, where replies come back to, and who gets nothing."""

from __future__ import annotations

from django.db import models


class Correspondent(models.Model):
    """Who writes to a shop from an address: the visitor as whom they are known, and whether mail reaches them."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    address = models.CharField(max_length=254)
    name = models.CharField(max_length=120, blank=True, default="")
    visitor = models.ForeignKey("people.Visitor", on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "address"], name="correspondent_once")]


class ReplyAddress(models.Model):
    """Where a participant's replies in a conversation come to: random and tagged, so that nobody guesses one.

    `party` is "customer" or "seller"; `address` is who may write there, as of the last letter to it (empty: nobody any more).
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    party = models.CharField(max_length=12)
    local_part = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=254, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "party"], name="one_address_a_party")]


class Suppressed(models.Model):
    """An address that a shop's mail does not go to. `why`: "bounced", "blocked", "complained", "looping"."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    address = models.CharField(max_length=254)
    why = models.CharField(max_length=12)
    detail = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "address"], name="suppressed_once")]
        indexes = [models.Index(fields=["shop", "-at", "-id"], name="suppressed_of_shop")]


class Blocked(models.Model):
    """A sender (an address, or a whole domain as "@example.com") from whom nothing becomes a conversation."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    pattern = models.CharField(max_length=254)
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "pattern"], name="blocked_once")]
        indexes = [models.Index(fields=["shop", "-at", "-id"], name="blocked_of_shop")]
