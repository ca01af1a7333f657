"""A case: what a buyer and the seller of something they received write to each other, and what was masked in it."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """The mediated side of a conversation (`channel` "marketplace"): the order, the seller, the reason.

    `is_direct` is whether the seller gets and answers its letters (the tool is on); else the support team passes on both ways.
    `turn` says whose answer is awaited: "seller", "support" (who has something to pass on), "buyer", or "" when nobody's.
    """

    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    seller = models.ForeignKey("marketplace.Seller", on_delete=models.PROTECT, related_name="+", db_index=False)
    order_number = models.CharField(max_length=60)
    lines = models.JSONField(default=list)
    """Place, reference, name and quantity of the products it is about."""
    buyer_name = models.CharField(max_length=160, blank=True, default="")
    buyer_email = models.CharField(max_length=254, blank=True, default="")
    """As the order says them, so that neither passes to the seller."""
    reason = models.CharField(max_length=20)
    is_direct = models.BooleanField()
    rerouted_why = models.CharField(max_length=20, blank=True, default="")
    """Why it went from the seller to the team: "switched_off", "address_changed", "bounced", "support_stepped_in"."""
    turn = models.CharField(max_length=10, default="seller")
    turn_since = models.DateTimeField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-opened_at"], name="case_of_shop"),
            models.Index(fields=["seller", "-opened_at"], name="case_of_seller"),
            models.Index(fields=["shop", "order_number"], name="case_of_order"),
            models.Index(fields=["shop", "turn", "turn_since"], name="case_by_turn"),
        ]


class Attempt(models.Model):
    """How often, on a day of the shop's calendar, contact details of a kind were masked in what one side wrote; it names no words.

    `side` is "seller" or "buyer"; of buyers nobody in particular is counted.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    seller = models.ForeignKey("marketplace.Seller", on_delete=models.CASCADE, related_name="+", db_index=False)
    side = models.CharField(max_length=8)
    day = models.DateField()
    kind = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "side", "day", "kind"], name="attempt_counted")]
