"""What was written before contact details were taken out, for those of the team who may ask for it, and who did."""

from __future__ import annotations

from django.db import models


class Original(models.Model):
    """The words of an entry as they came, kept only where something was masked in them."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    entry_seq = models.PositiveIntegerField()
    body = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "entry_seq"], name="original_once")]
        indexes = [models.Index(fields=["kept_at"], name="original_by_age")]


class Reveal(models.Model):
    """A member has read an original: who, and when. A11."""

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="reveals")
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()
