"""What we keep of words: the shop's dictionary, and how often what was found in what agents wrote."""

from __future__ import annotations

from django.db import models


class DictionaryWord(models.Model):
    """A word that is right in this shop, in one language or ("") in all. `plain` is how it is compared."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2, blank=True, default="")
    word = models.CharField(max_length=40)
    plain = models.CharField(max_length=40)
    added_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "plain", "language"], name="word_once_per_shop")]

    def __str__(self) -> str:
        return self.word


class MistakeCount(models.Model):
    """How often a member made the same mistake on a day, in what went out. `word` is what was written, where that is a word
    or two, and `better` what would have been.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True)
    language = models.CharField(max_length=2)
    day = models.DateField()
    clause = models.CharField(max_length=20)
    why = models.CharField(max_length=40)
    word = models.CharField(max_length=40, blank=True, default="")
    better = models.CharField(max_length=40, blank=True, default="")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "language", "day", "clause", "why", "word", "membership"], name="mistake_once_per_day"
            ),
        ]


class CountedMessage(models.Model):
    """A message whose mistakes stand in the counts, by a name that no other has: telling of it again counts nothing."""

    name = models.CharField(max_length=40, primary_key=True)
    counted_on = models.DateField(db_index=True)
