"""Lists that people come back to."""

from __future__ import annotations

from django.db import models


class SavedView(models.Model):
    """A list of conversations that somebody has given a name: a view, of one shop or of all, narrowed down or not."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=30)
    view = models.CharField(max_length=12)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", null=True)
    priority = models.CharField(max_length=8, blank=True, default="")
    tag = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
