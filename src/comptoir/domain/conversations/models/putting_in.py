"""What stands in answers that are not sent yet."""

from __future__ import annotations

from django.db import models

from comptoir.domain.conversations.models.conversation import Conversation


class PutIn(models.Model):
    """A member has put a phrase, an article or a link (`kind` and its number, `of`) into an answer. The row goes once it was sent
    with it, and is forgotten where it never was.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=7)
    of = models.PositiveBigIntegerField()
    put_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "membership"], name="put_in_here"),
            models.Index(fields=["put_at"], name="put_in_since"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.of}"
