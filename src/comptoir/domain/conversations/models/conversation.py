"""A conversation: one row for the present state."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Status(models.TextChoices):
    """Where a conversation stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    CLOSED = "closed"


class Conversation(models.Model):
    """A visitor's talk with a shop. `seq` counts all entries, `public_seq` those that the visitor sees.

    Read marks are kept in both numberings: `visitor_read` and `team_read` in the visitor's, `…_read_seq` in the team's.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    visitor = models.ForeignKey("people.Visitor", on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey("people.Customer", on_delete=models.SET_NULL, related_name="+", null=True)
    reference = models.CharField(max_length=16, unique=True)
    opening_id = models.UUIDField()
    channel = models.CharField(max_length=16, default="chat")
    is_live = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)

    asked_for = models.CharField(max_length=40, blank=True, default="")
    audience = models.CharField(max_length=40)
    group = models.ForeignKey("people.Group", on_delete=models.SET_NULL, related_name="+", null=True)
    assignee = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    topic = models.CharField(max_length=40, blank=True, default="")
    category = models.CharField(max_length=40, blank=True, default="")
    priority = models.CharField(max_length=8, default="normal", db_default="normal")
    snoozed_until = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)

    language = models.CharField(max_length=8, default="")
    page_url = models.CharField(max_length=1000, blank=True, default="")
    page_title = models.CharField(max_length=200, blank=True, default="")
    answers = models.JSONField(default=dict)
    email = models.EmailField(blank=True, default="")
    watched_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Members who see it besides those whose work it is, as ",12,15,"."""

    seq = models.PositiveIntegerField(default=0)
    public_seq = models.PositiveIntegerField(default=0)
    visitor_read = models.PositiveIntegerField(default=0)
    visitor_read_seq = models.PositiveIntegerField(default=0)
    team_read = models.PositiveIntegerField(default=0)
    team_read_seq = models.PositiveIntegerField(default=0)
    last_visitor_seq = models.PositiveIntegerField(default=0)
    last_answer_seq = models.PositiveIntegerField(default=0)
    score = models.PositiveSmallIntegerField(null=True)
    last_words = models.CharField(max_length=160, blank=True, default="")
    last_from = models.CharField(max_length=10, blank=True, default="")
    is_shielded = models.BooleanField(default=False)
    """The last words may hurt whoever reads them."""
    mood = models.CharField(max_length=8, default="calm")
    upset_words = models.CharField(max_length=1000, blank=True, default="")

    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    unanswered_since = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    last_entry_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        # A message moves a conversation in two of these: every index more would be paid for by each message.
        indexes = [
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_all"),
            models.Index(fields=["assignee", "-last_entry_at", "-id"], name="conv_mine"),
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_waiting", condition=Q(status="waiting")),
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_closed", condition=Q(status="closed")),
            models.Index(
                fields=["shop", "audience", "waiting_since"], name="conv_queue", condition=Q(status="waiting")
            ),
            models.Index(fields=["shop", "audience", "first_answer_at"], name="conv_answered"),
            models.Index(
                fields=["shop", "-last_entry_at", "-id"],
                name="conv_snoozed",
                condition=Q(snoozed_until__isnull=False),
            ),
            models.Index(fields=["merged_into"], name="conv_merged", condition=Q(merged_into__isnull=False)),
            # Nearly all are of normal urgency, and in no such list.
            models.Index(
                fields=["shop", "priority", "-last_entry_at", "-id"],
                name="conv_urgency",
                condition=~Q(priority="normal"),
            ),
            # A wall asks for what is live: a message changes nothing in it.
            models.Index(fields=["shop", "id"], name="conv_live", condition=Q(is_live=True, closed_at__isnull=True)),
            # What agents hold is counted at every turn: among the few that are active, not among all they have closed.
            models.Index(fields=["assignee"], name="conv_held", condition=Q(status="active")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["visitor", "opening_id"], name="opened_once"),
            models.CheckConstraint(name="public_within_all", condition=Q(public_seq__lte=F("seq"))),
        ]

    def __str__(self) -> str:
        return self.reference
