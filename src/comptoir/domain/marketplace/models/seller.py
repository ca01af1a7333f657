"""A seller of a marketplace and how the shop's customers reach them."""

from __future__ import annotations

from django.db import models


class Seller(models.Model):
    """A seller, as the shop names them (`key` is the shop's own number or name, as order lines say it).

    With `support_email` the tool is on; without it, off. A new address waits in `new_email` until its code (kept as a hash) is
    given back. `account_email` is where the shop itself writes to them: the team's letters go there while the tool is off.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=160)
    name = models.CharField(max_length=160)
    language = models.CharField(max_length=8, blank=True, default="")
    account_email = models.EmailField(blank=True, default="")
    support_name = models.CharField(max_length=80, blank=True, default="")
    support_email = models.EmailField(blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    new_email = models.EmailField(blank=True, default="")
    new_name = models.CharField(max_length=80, blank=True, default="")
    code_hash = models.CharField(max_length=128, blank=True, default="")
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_on = models.DateField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    """How many codes went out on that day."""
    unreachable_since = models.DateTimeField(null=True)
    unreachable_why = models.CharField(max_length=300, blank=True, default="")
    sends_unproven = models.BooleanField(default=False)
    """Their domain proves nothing of what it sends; confirmed once, it is believed with a mark."""
    unproven_at = models.DateTimeField(null=True)
    """When a mail of theirs was last held because nothing proved it; empty once they are believed."""
    access_generation = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="seller_once_per_shop")]
        indexes = [
            models.Index(fields=["shop", "name", "id"], name="seller_of_shop"),
            models.Index(fields=["shop", "support_email"], name="seller_of_address"),
            models.Index(fields=["shop", "account_email"], name="seller_of_account"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        """Whether buyers' messages go to the seller, and not to the team."""
        return bool(self.support_email) and self.unreachable_since is None
