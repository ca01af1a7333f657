"""What use teaches: how often something was sent on which topic, and on which words it helped or did not."""

from __future__ import annotations

from django.db import models

KIND_LONGEST = 7


class Use(models.Model):
    """How often a phrase, an article or a link (`kind` and its number, `of`) was sent in an answer on a topic, in a month (its first day)."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=KIND_LONGEST)
    of = models.PositiveBigIntegerField()
    topic = models.CharField(max_length=40, blank=True, default="")
    month = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "kind", "of", "topic", "month"], name="use_once_per_month")
        ]


class UsedBy(models.Model):
    """How often a member has sent a phrase, an article or a link, and when last."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=KIND_LONGEST)
    of = models.PositiveBigIntegerField()
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "of", "membership"], name="used_by_once")]


class Lesson(models.Model):
    """How often something was put into the answer to a question with this token (`helped`), or was said not to help; when last.

    The token (`rules/tokens.py`; `p` before two words that stood together) is of words that the shop's own knowledge or the language's
    dictionary has, never of a name or a number. With none ("") all that the text has answered is counted.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    word = models.CharField(max_length=60)
    kind = models.CharField(max_length=KIND_LONGEST)
    of = models.PositiveBigIntegerField()
    helped = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    learnt_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "language", "word", "kind", "of"], name="lesson_once"),
        ]
        indexes = [
            models.Index("shop", "language", "word", models.F("helped").desc(), name="lesson_taught_most"),
            models.Index(fields=["shop", "learnt_on"], name="lesson_learnt_on"),
        ]
