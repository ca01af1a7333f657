"""Articles: what a shop explains, in each of its languages, version by version."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

TITLE_LONGEST = 160
SUMMARY_LONGEST = 400
BODY_LONGEST = 60_000
SLUG_LONGEST = 100
WORDS_LONGEST = 600
"""Characters of the words by which an article or a phrase is found besides its own."""


class State(models.TextChoices):
    """Where a translation stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETIRED = "retired"


class Category(models.Model):
    """A shelf of the help centre; `names` and `about` by language."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.SlugField(max_length=60, db_index=False)
    position = models.PositiveIntegerField(default=0)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="category_once_per_shop")]

    def __str__(self) -> str:
        return self.key


class Article(models.Model):
    """Something that a shop explains. `is_public` says whether customers may read it, or only the team.

    `solved` is the number of the conversation whose solution it began with: the same solution makes one article.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.SET_NULL, null=True, related_name="articles")
    key = models.SlugField(max_length=60, db_index=False)
    source_language = models.CharField(max_length=2)
    position = models.PositiveIntegerField(default=0)
    is_public = models.BooleanField(default=True)
    topic = models.CharField(max_length=40, blank=True, default="")
    solved = models.PositiveBigIntegerField(null=True)
    made_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="article_once_per_shop"),
            models.UniqueConstraint(
                fields=["shop", "solved"], name="article_once_per_solution", condition=Q(solved__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Translation(models.Model):
    """An article in one language, as it is being written: `number` is its newest version.

    `published_version` is what readers see, nothing before the first or after the last. `source_version` is the version
    of the source language that it follows: when that has moved on, the translation is out of date.
    `asked_by` waits for somebody to read it, or has not noted yet what was answered: `news`, "published" or "returned".
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    slug = models.SlugField(max_length=SLUG_LONGEST, db_index=False)
    title = models.CharField(max_length=TITLE_LONGEST)
    summary = models.CharField(max_length=SUMMARY_LONGEST, blank=True, default="")
    body = models.TextField(blank=True, default="")
    words = models.CharField(max_length=WORDS_LONGEST, blank=True, default="")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(default=0)
    published_version = models.ForeignKey(
        "knowledge.Version", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    source_version = models.ForeignKey(
        "knowledge.Version", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    published_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    note = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    news = models.CharField(max_length=9, blank=True, default="")
    views = models.PositiveIntegerField(default=0)
    useful = models.PositiveIntegerField(default=0)
    not_useful = models.PositiveIntegerField(default=0)
    redirect_to = models.ForeignKey(
        "knowledge.Translation", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="translation_once_per_article"),
            models.UniqueConstraint(fields=["shop", "language", "slug"], name="slug_once_per_language"),
        ]
        indexes = [
            models.Index(fields=["shop", "-changed_at", "-id"], name="articles_of_shop"),
            models.Index(fields=["shop", "state", "-changed_at", "-id"], name="articles_by_state"),
            models.Index(
                fields=["asked_by", "-changed_at"], name="articles_asked", condition=Q(asked_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """A translation as somebody wrote it; it never changes."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LONGEST)
    summary = models.CharField(max_length=SUMMARY_LONGEST, blank=True, default="")
    body = models.TextField(blank=True, default="")
    words = models.CharField(max_length=WORDS_LONGEST, blank=True, default="")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation", "number"], name="version_once")]


class Slug(models.Model):
    """An address that an article had: who kept it still arrives."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2)
    slug = models.SlugField(max_length=SLUG_LONGEST, db_index=False)
    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "language", "slug"], name="former_slug_once")]

    def __str__(self) -> str:
        return self.slug


class Picture(models.Model):
    """A picture of an article, drawn anew; `key` is its name here."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures", null=True)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shop", "-at", "-id"], name="pictures_of_shop")]
