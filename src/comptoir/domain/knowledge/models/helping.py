"""What readers of the help centre tell: whether it helped, and what they looked for in vain."""

from __future__ import annotations

from django.db import models

from comptoir.domain.knowledge.models.articles import Translation
from comptoir.domain.knowledge.rules.bounds import QUERY_KEPT, WORD_LONGEST


class Feedback(models.Model):
    """Whether an article was of use to a reader, and a word why not. `visitor_hash` keeps it once per reader and names nobody."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="feedback", db_index=False)
    is_useful = models.BooleanField()
    word = models.CharField(max_length=WORD_LONGEST, blank=True, default="")
    visitor_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation", "visitor_hash"], name="feedback_once")]
        indexes = [models.Index(fields=["translation", "-at", "-id"], name="feedback_of_article")]


class Search(models.Model):
    """What readers looked for, folded and without what could name somebody; `found` is how much there was the last time."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    words = models.CharField(max_length=QUERY_KEPT)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    settled_how = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "language", "words"], name="search_once")]
        indexes = [models.Index(fields=["shop", "found", "-last_at", "-id"], name="searches_in_vain")]
        verbose_name_plural = "searches"

    def __str__(self) -> str:
        return self.words
