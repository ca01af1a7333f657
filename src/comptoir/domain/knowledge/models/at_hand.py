"""What agents have at hand while they write: phrases, links to the shop's pages, words that mean the same."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.knowledge.models.articles import TITLE_LONGEST, WORDS_LONGEST
from comptoir.domain.knowledge.rules.bounds import ADDRESS_LONGEST, PHRASE_LONGEST, SHORTCUT_LONGEST


class Source(models.TextChoices):
    """Where a link to a page comes from."""

    BY_HAND = "by_hand"
    SITEMAP = "sitemap"
    CSV = "csv"


class Phrase(models.Model):
    """A sentence or more, ready to be sent, in one language; for one audience, or ("") for all. `words` find it, too.

    `solved` is the number of the conversation whose solution it began with.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    audience = models.CharField(max_length=40, blank=True, default="")
    shortcut = models.CharField(max_length=SHORTCUT_LONGEST, blank=True, default="")
    title = models.CharField(max_length=TITLE_LONGEST)
    body = models.CharField(max_length=PHRASE_LONGEST)
    words = models.CharField(max_length=WORDS_LONGEST, blank=True, default="")
    topic = models.CharField(max_length=40, blank=True, default="")
    used = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    solved = models.PositiveBigIntegerField(null=True)
    changed_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "language", "audience", "shortcut"],
                name="phrase_shortcut_once",
                condition=~Q(shortcut=""),
            ),
            models.UniqueConstraint(
                fields=["shop", "solved"], name="phrase_once_per_solution", condition=Q(solved__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "language", "-changed_at", "-id"], name="phrases_by_language"),
            models.Index(fields=["shop", "-changed_at", "-id"], name="phrases_of_shop"),
            models.Index(fields=["shop", "used", "-changed_at", "-id"], name="phrases_by_use"),
        ]

    def __str__(self) -> str:
        return self.title


class PageLink(models.Model):
    """A page that may be sent to customers, in one language."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=TITLE_LONGEST)
    address = models.CharField(max_length=ADDRESS_LONGEST)
    words = models.CharField(max_length=WORDS_LONGEST, blank=True, default="")
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.BY_HAND)
    used = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "language", "address"], name="link_once_per_language")]
        indexes = [models.Index(fields=["shop", "-changed_at", "-id"], name="links_of_shop")]

    def __str__(self) -> str:
        return self.title


class Synonym(models.Model):
    """Words of one language that mean the same in this shop, one a line of `words`."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    words = models.CharField(max_length=WORDS_LONGEST)
    changed_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shop", "language", "id"], name="synonyms_of_shop")]

    def __str__(self) -> str:
        return self.words
