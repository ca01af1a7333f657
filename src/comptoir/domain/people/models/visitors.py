"""Who comes to a shop: its customers, and browsers that have spoken to it."""

from __future__ import annotations

import uuid

from django.db import models


class Customer(models.Model):
    """Somebody whom the shop knows and has signed for."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+")
    external_id = models.CharField(max_length=120)
    first_name = models.CharField(max_length=80, blank=True, default="")
    last_name = models.CharField(max_length=80, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "external_id"], name="customer_once_per_shop")]
        indexes = [models.Index(fields=["shop", "email"], name="customer_by_email")]


class Visitor(models.Model):
    """A browser that has spoken to a shop. Anonymous until the shop signs who it is, or they leave a way to answer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.SET_NULL, null=True, related_name="visitors")
    language = models.CharField(max_length=8, default="")
    first_name = models.CharField(max_length=80, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    token_generation = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["shop", "seen_at"], name="visitor_by_last_seen")]
