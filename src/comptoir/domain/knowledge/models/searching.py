"""By what knowledge is found. All of it is made from the rest, and can be made anew."""

from __future__ import annotations

from django.db import models

from comptoir.domain.knowledge.models.articles import TITLE_LONGEST
from comptoir.domain.knowledge.models.learning import KIND_LONGEST
from comptoir.domain.knowledge.rules.edition import EDITION_LENGTH


class Findable(models.Model):
    """A phrase, a published article or a link (`kind` and its number, `of`) as it is found, in one language.

    `named`, `worded` and `bodied` are its stems and meanings in the title, the words and the rest, in their order;
    `tokens` are all the different ones with marks for the shop, the language and who may find it, for the database's index.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=KIND_LONGEST)
    of = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2)
    audience = models.CharField(max_length=40, blank=True, default="")
    topic = models.CharField(max_length=40, blank=True, default="")
    is_public = models.BooleanField(default=False)
    title = models.CharField(max_length=TITLE_LONGEST)
    named = models.TextField(blank=True, default="")
    worded = models.TextField(blank=True, default="")
    bodied = models.TextField(blank=True, default="")
    tokens = models.TextField()
    known = models.TextField(blank=True, default="")
    """The words that it brought into `KnownWord`, so that they can be taken out again."""
    edition = models.CharField(max_length=EDITION_LENGTH, blank=True, default="")
    """By what it was taken apart (`rules/edition.py`)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "of"], name="findable_once")]
        indexes = [models.Index(fields=["edition", "shop"], name="findable_by_edition")]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word of the shop's knowledge in a language, folded, with its stem, and in how many texts it stands: what was mistyped is one of these."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=41)
    texts = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "language", "word"], name="known_word_once")]

    def __str__(self) -> str:
        return self.word


class KnowledgeState(models.Model):
    """How often a shop's knowledge has changed: a process that remembers its words knows by it when to read them again."""

    shop = models.OneToOneField("shops.Shop", on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)


class IndexEdition(models.Model):
    """An edition of the index that a release has begun. The newest (the largest number) is the one in force: while old and new processes
    run side by side, the old ones leave the index to the new ones.
    """

    digest = models.CharField(max_length=EDITION_LENGTH, unique=True)

    def __str__(self) -> str:
        return self.digest
