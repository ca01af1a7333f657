"""How requests were solved."""

from __future__ import annotations

from django.db import models

from comptoir.domain.conversations.models.conversation import Conversation

LINE_LONGEST = 300
"""Characters of a problem, and of a solution."""


class Solution(models.Model):
    """What the problem was and what solved it, in a line each; the agents wrote it when they closed the conversation."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.CharField(max_length=40, blank=True, default="")
    problem = models.CharField(max_length=LINE_LONGEST)
    solution = models.CharField(max_length=LINE_LONGEST)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shop", "-recorded_at"], name="solutions_of_shop")]


class SolutionWord(models.Model):
    """A word of a problem or its solution, folded, by which the solution is found for a request with the same word."""

    pk = models.CompositePrimaryKey("solution_id", "word")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["shop", "word", "solution"], name="solution_by_word")]
