"""What we keep of charters: every version that was applied, as it was written."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class Unchanging(models.QuerySet["CharterVersion"]):
    """Versions are added and read; nothing else."""

    def update(self, **_: Any) -> NoReturn:
        raise TypeError("a version of a charter never changes: apply a new one")

    def delete(self) -> NoReturn:
        raise TypeError("a version of a charter is never deleted: conversations were judged by it")


class CharterVersion(models.Model):
    """One version of a shop's charter, with the text of the calendar's file that it names.

    Conversations and promises remember by which version they were judged.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    feed = models.TextField(default="")
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Unchanging.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="charter_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"

    def save(self, **options: Any) -> None:
        """Insert the version; one that is kept already is refused by the database's own key."""
        super().save(**options | {"force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        """Refuse."""
        raise TypeError("a version of a charter is never deleted: conversations were judged by it")
