"""What we keep of routing: each agent's desk, every offer and hand-over, and the search for somebody to answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Availability(models.TextChoices):
    """The agent's own switch; being connected is another thing (`seen_at`)."""

    AVAILABLE = "available"
    PAUSED = "paused"
    AWAY = "away"


class Desk(models.Model):
    """A user's desk, one for all their shops. `load` counts live conversations held and offers pending.

    `idle_since` is the moment when the desk last took, ended or came back to work: the longest idle is asked first.
    Until `spared_until` nothing new is offered, and what waits is not held against them; a pause ends by itself then.
    """

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    availability = models.CharField(max_length=10, choices=Availability.choices, default=Availability.AWAY)
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    idle_since = models.DateTimeField(null=True)
    load = models.PositiveSmallIntegerField(default=0)
    missed_in_a_row = models.PositiveSmallIntegerField(default=0)
    spared_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["availability", "seen_at"], name="desk_presence")]


class Search(models.Model):
    """The search for somebody who answers a conversation: one row for its whole life, locked together with it.

    A *spell* begins when the conversation is opened, handed back or sent elsewhere; within it nobody is asked twice in
    one `round`. `again_at` is when the next round begins if nobody was found; null while nobody is sought.
    """

    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    round = models.PositiveIntegerField(default=1)
    given_back_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    again_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    told_visitor_at = models.DateTimeField(null=True)
    suggested_topics = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["again_at"], name="search_again", condition=Q(again_at__isnull=False))]


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
    round = models.PositiveIntegerField(default=1)
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
            models.Index(fields=["expires_at"], name="offer_pending_until", condition=Q(outcome="pending")),
        ]


class HandOverOutcome(models.TextChoices):
    """What became of a hand-over."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    NOBODY = "nobody"
    CANCELLED = "cancelled"
    MOVED = "moved"


class HandOver(models.Model):
    """A conversation being handed over: to whom, by whom, with what summary. The giver keeps it until somebody accepts.

    `to_audience` is also set for a person, as theirs: when the person declines, their colleagues are asked. What nobody
    holds, and what is not live, moves at once to those it is for.
    """

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    to_audience = models.CharField(max_length=40, blank=True, default="")
    to_group = models.ForeignKey("people.Group", on_delete=models.SET_NULL, null=True, related_name="+")
    to_membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    summary = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=HandOverOutcome.choices, default=HandOverOutcome.ASKED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(ended_at=None), name="one_open_hand_over"),
        ]
        indexes = [models.Index(fields=["conversation", "asked_at"], name="hand_over_of_conversation")]
