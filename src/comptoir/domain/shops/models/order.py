"""An order, as the shop told us."""

from __future__ import annotations

from django.db import models

from comptoir.domain.shops.models.shop import Shop


class Order(models.Model):
    """An order of a shop's customer. The shop's own system knows better: this is what it last said, at `told_at`.

    `folded` is the number without what people write differently. `lines` are the products, in the order of the shop.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.CharField(max_length=60)
    folded = models.CharField(max_length=60)
    status = models.CharField(max_length=12)
    placed_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    customer_number = models.CharField(max_length=120, blank=True, default="")
    customer_email = models.CharField(max_length=254, blank=True, default="")
    customer_name = models.CharField(max_length=160, blank=True, default="")
    currency = models.CharField(max_length=3, blank=True, default="")
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    lines = models.JSONField(default=list)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="order_once_per_shop")]
        indexes = [
            models.Index(fields=["shop", "folded"], name="order_by_number"),
            models.Index(fields=["shop", "customer_number", "-placed_at"], name="order_of_customer"),
            models.Index(fields=["shop", "customer_email", "-placed_at"], name="order_of_address"),
            models.Index(fields=["shop", "told_at"], name="order_by_last_told"),
        ]

    def __str__(self) -> str:
        return self.number
