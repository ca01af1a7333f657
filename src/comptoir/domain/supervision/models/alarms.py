"""How a watcher wants to be alarmed."""

from __future__ import annotations

from django.db import models


class AlarmChoice(models.Model):
    """Which alarms a user wants to hear, and when none: between `quiet_from` and `quiet_until` of their own day, which may
    pass midnight. Without a choice all are heard.
    """

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+", primary_key=True)
    waiting = models.BooleanField(default=True)
    insult = models.BooleanField(default=True)
    held = models.BooleanField(default=True)
    promise = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
