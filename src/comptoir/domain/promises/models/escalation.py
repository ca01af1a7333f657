"""A request that went on to a level of expertise, and what the customer was told of it."""

from __future__ import annotations

from django.db import models


class Escalation(models.Model):
    """A step of a request to a level; the newest says where the request stands. `seq` is the entry that says so.

    `told_…` is what the customer was told last: when, how often, the day of the solution, and the day of the next word
    with the promise that it is of. Nothing of it where they were told nothing.
    """

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    level = models.CharField(max_length=40)
    came_from = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    why = models.CharField(max_length=300)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    told_at = models.DateTimeField(null=True)
    times_told = models.PositiveIntegerField(default=0)
    told_solved_on = models.DateField(null=True)
    told_word_on = models.DateField(null=True)
    told_word_of = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "seq"], name="escalated_once")]

    def __str__(self) -> str:
        return self.level
