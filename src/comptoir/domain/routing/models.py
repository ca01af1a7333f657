"""What we keep of routing: each agent's desk, and every offer that was made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Availability(models.TextChoices):
    """The agent's own switch; being connected is another thing (`seen_at`)."""

    AVAILABLE = "available"
    PAUSED = "paused"
    AWAY = "away"


class Desk(models.Model):
    """A user's desk, one for all their shops. `load` counts live conversations held and offers pending; locked to change it."""

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    availability = models.CharField(max_length=10, choices=Availability.choices, default=Availability.AWAY)
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    idle_since = models.DateTimeField(null=True)
    load = models.PositiveSmallIntegerField(default=0)
    missed_in_a_row = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["availability", "seen_at"], name="desk_presence")]


class Outcome(models.TextChoices):
    """What became of an offer."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    WITHDRAWN = "withdrawn"


class Offer(models.Model):
    """A conversation put before one agent, for some seconds."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=40)
    trigger = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PENDING)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(outcome="pending"), name="one_pending_offer"),
        ]
        indexes = [
            models.Index(fields=["membership", "outcome"], name="offer_of_member"),
            models.Index(fields=["conversation", "made_at"], name="offer_of_conversation"),
        ]


class HandOver(models.Model):
    """A conversation being handed over: to whom, by whom, with what summary. The giver keeps it until somebody accepts."""

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    to_audience = models.CharField(max_length=40, blank=True, default="")
    to_group = models.ForeignKey("people.Group", on_delete=models.SET_NULL, null=True, related_name="+")
    to_membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    summary = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(ended_at=None), name="one_open_hand_over"),
        ]
