"""What we keep of a shop."""

from __future__ import annotations

from django.db import models


class Shop(models.Model):
    """A shop that is served here; its charter says how."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=60, default="UTC")
    identity_generation = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def language(self) -> str:
        """The shop's own language: the first of its languages."""
        return self.languages[0] if self.languages else "en"


class Site(models.Model):
    """An origin (scheme, host, port) whose pages may carry the shop's widget."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="sites")
    origin = models.CharField(max_length=255)
    is_from_charter = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "origin"], name="site_once_per_shop")]

    def __str__(self) -> str:
        return self.origin
