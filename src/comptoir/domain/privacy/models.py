"""What we keep of privacy requests: where each stands, and each step, which is never rewritten. Of what was answered, nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.privacy.rules import OPEN, number_of


class Right(models.TextChoices):
    """What is asked for, by the name that the law gives it."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"


class State(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RightsRequest(models.Model):
    """What a person asks about their own data. `asked_at` is when they wrote it, in the entry `asked_seq` (0: by another way,
    and then when it was written down), from which the law counts.

    `promise` is the answer in the ledger. The lock of a request is the ledger's account of its conversation.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    promise = models.ForeignKey(
        "promises.Promise", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    asking_id = models.UUIDField()
    right = models.CharField(max_length=13, choices=Right.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    is_extended = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_seq = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-moved_at", "-id"], name="rights_all"),
            models.Index(fields=["shop", "state", "-moved_at", "-id"], name="rights_by_state"),
        ]
        constraints = [
            # It begins with the conversation, so it also finds the requests of one.
            models.UniqueConstraint(fields=["conversation", "asking_id"], name="rights_asked_once"),
            models.UniqueConstraint(
                fields=["conversation", "right"], name="rights_open_once", condition=Q(state__in=OPEN)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """By what people quote it."""
        return number_of(self.pk)


class RightsStep(models.Model):
    """A step: which, when, by which member, by which way or for which reason, with which word for colleagues.

    `seq` is the entry that shows it: what the customer asked or withdrew, what they were told, the answer itself; `seq_in`
    the conversation of that entry, which is another one once they were merged.
    """

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="steps", db_index=False)
    step = models.CharField(max_length=9)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    reason = models.CharField(max_length=20, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    seq = models.PositiveIntegerField(null=True)
    seq_in = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "step"], name="rights_step_once")]

    def __str__(self) -> str:
        return self.step


class AccessRecord(models.Model):
    """A member has read a conversation that was not theirs to answer: one row a member, conversation and hour. A11"""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    hour = models.DateTimeField()
    """The hour of the reading, its minutes cut off."""
    ways = models.CharField(max_length=120)
    """How it was read in that hour, of `rules.WAYS`: ",opened,raw_mail,"."""
    at = models.DateTimeField()
    """When it was first read in that hour."""

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-at", "-id"], name="access_of_shop"),
            models.Index(fields=["membership", "-at", "-id"], name="access_by_member"),
        ]
        constraints = [
            # It begins with the conversation, so it also finds who has read one.
            models.UniqueConstraint(fields=["conversation", "membership", "hour"], name="access_once_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.conversation_id}"
