"""What the outbox keeps: announcements that are still to be told, and receipts of the reactions that have run."""

from __future__ import annotations

from django.db import models


class Announcement(models.Model):
    """An event waiting to be told, now or at `due_at`, or several that came in bulk. It is deleted once every reaction has run."""

    name = models.CharField(max_length=80)
    payload = models.TextField()
    caused_by = models.CharField(max_length=80, blank=True, default="")
    key = models.CharField(max_length=120, null=True)
    is_bulk = models.BooleanField(default=False)
    events = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["is_bulk", "due_at", "id"], name="announcement_waiting", condition=models.Q(failed_at=None)
            ),
            models.Index(fields=["id"], name="announcement_failed", condition=models.Q(failed_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="announcement_once_per_key", condition=models.Q(key__isnull=False)
            ),
        ]


class Receipt(models.Model):
    """A reaction that has run for an announcement of which another failed: it will not run twice."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="receipts")
    reaction = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "reaction"], name="receipt_once")]
