"""A promise and how its due date moved."""

from __future__ import annotations

import datetime as dt
import json

from django.db import models
from django.db.models import Q

from comptoir.domain.promises.rules import Span

OPEN = Q(settled_at=None)
UNDONE = Q(done_at=None)


class Kind(models.TextChoices):
    """What is promised."""

    FIRST_ANSWER = "first_answer"
    NEXT_ANSWER = "next_answer"
    FOLLOW_UP = "follow_up"
    RESOLUTION = "resolution"
    REFUND = "refund"
    RIGHTS = "rights"
    SPOKEN = "spoken"


class State(models.TextChoices):
    """Where a promise stands."""

    RUNNING = "running"
    PAUSED = "paused"
    AT_RISK = "at_risk"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class Promise(models.Model):
    """One promise. `clause` is the key of `[promises.X]`, empty where a person gave their word; then `words` say what for.

    `made_seq` is the entry of the conversation that it came of, `evidence_seq` the one that settled it. `subject` says
    what it is about where there is no conversation ("return:17"). `done_at` is when nobody waited for it
    any more: done, also late, or let go.
    `extra_months` were added to its term by somebody who said why. `next_at` is when something must be told next: a warning, or that it is broken. `pauses` are spans as text of JSON.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    clause = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    audience = models.CharField(max_length=40, blank=True, default="")
    owner = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    subject = models.CharField(max_length=60, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")

    made_at = models.DateTimeField()
    made_seq = models.PositiveIntegerField(default=0)
    within = models.CharField(max_length=12, blank=True, default="")
    extra_months = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    paused_since = models.DateTimeField(null=True)
    pauses = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    next_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(default=0)

    settled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    evidence_seq = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True, default="")
    released_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="promise_next", condition=Q(next_at__isnull=False)),
            models.Index(fields=["shop", "due_at", "id"], name="promise_open", condition=OPEN),
            models.Index(fields=["shop", "state", "due_at", "id"], name="promise_by_state"),
            models.Index(fields=["shop", "kind", "due_at", "id"], name="promise_by_kind", condition=OPEN),
            models.Index(fields=["owner", "due_at", "id"], name="promise_undone_of", condition=UNDONE),
            models.Index(
                fields=["owner", "state", "due_at", "id"], name="promise_of_owner", condition=Q(owner__isnull=False)
            ),
            models.Index(fields=["shop", "clause", "kind", "due_at", "state"], name="promise_of_clause"),
        ]
        constraints = [
            # It begins with the conversation, so it also finds what was promised there.
            models.UniqueConstraint(
                fields=["conversation", "kind", "clause", "made_seq", "words"], name="promise_made_once"
            ),
            models.UniqueConstraint(
                fields=["shop", "subject", "kind", "clause"],
                name="promise_once_a_subject",
                condition=Q(conversation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.clause or self.words}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def is_undone(self) -> bool:
        return self.done_at is None

    @property
    def spans(self) -> tuple[Span, ...]:
        """When its clock stood still, without the pause that lasts."""
        spans = json.loads(self.pauses) if self.pauses else []
        return tuple((dt.datetime.fromisoformat(begin), dt.datetime.fromisoformat(end)) for begin, end in spans)

    def add_pause(self, span: Span) -> None:
        """Keep one more of them."""
        self.pauses = json.dumps([[begin.isoformat(), end.isoformat()] for begin, end in (*self.spans, span)])


class PromiseMove(models.Model):
    """A due date that moved. `because` is "resumed" (after the customer's turn), "after_seller", "category", "charter" or "extended"."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="moves")
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    because = models.CharField(max_length=12)
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()
